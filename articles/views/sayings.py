"""Quotations as lists show them: words, speaker, role, and the article they stand in, in one query."""

from django.db.models import QuerySet

SHOWN = (
    "article__source",
    "speaker_person",
    "speaker_source",
    "role__organisation",
    "via",
)
_LONG = (
    "article__body",
    "article__summary",
    "original_words",
    "speaker_person__bio",
    "speaker_source__description",
    "speaker_source__ownership",
    "article__source__description",
    "article__source__ownership",
)


def sayings(queryset: QuerySet) -> QuerySet:
    """Return `queryset` (of Quote) with the rows that a list shows beside each."""
    return queryset.select_related(*SHOWN).defer(*_LONG)
