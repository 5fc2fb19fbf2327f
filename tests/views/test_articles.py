"""One article: its address, its text with the margin of record, its corrections and editions."""

import re
from datetime import UTC, datetime

import pytest

from articles.editorial import editions
from articles.models import Article, Correction, Redirect
from tests import make

pytestmark = pytest.mark.django_db


def body(response) -> str:
    return response.content.decode()


def test_a_wrong_date_in_the_address_leads_to_the_right_one_and_keeps_the_query(client):
    article = make.article()
    response = client.get(f"/articles/1999/01/01/{article.slug}/?a=b")
    assert response.status_code == 301
    assert response["Location"] == article.get_absolute_url() + "?a=b"


@pytest.mark.parametrize("below", ["", "versions/"])
def test_a_former_slug_leads_to_the_present_address(client, below):
    article = make.article()
    Redirect.objects.leave(article, "once")
    response = client.get(f"/articles/2021/12/27/once/{below}")
    assert response.status_code == 301
    assert response["Location"] == article.get_absolute_url() + below


@pytest.mark.parametrize("kind", ["person", "source", "topic"])
def test_a_former_slug_of_a_record_leads_to_its_page(client, kind):
    row = getattr(make, kind)()
    article = make.article(**({"source": row} if kind == "source" else {}))
    if kind == "person":
        make.mention(article, row)
    if kind == "topic":
        article.topics.add(row)
    Redirect.objects.leave(row, "once")
    response = client.get(f"{row.get_absolute_url().rsplit('/', 2)[0]}/once/?after=x")
    assert response.status_code == 301
    assert response["Location"] == row.get_absolute_url() + "?after=x"


@pytest.mark.parametrize(
    "address", ["/articles/2021/12/27/none/", "/articles/2021/13/99/none/", "/quotes/99999999999999999999/"]
)
def test_an_unknown_address_is_not_found_and_offers_a_search(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert 'role="search"' in body(response)


def test_a_retracted_article_keeps_its_address_with_its_notice_and_without_its_text(client):
    article = make.article("A headline that was wrong", status="retracted")
    editions.append(article, "retraction", None, at=datetime.now(UTC), note="We could not confirm it.")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "We could not confirm it." in body(response)
    assert "headline that was wrong" not in body(response)


def test_each_quotation_is_marked_in_the_text_and_noted_after_its_paragraph(client):
    article = make.article(body='First.\n\n"We will publish the report," the minister said.\n\nLast.')
    who = make.person("Ada Speaker")
    quote = make.quote(article, speaker_person=who, role=make.role(who, "minister of ports"), cue="said")
    page = body(client.get(article.get_absolute_url()))
    mark, note = page.index(f'id="quote-{quote.pk}"'), page.index(f'id="note-{quote.pk}"')
    assert mark < note < page.index("Last.")
    assert f'href="#note-{quote.pk}"' in page[mark:note]
    assert "minister of ports" in page[note:]
    assert 'aria-label="1: direct quotation, Ada Speaker"' in page


def test_the_share_of_the_words_does_not_count_a_nested_quotation_twice(client):
    article = make.article(body='"One two three four. Five six seven eight." said A.')
    outer = make.quote(article, "One two three four. Five six seven eight.")
    make.quote(article, "Five six seven eight", within=outer)
    assert body(client.get(article.get_absolute_url())).count("50 % of the words") == 2


def test_a_byline_needs_no_source(client):
    page = body(client.get(make.article(byline="Ada Writer", source=None).get_absolute_url()))
    assert '<meta name="author" content="Ada Writer">' in page


def test_a_text_from_right_to_left_says_so(client):
    article = make.article("عنوان", language="ar", body="نص")
    page = body(client.get(article.get_absolute_url()))
    assert '<h1 lang="ar" dir="rtl">عنوان</h1>' in page
    assert '<div class="block" lang="ar" dir="rtl">' in page


def test_raw_html_in_a_body_or_a_name_is_shown_and_never_run(client):
    article = make.article("<script>1</script>", body="<script>alert(1)</script>", source=make.source("<b>x</b>"))
    page = body(client.get(article.get_absolute_url()))
    assert re.findall(r"<script[^>]*>", page) == [
        '<script src="/static/articles/search.js" defer>',
        '<script type="application/ld+json">',
    ]
    assert "alert(1)</script" not in page
    assert "<b>x</b>" not in page


def test_a_correction_shows_what_stood_there_and_what_stands_there_now(client):
    article = make.article()
    Correction.objects.create(article=article, before="Monday", after="Tuesday", note="Wrong day.", made=make.LONG_AGO)
    page = body(client.get(article.get_absolute_url()))
    assert "Monday</del>" in page
    assert "Tuesday</ins>" in page


def test_editions_show_their_text_their_hash_and_what_changed(client):
    article = make.article(body="The talks were on Monday.")
    editions.append(article, "first", None, at=make.LONG_AGO)
    Article.objects.filter(pk=article.pk).update(body="The talks were on Tuesday.")
    last = editions.append(article, "correction", None, at=make.LONG_AGO, note="Wrong day.")
    page = body(client.get(article.get_absolute_url() + "versions/"))
    assert "<del>Monday.</del><ins>Tuesday.</ins>" in page
    assert last.sha256 in page
    assert "Wrong day." in page
    assert page.index("Edition 2") < page.index("Edition 1")


def test_an_edition_that_is_not_yet_out_is_not_shown(client):
    article = make.article()
    editions.append(article, "first", None, at=datetime(2999, 1, 1, tzinfo=UTC), note="From the future.")
    assert "From the future." not in body(client.get(article.get_absolute_url() + "versions/"))


def test_an_edition_that_cannot_be_read_does_not_break_the_page(client):
    article = make.article()
    edition = editions.append(article, "first", None, at=make.LONG_AGO)
    type(edition)._base_manager.filter(pk=edition.pk).update(content="{")
    assert client.get(article.get_absolute_url() + "versions/").status_code == 200


def test_times_are_shown_in_the_time_zone_of_the_newsroom_with_its_name(client, settings):
    settings.TIME_ZONE = "Asia/Baku"
    article = make.article(first_posted=make.LONG_AGO)
    assert "27 December 2021, 16:04 +04" in body(client.get(article.get_absolute_url()))
