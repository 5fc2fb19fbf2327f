"""Lines of type: what of a text can be drawn, from which side it is read, and how it is broken to fit a box.

Where Pillow has no Raqm (its wheels look for the library FriBiDi of the machine), nothing puts letters of Arabic
together or marks on their letters: text that needs it is then refused, not garbled.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PIL import ImageFont, features

from .faces import JOINERS, Face, face_for

# Nothing of what stands behind it would find room; it bounds the time that a text takes.
LONGEST = 2_000
_MARKS_AT_MOST = 4
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
_IGNORED = dict.fromkeys([*map(ord, _INVISIBLE), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_SPACES = re.compile(r"[\s\u3000]+(?<![\u00a0\u202f])")
_SENTENCE = re.compile(r".*[.!?…؟][\"”’»)]*(?=\s|$)", re.DOTALL)
_TRIAL = 100


class UndrawableText(ValueError):
    """No font here draws the whole of a text; the message quotes its beginning."""


def has_raqm() -> bool:
    """Return whether letters are shaped and put in the order of their script."""
    return bool(features.check("raqm"))


def cleaned(text: str) -> str:
    """Return `text` as it is drawn: NFC, single spaces, at most LONGEST characters, nothing invisible in it.

    Bidirectional controls go too: each letter stands where its script puts it, whatever hides between them.
    """
    text = unicodedata.normalize("NFC", text[: 2 * LONGEST].translate(_IGNORED)).replace("\u2011", "-")
    return _SPACES.sub(" ", text).strip()[:LONGEST]


def direction_of(text: str) -> str:
    """Return "rtl" or "ltr", as the first letter that has a direction says (Unicode Annex 9, P2 and P3)."""
    strong = (unicodedata.bidirectional(char) for char in text)
    return "rtl" if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


def _needs_raqm(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} or unicodedata.category(c)[0] == "M" for c in text)


def _overloaded(text: str) -> bool:
    """Return whether so many marks stand on one letter that they would leave their line."""
    run = 0
    for char in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.category(char)[0] == "M" else 0
        if run > _MARKS_AT_MOST:
            return True
    return False


@dataclass(frozen=True)
class Setting:
    """A text in one face and style, ready to be measured and broken; `text` is clean."""

    text: str
    face: Face
    style: str
    direction: str

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font at a size in pixels."""
        return self.face.font(self.style, size)

    def leading(self, size: int) -> int:
        """Return the height of a line of that size, in pixels."""
        return round(size * self.face.leading)

    @cached_property
    def _trial(self) -> ImageFont.FreeTypeFont:
        return self.font(_TRIAL)

    def width(self, text: str, size: int) -> float:
        """Return how wide `text` is at a size, to within a percent, in pixels."""
        direction = self.direction if has_raqm() else None
        return self._trial.getlength(text, direction=direction) * size / _TRIAL

    @cached_property
    def _cluster_widths(self) -> dict[str, float]:
        return {cluster: self.width(cluster, 1) for cluster in set(_clusters(self.text)) if cluster != " "}

    @cached_property
    def words(self) -> list[tuple[str, float]]:
        """The words, each with its width at a size of one pixel."""
        return [(word, self.width(word, 1)) for word in self.text.split(" ")]

    @cached_property
    def space(self) -> float:
        """The width of a space at a size of one pixel."""
        return self.width("n n", 1) - self.width("nn", 1) if self.face.knows("n") else self.width(" ", 1)

    def lines(self, size: int, room: float) -> list[str]:
        """Return the text in lines no wider than `room` pixels at a size; a word that is wider is broken."""
        lines: list[str] = []
        line, used = "", 0.0
        for word, wide in self._pieces(room / size):
            more = used + self.space + wide if line else wide
            if line and more > room / size:
                lines.append(line)
                line, more = "", wide
            line, used = f"{line} {word}" if line else word, more
        return [*lines, line] if line else lines

    def balanced(self, size: int, room: float) -> list[str]:
        """Return as many lines as `lines` does, of widths as even as can be."""
        wanted = len(self.lines(size, room))
        low, high = room / 2, room
        while high - low > 4:
            middle = (low + high) / 2
            low, high = (low, middle) if len(self.lines(size, middle)) == wanted else (middle, high)
        return self.lines(size, high)

    def _pieces(self, room: float) -> Iterator[tuple[str, float]]:
        for word, wide in self.words:
            if wide <= room:
                yield word, wide
            else:
                yield from self._broken(word, room)

    def _broken(self, word: str, room: float) -> Iterator[tuple[str, float]]:
        """Yield the parts of a word that is wider than a line, a mark staying with its letter."""
        part, used = "", 0.0
        for cluster in _clusters(word):
            wide = self._cluster_widths[cluster]
            if part and used + wide > room:
                yield part, used
                part, used = "", 0.0
            part, used = part + cluster, used + wide
        yield part, used


def _clusters(word: str) -> Iterator[str]:
    """Yield the characters of a word with the marks and joiners that follow them."""
    found = ""
    for char in word:
        if found and unicodedata.category(char)[0] != "M" and char not in JOINERS:
            yield found
            found = ""
        found += char
    if found:
        yield found


def setting(text: str, style: str = "regular") -> Setting:
    """Return `text` ready to be set, in the first face that can draw all of it; raises UndrawableText."""
    text = cleaned(text)
    face = face_for(text)
    legible = any(char.isalnum() for char in text) and not _overloaded(text)
    if face is None or not legible or (_needs_raqm(text) and not has_raqm()):
        raise UndrawableText(f"no font here draws “{text[:40]}”")
    return Setting(face.spelled(text), face, style, direction_of(text))


@dataclass(frozen=True)
class Fitted:
    """A text as it fits a box: its lines, top to bottom, at a size in pixels; `cut` where there is more of it."""

    setting: Setting
    size: int
    lines: list[str]
    cut: bool = False

    @property
    def height(self) -> int:
        """The height of all lines, in pixels."""
        return len(self.lines) * self.setting.leading(self.size)


def fitted(what: Setting, room: float, height: float, sizes: Sequence[int]) -> Fitted:
    """Return `what` at the largest of `sizes` (falling) at which it fits; else, at the smallest, cut.

    It is cut after a sentence where that keeps more than half of what has room, else after a word.
    """
    for size in sizes:
        if len(what.lines(size, room)) * what.leading(size) <= height:
            return Fitted(what, size, what.balanced(size, room))
    size = sizes[-1]
    most = max(1, int(height // what.leading(size)))
    shown = _cut(what, size, room, most)
    return Fitted(shown, size, shown.lines(size, room)[:most], cut=True)


def _cut(what: Setting, size: int, room: float, most: int) -> Setting:
    words = what.text[: len(" ".join(what.lines(size, room)[:most]))]
    while words:
        words = words.rpartition(" ")[0] or words[:-1]
        sentence = _SENTENCE.match(words)
        whole = sentence and len(sentence[0]) > len(words) / 2
        text = f"{sentence[0]} …" if sentence and whole else f"{words.rstrip(' ,;:–—-')}…"
        shorter = replace(what, text=text)
        if len(shorter.lines(size, room)) <= most:
            return shorter
    return replace(what, text="…")
