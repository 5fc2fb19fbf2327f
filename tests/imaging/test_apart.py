"""Whatever comes in costs no more than is allowed, and is refused in words or gives clean pictures."""

import io
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from articles.editorial.pictures import why
from articles.imaging import apart
from articles.imaging.bounds import BYTES_AT_MOST, UnfitPicture
from articles.imaging.geometry import LEAD

from . import hostile, pictures


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_what_is_hostile_or_broken_is_refused_in_words(name, monkeypatch):
    monkeypatch.setitem(apart.SECONDS, "examine", 2)
    data = hostile.REFUSED[name]()
    with pytest.raises(UnfitPicture) as refusal:
        apart.examine(io.BytesIO(data), len(data))
    assert len(why(refusal.value)) > 40


@pytest.mark.parametrize("name", hostile.HARMLESS)
def test_what_is_hostile_but_whole_gives_clean_renditions(name):
    data = hostile.HARMLESS[name]()
    examined = apart.examine(io.BytesIO(data), len(data))
    assert not any(vars(examined.words).values())
    made, placeholder = apart.render(io.BytesIO(data), (0.5, 0.5))
    assert {one.shape for one in made} == {"whole", "3:2", "1:1"}
    assert placeholder.startswith("data:image/webp;base64,")
    for one in made:
        assert not [word for word in (b"script", b"alert", b"%PDF", b"PK\x03\x04", b"aaaa") if word in one.data]


def test_a_decoder_that_takes_too_much_time_is_stopped(monkeypatch):
    monkeypatch.setitem(apart.SECONDS, "examine", 1)
    data = hostile.scans_without_end()
    with pytest.raises(UnfitPicture, match="costly"):
        apart.examine(io.BytesIO(data), len(data))


def test_a_decoder_that_only_waits_is_stopped(monkeypatch):
    monkeypatch.setattr(apart, "_CLOCK_SECONDS", 0.01)
    with pytest.raises(UnfitPicture, match="costly"):
        apart.examine(io.BytesIO(pictures.jpeg()), 10)


def test_a_decoder_that_takes_too_much_memory_is_stopped():
    data = pictures.saved(Image.new("RGB", (6000, 4000), "navy"), "WEBP", method=0, quality=1)
    with pytest.raises(UnfitPicture, match="costly"):
        apart.examine(io.BytesIO(data), len(data))


LARGEST = {
    "JPEG": ("RGB", {}),
    "PNG": ("RGBA", {"compress_level": 1}),
    "TIFF": ("RGB", {"compression": "tiff_deflate"}),
    "GIF": ("P", {}),
}


@pytest.mark.parametrize("kind", LARGEST)
def test_the_largest_picture_that_is_taken_is_taken(kind):
    mode, options = LARGEST[kind]
    data = pictures.saved(Image.new(mode, (8600, 5800)), kind, **options)
    assert apart.examine(io.BytesIO(data), len(data)).width == 8600


def test_a_file_that_is_too_long_is_not_even_read():
    with pytest.raises(UnfitPicture, match="bytes") as refusal:
        apart.examine(io.BytesIO(b""), BYTES_AT_MOST + 1)
    assert "at most 25 MB" in why(refusal.value)


def test_an_upload_is_left_at_its_beginning():
    upload = io.BytesIO(pictures.jpeg((64, 48)))
    examined = apart.examine(upload, 100)
    assert (examined.format, examined.width, examined.height, upload.tell()) == ("JPEG", 64, 48, 0)


def test_a_preview_is_a_small_jpeg():
    small = Image.open(io.BytesIO(apart.preview(io.BytesIO(pictures.jpeg((900, 900))), 90, LEAD, (0.5, 0.5))))
    assert (small.format, small.size) == ("JPEG", (90, 60))
