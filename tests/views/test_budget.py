"""What a page costs the database, and that it does not grow with quotations, people, topics or hops."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db
LONG_BODY = "\n\n".join(f'"Sentence number {n} of many," the speaker said.' for n in range(60))


def crowded(headline: str = "A crowded story"):
    """Return an article with 60 quotations of 20 speakers, 8 topics, 5 hops, 10 mentions."""
    agency = make.source()
    article = make.article(
        headline,
        body=LONG_BODY,
        source=agency,
        topics=[make.topic() for _ in range(8)],
        language="en",
        lead_photo=make.photo(),
    )
    people = [make.person(f"Speaker {n}", portrait=make.photo() if n == 0 else None) for n in range(20)]
    for n in range(60):
        who = people[n % 20]
        role = make.role(who, f"minister {n}", organisation=agency)
        make.quote(article, f"Sentence number {n} of many", speaker_person=who, role=role, via=agency)
    for who in people[:10]:
        make.mention(article, who)
    for order in range(1, 6):
        make.hop(article, make.source(), order=order)
    return article


@pytest.fixture
def story():
    crowded()
    related = crowded("Another crowded story")
    article = crowded()
    related.topics.set(article.topics.all())
    make.quote(article, "Sentence number 0 of many", speaker_source=article.source)
    return article


def addresses(article) -> dict[str, int]:
    quote = article.quotes.first()
    role = quote.role.organisation.slug
    source, topic, person = article.source.slug, article.topics.first().slug, quote.speaker_person.slug
    period = "since=2021-01-01&until=2022-01-01"
    return {
        "/": 4,
        "/articles/": 4,
        f"/articles/?source={source}&person={person}&topic={topic}&language=en&q=number&{period}": 4,
        "/people/": 4,
        "/people/?q=speaker": 4,
        "/sources/": 4,
        "/topics/": 4,
        "/quotes/": 4,
        f"/quotes/?q=number&speaker={person}&role=minister&kind=direct&topic={topic}&{period}"
        f"&source={source}&organisation={role}": 4,
        article.get_absolute_url(): 3,
        f"{article.get_absolute_url()}versions/": 3,
        f"/people/{person}/": 3,
        f"/sources/{source}/": 3,
        f"/topics/{topic}/": 3,
        quote.get_absolute_url(): 3,
        f"{quote.get_absolute_url()}card.png": 1,
        f"{quote.get_absolute_url()}embed/": 1,
        f"{quote.get_absolute_url()}cite.bib": 1,
        f"/oembed/?url=http://testserver{quote.get_absolute_url()}": 1,
        f"/articles/feed.rss?source={source}&person={person}&topic={topic}&q=number&{period}": 4,
        "/quotes/feed.atom?q=number": 4,
        f"/people/{person}/feed.atom": 3,
        f"/sources/{source}/feed.rss": 3,
        f"/topics/{topic}/feed.atom": 3,
        "/sitemap.xml": 4,
        "/sitemap-articles-0.xml": 2,
        "/sitemap-people-0.xml": 1,
        "/news-sitemap.xml": 1,
        article.lead_photo.renditions.first().get_absolute_url(): 1,
        "/healthz": 1,
        "/robots.txt": 0,
    }


def test_every_page_keeps_to_its_number_of_queries(client, story, django_assert_max_num_queries):
    for address, most in addresses(story).items():
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200, address


def test_the_pages_of_a_crowded_story_say_all_that_it_holds(client, story):
    page = client.get(story.get_absolute_url()).content.decode()
    assert page.count('id="quote-') == 61
    assert page.count('id="note-') == 61
    assert all(topic.name in page for topic in story.topics.all())
    assert all(hop.source.name in page for hop in story.hops.all())
    assert "Another crowded story" in page


def test_no_public_page_looks_at_the_session_or_the_user(client, story):
    client.cookies["sessionid"] = "x" * 32
    for address in addresses(story):
        response = client.get(address)
        assert "Cookie" not in response.headers.get("Vary", ""), address
        assert not response.cookies


def test_an_article_loads_less_than_15_kb_of_style_and_60_kb_in_all_apart_from_its_photo(client, seeds):
    for article in Article.objects.published():
        page = client.get(article.get_absolute_url()).content
        loaded = re.findall(r'<(?:script|link)[^>]* (?:src|href)="/static/([^"]+)"', page.decode())
        sizes = {name: len(Path(finders.find(name)).read_bytes()) for name in loaded}
        assert {"articles/tokens.css", "articles/site.css"} <= set(sizes)
        assert sum(size for name, size in sizes.items() if name.endswith(".css")) < 15_000
        assert len(page) + sum(sizes.values()) < 60_000
