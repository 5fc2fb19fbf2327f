"""Words beside a name contradict a record only where the record knows better."""

import pytest

from articles.extraction.offices import Conflict, Office, conflict


def held(title: str, *, since: bool = True, of: str = "") -> Office:
    return Office(title, held=True, dated=since, organisation=of)


def over(title: str, *, of: str = "") -> Office:
    return Office(title, held=False, dated=True, organisation=of)


CASES = {
    "held at another time": ("Finance Minister", [over("finance minister")], (Conflict.NOT_HELD, 0)),
    "held at another time, with a country": ("Norlandic MP", [over("MP")], (Conflict.NOT_HELD, 0)),
    "one of two offices": ("MP and mayor", [held("MP"), over("mayor")], (Conflict.NOT_HELD, 1)),
    "still held": ("former mayor", [held("mayor")], (Conflict.STILL_HELD, 0)),
    "the deputy": ("Minister of Trade", [held("Deputy Minister of Trade")], (Conflict.RANK, 0)),
    "no deputy": ("vice-president", [held("president")], (Conflict.RANK, 0)),
    "as on record": ("Finance Minister", [held("finance minister")], None),
    "former, and over": ("former finance minister", [over("finance minister")], None),
    "former, and no dates known": ("former mayor", [held("mayor", since=False)], None),
    "over, and held again": ("mayor", [over("mayor"), held("mayor", since=False)], None),
    "not yet": ("president-elect", [over("president")], None),
    "a candidate": ("candidate for mayor", [over("mayor")], None),
    "unknown to the record": ("professor of law", [held("mayor")], None),
    "longer in the text": ("Prime Minister", [held("minister")], None),
    "elsewhere": ("president of the Rowing Club", [over("president", of="Norland")], None),
    "there": ("president of Norland", [over("president", of="Norland")], (Conflict.NOT_HELD, 0)),
    "two offices, one on record": ("vice-president of A, president of B", [held("vice-president")], None),
    "no words": ("", [held("mayor")], None),
    "no title": ("mayor", [held("")], None),
}


@pytest.mark.parametrize(("words", "offices", "expected"), CASES.values(), ids=CASES.keys())
def test_words_and_offices(words: str, offices: list[Office], expected: tuple[Conflict, int] | None) -> None:
    assert conflict(words, offices) == expected
