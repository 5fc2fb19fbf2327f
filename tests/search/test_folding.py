"""An index and a query fold alike: the database does what `articles.text.fold` does."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.search import postgres_schema, sqlite_schema
from articles.search.folding import TIERS, sqlite_letters
from articles.text import fold

ASCII = ((0x20, 0x7E),)
PUNCTUATION = ((0x2010, 0x2027), (0x2030, 0x205E))
# SQLite's tokenizer knows the letters of Unicode 6.1; later ones part words for it.
NEWER = set("ͿԨԩԪԫԬԭԮԯ")
ALPHABETS = [
    char
    for low, high in (*ASCII, *PUNCTUATION, *(span for tier in TIERS for span in tier))
    for char in map(chr, range(low, high + 1))
    if unicodedata.name(char, "") and char not in NEWER
]


def make_word_tables() -> None:
    """Make an FTS5 table like those of the index, and the view of its words."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE folding USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')")
        cursor.execute("CREATE VIRTUAL TABLE folding_terms USING fts5vocab(folding, instance)")


def database_fold(text: str) -> list[str]:
    """Return the words that the database's index holds of `text`."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT articles_fold(%s)", [text])
            return cursor.fetchone()[0].split()
        cursor.execute("DELETE FROM folding")
        folded = sqlite_schema.folded("content")
        cursor.execute(f"INSERT INTO folding(words) SELECT {folded} FROM (SELECT %s AS content)", [text])
        cursor.execute("SELECT term FROM folding_terms ORDER BY offset")
        return [term for (term,) in cursor.fetchall()]


class AnyText(TestCase):
    """Texts made up from the alphabets whose folding both databases share."""

    @classmethod
    def setUpTestData(cls):
        if connection.vendor == "sqlite":
            make_word_tables()

    @settings(max_examples=300, deadline=None)
    @given(st.text(st.sampled_from(ALPHABETS), max_size=60))
    def test_the_database_folds_as_python_does(self, text):
        assert database_fold(text) == fold(text).split()

    @settings(max_examples=200, deadline=None)
    @given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40))
    def test_postgresql_folds_any_text_at_all_as_python_does(self, text):
        if connection.vendor == "postgresql":
            assert database_fold(text) == fold(text).split()


def test_each_character_of_the_shared_alphabets_folds_alike_inside_a_word(db):
    if connection.vendor == "sqlite":
        make_word_tables()
    text = " ".join(f"a{char}b" for char in ALPHABETS)
    assert database_fold(text) == fold(text).split()


def test_a_server_without_icu_folds_alike(db):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only: SQLite folds in one way")
    text = " ".join(f"a{char}b" for char in ALPHABETS)
    with connection.cursor() as cursor:
        sql = postgres_schema.fold_sql(icu=False).replace("%", "%%")
        cursor.execute(f"SELECT ({sql}) FROM (SELECT %s::text AS content) AS given", [text])
        assert cursor.fetchone()[0].split() == fold(text).split()


def test_replaced_letters_are_final():
    for form in sqlite_letters().values():
        assert not set(form) & set(sqlite_letters())
