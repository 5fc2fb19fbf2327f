"""Wire copy: headers, datelines and credits taken apart, the body left as it stands."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats.errors import FormatError
from articles.formats.wire import read_wire, to_item

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "wire"


def test_the_first_seed_has_date_note_first_posting_dateline_and_credit() -> None:
    wire = read_wire((FOLDER / "000_94c613e070d8c258.txt").read_bytes())
    assert wire.posted == date(2021, 12, 27)
    assert wire.note == "Details added"
    assert wire.first_posted == time(12, 4)
    assert (wire.place, wire.place_day, wire.place_date) == ("BAKU, Azerbaijan", "Dec. 27", date(2021, 12, 27))
    assert wire.credit == "Trend"
    assert wire.body.startswith("The illegal visit")
    assert wire.text[wire.start :].startswith(wire.body)


def test_the_second_seed_has_its_body_on_the_header_line() -> None:
    wire = read_wire((FOLDER / "001_f70b8106aead1299.txt").read_bytes())
    assert wire.posted == date(2021, 12, 26)
    assert (wire.note, wire.place, wire.credit) == ("", "", "")
    assert wire.body.startswith("The Association of")


@pytest.mark.parametrize(
    ("copy", "place", "day", "credit", "byline"),
    [
        ("WASHINGTON (AP) — It rained.", "WASHINGTON", "", "AP", ""),
        ("LONDON, March 3 (Reuters) - It rained.", "LONDON", "March 3", "Reuters", ""),
        ("PARIS (AFP) - It rained.", "PARIS", "", "AFP", ""),
        ("TOKYO, Dec 3, 2021 (AFP) – It rained.", "TOKYO", "Dec 3", "AFP", ""),
        ("UNITED NATIONS, July 4 (Xinhua) -- It rained.", "UNITED NATIONS", "July 4", "Xinhua", ""),
        ("MOSCOW. March 3 (Interfax) - It rained.", "MOSCOW", "March 3", "Interfax", ""),
        ("ST. JOHN'S, N.L. — It rained.", "ST. JOHN'S, N.L.", "", "", ""),
        ("SAN JUAN, Puerto Rico (AP) — It rained.", "SAN JUAN, Puerto Rico", "", "AP", ""),
        ("By Jane Doe, Associated Press\n\nNEW YORK (AP) — It rained.", "NEW YORK", "", "AP", "Jane Doe"),
        ("By Jane Doe\n\nIt rained.", "", "", "", "Jane Doe"),
        ("Jane Doe, The Canadian Press\n\nTORONTO -- It rained.", "TORONTO", "", "The Canadian Press", "Jane Doe"),
        ("It rained.", "", "", "", ""),
        ("The man - a baker - said it rained.\nIt rained.", "", "", "", ""),
        ("NATO said on Monday - it rained.", "", "", "", ""),
    ],
)
def test_datelines_and_credits_of_agencies_are_read(copy: str, place: str, day: str, credit: str, byline: str) -> None:
    wire = read_wire(copy)
    assert (wire.place, wire.place_day, wire.credit, wire.byline) == (place, day, credit, byline)
    assert wire.body.endswith("It rained.") or not place


def test_credits_after_the_story_are_left_out_of_the_body() -> None:
    wire = read_wire("PARIS (Reuters) - It rained.\n\n(Reporting by Jane Doe; Editing by Jo Park)\n")
    assert wire.body == "It rained."


def test_a_dateline_of_december_posted_in_january_is_of_the_year_before() -> None:
    wire = read_wire(" date 2022-01-02 \nBAKU, Dec. 31\n\nIt rained.")
    assert wire.place_date == date(2021, 12, 31)


def test_a_note_without_a_first_posting_is_read() -> None:
    wire = read_wire(" date 2022-01-02 Headline changed\n\nIt rained.")
    assert (wire.note, wire.body) == ("Headline changed", "It rained.")


def test_a_date_that_is_none_is_left_empty() -> None:
    assert read_wire(" date 2022-13-45 It rained.").posted is None


def test_bytes_that_are_not_utf8_say_where_and_what_to_do() -> None:
    with pytest.raises(FormatError, match=r"copy\.txt: byte 2 is not UTF-8; save the file as UTF-8"):
        read_wire(b"ab\xff", name="copy.txt")


def test_the_item_carries_all_that_the_header_says() -> None:
    item = to_item(read_wire((FOLDER / "000_94c613e070d8c258.txt").read_bytes()))
    assert (item.credit, item.note, item.first_posted, item.place_date) == (
        "Trend",
        "Details added",
        time(12, 4),
        date(2021, 12, 27),
    )


@given(st.text(max_size=300) | st.text(" date2021-ABC,.'()—\nBy", max_size=300))
def test_any_copy_is_taken_apart_without_an_exception(copy: str) -> None:
    wire = read_wire(copy)
    assert 0 <= wire.start <= wire.end <= len(copy)
    assert wire.body == copy[wire.start : wire.end]
