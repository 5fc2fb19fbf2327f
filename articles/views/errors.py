"""What a reader gets where nothing stands at an address: a search, and what comes near."""

import re
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import Article
from articles.search import search_latest

NEAR = 4
_WORDS = re.compile(r"[^\W\d_]{3,}")
_WORDS_AT_MOST = 12


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404, with the published articles whose words the address has, if it looks like that of a story."""
    words = near_words(request.path)
    context = {"words": " ".join(words), "near": _near(request, words)}
    return HttpResponseNotFound(render_to_string("404.html", context, request))


def near_words(path: str) -> list[str]:
    """Return the words in the last part of an address: ["vote", "called"] of "/articles/2021/12/27/a-vote-called/"."""
    last = path.rstrip("/").rpartition("/")[2]
    return _WORDS.findall(last)[:_WORDS_AT_MOST]


def _near(request: HttpRequest, words: list[str]) -> list[Any]:
    if not words or not request.path.startswith(reverse("articles:articles")):
        return []
    published = Article.objects.published().select_related("source").defer("body")
    try:
        # All words, then fewer: the beginning of a headline is what is kept when an address is cut off.
        for kept in (words, words[: max(2, len(words) // 2)]):
            if found := list(search_latest(published, " ".join(kept))[0][:NEAR]):
                return found
    except DatabaseError:
        pass
    return []
