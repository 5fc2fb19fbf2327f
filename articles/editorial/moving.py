"""Turning rows from one record to another in bulk: bounded memory, a revision of each, open stories' versions raised.

The rows of a story that readers have are turned too: whose record it is changes, not what was printed (its editions
keep that).
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, Model, Q, QuerySet

from articles.models import Article, Hop, Mention, Merge, Moved, Person, Photo, Quote, Role, Source

from .permissions import CLOSED

CHUNK = 500
What = Moved.What

# What refers to a person and to a source: under which word it is noted, the table, and the field.
LINKS: dict[type[Model], list[tuple[str, type[Model], str]]] = {
    Person: [(What.SPEAKER, Quote, "speaker_person"), (What.ROLE, Role, "person"), (What.MENTION, Mention, "person")],
    Source: [
        (What.SPEAKER, Quote, "speaker_source"),
        (What.VIA, Quote, "via"),
        (What.ROLE, Role, "organisation"),
        (What.SOURCE, Article, "source"),
        (What.HOP, Hop, "source"),
        (What.PHOTO, Photo, "source"),
    ],
}
# By which of its columns `Moved` knows a row of a table.
_KNOWN_BY = {Quote: "quote_id", Role: "role_id", Article: "article_id", Photo: "photo_id"}


def chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Yield the rows in order of their keys, some at a time; what was yielded may be changed meanwhile."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def turn(model: Any, keys: list[int], field: str, to: Model, *, user: AbstractBaseUser | None, why: str) -> None:
    """Set `field` of the rows with these keys to `to`, with a revision of each that has revisions.

    Of a published story the editions are the record; one more revision of each would double the archive.
    """
    rows = model._base_manager.filter(pk__in=keys)
    rows.update(**{field: to})
    if hasattr(model, "history"):
        revised = rows.exclude(status__in=CLOSED) if model is Article else rows
        model.history.bulk_history_create(
            list(revised), update=True, default_user=user, default_change_reason=why[:100]
        )


def move(rows: QuerySet[Any], field: str, to: Model, by: Merge, what: str, **more: Any) -> int:
    """Turn `rows`, however many, to `to`, note for the merge `by` that they were moved, and return how many."""
    moved = 0
    for chunk in chunks(rows.only("pk") if rows.model in _KNOWN_BY else rows):
        Moved.objects.bulk_create([Moved(merge=by, what=what, **_known(row), **more) for row in chunk])
        turn(rows.model, [row.pk for row in chunk], field, to, user=by.user, why=str(by))
        moved += len(chunk)
    return moved


def _known(row: Any) -> dict[str, Any]:
    if isinstance(row, Hop):
        return {"article_id": row.article_id, "place": row.order}
    if isinstance(row, Mention):
        return {"article_id": row.article_id}
    return {_KNOWN_BY[type(row)]: row.pk}


def raise_versions(stories: Q) -> None:
    """Raise the version of those of the stories that are open, so that a form opened before meets a Conflict (D13).

    Their rows are held first, in order, before anything else is: whoever saves a story holds it before what it names.
    """
    open_ones = Article.objects.filter(stories).exclude(status__in=CLOSED).order_by("pk")
    keys = list(open_ones.select_for_update().values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        Article.objects.filter(pk__in=keys[start : start + CHUNK]).update(version=F("version") + 1)


def stories_of(record: Model) -> Q:
    """Return the condition for the stories that name `record` anywhere in their own record."""
    condition = Q()
    for _what, model, field in LINKS[type(record)]:
        found = model._base_manager.filter(**{field: record}).order_by()
        if model is Role:
            condition |= Q(pk__in=Quote.objects.filter(role__in=found.values("pk")).order_by().values("article"))
        elif model is Article:
            condition |= Q(**{field: record})
        elif model is not Photo:
            condition |= Q(pk__in=found.values("article"))
    return condition
