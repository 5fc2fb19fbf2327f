"""Fourth stage: stretches of the text that look like names, with the titles and roles printed beside them.

A name here is a run of capitalised words with the particles between them. What it names is decided in `register`,
when the whole text has been seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.extraction.layout import Paragraph, Words
from articles.extraction.lexicon import (
    ADVERB,
    AUXILIARY,
    COMMON_VERB,
    COORDINATOR,
    DETERMINER,
    OPENER,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    VERB,
)
from articles.extraction.lexicon.forenames import FORENAMES
from articles.extraction.lexicon.people import (
    ORGANISATION_WORDS,
    PARTICLES,
    TITLES,
)
from articles.extraction.lexicon.verbs import VERBS
from articles.extraction.lexicon.words import MONTHS, WEEKDAYS
from articles.extraction.marks import Quoted
from articles.extraction.titles import is_organisation, lower_title, person_after_body, person_after_titles

_LONGEST = 40  # words of one run; a longer one is a list or noise
_JOINERS = frozenset(("of", "for", "and", "&", "in"))
_NEVER = WEEKDAYS | MONTHS - {"may", "april", "june"} | {"i", "i'm", "i've", "i'd", "i'll", "ok"}
_ALSO_FORENAMES = frozenset(("will", "may"))  # names only with a capital in mid-sentence
_GRAMMAR = DETERMINER | PRONOUN | PREPOSITION | COORDINATOR | SUBORDINATOR
_STARTS_SENTENCE = frozenset(
    (".", "!", "?", ":", "“", '"', "‘", "--", "—", "–", "...", "…", "”", "(", "•", "*", "'", "''")
)


@dataclass(frozen=True, slots=True)
class Name:
    """Words [first, stop) that look like a name; `title` is where a title or role before it begins (or `first`).

    quoted: it stands between quotation marks. organisation: its own words say that it is a body.
    """

    first: int
    stop: int
    title: int
    quoted: bool = False
    organisation: bool = False


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What a text shows of its words: those it also prints small, and those it prints as surnames."""

    common: frozenset[str]
    surnames: frozenset[str]


def find_names(words: Words, paragraphs: tuple[Paragraph, ...], quoted: tuple[Quoted, ...]) -> tuple[Name, ...]:
    """Return the names of a text in order."""
    surnames = _surnames(words)
    common = _common_words(words) - surnames
    inside = bytearray(len(words.printed) + 1)
    nickname: dict[int, int] = {}
    for stretch in quoted:
        if stretch.depth > 1:
            continue
        if stretch.stop - stretch.first <= 2 and stretch.closer >= 0 and stretch.opener >= 0:
            nickname[stretch.opener] = stretch.finish
        inside[stretch.first : stretch.stop] = b"\1" * (stretch.stop - stretch.first)
    names: list[Name] = []
    for paragraph in paragraphs:
        i = words.capitals.find(1, paragraph.first, paragraph.stop)
        while i >= 0:
            stop = _run_end(words, i, paragraph.stop, nickname)
            names += _split(words, (i, stop), paragraph.first, Ordinary(common, surnames), bool(inside[i]))
            i = words.capitals.find(1, stop, paragraph.stop)
    return tuple(names)


def _common_words(words: Words) -> frozenset[str]:
    """Return the words that the text also prints in lower case, so that a capital says nothing about them."""
    return frozenset(printed for printed in set(words.printed) if printed[0].islower())


def _surnames(words: Words) -> frozenset[str]:
    """Return the words with a capital that follow a forename with one: "Small" is a name where "Ann Small" stands."""
    lower, capitals = words.lower, words.capitals
    return frozenset(
        word
        for before, word, first, second in zip(lower, lower[1:], capitals, capitals[1:], strict=False)
        if first and second and before in FORENAMES
    )


def _run_end(words: Words, i: int, stop: int, nickname: dict[int, int]) -> int:
    """Return the end of the run of capitalised words at `i`, across particles, initials, nicknames and "of the"."""
    end = i + 1
    stop = min(stop, i + _LONGEST)
    while end < stop:
        word = words.printed[end]
        if words.capitals[end]:
            end += 1
        elif word == "." and len(words.printed[end - 1]) <= 2 and words.ends[end - 1] == words.starts[end]:
            titled = words.lower[end - 1] in TITLES
            if end + 1 < stop and words.capitals[end + 1] and (titled or not words.classes[end + 1] & OPENER):
                end += 1
            else:
                break
        elif word == "." and words.lower[end - 1] in TITLES and end + 1 < stop and words.capitals[end + 1]:
            end += 1
        elif end in nickname and nickname[end] < stop and words.capitals[nickname[end]]:
            end = nickname[end]
        else:
            after = _joined(words, i, end, stop)
            if not after:
                break
            end = after
    return end


def _joined(words: Words, first: int, end: int, stop: int) -> int:
    """Return where a name goes on after the small words at `end`, or 0."""
    word = words.lower[end]
    if word in PARTICLES and word not in ("do", "y", "e"):
        after = _after_particles(words, end, stop)
        if after:
            return after
    run = words.lower[first:end]
    if not FORENAMES.keys().isdisjoint(run):
        return 0
    if ORGANISATION_WORDS.isdisjoint(run) and TITLES.isdisjoint(run):
        return _before_organisation(words, end, stop) if word in ("and", "&") else 0
    if word == "'s":
        return _owned_part(words, first, end, stop)
    return _after_joiner(words, end, stop)


def _after_particles(words: Words, end: int, stop: int) -> int:
    """Return where "Jan | van der Berg" goes on after its particles, or 0."""
    k = end
    while k < stop and words.lower[k] in PARTICLES and k - end < 3:
        k += 1
    return k + 1 if k < stop and words.capitals[k] else 0


def _after_joiner(words: Words, end: int, stop: int) -> int:
    """Return where "Bank of the North" goes on after its small words, or 0."""
    word, before = words.lower[end], words.lower[end - 1]
    if word not in _JOINERS or (word == "in" and not before.endswith("s")):
        return 0
    if word in ("and", "for", "in") and before in TITLES:
        return 0
    k = end + 1
    if k < stop and words.lower[k] == "the":
        k += 1
    return k + 1 if k < stop and words.capitals[k] else 0


def _owned_part(words: Words, first: int, end: int, stop: int) -> int:
    """Return where "Association of X's Friends" goes on after the possessive at `end`, or 0."""
    k = end + 1
    if k >= stop or not words.capitals[k] or "of" not in words.lower[first:end]:
        return 0
    return k + 1 if words.lower[k].endswith("s") or words.lower[k] in ORGANISATION_WORDS else 0


def _before_organisation(words: Words, end: int, stop: int) -> int:
    """Return where "X and Y Foundation" goes on after "and", or 0."""
    for k in range(end + 1, min(end + 5, stop)):
        if not words.capitals[k]:
            return 0
        if words.lower[k] in ORGANISATION_WORDS and k > end + 1:
            return k + 1
    return 0


def _split(words: Words, run: tuple[int, int], paragraph: int, ordinary: Ordinary, quoted: bool) -> Iterable[Name]:
    """Turn a run of capitalised words into names: openers off, titles apart, a person after a body's name apart."""
    first, stop = run
    first = _without_opener(words, first, stop, paragraph, ordinary)
    while stop > first and (words.lower[stop - 1] in _NEVER or words.printed[stop - 1] == "."):
        stop -= 1
    if first >= stop or (stop - first == 1 and words.lower[first] in _NEVER):
        return
    start = person_after_titles(words, first, stop)
    person = start > first and stop - start == 2 and words.lower[start] in FORENAMES
    if not person and not ORGANISATION_WORDS.isdisjoint(words.lower[start:stop]):
        start = first
    if start == stop:  # titles and nothing else: "the President"
        return
    is_body = start == first and is_organisation(words, first, stop)
    if is_body:
        cut = person_after_body(words, first, stop)
        if cut:
            yield Name(first, cut, first, quoted, organisation=True)
            yield Name(cut, stop, first if words.lower[first] in TITLES else cut, quoted)
            return
    title = first
    if start == first:
        title = lower_title(words, first, paragraph)
    yield Name(start, stop, title, quoted, is_body)


def _without_opener(words: Words, first: int, stop: int, paragraph: int, ordinary: Ordinary) -> int:
    """Drop the first word of a sentence where its capital is only the sentence's."""
    while first < stop:
        opens = first == paragraph or words.printed[first - 1] in _STARTS_SENTENCE
        if not (_no_name(words, first, stop, opens) or (opens and _sentence_word(words, first, stop, ordinary))):
            break
        first += 1
    return first


def _no_name(words: Words, k: int, stop: int, opens: bool) -> bool:
    """Tell whether a word with a capital is never the first of a name here: a month, "The", a full stop."""
    word = words.lower[k]
    if word in _NEVER or word == ".":
        return not (word == "jan" and stop - k > 1)
    if not words.classes[k] & OPENER or (word in FORENAMES and k + 1 < stop):
        return False
    if word in _ALSO_FORENAMES and stop - k > 1 and not opens and words.printed[k - 1].islower():
        return False
    alone = stop - k == 1 and not opens and words.printed[k - 1].islower()
    return not (alone and not words.classes[k] & _GRAMMAR)


def _sentence_word(words: Words, k: int, stop: int, ordinary: Ordinary) -> bool:
    """Tell whether the first word of a sentence is an ordinary word: printed small elsewhere, or a verb."""
    word = words.lower[k]
    if stop - k > 1 and word in VERBS and VERBS[word].form == "past":
        return True
    if word in ordinary.common and word not in FORENAMES and word not in TITLES:
        return True
    if word in ordinary.surnames:
        return False
    verbal = words.classes[k] & (VERB | COMMON_VERB | ADVERB | AUXILIARY) or word.endswith(("ing", "ly"))
    return stop - k == 1 and bool(verbal)
