"""The archive, one article, and its editions."""

from collections import Counter
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from articles.models import Article, Correction, Edition, Hop, Mention, Topic
from articles.models.aggregates import Rows

from .differences import compared
from .filters import ArticleFilter
from .listing import filtered, paged
from .paging import BY_DATE, BY_NUMBER
from .reading import reading
from .stories import listed, newest, searched

RELATED = 4
EDITIONS = 10
_Tagged = Article.topics.through


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """The archive, newest first, or by relevance where words are searched."""
    published = Article.objects.published()
    shaped = searched if request.GET.get("q") else listed
    listing = filtered(request, ArticleFilter, published, BY_DATE, shaped=shaped, searched=True)
    return render(request, "articles/archive.html", {"listing": listing}, status=listing.status)


@require_safe
def article(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """One article with its record. A wrong date or a former slug leads to the right address."""
    found = _recorded(Article.objects.published()).filter(slug=slug).first()
    if found is None or _elsewhere(found, year, month, day):
        return _moved(request, found, slug, "articles:article")
    quotes = list(
        found.quotes.public()
        .select_related("speaker_person", "speaker_source", "role__organisation", "via")
        .order_by("start", "pk")
    )
    context = {"article": found, "reading": reading(found, quotes), "related": related(found)}
    return render(request, "articles/article.html", context)


@require_safe
def versions(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """The editions of an article, newest first, each with what it changed."""
    found = Article.objects.published().defer("body").filter(slug=slug).first()
    if found is None or _elsewhere(found, year, month, day):
        return _moved(request, found, slug, "articles:versions")
    editions = Edition.objects.public().filter(article=found)
    listing = paged(request, editions, BY_NUMBER, size=EDITIONS)
    earlier = editions.filter(number__lt=listing.rows[-1].number).order_by("-number")[:1] if listing.next else ()
    shown = compared([*listing.rows, *earlier])[: len(listing.rows)]
    context = {"article": found, "listing": listing, "editions": shown}
    return render(request, "articles/versions.html", context, status=listing.status)


def _elsewhere(found: Article, *given: str) -> bool:
    return tuple(f"{found.address_date:%Y-%m-%d}".split("-")) != given


def _moved(request: HttpRequest, found: Article | None, slug: str, name: str) -> HttpResponse:
    """Answer for an address at which no article stands: where it is now, that it was retracted, or not found."""
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
    """Return the retracted article at a slug, without its text, and the notice that was published in its place."""
    notices = Edition.objects.filter(article=OuterRef("pk"), kind=Edition.Kind.RETRACTION).order_by("-number")[:1]
    return (
        Article.objects.retracted()
        .filter(slug=slug)
        .only("pk", "status")
        .annotate(notices=Rows(notices, "note", "published"))
        .first()
    )


def _recorded(queryset: QuerySet) -> QuerySet:
    """Return `queryset` with all that an article's page shows but its quotations."""
    of_this = {"article": OuterRef("pk")}
    topics = Topic.objects.filter(articles=OuterRef("pk")).order_by("name", "pk")
    hops = Hop.objects.filter(**of_this).order_by("order")
    mentions = Mention.objects.filter(**of_this).order_by("person__sort_name", "pk")
    corrections = Correction.objects.filter(**of_this, made__lte=now()).order_by("-made", "-pk")
    editions = Edition.objects.public().filter(**of_this).order_by("-number")[:1]
    return queryset.select_related("source").annotate(
        record_topics=Rows(topics, "name", "slug"),
        record_hops=Rows(hops, "order", "how", "date", "url", "source__name", "source__slug"),
        record_mentions=Rows(mentions, "description", "person__name", "person__slug"),
        record_corrections=Rows(corrections, "before", "after", "note", "made", "quote_id"),
        record_editions=Rows(editions, "number", "kind", "published"),
        record_near=Rows(_near(_Tagged, "topic"), "article_id"),
        record_shared=Rows(_near(Mention, "person"), "article_id"),
    )


def _near(model: Any, name: str) -> QuerySet:
    """Return the latest rows of `model` that share what `name` says with the outer article, a bounded number."""
    own = model.objects.filter(article=OuterRef(OuterRef("pk"))).order_by().values(name)
    return model.objects.filter(**{f"{name}__in": own}).exclude(article=OuterRef("pk")).order_by("-pk")[:60]


def related(found: Article) -> list[Article]:
    """Return the published articles that share most topics and people with `found`, the newer first where equal."""
    shared = Counter(row.article_id for row in (*found.record_near, *found.record_shared))
    likely = [key for key, _count in shared.most_common(6 * RELATED)]
    if not likely:
        return []
    rows = newest(listed(Article.objects.published().filter(pk__in=likely)))
    return sorted(rows, key=lambda row: -shared[row.pk])[:RELATED]
