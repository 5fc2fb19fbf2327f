"""What readers get of a picture: upright, in sRGB, cropped around the focus, and with no word about itself in it."""

import io
import random
from base64 import b64decode
from itertools import pairwise

import pytest
from PIL import Image, ImageCms, ImageStat

from articles.imaging import renditions
from articles.imaging.bounds import UnfitPicture
from articles.imaging.decoding import PAPER, decode
from articles.imaging.geometry import LEAD, SHAPES, WHOLE
from articles.imaging.renditions import Made

from . import pictures

MIDDLE = (0.5, 0.5)
SECRET = b"40 deg 22 min"


def opened(one: Made) -> Image.Image:
    picture = Image.open(io.BytesIO(one.data))
    picture.load()
    return picture


def made(data: bytes, focus: tuple[float, float] = MIDDLE) -> list[Made]:
    return renditions.render(io.BytesIO(data), focus)[0]


def decoded(data: bytes) -> Image.Image:
    return decode(io.BytesIO(data))


def colour(picture: Image.Image) -> list[int]:
    return [round(mean) for mean in ImageStat.Stat(picture.convert("RGB")).mean]


def near(one: list[int] | tuple[int, ...], other: list[int] | tuple[int, ...], by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def halves(size: tuple[int, int] = (90, 60)) -> Image.Image:
    """Red on the left, blue on the right, and a green line at the top."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    picture.paste("lime", (0, 0, size[0], size[1] // 6))
    return picture


def test_each_shape_is_made_at_fixed_widths_in_each_format():
    rows = made(pictures.jpeg((1500, 1000)))
    assert {(one.shape, one.width, one.height) for one in rows} == {
        *(("whole", w, h) for w, h in [(320, 213), (640, 427), (960, 640), (1280, 853)]),
        *(("3:2", w, h) for w, h in [(320, 213), (640, 427), (960, 640), (1280, 853)]),
        *(("1:1", n, n) for n in (160, 320)),
    }
    assert len(rows) == 10 * len(renditions.FORMATS)
    for one in rows:
        picture = opened(one)
        assert (picture.format, picture.size, picture.mode) == (one.format.upper(), (one.width, one.height), "RGB")


def test_the_modern_formats_are_smaller_than_jpeg():
    grain = Image.frombytes("L", (960, 640), random.Random(1).randbytes(960 * 640)).convert("RGB")
    grainy = Image.blend(pictures.scene((960, 640)), grain, 0.2)
    size = {one.format: len(one.data) for one in made(pictures.saved(grainy, "PNG")) if one.width == 640}
    assert max(size["avif"], size["webp"]) < size["jpeg"]


def test_no_rendition_says_anything_but_its_pixels():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (40.0, 22.0, 0.0)
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    exif[0x010E] = SECRET.decode()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = pictures.jpeg((400, 300), exif=exif, xmp=SECRET, comment=SECRET, icc_profile=srgb)
    assert data.count(SECRET) >= 4
    for one in made(data):
        picture = opened(one)
        assert SECRET not in one.data
        assert not picture.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(picture.info)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_is_turned_upright(orientation, kind):
    upright = halves()
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transpositions of Pillow that a camera's turn undoes
    stored = upright.transpose(undo[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"lossless": True} if kind == "WEBP" else {}
    picture = decoded(pictures.saved(stored, kind, exif=exif, **options))
    assert picture.size == upright.size
    assert near(picture.getpixel((10, 50)), (255, 0, 0), 12)
    assert near(picture.getpixel((80, 50)), (0, 0, 255), 12)
    assert near(picture.getpixel((45, 2)), (0, 255, 0), 24)


def test_an_orientation_that_is_none_changes_nothing():
    exif = Image.Exif()
    exif[0x0112] = 77
    assert decoded(pictures.saved(halves(), "PNG", exif=exif)).size == (90, 60)


def test_crops_are_made_around_the_focus():
    data = pictures.saved(halves((3000, 500)), "PNG")
    left, right = (
        [opened(one) for one in made(data, (x, 0.5)) if one.shape == "1:1" and one.format == "webp"] for x in (0, 1)
    )
    assert near(left[0].getpixel((80, 100)), (255, 0, 0), 12)
    assert near(right[0].getpixel((80, 100)), (0, 0, 255), 12)


def test_what_is_transparent_shows_the_paper():
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    clear.paste((10, 20, 200, 255), (0, 0, 30, 40))
    for kind, options in (("PNG", {}), ("WEBP", {"lossless": True})):
        picture = decoded(pictures.saved(clear, kind, **options))
        assert near(picture.getpixel((50, 20)), PAPER, 1)
        assert near(picture.getpixel((10, 20)), (10, 20, 200), 1)
    palette = Image.new("P", (60, 40), 1)
    palette.putpalette([0, 0, 0, 10, 20, 200])
    palette.paste(0, (30, 0, 60, 40))
    for kind in ("PNG", "GIF"):
        picture = decoded(pictures.saved(palette, kind, transparency=0))
        assert near(picture.getpixel((50, 20)), PAPER, 1)
        assert near(picture.getpixel((10, 20)), (10, 20, 200), 1)
    grey = decoded(pictures.saved(Image.new("LA", (6, 4), (0, 0)), "PNG"))
    assert near(grey.getpixel((3, 2)), PAPER, 1)


GREY = {
    "16 bits, PNG": ("I;16", 32768, "PNG"),
    "16 bits, TIFF": ("I;16", 32768, "TIFF"),
    "8 bits": ("L", 128, "PNG"),
    "1 bit": ("1", 1, "PNG"),
}


@pytest.mark.parametrize("name", GREY)
def test_grey_of_any_depth_keeps_its_lightness(name):
    mode, value, kind = GREY[name]
    picture = decoded(pictures.saved(Image.new(mode, (60, 40), value), kind))
    assert picture.mode == "RGB"
    assert near(colour(picture), [255] * 3 if mode == "1" else [128] * 3, 1)


@pytest.mark.parametrize("mode", ["I", "F"])
def test_grey_of_32_bits_is_brought_into_the_range_of_a_screen(mode):
    picture = Image.new(mode, (60, 40), -500)
    picture.paste(100_000, (30, 0, 60, 40))
    shown = decoded(pictures.saved(picture, "TIFF"))
    assert shown.getpixel((5, 5)) == (0, 0, 0)
    assert shown.getpixel((55, 5)) == (255, 255, 255)


def test_colours_of_a_wide_space_are_brought_to_those_of_a_screen():
    """The profile says that red and blue have changed places, as no profile does by itself."""
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = swapped.index(b"rXYZ"), swapped.index(b"bXYZ")
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    picture = decoded(pictures.saved(Image.new("RGB", (60, 40), (200, 30, 30)), "PNG", icc_profile=bytes(swapped)))
    assert near(colour(picture), (30, 30, 200), 12)


def test_colours_for_print_are_brought_to_those_of_a_screen():
    cyan = Image.new("CMYK", (60, 40), (255, 0, 0, 0))
    for kind in ("JPEG", "TIFF"):
        assert near(colour(decoded(pictures.saved(cyan, kind))), (0, 255, 255), 12)


def test_lab_is_brought_to_srgb():
    lab = ImageCms.profileToProfile(
        Image.new("RGB", (60, 40), (180, 60, 40)),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    assert near(colour(decoded(pictures.saved(lab, "TIFF"))), (180, 60, 40), 8)


def test_a_large_picture_is_shrunk_in_strips_without_seams():
    gradient = Image.linear_gradient("L").resize((6000, 4500))
    picture = decoded(pictures.saved(gradient, "PNG", compress_level=1))
    assert picture.size == (3000, 2250)
    column = [picture.getpixel((1500, y))[0] for y in range(picture.height)]
    assert all(0 <= b - a <= 1 for a, b in pairwise(column))


def test_a_large_jpeg_is_decoded_at_a_fraction():
    picture = decoded(pictures.saved(Image.new("RGB", (6000, 4000), (180, 60, 40)), "JPEG"))
    assert picture.size == (3000, 2000)
    assert near(colour(picture), (180, 60, 40), 3)


def test_the_placeholder_is_a_short_address_of_the_pictures_own_colours():
    _made, placeholder = renditions.render(io.BytesIO(pictures.saved(halves((900, 600)), "PNG")), MIDDLE)
    head, _comma, data = placeholder.partition(",")
    assert head == "data:image/webp;base64"
    assert len(placeholder) < 600
    tiny = Image.open(io.BytesIO(b64decode(data))).convert("RGB")
    assert tiny.size == (16, 11)
    assert near(tiny.getpixel((2, 8)), (255, 0, 0), 40)


def test_a_preview_is_the_crop_that_readers_will_get():
    data = pictures.saved(halves((3000, 500)), "PNG")
    whole = Image.open(io.BytesIO(renditions.preview(io.BytesIO(data), 300, WHOLE, MIDDLE)))
    lead = Image.open(io.BytesIO(renditions.preview(io.BytesIO(data), 300, LEAD, (0, 0.5))))
    assert (whole.size, lead.size) == ((300, 50), (300, 200))
    assert near(lead.getpixel((290, 150)), (255, 0, 0), 12)


def test_what_is_no_picture_is_refused():
    with pytest.raises(UnfitPicture, match="broken"):
        renditions.render(io.BytesIO(b"GIF89a"), MIDDLE)


def test_every_shape_is_known_by_one_name():
    assert [shape.name for shape in SHAPES] == ["whole", "3:2", "1:1"]
