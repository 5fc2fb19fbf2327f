"""The one gate: every outlet is asked for every state of an article, and shows only the one that readers may see."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from articles.editorial import editions
from articles.models import Article, Quote, Redirect, ShareLink, Topic
from tests import make

pytestmark = pytest.mark.django_db

STATES = "draft|in review|approved|scheduled|embargoed|retracted|spiked|pending update".split("|")


@dataclass
class World:
    """One article in some state, with a word that stands in all that belongs to it and in no address."""

    word: str
    article: Article
    quote: Quote

    def address(self, outlet: str) -> str:
        role = self.quote.role
        return outlet.format(
            article=self.article.get_absolute_url(),
            person=self.quote.speaker_person.slug,
            source=self.article.source.slug,
            organisation=role.organisation.slug,
            topic=self.article.topics.get().slug,
            quote=self.quote.pk,
            lead=self.article.lead_photo.renditions.first().get_absolute_url(),
            portrait=self.quote.speaker_person.portrait.renditions.first().get_absolute_url(),
        )


def world(number: int, article: Article) -> World:
    word = f"Marker{chr(65 + number)}word"
    speaker = make.person(f"{word} Speaker", portrait=make.photo(word))
    role = make.role(speaker, f"{word} minister", organisation=make.source(f"{word} Ministry"))
    words = f"We will say openly {word}"
    Article.objects.filter(pk=article.pk).update(
        headline=f"{word} headline", body=f'"{words}," the minister said.', summary=word, source=make.source(word)
    )
    Article.objects.filter(pk=article.pk).update(lead_photo=make.photo(word))
    article.refresh_from_db()
    article.topics.set([make.topic(word)])
    make.mention(article, speaker, description=word)
    make.hop(article, article.source)
    quote = make.quote(article, words, speaker_person=speaker, role=role, venue=word)
    for row in (speaker, article.source, article.topics.get()):
        Redirect.objects.leave(row, f"once-{row.slug}")
    if article.update_of is None:
        editions.append(article, "first", None, at=datetime.now(UTC))
    return World(word, article, quote)


@pytest.fixture
def worlds() -> dict[str, World]:
    rows = make.states_of_an_article()
    assert set(rows) == {"visible", *STATES}
    return {state: world(number, article) for number, (state, article) in enumerate(rows.items())}


LISTS = [
    "/",
    "/articles/",
    "/articles/?q=openly",
    "/articles/?language=en",
    "/articles/?since=2021-01-01",
    "/people/",
    "/people/?q=speaker",
    "/sources/",
    "/topics/",
    "/quotes/",
    "/quotes/?q=openly",
    "/quotes/?role=minister",
    "/search/?q=openly",
    "/search/?q=speaker",
    "/search/?q=minister",
    "/search/suggestions/?q=speaker",
    "/quotes/?kind=direct",
    "/articles/feed.rss",
    "/articles/feed.atom?q=openly",
    "/quotes/feed.rss",
    "/quotes/feed.atom?role=minister",
]
OWN_PAGES = [
    "/people/{person}/",
    "/people/{person}/?topic={topic}",
    "/people/once-{person}/",
    "/sources/{source}/",
    "/sources/once-{source}/",
    "/sources/{organisation}/",
    "/topics/{topic}/",
    "/topics/once-{topic}/",
    "/quotes/{quote}/",
    "/quotes/{quote}/embed/",
    "/quotes/{quote}/cite.bib",
    "/quotes/{quote}/cite.ris",
    "/quotes/{quote}/cite.json",
    "/oembed/?url=http://testserver/quotes/{quote}/",
    "/oembed/?url=http://testserver/quotes/{quote}/&format=xml",
    "/people/{person}/feed.atom",
    "/people/once-{person}/feed.rss",
    "/sources/{source}/feed.rss",
    "/topics/{topic}/feed.atom",
    "{lead}",
    "{portrait}",
]
FILTERS = [
    "/articles/?source={source}",
    "/articles/?source=once-{source}",
    "/articles/?person={person}",
    "/articles/?topic={topic}",
    "/quotes/?speaker={person}",
    "/quotes/?topic={topic}",
    "/quotes/?source={source}",
    "/quotes/?organisation={organisation}",
]
ARTICLE = ["{article}", "{article}versions/"]


def shown(client, address: str) -> tuple[int, str]:
    response = client.get(address, follow=True)
    return response.status_code, response.getvalue().decode()


@pytest.mark.parametrize("outlet", LISTS + OWN_PAGES + FILTERS + ARTICLE)
def test_a_published_article_is_seen_at(client, worlds, outlet):
    status, page = shown(client, worlds["visible"].address(outlet))
    assert status == 200
    assert worlds["visible"].word in page


@pytest.mark.parametrize("outlet", LISTS)
def test_no_list_tells_of_an_article_that_readers_may_not_see(client, worlds, outlet):
    _status, page = shown(client, outlet)
    assert [state for state in STATES if worlds[state].word in page] == []


@pytest.mark.parametrize("state", STATES)
def test_no_sitemap_names_what_readers_may_not_see(client, worlds, state):
    named = "".join(client.get(f"/sitemap-{kind}-0.xml").content.decode() for kind in ("articles", "people", "topics"))
    seen, hidden = worlds["visible"], worlds[state]
    assert seen.article.slug in named
    if state != "pending update":
        assert f"/{hidden.article.slug}/" not in named
    assert f"/{hidden.quote.speaker_person.slug}/" not in named
    assert f"/{hidden.article.topics.get().slug}/" not in named


@pytest.mark.parametrize("outlet", OWN_PAGES)
@pytest.mark.parametrize("state", STATES)
def test_what_only_hidden_articles_tell_of_has_no_page(client, worlds, outlet, state):
    status, page = shown(client, worlds[state].address(outlet))
    assert status == 404
    assert worlds[state].word not in page


@pytest.mark.parametrize("outlet", FILTERS)
@pytest.mark.parametrize("state", STATES)
def test_a_filter_knows_nothing_of_a_hidden_record(client, worlds, outlet, state):
    status, page = shown(client, worlds[state].address(outlet))
    assert status == 400
    assert worlds[state].word not in page


@pytest.mark.parametrize("outlet", ARTICLE)
@pytest.mark.parametrize("state", STATES)
def test_a_hidden_article_has_no_page(client, worlds, outlet, state):
    status, page = shown(client, worlds[state].address(outlet))
    assert status == {"retracted": 410, "pending update": 200}.get(state, 404)
    assert worlds[state].word not in page


def test_a_quotation_of_a_published_article_has_a_card(client, worlds):
    response = client.get(worlds["visible"].address("/quotes/{quote}/card.png"))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")


@pytest.mark.parametrize("state", STATES)
def test_a_quotation_that_readers_may_not_see_has_no_card(client, worlds, state):
    address = worlds[state].address("/quotes/{quote}/card.png")
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize("state", STATES)
def test_the_same_words_are_not_told_of_where_readers_may_not_see_them(client, worlds, state):
    seen, hidden = worlds["visible"].quote, worlds[state].quote
    Quote.objects.filter(pk=hidden.pk).update(utterance=seen.utterance, speaker_person=seen.speaker_person_id)
    for address in ("/quotes/", f"/quotes/{seen.pk}/"):
        status, page = shown(client, address)
        assert status == 200
        assert worlds[state].word not in page


@pytest.mark.parametrize("state", STATES)
def test_a_story_on_the_same_topic_is_related_only_when_published(client, worlds, state):
    worlds[state].article.topics.set(worlds["visible"].article.topics.all())
    worlds[state].article.mentions.update(person=worlds["visible"].quote.speaker_person_id)
    assert worlds[state].word not in shown(client, worlds["visible"].article.get_absolute_url())[1]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("hidden_is_the_original", [True, False])
def test_a_story_in_another_language_is_named_only_when_published(client, worlds, state, hidden_is_the_original):
    seen, hidden = worlds["visible"].article, worlds[state].article
    ends = (hidden, seen) if hidden_is_the_original else (seen, hidden)
    Article.objects.filter(pk=hidden.pk).update(language="az")
    Article.objects.filter(pk=ends[1].pk).update(translation_of=ends[0])
    for address in (seen.get_absolute_url(), "/sitemap-articles-0.xml"):
        _status, page = shown(client, address)
        assert 'hreflang="az"' not in page
        assert worlds[state].word not in page


@pytest.mark.parametrize("state", STATES)
def test_a_preview_is_for_the_desk_and_for_nobody_who_knows_only_its_number(client, worlds, state):
    _status, page = shown(client, f"/preview/article/{worlds[state].article.pk}/")
    assert "Log in" in page
    assert worlds[state].word not in page


@pytest.mark.parametrize("state", STATES)
def test_a_link_that_was_not_signed_here_opens_nothing(client, worlds, state):
    link = ShareLink.objects.create(
        article=worlds[state].article, created_by=make.member(), expires=datetime.now(UTC) + timedelta(days=1)
    )
    for token in (link.key, f"{link.key}.x", str(link.pk), str(worlds[state].article.pk)):
        status, page = shown(client, f"/preview/{token}/")
        assert status == 404
        assert worlds[state].word not in page


@pytest.mark.parametrize("kind", ["event", "story", "place"])
def test_the_timeline_of_an_event_tells_only_of_what_readers_may_see(client, worlds, kind):
    seen = worlds["visible"]
    Topic.objects.update(kind=kind)
    for state in STATES:
        worlds[state].article.topics.add(seen.article.topics.get())
    _status, page = shown(client, seen.address("/topics/{topic}/"))
    assert seen.word in page
    assert [state for state in STATES if worlds[state].word in page] == []


@pytest.mark.parametrize("state", ["suggested", "rejected", "altered", "lost"])
def test_a_quotation_that_is_not_confirmed_is_nowhere(client, worlds, state):
    seen = worlds["visible"]
    Quote.objects.filter(pk=seen.quote.pk).update(state=state)
    for outlet in ("", "embed/", "card.png", "cite.bib", "cite.ris", "cite.json"):
        assert client.get(f"/quotes/{seen.quote.pk}/{outlet}").status_code == 404
    assert seen.word not in shown(client, "/quotes/")[1]
    assert f'id="quote-{seen.quote.pk}"' not in shown(client, seen.article.get_absolute_url())[1]
