"""Feeds, sitemaps and linked data, read by strangers: feedparser, extruct, trafilatura."""

import json
from datetime import UTC, datetime, timedelta
from html import unescape
from xml.etree import ElementTree

import extruct
import feedparser
import pytest
import trafilatura

from articles.models import Article, Correction, Redirect
from articles.rendering import plain
from articles.views import feeds, sitemaps
from tests import make

pytestmark = pytest.mark.django_db
FORMATS = ["rss", "atom"]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    found = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_every_feed_of_the_seeds_is_read_without_a_complaint(client, seeds, form):
    for address, entries in {
        "/articles/": 2,
        "/articles/feed.{}?person=soltan-mammadov": 1,
        "/articles/feed.{}?q=visit": 2,
        "/quotes/": 20,
        "/quotes/feed.{}?kind=indirect": 13,
        "/people/soltan-mammadov/": 14,
        "/sources/trend/": None,
        f"/topics/{Article.objects.first().topics.first().slug}/": None,
    }.items():
        given = address.format(form) if "{}" in address else f"{address}feed.{form}"
        found = read(client, given)
        assert found.feed.title
        assert len(found.entries) >= 1
        assert entries in {None, len(found.entries)}, given


@pytest.mark.parametrize("form", FORMATS)
def test_an_entry_has_the_whole_text_identity_times_author_and_topics(client, form):
    article = make.article(
        "A <report> & more",
        body="First *line*.\n\n[A link](/people/)\n\nLast line.",
        source=make.source("Agency"),
        topics=[make.topic("Parliament")],
        byline="A. Reporter",
        summary="What it is about",
        publish_at=make.LONG_AGO,
        modified=make.LONG_AGO + timedelta(days=2),
    )
    entry = read(client, f"/articles/feed.{form}").entries[0]
    assert unescape(entry.title) == "A <report> & more"
    assert (entry.id, entry.link) == (article.guid, f"http://testserver{article.get_absolute_url()}")
    content = entry.content[0].value
    assert "<em>line</em>" in content
    assert "Last line." in content
    assert 'href="http://testserver/people/"' in content
    assert entry.author == "A. Reporter"
    assert entry.tags[0].term == article.topics.get().name
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == article.publish_at.replace(microsecond=0)
    if form == "atom":
        assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == article.modified.replace(microsecond=0)


def test_a_quotation_in_a_feed_names_speaker_and_role_and_leads_to_the_words(client):
    article = make.article()
    who = make.person("Ada Speaker")
    quote = make.quote(article, speaker_person=who, role=make.role(who, "minister of ports"))
    entry = read(client, "/quotes/feed.atom").entries[0]
    assert entry.title.startswith("Ada Speaker: “We will publish")
    assert entry.id == quote.guid
    assert "minister of ports" in entry.content[0].value
    assert f"#quote-{quote.pk}" in entry.content[0].value


def test_a_feed_goes_on_page_by_page_until_all_is_read(client, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 3)
    expected = [make.article().guid for _ in range(8)][::-1]
    address, found = "/articles/feed.atom", []
    while address:
        feed = read(client, address)
        found += [entry.id for entry in feed.entries]
        address = next((link.href for link in feed.feed.links if link.rel == "next"), "").replace(
            "http://testserver", ""
        )
    assert found == expected


def test_a_feed_that_cannot_be_says_why_in_one_line(client):
    assert client.get("/articles/feed.rss?since=soon").status_code == 400
    assert "“soon” is no date" in client.get("/articles/feed.rss?since=soon").content.decode()
    assert client.get("/articles/feed.rss?after=x").status_code == 400
    assert client.get("/people/nobody/feed.rss").status_code == 404


@pytest.mark.parametrize("form", FORMATS)
def test_characters_that_xml_cannot_hold_break_no_feed(client, form):
    bad = make.article()
    Article.objects.filter(pk=bad.pk).update(headline="A\x01B", body="report \x0b\uffff", summary="\x1f")
    make.quote(make.article())
    assert len(read(client, f"/articles/feed.{form}").entries) == 2
    for address in (f"/articles/feed.{form}?q=report%01", f"/quotes/feed.{form}?q=report%EF%BF%BE"):
        assert read(client, address).feed.title


def test_every_entry_of_atom_has_an_author(client):
    make.quote(make.article(), speaker_person=None)
    for address in ("/articles/feed.atom", "/quotes/feed.atom"):
        feed = ElementTree.fromstring(client.get(address).content)
        assert feed.findtext("a:author/a:name", namespaces={"a": "http://www.w3.org/2005/Atom"}) == "On the Record"


def test_a_former_address_of_a_feed_leads_to_its_new_one(client):
    quote = make.quote(make.article())
    Redirect.objects.leave(quote.speaker_person, "once")
    response = client.get("/people/once/feed.atom")
    assert (response.status_code, response["Location"]) == (301, f"/people/{quote.speaker_person.slug}/feed.atom")


def test_a_feed_that_did_not_change_is_not_sent_again(client):
    make.article()
    first = client.get("/articles/feed.atom")
    assert client.get("/articles/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304
    make.article()
    assert client.get("/articles/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_feed_that_lost_a_story_is_sent_again_to_those_who_ask_by_date(client):
    story = make.article()
    make.article()
    first = client.get("/articles/feed.atom")
    Article.objects.filter(pk=story.pk).update(status="retracted")
    since = {"If-Modified-Since": first.get("Last-Modified", "Tue, 28 Dec 2021 00:00:00 GMT")}
    assert client.get("/articles/feed.atom", headers=since).status_code == 200


def test_the_pages_name_their_feeds_with_the_same_parameters(client):
    make.article(language="fr")
    page = client.get("/articles/?language=fr").content.decode()
    assert 'href="/articles/feed.atom?language=fr"' in page


def locations(response):
    assert response.status_code == 200
    return [node.text for node in ElementTree.fromstring(response.content).iterfind(".//s:loc", NAMES)]


def test_the_sitemaps_name_every_public_page_once(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "BLOCK", 2)
    articles = [make.article(topics=[make.topic()]) for _ in range(5)]
    quotes = [make.quote(article) for article in articles]
    make.article(status="draft", publish_at=None)
    parts = locations(client.get("/sitemap.xml"))
    found = [loc for part in parts for loc in locations(client.get(part))]
    rows = [*articles, *(q.speaker_person for q in quotes), *(a.topics.get() for a in articles)]
    assert sorted(found) == sorted(f"http://testserver{row.get_absolute_url()}" for row in rows)
    assert client.get("/sitemap-users-0.xml").status_code == 404
    assert client.get(f"/sitemap-articles-{10**30}.xml").status_code == 404


def test_the_news_sitemap_holds_two_days_newest_first_and_no_more_than_a_thousand(client, monkeypatch):
    now = datetime.now(UTC)
    old = make.article("Old", publish_at=now - timedelta(hours=49))
    second = make.article("Second", publish_at=now - timedelta(hours=47), language="az")
    first = make.article("First & last", publish_at=now - timedelta(hours=1), first_posted=now - timedelta(hours=1))
    response = client.get("/news-sitemap.xml")
    found = locations(response)
    assert found == [f"http://testserver{row.get_absolute_url()}" for row in (first, second)]
    assert old.slug not in response.content.decode()
    news = ElementTree.fromstring(response.content).findall(".//n:news", NAMES)
    assert [n.findtext("n:title", namespaces=NAMES) for n in news] == ["First & last", "Second"]
    assert [n.findtext("n:publication/n:language", namespaces=NAMES) for n in news] == ["en", "az"]
    order = [child.tag.partition("}")[2] for child in news[0]]
    assert order == ["publication", "publication_date", "title"]
    stamp = news[0].findtext("n:publication_date", namespaces=NAMES)
    assert datetime.fromisoformat(stamp) == first.first_posted
    monkeypatch.setattr(sitemaps, "NEWS_MOST", 1)
    assert len(locations(client.get("/news-sitemap.xml"))) == 1


def test_robots_and_browsers_are_told_where_to_look(client):
    robots = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert "Sitemap: http://testserver/news-sitemap.xml" in robots
    description = client.get("/opensearch.xml")
    assert description["Content-Type"].startswith("application/opensearchdescription+xml")
    assert "http://testserver/search/?q={searchTerms}" in description.content.decode()
    assert "/opensearch.xml" in client.get("/").content.decode()


def linked(client, address):
    found = extruct.extract(client.get(address).content.decode(), syntaxes=["json-ld", "opengraph"], uniform=True)
    return found["json-ld"][0], found["opengraph"][0]


def test_an_article_tells_machines_what_it_is_who_speaks_and_what_was_corrected(client):
    article = make.article("A <report> & </script> more", source=make.source("Agency"))
    who = make.person("Ada Speaker")
    make.quote(article, speaker_person=who, role=make.role(who, "minister", organisation=make.source("Ministry")))
    Correction.objects.create(article=article, before="Mon", after="Tue", note="Wrong day.", made=make.LONG_AGO)
    data, graph = linked(client, article.get_absolute_url())
    assert (data["@type"], data["headline"]) == ("NewsArticle", article.headline)
    assert data["identifier"] == article.guid
    speaker = data["hasPart"][0]["spokenByCharacter"]
    assert (data["hasPart"][0]["text"], speaker["name"], speaker["jobTitle"]) == (
        "We will publish the report",
        "Ada Speaker",
        "minister",
    )
    assert speaker["worksFor"]["name"].startswith("Ministry")
    assert data["correction"][0]["text"] == "Wrong day."
    assert graph["og:title"] == article.headline
    assert graph["og:url"] == f"http://testserver{article.get_absolute_url()}"


def test_a_quotation_and_a_person_tell_machines_what_they_are(client):
    who = make.person("Ada Speaker", wikidata="Q7259", aliases=["A. Speaker"])
    role = make.role(who, "minister", start="2020-05", end="2022")
    quote = make.quote(make.article(), speaker_person=who, role=role)
    data, _graph = linked(client, quote.get_absolute_url())
    assert (data["@type"], data["text"]) == ("Quotation", quote.words)
    assert data["isPartOf"]["headline"] == quote.article.headline
    data, _graph = linked(client, who.get_absolute_url())
    assert (data["name"], data["alternateName"]) == ("Ada Speaker", ["A. Speaker"])
    assert data["sameAs"] == "https://www.wikidata.org/entity/Q7259"
    assert (data["hasOccupation"][0]["startDate"], data["hasOccupation"][0]["endDate"]) == ("2020-05", "2022")


def test_strangers_recover_headline_date_source_and_the_whole_text_of_the_seeds(client, seeds):
    for article in Article.objects.all():
        page = client.get(article.get_absolute_url()).content.decode()
        found = json.loads(trafilatura.extract(page, output_format="json", with_metadata=True, favor_recall=True))
        assert found["title"] == article.headline
        assert found["date"] == article.publish_at.date().isoformat()
        # An author of one word is none to trafilatura; extruct gives the source.
        assert linked(client, article.get_absolute_url())[0]["author"]["name"] == article.source.name
        said = " ".join(found["text"].split())
        for line in plain(article.body).splitlines():
            assert " ".join(line.split()) in said, line
