"""What a headline repeats of a quotation in the paper's own voice: outside quotation marks, and attributed to nobody.

Content words are compared by their stems; names alone repeat no claim. It asks for a look and judges nothing: whether
a claim is contested no program can tell.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.extraction.layout import read
from articles.extraction.lexicon import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
)
from articles.extraction.lexicon.people import GROUPS, ORGANISATION_WORDS, ROLES
from articles.extraction.lexicon.verbs import NOUN_LIKE, VERBS
from articles.extraction.lexicon.words import OTHER_PRONOUNS, word_set
from articles.extraction.marks import find_quoted
from articles.extraction.records import Span
from articles.text import fold

_FUNCTION = DETERMINER | PRONOUN | AUXILIARY | PREPOSITION | SUBORDINATOR | COORDINATOR | RELATIVE | NEGATION | ADVERB
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[^a-z])")
_ENDINGS = re.compile(r"(?<=[a-z]{3})(?:ings?|edly|ed|es|s|e|ly)$")
_LABELS = word_set("live breaking update updated video watch photos pictures exclusive opinion analysis explainer")
_PARTS = frozenset((":", "–", "—", "--", "-", "|"))
_WHO = GROUPS | ORGANISATION_WORDS | ROLES
_RUN = 3  # content words side by side that make a repetition
_MOST = 0.6  # of a headline's content words
_SHARE = 0.8  # of a headline's content words, in whichever order
_NAMED = 5  # words that name a speaker before or after a colon
_REPORTS, _QUOTES = 0.3, 0.7  # the weights from which a verb reports, or quotes


@dataclass(frozen=True, slots=True)
class Repeat:
    """The stretch of a line that repeats quotation number `quotation`."""

    span: Span
    quotation: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or mark of a sentence; `stem` is "" for what carries no content; `name`: a capital that it need not have.

    quoted: between quotation marks, so that what is on either side of it does not belong together.
    """

    lower: str
    stem: str
    name: bool
    quoted: bool
    span: Span


def repeated(
    line: str, quotations: Sequence[str], speakers: Collection[str] = (), *, english: bool = True
) -> Repeat | None:
    """Return the longest stretch of `line`, a headline or a summary, that repeats one of `quotations`, or None.

    `speakers` are names of those quoted; a sentence of the line that attributes what it says is left alone. The words
    of speech are known for English only: elsewhere a speaker's name, or a colon, is taken for an attribution.
    Time grows with the length of the quotations.
    """
    names = {word for name in speakers for word in fold(name).split() if len(word) > 2}
    claims = [s for s in _sentences(line, english, marks=True) if not _attributed(s, names, english)]
    claims = [s for s in claims if sum(bool(word.stem) for word in s) >= _RUN]
    best: tuple[int, Repeat] | None = None
    for number, quotation in enumerate(quotations if claims else ()):
        for said in _sentences(quotation, english, marks=False):
            for claim in claims:
                size, span = _shared(claim, [word for word in said if word.stem])
                if span and (best is None or size > best[0]):
                    best = size, Repeat(span, number)
    return best[1] if best else None


def _sentences(text: str, english: bool, *, marks: bool) -> list[list[_Word]]:
    words, paragraphs = read(text)
    quoted = bytearray(len(words.printed) + 1)
    for stretch in find_quoted(words, paragraphs) if marks else ():
        quoted[stretch.begin : stretch.finish] = b"\1" * (stretch.finish - stretch.begin)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    sentences: list[list[_Word]] = [[]]
    for k, lower in enumerate(words.lower):
        if len(sentences) <= len(ends) and words.starts[k] >= ends[len(sentences) - 1]:
            sentences.append([])
        sentence = sentences[-1]
        first = not any(word.lower[0].isalnum() for word in sentence[-2:]) and len(sentence) < 3
        empty = bool(quoted[k]) or not lower[0].isalnum() or _without_content(lower, words.classes[k], english)
        name = bool(words.capitals[k]) and (not first or words.capitals[k + 1 : k + 2] == b"\1")
        sentence.append(
            _Word(lower, "" if empty else _stem(lower, english), name, bool(quoted[k]), words.span(k, k + 1))
        )
    return sentences


def _without_content(lower: str, classes: int, english: bool) -> bool:
    if not english:
        return len(lower) < 4
    return bool(classes & _FUNCTION) or lower in OTHER_PRONOUNS


def _stem(lower: str, english: bool) -> str:
    """Return what forms of a word share: "publish" of "publishes", "published" and "publishing"."""
    folded = fold(lower)
    if not english:
        return folded
    stem = _ENDINGS.sub("", folded)
    return stem[:-1] + "i" if stem.endswith("y") else stem


def _shared(claim: list[_Word], said: list[_Word]) -> tuple[int, Span | None]:
    """Return how many words of `said` a sentence repeats, and where: side by side or, failing that, most of them."""
    content = {word.stem for word in claim if word.stem}
    size, span = _longest_run(claim, said, len(content))
    if span:
        return size, span
    shared = content & {word.stem for word in said}
    plain = shared - {word.stem for word in said if word.name}
    if len(plain) < _RUN or len(shared) < _SHARE * len(content):
        return 0, None
    places = [word.span for word in claim if word.stem in shared]
    return len(shared), (places[0][0], places[-1][1])


def _longest_run(claim: list[_Word], said: list[_Word], content: int) -> tuple[int, Span | None]:
    """Return the most content words that stand side by side in both, with no others between, and where."""
    words = [word for word in claim if word.stem or word.quoted]
    at = {_three(words, k): k for k in range(len(words) - _RUN, -1, -1)}
    best: tuple[int, Span | None] = (0, None)
    i = 0
    while i <= len(said) - _RUN:
        k = at.get(_three(said, i))
        if k is None:
            i += 1
            continue
        stop = _RUN
        while k + stop < len(words) and i + stop < len(said) and words[k + stop].stem == said[i + stop].stem:
            stop += 1
        if stop > best[0] and _claims(said[i : i + stop], content):
            best = stop, (words[k].span[0], words[k + stop - 1].span[1])
        i += stop - _RUN + 1
    return best


def _claims(run: list[_Word], content: int) -> bool:
    """Tell whether a run of shared words says something: more than names, and more than one phrase of three words.

    Three words do where they are most of the line, or where small words tie them together ("breaks the letter of law").
    """
    plain = [word for word in run if not word.name]
    if len(plain) < 2 or len(run) > _RUN or len(run) > _MOST * content:
        return len(plain) > 1
    tied = any(b.span[0] - a.span[1] > 1 for a, b in pairwise(run))
    return tied and len(plain) == len(run) and not any(word.lower in _WHO for word in run)


def _three(words: list[_Word], k: int) -> tuple[str, ...]:
    return tuple(word.stem for word in words[k : k + _RUN])


def _attributed(sentence: list[_Word], names: set[str], english: bool) -> bool:
    """Tell whether a sentence says whose words these are: by a colon, by "according to", by a verb of speech."""
    if _set_apart(sentence, names):
        return True
    if not english:
        return any(fold(word.lower) in names for word in sentence)
    lower = [word.lower for word in sentence]
    if any(pair in (("according", "to"), ("says", "who")) for pair in pairwise(lower)):
        return True
    return any(_reports(sentence, k, names) for k in range(len(sentence)))


def _set_apart(sentence: list[_Word], names: set[str]) -> bool:
    """Tell whether a speaker stands before or after a colon or a dash: "Lee: ...", "... – engineer"."""
    for k, word in enumerate(sentence):
        if word.lower not in _PARTS:
            continue
        before, after = ([w for w in side if w.lower[0].isalnum()] for side in (sentence[:k], sentence[k + 1 :]))
        labelled = any(w.lower in _LABELS for w in before)
        if len(before) <= _NAMED and not labelled and any(_is_who(w, names) for w in before[-1:]):
            return True
        if len(after) <= _NAMED and any(_is_who(w, names) for w in after):
            return True
    return False


def _is_who(word: _Word, names: set[str]) -> bool:
    role = word.lower in _WHO or word.lower.removesuffix("s") in ROLES
    return word.name or role or not names.isdisjoint(fold(word.lower).split())


def _reports(sentence: list[_Word], k: int, names: set[str]) -> bool:
    """Tell whether the word at `k` is a verb of speech; one that is mostly a noun needs its speaker right before it."""
    word = sentence[k]
    verb = VERBS.get(word.lower)
    if verb is None or word.quoted:
        return False
    if verb.weights.that < _REPORTS and verb.weights.marks < _QUOTES:
        return False
    beside = k > 0 and _is_who(sentence[k - 1], names)
    return beside or (word.lower not in NOUN_LIKE and k > 0)
