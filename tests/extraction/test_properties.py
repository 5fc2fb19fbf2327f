"""What holds for any text at all: no exception, spans within the text, the same answer twice, bounded depth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction import Document, Kind, extract

PIECES = st.sampled_from(
    [
        '"', "“", "”", "„", "«", "»", "''", "``", "‘", "’", "'", ",", ".", "?", "!", ":", ";", "—", "--", "(", ")",
        "\n", "\n\n", " ", "said", "says", "told", "added", "according to", "adding that", "who", "that", "he", "she",
        "they", "it", "the", "The", "Ann Lee", "Lee", "Mr. Roe", "Ms.", "Paul Roe", "the minister", "statement",
        "Bank of", "...", "van der", "and", "but", "in", "of", "May", "U.S.", "'s",
        "\ud800", "\x00", "\u202e", "é", "İ", "ﬁ", "字", "😀",
    ]
)  # fmt: skip
PROSE = st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join)
ANY = st.text(st.characters(), max_size=200) | PROSE


def check(document: Document) -> None:
    """Fail on a span that is empty, out of order or outside the text."""
    end = len(document.text)
    for quotation in document.quotations:
        spans = [
            *quotation.content,
            *quotation.inner,
            *(s for s in (quotation.cue, quotation.source, quotation.via) if s),
        ]
        assert quotation.content
        assert all(0 <= start < stop <= end for start, stop in spans)
        assert all(a[1] <= b[0] for a, b in zip(quotation.content, quotation.content[1:], strict=False))
        assert 0 <= quotation.confidence <= 1
        assert quotation.reason
        assert quotation.kind in Kind
        assert quotation.entity is None or 0 <= quotation.entity < len(document.entities)
    for entity in document.entities:
        assert entity.name
        assert all(0 <= start < stop <= end for start, stop in entity.mentions)
        assert all(document.text[slice(*role.span)] == role.words for role in entity.roles)


@settings(max_examples=400, deadline=None)
@given(ANY)
def test_any_text_gives_well_formed_spans_and_never_raises(text: str) -> None:
    check(extract(text))


@settings(max_examples=100, deadline=None)
@given(PROSE)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert extract(text) == extract(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\ufeff",
        "“" * 2000,
        '"' * 2001,
        "'" * 2000,
        "(" * 2000 + '"a" said Lee' + ")" * 2000,
        "“a ‘b " * 1000,
        "he said that " * 500,
        "Ann who said " * 500,
        "said " * 2000,
        "Bank of " * 500,
        '"' + "a " * 20000,
        "\ud800\udfff" * 500,
        "a\n" * 2000,
        "“We all agree.\n\n" * 500,
    ],
)
def test_hostile_text_is_read_without_an_exception(text: str) -> None:
    check(extract(text))


def test_offsets_count_code_points_of_the_text_as_given() -> None:
    text = "😀 é “It rains,” said Zoé Béranger."
    quotation = extract(text).quotations[0]
    assert text[slice(*quotation.content[0])] == "It rains"
    assert quotation.source is not None
    assert text[slice(*quotation.source)] == "Zoé Béranger"
