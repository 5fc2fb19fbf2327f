"""Crops keep the point that matters and the ratio asked for; sizes never grow a picture."""

from hypothesis import given
from hypothesis import strategies as st

from articles.imaging.geometry import LEAD, SHAPES, SQUARE, WHOLE, WIDTHS, Box, crop, sizes

lengths = st.integers(1, 9000)
shares = st.floats(0, 1)
ratios = st.tuples(st.integers(1, 21), st.integers(1, 21))


@given(lengths, lengths, ratios, shares, shares)
def test_a_crop_lies_in_the_picture_and_holds_the_focus(width, height, ratio, x, y):
    box = crop(width, height, ratio, (x, y))
    left, top, right, bottom = box.corners
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left <= x * width <= right
    assert top <= y * height <= bottom


@given(lengths, lengths, ratios, shares, shares)
def test_a_crop_has_its_ratio_to_a_pixel_and_cuts_no_more_than_one_side(width, height, ratio, x, y):
    box = crop(width, height, ratio, (x, y))
    across, down = ratio
    assert box.width == width or box.height == height
    assert abs(box.width - box.height * across / down) <= 1 or abs(box.height - box.width * down / across) <= 1


@given(lengths, lengths, shares, shares)
def test_a_picture_that_has_the_ratio_is_not_cut(width, height, x, y):
    assert crop(3 * width, 2 * width, (3, 2), (x, y)) == Box(0, 0, 3 * width, 2 * width)
    assert crop(width, height, None, (x, y)) == Box(0, 0, width, height)


def test_the_crop_follows_the_focus_up_to_the_edge():
    assert crop(3000, 1000, (1, 1), (0.5, 0.5)) == Box(1000, 0, 1000, 1000)
    assert crop(3000, 1000, (1, 1), (0.4, 0.9)) == Box(700, 0, 1000, 1000)
    assert crop(3000, 1000, (1, 1), (0, 0)) == Box(0, 0, 1000, 1000)
    assert crop(1000, 3000, (1, 1), (1, 1)) == Box(0, 2000, 1000, 1000)


@given(lengths, lengths, st.sampled_from(SHAPES))
def test_no_size_is_larger_than_its_box_or_than_the_widest(width, height, shape):
    box = crop(width, height, shape.ratio, (0.5, 0.5))
    made = sizes(box, shape)
    assert made
    assert made == sorted(set(made))
    for wide, high in made:
        assert 1 <= wide <= min(box.width, shape.widths[-1])
        assert 1 <= high <= max(WIDTHS[-1], 1)
        across, down = shape.ratio or (box.width, box.height)
        assert abs(high - wide * down / across) <= 1


def test_the_sizes_of_a_photo_from_a_camera_are_the_fixed_ones():
    assert sizes(Box(0, 0, 6000, 4000), WHOLE) == [(320, 213), (640, 427), (960, 640), (1280, 853), (1920, 1280)]
    assert sizes(Box(0, 0, 6000, 4000), LEAD) == [(320, 213), (640, 427), (960, 640), (1280, 853)]
    assert sizes(Box(0, 0, 4000, 4000), SQUARE) == [(160, 160), (320, 320)]


def test_a_small_photo_keeps_its_own_width_and_a_tall_one_is_no_taller_than_the_widest_is_wide():
    assert sizes(Box(0, 0, 200, 100), WHOLE) == [(200, 100)]
    assert sizes(Box(0, 0, 500, 300), WHOLE) == [(320, 192), (500, 300)]
    assert sizes(Box(0, 0, 1000, 500), WHOLE) == [(320, 160), (640, 320), (960, 480)]
    assert sizes(Box(0, 0, 4000, 6000), WHOLE)[-1] == (1280, 1920)
