"""What a correction tells of a changed text: each passage with its words before and after, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.editorial.passages import passages

STORY = (
    'BAKU. Dr. Smith spoke in parliament on Monday. "We will publish the report," the minister said. He left.\n\n'
    "The end came soon. All went."
)
LONG = "word " * 60 + "Monday " + "word " * 60
PIECES = st.lists(
    st.sampled_from(["we", "will", "go. ", "Then", " ", " ", "\n\n", "\n", '"', "é", "😀", ", ", "A", "! ", "。"]),
    max_size=50,
).map("".join)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(passage.before, passage.after) for passage in passages(old, new)]


def test_a_changed_word_is_told_with_its_sentence():
    assert told(STORY, STORY.replace("Monday", "Tuesday")) == [
        ("Dr. Smith spoke in parliament on Monday.", "Dr. Smith spoke in parliament on Tuesday.")
    ]


def test_two_sentences_are_two_passages_and_two_words_of_one_sentence_are_one():
    new = STORY.replace("We will", "We shall").replace("the report", "a report").replace("He left", "He stayed")
    assert told(STORY, new) == [
        ('"We will publish the report," the minister said.', '"We shall publish a report," the minister said.'),
        ("He left.", "He stayed."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "passage"),
    [
        (" He left.", "", (" He left.", "")),
        ("The end came soon. ", "", ("The end came soon. ", "")),
        ("\n\nThe", "\n\nA new paragraph.\n\nThe", ("", "A new paragraph.\n\n")),
    ],
)
def test_whole_sentences_that_come_or_go_are_told_alone(old, new, passage):
    assert told(STORY, STORY.replace(old, new)) == [passage]


def test_in_a_long_sentence_a_few_words_around_the_change_are_told():
    few = "word " * 5
    assert told(LONG, LONG.replace("Monday", "Tuesday")) == [
        (f"{few}Monday {few}".strip(), f"{few}Tuesday {few}".strip())
    ]


def test_no_word_is_told_in_part():
    assert (
        told("It rained cats-and-dogs " + LONG, "It rained cats-and-frogs " + LONG)[0][0].split()[2] == "cats-and-dogs"
    )


def applied(old: str, new: str, short: int) -> str:
    """Return the old text with each passage's words put in the place of those before."""
    text, at = "", 0
    for passage in passages(old, new, short):
        assert passage.at.old_start >= at, "passages are in order and apart"
        assert old[passage.at.old_start : passage.at.old_end] == passage.before
        text += old[at : passage.at.old_start] + passage.after
        at = passage.at.old_end
    return text + old[at:]


@given(PIECES, PIECES, PIECES, PIECES, st.sampled_from([1, 12, 300]))
def test_putting_the_words_after_in_the_place_of_those_before_makes_the_new_text(a, b, c, d, short):
    for old, new in ((a + b + c, a + d + c), (a + b, d + b), (a, b)):
        assert applied(old, new, short) == new


@given(PIECES, PIECES, PIECES)
def test_there_is_a_passage_just_where_something_differs(a, b, c):
    for old, new in ((a + b, a + c), (a, a), (a + b + c, a + c)):
        found = passages(old, new)
        assert bool(found) == (old != new)
        assert all(p.before != p.after and p.changes for p in found)


@given(PIECES, PIECES)
def test_passages_never_cut_a_word(old, new):
    for passage in passages(old, new):
        for text, start, end in ((old, *sides(passage)[0]), (new, *sides(passage)[1])):
            assert all(not is_inside_a_word(text, edge) for edge in (start, end))


def sides(passage):
    at = passage.at
    return (at.old_start, at.old_end), (at.new_start, at.new_end)


def is_inside_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def test_two_long_texts_without_anything_in_common_are_answered_at_once():
    old, new = (" ".join(f"{letter}{n}." for n in range(40_000)) for letter in "ab")
    assert applied(old, new, 300) == new
