"""The piece of a text that is shown with a find."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search import highlight, snippet


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Valérie Pécresse’s visit", "pecresse visit", "Valérie <mark>Pécresse</mark>’s <mark>visit</mark>"),
        ("E\u0301lysée and Îles", "elysee iles", "<mark>E\u0301lysée</mark> and <mark>Îles</mark>"),
        ("Soltan Məmmədov", "mamm memm", "Soltan <mark>Məmmədov</mark>"),
        ("The climate plan, a plan", '"climate plan"', "The <mark>climate plan</mark>, a plan"),
        ("Île-de-France", "ile de fr", "<mark>Île</mark>-<mark>de</mark>-France"),
        ("Île-de-France", "ile-de-fra", "<mark>Île-de-France</mark>"),
        ("visiting visitors", "visit", "<mark>visiting</mark> <mark>visitors</mark>"),
        ("visit Paris", "visit -paris", "<mark>visit</mark> Paris"),
        ("a a a", '"a a"', "<mark>a a</mark> a"),
        ("No. ½ №5 ﬁne", "no5 fine", "No. ½ <mark>№5</mark> <mark>ﬁne</mark>"),
        ("<b>bold</b> & 'so'", "bold", "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; &amp; &#x27;so&#x27;"),
        ("snake_case", "case", "snake_<mark>case</mark>"),
        ("", "visit", ""),
        ("visit", "", "visit"),
    ],
)
def test_hits_are_marked_in_the_text_as_it_is_written(text, query, shown):
    assert highlight(text, query) == shown
    assert snippet(text, query) == shown


def test_the_piece_holds_as_many_terms_as_it_can_and_ends_between_words():
    text = "alpha " + "word " * 100 + "and alpha with beta here " + "word " * 100 + "beta"
    shown = snippet(text, "alpha beta", width=60)
    assert "<mark>alpha</mark> with <mark>beta</mark>" in shown
    assert re.fullmatch(r"…(word |and |<mark>\w+</mark> |with |here )+word…", shown)


def test_without_a_hit_it_is_the_beginning():
    assert snippet("one two three four", "five", width=9) == "one two…"
    assert snippet("one two three four", "", width=100) == "one two three four"


def test_a_word_longer_than_the_piece_is_cut():
    assert snippet("x" * 1_000, "xxx", width=20) == "<mark>" + "x" * 20 + "</mark>…"


TEXT = st.text(st.characters(blacklist_categories=["Cs"]) | st.sampled_from(list("aábβ <>&\"'…-_½ﷺ")), max_size=300)


@settings(max_examples=500, deadline=None)
@given(TEXT, st.text(st.characters() | st.sampled_from(list('aáb "-')), max_size=40), st.integers(1, 80))
def test_any_snippet_is_safe_and_a_piece_of_the_text(text, query, width):
    shown = snippet(text, query, width=width)
    bare = re.sub("</?mark>", "", shown)
    assert "<" not in bare
    assert ">" not in bare
    piece = html.unescape(bare)
    candidates = {piece, piece.removeprefix("…"), piece.removesuffix("…"), piece.removeprefix("…").removesuffix("…")}
    assert any(part in text and len(part) <= width for part in candidates)
    assert re.sub("</?mark>", "", highlight(text, query)) == re.sub("</?mark>", "", str(highlight(text, "")))
    assert shown.count("<mark>") == shown.count("</mark>")
