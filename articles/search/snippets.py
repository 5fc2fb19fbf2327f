"""The piece of a text that answers a query, and the words in it marked; the same on both databases."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.text import fold

from .folding import runs
from .indexes import BODY
from .query import Term, parse

ELLIPSIS = "…"


@dataclass(frozen=True)
class Hit:
    """A stretch [start, end) of the text, in code points, that answers the query's term number `term`."""

    start: int
    end: int
    term: int


def snippet(text: str, query: str, *, width: int = 160) -> SafeString:
    """Return the piece of `text` that shows most of what `query` asks for, as HTML with each hit in <mark>.

    The piece is at most `width` code points of the original text, unchanged (Markdown signs included), cut between
    words where it can be, with an ellipsis where it was cut. It holds as many different terms as possible, then as
    many hits, then it is the earliest. Without a hit it is the beginning. All else is escaped. Like the index, it
    looks at the first 200,000 code points; the time grows in proportion to these.
    """
    found = hits(text[:BODY], query)
    start, end = _window(found, len(text), width)
    start, end = _between_words(text, start, end, found)
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(text) else ""
    return mark_safe(before + _marked(text, start, end, found) + after)  # noqa: S308 - all of it is escaped


def highlight(text: str, query: str) -> SafeString:
    """Return the whole of `text` as HTML with what `query` finds in <mark>, all else escaped."""
    return mark_safe(_marked(text, 0, len(text), hits(text[:BODY], query)))  # noqa: S308 - all of it is escaped


def hits(text: str, query: str) -> list[Hit]:
    """Return where `text` answers the required terms of `query`, in order; hits of different terms may overlap.

    Both are compared folded, and the offsets are those of the original text. A prefix marks the whole word.
    """
    stream = _Stream(text)
    found = [hit for n, term in enumerate(parse(query).required) for hit in stream.find(term, n)]
    return sorted(found, key=lambda hit: (hit.start, hit.end))


class _Stream:
    """A text as its folded words, one space between them, and where each came from."""

    def __init__(self, text: str) -> None:
        self.spans: list[tuple[int, int]] = []
        self.offsets: list[int] = []
        forms: dict[str, list[str]] = {}
        words: list[str] = []
        offset = 0
        for match in _runs_of_words().finditer(text):
            run = match[0]
            if (parts := forms.get(run)) is None:
                parts = forms[run] = fold(run).split()
            for word in parts:
                words.append(word)
                self.spans.append(match.span())
                self.offsets.append(offset)
                offset += len(word) + 1
        self.folded = f" {' '.join(words)} "

    def find(self, term: Term, number: int) -> Iterator[Hit]:
        """Yield the hits of `term`, none overlapping another."""
        needle = " " + " ".join(term.words) + ("" if term.prefix else " ")
        count = len(term.words)
        at = self.folded.find(needle)
        while at >= 0:
            first = bisect_right(self.offsets, at) - 1
            last = first + count - 1
            yield Hit(self.spans[first][0], self.spans[last][1], number)
            at = self.folded.find(needle, at + len(needle) - (not term.prefix))


@cache
def _runs_of_words() -> re.Pattern[str]:
    """Return what matches the characters that folding does not turn into a space: letters, digits, marks, signs.

    Some signs fold to letters ("№" to "no") without being letters, so the class is found by folding.
    """
    kept = (char for char in map(chr, range(0x80, 0x110000)) if _is_kept(char))
    ranges = "".join(re.escape(a) if a == b else f"{re.escape(a)}-{re.escape(b)}" for a, b in runs(kept))
    return re.compile(f"[0-9A-Za-z{ranges}]+")


def _is_kept(char: str) -> bool:
    return char.isalnum() or "\u0300" <= char <= "\u036f" or (not char.isspace() and bool(fold(char)))


def _window(found: Sequence[Hit], length: int, width: int) -> tuple[int, int]:
    """Return the bounds of the best piece: the hits' stretch in the middle of `width` code points."""
    if not found:
        return 0, min(width, length)
    first, last = _best_stretch(found, width)
    start, end = found[first].start, max(hit.end for hit in found[first : last + 1])
    spare = max(0, width - (end - start))
    start = max(0, min(start - spare // 2, length - width))
    return start, min(length, start + width)


def _best_stretch(found: Sequence[Hit], width: int) -> tuple[int, int]:
    """Return the first and last index of the hits within `width` that hold most different terms, then most hits."""
    best, answer = (0, 0), (0, 0)
    counts: dict[int, int] = {}
    first = 0
    for last, hit in enumerate(found):
        counts[hit.term] = counts.get(hit.term, 0) + 1
        while first < last and hit.end - found[first].start > width:
            counts[found[first].term] -= 1
            if not counts[found[first].term]:
                del counts[found[first].term]
            first += 1
        if (score := (len(counts), last - first)) > best:
            best, answer = score, (first, last)
    return answer


def _between_words(text: str, start: int, end: int, found: Sequence[Hit]) -> tuple[int, int]:
    """Return the bounds moved inwards to white space, but into no hit and not by more than a third."""
    third = (end - start) // 3
    inside = [hit for hit in found if start <= hit.start and hit.end <= end]
    if start and not text[start - 1].isspace():
        limit = min([start + third, *(hit.start for hit in inside)])
        start = next((i + 1 for i in range(start, limit) if text[i].isspace()), start)
    if end < len(text) and not text[end].isspace():
        limit = max([end - third, *(hit.end for hit in inside)])
        end = next((i for i in range(end - 1, limit - 1, -1) if text[i].isspace()), end)
    return start, end


def _marked(text: str, start: int, end: int, found: Sequence[Hit]) -> str:
    """Return text[start:end] escaped, the hits in it (or their visible part) in <mark>; overlapping ones in one."""
    parts, at = [], start
    for low, high in _merged(found):
        low, high = max(low, start), min(high, end)  # noqa: PLW2901 - clipped to what is shown
        if low < high:
            parts += [escape(text[at:low]), "<mark>", escape(text[low:high]), "</mark>"]
            at = high
    return "".join([*parts, escape(text[at:end])])


def _merged(found: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that hits cover, in order, none touching the next."""
    low, high = -1, -1
    for hit in found:
        if hit.start >= high:
            if high > low:
                yield low, high
            low, high = hit.start, hit.end
        else:
            high = max(high, hit.end)
    if high > low:
        yield low, high
