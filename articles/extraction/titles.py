"""Where a person's name begins in a run of capitalised words: after titles, after a body's name, after role words."""

from articles.extraction.layout import Words
from articles.extraction.lexicon.forenames import FORENAMES
from articles.extraction.lexicon.people import GENERATIONS, HONORIFICS, MODIFIERS, ORGANISATION_WORDS, ROLES, TITLES
from articles.extraction.lexicon.places import DEMONYMS, PLACES

BINDING = frozenset(("of", "for", "and", "&"))


def person_after_titles(words: Words, first: int, stop: int) -> int:
    """Return where the name proper begins after titles: "Prime Minister | Ann Lee", "DUP MP | Ann Lee"."""
    if stop - first > 2 and words.lower[first] in ROLES and words.lower[first + 1] in FORENAMES:
        return first + 1
    last = -1
    for k in range(first, stop):
        if last >= first and words.lower[last] in HONORIFICS and words.printed[k] != ".":
            break
        if words.lower[k] in TITLES and not (k > first and words.lower[k] in FORENAMES):
            last = k
    if last < 0 or (
        any(words.lower[k] in ("of", "for") for k in range(last, stop)) and not _person_in(words, last, stop)
    ):
        return first
    if any(words.lower[k] in ("of", "for") for k in range(last, stop)):
        return _person_in(words, last, stop)
    start = last + 1
    while start < stop and words.printed[start] == ".":
        start += 1
    if last == stop - 1 and last > first:  # "Theresa May Chief": the title ends the run; keep it a name
        return first if words.lower[first] not in TITLES else stop
    return start


def _person_in(words: Words, first: int, stop: int) -> int:
    """Return where a known forename begins the last two or more words of a run, or 0."""
    for k in range(max(first + 1, stop - 4), stop - 1):
        if words.lower[k] in FORENAMES and words.lower[k - 1] not in ("of", "for", "the", "and"):
            return k
    return 0


def is_organisation(words: Words, first: int, stop: int) -> bool:
    """Tell whether the words of a run say that it names a body: "Ministry", small words between, capitals alone."""
    if not ORGANISATION_WORDS.isdisjoint(words.lower[first:stop]):
        return not (words.lower[first] in FORENAMES and stop - first == 2)
    if stop - first > 2 and not BINDING.isdisjoint(words.lower[first:stop]):
        return True
    word = words.printed[first]
    return (
        stop - first == 1 and 2 <= len(word) <= 6 and word.isupper() and word.isalpha() and word.lower() not in PLACES
    )


def person_after_body(words: Words, first: int, stop: int) -> int:
    """Return where a person's name follows a body's in one run ("Friends of X | Jane Lee"), or 0."""
    cut = _person_in(words, first, stop)
    if not cut or any(words.lower[k] in ORGANISATION_WORDS for k in range(cut, stop)):
        return 0
    return cut


def lower_title(words: Words, first: int, paragraph: int) -> int:
    """Return where the role words before a name begin: "Sharks head coach | Peter DeBoer"."""
    k = first - 1
    if k >= paragraph and words.printed[k] == "." and k > paragraph and words.lower[k - 1] in TITLES:
        k -= 1
    if k < paragraph or words.lower[k] not in ROLES or words.lower[k] in MODIFIERS:
        return first
    while k > paragraph and first - k < 8 and _describes(words, k - 1):
        k -= 1
    return k


def _describes(words: Words, k: int) -> bool:
    """Tell whether the word at `k` can belong to a description that runs up to a name."""
    word = words.lower[k]
    if word in ROLES or word in DEMONYMS or word == "'s" or "-" in word:
        return True
    if words.classes[k] or word in GENERATIONS:
        return False
    return words.printed[k][0].isalpha() and not word.endswith("ed")
