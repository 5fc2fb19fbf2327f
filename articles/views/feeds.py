"""Feeds of articles and of quotations: per list with its parameters, per person, source and topic."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.models import Article, Person, Quote, Source, Topic
from articles.models.aggregates import Rows
from articles.rendering import render
from articles.search import search_latest

from .common import said_by, tagged, with_common
from .filters import ArticleFilter, ListFilter, QuoteFilter
from .found import Moved, at_slug
from .listing import address
from .machines import PLAIN
from .paging import BY_DATE, BY_PLACE, BadCursor, Order, Page, page
from .sayings import sayings
from .syndication import Entry, Feed, response

ENTRIES = 20
# What stands above this is told in its summary and read on its page.
WHOLE_BODY = 100_000
_TITLE = 120
_LINK = re.compile(r'href="([^"]*)"')


@require_safe
@conditional_page
def articles(request: HttpRequest, form: str) -> HttpResponse:
    """The archive, with the same parameters as its page."""
    return _listed(request, form, ArticleFilter, _stories(Article.objects.published()))


@require_safe
@conditional_page
def quotes(request: HttpRequest, form: str) -> HttpResponse:
    """The record of quotations, with the same parameters as its page."""
    return _listed(request, form, QuoteFilter, _quotations(Quote.objects.public()))


@require_safe
@conditional_page
def person(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """All that a person said."""
    return _of_record(request, form, slug, Person, lambda who: _quotations(said_by(Quote.objects.public(), who)))


@require_safe
@conditional_page
def source(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The articles from a source."""
    return _of_record(request, form, slug, Source, lambda it: _stories(Article.objects.published().filter(source=it)))


@require_safe
@conditional_page
def topic(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The articles of a topic."""
    return _of_record(request, form, slug, Topic, lambda it: _stories(tagged(Article.objects.published(), it)))


@dataclass(frozen=True)
class _Page:
    """The page that a feed belongs to: its title, its path, and the parameters that narrow it."""

    title: str
    path: str
    given: dict[str, str] = field(default_factory=dict)


Shaped = tuple[QuerySet, Order, Any]


def _stories(queryset: QuerySet) -> Shaped:
    topics = Topic.objects.filter(articles=OuterRef("pk")).order_by("name", "pk")[:10]
    rows = queryset.select_related("source").annotate(record_topics=Rows(topics, "name"))
    return rows, BY_DATE, _story


def _quotations(queryset: QuerySet) -> Shaped:
    return sayings(queryset), BY_PLACE, _quotation


def _listed(request: HttpRequest, form: str, filters: type[ListFilter], shaped: Shaped) -> HttpResponse:
    public, order, entry = shaped
    chosen = filters(request.GET, public)
    if not chosen.is_valid():
        wrong = [f"{name}: {error}" for name, errors in chosen.form.errors.items() for error in errors]
        return HttpResponse("\n".join(wrong) + "\n", content_type=PLAIN, status=400)
    rows, given = chosen.qs, {name: request.GET[name] for name in chosen.filters if request.GET.get(name)}
    if words := chosen.form.cleaned_data.get("q", ""):
        rows = search_latest(rows, words)[0]
    about = ", ".join(str(value) for name in given if (value := chosen.form.cleaned_data.get(name)))
    name, path = (_("Articles"), "articles") if rows.model is Article else (_("Quotations"), "quotes")
    of = _Page(f"{name}: {about}" if about else name, reverse(f"articles:{path}"), given)
    return _answer(request, form, (rows, order, entry), of)


def _of_record(request: HttpRequest, form: str, slug: str, model: Any, shaped: Any) -> HttpResponse:
    try:
        found: Any = at_slug(request, with_common(model.objects.public()), slug, f"feed.{form}")
    except Moved as moved:
        return moved.response
    return _answer(request, form, shaped(found), _Page(found.name, found.get_absolute_url()))


def _answer(request: HttpRequest, form: str, shaped: Shaped, of: _Page) -> HttpResponse:
    rows, order, entry = shaped
    try:
        found: Page = page(rows, order, request.GET, ENTRIES)
    except BadCursor as error:
        return HttpResponse(f"{error}\n", content_type=PLAIN, status=400)
    here = request.build_absolute_uri
    feed = Feed(
        title=f"{of.title} · {settings.SITE_NAME}",
        description=_("Who said what, in which role, and how we know."),
        link=here(address(of.path, of.given)),
        address=here(),
        language=get_language() or settings.LANGUAGE_CODE,
        entries=[entry(request, row) for row in found.rows],
        next=here(address(request.path, {**of.given, "after": found.after})) if found.after else "",
    )
    return response(feed, form)


def _story(request: HttpRequest, article: Article) -> Entry:
    link = request.build_absolute_uri(article.get_absolute_url())
    words = [format_html("<p><em>{}</em></p>", article.summary)] if article.summary else []
    if len(article.body) <= WHOLE_BODY:
        words += [_absolute(block.html, link) for block in render(article.body)]
    parts = (
        [format_html('<div lang="{}" dir="{}">', article.language, article.direction), *words, "</div>"]
        if words
        else []
    )
    if len(article.body) > WHOLE_BODY:
        parts.append(format_html('<p><a href="{}">{}</a></p>', link, _("Read the whole text")))
    if article.source:
        source = request.build_absolute_uri(article.source.get_absolute_url())
        parts.append(format_html('<p>{}: <a href="{}">{}</a></p>', _("Source"), source, article.source.name))
    return Entry(
        guid=article.guid,
        title=article.headline,
        link=link,
        summary=article.summary or Truncator(article.body).chars(300),
        content="".join(parts),
        published=article.publish_at,
        updated=max(filter(None, (article.publish_at, article.modified))),
        author=article.byline or (article.source.name if article.source else ""),
        categories=tuple(topic.name for topic in article.record_topics),
    )


def _absolute(html: str, base: str) -> str:
    """Return HTML of our own rendering with its links in full: a feed is read elsewhere."""
    return _LINK.sub(lambda match: f'href="{urljoin(base, match[1])}"', html)


def _quotation(request: HttpRequest, quote: Quote) -> Entry:
    link = request.build_absolute_uri(quote.get_absolute_url())
    words = _("“%s”") % quote.words if quote.kind == Quote.Kind.DIRECT else quote.words
    who = ", ".join(str(part) for part in (quote.speaker or _("Speaker not named"), quote.role) if part)
    article = quote.article
    content = format_html(
        '<blockquote cite="{0}" lang="{5}" dir="{6}"><p>{1}</p></blockquote><p>{2}</p>'
        '<p><a href="{3}" lang="{5}" dir="{6}">{4}</a></p>',
        link,
        words,
        who,
        request.build_absolute_uri(quote.address_in_text),
        article.headline,
        article.language,
        article.direction,
    )
    return Entry(
        guid=quote.guid,
        title=f"{quote.speaker or _('Speaker not named')}: {Truncator(words).chars(_TITLE)}",
        link=link,
        summary=Truncator(words).chars(300),
        content=content,
        published=article.publish_at,
        updated=max(filter(None, (article.publish_at, article.modified))),
        author=str(quote.speaker or ""),
    )
