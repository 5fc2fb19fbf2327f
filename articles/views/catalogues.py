"""The lists of people, sources and topics, by name."""

from typing import Any

from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Person, Role, Source, Topic
from articles.models.aggregates import Rows

from .filters import NameFilter
from .listing import filtered
from .paging import BY_NAME, BY_SORT_NAME

ROLE = ("title", "start", "end", "as_of", "organisation__name", "organisation__slug")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom a published article quotes or mentions, by name."""
    roles = Role.objects.filter(person=OuterRef("pk")).order_by("-start", "-as_of", "pk")[:2]
    rows = Person.objects.public().defer("bio").annotate(record_roles=Rows(roles, *ROLE))
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
