"""What a reader's words mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import Query, Term, parse
from articles.search.query import TERM_LIMIT


def required(text: str) -> list[tuple[str, bool]]:
    return [(" ".join(term.words), term.prefix) for term in parse(text).required]


def excluded(text: str) -> list[tuple[str, bool]]:
    return [(" ".join(term.words), term.prefix) for term in parse(text).excluded]


def test_words_of_three_letters_are_prefixes_and_shorter_ones_are_not():
    assert required("visit to EU") == [("visit", True), ("to", False), ("eu", False)]


@pytest.mark.parametrize(
    "text", ['"climate plan"', "“climate plan”", "«climate plan»", "„climate plan“", '"climate plan']
)
def test_a_phrase_stands_in_quotation_marks_of_any_kind_and_may_be_left_open(text):
    assert required(text) == [("climate plan", False)]


def test_a_minus_in_front_excludes_and_one_inside_does_not():
    assert required('visit -paris -"the plan" Île-de-France') == [("visit", True), ("ile de france", True)]
    assert excluded('visit -paris -"the plan" Île-de-France') == [("paris", True), ("the plan", False)]


def test_an_apostrophe_makes_a_phrase_of_the_parts():
    assert required("O’Brien Azerbaijan's") == [("o brien", True), ("azerbaijan s", False)]


@pytest.mark.parametrize("text", ["", "   ", "?!", '""', '"', "-", "--", '-"', "\0", "\ud800", "_", "* ^ : ( )", "«»"])
def test_a_text_without_letters_or_digits_asks_nothing(text):
    assert parse(text) == Query()
    assert not parse(text)


def test_only_the_first_terms_count():
    assert len(required(" ".join(f"word{n}" for n in range(100)))) == TERM_LIMIT


def test_a_term_said_twice_counts_once():
    assert parse("visit visit").required == (Term("visit", prefix=True),)


def test_a_very_long_text_is_cut():
    assert len(required("x" * 1_000_000)[0][0]) == 2_000


@given(st.text(st.characters(), max_size=300))
def test_no_text_breaks_it(text):
    query = parse(text)
    assert len(query.required) + len(query.excluded) <= TERM_LIMIT
    assert all(term.words for term in (*query.required, *query.excluded))
