"""The rules on characters, names and slugs (D7)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import clean_line, deceptive_characters, fingerprint, fold, slugify


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Valérie Pécresse", "valerie PECRESSE"),
        ("Vale\u0301rie", "Valérie"),
        ("İlham Əliyev", "ilham eliyev"),
        ("Île-de-France", "ile de france"),
        ("O’Brien", "O'Brien"),
        ("Weiß", "Weiss"),
        ("Øresund", "oresund"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_that_readers_take_for_the_same_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_is_a_fixed_point_of_words_and_single_spaces(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(st.text())
def test_a_cleaned_line_is_one_line_and_stays_as_it_is(text):
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line


def test_invisible_characters_are_stripped_and_deceptive_ones_refused():
    assert clean_line("Soltan\u200b  Mam\u00admadov\n") == "Soltan Mammadov"
    assert deceptive_characters("a\u202eb\x00c") == ["U+202E", "U+0000"]
    assert deceptive_characters("line\nbreak\t", multiline=True) == []
    assert deceptive_characters("می\u200cخواهم") == []


@given(st.text(max_size=300))
def test_a_slug_has_only_letters_digits_and_single_hyphens_and_keeps_to_its_length(text):
    slug = slugify(text, limit=40)
    assert len(slug) <= 40
    assert all(part.isascii() and part.isalnum() for part in slug.split("-")) or not slug


@given(st.text())
def test_names_are_stored_composed(text):
    assert unicodedata.is_normalized("NFC", clean_line(text))


@given(st.text(max_size=60), st.text(max_size=60))
def test_texts_have_one_fingerprint_exactly_where_they_fold_to_the_same_words(one, other):
    same = fold(one) == fold(other) if fold(one) or fold(other) else one == other
    assert (fingerprint(one) == fingerprint(other)) is same
    assert fingerprint(fold(one)) == fingerprint(one) or not fold(one)
    assert -(2**63) <= fingerprint(one) < 2**63
