"""The same words of the same speaker are one entry of the record, on one page, whatever narrows the list."""

import re
from datetime import timedelta

import pytest

from articles.models import Quote
from tests import make

pytestmark = pytest.mark.django_db
WORDS = "We will publish the report"


@pytest.fixture
def minister():
    return make.person("Ada Minister")


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def entries(client, query: str = "") -> list[int]:
    """Return the quotations that the list shows, on all its pages, as it shows them."""
    found, address = [], f"/quotes/?{query}"
    while address:
        page = text(client.get(address))
        found += [int(key) for key in re.findall(r'<a href="/quotes/(\d+)/">Record', page)]
        following = re.search(r'<link rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    return found


def said(headline: str, who, words: str = WORDS, hours: int = 0, **fields):
    article = make.article(
        headline,
        body=f'The minister spoke. "{words}," the minister said.',
        publish_at=make.LONG_AGO + timedelta(hours=hours),
        **fields.pop("article", {}),
    )
    return make.quote(article, words, speaker_person=who, **fields)


def test_the_same_words_in_two_articles_are_one_entry_at_the_newest_which_names_the_other(client, minister):
    said("The older story", minister)
    newer = said("The newer story", minister, "WE will publish the réport", hours=1)
    assert entries(client) == [newer.pk]
    page = text(client.get("/quotes/"))
    assert re.search(r"Also in.*The older story", page, re.DOTALL)


def test_which_is_newest_goes_by_publication_and_not_by_number(client, minister):
    newer = said("The newer story", minister, hours=5)
    said("The older story", minister)
    assert entries(client) == [newer.pk]


def test_the_same_words_of_two_people_are_two_entries(client, minister):
    both = [said("One", minister).pk, said("Two", make.person("Bo"), hours=1).pk]
    assert entries(client) == both[::-1]


def test_the_same_words_of_one_organisation_are_one_entry(client):
    guild = make.source("Guild")
    for hours in (0, 1):
        newest = said("A story", None, hours=hours, speaker_source=guild)
    assert entries(client) == [newest.pk]


def test_nobody_who_is_not_named_said_the_same(client):
    both = [said("A story", None, hours=hours, speaker_source=None).pk for hours in (0, 1)]
    assert entries(client) == both[::-1]


def test_words_said_twice_in_one_article_are_one_entry_at_the_first(client, minister):
    article = make.article(body=f"{WORDS}, she said. {WORDS}, she said.")
    quotes = [make.quote(article, WORDS, speaker_person=minister) for _ in range(2)]
    second = article.body.rindex(WORDS)
    Quote.objects.filter(pk=quotes[0].pk).update(spans=[[second, second + len(WORDS)]], start=second, end=second + 26)
    assert entries(client) == [quotes[1].pk]
    assert "Also in <span><a href" in text(client.get("/quotes/"))
    assert "this article again" in text(client.get("/quotes/"))


@pytest.mark.parametrize("state", ["draft", "retracted"])
def test_what_readers_may_not_see_is_no_appearance(client, minister, state):
    seen = said("Seen", minister)
    said("Hidden", minister, hours=1, article={"status": state})
    assert entries(client) == [seen.pk]
    assert "Hidden" not in text(client.get("/quotes/"))
    assert "Also in" not in text(client.get("/quotes/"))


def test_a_filter_that_leaves_out_the_newest_shows_the_next(client, minister):
    agency, topic = make.source(), make.topic()
    older = said("The older story", minister, article={"source": agency, "topics": [topic]})
    said("The newer story", minister, hours=48)
    for query in (f"source={agency.slug}", f"topic={topic.slug}", "until=2021-12-27", f"topic={topic.slug}&q=publish"):
        assert entries(client, query) == [older.pk]
    assert "The newer story" in text(client.get(f"/quotes/?source={agency.slug}"))


@pytest.mark.parametrize("most", [0, 2_000])
def test_what_is_common_is_grouped_as_what_is_rare(client, minister, monkeypatch, most):
    monkeypatch.setattr("articles.views.common.SORTED_AT_MOST", most)
    role, topic = make.role(minister, "Head", organisation=make.source("Assembly")), make.topic()
    older = said("The older story", minister, role=role, article={"topics": [topic]})
    newer = said("The newer story", minister, role=role, hours=1)
    assert entries(client, f"speaker={minister.slug}") == [newer.pk]
    assert entries(client, "role=head") == [newer.pk]
    assert entries(client, f"organisation={role.organisation.slug}") == [newer.pk]
    assert entries(client, f"topic={topic.slug}&role=head&speaker={minister.slug}") == [older.pk]


def test_a_search_loses_no_appearance_whose_attribution_alone_has_the_word(client, minister):
    older = said("Older", minister, attribution="The minister")
    newer = said("Newer", minister, hours=1)
    assert entries(client, "q=report") == [newer.pk, older.pk]
    assert entries(client, "q=minister") == [older.pk]


def test_no_utterance_comes_on_two_pages(client, monkeypatch, minister):
    monkeypatch.setattr("articles.views.listing.page", _pages_of(2))
    for n in range(12):
        said(f"Story {n}", minister, f"Sentence {'ABCDE'[n % 5]} was spoken", hours=n)
    found = entries(client)
    assert len(found) == len(set(found)) == 5
    assert found == sorted(found, reverse=True)
    assert sorted(entries(client, "q=sentence")) == sorted(found)


def _pages_of(size: int):
    from articles.views.paging import page

    return lambda queryset, order, given, _size: page(queryset, order, given, size)


def test_of_many_other_articles_a_few_are_named_and_the_rest_led_to(client, minister):
    for n in range(6):
        newest = said(f"Story number {n}", minister, hours=n)
    page = text(client.get("/quotes/"))
    assert [n for n in range(6) if f"Story number {n}" in page] == [2, 3, 4, 5]
    assert f'<a href="/quotes/{newest.pk}/#elsewhere">' in page
    assert all(f"Story number {n}" in text(client.get(f"/quotes/{newest.pk}/")) for n in range(6))


def test_the_page_of_a_quotation_names_the_other_articles_and_leads_to_the_words(client, minister):
    older, newer = said("The older story", minister), said("The newer story", minister, hours=1)
    page = text(client.get(f"/quotes/{older.pk}/"))
    assert "The newer story" in page
    assert newer.address_in_text in page


def test_a_quotation_that_changes_its_words_or_its_speaker_leaves_the_group(client, minister):
    older, newer = said("Older", minister), said("Newer", minister, hours=1)
    newer.speaker_person = make.person("Somebody else")
    newer.save()
    assert entries(client) == [newer.pk, older.pk]


def test_quotations_are_kept_by_the_organisation_of_the_role_and_by_the_source(client, minister):
    assembly, agency = make.source("Assembly"), make.source("Agency")
    role = make.role(minister, "MP", organisation=assembly)
    one = said("One", minister, "Words of the first", role=role)
    other = said("Two", minister, "Words of the other", article={"source": agency}, role=make.role(minister, "Writer"))
    assert entries(client, f"organisation={assembly.slug}") == [one.pk]
    assert entries(client, f"source={agency.slug}") == [other.pk]
    assert entries(client, f"organisation={assembly.slug}&role=writer") == []
    page = text(client.get(f"/quotes/?organisation={assembly.slug}&source={agency.slug}"))
    assert 'aria-label="Remove Organisation of the role:' in page
    assert 'aria-label="Remove Source:' in page


@pytest.mark.parametrize(("name", "what"), [("organisation", "organisation"), ("source", "source")])
def test_an_organisation_that_nobody_knows_is_refused_in_words(client, name, what):
    response = client.get(f"/quotes/?{name}=x")
    assert response.status_code == 400
    assert f"No {what} has the address “x”." in response.content.decode()
