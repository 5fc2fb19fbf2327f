"""Where the words of a quotation are after its text was edited: the arithmetic of the quote lock (D4).

Plain functions on strings; offsets are code points. A stretch that the edit left whole is moved with it; one that was
cut and pasted is found only in text that the edit inserted, and only where it stands there once. There is no fuzzy
search: similar words elsewhere are never taken for the quotation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

Outcome = Literal["kept", "altered", "lost"]
# About 0.3 s of difflib; a text of 2,000 words rewritten from end to end is just below.
COMPARED_AT_MOST = 4_000_000
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Same:
    """A piece of text that stands in both bodies: `length` code points at `old` and at `new`."""

    old: int
    new: int
    length: int


@dataclass(frozen=True)
class Carried:
    """What became of a quotation: its outcome, and its spans in the new body (the old ones where it is lost)."""

    outcome: Outcome
    spans: list[list[int]]


class Edit:
    """The difference between two bodies, asked for many quotations."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.same = _merged(_same_pieces(old, new))

    def carry(self, spans: Sequence[Sequence[int]]) -> Carried:
        """Return where the stretches at `spans` of the old body are in the new one."""
        found = [self._whole(start, end) for start, end in spans]
        moved = [span for span in found if span is not None]
        if len(moved) == len(spans) and all(a[1] <= b[0] for a, b in pairwise(moved)):
            return Carried("kept", moved)
        remains = [self._remains(start, end) for start, end in spans]
        kept = sum(length for _span, length in remains)
        if kept * 2 < sum(end - start for start, end in spans):
            return Carried("lost", [list(span) for span in spans])
        return Carried("altered", [span for span, length in remains if length])

    def _whole(self, start: int, end: int) -> list[int] | None:
        for piece in self.same:
            if piece.old <= start and end <= piece.old + piece.length:
                shift = piece.new - piece.old
                return [start + shift, end + shift]
        return self._pasted(self.old[start:end])

    def _pasted(self, words: str) -> list[int] | None:
        """Find `words` where the edit put them in, and nowhere else."""
        places = [gap + match for gap, text in self._inserted() for match in _places(text, words)]
        return [places[0], places[0] + len(words)] if len(places) == 1 else None

    def _inserted(self) -> Iterator[tuple[int, str]]:
        last = 0
        for piece in [*self.same, Same(len(self.old), len(self.new), 0)]:
            if piece.new > last:
                yield last, self.new[last : piece.new]
            last = piece.new + piece.length

    def _remains(self, start: int, end: int) -> tuple[list[int], int]:
        """Return the span in the new body that holds what is left of a stretch, and how much is left."""
        first = last = None
        kept = 0
        for piece in self.same:
            a, b = max(start, piece.old), min(end, piece.old + piece.length)
            if a < b:
                first = a - piece.old + piece.new if first is None else first
                last = b - piece.old + piece.new
                kept += b - a
        return ([first, last], kept) if first is not None and last is not None else ([start, end], 0)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _same_pieces(old: str, new: str) -> Iterator[Same]:
    """Yield what is the same, first by lines, then by words within the lines that differ."""
    lines_old, lines_new = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at_old, at_new = _offsets(lines_old), _offsets(lines_new)
    done_old = done_new = 0
    for i, k, count in [*matches(lines_old, lines_new), (len(lines_old), len(lines_new), 0)]:
        yield from _same_words(old, new, (at_old[done_old], at_old[i]), (at_new[done_new], at_new[k]))
        if count:
            yield Same(at_old[i], at_new[k], at_old[i + count] - at_old[i])
        done_old, done_new = i + count, k + count


def _same_words(old: str, new: str, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Same]:
    words_old, words_new = _TOKENS.findall(old, *a), _TOKENS.findall(new, *b)
    at_old, at_new = _offsets(words_old), _offsets(words_new)
    for i, k, count in matches(words_old, words_new):
        yield Same(a[0] + at_old[i], b[0] + at_new[k], at_old[i + count] - at_old[i])


def matches(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return what `a` and `b` share, in order, as (index in a, index in b, how many).

    The common beginning and end are cut off first. What is left is compared part by part where that is bearable
    (`difflib` takes the product of the lengths, at worst), and else counts as rewritten.
    """
    low, most = 0, min(len(a), len(b))
    while low < most and a[low] == b[low]:
        low += 1
    high = 0
    while high < most - low and a[-1 - high] == b[-1 - high]:
        high += 1
    middle_a, middle_b = a[low : len(a) - high], b[low : len(b) - high]
    found = [(0, 0, low)]
    if len(middle_a) * len(middle_b) <= COMPARED_AT_MOST:
        blocks = SequenceMatcher(None, middle_a, middle_b, autojunk=False).get_matching_blocks()
        found += [(i + low, k + low, count) for i, k, count in blocks]
    return [match for match in [*found, (len(a) - high, len(b) - high, high)] if match[2]]


def _offsets(parts: Sequence[str]) -> list[int]:
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets


def _merged(pieces: Iterator[Same]) -> list[Same]:
    """Join pieces that touch in both bodies."""
    merged: list[Same] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.old + last.length == piece.old and last.new + last.length == piece.new:
            merged[-1] = Same(last.old, last.new, last.length + piece.length)
        else:
            merged.append(piece)
    return merged
