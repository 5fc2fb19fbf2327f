"""What a speaker's quotations tell of the speaker: when they speak, on what, and beside whom.

Gathered from the quotations that were recorded last, a bounded number, so that a page costs no more for somebody who
speaks every day.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from articles.models import Person, Quote, Source
from articles.models.aggregates import Values
from articles.rendering.chart import Chart, chart

GATHERED_AT_MOST = 2_000
TOPICS = 12
NEIGHBOURS = 12
_NEIGHBOUR = ("person", "person_slug", "source", "source_slug", "number")


@dataclass(frozen=True)
class Subject:
    """A topic on which somebody was quoted, and how often."""

    name: str
    slug: str
    number: int = 0


@dataclass(frozen=True)
class Neighbour:
    """Somebody who is quoted in the same articles, and in how many of them."""

    speaker: Any
    number: int


@dataclass(frozen=True)
class Speaking:
    """What the quotations of a speaker tell. `bounded` says that they are only those recorded last."""

    number: int
    chart: Chart | None
    subjects: list[Subject]
    neighbours: list[Neighbour]

    @property
    def bounded(self) -> bool:
        return self.number >= GATHERED_AT_MOST


def with_speaking(queryset: QuerySet, slug: str) -> QuerySet:
    """Annotate the person or source at `slug` with the rows that `speaking` reads; no further query.

    The slug is said in each subquery: one that referred to the outer row would be run anew for every row it is
    compared with.
    """
    column = f"speaker_{queryset.model.redirect_kind}"
    speaker = Subquery(queryset.model.objects.filter(slug=slug).order_by().values("pk")[:1])
    latest = Quote.objects.public().filter(**{column: speaker}).order_by("-pk")[:GATHERED_AT_MOST]
    said = Quote.objects.filter(pk__in=latest.values("pk")).order_by()
    dates = said.values("said_on", day=TruncDate("article__publish_at")).annotate(number=Count("pk"))
    topics = (
        said.filter(article__topics__isnull=False)
        .values(name=F("article__topics__name"), slug=F("article__topics__slug"))
        .annotate(number=Count("pk"))
        .order_by("-number", "name")
    )
    return queryset.annotate(
        record_dates=Values(dates, "said_on", "day", "number"),
        record_subjects=Values(topics[:TOPICS], "name", "slug", "number"),
        record_neighbours=Values(_beside(latest, column, speaker)[:NEIGHBOURS], *_NEIGHBOUR),
    )


def _beside(latest: QuerySet, column: str, speaker: Subquery) -> QuerySet:
    """Return the other speakers in the articles of these quotations, with the number of articles, the most first."""
    others = Quote.objects.public().filter(article__in=latest.values("article")).exclude(**{column: speaker})
    names = {
        "person": F("speaker_person__name"),
        "person_slug": F("speaker_person__slug"),
        "source": F("speaker_source__name"),
        "source_slug": F("speaker_source__slug"),
    }
    named = others.filter(Q(speaker_person__isnull=False) | Q(speaker_source__isnull=False)).order_by()
    counted = named.values(**names).annotate(number=Count("article", distinct=True))
    return counted.order_by("-number", "person", "source", "person_slug", "source_slug")


def speaking(record: Any) -> Speaking:
    """Return what the quotations of `record` tell, a person or source as `with_speaking` gives it.

    A quotation counts on the day on which it was said, as far as that is known, else on the day, in the newsroom's
    time zone, on which its article was published.
    """
    dates = [(said_on or str(day)[:10], number) for said_on, day, number in record.record_dates]
    return Speaking(
        sum(number for _when, number in dates),
        chart(dates),
        [Subject(*row) for row in record.record_subjects],
        [Neighbour(_speaker(*names), number) for *names, number in record.record_neighbours],
    )


def _speaker(person: str | None, person_slug: str, source: str, source_slug: str) -> Person | Source:
    return Person(name=person, slug=person_slug) if person else Source(name=source, slug=source_slug)
