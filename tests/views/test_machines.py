"""What machines ask for, empty pages, and pages of errors."""

import re

import pytest
from django.db import DatabaseError, connection
from django.template.loader import render_to_string

from tests import make


@pytest.mark.django_db
def test_health_is_one_query_and_the_word_ok(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_health_is_503_while_the_database_does_not_answer(client, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/healthz").status_code == 503


def test_robots_are_kept_from_the_desk(client):
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/articles/", "/quotes/", "/people/", "/sources/", "/topics/"])
def test_an_empty_site_says_what_will_be_there(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/articles/", "/quotes/"])
def test_pages_are_read_only(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_pages_of_errors_need_neither_a_request_nor_the_database(status):
    page = render_to_string(f"{status}.html")
    assert f">{status}<" in page
    assert "On the Record" in page


@pytest.mark.django_db
def test_no_page_has_a_script_or_a_style_of_its_own_but_for_the_suggestions_of_the_search_box(client, seeds):
    who = make.quote(make.article()).speaker_person
    for address in ("/", "/articles/", "/quotes/", "/search/?q=france", who.get_absolute_url()):
        page = client.get(address).content.decode()
        scripts = [script for script in re.findall("<script[^>]*>", page) if "ld+json" not in script]
        assert [re.sub(r"\.[0-9a-f]{12}", "", script) for script in scripts] == [
            '<script src="/static/articles/search.js" defer>'
        ]
        assert "style=" not in page
        assert "<style" not in page
