"""What was changed in a text, passage by passage: the words before and after, so that a reader understands.

Plain functions on strings; offsets are code points. A passage is widened to whole words and, where both sides stay
short, to the sentence in which it stands; in a longer one, by a few words.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .comparing import Same, same_pieces

SHORT = 300
_AROUND = 5
_WORD = re.compile(r"\S+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# A full stop after an initial or a title ends no sentence, nor does one before a small letter.
_SENTENCE_END = re.compile(
    r"(?:(?<!\b[^\W\d_])(?<!\b[MD]r)(?<!\bM[rs]s)(?<!\bMs)(?<!\bSt)(?<!\bNo)(?<!\bProf)(?<!\bGen)(?<!\bSen)\.|[!?…؟।])"
    r"[\"'”’»)\]]*(?=\s+[^a-z\s]|\s*\Z)|[。！？][」』”]*|(?=\n[^\S\n]*\n)"
)


@dataclass(frozen=True)
class Place:
    """A stretch of the old text, [old_start, old_end), and what stands for it in the new one; either may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def length(self) -> int:
        """The length of the longer side."""
        return max(self.old_end - self.old_start, self.new_end - self.new_start)

    def to(self, last: "Place") -> "Place":
        """Return the stretch from here to the end of `last`."""
        return Place(self.old_start, last.old_end, self.new_start, last.new_end)

    def wider(self, left: int, right: int) -> "Place":
        """Return the stretch with so many code points more on either side, where both texts are the same."""
        return Place(self.old_start - left, self.old_end + right, self.new_start - left, self.new_end + right)


@dataclass(frozen=True)
class Passage:
    """A stretch in which two texts differ, with its words in both; `changes` are the exact places within it."""

    at: Place
    before: str
    after: str
    changes: tuple[Place, ...]


def passages(old: str, new: str, short: int = SHORT) -> list[Passage]:
    """Return the passages in which two texts differ, in order and apart; none where the texts are equal.

    Putting each `after` in the place of its `before` makes the new text. Both sides of what was widened to a sentence
    have fewer than `short` code points.
    """
    exact = list(changed(old, new))
    words = _Spans.words(old), _Spans.words(new)
    sentences = _Spans.sentences(old), _Spans.sentences(new)

    def few_words(place: Place) -> tuple[int, int]:
        left, right = _reach(sentences, place)
        near = [spans.around(*side) for spans, side in zip(words, _sides(place), strict=True)]
        return min(left, max(n[0] for n in near)), min(right, max(n[1] for n in near))

    found: list[Place] = []
    whole_words = _grown(exact, lambda place: _reach(words, place), new)
    for sentence, inside in _grown([place for place, _all in whole_words], lambda place: _reach(sentences, place)):
        found += [sentence] if sentence.length < short else [place for place, _all in _grown(inside, few_words)]
    return list(_passages(old, new, found, exact))


def changed(old: str, new: str) -> Iterator[Place]:
    """Yield the exact places in which two texts differ, in order."""
    done_old = done_new = 0
    for piece in [*same_pieces(old, new), Same(len(old), len(new), 0)]:
        if done_old < piece.old or done_new < piece.new:
            yield Place(done_old, piece.old, done_new, piece.new)
        done_old, done_new = piece.old + piece.length, piece.new + piece.length


def _passages(old: str, new: str, found: Sequence[Place], exact: Sequence[Place]) -> Iterator[Passage]:
    at = 0
    for place in found:
        first = at
        while at < len(exact) and exact[at].old_end <= place.old_end and exact[at].new_end <= place.new_end:
            at += 1
        before, after = old[place.old_start : place.old_end], new[place.new_start : place.new_end]
        yield Passage(place, before, after, tuple(exact[first:at]))


Reach = tuple[int, int]
Grown = list[tuple[Place, list[Place]]]


def _grown(places: Sequence[Place], reach: Callable[[Place], Reach], spaced: str | None = None) -> Grown:
    """Widen each place by its reach and join those that then meet; give each result with what it was made of.

    `spaced` is the new text, where those with nothing but space between them, within a paragraph, are joined too.
    """
    groups: list[tuple[int, list[Place], int]] = []
    for place in places:
        left, right = reach(place)
        if groups:
            first, inside, last = groups[-1]
            between = place.new_start - inside[-1].new_end - left - last
            low = inside[-1].new_end + last
            if between < 0 or (spaced is not None and _is_space(spaced[low : low + between])):
                groups[-1] = (first, [*inside, place], right)
                continue
        groups.append((left, [place], right))
    return [(inside[0].to(inside[-1]).wider(left, right), inside) for left, inside, right in groups]


def _is_space(text: str) -> bool:
    return not text.strip() and not _BLANK_LINE.search(text)


def _sides(place: Place) -> tuple[Reach, Reach]:
    return (place.old_start, place.old_end), (place.new_start, place.new_end)


def _reach(spans: "tuple[_Spans, _Spans]", place: Place) -> Reach:
    """Return how far the words or sentences that a place cuts through go on to its left and right, in either text."""
    reached = [of.beyond(*side) for of, side in zip(spans, _sides(place), strict=True)]
    return max(left for left, _right in reached), max(right for _left, right in reached)


class _Spans:
    """The words of a text, or its sentences, without the space between them."""

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        self.text, self.spans = text, spans
        self.starts = [start for start, _end in spans]

    @classmethod
    def words(cls, text: str) -> "_Spans":
        return cls(text, [match.span() for match in _WORD.finditer(text)])

    @classmethod
    def sentences(cls, text: str) -> "_Spans":
        spans, start = [], 0
        for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
            while start < end and text[start].isspace():
                start += 1
            stop = start + len(text[start:end].rstrip())
            if start < stop:
                spans.append((start, stop))
            start = end
        return cls(text, spans)

    def beyond(self, start: int, end: int) -> Reach:
        """Return by how much the spans at the two ends of a stretch reach beyond it."""
        inner = self.text[start:end]
        low, high = start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
        if low >= high:
            cut = self._at(start)
            through = cut is not None and cut[0] < start
            return (start - cut[0], max(0, cut[1] - end)) if cut and through else (0, 0)
        first, last = self._at(low), self._at(high - 1)
        return max(0, start - first[0]) if first else 0, max(0, last[1] - end) if last else 0

    def around(self, start: int, end: int) -> Reach:
        """Return how far a few spans more on either side reach."""
        before, after = bisect_right(self.starts, max(0, start - 1)), bisect_right(self.starts, end)
        left = self.spans[max(0, before - _AROUND)][0] if self.spans else start
        right = self.spans[min(len(self.spans), after + _AROUND) - 1][1] if self.spans else end
        return max(0, start - left), max(0, right - end)

    def _at(self, place: int) -> tuple[int, int] | None:
        number = bisect_right(self.starts, place) - 1
        span = self.spans[number] if number >= 0 else None
        return span if span and span[0] <= place < span[1] else None
