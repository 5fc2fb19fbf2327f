"""The editions of an article as readers see them: what each changed, and any two beside each other."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial.correcting import correct
from articles.editorial.publishing import publish, start_update, unschedule
from articles.editorial.retracting import reinstate, retract
from articles.editorial.saving import save_article
from articles.models import Article, Edition
from tests import make

pytestmark = pytest.mark.django_db


def changed(story, **fields) -> Article:
    copy = start_update(story, None)
    for name, value in fields.items():
        setattr(copy, name, value)
    return save_article(copy, None)


@pytest.fixture
def story():
    """A story of three editions: published, updated, corrected."""
    draft = make.article(status="draft", publish_at=None)
    make.quote(draft)
    story = publish(Article.objects.get(pk=draft.pk), None)
    copy = changed(story, headline="A report is published", body=make.BODY + " It is long.")
    make.quote(copy, "The minister", kind="indirect")
    publish(Article.objects.get(pk=copy.pk), None, note="Length added")
    return correct(changed(story, body=make.BODY + " It is short."), None, note="It is short.")


def versions(story, **chosen) -> str:
    return (
        story.get_absolute_url()
        + "versions/"
        + ("?" + "&".join(f"{k}={v}" for k, v in chosen.items()) if chosen else "")
    )


def shown(client, story, status=200, **chosen) -> str:
    response = client.get(versions(story, **{name.rstrip("_"): value for name, value in chosen.items()}))
    assert response.status_code == status
    return response.content.decode()


def test_each_edition_tells_in_words_what_it_changed(client, story):
    page = shown(client, story)
    assert "1 quotation added</li>\n<li>Headline changed</li>\n<li>3 words added in 1 place" in page
    assert "<li>1 word added, 1 removed in 1 place</li>" in page
    assert "<del>long.</del><ins>short.</ins>" in page


def test_where_the_time_of_the_first_posting_is_not_known_the_editions_say_the_day(client, story):
    assert re.search(r"first publication, <time[^>]*>\d+ \w+ \d{4}, \d\d:\d\d", shown(client, story))
    Article.objects.update(first_posted=None)
    for chosen in ({}, {"from_": 1, "to": 2}):
        page = shown(client, story, **chosen)
        assert re.search(r'"1"[^>]*>1, first publication, \d+ \w+ \d{4}</option>', page)
        assert re.search(r'"2"[^>]*>2, update, \d+ \w+ \d{4}, \d\d:\d\d</option>', page)
    assert re.search(r"first publication, <time[^>]*>\d+ \w+ \d{4}</time>", shown(client, story))


def test_any_two_editions_are_compared(client, story):
    page = shown(client, story, from_=1, to=3)
    assert "From edition 1 to edition 3" in page
    assert "<li>1 quotation added</li>" in page
    assert "<del>announced</del><ins>published</ins>" in page
    assert "It is short." in page
    assert f'<link rel="canonical" href="http://testserver{versions(story)}?from=1&amp;to=3">' in page


def test_the_earlier_of_two_is_the_one_before_however_they_are_chosen(client, story):
    assert "From edition 1 to edition 3" in shown(client, story, from_=3, to=1)


def test_the_form_offers_all_editions_and_proposes_the_last_two(client, story):
    page = shown(client, story)
    assert page.count('<option value="2"') == 2
    assert '<option value="2" selected>' in page
    assert '<option value="3" selected>' in page


def test_a_single_edition_has_nothing_to_be_compared_with(client):
    story = publish(make.article(status="draft"), None)
    assert "<form" not in shown(client, story).split("<main")[1]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"from_": 1}, "Choose two editions"),
        ({"to": 1}, "Choose two editions"),
        ({"from_": "", "to": ""}, "Choose two editions"),
        ({"from_": 2, "to": 2}, "one and the same"),
        ({"from_": 1, "to": 9}, "no text in an edition “9”"),
        ({"from_": "x", "to": "%3Cb%3E"}, "no text in an edition “&lt;b&gt;”"),
        ({"from_": "1%00", "to": "9" * 50}, "no text in an edition"),
    ],
)
def test_editions_that_cannot_be_compared_are_refused_in_words(client, story, chosen, said):
    page = shown(client, story, 400, **chosen)
    assert said in page
    assert versions(story) in page


def test_two_editions_cost_two_queries_and_all_cost_three(client, story, django_assert_num_queries):
    with django_assert_num_queries(2):
        shown(client, story, from_=1, to=3)
    for n in range(12):
        publish(changed(story, headline=f"Headline {n}"), None)
    with django_assert_num_queries(3):
        shown(client, story)


def test_an_edition_that_readers_never_had_is_not_shown_and_its_number_accounted_for(client):
    draft = make.article("A headline that was given up", status="draft", publish_at=None)
    planned = publish(draft, None, at=timezone.now() + timedelta(hours=1))
    unschedule(planned, None)
    planned.headline = "What readers got"
    story = publish(save_article(planned, None), None)
    page = shown(client, story)
    assert "A headline that was given up" not in page
    assert "Edition 1 was made for a time that was given up" in page
    publish(changed(story, headline="What readers got next"), None)
    assert "no text in an edition “1”" in shown(client, story, 400, from_=1, to=3)
    assert "given up; readers" in shown(client, story)


def test_a_retraction_and_the_way_back_stand_among_the_editions_without_a_text_of_their_own(client, story):
    retract(story, None, note="We could not confirm it.")
    reinstate(story, None, note="It is confirmed now.")
    page = shown(client, story)
    notice = page[page.index('id="edition-4"') : page.index('id="edition-3"')]
    assert "We could not confirm it." in notice
    assert "The text of this edition" not in notice
    assert "It is confirmed now." in page
    assert "Readers have the text again as it was." in page[: page.index('id="edition-4"')]
    assert "no text in an edition “4”" in shown(client, story, 400, from_=1, to=4)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "null",
        '{"body": 5}',
        '{"quotes": [1]}',
        '{"quotes": [{"guid": 1}]}',
        '{"lead_photo": "x"}',
        '{"hops": {"a": 1}}',
    ],
)
def test_an_edition_that_was_damaged_breaks_neither_page(client, story, content):
    Edition._base_manager.filter(number=2).update(content=content)
    assert "damaged and cannot be read" in shown(client, story)
    assert "cannot be compared" in shown(client, story, from_=2, to=3)


@pytest.mark.parametrize(
    "row", ['{"topics": [{"name": 5}], "source": 7}', '{"hops": [{"source": []}], "mentions": [{}]}']
)
def test_an_edition_with_odd_rows_is_shown_as_far_as_it_goes(client, story, row):
    Edition._base_manager.filter(number=2).update(content=row)
    shown(client, story)
    shown(client, story, from_=1, to=2)
