"""The front page."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Quote

from .photos import with_photo
from .sayings import sayings
from .stories import listed, newest

SECONDS, LATEST = 3, 16
ON_THE_RECORD, LOOKED_AT = 3, 40


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A lead, a few seconds, the latest, and three quotations by different speakers."""
    stories = newest(with_photo(listed(Article.objects.published()), "3:2"))
    lead, *rest = [*stories[: 1 + SECONDS + LATEST]] or [None]
    recent = Quote.objects.public().order_by("-article__publish_at", "-article__id", "start", "id")
    context = {
        "lead": lead,
        "seconds": rest[:SECONDS],
        "latest": rest[SECONDS:],
        "quotes": _by_different_speakers(sayings(recent)[:LOOKED_AT]),
    }
    return render(request, "articles/home.html", context)


def _by_different_speakers(quotes: Iterable[Quote]) -> list[Quote]:
    """Return a few of `quotes`, given newest first: new speakers before old, verbatim before reported."""
    verbatim_first = sorted(quotes, key=lambda quote: quote.kind == Quote.Kind.INDIRECT)
    heard: set[object] = {None}
    new, again = [], []
    for quote in verbatim_first:
        (again if quote.speaker in heard else new).append(quote)
        heard.add(quote.speaker)
    return [*new, *again][:ON_THE_RECORD]
