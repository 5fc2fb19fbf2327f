"""The words in a picture are read wherever programs put them; where it was taken is not, and what is hostile is not."""

import io
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from articles.imaging import iim, metadata, xmp
from articles.text import clean_line, deceptive_characters

from . import pictures

PACKET = """<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 photoshop:Credit="Agency/A. Photographer" photoshop:DateCreated="2021-12-27T12:04:00+04:00"
 exif:GPSLatitude="40,22.5N">
<photoshop:Headline>A session opens</photoshop:Headline>
<dc:description><rdf:Alt><rdf:li xml:lang="fr">Une séance</rdf:li>
<rdf:li xml:lang="x-default">The speaker opens the session.\nIn the hall.</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>A. Photographer</rdf:li><rdf:li>B. Second</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Agency 2021</rdf:li></rdf:Alt></dc:rights>
<core:AltTextAccessibility><rdf:Alt><rdf:li>A person at a lectern</rdf:li></rdf:Alt></core:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def words(data: bytes) -> metadata.Words:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return metadata.read(picture)


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    return bytes([0x1C, record, number]) + struct.pack(">H", len(value)) + value


def with_iim(*datasets: bytes) -> bytes:
    data = b"".join(datasets)
    resource = (
        b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
    )
    body = b"Photoshop 3.0\0" + resource
    whole = pictures.jpeg()
    return whole[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + whole[2:]


def packet_in(kind: str) -> dict[str, Any]:
    """Return the options by which Pillow saves a packet in a format."""
    if kind == "PNG":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", PACKET)
        return {"pnginfo": info}
    return {"tiffinfo": {700: PACKET.encode()}} if kind == "TIFF" else {"xmp": PACKET.encode()}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_the_words_of_an_xmp_packet_are_read(kind):
    assert words(pictures.saved(pictures.scene(), kind, **packet_in(kind))) == metadata.Words(
        alt="A person at a lectern",
        headline="A session opens",
        caption="The speaker opens the session.\nIn the hall.",
        byline="A. Photographer, B. Second",
        credit="Agency/A. Photographer",
        rights="© Agency 2021",
        taken="2021-12-27",
    )


def test_the_words_of_an_agency_are_read_from_iptc_iim():
    found = words(
        with_iim(
            dataset(90, b"\x1b%G", record=1),
            dataset(105, b"A session opens"),
            dataset(120, "Valérie Pécresse speaks.".encode()),
            dataset(80, b"A. Photographer"),
            dataset(110, b"Agency"),
            dataset(116, "© Agency".encode()),
            dataset(55, b"20211227"),
        )
    )
    assert (found.headline, found.caption) == ("A session opens", "Valérie Pécresse speaks.")
    assert (found.byline, found.credit, found.rights, found.taken) == (
        "A. Photographer",
        "Agency",
        "© Agency",
        "2021-12-27",
    )


def test_iptc_iim_that_is_not_utf_8_is_read_as_what_programs_meant():
    assert words(with_iim(dataset(120, "Pécresse – “oui”".encode("cp1252")))).caption == "Pécresse – “oui”"


def exif_of(entries: dict[int, bytes]) -> bytes:
    """Return EXIF of texts just as they are given; Pillow would make plain ASCII of them."""
    place = 10 + 12 * len(entries) + 4
    rows, values = b"", b""
    for tag, value in entries.items():
        rows += struct.pack("<HHII", tag, 2, len(value), place + len(values))
        values += value
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(entries)) + rows + b"\0\0\0\0" + values


def test_exif_is_read_where_nothing_else_says_it():
    exif = exif_of({0x010E: "Une séance\0".encode(), 0x013B: b"A. Photographer\0", 0x8298: b"A. P.\0Agency\0"})
    found = words(pictures.jpeg(exif=exif))
    assert (found.caption, found.byline, found.rights) == ("Une séance", "A. Photographer", "A. P. Agency")


def test_the_day_on_which_a_camera_took_the_picture_is_read():
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2021:12:27 12:04:00"
    assert words(pictures.jpeg(exif=exif)).taken == "2021-12-27"


@pytest.mark.parametrize("text", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM0042", ""])
def test_what_a_camera_says_of_every_picture_is_no_caption(text):
    exif = Image.Exif()
    exif[0x010E] = text
    assert words(pictures.jpeg(exif=exif)).caption == ""


@pytest.mark.parametrize("day", ["0000:00:00 00:00:00", "2021:13:40", "yesterday", "2021"])
def test_a_date_that_is_none_is_left_out(day):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = day
    assert words(pictures.jpeg(exif=exif)).taken == ""


def test_what_is_invisible_or_reverses_the_text_is_taken_out():
    caption = words(with_iim(dataset(120, "A\u202ehall\x07 of\u200b words\r\nIn \tuse".encode()))).caption
    assert caption == "Ahall of words\nIn use"


def test_a_text_without_end_is_cut():
    found = words(with_iim(dataset(120, b"word " * 6000)))
    assert len(found.caption) <= 2000


HOSTILE = {
    "entities": b'<!DOCTYPE x [<!ENTITY a "lol">]><x>&a;</x>',
    "a document type": b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>",
    "utf-16": '<!DOCTYPE x [<!ENTITY a "lol">]><x>&a;</x>'.encode("utf-16"),
    "too deep": b"<a>" * 60 + b"</a>" * 60,
    "too long": b"<a>" + b" " * 2_000_000 + b"</a>",
    "no xml": b"\x89PNG",
    "another encoding": b"<?xml version='1.0' encoding='utf-42'?><x/>",
    "nothing": b"",
}


@pytest.mark.parametrize("packet", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_packet_says_nothing(packet):
    assert xmp.read(packet) == {}


@given(st.binary(max_size=300))
def test_any_bytes_may_stand_where_iptc_iim_should(data):
    for values in iim.read(b"\x1c\x02x" + data).values():
        assert all(isinstance(value, str) for value in values)


@given(st.text(max_size=300))
def test_any_text_is_read_as_the_record_takes_it(text):
    line = metadata._clean(text, multiline=False)
    assert line == clean_line(line)
    assert not deceptive_characters(line)
    assert not deceptive_characters(metadata._clean(text, multiline=True), multiline=True)
