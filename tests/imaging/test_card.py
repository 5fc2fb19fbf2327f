"""Cards of quotations: every script as it is written, all words inside the margins, nothing drawn unknown."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from articles.imaging import card, typesetting
from articles.imaging.card import HEIGHT, WIDTH, Card, can_draw, draw
from articles.imaging.faces import FACES, characters_of, face_for
from articles.imaging.typesetting import UndrawableText, cleaned, direction_of, fitted, setting

SAID = Card(
    words="We will publish the report",
    speaker="Ada Minister",
    facts="Verbatim · Agency · 27 December 2021",
    site="On the Record",
    role="Minister, Government",
    marks=("“", "”"),
    hue=1,
)
ARABIC = replace(SAID, words="سنواصل العمل مع الجميع", speaker="فاطمة", role="الوزيرة", marks=("«", "»"))
HEBREW = replace(SAID, words="אנחנו נמשיך לפעול", speaker="דוד כהן", role="ראש הממשלה", marks=("”", "”"))
raqm = pytest.mark.skipif(not typesetting.has_raqm(), reason="Pillow finds no FriBiDi: Debian's package libfribidi0")

LATIN = st.sampled_from("abc xyzÉğəışçñøłđ ЖщїҚ αβγώ “”«»,.;:!?—…'-") | st.characters(
    codec="utf-8", categories=["L", "N", "P", "Zs", "Mn"]
)


def opened(of: Card) -> Image.Image:
    image = Image.open(BytesIO(draw(of)))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("RGB")


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Return the box around all that is drawn, the band of the speaker's hue aside."""
    inner = image.crop((20, 0, WIDTH - 20, HEIGHT))
    paper = Image.new("RGB", inner.size, image.getpixel((WIDTH // 2, 5)))
    left, top, right, bottom = (
        ImageChops.difference(inner, paper).convert("L").point(lambda n: n > 24 and 255).getbbox()
    )
    return left + 20, top, right + 20, bottom


def of_lines(image: Image.Image, top: int, bottom: int) -> Image.Image:
    """Return the image with nothing on it but what stands between two heights."""
    alone = Image.new("RGB", image.size, image.getpixel((WIDTH // 2, 5)))
    alone.paste(image.crop((0, top, WIDTH, bottom)), (0, top))
    return alone


def test_a_card_is_a_small_png_with_the_speakers_hue_at_the_edge():
    data = draw(SAID)
    assert len(data) < 100_000
    image = opened(SAID)
    red, _green, blue = image.getpixel((5, 300))
    assert blue > red
    assert image.getpixel((WIDTH - 5, 300)) == image.getpixel((WIDTH // 2, 5))


@settings(max_examples=25)
@given(st.text(LATIN, min_size=1, max_size=600), st.text(LATIN, min_size=1, max_size=150))
@example("W" * 600, "Speaker")
@example("word " * 120, "Speaker " * 18)
@example("ẤỆỮ gjpqy " * 40, "Ấgj")
@example("A\u0301\u0323\u0302\u0308 " * 60, "A")
def test_whatever_is_drawn_stays_inside_the_margins(words, name):
    said = replace(SAID, words=words, speaker=name)
    if not can_draw(said):
        with pytest.raises(UndrawableText):
            draw(said)
        return
    left, top, right, bottom = ink(opened(said))
    assert left >= 40
    assert right <= WIDTH - 40
    assert top >= 30
    assert bottom <= HEIGHT - 10


@raqm
@pytest.mark.parametrize("said", [ARABIC, HEBREW])
def test_a_script_that_is_read_from_the_right_begins_at_the_right(said):
    image = opened(said)
    assert image.getpixel((WIDTH - 5, 300)) != image.getpixel((5, 300))
    for top, bottom in ((60, 400), (420, 540)):  # the words, and who said them
        left, _top, right, _bottom = ink(of_lines(image, top, bottom))
        assert WIDTH - right < 110
        assert left > 120


@raqm
def test_the_letters_of_arabic_are_joined_and_those_of_hebrew_in_their_order():
    arabic = setting("سنواصل")
    assert arabic.width("سنواصل", 100) < 0.9 * sum(arabic.width(letter, 100) for letter in "سنواصل")
    image = opened(replace(HEBREW, words="ל............", marks=("", "")))
    upper = image.crop((20, 60, WIDTH - 20, 400)).convert("L").point(lambda n: n < 128 and 255)
    tall = [
        x
        for x in range(upper.width)
        if (box := upper.crop((x, 0, x + 1, upper.height)).getbbox()) and box[3] - box[1] > 20
    ]
    assert min(tall) > upper.getbbox()[0] + 50  # the letter is at the right of its full stops


@pytest.mark.parametrize(
    "text",
    [
        "Əlbəttə, biz bu məsələyə diqqətlə yanaşırıq",
        "Chúng tôi sẽ tiếp tục bảo vệ lợi ích của người dân",
        "Мы внимательно следим за развитием событий, її ґрунт, Қазақстан",
        "Θα δημοσιεύσουμε την έκθεση",
        "Zażółć gęślą jaźń, příliš žluťoučký kůň, þæð",
        "e\u0301le\u0300ve decomposed",
        pytest.param("سنواصل العمل پچگ", marks=raqm),
        pytest.param("אנחנו נמשיך", marks=raqm),
    ],
)
def test_a_script_that_a_font_has_is_drawn(text):
    assert can_draw(replace(SAID, words=text))
    assert draw(replace(SAID, words=text)) != draw(replace(SAID, words="ab"))


@pytest.mark.parametrize(
    "text",
    [
        "我们将公布报告",
        "नमस्ते",
        "We agree 👍",
        "\U0001f600",
        "\u0301\u0301",
        "…!?",
        "\u202e\u2066",
        "Z\u0301\u0302\u0303\u0304\u0305\u0306algo",
        "A \ue000 B",
        "\ud800 lone",
        "",
        "سنواصل and Привет",
    ],
)
@pytest.mark.parametrize("field", ["words", "speaker", "role"])
def test_what_no_font_draws_whole_has_no_card(text, field):
    if field == "role" and not text:
        return
    said = replace(SAID, **{field: text})
    assert not can_draw(said)
    with pytest.raises(UndrawableText):
        draw(said)


def test_without_raqm_nothing_is_garbled_and_what_needs_no_shaping_is_drawn(monkeypatch):
    monkeypatch.setattr("articles.imaging.typesetting.has_raqm", lambda: False)
    monkeypatch.setattr("articles.imaging.card.has_raqm", lambda: False)
    assert not can_draw(ARABIC)
    assert not can_draw(HEBREW)
    assert not can_draw(replace(SAID, words="q\u0323uickly"))
    assert opened(replace(SAID, words="Əlbəttə, été, ấệữ, Київ"))


def test_bidirectional_controls_turn_no_letters_round():
    assert cleaned("abc \u202edef\u202c \u2067ghi\u2069") == "abc def ghi"
    assert draw(replace(SAID, words="We \u202ewill\u202c not")) == draw(replace(SAID, words="We will not"))


def test_marks_make_no_word_and_spaces_are_one():
    assert cleaned(" a\u00ad\u200bb \n\t c ") == "ab c"
    assert cleaned("«\u00a0mot\u00a0»") == "«\u00a0mot\u00a0»"
    assert len(cleaned("a" * 100_000)) == typesetting.LONGEST


@pytest.mark.parametrize(("text", "way"), [("abc", "ltr"), ("123 אב", "rtl"), ("“سنواصل", "rtl"), ("...", "ltr")])
def test_the_first_letter_says_from_which_side_a_text_is_read(text, way):
    assert direction_of(text) == way


def test_a_name_too_long_for_a_line_is_set_whole_in_two():
    name = "International Federation of Associations for the Protection of Monuments and Sites of Antiquity"
    assert fitted(setting(name, "bold"), card.ROOM, 50, (27,)).cut
    assert draw(replace(SAID, speaker=name)) != draw(replace(SAID, speaker=name.removesuffix("ty")))


def test_short_words_are_large_and_long_ones_small():
    short, long = setting("We will not yield again"), setting("We will not yield again. " * 20)
    assert fitted(short, 1000, 300, card._WORDS).size == max(card._WORDS)
    assert fitted(long, 1000, 300, card._WORDS).size < 50


def test_long_words_are_cut_after_a_sentence_with_an_ellipsis_or_else_after_a_word():
    whole = fitted(setting("We will not yield. " * 100), 1000, 200, card._WORDS)
    assert whole.cut
    assert whole.lines[-1].endswith("We will not yield. …")
    words = fitted(setting("never ending words without any stop " * 60), 1000, 200, card._WORDS)
    assert words.lines[-1].endswith("…")
    assert words.lines[-1].rstrip("…").split()[-1] in {"never", "ending", "words", "without", "any", "stop"}


@given(st.text("ab é", min_size=1, max_size=300).filter(str.strip), st.integers(80, 1000))
@settings(max_examples=30)
def test_lines_keep_all_words_in_their_order_and_are_no_wider_than_their_room(text, room):
    what = setting(text)
    lines = what.lines(40, room)
    assert "".join("".join(lines).split()) == "".join(what.text.split())
    assert all(what.width(line, 40) <= room * 1.02 for line in lines)


def test_what_a_face_knows_is_what_its_font_says():
    assert ord("ə") in FACES[0].characters
    assert ord("我") not in FACES[0].characters
    assert face_for("ə") is FACES[0]
    assert all(face.characters for face in FACES)
    for face in FACES:
        font = face.font("regular", 60)
        missing = bytes(font.getmask("\uffff"))
        known = [chr(code) for code in sorted(face.characters)[::40] if chr(code).isalpha()]
        assert all(bytes(font.getmask(char)) != missing for char in known)


def test_every_font_brings_its_open_licence():
    for face in FACES:
        assert "SIL Open Font License" in (face.path().parent.parent / "LICENSE").read_text()


def test_a_font_whose_package_is_missing_draws_nothing():
    from articles.imaging.faces import Face

    assert not Face("no_such_package_of_fonts", "a.ttf", "a.ttf").knows("a")


def test_both_forms_of_a_character_map_are_read():
    assert set(characters_of(FACES[0].path().read_bytes())) >= set(map(ord, "aəЖω"))
