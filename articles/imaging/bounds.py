"""What a picture may be before it is decoded: its kind, bytes and pixels (D12)."""

from typing import BinaryIO

from PIL import Image, ImageOps

# The kinds that newsrooms are sent. Pillow also reads formats that call other programs, and these stay closed.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")
BYTES_AT_MOST = 25 * 1024 * 1024
PIXELS_AT_MOST = 50_000_000


class UnfitPicture(ValueError):
    """A file is no picture that the newsroom takes; the message says why and what to do."""


def check_picture(file: BinaryIO, length: int) -> tuple[str, int, int]:
    """Return the format, width and height in pixels of the picture in `file`, which has `length` bytes.

    Bytes, format and pixels (of all frames together) are bounded by what the header says, then the picture is decoded
    once. Raises UnfitPicture. The file is left at its beginning.
    """
    if length > BYTES_AT_MOST:
        raise UnfitPicture(f"The file has {length / 2**20:.0f} MB; at most {BYTES_AT_MOST // 2**20} MB are taken.")
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as picture:
            pixels = picture.width * picture.height * getattr(picture, "n_frames", 1)
            if pixels > PIXELS_AT_MOST:
                raise UnfitPicture(
                    f"The picture has {pixels / 1e6:.0f} megapixels; at most {PIXELS_AT_MOST / 1e6:.0f} are taken."
                )
            picture.load()
            return str(picture.format), picture.width, picture.height
    except UnfitPicture:
        raise
    except Image.DecompressionBombError as error:
        raise UnfitPicture("The picture has too many pixels; at most 50 megapixels are taken.") from error
    except Exception as error:
        raise UnfitPicture("This is no whole picture in JPEG, PNG, WebP, GIF, TIFF or AVIF.") from error
    finally:
        file.seek(0)


def thumbnail(file: BinaryIO, side: int) -> Image.Image:
    """Return the picture in `file` in RGB, upright, at most `side` pixels wide and high."""
    with Image.open(file, formats=FORMATS) as picture:
        picture.draft("RGB", (side, side))
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((side, side))
        return turned.convert("RGB")
