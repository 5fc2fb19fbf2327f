"""The card of a quotation: its words, who said them, in which role, where and when, as a picture to share.

1200 by 630 pixels, as social sites show it (ogp.me names no size; theirs is 1.91:1). Paper and ink are those of the
pages in daylight. What no font here can draw has no card: a picture never shows half of what was said, or a box in it,
or words without who said them.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from .typesetting import Fitted, Setting, UndrawableText, fitted, has_raqm, setting

# What changes the pixels of cards is counted here.
RECIPE = 2
WIDTH, HEIGHT = 1200, 630
PAPER, INK, SOFT, RULE = "#fbfaf6", "#1d1b18", "#5d574d", "#dcd6c8"
HUES = ("#5d574d", "#1c5a94", "#8a4700", "#28693a", "#773a94", "#08656e", "#655800")
BAND = 14
# The edges of the text; the opening mark of a quotation hangs outside, before its first line.
LEFT, RIGHT, TOP = 100, WIDTH - 80, 64
ROOM = RIGHT - LEFT
_WORDS = (84, 76, 68, 62, 56, 51, 46, 42, 38, 35, 32)
_BASE = 548
_COLOURS = 48


@dataclass(frozen=True)
class Card:
    """What a card says. `marks` open and close the words, "" where they are not the speaker's own.

    `hue` is the speaker's, 0 to 6. `facts` is one line: kind, day, source.
    """

    words: str
    speaker: str
    facts: str
    site: str
    role: str = ""
    marks: tuple[str, str] = ("", "")
    hue: int = 0


def can_draw(card: Card) -> bool:
    """Return whether `card` can be drawn, every character of it."""
    try:
        _texts(card)
    except UndrawableText:
        return False
    return True


def draw(card: Card) -> bytes:
    """Return the card as a PNG file; raises UndrawableText."""
    words, speaker, role, facts, site = _texts(card)
    name = _name(speaker)
    title = fitted(role, ROOM, 76, (27,)) if role else None
    below = _BASE - name.height - (title.height if title else 0) - 6
    base = below - 34
    said = fitted(words, ROOM, base - TOP, _WORDS)
    sheet = Sheet(said.setting.direction, HUES[card.hue % len(HUES)])
    top = TOP + max(0, (base - TOP - said.height) // 2)
    sheet.words(said, card.marks, top)
    sheet.set(name, below, INK)
    if title:
        sheet.set(title, below + name.height, SOFT)
    sheet.foot(facts, site)
    return sheet.png()


def _texts(card: Card) -> tuple[Setting, Setting, Setting | None, Setting, Setting]:
    opening, closing = card.marks
    words = setting(card.words, "regular" if opening else "italic")
    if not words.face.knows(f"{opening}{closing}…"):
        raise UndrawableText("the face of the words has not their quotation marks")
    role = setting(card.role) if card.role else None
    return words, setting(card.speaker, "bold"), role, setting(card.facts), setting(card.site, "bold")


def _name(speaker: Setting) -> Fitted:
    """Return a name on one line, or on two where one would cut it."""
    one = fitted(speaker, ROOM, 50, (38, 34, 30, 27))
    return fitted(speaker, ROOM, 84, (30, 27)) if one.cut else one


class Sheet:
    """The paper that is drawn on; in a script read from the right everything is set from the right."""

    def __init__(self, direction: str, hue: str) -> None:
        self.rtl = direction == "rtl"
        self.image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        self.pen = ImageDraw.Draw(self.image)
        left = WIDTH - BAND if self.rtl else 0
        self.pen.rectangle((left, 0, left + BAND - 1, HEIGHT), fill=hue)

    @property
    def edges(self) -> tuple[int, int]:
        """The left and right edge of the text."""
        return (WIDTH - RIGHT, WIDTH - LEFT) if self.rtl else (LEFT, RIGHT)

    def words(self, said: Fitted, marks: tuple[str, str], top: int) -> None:
        """Draw the words, their opening mark hanging before the first line."""
        opening, closing = marks
        lines = [*said.lines[:-1], said.lines[-1] + closing]
        self._lines(said, lines, top, INK if opening else SOFT)
        if opening:
            left, right = self.edges
            x, anchor = (right, "ls") if self.rtl else (left, "rs")
            self._text(said, opening, (x, top + _baseline(said)), anchor, INK)

    def set(self, text: Fitted, top: int, colour: str) -> None:
        """Draw lines of text from its edge."""
        self._lines(text, text.lines, top, colour)

    def foot(self, facts: Setting, site: Setting) -> None:
        """Draw the last line: the facts at the edge where reading begins, the site's name at the other."""
        left, right = self.edges
        first, last = (right, left) if self.rtl else (left, right)
        at_first, at_last = ("rs", "ls") if self.rtl else ("ls", "rs")
        self.pen.line((left, _BASE + 8, right, _BASE + 8), RULE, 2)
        name = fitted(site, ROOM * 0.4, 40, (24, 21))
        line = fitted(facts, ROOM - name.setting.width(name.lines[0], name.size) - 40, 40, (24, 21))
        self._text(name, name.lines[0], (last, _BASE + 50), at_last, INK)
        self._text(line, line.lines[0], (first, _BASE + 50), at_first, SOFT)

    def _lines(self, text: Fitted, lines: list[str], top: int, colour: str) -> None:
        left, right = self.edges
        x, anchor = (right, "rs") if self.rtl else (left, "ls")
        for n, line in enumerate(lines):
            y = top + n * text.setting.leading(text.size) + _baseline(text)
            self._text(text, line, (x, y), anchor, colour)

    def _text(self, text: Fitted, line: str, place: tuple[float, float], anchor: str, colour: str) -> None:
        direction = text.setting.direction if has_raqm() else None
        self.pen.text(place, line, colour, text.setting.font(text.size), anchor, direction=direction)

    def png(self) -> bytes:
        """Return the sheet as a PNG file of few colours."""
        out = BytesIO()
        few = self.image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        return out.getvalue()


def _baseline(text: Fitted) -> int:
    """Return how far below the top of its first line a text stands, in pixels."""
    leading = text.setting.leading(text.size)
    return round(leading * 0.5 + text.size * text.setting.face.scale * 0.34)
