"""Sitemaps (sitemaps.org protocol 0.9) and the news sitemap (Google News, 0.9).

A sitemap is one block of primary keys of one kind of record, so that it costs the same however large the archive is,
and stays the same while newer records come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.db.models import Max, QuerySet
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article, Person, Source, Topic

from .articles import in_each_language
from .linked_data import changed, published

BLOCK = 10_000  # the protocol allows 50,000 addresses and 50 MB
NEWS_DAYS, NEWS_MOST = 2, 1_000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
_ADDRESSED = ("slug", "publish_at", "first_posted", "created", "modified")
_VERSION = ("slug", "publish_at", "created", "language", "translation_of")
XML = "application/xml; charset=utf-8"


def _kinds() -> dict[str, tuple[QuerySet, tuple[str, ...]]]:
    return {
        "articles": (Article.objects.published(), (*_ADDRESSED, *_VERSION)),
        "people": (Person.objects.public(), ("slug",)),
        "sources": (Source.objects.public(), ("slug",)),
        "topics": (Topic.objects.public(), ("slug",)),
    }


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The sitemaps that there are: one for each block of keys up to the highest."""
    root = Element("sitemapindex", xmlns=SITEMAP)
    for kind, (rows, _fields) in _kinds().items():
        # Over the whole table: the last key that readers may see would have to be searched for.
        highest = rows.model.objects.aggregate(Max("pk"))["pk__max"]
        for number in range(0 if highest is None else highest // BLOCK + 1):
            address = reverse("articles:sitemap", args=[kind, number])
            SubElement(SubElement(root, "sitemap"), "loc").text = request.build_absolute_uri(address)
    return _xml(root)


@require_safe
def sitemap(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The public records of a kind with keys in one block; articles with what they are in other languages."""
    rows, fields = _kinds().get(kind, (None, ()))
    if rows is None or number > 2**31:
        raise Http404
    first = number * BLOCK
    found = list(rows.filter(pk__gte=first, pk__lt=first + BLOCK).order_by("pk").only("pk", *fields))
    versions = _versions(found, first) if kind == "articles" else {}
    # Rows are equal where they are one record; one in four languages is named sixteen times.
    here = cache(lambda row: request.build_absolute_uri(row.get_absolute_url()))
    root = Element("urlset", {"xmlns": SITEMAP} | ({"xmlns:xhtml": XHTML} if versions else {}))
    for row in found:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = here(row)
        if isinstance(row, Article):
            SubElement(url, "lastmod").text = changed(row)
            _alternates(url, row, versions.get(row.translation_of_id or row.pk, []), here)
    return _xml(root)


def _versions(block: list[Any], first: int) -> dict[int, list[Article]]:
    """Return the public articles in other languages than those of a block of keys, by the key of their original."""
    public = Article.objects.published().only("pk", *_VERSION).order_by()
    originals = {row.translation_of_id for row in block if row.translation_of_id}
    # Three questions, each of an index; asked with OR, PostgreSQL reads the whole table.
    near = public.filter(translation_of__gte=first, translation_of__lt=first + BLOCK)
    if originals:
        near = near.union(public.filter(translation_of__in=originals), public.filter(pk__in=originals))
    found: dict[int, dict[int, Article]] = defaultdict(dict)
    for row in [*block, *near]:
        found[row.translation_of_id or row.pk][row.pk] = row
    return {key: list(rows.values()) for key, rows in found.items() if len(rows) > 1}


def _alternates(url: Element, article: Article, versions: list[Article], here: Callable[[Any], str]) -> None:
    others = in_each_language(article, versions)
    for row in [article, *others] if others else ():
        SubElement(url, "xhtml:link", rel="alternate", hreflang=row.language, href=here(row))


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The articles of the last two days, newest first, at most a thousand."""
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:news": NEWS})
    for article in _recent():
        url = SubElement(root, "url")
        SubElement(url, "loc").text = request.build_absolute_uri(article.get_absolute_url())
        about = SubElement(url, "news:news")
        publication = SubElement(about, "news:publication")
        SubElement(publication, "news:name").text = settings.SITE_NAME
        SubElement(publication, "news:language").text = _news_language(article.language)
        SubElement(about, "news:publication_date").text = published(article)
        SubElement(about, "news:title").text = article.headline
    return _xml(root)


def _recent() -> Iterator[Any]:
    since = Now() - timedelta(days=NEWS_DAYS)
    rows = Article.objects.published().filter(publish_at__gt=since).order_by("-publish_at", "-pk")
    yield from rows.only("pk", "headline", "language", *_ADDRESSED)[:NEWS_MOST]


def _news_language(tag: str) -> str:
    """Return a language as Google News wants it: ISO 639, except for Chinese with its script."""
    if tag.startswith("zh"):
        return "zh-tw" if "Hant" in tag or tag.endswith("TW") else "zh-cn"
    return tag.split("-", maxsplit=1)[0]


def _xml(root: Element) -> HttpResponse:
    return HttpResponse(tostring(root, encoding="utf-8", xml_declaration=True), content_type=XML)
