"""People, sources and topics by name: what is found for words, the nearest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, FloatField, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from articles.models import Person, Role, Source, Topic
from articles.search import MOST, search_newest
from articles.text import fold, slugify

MODELS: dict[str, Any] = {"person": Person, "source": Source, "topic": Topic}
COLUMNS = ("which", "key", "score", "called", "address", "note", "known")
# How near a name is to the words asked for.
SAME, BEGINS, HOLDS = range(3)


@dataclass(frozen=True)
class Name:
    """A record found by name: what kind it is of, in words, and how near its nearest name is."""

    record: Any
    about: str
    near: int


def parts(text: str) -> list[QuerySet]:
    """Return the querysets, with COLUMNS, that find names by words, and those whose slug is that of the words.

    Of the names found those are looked at that were recorded last, and of these the public ones are kept.
    """
    slug = slugify(text, limit=120)
    found = []
    for kind, model in MODELS.items():
        latest = search_newest(model.objects.all(), text, MOST).values("pk")
        public = model.objects.public().order_by()
        found += [_columns(kind, public.filter(pk__in=latest)), _columns(kind, public.filter(slug=slug))]
    return found


def _columns(kind: str, queryset: QuerySet) -> QuerySet:
    place = Concat("title", Value(", "), "organisation__name", output_field=TextField())
    titled = Case(When(organisation=None, then=F("title")), default=place, output_field=TextField())
    roles = Role.objects.filter(person=OuterRef("pk")).order_by("-start", "-as_of", "pk")
    note = Subquery(roles.values(text=titled)[:1]) if kind == "person" else F("kind")
    return queryset.annotate(
        which=Value(kind, CharField()),
        key=F("pk"),
        score=Value(0.0, FloatField()),
        called=F("name"),
        address=F("slug"),
        note=Cast(note, TextField()),
        known=F("folded"),
    ).values_list(*COLUMNS)


def ranked(rows: Iterable[Sequence[Any]], text: str) -> list[Name]:
    """Return the names in rows of COLUMNS, each record once: those called `text`, those that begin so, the others."""
    asked = fold(text)
    found: dict[tuple[str, int], tuple[Any, ...]] = {}
    for kind, key, _score, called, address, note, known in rows:
        if kind not in MODELS or (kind, key) in found:
            continue
        near = nearness(known.split("\n"), asked)
        record = MODELS[kind](pk=key, name=called, slug=address)
        found[kind, key] = (near, called, Name(record, _about(kind, note or ""), near))
    return [entry[-1] for entry in sorted(found.values(), key=lambda entry: entry[:2])]


def nearness(known: Iterable[str], asked: str) -> int:
    """Return how near the nearest of some folded names is to folded words."""
    known = [name for name in known if name]
    if not asked:
        return HOLDS
    return SAME if asked in known else BEGINS if any(name.startswith(asked) for name in known) else HOLDS


def _about(kind: str, note: str) -> str:
    if kind == "person":
        return note or _("person")
    model = Source if kind == "source" else Topic
    kinds = dict(model.Kind.choices)
    return str(kinds.get(note, note))
