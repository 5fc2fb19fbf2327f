"""What readers get of a photo: each shape at fixed widths in each format, and a few pixels to stand in meanwhile."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image

from .decoding import decode
from .geometry import SHAPES, Shape, crop, sizes

# What changes the pixels of renditions is counted here: those of an older recipe are made anew.
RECIPE = 1
# Quality and effort, for much the same look; JPEG is for browsers that know neither of the others.
FORMATS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 55, "speed": 8},
    "webp": {"quality": 74, "method": 4},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
}
_TINY = 16


@dataclass(frozen=True)
class Made:
    """One file of a photo: its shape by name, format, width and height in pixels, and bytes."""

    shape: str
    format: str
    width: int
    height: int
    data: bytes


def render(file: BinaryIO, focus: tuple[float, float]) -> tuple[list[Made], str]:
    """Return all that readers get of the picture in `file`, and its placeholder; raises UnfitPicture.

    `focus` is the point that no crop may lose, as shares of width and height.
    """
    picture = decode(file)
    made = [one for shape in SHAPES for one in _of_shape(picture, shape, focus)]
    return made, placeholder(picture)


def _of_shape(picture: Image.Image, shape: Shape, focus: tuple[float, float]) -> Iterator[Made]:
    box = crop(picture.width, picture.height, shape.ratio, focus)
    last = picture.crop(box.corners)
    for width, height in reversed(sizes(box, shape)):
        last = last.resize((width, height), Image.Resampling.LANCZOS)
        for name, options in FORMATS.items():
            yield Made(shape.name, name, width, height, encoded(last, name, **options))


def encoded(picture: Image.Image, format: str, **options: Any) -> bytes:  # noqa: A002  Pillow's word
    """Return a picture as a file: its pixels and nothing else."""
    out = BytesIO()
    picture.save(out, format.upper(), **options)
    return out.getvalue()


def preview(file: BinaryIO, side: int, shape: Shape, focus: tuple[float, float]) -> bytes:
    """Return a small JPEG, at most `side` wide and high, of the picture in `file` as `shape` crops it."""
    picture = decode(file)
    box = crop(picture.width, picture.height, shape.ratio, focus)
    small = picture.crop(box.corners)
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return encoded(small, "jpeg", quality=80)


def placeholder(picture: Image.Image) -> str:
    """Return the picture in a few pixels, as a data: URI (RFC 2397) of a few hundred characters."""
    tiny = picture.copy()
    tiny.thumbnail((_TINY, _TINY), Image.Resampling.BOX)
    return "data:image/webp;base64," + b64encode(encoded(tiny, "webp", quality=40, method=6)).decode()
