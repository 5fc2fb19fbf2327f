"""Copy that comes in becomes a draft with all that it says of itself; what is no copy is refused whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.editorial.copy_files import COPY_LIMIT, FILE_LIMIT
from articles.editorial.errors import NotAllowed, Unreadable
from articles.editorial.intake import (
    Taken,
    copy_guid,
    has_stand_in_headline,
    has_stand_in_slug,
    stand_in_headline,
    take_in,
)
from articles.editorial.saving import save_article
from articles.models import Article, AuditEntry, Person, Quote, Source
from articles.text import deceptive_characters
from tests import make

pytestmark = pytest.mark.django_db

WIRE = Path(__file__).parents[2] / "fixtures" / "wire"
MP = WIRE / "000_94c613e070d8c258.txt"
ASSOCIATION = WIRE / "001_f70b8106aead1299.txt"
COPY = 'OSLO, Norway, Dec. 3 (Agency)\n\n"It is over," Ida Lund said.'


@pytest.fixture
def reporter():
    return make.member("Reporter")


def test_all_that_the_first_seed_says_of_itself_is_found(reporter):
    taken = take_in(MP.read_text(), reporter)
    story = Article.objects.get()
    assert taken.made
    assert (story.dateline_place, story.dateline_date) == ("BAKU, Azerbaijan", date(2021, 12, 27))
    assert story.first_posted == datetime(2021, 12, 27, 12, 4, tzinfo=UTC)
    assert (story.credit_line, story.source.name, story.source.proposed) == ("Trend", "Trend", True)
    assert (story.status, story.update_note, story.publish_at) == ("draft", "Details added", None)
    assert story.body.startswith("The illegal visit to")
    assert story.body.endswith("sent a note of protest to France.")
    assert taken.suggested.added == story.quotes.filter(state=Quote.State.SUGGESTED).count() >= 16
    speakers = {str(q.speaker) for q in story.quotes.all()}
    assert "Soltan Mammadov" in speakers


def test_the_second_seed_has_its_day_and_no_more_than_it_prints(reporter):
    taken = take_in(ASSOCIATION.read_bytes(), reporter, name=ASSOCIATION.name)
    story = Article.objects.get()
    assert (story.dateline_place, story.dateline_date) == ("", date(2021, 12, 26))
    assert (story.first_posted, story.credit_line, story.source, story.update_note) == (None, "", None, "")
    assert "The copy names no source: choose one." in taken.notes
    assert taken.suggested.added >= 9
    assert AuditEntry.objects.get(verb="take in").data == {"file": ASSOCIATION.name}


def test_a_headline_is_never_made_up_but_quoted_and_attributed(reporter):
    story = take_in(MP.read_text(), reporter).article
    assert story.headline == (
        "Trend: “The illegal visit to Azerbaijan’s Khankandi city by head of the Ile-de-France region…”"
    )
    assert story.slug == "trend-2021-12-27"
    assert has_stand_in_headline(story)
    assert has_stand_in_slug(story)
    story.headline, story.slug = "MP comments on visit", "mp-comments-on-visit"
    assert not has_stand_in_headline(story)
    assert not has_stand_in_slug(story)


def test_a_source_on_record_is_found_by_its_other_names(reporter):
    trend = make.source("Trend News Agency", aliases=["Trend"])
    taken = take_in(MP.read_text(), reporter)
    assert taken.article.source == trend
    assert not any("proposed source" in note for note in taken.notes)


def test_of_two_sources_of_one_name_none_is_taken(reporter):
    make.source(aliases=["Trend"])
    make.source(aliases=["TREND"])
    taken = take_in(MP.read_text(), reporter)
    assert taken.article.source is None
    assert "More than one source is called “Trend”: choose the one meant." in taken.notes


def test_a_source_that_the_editor_names_is_found_and_never_made(reporter):
    wire = make.source("Wire")
    assert take_in(COPY, reporter, source=wire.name).article.source == wire
    taken = take_in(ASSOCIATION.read_text(), reporter, source="Wrie")
    assert taken.article.source is None
    assert "“Wrie” is no source on record." in taken.notes
    assert list(Source.objects.filter(proposed=False)) == [wire]


def test_the_same_copy_twice_leads_to_the_story_that_it_became(reporter):
    first = take_in(COPY, reporter).article
    save_article_with(first, headline="Lund ends it", body=first.body + "\n\nMore.")
    second = take_in(COPY.replace("\n", "\r\n  ") + "\n", make.member("Reporter"))
    assert (second.made, second.article) == (False, first)
    assert (Article.objects.count(), Quote.objects.count()) == (1, 1)


def test_the_same_copy_is_taken_in_again_where_that_is_asked_for(reporter):
    first = take_in(COPY, reporter).article
    second = take_in(COPY, reporter, again=True)
    assert second.made
    assert second.article.pk != first.pk
    assert second.article.slug == first.slug + "-2"
    assert second.twin == first


def test_a_story_of_the_same_text_that_came_another_way_is_pointed_at(reporter):
    there = make.article("Lund on the end", body='"It is over," Ida Lund said.')
    make.article(body='"It is over," Ida Lund said. And more.')
    taken = take_in(COPY, reporter)
    assert (taken.made, taken.twin) == (True, there)


def test_who_may_not_see_a_story_under_embargo_is_not_led_to_it(reporter):
    adder = User.objects.create_user("adder", is_staff=True)
    adder.user_permissions.add(Permission.objects.get(codename="add_article"))
    first = take_in(COPY, reporter).article
    Article.objects.filter(pk=first.pk).update(embargo_until=datetime(2999, 1, 1, tzinfo=UTC))
    taken = take_in(COPY, adder)
    assert taken.made
    assert taken.twin is None
    assert taken.suggested is None  # to find quotations takes the right to change


def test_who_may_not_make_stories_takes_nothing_in():
    with pytest.raises(NotAllowed):
        take_in(COPY, make.member(""))
    assert not Article.objects.exists()


def test_what_is_taken_in_for_oneself_is_assigned(reporter):
    assert take_in(COPY, reporter, mine=True).article.assignment.user == reporter
    assert not hasattr(take_in(MP.read_text(), reporter).article, "assignment")


def test_invisible_characters_are_taken_out_and_named(reporter):
    taken = take_in("\ufeff" + COPY.replace("over", "ov\u202eer\x03"), reporter)
    assert '"It is over," Ida Lund said.' in taken.article.body
    assert taken.article.quotes.get().words == "It is over"
    assert "Invisible characters that no text may hold were taken out: U+202E, U+0003." in taken.notes


@pytest.mark.parametrize(
    ("copy", "name", "said"),
    [
        ("", "", "The pasted text: there are no words in it."),
        (" \n\n 12:04 — … \n", "", "The pasted text: there are no words in it."),
        (" date 2021-12-27\n\n", "", "The pasted text: there is a header, and no story below it."),
        (b"Caf\xe9 society", "a.txt", "a.txt: byte 3 is not UTF-8; save the file as UTF-8"),
        ("Words".encode("utf-16"), "b.txt", "b.txt: not plain text."),
        (b"%PDF\0\0", "c.txt", "c.txt: not plain text."),
        (
            b"words",
            "report.docx",
            "report.docx: not a kind of file that is read here. Bring plain text in UTF-8, named *.txt",
        ),
        (b"words", "report", "report: not a kind of file that is read here."),
        ("word " * COPY_LIMIT, "", "The pasted text: 500000 characters long, and 100000 are taken in at once."),
        (b"word " * FILE_LIMIT, "d.txt", "d.txt: larger than 400 KB."),
        (b"", "e\u202etxt.txt", "etxt.txt: there are no words in it."),
    ],
)
def test_what_is_no_copy_is_refused_by_name_and_nothing_is_made(reporter, copy, name, said):
    with pytest.raises(Unreadable) as refused:
        take_in(copy, reporter, name=name)
    assert str(refused.value).startswith(said)
    assert not any(model.objects.exists() for model in (Article, Source, Person, AuditEntry))


def test_many_stories_of_one_day_get_addresses_of_their_own(reporter):
    slugs = [take_in(f"Trend:\n\nStory number {n}.", reporter).article.slug for n in range(3)]
    assert len(set(slugs)) == 3
    assert Source.objects.count() == 1


def test_what_stands_in_for_a_headline_is_cut_between_words_and_keeps_no_marks():
    said = stand_in_headline('"We will," she said. ' + "word " * 40)
    assert said.startswith("“We will, she said. word")
    assert said.endswith("word…”")
    assert len(said) <= 93
    assert stand_in_headline("x" * 500) == "“" + "x" * 90 + "…”"


def save_article_with(story: Article, **changes) -> None:
    story = Article.objects.get(pk=story.pk)
    for name, value in changes.items():
        setattr(story, name, value)
    save_article(story, None)


class AnyText(TestCase):
    @given(st.text(st.characters(codec="utf-8"), max_size=300))
    def test_any_text_is_taken_in_or_refused_with_words_and_never_lost_half(self, text: str):
        before = Article.objects.count()
        try:
            taken = take_in(text, None, again=True)
        except Unreadable:
            assert Article.objects.count() == before
            return
        story = Article.objects.get(pk=taken.article.pk)
        story.full_clean()
        assert not deceptive_characters(story.body, multiline=True)
        assert copy_guid(story.body) == copy_guid(taken.article.body)
        assert all(q.words == q.words_in(story.body) for q in story.quotes.all())


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the test database is one connection's memory")
@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Several editors at one moment, each in a thread and connection of their own."""

    def together(self, copies: list[str]) -> list[Taken]:
        ready = Barrier(len(copies))

        def one(copy: str) -> Taken:
            ready.wait(timeout=20)
            try:
                return take_in(copy, None)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(copies)) as editors:
            return list(editors.map(one, copies))

    def test_of_editors_who_paste_the_same_copy_one_makes_a_story_and_the_others_are_led_to_it(self):
        taken = self.together([COPY] * 8)
        assert sum(t.made for t in taken) == 1
        assert len({t.article.pk for t in taken}) == Article.objects.count() == 1

    def test_editors_who_paste_copy_of_one_day_and_source_all_make_their_story(self):
        make.source("Trend", aliases=["Trend"])
        taken = self.together([f"Trend:\n\nStory number {n}." for n in range(8)])
        assert all(t.made for t in taken)
        assert len({t.article.slug for t in taken}) == Article.objects.count() == 8
