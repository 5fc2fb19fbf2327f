"""Pictures made to do harm, or only broken: each function returns the bytes of one file."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

from . import pictures

HARMLESS: dict[str, Callable[[], bytes]] = {}
REFUSED: dict[str, Callable[[], bytes]] = {}


def harmless(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A picture of which clean renditions are made."""
    HARMLESS[make.__name__] = make
    return make


def refused(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file that is refused in words."""
    REFUSED[make.__name__] = make
    return make


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + png_chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def with_segments(*segments: bytes) -> bytes:
    whole = pictures.jpeg()
    return whole[:2] + b"".join(segments) + whole[2:]


def directory_of_overlaps(entries: int, length: int) -> bytes:
    """A directory of TIFF, in which every entry claims the same `length` bytes as its value."""
    rows = b"".join(struct.pack("<HHII", 1000 + n, 7, length, 8) for n in range(entries))
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", entries) + rows + b"\0\0\0\0"


@refused
def nothing() -> bytes:
    return b""


@refused
def a_page() -> bytes:
    return b"<!doctype html><script>alert(1)</script>"


@refused
def a_drawing_in_svg() -> bytes:
    return b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@refused
def postscript() -> bytes:
    return b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n"


@refused
def a_truncated_jpeg() -> bytes:
    whole = pictures.jpeg((640, 480))
    return whole[: len(whole) // 2]


@refused
def a_truncated_png() -> bytes:
    whole = pictures.saved(pictures.scene((640, 480)), "PNG")
    return whole[: len(whole) // 2]


@refused
def a_header_alone() -> bytes:
    return b"GIF89a"


@refused
def a_bomb_of_pixels() -> bytes:
    """40,000 by 40,000 pixels in a few kilobytes."""
    rows = zlib.compressobj(9)
    return png_of(40_000, 40_000, png_chunk(b"IDAT", rows.compress(bytes(1_000_000)) + rows.flush()), depth=1, colour=0)


@refused
def a_header_that_lies() -> bytes:
    """As large as it may be, and of nothing."""
    return png_of(7000, 7000, png_chunk(b"IDAT", zlib.compress(b"")))


@refused
def a_thread() -> bytes:
    """1 by 50,000 pixels."""
    return pictures.saved(Image.new("RGB", (1, 50_000), "navy"), "PNG")


@refused
def a_webp_of_51_megapixels() -> bytes:
    return pictures.saved(Image.new("RGB", (10_000, 5100), "navy"), "WEBP", method=0, quality=1)


@refused
def scans_without_end() -> bytes:
    """A progressive JPEG whose last scan is repeated: each is worked out over the whole picture."""
    whole = pictures.saved(Image.new("RGB", (6000, 4000), "navy"), "JPEG", progressive=True, subsampling=0)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 30_000 + whole[-2:]


@refused
def a_tiff_of_overlaps() -> bytes:
    """60,000 values of the same 20 megabytes."""
    return directory_of_overlaps(60_000, 20_000_000) + bytes(20_000_000)


@refused
def a_picture_of_chunks() -> bytes:
    """Two million chunks that say nothing."""
    return png_of(8, 8, png_chunk(b"prVt", b"") * 2_000_000, png_chunk(b"IDAT", zlib.compress(bytes(8 * 25))))


@harmless
def a_gif_that_is_a_script() -> bytes:
    whole = bytearray(pictures.saved(pictures.scene((80, 60)).quantize(16), "GIF"))
    return bytes(whole) + b"*/=1;alert(document.cookie)//"


@harmless
def a_jpeg_that_is_a_page() -> bytes:
    return with_segments(segment(0xFE, b"<script>alert(1)</script>")) + b"<html><script>alert(1)</script></html>"


@harmless
def a_jpeg_that_is_an_archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("evil.js", "alert(1)")
    return pictures.jpeg() + packed.getvalue()


@harmless
def a_jpeg_that_is_a_document() -> bytes:
    return pictures.jpeg() + b"%PDF-1.4\n1 0 obj <</JS (alert(1))>> endobj\n%%EOF"


@harmless
def twenty_thousand_frames() -> bytes:
    whole = pictures.saved(Image.new("P", (16, 16)), "GIF")
    start = whole.index(b",")
    return whole[:start] + whole[start:-1] * 20_000 + b";"


@harmless
def a_moving_webp() -> bytes:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("navy", "maroon", "olive")]
    return pictures.saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])


@harmless
def a_moving_png() -> bytes:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("navy", "maroon", "olive")]
    return pictures.saved(frames[0], "PNG", save_all=True, append_images=frames[1:])


@harmless
def a_gif_of_comments() -> bytes:
    """Eight megabytes of comment before the first frame."""
    whole = pictures.saved(Image.new("P", (16, 16)), "GIF")
    start = whole.index(b",")
    return whole[:start] + b"!\xfe" + (b"\xff" + b"a" * 255) * 32_000 + b"\0" + whole[start:]


@harmless
def a_colour_profile_of_noise() -> bytes:
    return pictures.saved(pictures.scene(), "JPEG", icc_profile=b"\0\1\2\3" * 5000)


@harmless
def a_profile_for_other_colours() -> bytes:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    return pictures.saved(pictures.scene(), "JPEG", icc_profile=lab)


@harmless
def a_billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    packet = f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><x>&l9;</x>'
    return pictures.saved(pictures.scene(), "JPEG", xmp=packet.encode())


@harmless
def a_packet_that_reads_a_file() -> bytes:
    packet = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    return pictures.saved(pictures.scene(), "JPEG", xmp=packet.encode())


@harmless
def a_deep_packet() -> bytes:
    return pictures.saved(pictures.scene(), "PNG", pnginfo=_text("XML:com.adobe.xmp", "<a>" * 200_000))


@harmless
def a_directory_of_overlaps() -> bytes:
    """EXIF in which thousands of values are the same 60 kilobytes."""
    exif = directory_of_overlaps(400, 60_000)
    return pictures.saved(pictures.scene(), "JPEG", exif=b"Exif\0\0" + exif + bytes(60_000 - len(exif)))


@harmless
def segments_without_end() -> bytes:
    """A hundred thousand segments of JPEG that say nothing."""
    return with_segments(segment(0xEF, b"") * 100_000)


def _text(key: str, value: str) -> Any:
    info = PngImagePlugin.PngInfo()
    info.add_itxt(key, value)
    return info
