"""The picture of a quotation that is shown where its page is shared, drawn when it is asked for."""

from contextlib import suppress
from dataclasses import astuple
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.imaging import card
from articles.models import Quote
from articles.models.aggregates import Rows

from .reading import HUES
from .sayings import SHOWN

# As for photos: that of a retracted story has to go, from shared caches too.
_CACHED = "public, max-age=3600"
_KEPT = 7 * 24 * 3600
_VOICES = 200
# The marks of quotation that a language opens and closes with (Unicode CLDR, quotationStart and quotationEnd).
_MARKS = {
    "“”": "en az vi pt nl zh ja ko hi tr",
    "«»": "fr ru uk be kk ar fa el it es no nb nn hy sq",
    "„“": "de cs sk bg ka is sl lt et lv sr",
    "„”": "pl ro hu hr bs",
    "””": "fi sv he",
}
_MARKS_OF = {language: (marks[0], marks[1]) for marks, languages in _MARKS.items() for language in languages.split()}


@require_safe
def quote_card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of one public quotation; there is none where no font here can draw all of it."""
    quote = get_object_or_404(with_voices(Quote.objects.public().select_related(*SHOWN)), pk=pk)
    drawn = card_of(quote)
    tag = f'"{_name(drawn)}"'
    changed = max(filter(None, (quote.article.publish_at, quote.article.modified)))
    headers = {"ETag": tag, "Last-Modified": http_date(changed.timestamp()), "Cache-Control": _CACHED}
    response = get_conditional_response(request, etag=tag, last_modified=int(changed.timestamp()))
    if response is None:
        try:
            response = HttpResponse(_drawn(drawn), content_type="image/png")
        except card.UndrawableText as error:
            raise Http404 from error
    for name, value in headers.items():
        response[name] = value
    return response


def with_voices(queryset: QuerySet[Quote]) -> QuerySet[Quote]:
    """Annotate quotations with `record_voices`: who says the first ones of the article, in the order of the text."""
    public = Quote.objects.public().filter(article=OuterRef("article")).order_by("start", "pk")
    return queryset.annotate(record_voices=Rows(public[:_VOICES], "speaker_person_id", "speaker_source_id"))


def hue(quote: Quote) -> int:
    """Return the hue of the speaker in the article, 1 to 6, or 0 for nobody: as the page of the article has it."""
    who = (quote.speaker_person_id, quote.speaker_source_id)
    voices = list(dict.fromkeys((row.speaker_person_id, row.speaker_source_id) for row in quote.record_voices))
    return voices.index(who) % HUES + 1 if any(who) and who in voices else 0


def card_of(quote: Quote) -> card.Card:
    """Return what the card of a quotation says; `quote` was fetched with SHOWN and `with_voices`. No query."""
    article = quote.article
    kinds = {Quote.Kind.DIRECT: _("Verbatim"), Quote.Kind.MIXED: _("Partly verbatim")}
    facts = [
        str(kinds.get(quote.kind, _("Reported"))),
        date_format(localdate(article.publish_at)),
        # Last, where it is cut if it is too long for the line.
        article.source.name if article.source else "",
    ]
    marks = _MARKS_OF.get(article.language.partition("-")[0], ("“", "”"))
    return card.Card(
        words=quote.words,
        speaker=str(quote.speaker or _("Speaker not named")),
        role=str(quote.role or ""),
        facts=" · ".join(filter(None, facts)),
        site=settings.SITE_NAME,
        marks=("", "") if quote.kind == Quote.Kind.INDIRECT else marks,
        hue=hue(quote),
    )


def shown(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    """Return the address of a quotation's card, with its size and its words for who does not see it; {} without one."""
    drawn = card_of(quote)
    if not card.can_draw(drawn):
        return {}
    return {
        "url": request.build_absolute_uri(f"{quote.get_absolute_url()}card.png"),
        "type": "image/png",
        "width": card.WIDTH,
        "height": card.HEIGHT,
        "alt": ", ".join(filter(None, (f"{drawn.marks[0]}{drawn.words}{drawn.marks[1]}", drawn.speaker, drawn.role))),
    }


def photo_of(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    """Return, as `shown` does, the photo that the article leads with; `quote` was fetched `with_photo`."""
    jpegs = [made for made in quote.record_renditions if made.format == "jpeg"]
    if not jpegs:
        return {}
    largest = jpegs[-1]
    return {
        "url": request.build_absolute_uri(largest.get_absolute_url()),
        "type": "image/jpeg",
        "width": largest.width,
        "height": largest.height,
        "alt": quote.article.lead_photo.alt,
    }


def _name(drawn: card.Card) -> str:
    """Return what names a card by all that it says and by its recipe."""
    return sha256(repr((card.RECIPE, astuple(drawn))).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _drawn(drawn: card.Card) -> bytes:
    """Return the card from the cache, or draw and keep it; a cache that fails is one that has nothing."""
    key = f"card-{_name(drawn)}"
    with suppress(Exception):
        if found := cache.get(key):
            return bytes(found)
    data = card.draw(drawn)
    with suppress(Exception):
        cache.set(key, data, _KEPT)
    return data
