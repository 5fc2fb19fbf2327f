"""A story in several languages, as readers and machines are led from one to the other."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import publishing
from articles.models import Article
from articles.views import sitemaps
from tests import make

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
LINK = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def stories():
    """One story in Azerbaijani, its original, in English and in Arabic."""
    original = make.article("An original", language="az")
    rest = [make.article(f"In {tag}", language=tag, translation_of=original) for tag in ("en", "ar")]
    return {story.language: story for story in (original, *rest)}


def page(client, story) -> str:
    return client.get(story.get_absolute_url()).content.decode()


def alternates(client, story) -> dict[str, str]:
    return dict(LINK.findall(page(client, story)))


def linked(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


def test_each_version_names_all_of_them_and_itself_to_machines(client, stories):
    everyone = {tag: SITE + story.get_absolute_url() for tag, story in stories.items()}
    assert [alternates(client, story) for story in stories.values()] == [everyone] * 3


def test_readers_find_the_others_under_their_own_names_and_are_told_the_original(client, stories):
    line = re.search(r"In other languages:.*?</p>", page(client, stories["en"]), re.DOTALL)[0]
    assert re.findall(r'hreflang="(\w+)" lang="\w+" dir="(\w+)">([^<]+)</a>( \(the original\))?', line) == [
        ("ar", "rtl", "العربيّة", ""),
        ("az", "ltr", "Azərbaycanca", " (the original)"),
    ]
    assert "(the original)" not in page(client, stories["az"])


def test_linked_data_says_which_is_the_translation_of_which(client, stories):
    addresses = {tag: SITE + story.get_absolute_url() for tag, story in stories.items()}
    original, translation = linked(page(client, stories["az"])), linked(page(client, stories["en"]))
    assert {row["url"] for row in original["workTranslation"]} == {addresses["ar"], addresses["en"]}
    assert translation["translationOfWork"]["url"] == addresses["az"]
    assert "translationOfWork" not in original
    assert "workTranslation" not in translation


def test_a_story_in_one_language_says_nothing_of_others(client):
    html = page(client, make.article())
    assert "hreflang" not in html
    assert "other languages" not in html


def test_versions_are_not_told_again_as_related_stories(client, stories):
    topic = make.topic()
    for story in [*stories.values(), make.article("On the same topic")]:
        story.topics.add(topic)
    related = page(client, stories["az"]).split('id="related"')[1]
    assert "On the same topic" in related
    assert "In en" not in related


def test_translations_of_an_original_that_readers_do_not_have_name_each_other(client, stories):
    Article.objects.filter(language="az").update(status="draft")
    assert set(alternates(client, stories["en"])) == {"en", "ar"}
    assert "(the original)" not in page(client, stories["en"])
    assert "translationOfWork" not in linked(page(client, stories["en"]))


def test_one_of_two_in_the_same_language_is_named(client, stories):
    twin = make.article("Another in English", language="de", translation_of=stories["az"])
    Article.objects.filter(pk=twin.pk).update(language="en")  # as a change of language in another order may leave it
    assert alternates(client, stories["ar"])["en"] == SITE + stories["en"].get_absolute_url()
    assert set(alternates(client, twin)) == {"en", "ar", "az"}


def test_the_preview_of_an_update_names_what_its_story_is_in_other_languages(client, stories):
    copy = publishing.start_update(stories["en"], None)
    client.force_login(make.member())
    html = client.get(f"/preview/article/{copy.pk}/").content.decode()
    assert set(dict(LINK.findall(html))) == {"en", "ar", "az"}


@pytest.mark.parametrize("block", [10_000, 2])
def test_the_sitemap_gives_the_same_alternates_after_the_date(client, stories, monkeypatch, block):
    alone = make.article("In one language")
    make.article("Hidden", language="fr", translation_of=stories["az"], status="draft")
    monkeypatch.setattr(sitemaps, "BLOCK", block)
    found = {}
    for number in range(alone.pk // block + 1):
        root = ElementTree.fromstring(client.get(f"/sitemap-articles-{number}.xml").content)
        for url in root.findall("s:url", MAP):
            assert [child.tag.split("}")[1] for child in url][:2] == ["loc", "lastmod"]
            links = url.findall("x:link[@rel='alternate']", MAP)
            found[url.find("s:loc", MAP).text] = {link.get("hreflang"): link.get("href") for link in links}
    everyone = {tag: SITE + story.get_absolute_url() for tag, story in stories.items()}
    assert found == {**dict.fromkeys(everyone.values(), everyone), SITE + alone.get_absolute_url(): {}}


def test_a_sitemap_costs_the_same_however_many_versions_there_are(client, stories):
    with CaptureQueriesContext(connection) as queries:
        client.get("/sitemap-articles-0.xml")
    assert len(queries) == 2
