"""Words of a story stand in elements that say their language and direction; words of the site do not."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from articles.models import Correction, Quote
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "سننشر التقرير غدا"
BODY = f"قال الوزير: «{WORDS}» ثم قال مرة أخرى: «{WORDS}»."
# What has no elements inside it, is data, or is the reader's own.
_PLAIN = {"title", "script", "textarea", "b"}
_VOID = {"meta", "link", "input", "img", "source", "br"}


class Texts(HTMLParser):
    """Collects `wrong`: Arabic text outside elements in Arabic, English text inside them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, tuple[str | None, str | None]]] = [("", ("en", "ltr"))]
        self.wrong: list[str] = []

    def handle_starttag(self, tag, attrs):
        given, (language, direction) = dict(attrs), self.open[-1][1]
        if tag not in _VOID:
            self.open.append((tag, (given.get("lang", language), given.get("dir", direction))))

    def handle_endtag(self, tag):
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tag, said = self.open[-1]
        arabic, english = re.search("[\u0620-\u064a]{2}", data), re.search("[a-z]{2}", data)
        if tag not in _PLAIN and ((arabic and said != ("ar", "rtl")) or (english and said[0] == "ar")):
            self.wrong.append(f"{said} {data.strip()}")


def _wrong(html):
    texts = Texts()
    texts.feed(html)
    return texts.wrong


@pytest.fixture
def story():
    subject, event = make.topic(), make.topic(kind="event")
    given = {"language": "ar", "body": BODY, "summary": "ملخص الخبر", "topics": [subject, event]}
    return make.article("عنوان الخبر", byline="محرر", credit_line="وكالة", **given)


@pytest.fixture
def said(story):
    who = make.person()
    outer = make.quote(story, WORDS, speaker_person=who, attribution="قال الوزير", cue="قال")
    again = BODY.rindex(WORDS)
    twin = Quote(article=story, spans=[[again, again + len(WORDS)]], state="confirmed", speaker_person=who)
    twin.anchor(BODY)
    twin.save()
    make.quote(make.article("خبر آخر", language="ar", body=BODY), WORDS, speaker_person=who)
    make.quote(story, "التقرير غدا", within=outer, kind="indirect")
    make.mention(story, who, description="الوزير")
    made = datetime(2022, 1, 1, tzinfo=UTC)
    Correction.objects.create(article=story, quote=outer, before="قديم", after=WORDS, note="Words amended", made=made)
    return outer


def test_words_of_a_story_say_their_language_and_direction_on_every_page(client, story, said):
    pages = ["/", "/articles/", "/quotes/", "/search/?q=التقرير", story.get_absolute_url()]
    pages += [quote.get_absolute_url() for quote in story.quotes.all()]
    pages += [said.speaker.get_absolute_url(), *(topic.get_absolute_url() for topic in story.topics.all())]
    pages += [f"{said.get_absolute_url()}embed/", f"{story.get_absolute_url()}versions/"]
    assert {page: found for page in pages if (found := _wrong(client.get(page).content.decode()))} == {}


@pytest.mark.parametrize("feed", ["/articles/feed.atom", "/quotes/feed.atom", "/articles/feed.rss", "/quotes/feed.rss"])
def test_words_of_a_story_say_their_language_and_direction_in_feeds(client, said, feed):
    entries = ElementTree.fromstring(client.get(feed).content).iter()
    contents = [entry.text for entry in entries if entry.tag.endswith(("}content", "}encoded"))]
    assert any(WORDS in content for content in contents)
    assert [found for content in contents if (found := _wrong(content))] == []
