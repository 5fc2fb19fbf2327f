"""Which names look alike, and why; and that no pair of them is missed by comparing only those that share a key."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.editorial.likeness import alike, keys, names_of, one_apart
from articles.editorial.romanising import latin, sounds


def sign(one, other, aliases=(), more=()):
    found = alike(names_of(one, aliases), names_of(other, more))
    return found.why if found else None


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Valérie Pécresse", "Valérie Pécresse", "same"),
        ("Valérie Pécresse", "Valerie PECRESSE", "accents"),
        ("Jean-Pierre O’Brien", "Jean Pierre O'Brien", "accents"),
        ("Valérie Pécresse", "Pécresse Valérie", "order"),
        ("Valérie Pécresse", "V. Pécresse", "initial"),
        ("John F. Kennedy", "John Fitzgerald Kennedy", "initial"),
        ("J.-P. Raffarin", "Jean-Pierre Raffarin", "initial"),
        ("И. Алиев", "Ilham Aliyev", "initial"),
        ("Soltan Rafiq oglu Mammadov", "Soltan Mammadov", "middle"),
        ("Valérie Pécresse", "Valérie Pécreste", "letter"),
        ("Emmanuel Macron", "Emmanuel Marcon", "letter"),
        ("Emmanuel Macron", "Emanuel Macron", "letter"),
        ("Soltan Məmmədov", "Soltan Mammadov", "transliteration"),
        ("Soltan Məmmədov", "Soltan Mamedov", "transliteration"),
        ("Soltan Məmmədov", "Мамедов Солтан", "transliteration"),
        ("Ceyhun Bayramov", "Jeyhun Bayramov", "transliteration"),
        ("Ceyhun Bayramov", "Джейхун Байрамов", "transliteration"),
        ("Cavad Xəlilov", "Javad Khalilov", "transliteration"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "accents"),
        ("Şahin Yılmaz", "Shahin Yilmaz", "transliteration"),
        ("Mohammed Hussein", "Muhammad Husayn", "transliteration"),
        ("Mohammed Hussein", "محمد حسين", "transliteration"),
        ("Abdel Fattah al-Sisi", "Abdel Fattah Sisi", "transliteration"),
        ("Vladimir Poutine", "Владимир Путин", "transliteration"),
        ("Nikita Khrouchtchev", "Nikita Khrushchev", "transliteration"),
        ("Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης", "transliteration"),
        ("Agence France-Presse", "AFP", "acronym"),
        ("Trend", "TREND", "accents"),
    ],
)
def test_names_of_one_person_are_seen_and_the_reason_is_said(one, other, why):
    assert sign(one, other) == sign(other, one) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivan Ivanov", "Ivan Ivanova"),
        ("Mario Rossi", "Maria Rossi"),
        ("Soltan Mammadov", "Ali Mammadov"),
        ("Ilham Aliyev", "Heydar Aliyev"),
        ("V. P.", "V. A."),
        ("V. Pécresse", "A. Pécresse"),
        ("Jean Martin", "Sean Martin"),
        ("Ada Speaker", "Somebody Else"),
        ("…", "—"),
    ],
)
def test_names_of_two_people_are_let_be(one, other):
    assert sign(one, other) is sign(other, one) is None


def test_an_alias_is_as_good_as_a_name_but_a_family_name_that_two_share_is_no_sign():
    assert sign("Valérie Roux", "Valérie Pécresse", more=["Valérie Roux"]) == "alias"
    assert sign("Pécresse", "Valérie Pécresse", more=["Pécresse"]) == "alias"
    assert sign("Soltan Mammadov", "Ali Mammadov", ["Mammadov"], ["Mammadov"]) is None


def test_the_likeliest_reason_is_given_with_the_two_names_that_say_it():
    found = alike(names_of("Valérie Pécresse", ["V. Pécresse"]), names_of("Valerie Pecresse", []))
    assert (found.score, found.one, found.other) == (99, "Valérie Pécresse", "Valerie Pecresse")


FORMS = [
    "Valérie Pécresse", "V. Pécresse", "Pécresse", "Soltan Məmmədov", "Soltan Mamedov", "Солтан Мамедов", "S. Mammadov",
    "Soltan Rafiq oglu Mammadov", "Cavad Xəlilov", "Javad Khalilov", "Carlos Cruz", "Karlos Kruz", "AFP", "Trend",
    "Agence France-Presse", "Mohammed al-Sisi", "O'Brien", "O Brien", "محمد حسين", "Muhammad Husayn", "J.-P. Raffarin",
]  # fmt: skip
WORDS = st.text("aeiocsxkhjmnrtzvəıш’-. ", min_size=1, max_size=7)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join) | st.sampled_from(FORMS)


@st.composite
def misspelt(draw):
    """Return a name and the same with its words turned round, cut to initials, or with a letter changed."""
    one = draw(NAMES)
    words = one.split() or ["x"]
    at = draw(st.integers(0, len(words) - 1))
    word = words[at]
    letter = draw(st.integers(0, max(0, len(word) - 1)))
    changed = {
        "turned": words[at:] + words[:at],
        "initial": [*words[:at], word[:1] + ".", *words[at + 1 :]],
        "letter": [*words[:at], word[:letter] + draw(st.sampled_from("aeckjs")) + word[letter + 1 :], *words[at + 1 :]],
        "without": words[:at] + words[at + 1 :],
        "other": [draw(NAMES)],
    }
    return one, " ".join(changed[draw(st.sampled_from(sorted(changed)))])


@given(misspelt())
@example(("Carlos Cruz Cavadov", "Cavadov Karlos Cruz"))
@example(("O'Brien", "O Brien"))
def test_whatever_is_alike_shares_a_key(pair):
    one, other = (names_of(name, []) for name in pair)
    found, back = alike(one, other), alike(other, one)
    assert (found and found.score) == (back and back.score)
    if found:
        assert keys(one) & keys(other)


@given(st.text(max_size=60))
def test_any_text_has_a_latin_form_and_sounds(text):
    for word in latin(text):
        assert word
        assert " " not in word
        sounds(word)
    assert alike(names_of(text, []), names_of(text, [])) is not None or not latin(text)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_apart_is_one_change(x, y):
    changes = {x[:n] + x[n + 1 :] for n in range(len(x))}
    changes |= {x[:n] + c + x[n + k :] for n in range(len(x) + 1) for c in "abc" for k in (0, 1)}
    changes |= {x[:n] + x[n + 1] + x[n] + x[n + 2 :] for n in range(len(x) - 1)}
    assert one_apart(x, y) == (y in changes and x != y)
