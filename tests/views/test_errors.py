"""An address at which nothing stands: a search, and what comes near, of what readers may see."""

import pytest

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


@pytest.mark.parametrize("address", ["/nothing/", "/articles/%00/", "/articles/" + "a-" * 2000, "/people/ada-speaker/"])
def test_any_other_address_is_answered_plainly(client, address):
    make.article()
    assert "Nothing stands at this address" in page(client, address)


def test_not_found_costs_few_queries(client, django_assert_max_num_queries):
    make.article("Parliament votes")
    with django_assert_max_num_queries(8):
        page(client, "/articles/2020/01/01/votes-something-unknown-altogether/")
