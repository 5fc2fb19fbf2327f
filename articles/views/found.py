"""A public record by the slug in its address, or the redirect that its former address answers with."""

from collections.abc import Callable
from functools import wraps

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe


class Moved(Exception):
    """The record has another address now; `response` leads there."""

    def __init__(self, response: HttpResponsePermanentRedirect) -> None:
        self.response = response


def at_slug(request: HttpRequest, queryset: QuerySet, slug: str, below: str = "") -> Model:
    """Return the record of `queryset` at `slug`; raise Moved for a former slug and Http404 for an unknown one.

    `below` is the last part of an address below the record's own, such as "feed.rss".
    """
    found = queryset.filter(slug=slug).first()
    if found is not None:
        return found
    kind = queryset.model.redirect_kind
    moved = queryset.filter(redirects__kind=kind, redirects__old_slug=slug).first()
    if moved is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    raise Moved(HttpResponsePermanentRedirect(moved.get_absolute_url() + below + (f"?{query}" if query else "")))


def followed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the view of a record's page answer a former address with the redirect that it ran into."""

    @wraps(view)
    def following(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            return view(request, slug)
        except Moved as moved:
            return moved.response

    return require_safe(following)
