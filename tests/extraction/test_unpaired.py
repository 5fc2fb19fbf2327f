"""A quotation mark without a partner is found; whatever can be read as whole is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.unpaired import find_unpaired
from tests.extraction.steps import steps
from tests.extraction.test_properties import PROSE

WIRE = Path(__file__).resolve().parents[2] / "fixtures" / "wire"
PAIRED = {
    "curly": "He said “yes” twice.",
    "straight": '"We go," she said. "We stay."',
    "doubled single marks": "''We go,'' she said. ``We stay.''",
    "low and high": "„Ja“, sagte er. „Nein.“",
    "low and right": "„Tak”, powiedział.",
    "guillemets": "Он сказал: «Да».",
    "guillemets with blanks": "« Oui », dit-il.",
    "guillemets the other way": "»Ja«, sagte er. »Nein.«",
    "right marks on both sides": "”Ja”, sa han. ”Nej.”",
    "guillemets to the right on both sides": "»Ja», hän sanoi.",
    "corner brackets": "「好」と言った。",
    "no blanks around": "他说“好”，走了。",
    "mixed shapes": 'He said “yes" twice.',
    "nested": "“He said ‘go’ to us,” she said.",
    "nested, one shape": "“One “two” three.”",
    "nested, straight": '"He said "go" to us," she said.',
    "nested at both ends": "“‘Go’”",
    "nested, doubled single marks": "''She told me, 'Go,''' he said.",
    "nested guillemets": "«Он сказал „да“»",
    "single": "'We go,' he said. ‘We stay.’",
    "paragraphs that open, the last one closes": "“One.\n\n“Two.\n\n“Three,” he said.",
    "paragraphs with a name in them": "“He said that Ann Lee went.\n\n“Then, I say, she stayed,” he said.",
    "straight paragraphs": '"One.\n\n"Two," he said.',
    "single paragraphs": "'One.\n\n'Two,' he said.",
    "lines that open": "“One.\n“Two,” he said.",
    "paragraphs in a block quote": '> "One.\n>\n> "Two."',
    "guillemets that go on": "«Un.\n\n»Deux.»",
    "guillemets that open again": "« Un.\n\n« Deux. »",
    "closed in the next paragraph": '"One.\n\nTwo," he said.',
    "apostrophes": "It’s the dogs' day; rock 'n' roll, ’tis the '90s. Sophie in 't Veld.",
    "inches": 'He is 6\'2" tall and the pipe is 12" wide.',
    "inches in speech": '"It was a 12" pipe," he said.',
    "inches twice in speech": '"He is 12" tall and 13" wide," he said.',
    "a digit before the closer": '"We have 12", he said.',
    "a blank on the wrong side": '"Well, "she said, "go."',
    "dashes": 'Well—"go"—she said.',
    "markup": '*"We go,"* she said, **“now.”**',
    "a link's title": '[here](https://example.org "the title")',
    "gershayim": 'צה"ל הודיע',
    "an arrow": "» Read more",
    "ayn": "the caliph ‘Umar said",
    "nothing": "",
}
UNPAIRED = {
    "unclosed": ("“We go, she said.", ["“"]),
    "unclosed, straight": ('"We go, she said.', ['"']),
    "unclosed, single": ("‘We go, he said.", ["‘"]),
    "unclosed, low": ("„Ja, sagte er.", ["„"]),
    "unclosed guillemet": ("« Oui, dit-il.", ["«"]),
    "stray": ("We go,” she said.", ["”"]),
    "stray, straight": ('We go," she said.', ['"']),
    "unclosed before another": ('"We go. "They stay," he said.', ['"']),
    "two of them": ('"We go. "They stay" and "he.', ['"', '"']),
    "unclosed within": ("“He said ‘go and left.”", ["‘"]),
    "unclosed guillemet within": ("“He said «go and left,” she said.", ["«"]),
    "the next paragraph does not open": ("“One.\n\nTwo.\n\nThree.", ["“"]),
    "the next paragraph opens otherwise": ("“One.\n\n«Two.»", ["“"]),
    "the next paragraph is another quotation": ("“We go, Ann Lee said.\n\n“We stay,” she said.", ["“"]),
    "alone": ('"', ['"']),
}


@pytest.mark.parametrize("text", PAIRED.values(), ids=PAIRED.keys())
def test_what_is_paired_in_any_shape_is_left_alone(text: str) -> None:
    assert find_unpaired(text) == ()


@pytest.mark.parametrize(("text", "marks"), UNPAIRED.values(), ids=UNPAIRED.keys())
def test_a_mark_without_a_partner_is_found(text: str, marks: list[str]) -> None:
    assert [text[slice(*unpaired.span)] for unpaired in find_unpaired(text)] == marks


def test_it_is_told_whether_an_opener_or_a_closer_is_alone_and_which() -> None:
    text = '"We go. "They stay," he said.\n\nThe end."'
    assert [(u.span, u.closes) for u in find_unpaired(text)] == [((0, 1), False), ((39, 40), True)]


@pytest.mark.parametrize("story", sorted(WIRE.glob("*.txt")), ids=lambda path: path.stem)
def test_each_mark_that_is_taken_out_of_wire_copy_is_missed_and_nothing_else(story: Path) -> None:
    text = story.read_text(encoding="utf-8")
    assert find_unpaired(text) == ()
    places = [at for at, char in enumerate(text) if char == '"']
    assert len(places) > 5
    for at in places:
        assert len(find_unpaired(text[:at] + text[at + 1 :])) == 1, text[at - 20 : at + 20]


@given(PROSE | st.text(max_size=100))
def test_any_text_is_read_and_the_marks_lie_in_it_in_order(text: str) -> None:
    found = find_unpaired(text)
    assert all(0 <= u.span[0] < u.span[1] <= len(text) for u in found)
    assert [u.span for u in found] == sorted({u.span for u in found})


@pytest.mark.parametrize("piece", ["“", '"', "'a ", '1"', "«“", "“a\n\n", "*", ' "a', "”", "''"])
def test_the_work_grows_with_the_length_of_the_text(piece: str) -> None:
    find_unpaired(piece * 10)
    short, long = (steps(find_unpaired, piece * n) for n in (200, 800))
    assert long < 5 * short
