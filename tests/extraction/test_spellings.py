"""A spelling that is nearly somebody's is found; names of others, plurals and ordinary words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.spellings import variants
from articles.extraction.transliteration import FAR, deletions, distance
from tests.extraction.steps import steps
from tests.extraction.test_properties import PROSE

PEOPLE = [
    ["Hélène Dupré"],
    ["Anar Mammadov", "Mammadov"],
    ["Emil Rankin"],
    ["Kim Sang-min"],
    ["Ann Marsh"],
    ["Peter O’Brien"],
    ["Jürgen Müller"],
    ["Mohammed al-Rashid"],
    ["John Smith"],
    ["Conor Butler"],
    ["Ida Lund", "Ida Lundt"],
]
FOUND = {
    "accents missing": ("Helene Dupre spoke.", ["Helene Dupre"]),
    "accents missing in a surname": ("Hélène Dupré spoke. Then Dupre left.", ["Dupre"]),
    "accents too many": ("Émil Rankin left.", ["Émil Rankin"]),
    "a letter gone": ("Helène Dupré left.", ["Helène Dupré"]),
    "letters swapped": ("Yesterday Emil Ranikn left.", ["Emil Ranikn"]),
    "another transliteration": ("MP Anar Mamedov said. Mamedov’s car left.", ["Anar Mamedov", "Mamedov"]),
    "another alphabet's letters": ("Anar Məmmədov said.", ["Anar Məmmədov"]),
    "umlaut written out": ("Juergen Mueller said.", ["Juergen Mueller"]),
    "two words transliterated": ("Muhammad al-Rashid said.", ["Muhammad al-Rashid"]),
    "after a title": ("President Rankyn left.", ["Rankyn"]),
    "before a verb of speech": ("It was late. Rankon said so.", ["Rankon"]),
    "a possessive": ("Later Rankon’s car left.", ["Rankon"]),
    "before letters of honour": ("Emil Rankyn MP left.", ["Emil Rankyn"]),
    "a forename that sounds the same": ("Jon Smith left.", ["Jon Smith"]),
}
LEFT = {
    "exact": "Hélène Dupré spoke. Dupré left with Mammadov and Rankin.",
    "an alias": "Ida Lundt left.",
    "capitals": "DUPRÉ, HELENE DUPRE, DUPRE",
    "hyphens and apostrophes": "Kim Sang Min, Kim Sang-Min, Peter O'Brien, O'Brien",
    "the name of a woman": "Mammadova left.",
    "a family": "the Mammadovs, the Rankins",
    "another forename": "Anne Dupre came. Dupre left.",
    "a forename of the other sex": "Joan Smith left.",
    "a month": "In March the sun shone. March said so.",
    "a word at the head of a sentence": "Butter is good. Rankin ate it.",
    "a word that is printed small too": "The Butlers? A butcher. Butcher said.",
    "a place that bears the name": "Anar Mamedov Street",
    "others": "Emily Rank, Anna Mark, Peter Lund",
    "nobody": "",
}


def printed(text: str, **how: bool) -> list[str]:
    return [variant.printed for variant in variants(text, PEOPLE, **how)]


@pytest.mark.parametrize(("text", "spellings"), FOUND.values(), ids=FOUND.keys())
def test_a_spelling_that_is_nearly_a_known_one_is_found(text: str, spellings: list[str]) -> None:
    assert printed(text) == spellings


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_what_is_known_or_somebody_elses_is_left_alone(text: str) -> None:
    assert printed(text) == []


def test_a_spelling_is_given_once_with_its_person_and_all_its_places() -> None:
    text = "Helene Dupre spoke. Then Helene Dupre left."
    (variant,) = variants(text, PEOPLE)
    assert PEOPLE[variant.who] == ["Hélène Dupré"]
    assert [text[slice(*span)] for span in variant.spans] == ["Helene Dupre", "Helene Dupre"]


def test_combining_accents_are_accents() -> None:
    assert printed("He\u0301le\u0300ne Dupre\u0301 left.") == []


def test_a_surname_that_two_people_nearly_have_is_nobodys() -> None:
    assert variants("Then Rankyn left.", [["Emil Rankin"], ["Ola Ranken"]]) == ()


def test_where_nouns_have_capitals_only_the_same_sounds_count_for_a_lone_surname() -> None:
    people = [["Eva Becker"]]
    assert [v.printed for v in variants("Er nahm den Becher.", people)] == ["Becher"]
    assert variants("Er nahm den Becher.", people, loose=False) == ()
    assert [v.printed for v in variants("Dann ging Bekker.", people, loose=False)] == ["Bekker"]


@given(PROSE | st.text(max_size=100), st.lists(st.lists(st.text(max_size=12), max_size=3), max_size=3))
def test_any_text_and_any_names_are_read_and_the_places_lie_in_the_text(text: str, people: list[list[str]]) -> None:
    for variant in variants(text, [*people, *PEOPLE]):
        assert variant.printed
        assert all(0 <= start < end <= len(text) for start, end in variant.spans)
        assert variant.who < len(people) + len(PEOPLE)


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8))
def test_neighbours_share_what_is_left_when_letters_are_taken_out(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    if distance(one, other) != FAR:
        assert deletions(one) & deletions(other)


def test_the_work_grows_with_the_text_and_hardly_with_the_number_of_people() -> None:
    text = "Then Helene Dupre met Anar Mamedov in Oslo. Rankyn said so. "
    variants(text, PEOPLE)
    short, long = (steps(variants, text * n, PEOPLE) for n in (20, 80))
    assert long < 5 * short
    crowd = PEOPLE + [[f"Xu Q{chr(97 + n % 26)}{chr(97 + n // 26)}zzaxle"] for n in range(100)]
    few, many = (steps(variants, text * 80, people) - steps(variants, text, people) for people in (PEOPLE, crowd))
    assert many < 1.5 * few
