"""What a picture says of itself: caption, credit, rights, and when it was taken (IPTC Photo Metadata Standard 2023.2).

Programs write the same words in up to three places. XMP is read first, then IPTC-IIM, then EXIF. Where a picture was
taken is never read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PIL import ExifTags, Image, TiffImagePlugin

from articles.text import clean_line, deceptive_characters

from . import iim, xmp

_DC, _PHOTOSHOP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/photoshop/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_IIM_RESOURCE, _IIM_TAG, _XMP_TAG = 0x0404, 33723, 700
_CHARACTERS_AT_MOST = 2000


@dataclass(frozen=True)
class Words:
    """The words in a picture; "" for what it does not say. `taken` is a day as YYYY-MM-DD."""

    alt: str = ""
    headline: str = ""
    caption: str = ""
    byline: str = ""
    credit: str = ""
    rights: str = ""
    taken: str = ""


# Each word of `Words`: its property in XMP, its dataset in record 2 of IPTC-IIM.
_PLACES: dict[str, tuple[str, int | None]] = {
    "alt": (_CORE + "AltTextAccessibility", None),
    "headline": (_PHOTOSHOP + "Headline", 105),
    "caption": (_DC + "description", 120),
    "byline": (_DC + "creator", 80),
    "credit": (_PHOTOSHOP + "Credit", 110),
    "rights": (_DC + "rights", 116),
    "taken": (_PHOTOSHOP + "DateCreated", 55),
}


def read(picture: Image.Image) -> Words:
    """Return the words in an opened picture; what is broken or hostile in them is passed over."""
    properties = xmp.read(_xmp_of(picture))
    datasets = iim.read(_iim_of(picture))
    exif = _exif_of(picture)
    found: dict[str, str] = {}
    for name, (property_name, number) in _PLACES.items():
        values = properties.get(property_name) or datasets.get((2, number or -1)) or [exif.get(name, "")]
        found[name] = _clean(", ".join(values) if name == "byline" else values[0], multiline=name == "caption")
    return Words(**found | {"taken": _day(found["taken"])})


def _xmp_of(picture: Image.Image) -> bytes:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or _tag(picture, _XMP_TAG)
    return packet.encode() if isinstance(packet, str) else packet if isinstance(packet, bytes) else b""


def _iim_of(picture: Image.Image) -> bytes:
    resources = picture.info.get("photoshop")
    data = resources.get(_IIM_RESOURCE) if isinstance(resources, Mapping) else _tag(picture, _IIM_TAG)
    return data if isinstance(data, bytes) else b""


def _tag(picture: Image.Image, number: int) -> Any:
    return picture.tag_v2.get(number) if isinstance(picture, TiffImagePlugin.TiffImageFile) else None


def _exif_of(picture: Image.Image) -> dict[str, str]:
    """Return what EXIF 3.0 has of the words, by their names in `Words`."""
    try:
        exif = picture.getexif()
        values = {
            "caption": exif.get(ExifTags.Base.ImageDescription),
            "byline": exif.get(ExifTags.Base.Artist),
            "rights": exif.get(ExifTags.Base.Copyright),
            "taken": exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal),
        }
    except Exception:
        return {}
    texts = {name: _utf8(value) for name, value in values.items() if isinstance(value, str)}
    # Cameras describe every picture as "OLYMPUS DIGITAL CAMERA": no words of anybody's.
    if texts.get("caption", "").isascii() and texts.get("caption", "").isupper():
        del texts["caption"]
    return texts


def _utf8(value: str) -> str:
    """Return a text that Pillow has read byte by byte, where it is UTF-8 after all."""
    try:
        return value.encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return value


def _clean(text: str, *, multiline: bool) -> str:
    """Return a text as the record takes it: nothing invisible, of bounded length, and on one line unless told."""
    text = text[: 2 * _CHARACTERS_AT_MOST].replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    refused = {chr(int(code[2:], 16)) for code in deceptive_characters(text, multiline=True)}
    text = "".join(char for char in text if char not in refused)
    lines = [clean_line(line) for line in text.split("\n")]
    joined = "\n".join(lines).strip() if multiline else " ".join(line for line in lines if line)
    return joined[:_CHARACTERS_AT_MOST]


def _day(text: str) -> str:
    """Return the day of a date such as 2021-12-27T12:04, 2021:12:27 12:04:00 or 20211227; "" where it is none."""
    match = re.match(r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)", text, re.ASCII)
    try:
        return date(*(int(part) for part in match.groups())).isoformat() if match else ""
    except ValueError:
        return ""
