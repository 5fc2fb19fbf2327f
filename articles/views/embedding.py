"""A quotation on the pages of others: a small page for a frame, and oEmbed (oembed.com), which leads programs to it."""

from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from articles.models import Quote

from .cards import hue, with_voices
from .machines import PLAIN
from .sayings import SHOWN

# W3C Content Security Policy Level 3, 6.4.2: this page alone may stand in anybody's frame; it can do nothing there.
POLICY = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *"
WIDTH, NARROWEST, LOWEST = 600, 240, 160
LONGEST = 2_000
_TYPES = {"json": "application/json", "xml": "text/xml; charset=utf-8"}


@require_safe
@xframe_options_exempt
def embed(request: HttpRequest, pk: int) -> HttpResponse:
    """One quotation for a frame in another page: its words, who said them, where, and the way to its record."""
    found = get_object_or_404(with_voices(Quote.objects.public().select_related(*SHOWN)), pk=pk)
    context = {"quote": found, "hue": hue(found), "address": request.build_absolute_uri(found.get_absolute_url())}
    response = render(request, "articles/quote_embed.html", context)
    response["Content-Security-Policy"] = POLICY
    return response


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Say how to show the quotation at `url` in another page (oEmbed 1.0, 2.2 to 2.3.4.4: type rich).

    404 for what is no public quotation here, 501 for a format that is neither json nor xml, 400 for what is no number
    or no address.
    """
    form = request.GET.get("format") or "json"
    if form not in _TYPES:
        return _refused(_("There are the formats json and xml."), 501)
    try:
        width, height = (_at_most(request.GET.get(name)) for name in ("maxwidth", "maxheight"))
    except ValueError:
        return _refused(_("Give maxwidth and maxheight as whole numbers of pixels."), 400)
    if not (url := request.GET.get("url", "")):
        return _refused(_("Give the address of a quotation as url."), 400)
    found = get_object_or_404(Quote.objects.public().select_related(*SHOWN), pk=_number(request, url))
    answer = _answer(request, found, width, height)
    if form == "xml":
        response = HttpResponse(_xml(answer), content_type=_TYPES[form])
    else:
        response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def code(request: HttpRequest, quote: Quote, width: int = 0, height: int = 0) -> dict[str, Any]:
    """Return the HTML by which another page shows a quotation, with its `width` and `height` in pixels.

    They are what the words need, or what is given as the most that there is room for (0: no bound).
    """
    size = _size(quote, width, height)
    here = request.build_absolute_uri
    context = {
        "quote": quote,
        "address": here(quote.get_absolute_url()),
        "frame": here(reverse("articles:quote_embed", args=[quote.pk])),
        **size,
    }
    return {"html": render_to_string("articles/quote_frame.html", context).strip(), **size}


def _size(quote: Quote, width: int, height: int) -> dict[str, int]:
    """Return the size of a frame that holds the words, by the number of characters that a line of it has."""
    wide = min(width or WIDTH, WIDTH)
    lines = 2 + len(quote.words) * 10 // max(wide - 60, 60)
    high = max(LOWEST, 120 + 27 * lines)
    return {"width": wide, "height": min(high, height or 600)}


def _answer(request: HttpRequest, quote: Quote, width: int, height: int) -> dict[str, Any]:
    here = request.build_absolute_uri
    facts = {
        "version": "1.0",
        "type": "rich",
        "title": str(quote),
        "provider_name": settings.SITE_NAME,
        "provider_url": here("/"),
        "cache_age": 3600,
        **code(request, quote, width, height),
    }
    if quote.speaker:
        facts |= {"author_name": quote.speaker.name, "author_url": here(quote.speaker.get_absolute_url())}
    return facts


def _at_most(text: str | None) -> int:
    """Return a bound in pixels, 0 where none is given; raise ValueError for what is no number from 1."""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and int(text[:6]) > 0 and len(text) <= 6):
        raise ValueError(text)
    return int(text)


def _number(request: HttpRequest, url: str) -> int:
    """Return the number of the quotation whose page here has the address `url`; raise Http404 for any other."""
    try:
        parts = urlsplit(url[:LONGEST])
        match = resolve(parts.path)
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    here = parts.scheme in {"http", "https"} and parts.netloc.lower() == request.get_host().lower()
    if not here or match.view_name not in {"articles:quote", "articles:quote_embed"}:
        raise Http404
    return int(match.kwargs["pk"])


def _refused(message: str, status: int) -> HttpResponse:
    return HttpResponse(f"{message}\n", content_type=PLAIN, status=status)


def _xml(answer: dict[str, Any]) -> bytes:
    root = Element("oembed")
    for name, value in answer.items():
        SubElement(root, name).text = str(value)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text
