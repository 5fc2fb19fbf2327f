"""Articles as lists show them: headline, source, time, topics and who speaks, in one query."""

from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Left

from articles.models import Quote, Topic
from articles.models.aggregates import Rows

# Of a long article, the speakers of its first quotations stand in for all.
QUOTES_LOOKED_AT = 24
OPENING = 20_000
_SPEAKER = ("speaker_person__name", "speaker_person__slug", "speaker_source__name", "speaker_source__slug")
# Texts of up to two million characters, which no list shows.
_LONG = ("body", "credit_line", "byline", "external_url", "guid")


def listed(queryset: QuerySet) -> QuerySet:
    """Return `queryset` (of Article) with all that a list shows of each: `record_topics` and `record_quotes`."""
    topics = Topic.objects.filter(articles=OuterRef("pk")).order_by("name", "pk")[:6]
    quotes = Quote.objects.public().filter(article=OuterRef("pk")).order_by("start", "pk")[:QUOTES_LOOKED_AT]
    return (
        queryset.select_related("source")
        .defer(*_LONG)
        .annotate(record_topics=Rows(topics, "name", "slug"), record_quotes=Rows(quotes, *_SPEAKER))
    )


def searched(queryset: QuerySet) -> QuerySet:
    """Return what `listed` does, with the opening of each text, from which a snippet is cut."""
    return listed(queryset).annotate(record_opening=Left("body", OPENING))


def newest(queryset: QuerySet) -> QuerySet:
    """Return articles the newest first, by the same keys as the archive."""
    return queryset.order_by("-publish_at", "-id")
