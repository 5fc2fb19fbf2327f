"""What readers find of the two wire stories."""

import re

import pytest

from articles.models import Article, Quote

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_every_quotation_stands_in_the_record_with_a_link_to_its_exact_words(client, seeds):
    record = page(client, "/quotes/")
    assert Quote.objects.public().count() > 20
    for quote in Quote.objects.public():
        assert f'href="{quote.address_in_text}"' in record
        address, anchor = quote.address_in_text.split("#")
        assert f'id="{anchor}"' in page(client, address)
        assert quote.words.split()[0] in page(client, quote.get_absolute_url())


@pytest.mark.parametrize(
    "place", ["/quotes/", "/sources/association-of-azerbaijans-friends-in-france/", "/quotes/?kind=indirect"]
)
def test_reported_words_are_listed_with_the_word_that_reports_them(client, seeds, place):
    assert 'Reported, “<span lang="en" dir="ltr">condemned</span>”' in page(client, place)


def test_the_page_of_a_speaker_lists_all_he_said(client, seeds):
    his = Quote.objects.public().filter(speaker_person__slug="soltan-mammadov")
    listed = page(client, "/people/soltan-mammadov/")
    assert listed.count("<blockquote") == his.count() == 14
    assert "Azerbaijani parliament" in listed


def test_an_association_is_listed_with_its_statement_although_it_is_no_person(client, seeds):
    slug = "association-of-azerbaijans-friends-in-france"
    listed = page(client, f"/sources/{slug}/")
    assert listed.count("<blockquote") == Quote.objects.public().filter(speaker_source__slug=slug).count() > 5
    assert slug in page(client, "/sources/")


@pytest.mark.parametrize("place", ["/articles/", "/people/"])
def test_a_name_is_found_with_and_without_its_accents(client, seeds, place):
    def found(text: str) -> list[str]:
        return re.findall(rf'<a href="({place}[^"?]+)"', page(client, f"{place}?q={text}"))

    assert found("pecresse") == found("Pécresse") != []


def test_an_article_shows_its_facts_speakers_and_the_way_it_came(client, seeds):
    shown = page(client, Article.objects.get(slug__startswith="azerbaijani-mp").get_absolute_url())
    assert "BAKU, Azerbaijan" in shown
    assert "27 December 2021, 12:04 UTC" in shown
    assert "Details added (first version posted on 12:04)" in shown
    assert "How we know this" in shown
    assert 'reported by <a href="/sources/trend/">Trend</a>' in shown
    assert shown.index("Soltan Mammadov") < shown.index("Jerome Lambert")


def test_a_time_that_is_not_known_is_not_shown(client, seeds):
    shown = page(client, Article.objects.get(slug__startswith="association").get_absolute_url())
    assert "00:00" not in shown
    assert "26 December 2021" in shown


def test_a_quotation_inside_another_leads_to_it_and_back(client, seeds):
    inner = Quote.objects.get(within__isnull=False)
    assert inner.get_absolute_url() in page(client, inner.within.get_absolute_url())
    assert inner.within.get_absolute_url() in page(client, inner.get_absolute_url())


def test_the_front_page_shows_both_stories_and_the_record(client, seeds):
    front = page(client, "/")
    for article in Article.objects.published():
        assert article.get_absolute_url() in front
    assert front.count("<blockquote") == 3
