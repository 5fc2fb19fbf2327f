"""Marks of quotations, woven into HTML that is well nested however they overlap."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markdown_it.common.utils import escapeHtml

from .places import Lines, Piece

# How many marks may lie on one stretch of text; a further one gets its address there, and nothing else.
DEPTH = 16
_END, _START = 0, 1


@dataclass(frozen=True)
class Mark:
    """One quotation to weave into the text.

    `spans` are [start, end) in code points of the body; one that is empty, runs backward or leaves the body is
    ignored, and so is a mark without a good span or with the id of an earlier one. `id` becomes the id of its first
    element. Where `note` names an element, a small link to it follows the last stretch (after the link of the text,
    where the stretch ends in one), called `label`, whose `sign` the style sheet shows: no character comes between the
    words where they are copied, read aloud or taken over by another program.
    """

    id: str
    spans: tuple[tuple[int, int], ...]
    css: str = "quote"
    note: str = ""
    sign: str = ""
    label: str = ""

    def element(self, *, first: bool) -> str:
        identity = f' id="{escapeHtml(self.id)}"' if first else ""
        return f'<span class="{escapeHtml(self.css)}"{identity}>'

    def link(self) -> str:
        label = f' aria-label="{escapeHtml(self.label)}"' if self.label else ""
        sign = f' data-sign="{escapeHtml(self.sign)}"' if self.sign else ""
        return f'<a class="quote-note" href="#{escapeHtml(self.note)}"{sign}{label}></a>'


class Weaver:
    """Writes HTML from left to right, and opens and closes the marks as their boundaries are passed.

    A mark opens only where text follows, and no mark stays open across a tag.
    """

    def __init__(self, marks: Sequence[Mark], lines: Lines, length: int) -> None:
        good = {}
        for mark in marks:
            if mark.id not in good and (spans := _good_spans(mark.spans, length)):
                good[mark.id] = (mark, spans)
        self.parts: list[str] = []
        self.first: dict[str, int] = {}  # id -> the part in which its first element is
        self.lost: list[tuple[Mark, int]] = []  # marks without a rendered character, with their places
        self._last: dict[str, int] = {}  # id -> the part before which its link goes
        self._marks = {mark.id: mark for mark, _spans in good.values()}
        self._left = {mark.id: len(spans) for mark, spans in good.values()}
        self._events = _events(good.values(), lines)
        self._next = 0
        self._active: list[Mark] = []
        self._fresh: list[Mark] = []
        self._open: list[Mark] = []
        self._in_link = False
        self._ended_in_link: set[str] = set()

    def tag(self, html: str) -> None:
        """Write a tag, or anything else that no mark may enclose."""
        while self._open:
            self._close()
        self.parts.append(html)

    def link(self, html: str) -> None:
        """Write the tag that opens a link."""
        self.tag(html)
        self._in_link = True

    def end_link(self) -> None:
        """Write the tag that closes a link."""
        self.tag("</a>")
        self._in_link = False
        for name in self._ended_in_link:
            self._last[name] = len(self.parts)
        self._ended_in_link.clear()

    def brk(self, html: str, place: int) -> None:
        """Write a line break, which marks may enclose."""
        self._advance(place)
        self.parts.append(html)

    def text(self, piece: Piece) -> None:
        """Write text, escaped, with the marks that lie on it."""
        self._advance(piece.start)
        done = piece.start
        while not piece.atomic and self._place() < piece.end:
            place = self._place()
            self._write(piece.text[done - piece.start : place - piece.start])
            self._advance(place)
            done = place
        if piece.atomic:
            ends = self._starts_within(piece)
            self._write(piece.text)
            for mark in ends:
                self._end(mark, piece.start)
        else:
            self._write(piece.text[done - piece.start :])

    def finish(self) -> dict[int, str]:
        """Pass what boundaries are left; return the links of the marks, by the part before which they stand."""
        self._advance(sys.maxsize)
        links: dict[int, str] = {}
        for name, part in self._last.items():
            if self._marks[name].note:
                links[part] = links.get(part, "") + self._marks[name].link()
        return links

    def _place(self) -> int:
        return self._events[self._next][0] if self._next < len(self._events) else sys.maxsize

    def _advance(self, place: int) -> None:
        while self._next < len(self._events) and self._place() <= place:
            at, kind, _order, mark = self._events[self._next]
            self._next += 1
            if kind == _START:
                self._start(mark)
            else:
                self._end(mark, at)

    def _starts_within(self, piece: Piece) -> list[Mark]:
        """Start the marks that begin within a piece that cannot be divided; return those that end within it."""
        ended = []
        while self._place() < piece.end:
            _at, kind, _order, mark = self._events[self._next]
            self._next += 1
            if kind == _START:
                self._start(mark)
            else:
                ended.append(mark)
        return ended

    def _start(self, mark: Mark) -> None:
        if mark in self._active:  # a second span of it, within a piece that cannot be divided
            return
        self._active.append(mark)
        self._fresh.append(mark)

    def _end(self, mark: Mark, place: int) -> None:
        while mark in self._open:
            self._close()
        if mark in self._active:
            self._active.remove(mark)
        if mark in self._fresh:
            self._fresh.remove(mark)
        self._left[mark.id] -= 1
        if not self._left[mark.id] and mark.id not in self.first:
            self.lost.append((mark, place))

    def _close(self) -> None:
        mark = self._open.pop()
        self.parts.append("</span>")
        self._ended(mark)

    def _ended(self, mark: Mark) -> None:
        self._last[mark.id] = len(self.parts)
        if self._in_link:
            self._ended_in_link.add(mark.id)
        else:
            self._ended_in_link.discard(mark.id)

    def _write(self, text: str) -> None:
        if not text:
            return
        for mark in self._active[:DEPTH]:
            if mark not in self._open:
                self._begin(mark)
                self._open.append(mark)
        for mark in self._fresh:
            if mark.id not in self.first:
                self._begin(mark)
                self.parts.append("</span>")
                self._ended(mark)
        self._fresh.clear()
        self.parts.append(escapeHtml(text))

    def _begin(self, mark: Mark) -> None:
        first = mark.id not in self.first
        self.first.setdefault(mark.id, len(self.parts))
        self.parts.append(mark.element(first=first))


def _good_spans(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return the spans that lie within `length`, in order, those that touch joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if _is_span(span, length)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_span(span: tuple[int, int], length: int) -> bool:
    return len(span) == 2 and all(type(n) is int for n in span) and 0 <= span[0] < span[1] <= length


def _events(
    marks: Iterable[tuple[Mark, list[tuple[int, int]]]], lines: Lines
) -> list[tuple[int, int, tuple[int, int], Mark]]:
    """Return the boundaries in order: at one place ends before starts, and of starts the longest span first."""
    events = []
    for number, (mark, spans) in enumerate(marks):
        for start, end in spans:
            first = lines.offset(start)
            last = max(first + 1, lines.offset(end))  # half of a line end is a place too
            events.append((first, _START, (-last, number), mark))
            events.append((last, _END, (-first, number), mark))
    return sorted(events, key=lambda event: event[:3])
