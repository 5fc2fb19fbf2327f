"""The same words of the same speaker, wherever they stand: one entry of a list, which names the other articles.

Words are the same where they fold to the same; nothing is claimed about how often they were spoken. Somebody who is
not named is nobody's same.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Quote
from articles.models.aggregates import Rows

_FEW, _MANY = 3, 30
_SHOWN = (
    "start",
    *(f"article__{name}" for name in ("headline", "slug", "publish_at", "created", "language", "source__name")),
)
_SAME = {"utterance": OuterRef("utterance")}
_BY_PERSON = Q(**_SAME, speaker_person=OuterRef("speaker_person"))
_BY_SOURCE = Q(**_SAME, speaker_person=None, speaker_source=OuterRef("speaker_source"))
_EARLIER_HERE = Q(start__lt=OuterRef("start")) | Q(start=OuterRef("start"), pk__lt=OuterRef("pk"))
# Before the outer row in the order BY_PLACE.
_BEFORE = (
    Q(article__publish_at__gt=OuterRef("article__publish_at"))
    | Q(article__publish_at=OuterRef("article__publish_at"), article__gt=OuterRef("article"))
    | Q(_EARLIER_HERE, article=OuterRef("article"))
)


def one_of_each(queryset: QuerySet[Quote], *, searched: bool = False) -> QuerySet[Quote]:
    """Keep the first, BY_PLACE, of those rows of `queryset` that have the same words and speaker.

    Which one that is follows from `queryset` alone, so no two pages of it show one utterance. For a list that will be
    searched the attribution counts too: it is searched with the words, and may be found where they are not.
    """
    rows = queryset.order_by().filter(_BEFORE)
    if searched:
        rows = rows.filter(attribution=OuterRef("attribution"))
    return queryset.filter(~Exists(rows.filter(_BY_PERSON)), ~Exists(rows.filter(_BY_SOURCE)))


def with_others(queryset: QuerySet[Quote], most: int = _FEW) -> QuerySet[Quote]:
    """Annotate quotations with `record_others`: the same words elsewhere, newest first, one more than `most`."""
    public = Quote.objects.public().exclude(pk=OuterRef("pk"))
    same = public.filter(_BY_PERSON | _BY_SOURCE).order_by("-article__publish_at", "-article__id", "start", "pk")
    return queryset.annotate(record_others=Rows(same[: most + 1], *_SHOWN))


def with_all_others(queryset: QuerySet[Quote]) -> QuerySet[Quote]:
    """Annotate quotations as `with_others` does, with as many as a page of one quotation shows."""
    return with_others(queryset, _MANY)
