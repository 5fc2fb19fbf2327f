"""From a file to upright pixels in sRGB, in bounded memory: one full decode at most, and that is shrunk in strips."""

from collections.abc import Callable
from io import BytesIO
from math import ceil, sqrt
from typing import BinaryIO

from PIL import ExifTags, Image, ImageCms

from .bounds import opened

# No more pixels are worked on at once; a picture of more is shrunk by a whole number first, and keeps a quarter of
# them at least, which is enough for the widest rendition.
WORKED_ON = 16_000_000
_STRIP = 4_000_000
# Shown through what is transparent: the paper of `tokens.css`, so that a drawing on nothing is legible at night too.
PAPER = (0xFB, 0xFA, 0xF6)
_PROFILE_AT_MOST = 8 * 1024 * 1024
_COLOURS = {"RGB", "L", "CMYK", "LAB"}


def decode(file: BinaryIO) -> Image.Image:
    """Return the picture in `file` in RGB as sRGB, upright, opaque, without any metadata; raises UnfitPicture.

    It has at most WORKED_ON pixels, and all of its own where these are no more.
    """
    small, profile, orientation = _read(file)
    return _turned(_in_srgb(small, profile), orientation)


def _read(file: BinaryIO) -> tuple[Image.Image, bytes, object]:
    """Return the picture as `reduced` does, its colour profile and its orientation; the full picture goes here."""
    with opened(file) as picture:
        small = reduced(picture)
        return small, picture.info.get("icc_profile") or b"", picture.getexif().get(ExifTags.Base.Orientation)


def reduced(picture: Image.Image) -> Image.Image:
    """Decode an opened picture, and return it with at most WORKED_ON pixels in one of _COLOURS, opaque.

    Pillow changes mode by a copy of the whole, so that is done strip by strip.
    """
    factor = _factor(picture)
    picture.draft(None, (picture.width // factor, picture.height // factor))
    picture.load()
    factor = _factor(picture)
    convert = _converter(picture)
    if factor == 1:
        return convert(picture)
    rows = max(1, _STRIP // picture.width // factor) * factor
    out: Image.Image | None = None
    for top in range(0, picture.height, rows):
        strip = convert(picture.crop((0, top, picture.width, min(top + rows, picture.height)))).reduce(factor)
        if out is None:
            out = Image.new(strip.mode, (strip.width, ceil(picture.height / factor)))
        out.paste(strip, (0, top // factor))
    assert out is not None  # noqa: S101  no picture has no rows
    return out


def _factor(picture: Image.Image) -> int:
    return ceil(sqrt(picture.width * picture.height / WORKED_ON))


Convert = Callable[[Image.Image], Image.Image]


def _converter(picture: Image.Image) -> Convert:
    """Return what brings a part of `picture` into one of _COLOURS, opaque."""
    mode = picture.mode
    if mode.startswith("I") or mode == "F":
        return _deep(picture)
    if picture.has_transparency_data or mode in {"RGBa", "La"}:
        return _on_paper
    if mode in _COLOURS:
        return lambda part: part
    return lambda part: part.convert("L" if mode == "1" else "RGB")


def _on_paper(part: Image.Image) -> Image.Image:
    part = part.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", part.size, (*PAPER, 255)), part).convert("RGB")


def _deep(picture: Image.Image) -> Convert:
    """Return what brings a part of a picture of 16 or 32 bits a pixel, all grey, to 8.

    Those of 16 bits use them all; of 32, and of floating point, the range that the picture has is taken.
    """
    low, high = 0.0, 65535.0
    if picture.mode in {"I", "F"}:
        low, high = _range(picture)
    scale = 255 / (high - low or 1)

    def convert(part: Image.Image) -> Image.Image:
        wide = part if part.mode == "F" else part.convert("I").convert("F")
        return wide.point(lambda value: value * scale - low * scale).convert("L")

    return convert


def _range(picture: Image.Image) -> tuple[float, float]:
    """Return the darkest and lightest value, but 0 and 65535 for 16 bits that are held in 32."""
    lowest, highest = (float(edge) if isinstance(edge, int | float) else 0.0 for edge in picture.getextrema())
    if picture.mode == "I" and lowest >= 0 and 255 < highest <= 65535:
        return 0.0, 65535.0
    finite = abs(lowest) < float("inf") and abs(highest) < float("inf")
    return (lowest, highest) if finite else (0.0, 1.0)


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in the colours that a screen without a profile shows; one with a broken profile as it is."""
    if picture.mode != "LAB" and not 0 < len(profile) <= _PROFILE_AT_MOST:
        return picture.convert("RGB")
    try:
        given = ImageCms.createProfile("LAB") if picture.mode == "LAB" else BytesIO(profile)
        source = ImageCms.ImageCmsProfile(given)
        turned = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture.convert("RGB")
    return turned if turned is not None else picture.convert("RGB")


_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
# The orientations of EXIF other than upright: mirrored and turned.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turned(picture: Image.Image, orientation: object) -> Image.Image:
    """Return a picture upright and with no word about itself left in it."""
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    upright = picture if turn is None else picture.transpose(turn)
    upright.info = {}
    return upright
