"""What is published between midnight in UTC and midnight in the newsroom has one day wherever readers look."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.editorial import editions
from articles.views import cards
from articles.views.quotes import recorded
from tests import make

pytestmark = pytest.mark.django_db
LATE = datetime(2021, 12, 31, 21, 30, tzinfo=UTC)


@pytest.fixture
def quote(settings):
    settings.TIME_ZONE = "Asia/Baku"
    return make.quote(make.article(publish_at=LATE))


def body(response) -> str:
    return response.content.decode()


def test_a_page_a_card_and_a_citation_have_the_day_of_the_newsroom(client, quote):
    page = body(client.get(quote.get_absolute_url()))
    assert '<time datetime="2022-01-01">1 January 2022</time>' in page
    assert "1 January 2022, http" in page
    assert "2021-12-31" not in page
    assert "1 January 2022" in cards.card_of(recorded().get(pk=quote.pk)).facts
    assert "DA  - 2022/01/01" in body(client.get(f"/quotes/{quote.pk}/cite.ris"))


def test_machines_are_told_the_same_day(client, quote):
    assert '"datePublished":"2022-01-01"' in body(client.get(quote.article.get_absolute_url()))
    assert "<lastmod>2022-01-01</lastmod>" in body(client.get("/sitemap-articles-0.xml"))


def test_the_address_keeps_the_day_in_utc(quote):
    assert quote.article.get_absolute_url().startswith("/articles/2021/12/31/")


@pytest.mark.parametrize(
    ("language", "written"), [("en", "1 Jan 2022, 01:30"), ("ru", "01.01.2022 01:30"), ("fr", "01/01/2022 01:30")]
)
def test_editions_are_chosen_by_the_clock_of_the_newsroom_written_as_its_language_does(
    client, quote, settings, language, written
):
    settings.LANGUAGE_CODE = language
    for hours in (0, 1):
        editions.append(quote.article, "update", None, at=LATE + timedelta(hours=hours))
    assert written in body(client.get(f"{quote.article.get_absolute_url()}versions/"))
