"""A headline that takes over a claim is found, unless it quotes the words or says whose they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.repeats import repeated
from tests.extraction.steps import steps
from tests.extraction.test_properties import PROSE

SAID = [
    "The bridge is unsafe and must be closed",
    "We will publish the report in May",
    "voters in the north were misled about the cost of the tunnel",
    "Nora Field and Ida Lund signed the Harbour Agreement in Oslo",
    "he is a candidate in the upcoming regional election",
    "this plan contradicts the spirit of the agreement",
]
TAKEN_OVER = {
    "word for word": ("The bridge is unsafe and must be closed", "bridge is unsafe and must be closed", 0),
    "without small words": ("Bridge unsafe, must be closed", "Bridge unsafe, must be closed", 0),
    "in other forms and another order": ("Unsafe bridge to close", "Unsafe bridge to close", 0),
    "in part": ("Shock: bridge unsafe and closed", "bridge unsafe and closed", 0),
    "after a label": ("Live: Bridge is unsafe and must be closed", "Bridge is unsafe and must be closed", 0),
    "shortened": ("Voters misled about tunnel cost", "Voters misled about tunnel cost", 2),
    "in three words of many": (
        "Norland tunnel plan runs late and contradicts spirit of agreement",
        "contradicts spirit of agreement",
        5,
    ),
    "one sentence of two": ("It rains. Voters in the north were misled.", "Voters in the north were misled", 2),
}
LEFT = {
    "attributed at the end": "Bridge is unsafe and must be closed, engineer says",
    "attributed at the head": "Engineers say bridge is unsafe and must be closed",
    "according to": "Bridge unsafe and must be closed, according to engineer",
    "with a colon before": "Engineer: bridge is unsafe and must be closed",
    "with the speaker after a colon": "Bridge is unsafe and must be closed: Lee",
    "with a dash": "Bridge is unsafe and must be closed – engineers",
    "by another verb of speech": "Lee calls bridge unsafe and wants it closed",
    "by a noun that is a verb here": "Voters misled about tunnel cost, union claims",
    "quoted": "Bridge ‘is unsafe and must be closed’",
    "quoted in part": "Bridge “unsafe” and must be closed",
    "about the same matter": "Council debates bridge",
    "a promise in few words": "Minister to publish report",
    "names and one verb": "Nora Field and Ida Lund sign Harbour Agreement in Oslo",
    "a phrase of three words in a longer line": "Parties prepare for upcoming regional election in Norland",
    "nothing": "",
}


@pytest.mark.parametrize(("line", "words", "number"), TAKEN_OVER.values(), ids=TAKEN_OVER.keys())
def test_a_claim_in_the_papers_own_voice_is_found(line: str, words: str, number: int) -> None:
    found = repeated(line, SAID, ["Ann Lee"])
    assert found is not None
    assert (line[slice(*found.span)], found.quotation) == (words, number)


@pytest.mark.parametrize("line", LEFT.values(), ids=LEFT.keys())
def test_what_is_quoted_attributed_or_no_claim_is_left_alone(line: str) -> None:
    assert repeated(line, SAID, ["Ann Lee"]) is None


def test_in_other_languages_a_speakers_name_or_a_colon_attributes() -> None:
    said = ["die Brücke ist unsicher und muss sofort gesperrt werden"]
    line = "Brücke ist unsicher und muss gesperrt werden"
    assert repeated(line, said, ["Ann Lee"], english=False) is not None
    assert repeated(f"{line}, sagt Lee", said, ["Ann Lee"], english=False) is None
    assert repeated(f"Lee: {line}", said, ["Ann Lee"], english=False) is None


@given(PROSE, st.lists(PROSE, max_size=3), st.booleans())
def test_any_line_is_read_and_the_place_lies_in_it(line: str, said: list[str], english: bool) -> None:
    found = repeated(line, [*said, line], ["Ann Lee"], english=english)
    if found:
        assert 0 <= found.span[0] < found.span[1] <= len(line)
        assert 0 <= found.quotation <= len(said)


def test_the_work_grows_with_the_length_of_the_quotations() -> None:
    line, said = "Rain rain rain rain on the northern hills again", "rain rain hills on northern rain rain. "
    short, long = (steps(repeated, line, [said * n]) for n in (20, 80))
    assert long < 5 * short
