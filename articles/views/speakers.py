"""People, sources and topics: who they are, all that they said, and where they appear."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Hop, Person, Quote, Role, Source, Topic
from articles.models.aggregates import Rows
from articles.models.quote import speakers_of
from articles.rendering import render as rendered

from . import linked_data
from .common import said_by, tagged, with_common, with_person
from .filters import NameFilter
from .found import Moved, at_slug
from .listing import filtered, paged
from .paging import BY_DATE, BY_NAME, BY_PLACE, BY_SORT_NAME
from .photos import with_photo
from .sayings import sayings
from .stories import listed, newest

LATEST = 10
ROLES = 60
VOICES = 24
_ROLE = ("title", "start", "end", "as_of", "organisation__name", "organisation__slug")


def _followed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer a former address with the redirect that it ran into."""

    @wraps(view)
    def following(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            return view(request, slug)
        except Moved as moved:
            return moved.response

    return require_safe(following)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom a published article quotes or mentions, by name."""
    roles = Role.objects.filter(person=OuterRef("pk")).order_by("-start", "-as_of", "pk")[:2]
    rows = Person.objects.public().defer("bio").annotate(record_roles=Rows(roles, *_ROLE))
    return _index(request, "people", filtered(request, NameFilter, rows, BY_SORT_NAME, searched=True))


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where published copy and statements come from, by name."""
    return _index(request, "sources", filtered(request, NameFilter, Source.objects.public(), BY_NAME, searched=True))


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """What published articles are about, by name."""
    return _index(request, "topics", filtered(request, NameFilter, Topic.objects.public(), BY_NAME, searched=True))


def _index(request: HttpRequest, name: str, listing: Any) -> HttpResponse:
    return render(request, f"articles/{name}.html", {"listing": listing}, status=listing.status)


@_followed
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: roles, quotations by date, the latest articles."""
    roles = Role.objects.filter(person=OuterRef("pk")).order_by("-start", "-as_of", "pk")[:ROLES]
    queryset = with_photo(Person.objects.public(), "1:1", "portrait").annotate(record_roles=Rows(roles, *_ROLE))
    found: Any = at_slug(request, with_common(queryset), slug)
    said = paged(request, sayings(said_by(Quote.objects.public(), found)), BY_PLACE)
    about = with_person(Article.objects.published(), found)
    context = {
        "person": found,
        "bio": rendered(found.bio),
        "listing": said,
        "linked": linked_data.of_person(found, found.record_roles, request.build_absolute_uri),
        "appears": newest(about.select_related("source").defer("body"))[:LATEST],
    }
    return render(request, "articles/person.html", context, status=said.status)


@_followed
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: what it is, what it said, the articles from it and through it, who holds a role there."""
    public = Person.objects.public().filter(pk=OuterRef("person"))
    roles = Role.objects.filter(organisation=OuterRef("pk"), person__in=public.values("pk"))
    passed = Hop.objects.filter(source=OuterRef(OuterRef("pk"))).order_by().values("article")
    through = newest(Article.objects.published().filter(pk__in=passed).exclude(source=OuterRef("pk")))
    queryset = Source.objects.public().annotate(
        record_roles=Rows(roles.order_by("person__sort_name", "pk")[:ROLES], *_ROLE, "person__name", "person__slug"),
        record_through=Rows(
            through[:LATEST], "headline", "slug", "publish_at", "created", "language", "source__name", "source__slug"
        ),
    )
    found: Any = at_slug(request, with_common(queryset), slug)
    said = paged(request, sayings(said_by(Quote.objects.public(), found)), BY_PLACE)
    articles = newest(found.articles.published().defer("body"))[:LATEST]
    linked = linked_data.of_source(found, request.build_absolute_uri)
    context = {"source": found, "listing": said, "articles": articles, "linked": linked}
    return render(request, "articles/source.html", context, status=said.status)


@_followed
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic: its articles, and who speaks in those of the page."""
    found: Any = at_slug(request, with_common(Topic.objects.public()), slug)
    listing = paged(request, listed(tagged(Article.objects.published(), found)), BY_DATE)
    voices = speakers_of(quote for row in listing.rows for quote in row.record_quotes)
    context = {"topic": found, "listing": listing, "voices": voices[:VOICES]}
    return render(request, "articles/topic.html", context, status=listing.status)
