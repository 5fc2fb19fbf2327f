"""Roles in time: partial dates are drawn as far as they are known, gaps and what was held at once are said."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering.timeline import WIDTH, first_day, last_day, span_of, timeline

TODAY = date(2024, 6, 15)


@dataclass(frozen=True)
class Held:
    title: str
    start: str = ""
    end: str = ""
    as_of: str = ""


def lines(*roles):
    return timeline(roles, span_of(roles, TODAY), TODAY)


def said(*roles):
    return [entry.role.title if entry.role else f"{entry.after} to {entry.before}" for entry in lines(*roles)]


def test_a_gap_is_a_line_of_its_own_between_the_last_and_the_first_day_known():
    roles = Held("mayor", "2001", "2005-03"), Held("minister", "2007-05-02", "2009")
    assert said(*roles) == ["mayor", "2005-04-01 to 2007-05-01", "minister"]


def test_years_that_touch_leave_no_gap():
    assert said(Held("mayor", "2001", "2005"), Held("minister", "2006", "2009")) == ["mayor", "minister"]


def test_a_role_that_lasts_leaves_no_gap_after_it():
    assert said(Held("mayor", "2001"), Held("minister", "2010", "2012")) == ["mayor", "minister"]


def test_what_was_held_at_once_is_said_of_both():
    mayor, minister, _later = lines(
        Held("mayor", "2001", "2008"), Held("minister", "2004-05", "2006"), Held("senator", "2008", "2012")
    )
    assert (mayor.beside, minister.beside) == (["minister"], ["mayor"])


def test_years_that_only_may_overlap_are_not_said_to():
    assert [entry.beside for entry in lines(Held("mayor", "2001", "2005"), Held("minister", "2005", "2009"))] == [
        [],
        [],
    ]


def test_a_role_without_an_end_counts_as_held_until_today():
    assert [entry.beside for entry in lines(Held("mayor", "2001"), Held("minister", "2010"))] == [
        ["minister"],
        ["mayor"],
    ]


def test_within_the_year_that_is_all_that_is_known_the_bar_is_faint():
    [entry] = lines(Held("mayor", "2001", "2004"))
    assert [(bar.x, bar.width, bar.sort) for bar in entry.bars] == [(0, WIDTH, "faint"), (249, 501, "sure")]


def test_a_moment_is_a_point_and_a_role_without_dates_has_no_bar():
    assert said(Held("mayor", as_of="2003"), Held("guest"), Held("minister", "2001", "2002")) == [
        "minister",
        "mayor",
        "guest",
    ]
    _minister, mayor, guest = lines(Held("mayor", as_of="2003"), Held("guest"), Held("minister", "2001", "2002"))
    assert [bar.sort for bar in mayor.bars] == ["point"]
    assert guest.bars == []
    assert lines(Held("guest"))[0].bars == []


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02-07", date(2023, 2, 7), date(2023, 2, 7)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_partial_date_is_the_days_that_it_may_mean(partial, first, last):
    assert (first_day(partial), last_day(partial)) == (first, last)


PARTIAL = st.dates().map(lambda day: day.isoformat()).flatmap(lambda d: st.sampled_from(["", d[:4], d[:7], d]))


@given(st.lists(st.builds(Held, st.just("x"), PARTIAL, PARTIAL, PARTIAL), max_size=6), st.dates())
def test_every_role_has_its_line_and_every_bar_lies_in_the_drawing(roles, today):
    entries = timeline(roles, span_of(roles, today), today)
    assert sorted(id(e.role) for e in entries if e.role) == sorted(map(id, roles))
    for bar in (bar for entry in entries for bar in entry.bars):
        assert 0 <= bar.x <= WIDTH
        assert bar.width > 0
