"""Where in the body the content of a token stood: whole lines, less indentation and the marks of their blocks."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from markdown_it.token import Token


@dataclass(frozen=True)
class Piece:
    """Text as rendered, and the [start, end) of the source that it came from; `atomic` where that was other text."""

    text: str
    start: int
    end: int
    atomic: bool = False


class Lines:
    """The source as the parser sees it, with line feeds only, and the way from the body's offsets to its own."""

    def __init__(self, body: str) -> None:
        self.text = re.sub(r"\r\n?", "\n", body).replace("\0", "\ufffd")
        self._dropped = [m.start() + 1 for m in re.finditer("\r\n", body)]
        self._lines = self.text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def offset(self, place: int) -> int:
        """Return where `place`, an offset into the body, lies in `text`."""
        return place - bisect_right(self._dropped, place)

    def line_of(self, offset: int) -> int:
        """Return the number, from 0, of the line in which `offset` lies."""
        return bisect_right(self._starts, offset) - 1

    def content(self, token: Token, *, heading: bool = False) -> "Content":
        """Return the places of the content of `token`, a block of text or code, line by line."""
        first, last = token.map or [0, 0]
        starts, at = [0], []
        row = first + (token.type == "fence")
        for line in token.content.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
            row = self._row(line, row, last)
            at.append(self._place(line, min(row, len(self._lines) - 1), heading))
            row += 1
        return Content(starts, at)

    def _row(self, line: str, row: int, last: int) -> int:
        # A paragraph's first lines may hold nothing but exotic white space, and are gone from its content.
        words = line.strip()
        for candidate in range(row, min(row + 8, last)):
            if words in self._lines[candidate]:
                return candidate
        return row

    def _place(self, line: str, row: int, heading: bool) -> int:
        source, start = self._lines[row], self._starts[row]
        if heading:
            marker = re.search(r"#+\s*", source)
            return start + (marker.end() if marker else 0)
        # Blocks take their marks from the left, so that line and content end alike.
        return start + len(source.rstrip()) - len(line.rstrip())


class Content:
    """The places of a token's content: of its n-th character, and of stretches of it."""

    def __init__(self, starts: list[int], at: list[int]) -> None:
        self._starts = starts
        self._at = at

    def place(self, offset: int) -> int:
        row = min(bisect_right(self._starts, offset) - 1, len(self._at) - 1)
        return self._at[row] + offset - self._starts[row]

    def pieces(self, text: str, start: int, end: int) -> list[Piece]:
        """Return `text`, which came from [start, end) of the content, as pieces that do not cross lines."""
        if len(text) != end - start:
            return [Piece(text, self.place(start), self.place(max(start, end - 1)) + 1, atomic=True)]
        found, row = [], bisect_right(self._starts, start) - 1
        while start < end:
            until = min(end, self._starts[row + 1]) if row + 1 < len(self._starts) else end
            place = self.place(start)
            found.append(Piece(text[: until - start], place, place + until - start))
            text, start, row = text[until - start :], until, row + 1
        return found
