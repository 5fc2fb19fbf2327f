"""Runs of words that could be a name, in any language: capitals, and the small words between them.

The engine's own names (`names`) are read from English copy; these are read from the letters alone.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

from articles.extraction.lexicon import CLASSES, OPENER, VERB
from articles.extraction.lexicon.forenames import FORENAMES
from articles.extraction.lexicon.people import PARTICLES
from articles.text import fold

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_WITHIN_NAME = re.compile(r"[ \u00a0]|[-‐‑'’]|\. ?")
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:…\n“”\"„«»(])\s*$")
_FOLLOWING = re.compile(r"['’]s\b|,? ([^\W\d_]+)")
_SMALL = PARTICLES | {"d"}
_RUN = 12  # words; a longer run of capitals is a list


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: folded, and as it is told apart (`same`): by its accents, unless it is all capitals."""

    start: int
    end: int
    printed: str
    folded: str
    same: str

    @property
    def ways(self) -> tuple[str, str]:
        """The forms in which it is known exactly."""
        return self.same, self.folded.upper()


def read_words(text: str) -> Iterator[Word]:
    """Yield the words of `text`: letters with their combining marks."""
    for match in WORD.finditer(text):
        printed = match[0]
        folded = fold(printed)
        capitals = len(printed) > 1 and printed.isupper()
        same = folded.upper() if capitals else unicodedata.normalize("NFC", printed).casefold()
        yield Word(match.start(), match.end(), printed, folded, same)


def find_runs(text: str, small: Container[str]) -> Iterator[list[Word]]:
    """Yield the runs of words with capitals, with particles between and, after a hyphen, the words of `small`."""
    run: list[Word] = []
    for word in read_words(text):
        between = text[run[-1].end : word.start] if run and word.start - run[-1].end <= 2 else "|"
        joined = bool(_WITHIN_NAME.fullmatch(between)) and not (between.startswith(".") and len(run[-1].printed) > 3)
        capital = word.printed[0].isupper()
        inner = joined and (word.folded in _SMALL or (between in "-‐‑" and word.folded in small))
        if run and not (joined and (capital or inner) and len(run) < _RUN):
            yield from _trimmed(run)
            run = []
        if capital or (run and inner):
            run.append(word)
    yield from _trimmed(run)


def without_openers(run: list[Word]) -> list[Word]:
    """Return a run without the words that lead into a sentence: "Then | Ann Lee"."""
    first = 0
    while first < len(run) and CLASSES.get(run[first].folded, 0) & OPENER and run[first].folded not in FORENAMES:
        first += 1
    return run[first:]


def _trimmed(run: list[Word]) -> Iterator[list[Word]]:
    """Yield a run without the particles that trail behind it."""
    while run and run[-1].printed[0].islower() and len(run[-1].printed) > 1 and run[-1].folded in _SMALL:
        run = run[:-1]
    if run:
        yield run


def opens_sentence(text: str, word: Word) -> bool:
    """Tell whether a word may have its capital only because a sentence begins with it."""
    return bool(_ENDS_SENTENCE.search(text, max(word.start - 4, 0), word.start))


def acts(word: Word, text: str) -> bool:
    """Tell whether what follows a word that begins its sentence shows it to be a name: a possessive, a verb."""
    following = _FOLLOWING.match(text, word.end)
    if not following:
        return False
    return following[1] is None or bool(CLASSES.get(following[1], 0) & VERB)
