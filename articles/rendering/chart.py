"""How many things were dated when, as bars: counted by day, month or year, as fine as all dates are known and it fits.

Plain arithmetic on partial dates (YYYY, YYYY-MM, YYYY-MM-DD), which stand for the bars too.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

HEIGHT = 100  # of the drawing, in units of its own
STEP = 10  # from one bar to the next
BARS_AT_MOST = 60
_MONTHS = 12
_PRECISION = {"day": 10, "month": 7, "year": 4}  # characters of a partial date


@dataclass(frozen=True)
class Bar:
    """One stretch of time, a partial date; how much was dated in it; and where it stands in the drawing."""

    when: str
    number: int
    x: int
    height: int

    @property
    def y(self) -> int:
        """The top of the bar; the drawing's origin is above on the left."""
        return HEIGHT - self.height


@dataclass(frozen=True)
class Chart:
    """Bars without a gap from the first date to the last; `earlier` is how much lies before the first bar."""

    unit: str
    bars: list[Bar]
    earlier: int = 0

    @property
    def width(self) -> int:
        return STEP * len(self.bars)

    @property
    def last(self) -> Bar:
        return self.bars[-1]

    @property
    def most(self) -> Bar:
        """The highest bar, the first of these."""
        return max(self.bars, key=lambda bar: bar.number)

    @property
    def filled(self) -> list[Bar]:
        """The bars in which anything lies."""
        return [bar for bar in self.bars if bar.number]


def chart(dates: Iterable[tuple[str, int]]) -> Chart | None:
    """Return the bars for partial dates, each with the number of things dated so; None without any."""
    counted: Counter[str] = Counter()
    for when, number in dates:
        counted[when] += number
    if not counted:
        return None
    unit, stretches = _stretches(counted)
    inside: Counter[str] = Counter()
    for when, number in counted.items():
        inside[when[: _PRECISION[unit]]] += number
    most = max(inside[when] for when in stretches)
    bars = [Bar(when, inside[when], STEP * n, _height(inside[when], most)) for n, when in enumerate(stretches)]
    return Chart(unit, bars, sum(inside.values()) - sum(bar.number for bar in bars))


def _height(number: int, most: int) -> int:
    """Return how high a bar is; what is there at all is seen."""
    return max(2, round(HEIGHT * number / most)) if number else 0


def _stretches(dates: Iterable[str]) -> tuple[str, list[str]]:
    """Return the finest unit that fits, and its stretches from the first date to the last."""
    dates = sorted(dates)
    known = min(map(len, dates))
    if known == _PRECISION["day"] and dates[0][:7] == dates[-1][:7]:
        month, first, last = dates[0][:7], int(dates[0][8:]), int(dates[-1][8:])
        return "day", [f"{month}-{day:02}" for day in range(first, last + 1)]
    if known >= _PRECISION["month"] and (months := _months(dates[0], dates[-1])):
        return "month", months
    first, last = int(dates[0][:4]), int(dates[-1][:4])
    return "year", [f"{year:04}" for year in range(max(first, last - BARS_AT_MOST + 1), last + 1)]


def _months(first: str, last: str) -> list[str]:
    """Return the months from one partial date to another; none where they are too many."""
    start, end = (int(day[:4]) * _MONTHS + int(day[5:7]) - 1 for day in (first, last))
    if end - start >= BARS_AT_MOST:
        return []
    return [f"{month // _MONTHS:04}-{month % _MONTHS + 1:02}" for month in range(start, end + 1)]
