"""Crops and sizes as numbers: no pixel is touched here. All lengths are pixels; x runs right, y down, from 0."""

from dataclasses import dataclass

WIDTHS = (320, 640, 960, 1280, 1920)
_WORTH_IT = 1.2


@dataclass(frozen=True)
class Shape:
    """A form in which a photo is shown: of a ratio (width to height) or as it was taken (None), in these widths."""

    name: str
    ratio: tuple[int, int] | None
    widths: tuple[int, ...]


WHOLE = Shape("whole", None, WIDTHS)
LEAD = Shape("3:2", (3, 2), WIDTHS[:-1])
SQUARE = Shape("1:1", (1, 1), (160, 320))
SHAPES = (WHOLE, LEAD, SQUARE)


@dataclass(frozen=True)
class Box:
    """A rectangle in a picture: its left and top, and how wide and high it is."""

    left: int
    top: int
    width: int
    height: int

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, the last two not included."""
        return self.left, self.top, self.left + self.width, self.top + self.height


def crop(width: int, height: int, ratio: tuple[int, int] | None, focus: tuple[float, float]) -> Box:
    """Return the largest box of a ratio (width to height) in a picture of `width` times `height`.

    Its middle is as near to `focus`, given as shares of width and height, as the edges of the picture allow, so the
    focus is always inside. Without a ratio it is the whole picture.
    """
    if ratio is None:
        return Box(0, 0, width, height)
    across, down = ratio
    if width * down > height * across:
        wide, high = max(1, round(height * across / down)), height
    else:
        wide, high = width, max(1, round(width * down / across))
    wide, high = min(wide, width), min(high, height)
    return Box(_start(width, wide, focus[0]), _start(height, high, focus[1]), wide, high)


def _start(length: int, part: int, share: float) -> int:
    """Return where a part of a length begins, its middle at `share` of the length where it can be."""
    return min(max(round(share * length - part / 2), 0), length - part)


def sizes(box: Box, shape: Shape) -> list[tuple[int, int]]:
    """Return the widths and heights in which a box is shown, the smallest first; never wider than the box is.

    What ends between two of the shape's widths is shown in its own, too, unless that is hardly more. No side is
    longer than the widest of `WIDTHS`.
    """
    most = max(1, min(box.width, shape.widths[-1], WIDTHS[-1] * box.width // box.height))
    across, down = shape.ratio or (box.width, box.height)
    chosen = [width for width in shape.widths if width <= most]
    if not chosen or most > _WORTH_IT * chosen[-1]:
        chosen.append(most)
    return [(width, max(1, round(width * down / across))) for width in chosen]
