"""Finding public records by their slugs, present and former (D8)."""

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.fields import CharField, IntegerField

from articles.models import Person, Source, Topic

from .common import with_common

_MODELS = {"person": Person, "source": Source, "topic": Topic}
_COLUMNS = ("asked", "turn", "which", "key", "called", "address", "common")


def resolve(wanted: dict[str, tuple[str, tuple[str, ...]]]) -> dict[str, Any]:
    """Return the public record for each name of `wanted` that has one, in one query.

    `wanted` maps a name to a slug and the kinds of record it may be, the likeliest first. A record is an instance
    with key, name and present slug, and `common`. One that has the slug now goes before one that had it once.
    """
    parts = [
        _part(queryset, asked, turn, kind)
        for asked, (slug, kinds) in wanted.items()
        for turn, (kind, queryset) in enumerate(_candidates(slug, kinds))
    ]
    if not parts:
        return {}
    first, *rest = parts
    rows = first.union(*rest, all=True).order_by() if rest else first
    found: dict[str, Any] = {}
    for asked, _turn, kind, key, called, address, common in sorted(rows):
        if asked not in found:
            found[asked] = _MODELS[kind](pk=key, name=called, slug=address)
            found[asked].common = bool(common)
    return found


def _candidates(slug: str, kinds: tuple[str, ...]) -> list[tuple[str, QuerySet]]:
    public = {kind: _MODELS[kind].objects.public().order_by() for kind in kinds}
    now = [(kind, queryset.filter(slug=slug)) for kind, queryset in public.items()]
    once = [
        (kind, queryset.filter(redirects__kind=kind, redirects__old_slug=slug)) for kind, queryset in public.items()
    ]
    return now + once


def _part(queryset: QuerySet, asked: str, turn: int, kind: str) -> QuerySet:
    return (
        with_common(queryset)
        .annotate(
            asked=Value(asked, CharField()),
            turn=Value(turn, IntegerField()),
            which=Value(kind, CharField()),
            key=F("pk"),
            called=F("name"),
            address=F("slug"),
        )
        .values_list(*_COLUMNS)
    )
