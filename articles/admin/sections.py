"""What a section of the board is: a few rows, how many there are in all, and where the rest is."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import IntegerField, Model, QuerySet, Subquery

SHOWN = 8
COUNTED = 100  # more than so many are "100+"


@dataclass
class Section:
    """One list of the board.

    look: the template of a row; source: all that belongs in it, not sliced; links: more of the same, as label and
    address; total: how many there are in all, counted no further than COUNTED
    """

    key: str
    title: Any
    look: str
    empty: Any
    source: QuerySet[Any] | None = None
    rows: list[Any] = field(default_factory=list)
    links: list[tuple[Any, str]] = field(default_factory=list)
    total: int = 0

    @property
    def count(self) -> str:
        """How many there are, "100+" for more than anybody counts."""
        return f"{COUNTED}+" if self.total > COUNTED else str(self.total)


class Counted(Subquery):
    """The number of rows of a queryset, as a column beside others."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def may_see(user: AbstractBaseUser, model: type[Model]) -> bool:
    """Return whether `user` may look at the records of `model` on the desk."""
    name = model._meta.model_name
    return user.has_perm(f"articles.view_{name}") or user.has_perm(f"articles.change_{name}")


def count(user: AbstractBaseUser, sections: list[Section]) -> None:
    """Set how many belong in each section, by one query."""
    sources = {section.key: section.source for section in sections if section.source is not None}
    if not sources:
        return
    counted = {key: Counted(rows.order_by().values("pk")[: COUNTED + 1]) for key, rows in sources.items()}
    numbers = get_user_model()._default_manager.filter(pk=user.pk).values(**counted).get()
    for section in sections:
        section.total = numbers.get(section.key, section.total)
