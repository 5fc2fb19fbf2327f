"""Two texts as one: the words taken out and put in, whole, and in bounded time."""

from hypothesis import given
from hypothesis import strategies as st

from articles.editorial.wording import marked

words = st.text(st.sampled_from("ab \n"), max_size=40)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(change.kind, change.text) for change in marked([before], [after])]


def test_a_changed_word_is_taken_out_and_put_in():
    assert told("on Monday we met", "on Tuesday we met")[1:3] == [("delete", "Monday"), ("insert", "Tuesday")]


def test_a_changed_headline_is_told_too():
    found = [(c.kind, c.text) for c in marked(["Old", "", "Text."], ["New", "", "Text."])]
    assert found == [("delete", "Old"), ("insert", "New"), ("equal", "\n\nText.")]


def test_what_was_kept_is_shortened_but_not_what_was_changed():
    long = "word " * 500
    found = told(long + "Monday " + long, long + "Tuesday " + long)
    assert sum(len(text) for kind, text in found if kind == "equal") < 1000
    assert ("delete", "Monday") in found


@given(words, words)
def test_what_is_kept_and_put_in_makes_the_new_text_and_what_is_kept_and_taken_out_the_old(before, after):
    found = marked(["Headline", before], ["Headline", after], keep=None)
    for side, left_out in ((before, "insert"), (after, "delete")):
        whole = f"Headline\n\n{side}" if side else "Headline"
        assert "".join(change.text for change in found if change.kind != left_out) == whole


def test_two_long_texts_without_anything_in_common_are_compared_at_once():
    before, after = ("".join(f"{letter}{n} " for n in range(200_000)) for letter in "ab")
    assert {"delete", "insert"} <= {kind for kind, _text in told(before, after)}
