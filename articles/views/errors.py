"""What a reader gets where a page cannot be had: why, and where to go on; where nothing stands, what comes near.

The pages of a broken or misunderstood request ask the database for nothing, and read nothing of the request.
"""

import re
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import Person, Source

from .near import named, near_articles, near_names

_WORDS = re.compile(r"[^\W\d_]{3,}")
_WORDS_AT_MOST = 12


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404, with the published articles, people or sources that the address of one comes near."""
    words = near_words(request.path)
    near, names = [], []
    if words and request.path.startswith(reverse("articles:articles")):
        near = near_articles(words, words[: max(2, len(words) // 2)])
    elif words:
        names = _names(request.path, " ".join(words))
    context = {"words": " ".join(words), "near": near, "names": names}
    return HttpResponseNotFound(render_to_string("404.html", context, request))


def misunderstood(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 400."""
    return HttpResponseBadRequest(_alone("400.html"))


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer 403 to a form that was sent from elsewhere, or is too old."""
    return HttpResponseForbidden(_alone("403.html"))


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer 500."""
    return HttpResponseServerError(_alone("500.html"))


def _alone(template: str) -> str:
    return render_to_string(template, {"site_name": settings.SITE_NAME})


def near_words(path: str) -> list[str]:
    """Return the words in the last part of an address: ["vote", "called"] of "/articles/2021/12/27/a-vote-called/"."""
    last = path.rstrip("/").rpartition("/")[2]
    return _WORDS.findall(last)[:_WORDS_AT_MOST]


def _names(path: str, text: str) -> list[Any]:
    """Return whose names are like `text`, or else hold it, if `path` is below the list of people or that of sources."""
    lists = {reverse("articles:people"): Person, reverse("articles:sources"): Source}
    model = next((model for start, model in lists.items() if path.startswith(start)), None)
    try:
        return (near_names(text) or named(model, text)) if model else []
    except DatabaseError:
        return []
