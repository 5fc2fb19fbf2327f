"""Feeds as XML: RSS 2.0 (RSS Advisory Board) and Atom (RFC 4287), with full content, in pages (RFC 5005)."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed


@dataclass(frozen=True)
class Entry:
    """One entry; `guid` is a URI that never changes, `content` is safe HTML with absolute addresses."""

    guid: str
    title: str
    link: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    author: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed: what it is of, the page that it belongs to, its own address, and its entries, the newest first."""

    title: str
    description: str
    link: str
    address: str
    language: str
    entries: list[Entry] = field(default_factory=list)
    next: str = ""


class _Rss(Rss201rev2Feed):
    """RSS with the whole content of each item (RSS 1.0 content module) and links to itself and to what is older."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["next"]:
            handler.addQuickElement("atom:link", None, {"rel": "next", "href": self.feed["next"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class _Atom(Atom1Feed):
    """Atom with the whole content of each entry and a link to what is older."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        # RFC 4287, 4.1.1: without an author of its own an entry has that of the feed.
        handler.startElement("author", {})
        handler.addQuickElement("name", settings.SITE_NAME)
        handler.endElement("author")
        if self.feed["next"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


# XML 1.0, 2.2: what no document may hold, not even as a reference.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMATS: dict[str, type[Any]] = {"rss": _Rss, "atom": _Atom}


def response(feed: Feed, form: str) -> HttpResponse:
    """Return `feed` in the format `form`, "rss" or "atom".

    It has no Last-Modified: a story that is retracted, or comes late, changes the feed but not its latest entry.
    """
    generator = FORMATS[form](
        title=_fit(feed.title),
        link=feed.link,
        description=feed.description,
        language=feed.language,
        feed_url=feed.address,
        next=feed.next,
    )
    for entry in feed.entries:
        generator.add_item(
            title=_fit(entry.title),
            link=entry.link,
            description=_fit(entry.summary),
            unique_id=entry.guid,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=_fit(entry.author) or None,
            categories=[_fit(name) for name in entry.categories],
            content=_fit(entry.content),
        )
    answer = HttpResponse(content_type=generator.content_type)
    generator.write(answer, "utf-8")
    return answer


def _fit(text: str) -> str:
    """Return `text` without the characters that XML cannot hold: one bad row, or a search for one, breaks no feed."""
    return _NO_XML.sub("", text)
