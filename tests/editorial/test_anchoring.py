"""The arithmetic of the quote lock: a quotation is moved with its words, or it is not moved."""

from hypothesis import given
from hypothesis import strategies as st

from articles.editorial.anchoring import Edit

BODY = 'He spoke. "We will not go," he said. Later: "We will not go," she said too.'
FIRST = [BODY.index("We will"), BODY.index("We will") + len("We will not go")]
SECOND = [BODY.rindex("We will"), BODY.rindex("We will") + len("We will not go")]


def words(body: str, spans: list[list[int]]) -> list[str]:
    return [body[a:b] for a, b in spans]


def test_text_added_before_a_quotation_moves_it():
    new = "BAKU. " + BODY
    carried = Edit(BODY, new).carry([FIRST])
    assert carried.outcome == "kept"
    assert carried.spans == [[FIRST[0] + 6, FIRST[1] + 6]]


def test_a_changed_word_makes_it_altered_and_keeps_the_place():
    new = BODY.replace("We will not go", "We shall not go", 1)
    carried = Edit(BODY, new).carry([FIRST])
    assert carried.outcome == "altered"
    assert words(new, carried.spans) == ["We shall not go"]


def test_a_deleted_quotation_is_lost_and_never_becomes_the_same_words_of_somebody_else():
    new = BODY.replace('"We will not go," he said. ', "", 1)
    edit = Edit(BODY, new)
    assert edit.carry([FIRST]).outcome == "lost"
    assert words(new, edit.carry([SECOND]).spans) == ["We will not go"]


def test_a_paragraph_cut_and_pasted_takes_its_quotation_along():
    old = "First paragraph.\n\n“All of it is new,” she said.\n\nSecond paragraph.\n\nThird paragraph."
    new = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n\n“All of it is new,” she said."
    at = old.index("All")
    carried = Edit(old, new).carry([[at, at + 17]])
    assert (carried.outcome, words(new, carried.spans)) == ("kept", ["All of it is new,"])


def test_words_that_an_edit_puts_in_twice_are_not_guessed_at():
    old = "One.\n\nTwo “yes we can” three.\n\nFour."
    new = "One.\n\nFour.\n\nHe: “yes we can”.\n\nShe: “yes we can”."
    at = old.index("yes")
    assert Edit(old, new).carry([[at, at + 10]]).outcome == "lost"


def test_a_split_quotation_is_altered_when_one_of_its_stretches_is():
    old = '"One part of it," he said, "and the other part."'
    spans = [[1, 15], [old.index("and"), old.index("and") + 18]]
    new = old.replace("other part", "other piece")
    assert Edit(old, new).carry(spans).outcome == "altered"


def test_a_text_rewritten_from_end_to_end_is_answered_at_once():
    old = " ".join(f"old{n}" for n in range(60_000)) + ' "kept words here" end'
    new = " ".join(f"new{n}" for n in range(60_000)) + ' "kept words here" other'
    at = old.index("kept words")
    carried = Edit(old, new).carry([[at, at + 15]])
    assert (carried.outcome, words(new, carried.spans)) == ("kept", ["kept words here"])


PIECES = st.lists(st.sampled_from(["we", "will", "not", "go", " ", " ", "\n\n", '"', "é", "😀", ","]), max_size=40).map(
    "".join
)


@given(PIECES, PIECES, PIECES, PIECES, PIECES)
def test_after_any_edit_a_kept_quotation_is_verbatim_and_spans_are_in_order(
    before, quoted, after, new_before, new_after
):
    old, start = before + quoted + after, len(before)
    if not quoted:
        return
    for new in (new_before + quoted + new_after, new_before + new_after, before + new_before + after):
        carried = Edit(old, new).carry([[start, start + len(quoted)]])
        if carried.outcome == "kept":
            assert words(new, carried.spans) == [quoted]
        if carried.outcome == "altered":
            assert all(0 <= a < b <= len(new) for a, b in carried.spans)
            assert words(new, carried.spans) != [quoted] or quoted in new


@given(PIECES, PIECES, PIECES)
def test_an_edit_elsewhere_never_touches_a_quotation(before, quoted, insertion):
    if not quoted:
        return
    old = before + "|" + quoted + "|"
    carried = Edit(old, insertion + old).carry([[len(before) + 1, len(before) + 1 + len(quoted)]])
    assert carried.outcome == "kept"
