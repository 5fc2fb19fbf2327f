"""Bars over time: every date is counted once, in the finest unit in which all are known and which fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering.chart import BARS_AT_MOST, HEIGHT, STEP, chart


def bars(*dates):
    return [(bar.when, bar.number) for bar in chart((when, 1) for when in dates).bars]


def test_days_of_one_month_are_told_apart():
    assert bars("2021-12-26", "2021-12-28", "2021-12-28") == [("2021-12-26", 1), ("2021-12-27", 0), ("2021-12-28", 2)]


def test_months_have_no_gap_at_the_turn_of_the_year():
    assert bars("2021-11-30", "2022-02-01") == [("2021-11", 1), ("2021-12", 0), ("2022-01", 0), ("2022-02", 1)]


@pytest.mark.parametrize("coarse", ["2021", "2021-03"])
def test_nothing_is_said_more_exactly_than_the_least_known_date(coarse):
    assert [when for when, _number in bars(coarse, "2021-03-05")] == [coarse]


def test_many_years_are_years_and_what_lies_before_the_first_bar_is_counted():
    found = chart([("1066", 1), ("1901", 2), ("2021-12-27", 3)])
    assert (found.unit, len(found.bars), found.earlier, found.last.number) == ("year", BARS_AT_MOST, 3, 3)


def test_the_highest_bar_fills_the_drawing_and_a_small_one_is_still_seen():
    found = chart([("2020", 1), ("2021", 1_000)])
    assert [(bar.height, bar.y) for bar in found.bars] == [(2, HEIGHT - 2), (HEIGHT, 0)]
    assert (found.most.when, found.width) == ("2021", 2 * STEP)


def test_without_dates_there_is_no_chart():
    assert chart([]) is None


PARTIAL = st.dates().flatmap(lambda day: st.sampled_from([day.isoformat()[:n] for n in (4, 7, 10)]))


@given(st.lists(st.tuples(PARTIAL, st.integers(1, 50)), min_size=1, max_size=30))
def test_nothing_is_lost_or_counted_twice_and_every_bar_lies_in_the_drawing(dates):
    found = chart(dates)
    assert sum(bar.number for bar in found.bars) + found.earlier == sum(number for _when, number in dates)
    assert 1 <= len(found.bars) <= BARS_AT_MOST
    assert all(0 <= bar.y <= HEIGHT and 0 <= bar.x < found.width for bar in found.bars)
