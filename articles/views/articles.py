"""The archive, and one article."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from articles.models import Article, Correction, Edition, Hop, Mention, Quote, Topic
from articles.models.aggregates import Rows
from articles.models.translations import other_languages_of_outer

from . import corrected, linked_data
from .filters import ArticleFilter
from .listing import filtered
from .moved import elsewhere, moved
from .paging import BY_DATE
from .photos import with_photo
from .reading import reading
from .stories import listed, newest, searched

RELATED = 4
_VERSIONS = 50  # languages of one story
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
    found = with_photo(recorded(Article.objects.published()), "whole").filter(slug=slug).first()
    if found is None or elsewhere(found, year, month, day):
        return moved(request, found, slug, "articles:article")
    quotes = with_speakers(found.quotes.public()).order_by("start", "pk")
    return render(request, "articles/article.html", read(request, found, list(quotes)))


def with_speakers(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Return quotations with all that is told of them beside the text."""
    return quotes.select_related("speaker_person", "speaker_source", "role__organisation", "via")


def read(request: HttpRequest, found: Article, quotes: list[Quote]) -> dict[str, Any]:
    """Return what the page of an article shows: `found` as `recorded` gives it, and its quotations in order."""
    words = corrected.marks(found.record_corrections, found.body)
    near, versions = beside(found)
    notices = corrected.notices(found.record_corrections, corrected.places(found.record_corrections, quotes, words))
    return {
        "article": found,
        "reading": reading(found, quotes, words),
        "notices": notices,
        "related": near,
        "versions": versions,
        "linked": linked_data.of_article(found, quotes, notices, versions, request.build_absolute_uri),
    }


def recorded(queryset: QuerySet, story: str = "pk") -> QuerySet:
    """Return `queryset` with all that an article's page shows but its quotations.

    `story` names the column with the key of the story that readers know: for working copies, "update_of".
    """
    of_this, of_story = {"article": OuterRef("pk")}, {"article": OuterRef(story)}
    topics = Topic.objects.filter(articles=OuterRef("pk")).order_by("name", "pk")
    hops = Hop.objects.filter(**of_this).order_by("order")
    mentions = Mention.objects.filter(**of_this).order_by("person__sort_name", "pk")
    corrections = Correction.objects.filter(**of_story, made__lte=now()).order_by("-made", "pk")
    editions = Edition.objects.public().filter(**of_story).order_by("-number")[:1]
    return queryset.select_related("source").annotate(
        record_topics=Rows(topics, "name", "slug"),
        record_hops=Rows(hops, "order", "how", "date", "url", "source__name", "source__slug"),
        record_mentions=Rows(mentions, "description", "person__name", "person__slug"),
        record_corrections=Rows(corrections, "before", "after", "note", "made", "quote_id"),
        record_editions=Rows(editions, "number", "kind", "published", "note"),
        record_versions=Rows(Article.objects.published().filter(other_languages_of_outer(story))[:_VERSIONS], "id"),
        record_near=Rows(_near(_Tagged, "topic", story), "article_id"),
        record_shared=Rows(_near(Mention, "person", story), "article_id"),
    )


def _near(model: Any, name: str, story: str) -> QuerySet:
    """Return the latest rows of `model` that share what `name` says with the outer article, a bounded number."""
    own = model.objects.filter(article=OuterRef(OuterRef("pk"))).order_by().values(name)
    return model.objects.filter(**{f"{name}__in": own}).exclude(article=OuterRef(story)).order_by("-pk")[:60]


def beside(found: Article) -> tuple[list[Article], list[Article]]:
    """Return the published articles that are read beside `found`, in one query.

    First those that share most topics and people with it, the newer first where equal; then what it is in other
    languages, one article for each, by their tags.
    """
    shared = Counter(row.article_id for row in (*found.record_near, *found.record_shared))
    versions = {row.pk for row in found.record_versions}
    likely = [key for key, _count in shared.most_common(6 * RELATED + len(versions)) if key not in versions]
    if not likely and not versions:
        return [], []
    rows = newest(listed(Article.objects.published().filter(pk__in=[*likely, *versions])))
    related = sorted((row for row in rows if row.pk not in versions), key=lambda row: -shared[row.pk])
    return related[:RELATED], in_each_language(found, (row for row in rows if row.pk in versions))


def in_each_language(found: Article, versions: Iterable[Article]) -> list[Article]:
    """Return one of `versions` for each language but that of `found`, the original before all, by their tags."""
    ordered = sorted(versions, key=lambda row: (row.language, row.translation_of_id is not None, row.pk))
    first = {row.language: row for row in reversed(ordered) if row.language != found.language}
    return sorted(first.values(), key=lambda row: row.language)
