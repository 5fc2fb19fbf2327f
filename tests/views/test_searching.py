"""The search: one box for names, quotations and articles, and names suggested for words begun."""

import json
import re

import pytest

from articles.editorial.duplicates import compare
from articles.models import Article, Person
from articles.views import searching
from tests import make

pytestmark = pytest.mark.django_db


def page(client, query, status=200):
    response = client.get("/search/", query)
    assert response.status_code == status, query
    return response.content.decode()


def suggested(client, text):
    response = client.get("/search/suggestions/", {"q": text})
    assert response["Content-Type"] == "application/x-suggestions+json"
    return json.loads(response.content)


@pytest.fixture
def who():
    who = make.person("Valérie Pécresse", slug="valerie-pecresse", aliases=["V. Pecresse"])
    article = make.article("A visit is announced", body='"We will go to Baku," Pécresse said.', language="fr")
    make.quote(article, "We will go to Baku", speaker_person=who)
    return who


def test_the_box_of_every_page_leads_here(client, who):
    for address in ("/", "/articles/", who.get_absolute_url(), "/nothing/"):
        shown = client.get(address).content.decode()
        assert re.search(r'<form class="search" action="/search/" role="search">.*?name="q"', shown, re.S), address


def test_names_quotations_and_articles_are_found_each_with_its_whole_list(client, who):
    shown = page(client, {"q": "baku"})
    assert "A visit is announced" in shown
    assert "We will go to <mark>Baku</mark>" in shown
    assert 'href="/quotes/?q=baku"' in shown
    assert 'href="/articles/?q=baku"' in shown


@pytest.mark.parametrize("words", ["pecresse", "Pécresse", "valerie pecr", "V. PECRESSE"])
def test_a_name_is_found_without_accents_by_its_beginning_and_by_its_aliases(client, who, words):
    assert 'href="/people/valerie-pecresse/"' in page(client, {"q": words})


def test_whose_name_begins_with_the_words_is_a_step_away(client, who):
    assert 'Go to <a href="/people/valerie-pecresse/">' in page(client, {"q": "valerie"})
    assert "Go to" not in page(client, {"q": "baku"})


def test_the_name_that_is_the_same_goes_before_those_that_begin_so(client, who):
    article = make.article()
    for name in ("Ann Lee Smith", "Ann Lee", "Joan Ann Lee"):
        make.mention(article, make.person(name, slug=name.lower().replace(" ", "-")))
    assert suggested(client, "ann lee")[1] == ["Ann Lee", "Ann Lee Smith", "Joan Ann Lee"]


def test_filters_stay_in_the_address_of_each_list_that_has_them(client, who):
    shown = page(client, {"q": "baku", "language": "fr", "since": "2021-01-01"})
    assert 'href="/articles/?q=baku&amp;since=2021-01-01&amp;language=fr"' in shown
    assert "A visit is announced" in shown
    assert "A visit is announced" not in page(client, {"q": "baku", "language": "de"})
    assert "We will go" not in page(client, {"q": "baku", "language": "de"})


def test_a_kind_of_quotation_leaves_the_articles_out(client, who):
    shown = page(client, {"q": "baku", "kind": "direct"})
    assert "<mark>Baku</mark>" in shown
    assert 'aria-labelledby="articles"' not in shown
    assert "<mark>Baku</mark>" not in page(client, {"q": "baku", "kind": "indirect"})


def test_more_than_is_counted_says_so(client, who, monkeypatch):
    monkeypatch.setattr(searching, "MOST", 2)
    for _ in range(3):
        make.quote(make.article())
    assert "All of more than 2 quotations" in page(client, {"q": "report"})


@pytest.mark.parametrize("words", ["", " ", "…!?", '""', "-paris"])
def test_where_nothing_is_asked_the_page_says_what_can_be(client, who, words):
    shown = page(client, {"q": words})
    assert 'class="empty"' in shown
    assert "<mark>" not in shown


@pytest.mark.parametrize("words", ["a\0b", "x" * 501])
def test_what_cannot_be_searched_is_a_clear_error(client, who, words):
    assert "This address asks for something that is not there" in page(client, {"q": words}, 400)


@pytest.mark.parametrize(
    "words", ["'; DROP", '" OR 1', "NEAR(a b)", "a* -", "x:y AND", "(((", "%_\\", "\ud83d", "a " * 250]
)
def test_no_sign_breaks_the_search_or_its_suggestions(client, who, words):
    page(client, {"q": words.encode("utf-8", "replace")})
    client.get("/search/suggestions/", {"q": words.encode("utf-8", "replace")})


def test_a_misspelt_name_leads_to_those_that_come_near(client, who):
    compare(Person)
    shown = page(client, {"q": "Valery Pecrese"})
    assert "Nothing on the record has all of" in shown
    assert re.search(r"Names that come near.*?/people/valerie-pecresse/", shown, re.S)
    missing = client.get("/people/valery-pecrese/")
    assert missing.status_code == 404
    assert "/people/valerie-pecresse/" in missing.content.decode()


def test_names_that_come_near_are_those_that_readers_may_see(client, who):
    Article.objects.update(status="draft")
    compare(Person)
    assert "valerie-pecresse" not in page(client, {"q": "Valery Pecrese"})
    assert "valerie-pecresse" not in client.get("/people/valery-pecrese/").content.decode()


def test_too_many_words_lead_to_articles_with_the_first_of_them(client, who):
    assert "A visit is announced" in page(client, {"q": "visit announced nowhere whatsoever"})


def test_pages_of_results_are_kept_out_of_other_search_engines(client, who):
    assert '<meta name="robots" content="noindex, follow">' in page(client, {"q": "baku"})
    assert client.get("/search/suggestions/", {"q": "valerie"})["X-Robots-Tag"] == "noindex"


def test_suggestions_are_names_what_they_are_and_their_addresses(client, who):
    make.role(who, "head", organisation=make.source("Region", slug="region"))
    [text, names, kinds, addresses] = suggested(client, "pecr")
    assert (text, names) == ("pecr", ["Valérie Pécresse"])
    assert kinds[0].startswith("head, Region")
    assert addresses == ["http://testserver/people/valerie-pecresse/"]
    assert suggested(client, "") == ["", [], [], []]
    assert suggested(client, "a\0b" * 400)[1] == []


def test_browsers_learn_of_search_and_suggestions(client):
    described = client.get("/opensearch.xml").content.decode()
    assert 'type="text/html" template="http://testserver/search/?q={searchTerms}"' in described
    assert 'template="http://testserver/search/suggestions/?q={searchTerms}"' in described


@pytest.mark.parametrize("words", ["baku", "valerie", "nothing like it"])
def test_a_search_keeps_to_four_queries_under_every_filter(client, who, words, django_assert_max_num_queries):
    agency = make.source(slug="agency")
    Article.objects.update(source=agency)
    given = {"q": words, "source": "agency", "language": "fr", "since": "2021-01-01", "until": "2022-01-01"}
    with django_assert_max_num_queries(4):
        page(client, given)
    with django_assert_max_num_queries(1):
        suggested(client, words)
