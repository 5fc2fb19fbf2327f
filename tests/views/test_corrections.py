"""A correction on the article's page: its note, the words before and now, and the way to them in the text."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial import quoting
from articles.editorial.correcting import correct
from articles.editorial.publishing import publish, start_update
from articles.editorial.retracting import reinstate, retract
from articles.editorial.saving import save_article
from articles.models import Article, Correction, Redirect
from tests import make

pytestmark = pytest.mark.django_db
BODY = 'The minister spoke on Monday. "We will publish the report," she said.\n\nShe left.'


@pytest.fixture
def story():
    article = make.article(body=BODY, status="draft", publish_at=None)
    make.quote(article)
    return publish(Article.objects.get(pk=article.pk), None)


def corrected(story, old: str, new: str, note: str = "A slip.") -> Article:
    copy = start_update(story, None)
    copy.body = copy.body.replace(old, new)
    save_article(copy, None)
    for quote in copy.quotes.filter(state="altered"):
        quoting.confirm(quote, None, reason="Heard again")
    return correct(Article.objects.get(pk=copy.pk), None, note=note)


def page_of(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_correction_marks_what_differs_and_leads_to_the_words_and_back(client, story):
    corrected(story, "Monday", "Tuesday", "The speech was on Tuesday.")
    row = Correction.objects.get()
    page = page_of(client, story.get_absolute_url())
    assert "The speech was on Tuesday." in page
    assert "The minister spoke on <del>Monday.</del>" in page
    assert "The minister spoke on <ins>Tuesday.</ins>" in page
    assert f'<a href="#correction-{row.pk}">To the words</a>' in page
    assert f'<span class="corrected" id="correction-{row.pk}">The minister spoke on Tuesday.</span>' in page
    assert f'href="#notice-{row.pk}"' in page
    assert f'id="notice-{row.pk}"' in page


def test_a_corrected_quotation_is_led_to_by_its_own_address_and_tells_it_on_its_own_page(client, story):
    quote = story.quotes.get()
    corrected(story, "the report", "the whole report")
    page = page_of(client, story.get_absolute_url())
    assert f'<a href="#quote-{quote.pk}">To the words</a>' in page
    assert re.search(rf'id="quote-{quote.pk}"[^>]*>We will publish the whole report<', page)
    assert "publish the <ins>whole </ins>report" in page_of(client, quote.get_absolute_url())


def test_a_correction_whose_time_has_not_come_is_told_nowhere(client, story):
    quote, later = story.quotes.get(), timezone.now() + timedelta(days=1)
    Correction.objects.create(article=story, quote=quote, before="Once", after="Now", note="Tomorrow's", made=later)
    assert "Tomorrow" not in page_of(client, story.get_absolute_url())
    assert "Tomorrow" not in page_of(client, quote.get_absolute_url())


def test_passages_of_one_correction_stand_under_one_note(client, story):
    copy = start_update(story, None)
    copy.headline, copy.body = "A plan is announced", BODY.replace("Monday", "Tuesday")
    correct(save_article(copy, None), None, note="Two slips.")
    page = page_of(client, story.get_absolute_url())
    assert [part.count("Two slips.") for part in page.split("</head>")] == [1, 1], "once to machines, once to readers"
    assert page.count('id="notice-') == 2


def test_words_that_were_changed_again_or_stand_twice_are_not_pointed_at(client, story):
    corrected(story, "She left.", "She stayed.")
    assert "#correction-" in page_of(client, story.get_absolute_url())
    copy = start_update(story, None)
    copy.body += "\n\nShe stayed."
    publish(save_article(copy, None), None)
    assert "#correction-" not in page_of(client, story.get_absolute_url())


def test_the_line_of_facts_says_corrected_until_an_update_follows(client, story):
    corrected(story, "Monday", "Tuesday")
    assert '<a href="#corrections">Corrected' in page_of(client, story.get_absolute_url())
    copy = start_update(story, None)
    copy.summary = "More."
    publish(save_article(copy, None), None, note="Summary added")
    page = page_of(client, story.get_absolute_url())
    assert '<a href="#corrections">Corrected' not in page
    assert "Summary added" in page


def test_corrections_cost_no_query(client, story, django_assert_max_num_queries):
    for n in range(5):
        corrected(story, f"left{n or ''}.", f"left{n + 1}.")
    with django_assert_max_num_queries(3):
        page_of(client, story.get_absolute_url())


def test_the_page_of_a_retracted_article_says_when_and_why_at_every_address_it_had(client, story):
    Redirect.objects.leave(story, "once")
    retract(story, None, note="We could not confirm it.")
    for slug in (story.slug, "once"):
        for below in ("", "versions/"):
            response = client.get(f"/articles/2021/12/27/{slug}/{below}")
            page = response.content.decode()
            assert response.status_code == 410
            assert "This article was retracted" in page
            assert "We could not confirm it." in page
            assert page.count("<time") == 2
            assert "noindex" in page
            assert story.headline not in page


def test_a_restored_article_says_so(client, story):
    retract(story, None, note="We could not confirm it.")
    reinstate(story, None, note="It is confirmed now.")
    page = page_of(client, story.get_absolute_url())
    assert "Retracted, and restored" in page
    assert "It is confirmed now." in page


@pytest.mark.parametrize(
    "outlet", ["/", "/articles/", "/articles/?q=minister", "/quotes/", "/quotes/?q=report", "/people/"]
)
def test_a_retracted_story_leaves_every_list(client, story, outlet):
    word = story.slug if "quotes" not in outlet and "people" not in outlet else "publish the report|Ada Speaker"
    assert re.search(word, page_of(client, outlet))
    retract(story, None, note="x")
    assert not re.search(word, page_of(client, outlet).split("<main")[1].replace('value="report"', ""))
