"""A person or an organisation: who they are, all that they said, beside whom, and where they appear."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Hop, Person, Quote, Role, Source
from articles.models.aggregates import Rows, Values
from articles.models.counting import Number
from articles.rendering import render as rendered
from articles.rendering.timeline import span_of, timeline

from . import linked_data
from .catalogues import ROLE
from .common import said_by, tagged, with_common, with_person
from .filters import ListFilter, Slug
from .found import at_slug, followed
from .listing import Listing, filtered
from .paging import BY_PLACE
from .photos import with_photo
from .sayings import sayings
from .speaking import Subject, speaking, with_speaking
from .stories import newest

LATEST = 10
ROLES = 60


class SpeakerFilter(ListFilter):
    """What the quotations on a speaker's page are about."""

    topic = Slug(label=_("Topic"), kinds=("topic",), method="with_topic")

    def with_topic(self, queryset: Any, name: str, topic: Any) -> Any:  # noqa: ARG002
        return tagged(queryset, topic, "article")


@followed
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: roles in time, quotations by date and topic, who is quoted beside them, the latest articles."""
    roles = Role.objects.filter(person=OuterRef("pk")).order_by("-start", "-as_of", "pk")[:ROLES]
    queryset = with_photo(Person.objects.public(), "1:1", "portrait").annotate(record_roles=Rows(roles, *ROLE))
    found: Any = at_slug(request, with_common(with_speaking(queryset, slug)), slug)
    listing = _said(request, found)
    today = localdate()
    span = span_of(found.record_roles, today)
    context = {
        "person": found,
        "bio": rendered(found.bio),
        "role": _role_today(found.record_roles, today),
        "lives": timeline(found.record_roles, span, today),
        "span": span if any(role.start or role.end for role in found.record_roles) else None,
        "linked": linked_data.of_person(found, found.record_roles, request.build_absolute_uri),
        **_told(found, listing, with_person(Article.objects.published(), found)),
    }
    return render(request, "articles/person.html", context, status=listing.status)


@followed
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: what it is, what it said, the articles from it and through it, who held a role there."""
    queryset = with_speaking(_with_people(_with_passed(Source.objects.public())), slug)
    found: Any = at_slug(request, with_common(queryset), slug)
    listing = _said(request, found)
    spoken = dict(found.record_spoken)
    context = {
        "source": found,
        "held": [(role, spoken.get(role.pk, 0)) for role in found.record_roles],
        "linked": linked_data.of_source(found, request.build_absolute_uri),
        **_told(found, listing, found.articles.published()),
    }
    return render(request, "articles/source.html", context, status=listing.status)


def _with_passed(queryset: Any) -> Any:
    """Annotate sources with the latest articles that came through them from elsewhere."""
    passed = Hop.objects.filter(source=OuterRef(OuterRef("pk"))).order_by().values("article")
    through = newest(Article.objects.published().filter(pk__in=passed).exclude(source=OuterRef("pk")))
    columns = ("headline", "slug", "publish_at", "created", "language", "source__name", "source__slug")
    return queryset.annotate(record_through=Rows(through[:LATEST], *columns))


def _with_people(queryset: Any) -> Any:
    """Annotate sources with the roles that public people held there, and how often each was quoted in it."""
    public = Person.objects.public().filter(pk=OuterRef("person"))
    roles = Role.objects.filter(Exists(public), organisation=OuterRef("pk")).order_by("person__sort_name", "pk")[:ROLES]
    said = Quote.objects.public().filter(role=OuterRef("pk"))
    spoken = roles.values(key=F("pk")).annotate(number=Number(said))
    return queryset.annotate(
        record_roles=Rows(roles, *ROLE, "person__name", "person__slug"), record_spoken=Values(spoken, "key", "number")
    )


def _said(request: HttpRequest, found: Any) -> Listing:
    """Return the page of the speaker's quotations that is asked for."""
    said = said_by(Quote.objects.public(), found)
    return filtered(request, SpeakerFilter, said, BY_PLACE, shaped=sayings)


def _told(found: Any, listing: Listing, articles: Any) -> dict[str, Any]:
    """Return what the page of a person and that of a source share.

    A page by topic, which has asked for that, leaves out the articles.
    """
    told = speaking(found)
    form = listing.filter.form if listing.filter else None
    topic = form.cleaned_data.get("topic") if form and form.is_valid() else None
    subjects = told.subjects
    if topic and topic.slug not in {subject.slug for subject in subjects}:
        subjects = [Subject(topic.name, topic.slug), *subjects]
    shown = newest(articles.select_related("source").defer("body"))[:LATEST]
    return {
        "listing": listing,
        "told": told,
        "topic": topic,
        "subjects": subjects,
        "appears": [] if topic or listing.problems else shown,
    }


def _role_today(roles: list[Role], today: date) -> Role | None:
    """Return the role that is held today as far as is known, or the latest that was."""
    day = today.isoformat()
    held = [role for role in roles if role.start and role.held_on(day)]
    return next(iter(held or roles), None)
