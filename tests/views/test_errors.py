"""An address at which nothing stands: a search, and what comes near, of what readers may see."""

import re

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


def page(client, address, status=404):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_a_mistyped_address_of_a_story_leads_to_the_story(client):
    make.article("Parliament votes on the harbour report")
    make.article("Weather")
    for address in ("/articles/2020/01/01/parliament-votes-on-harbour/", "/articles/parliament-votes-xyzzy-report/"):
        shown = page(client, address)
        assert "Parliament votes on the harbour report" in shown
        assert "Weather" not in shown


def test_the_search_box_has_the_words_of_the_address(client):
    assert 'value="harbour report"' in page(client, "/articles/2020/01/01/harbour-report/")


def test_nothing_hidden_comes_near(client):
    make.article("Secret harbour plan", status="draft", publish_at=None)
    assert "Secret" not in page(client, "/articles/2020/01/01/secret-harbour-plan/")


def test_part_of_a_name_leads_to_whoever_bears_it(client):
    speaker, source = make.person("Ada Speaker"), make.source("Harbour Agency")
    make.person("Bea Speaker")  # of whom readers know nothing
    make.quote(make.article(source=source), speaker_person=speaker)
    shown = page(client, "/people/speaker/")
    assert f'href="{speaker.get_absolute_url()}"' in shown
    assert "Bea" not in shown
    assert source.name in page(client, "/sources/harbour/")
    assert "Names that come near" not in page(client, "/people/harbour/")


@pytest.mark.parametrize("address", ["/nothing/", "/articles/%00/", "/articles/" + "a-" * 2000, "/people/ada-speaker/"])
def test_any_other_address_is_answered_plainly(client, address):
    make.article()
    assert "Nothing stands at this address" in page(client, address)


def test_not_found_costs_few_queries(client, django_assert_max_num_queries):
    make.article("Parliament votes")
    with django_assert_max_num_queries(8):
        page(client, "/articles/2020/01/01/votes-something-unknown-altogether/")


def words_of(response) -> str:
    """Return the first heading of an error page of ours, in its frame."""
    page = response.content.decode()
    assert 'href="/">Our News</a>' in page
    return re.search(r"<h1>(.*?)</h1>", page)[1]


def test_a_request_that_is_not_understood_gets_a_page_that_says_so(client, settings):
    settings.SITE_NAME = "Our News"
    response = client.get("/", headers={"host": "no such host"})
    assert (response.status_code, words_of(response)) == (400, "This request cannot be understood")


def test_a_form_from_elsewhere_gets_a_page_that_says_so(settings):
    settings.SITE_NAME = "Our News"
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert (response.status_code, words_of(response)) == (403, "This is not open to you")


def test_what_breaks_is_told_in_words_without_a_trace(client, settings, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the inside of it")

    settings.SITE_NAME = "Our News"
    monkeypatch.setattr("articles.views.front.render", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert (response.status_code, words_of(response)) == (500, "Something broke on our side")
    assert "inside" not in response.content.decode()
