"""What is known of two records that may be one, side by side: their roles in time, what they said, where they meet."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, OuterRef
from django.utils import timezone

from articles.editorial.permissions import visible
from articles.models import Article, Hop, Mention, Person, Quote, Role, Source
from articles.models.counting import Number, shown
from articles.rendering.timeline import Entry, Span, span_of, timeline

LATEST = 3
IN_COMMON = 5
ROLES = 60


@dataclass(frozen=True)
class Numbers:
    """How much refers to a record: quotations, and articles that mention a person or come from a source."""

    quotes: int
    articles: int

    @property
    def quotes_shown(self) -> str:
        return shown(self.quotes)

    @property
    def articles_shown(self) -> str:
        return shown(self.articles)


@dataclass(frozen=True)
class Lives:
    """The roles of a person in time: the lines, and the years that the drawing shows."""

    entries: list[Entry]
    span: Span | None


def numbers(model: type[Any], keys: set[int]) -> dict[int, Numbers]:
    """Return how much refers to each of the records, by key, in one query."""
    this = OuterRef("pk")
    articles = Mention.objects.filter(person=this) if model is Person else Article.objects.filter(source=this)
    said = Quote.objects.filter(**{f"speaker_{model.redirect_kind}": this})
    counted = model._base_manager.filter(pk__in=keys).annotate(said=Number(said), found=Number(articles))
    return {pk: Numbers(quotes, found) for pk, quotes, found in counted.values_list("pk", "said", "found")}


def roles_of(record: Person | Source) -> Lives | None:
    """Return the roles of a person in time; None for a source, which has none."""
    if not isinstance(record, Person):
        return None
    [lives] = _lives([_roles(record)])
    return lives


def _roles(person: Person) -> list[Role]:
    return list(person.roles.select_related("organisation").order_by("-start", "-as_of", "pk")[:ROLES])


def _lives(groups: list[list[Role]]) -> list[Lives]:
    """Return the roles of several people in drawings of the same years."""
    today = timezone.localdate()
    span = span_of([role for roles in groups for role in roles], today)
    return [Lives(timeline(roles, span, today), span) for roles in groups]


def sides(one: Any, other: Any, user: AbstractBaseUser) -> list[dict[str, Any]]:
    """Return what the page shows of each of two records beside the values of their fields."""
    counted = numbers(type(one), {one.pk, other.pk})
    lives = _lives([_roles(one), _roles(other)]) if isinstance(one, Person) else [None, None]
    return [
        {"record": row, "numbers": counted[row.pk], "lives": life, "quotes": _latest(row, user)}
        for row, life in zip((one, other), lives, strict=True)
    ]


def _latest(record: Any, user: AbstractBaseUser) -> list[Quote]:
    """Return the latest quotations of a record, for who may see quotations."""
    if not user.has_perm("articles.view_quote"):
        return []
    said = Quote.objects.filter(**{f"speaker_{record.redirect_kind}": record})
    # By key first: from the index alone, however many there are.
    keys = list(visible(user, said, "article__").order_by("-pk").values_list("pk", flat=True)[:LATEST])
    return list(Quote.objects.filter(pk__in=keys).select_related("article").defer("article__body").order_by("-pk"))


def in_common(one: Any, other: Any, user: AbstractBaseUser) -> list[Article]:
    """Return articles in which both are: quoted or mentioned as people, named as sources."""
    if one.pk == other.pk:
        return []
    found = Article.objects.defer("body", "summary")
    for record in (one, other):
        found = found.filter(pk__in=_places(record))
    return list(visible(user, found).order_by("-pk")[:IN_COMMON])


def _places(record: Any) -> Any:
    kind = record.redirect_kind
    first, *more = (
        Quote.objects.filter(**{f"speaker_{kind}": record}).order_by().values("article"),
        *(
            [Mention.objects.filter(person=record).order_by().values("article")]
            if kind == "person"
            else [
                Hop.objects.filter(source=record).order_by().values("article"),
                Article.objects.filter(source=record).order_by().values(article=F("pk")),
            ]
        ),
    )
    return first.union(*more)
