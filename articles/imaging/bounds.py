"""What a picture may be: its kind, bytes, pixels and proportions, asked of its header before it is decoded (D12)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image

# The kinds that newsrooms are sent. Pillow also reads formats that call other programs, and these stay closed.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")
BYTES_AT_MOST = 25 * 1024 * 1024
PIXELS_AT_MOST = 50_000_000
# The longer side, as a multiple of the shorter.
STRETCHED_AT_MOST = 10


class UnfitPicture(ValueError):
    """A file is no picture that the newsroom takes.

    `reason` is one of "bytes", "pixels", "stretched", "broken" and "costly"; `facts` are the numbers that belong to
    it. Who shows it finds the words.
    """

    def __init__(self, reason: str, **facts: int) -> None:
        super().__init__(", ".join([reason, *(f"{name} {value}" for name, value in facts.items())]))
        self.reason = reason
        self.facts = facts


def check_length(length: int) -> None:
    """Raise UnfitPicture if a file of `length` bytes is longer than any that is taken."""
    if length > BYTES_AT_MOST:
        raise UnfitPicture("bytes", megabytes=round(length / 2**20), most=BYTES_AT_MOST // 2**20)


@contextmanager
def opened(file: BinaryIO) -> Iterator[Image.Image]:
    """Open the picture in `file`, not decoded yet; raises UnfitPicture for what is too large or not whole.

    Frames are not counted: of what moves only the first is ever decoded. What goes wrong inside the block, where the
    picture is decoded, is an UnfitPicture too.
    """
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as picture:
            _check_size(picture.width, picture.height)
            yield picture
    except (UnfitPicture, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise UnfitPicture("pixels", most=PIXELS_AT_MOST // 10**6) from error
    except Exception as error:
        raise UnfitPicture("broken") from error


def _check_size(width: int, height: int) -> None:
    if width * height > PIXELS_AT_MOST:
        raise UnfitPicture("pixels", most=PIXELS_AT_MOST // 10**6)
    if max(width, height) > STRETCHED_AT_MOST * min(width, height):
        raise UnfitPicture("stretched", width=width, height=height, most=STRETCHED_AT_MOST)
