"""A topic: its articles, and who speaks in them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Topic
from articles.models.quote import speakers_of

from .common import tagged, with_common
from .found import at_slug, followed
from .listing import paged
from .paging import BY_DATE
from .stories import listed

VOICES = 24


@followed
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic: its articles, and who speaks in those of the page."""
    found: Any = at_slug(request, with_common(Topic.objects.public()), slug)
    listing = paged(request, listed(tagged(Article.objects.published(), found)), BY_DATE)
    voices = speakers_of(quote for row in listing.rows for quote in row.record_quotes)
    context = {"topic": found, "listing": listing, "voices": voices[:VOICES]}
    return render(request, "articles/topic.html", context, status=listing.status)
