"""Answers for an address at which no article stands: where it is now, that it was retracted, or not found."""

from django.db.models import OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from articles.models import Article, Edition
from articles.models.aggregates import Rows


def elsewhere(found: Article, *given: str) -> bool:
    """Return whether the article's address has another date than the year, month and day given."""
    return tuple(f"{found.address_date:%Y-%m-%d}".split("-")) != given


def moved(request: HttpRequest, found: Article | None, slug: str, name: str) -> HttpResponse:
    """Answer for a wrong date (of `found`), a former or an unknown slug; `name` is that of the page asked for."""
    if found is None:
        found = Article.objects.published().filter(redirects__kind="article", redirects__old_slug=slug).first()
    if found is not None:
        day = found.address_date
        target = reverse(name, args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", found.slug])
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)
    if gone := _retracted(slug):
        return render(request, "articles/retracted.html", {"article": gone}, status=410)
    raise Http404


def _retracted(slug: str) -> Article | None:
    """Return the retracted article at a slug, present or former, without its text, and its notice."""
    notices = Edition.objects.filter(article=OuterRef("pk"), kind=Edition.Kind.RETRACTION).order_by("-number")[:1]
    former = Q(redirects__kind="article", redirects__old_slug=slug)
    return (
        Article.objects.retracted()
        .filter(Q(slug=slug) | former)
        .only("pk", "status", "publish_at")
        .annotate(notices=Rows(notices, "note", "published"))
        .first()
    )
