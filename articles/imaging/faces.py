"""The fonts of the cards, and which characters each of them can draw.

They come with the package, each under the SIL Open Font License: Source Serif 4 for Latin, Cyrillic and Greek, as the
pages have it; Amiri for Arabic; Frank Ruhl Libre for Hebrew. No font of the machine is used, so that a card looks the
same everywhere.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from PIL import ImageFont

# The joiners shape Arabic and Persian; a face that does not know them draws the same letters without.
JOINERS = "\u200c\u200d"
_OPTICAL_SIZE = 24


@dataclass(frozen=True)
class Face:
    """One typeface: the package that brings it, its files, and whether their weight varies.

    `leading` is the height of a line as a multiple of the size of the type; `scale` makes the types look as large as
    each other.
    """

    package: str
    regular: str
    bold: str
    italic: str = ""
    varies: bool = False
    leading: float = 1.28
    scale: float = 1.0

    def path(self, style: str = "regular") -> Path:
        """Return the file of a style: "regular", "bold" or "italic"; upright where there is no italic."""
        return Path(str(files(self.package))) / "files" / (getattr(self, style) or self.regular)

    def font(self, style: str, size: int) -> ImageFont.FreeTypeFont:
        """Return the face in a style at a size in pixels."""
        font = ImageFont.truetype(self.path(style), round(size * self.scale))
        if self.varies:
            wanted = {b"Weight": 600 if style == "bold" else 400, b"Optical Size": _OPTICAL_SIZE}
            font.set_variation_by_axes([wanted[axis["name"]] for axis in font.get_variation_axes()])
        return font

    @property
    def characters(self) -> frozenset[int]:
        """The code points that every style of the face can draw; none where its package is not installed."""
        return _characters(self)

    def knows(self, text: str) -> bool:
        """Return whether the face can draw every character of `text`, the joiners aside."""
        return all(ord(char) in self.characters for char in text if char not in JOINERS)

    def spelled(self, text: str) -> str:
        """Return `text` without the joiners that the face does not know."""
        return "".join(char for char in text if char not in JOINERS or ord(char) in self.characters)


FACES = (
    Face(
        "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf",
        "SourceSerif4[opsz,wght].ttf",
        "SourceSerif4-Italic[opsz,wght].ttf",
        varies=True,
    ),
    Face("fontpkg_amiri", "Amiri-Regular.ttf", "Amiri-Bold.ttf", leading=1.55, scale=1.08),
    Face("fontpkg_frank_ruhl_libre", "FrankRuhlLibre[wght].ttf", "FrankRuhlLibre[wght].ttf", varies=True),
)


def face_for(text: str) -> Face | None:
    """Return the first face that can draw all of `text`, or None: half a text is never drawn, nor a box in it."""
    return next((face for face in FACES if face.knows(text)), None)


@cache
def _characters(face: Face) -> frozenset[int]:
    try:
        paths = {face.path(style) for style in ("regular", "bold", "italic")}
    except ModuleNotFoundError:
        return frozenset()
    return frozenset.intersection(*(frozenset(characters_of(path.read_bytes())) for path in paths))


def characters_of(font: bytes) -> Iterator[int]:
    """Yield the code points to which a font has a glyph (OpenType 1.9, cmap, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {font[n : n + 4]: struct.unpack_from(">L", font, n + 8)[0] for n in range(12, 12 + 16 * tables, 16)}
    start = places[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    subtables = {start + struct.unpack_from(">L", font, start + 8 + 8 * n)[0] for n in range(count)}
    for place in subtables:
        (form,) = struct.unpack_from(">H", font, place)
        if form == 12:
            yield from _format_12(font, place)
        elif form == 4:
            yield from _format_4(font, place)


def _format_12(font: bytes, place: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">L", font, place + 12)
    for n in range(groups):
        first, last, glyph = struct.unpack_from(">3L", font, place + 16 + 12 * n)
        yield from range(first + (glyph == 0), last + 1)


def _format_4(font: bytes, place: int) -> Iterator[int]:
    doubled: int = struct.unpack_from(">H", font, place + 6)[0]
    for n in range(0, doubled, 2):
        end, first, delta, offset = (
            struct.unpack_from(">H", font, place + 14 + n + skip)[0]
            for skip in (0, doubled + 2, 2 * doubled + 2, 3 * doubled + 2)
        )
        for code in range(first, min(end, 0xFFFE) + 1):
            glyph = code if not offset else _glyph(font, place + 16 + 3 * doubled + n + offset + 2 * (code - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield code


def _glyph(font: bytes, place: int) -> int:
    glyph: int = struct.unpack_from(">H", font, place)[0]
    return glyph
