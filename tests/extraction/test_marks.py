"""What stands between marks, whatever the marks."""

import pytest

from articles.extraction.layout import read
from articles.extraction.marks import find_quoted


def between(text: str) -> list[tuple[int, str]]:
    words, paragraphs = read(text)
    return [(q.depth, words.slice(q.first, q.stop)) for q in find_quoted(words, paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" twice.', [(1, "yes")]),
        ("He said “yes” twice.", [(1, "yes")]),
        ("He said „yes“ twice.", [(1, "yes")]),
        ("He said «yes» twice.", [(1, "yes")]),
        ("He said »yes« twice.", [(1, "yes")]),
        ("He said ''yes'' twice.", [(1, "yes")]),
        ("He said ``yes'' twice.", [(1, "yes")]),
        ("He said ‘yes’ twice.", [(1, "yes")]),
        ("He said 'yes' twice.", [(1, "yes")]),
        ('He said “yes" twice.', [(1, "yes")]),
        ("It’s the '90s and the dogs' day.", []),
        ("“One ‘two’ three.”", [(1, "One ‘two’ three."), (2, "two")]),
        ("“One “two” three.”", [(1, "One “two” three."), (2, "two")]),
        ("“One.\n\n“Two.”", [(1, "One."), (1, "Two.")]),
        ("“One.\n\nTwo.” he said.", [(1, "One."), (1, "Two.")]),
        ('"One', [(1, "One")]),
        ('"', []),
        ("", []),
    ],
)
def test_marks_of_every_shape_are_paired(text: str, expected: list[tuple[int, str]]) -> None:
    assert between(text) == expected


def test_a_paragraph_that_opens_again_is_said_to_go_on() -> None:
    words, paragraphs = read("“One.\n\n“Two.”")
    assert [q.continues for q in find_quoted(words, paragraphs)] == [False, True]
