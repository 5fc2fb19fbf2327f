"""First stage: a text becomes words and paragraphs. Nothing is changed: every offset is into the text as given."""

import re
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from articles.extraction.lexicon import CLASSES
from articles.extraction.records import Span

# A word keeps inner hyphens, full stops and apostrophes ("U.S", "co-founder", "don't"); a possessive 's stands alone.
# Each repeated group must begin with a mark that the one before cannot hold, so matching never goes back.
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)+[^\W_]*"
    r"|[^\W_]+(?:(?:['’](?![sS]\b)|[-.&‑](?=[^\W_]))[^\W_]+)*"
    r"|['’][sS]\b|--+|\.\.+|''|’’|‘‘|``|\S"
)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_ENDS_SENTENCE = re.compile(r"[.!?:;\"”’»)]$")
_ADJECTIVAL = ("-based", "-linked", "-led", "-backed", "-born", "-owned", "-run", "-style", "-area", "-wide", "-old")
_WRAPPED_AT = 50  # code points; a shorter line is a line of its own, not one broken by a margin


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text, side by side: as printed, lower case, where each starts and ends, its classes.

    capitals: a byte for each word, 1 where it is printed as a name is.
    """

    text: str
    printed: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    classes: list[int]
    capitals: bytes

    def span(self, first: int, stop: int) -> Span:
        """Return the span in the text of the words from `first` up to, not including, `stop`."""
        return self.starts[first], self.ends[stop - 1]

    def slice(self, first: int, stop: int) -> str:
        """Return the text of the words from `first` up to, not including, `stop`."""
        return self.text[self.starts[first] : self.ends[stop - 1]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of words [first, stop) that the text sets apart by a line break."""

    first: int
    stop: int


def read(text: str) -> tuple[Words, tuple[Paragraph, ...]]:
    """Return the words and the paragraphs of `text`. Time grows with its length; any code point is welcome."""
    printed: list[str] = []
    starts: list[int] = []
    breaks: list[int] = []
    find = text.find
    for start, end in _paragraph_spans(text):
        breaks.append(len(starts))
        at = start
        found = _TOKEN.findall(text, start, end)
        printed += found
        for word in found:  # only blanks lie between one word and the next
            at = find(word, at)
            starts.append(at)
            at += len(word)
    breaks.append(len(starts))
    unique = set(printed)
    lower_of = {word: word.lower().replace("’", "'") for word in unique}
    class_of = {word: CLASSES.get(lower, 0) for word, lower in lower_of.items()}
    capital_of = {word: is_capital(word) for word in unique}
    words = Words(
        text,
        printed,
        list(map(lower_of.__getitem__, printed)),
        starts,
        list(map(add, starts, map(len, printed))),
        list(map(class_of.__getitem__, printed)),
        bytes(map(capital_of.__getitem__, printed)),
    )
    return words, tuple(Paragraph(a, b) for a, b in pairwise(breaks) if a < b)


def is_capital(printed: str) -> bool:
    """Tell whether a word is printed as a name is: "Lee", "al-Shabaab", "d’Arc", "e.GO", but not "Paris-based"."""
    if printed[0].isupper():
        return "-" not in printed or not printed.endswith(_ADJECTIVAL)
    if len(printed) < 3 or not printed[0].islower() or printed.islower():
        return False
    return any(a in "-'’." and b.isupper() for a, b in pairwise(printed[:5]))


def _paragraph_spans(text: str) -> list[Span]:
    """Return where each paragraph lies: a line, or several where a margin broke one sentence into lines."""
    spans: list[Span] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        if spans and _continues(text, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _continues(text: str, before: Span, start: int) -> bool:
    """Tell whether the line at `start` goes on with the sentence of the long line just before it."""
    previous_end = before[1]
    line_start = text.rfind("\n", before[0], previous_end) + 1 or before[0]
    return (
        start - previous_end <= 2
        and "\n\n" not in text[previous_end:start]
        and previous_end - line_start >= _WRAPPED_AT
        and text[start].islower()
        and not _ENDS_SENTENCE.search(text[max(previous_end - 2, 0) : previous_end].rstrip())
    )
