"""Where the words of a quotation are after its text was edited: the arithmetic of the quote lock (D4).

Plain functions on strings; offsets are code points. A stretch that the edit left whole is moved with it. Of one that
was changed the place is followed, as what stands between its neighbours, through any number of edits: where its words
stand there again, to the letter, it is whole again. One that was cut is found only in text that an edit inserted,
between the words that surrounded it. There is no fuzzy search: the same words elsewhere are never taken for it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from .comparing import Same, matches, offsets, same_pieces, tokens
from .stretches import Stretch, again, elsewhere, fits, pasted, says

__all__ = ["Carried", "Edit", "Stretch", "matches"]

Outcome = Literal["kept", "altered", "lost"]
Spans = list[list[int]]

# In a place this much longer than the words, single words that recur there say nothing.
_LONGER, _LONGER_BY = 4, 400
# A word or two, with nothing left beside them, are found again by chance; this many are not.
_TELLING = 3
_SLID_AT_MOST = 200
_MARKS = frozenset('"“”„‟«»″\n')


@dataclass(frozen=True)
class Carried:
    """What became of a quotation: outcome, spans in the new body (the old ones where it is lost), and its places."""

    outcome: Outcome
    spans: Spans
    places: list[Stretch]


@dataclass(frozen=True)
class _Remains:
    """What is left of a stretch: from where to where in the new body, and how many characters of it."""

    start: int
    end: int
    kept: int


@dataclass(frozen=True)
class _Gap:
    """What lies between two pieces that are the same: [old, old_end) was taken out, [new, new_end) put in."""

    old: int
    old_end: int
    new: int
    new_end: int


class Edit:
    """The difference between two bodies, asked for many quotations."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.same = same_pieces(old, new)
        self._begin = [piece.old for piece in self.same]
        ends = [Same(0, 0, 0), *self.same, Same(len(old), len(new), 0)]
        self._gaps = [_Gap(a.old + a.length, b.old, a.new + a.length, b.new) for a, b in pairwise(ends)]
        self._inserted = [(gap.new, gap.new_end) for gap in self._gaps if gap.new < gap.new_end]

    def carry(self, spans: Sequence[Sequence[int]]) -> Carried:
        """Return where the stretches at `spans` of the old body are in the new one."""
        return self.follow([Stretch.of(self.old, start, end) for start, end in spans], spans)

    def follow(self, stretches: Sequence[Stretch], spans: Sequence[Sequence[int]], *, lost: bool = False) -> Carried:
        """Return what became of a quotation of which `stretches` is known in the old body, where it had `spans`.

        `lost` says that it was lost before. "kept" means that all its words stand in the new body; one that had been
        altered or lost is whole again.
        """
        places = [self._place(stretch) for stretch in stretches]
        remains = [self._remains(old, new) for old, new in zip(stretches, places, strict=True)]
        for n, stretch in enumerate(stretches):
            if span := self._found(stretch, places[n], remains[n]):
                places[n] = Stretch.of(self.new, *span, once=stretch.once)
                remains[n] = _Remains(*span, len(stretch.words))
        whole = [[p.start, p.end] for p in places if p.stands_in(self.new)]
        if len(whole) == len(places) and all(a[1] <= b[0] for a, b in pairwise(whole)):
            return Carried("kept", whole, places)
        shown = self._shown(places, remains)
        if not shown or self._is_gone(places, remains, lost):
            return Carried("lost", [list(span) for span in spans], places)
        return Carried("altered", shown, places)

    def rather(self, carried: Carried, spans: Sequence[Sequence[int]]) -> Spans | None:
        """Return where a quotation of one stretch that was kept stands more likely than where it was carried, or None.

        Two sentences that quote the same words and change places differ from two in which the names were exchanged by
        nothing but the way in which the difference is told.
        """
        if carried.outcome != "kept" or len(spans) != 1:
            return None
        stretch = Stretch.of(self.old, *spans[0])
        at = elsewhere(self.new, stretch, carried.spans[0][0])
        return None if at is None else [[at, at + len(stretch.words)]]

    def _place(self, stretch: Stretch) -> Stretch:
        """Follow the place of a stretch: what now stands between the neighbours that it has left."""
        sure = not self._is_chance(stretch)
        start, left = 0, False
        if n := bisect_left(self._begin, stretch.start):
            piece = self.same[n - 1]
            last = min(stretch.start, piece.old + piece.length)
            start, left = last - piece.old + piece.new, last == stretch.start and stretch.left and sure
            start -= self._slid(self._gaps[n - 1], start - piece.new, start)
        end, right = len(self.new), False
        n = max(0, bisect_right(self._begin, stretch.end) - 1)
        for m, piece in enumerate(self.same[n : n + 2], n + 1):
            if piece.old + piece.length > stretch.end:
                first = max(stretch.end, piece.old)
                end, right = first - piece.old + piece.new, first == stretch.end and stretch.right and sure
                end += self._slid(self._gaps[m], piece.new + piece.length - end, end)
                break
        # Of two spaces nobody can tell which one was left; letters can be told.
        while start and not left and not self.new[start - 1].isalnum():
            start -= 1
        while end < len(self.new) and not right and not self.new[end].isalnum():
            end += 1
        return replace(stretch, start=start, end=end, left=left, right=right)

    def _slid(self, gap: _Gap, beside: int, edge: int) -> int:
        """Return the length of what was put in beyond a neighbour, if it may as well have been put in before it."""
        length = gap.new_end - gap.new if gap.old == gap.old_end and beside <= _SLID_AT_MOST else 0
        far = edge - beside - length if gap.new < edge else edge + length
        near = edge - beside if gap.new < edge else edge
        return length if self.new[near : near + beside] == self.new[far : far + beside] else 0

    def _found(self, stretch: Stretch, place: Stretch, left: _Remains) -> list[int] | None:
        """Return where the words stand whole: moved with the text, again in their place, or cut and pasted."""
        if moved := self._moved(stretch):
            return moved
        at = again(self.new, place)
        if at is None and left.kept * 2 < len(stretch.words):
            at = pasted(self.new, stretch, self._inserted)
        return None if at is None else [at, at + len(stretch.words)]

    def _moved(self, stretch: Stretch) -> list[int] | None:
        """Return where a stretch is that the edit left whole."""
        n = self._holding(stretch)
        if n is None or self._is_chance(stretch):
            return None
        at = stretch.start - self.same[n].old + self.same[n].new
        return [at, at + len(stretch.words)] if fits(self.new, stretch, at) else None

    def _holding(self, stretch: Stretch) -> int | None:
        """Return the number of the piece that holds the whole of a stretch that stands in the old body."""
        n = bisect_right(self._begin, stretch.start) - 1
        held = n >= 0 and stretch.end <= self.same[n].old + self.same[n].length and stretch.stands_in(self.old)
        return n if held else None

    def _is_chance(self, stretch: Stretch) -> bool:
        """Whether its words may be in both bodies by chance, nothing being left of what stood beside them."""
        n = self._holding(stretch)
        if n is None:
            return False
        piece = self.same[n]
        beside = self.old[piece.old : stretch.start] + self.old[stretch.end : piece.old + piece.length]
        changed = "".join(self.old[g.old : g.old_end] + self.new[g.new : g.new_end] for g in self._gaps[n : n + 2])
        if says(beside) or not says(changed):
            return False
        telling = sum(token.isalnum() for token in tokens(stretch.words)) >= _TELLING
        return not (telling and self.old.count(stretch.words) == self.new.count(stretch.words) == 1)

    def _remains(self, stretch: Stretch, place: Stretch) -> _Remains:
        """Return what is left of a stretch: what the edit left if it stood whole, else what its place has of it."""
        blocks = []
        if stretch.stands_in(self.old):
            n = max(0, bisect_right(self._begin, stretch.start) - 1)
            for piece in self.same[n:] if not self._is_chance(stretch) else []:
                a, b = max(stretch.start, piece.old), min(stretch.end, piece.old + piece.length)
                if piece.old >= stretch.end:
                    break
                blocks += [(a - piece.old + piece.new, b - a)] if a < b else []
        elif place.end - place.start <= _LONGER * len(place.words) + _LONGER_BY:
            here = tokens(self.new[place.start : place.end])
            at = offsets(here)
            shared = matches(tokens(place.words), here)
            blocks = [(place.start + at[k], at[k + count] - at[k]) for _i, k, count in shared]
        if not blocks:
            return _Remains(place.start, place.start, 0)
        return _Remains(blocks[0][0], sum(blocks[-1]), sum(length for _at, length in blocks))

    def _is_gone(self, places: list[Stretch], remains: list[_Remains], lost: bool) -> bool:
        """Whether a quotation is lost: other words between its neighbours, or half of its own, are an alteration."""
        if any(p.left and p.right and says(self.new[p.start : p.end]) for p in places):
            return False
        if lost and not any(p.left or p.right for p in places):
            return True
        return sum(left.kept for left in remains) * 2 < sum(len(p.words) for p in places)

    def _shown(self, places: list[Stretch], remains: list[_Remains]) -> Spans:
        """Return the spans of what stands in place of the words: what is left of them, and what was put to it."""
        spans: Spans = []
        for place, left in zip(places, remains, strict=True):
            if left.kept or (place.left and place.right):
                start, end = self._widened(place, left)
                if start < end and (not spans or spans[-1][1] <= start):
                    spans.append([start, end])
        return spans

    def _widened(self, place: Stretch, left: _Remains) -> tuple[int, int]:
        start, end = place.start if place.left else left.start, place.end if place.right else left.end
        while start > place.start and self.new[start - 1] not in _MARKS:
            start -= 1
        while end < place.end and self.new[end] not in _MARKS:
            end += 1
        text = self.new[start:end]
        return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
