"""Pages of topics: of a subject the articles, of an event who said what and when, side by side."""

import re
from datetime import timedelta

import pytest

from articles.models import Topic
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make.topic("Harbour vote", slug="vote", kind="event")


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def said(event, words, who, day=0, headline="A story"):
    when = make.LONG_AGO + timedelta(days=day)
    article = make.article(headline, body=f'"{words}," it was said.', topics=[event], publish_at=when)
    return make.quote(article, words, speaker_person=who)


def heads(shown):
    names = re.search(r'<ol class="heads".*?</ol>', shown, re.S)[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", head).split()) for head in re.findall(r"<li.*?</li>", names, re.S)]


def columns(shown):
    return re.findall(r'class="cell column-(\d).*?<q>(.*?)</q>', shown, re.S)


def test_the_speakers_quoted_most_have_columns_and_the_rest_share_one(client, event):
    for n in range(5):
        who = make.person(f"Speaker {n}")
        for time in range(5 - n):
            said(event, f"Words {n} at {time}", who, day=time)
    shown = page(client, "/topics/vote/")
    assert heads(shown) == [
        "1 Speaker 0 5 quotations",
        "2 Speaker 1 4 quotations",
        "3 Speaker 2 3 quotations",
        "… Others",
    ]
    assert {(words.split()[1], column) for column, words in columns(shown)} == {
        ("0", "1"),
        ("1", "2"),
        ("2", "3"),
        ("3", "4"),
        ("4", "4"),
    }


def test_without_others_there_is_no_column_for_them(client, event):
    said(event, "We wait", make.person("Ada Speaker"))
    assert heads(page(client, "/topics/vote/")) == ["1 Ada Speaker 1 quotation"]


def test_time_runs_from_the_newest_article_down(client, event):
    who = make.person()
    for day, words in enumerate(("First words", "Second words", "Third words")):
        said(event, words, who, day)
    assert [words for _column, words in columns(page(client, "/topics/vote/"))] == [
        "Third words",
        "Second words",
        "First words",
    ]


def test_the_same_words_in_two_articles_stand_once_and_name_the_other(client, event):
    who = make.person()
    said(event, "We wait", who, 0, "The first report")
    said(event, "We wait", who, 1, "The second report")
    shown = page(client, "/topics/vote/")
    assert len(columns(shown)) == 1
    assert re.search(r"Also in <span><a [^>]*>The first report</a>", shown)


def test_further_pages_begin_after_a_quotation(client, event):
    who = make.person()
    for n in range(31):
        said(event, f"Words number {n} of many", who, n)
    first = page(client, "/topics/vote/")
    [following] = re.findall(r'<a rel="next" href="([^"]+)"', first)
    assert (len(columns(first)), len(columns(page(client, following)))) == (30, 1)


def test_a_damaged_address_of_a_further_page_is_a_clear_error(client, event):
    said(event, "We wait", make.person())
    assert "begin again at the first page" in page(client, "/topics/vote/?after=xx", 400)


def test_an_event_of_which_nothing_is_quoted_says_what_would_be_here(client, event):
    make.article(topics=[event])
    assert "No quotation on this is on the record yet." in page(client, "/topics/vote/")


def test_a_subject_lists_its_articles_and_what_was_said_last(client, event):
    Topic.objects.update(kind="subject")
    said(event, "We wait", make.person("Ada Speaker"), headline="A report on the harbour")
    shown = page(client, "/topics/vote/")
    assert "A report on the harbour" in shown
    assert shown.count("<blockquote") == 1
    assert "/quotes/?topic=vote" in shown


@pytest.mark.parametrize("kind", Topic.Kind.values)
def test_every_kind_keeps_to_three_queries_and_names_its_feeds(client, event, kind, django_assert_max_num_queries):
    Topic.objects.update(kind=kind)
    said(event, "We wait", make.person())
    with django_assert_max_num_queries(3):
        shown = page(client, "/topics/vote/")
    assert 'href="/topics/vote/feed.atom"' in shown


def test_nothing_hidden_is_counted_or_shown(client, event):
    said(event, "We wait", make.person("Ada Speaker"))
    draft = make.article(topics=[event], status="draft", publish_at=None)
    make.quote(draft, speaker_person=make.person("Secret Other"))
    assert "Secret Other" not in page(client, "/topics/vote/")
