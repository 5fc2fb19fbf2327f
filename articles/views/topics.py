"""A topic: of an event or a story who said what and when, side by side; of a subject or place the articles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Person, Quote, Source, Topic
from articles.models.quote import speakers_of

from .common import tagged, with_common
from .found import at_slug, followed
from .listing import paged
from .paging import BY_DATE, BY_PLACE
from .reading import HUES
from .sayings import sayings
from .stories import listed
from .utterances import one_of_each, with_others

VOICES = 12
RECENT = 6
COLUMNS = 3  # speakers with a column of their own; one more is for the others
# Who is quoted most is counted in so many of a topic's articles, those that were filed under it last.
COUNTED_AT_MOST = 500
_Tagged = Article.topics.through
_KEYS = ("speaker_person", "speaker_source")


@dataclass(frozen=True)
class Column:
    """A column of the timeline: its number from 1, and its speaker with the number of quotations; None: all others."""

    number: int
    speaker: Any = None
    quotes: int = 0

    @property
    def hue(self) -> int:
        return (self.number - 1) % HUES + 1 if self.speaker else 0


@dataclass(frozen=True)
class Cell:
    """One quotation in its column."""

    quote: Quote
    column: Column


@dataclass
class Moment:
    """An article of the timeline, and what is quoted in it, in the order of its text."""

    article: Article
    cells: list[Cell] = field(default_factory=list)


@followed
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic. Three queries."""
    found: Any = at_slug(request, with_common(Topic.objects.public()), slug)
    if found.kind in {Topic.Kind.EVENT, Topic.Kind.STORY}:
        return _event(request, found)
    listing = paged(request, listed(tagged(Article.objects.published(), found)), BY_DATE)
    voices = speakers_of(quote for row in listing.rows for quote in row.record_quotes)
    recent = sayings(tagged(Quote.objects.public(), found, "article")).order_by(*_newest())[:RECENT]
    context = {"topic": found, "listing": listing, "voices": voices[:VOICES], "recent": recent}
    return render(request, "articles/topic.html", context, status=listing.status)


def _newest() -> list[str]:
    return [f"{'-' if key.descending else ''}{key.path}" for key in BY_PLACE]


def _event(request: HttpRequest, found: Any) -> HttpResponse:
    """An event: its quotations by the time of publication, the speakers who are quoted most beside each other."""
    said = tagged(Quote.objects.public(), found, "article")
    listing = paged(request, with_others(sayings(one_of_each(said))), BY_PLACE)
    columns = [Column(n, _speaker(row), row["number"]) for n, row in enumerate(most_quoted(found), 1)]
    moments = timeline(listing.rows, columns)
    shown = {cell.column.number for moment in moments for cell in moment.cells}
    if len(columns) + 1 in shown:
        columns.append(Column(len(columns) + 1))
    context = {"topic": found, "listing": listing, "columns": columns, "moments": moments}
    return render(request, "articles/event.html", context, status=listing.status)


def most_quoted(found: Topic) -> QuerySet:
    """Return the keys, names and slugs of the speakers who are quoted most on a topic, with the `number` of times."""
    filed = _Tagged.objects.filter(topic=found.pk).order_by("-pk").values("article")[:COUNTED_AT_MOST]
    said = Quote.objects.public().filter(article__in=filed).order_by().exclude(speaker_person=None, speaker_source=None)
    names = {
        f"{kind}_{name}": F(f"speaker_{kind}__{name}") for kind in ("person", "source") for name in ("name", "slug")
    }
    return said.values(*_KEYS, **names).annotate(number=Count("pk")).order_by("-number", *_KEYS)[:COLUMNS]


def _speaker(row: dict[str, Any]) -> Person | Source:
    kind, model = ("person", Person) if row["speaker_person"] else ("source", Source)
    return model(pk=row[f"speaker_{kind}"], name=row[f"{kind}_name"], slug=row[f"{kind}_slug"])


def timeline(quotes: Sequence[Quote], columns: Sequence[Column]) -> list[Moment]:
    """Return quotations, in the order of their articles, in their columns; those of other speakers in one more."""
    place = {column.speaker: column for column in columns}
    others = Column(len(columns) + 1)
    moments: list[Moment] = []
    for quote in quotes:
        if not moments or moments[-1].article.pk != quote.article_id:
            moments.append(Moment(quote.article))
        moments[-1].cells.append(Cell(quote, place.get(quote.speaker, others)))
    return moments
