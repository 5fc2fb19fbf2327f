"""A person's roles in time: which were held when, as far as the record knows, with the gaps and what was held at once.

Plain arithmetic on partial dates. A bar is drawn faint where the dates leave it open whether the role was held: within
the year that is all that is known of its beginning, or after a beginning without an end.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

WIDTH = 1000  # of the drawing, in units of its own
_POINT = 8
_DAY = timedelta(days=1)


def next_day(day: date) -> date:
    """Return the day after `day`; of the last that there is, itself."""
    return day + _DAY if day < date.max else day


def first_day(partial: str) -> date:
    """Return the first day that a partial date (YYYY, YYYY-MM or YYYY-MM-DD) may mean."""
    year, month, day = (*(int(part) for part in partial.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(partial: str) -> date:
    """Return the last day that a partial date may mean."""
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


@dataclass(frozen=True)
class Bar:
    """A stretch of the drawing: where it begins, how wide it is, and "sure", "faint" or "point"."""

    x: int
    width: int
    sort: str


@dataclass
class Entry:
    """One line of the timeline: a role with its bars and the titles of those held at the same time, or a gap."""

    role: Any = None
    bars: list[Bar] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    after: str = ""  # of a gap: the last day known of before it, and the first one after it
    before: str = ""


@dataclass(frozen=True)
class Term:
    """The days of a role: from the earliest that it may have been held, over those that it surely was, to the last."""

    role: Any
    may_start: date
    sure_start: date
    sure_end: date
    may_end: date


@dataclass(frozen=True)
class Span:
    """What the drawing shows, both days included."""

    start: date
    end: date

    def place(self, day: date) -> int:
        """Return where a day begins in the drawing, 0 to WIDTH."""
        whole = (self.end - self.start).days + 1
        return max(0, min(WIDTH, round(WIDTH * (day - self.start).days / whole)))


def span_of(roles: Iterable[Any], today: date) -> Span | None:
    """Return the years in which any of the roles was held, or None where no date is known."""
    dates = [(role.start, role.end, role.as_of) for role in roles]
    known = [partial for given in dates for partial in given if partial]
    if not known:
        return None
    lasts = any(start and not end for start, end, _as_of in dates)
    end = max([last_day(partial) for partial in known] + [today] * lasts)
    return Span(date(min(map(first_day, known)).year, 1, 1), date(end.year, 12, 31))


def timeline(roles: Sequence[Any], span: Span | None, today: date) -> list[Entry]:
    """Return the lines for the roles, the earliest first, with a line for each gap; undated roles stand at the end."""
    terms = sorted((t for role in roles if (t := _term(role, span, today))), key=lambda t: (t.may_start, t.may_end))
    lines: list[Entry] = []
    reached: date | None = None
    for term in terms:
        if reached and term.may_start > next_day(reached) and span:
            lines.append(_gap(reached, term.may_start, span))
        beside = [other.role.title for other in terms if other is not term and _at_once(term, other)]
        lines.append(Entry(term.role, _bars(term, span) if span else [], beside))
        reached = max(reached, term.may_end) if reached else term.may_end
    dated = {id(term.role) for term in terms}
    moments = [role for role in roles if id(role) not in dated and role.as_of]
    moments.sort(key=lambda role: role.as_of)
    lines += [Entry(role, [_moment(role.as_of, span)] if span else []) for role in moments]
    return lines + [Entry(role) for role in roles if id(role) not in dated and not role.as_of]


def _term(role: Any, span: Span | None, today: date) -> Term | None:
    """Return the days of a role of which a beginning or an end is known; where it has no end, it may last."""
    if span is None or not (role.start or role.end):
        return None
    may_start = first_day(role.start) if role.start else span.start
    sure_start = last_day(role.start) if role.start else first_day(role.end)
    may_end = last_day(role.end) if role.end else max(today, may_start)
    sure_end = first_day(role.end) if role.end else sure_start
    return Term(role, may_start, sure_start, sure_end, may_end)


def _at_once(one: Term, other: Term) -> bool:
    """Whether there is a day on which both were held; a role without an end counts as held until today."""
    start = max(one.sure_start, other.sure_start)
    return start < min(_until(one), _until(other))


def _until(term: Term) -> date:
    return term.sure_end if term.role.end else term.may_end


def _bars(term: Term, span: Span) -> list[Bar]:
    sure = (term.sure_start, next_day(term.sure_end)) if term.sure_start <= term.sure_end else None
    parts = [(term.may_start, next_day(term.may_end), "faint")]
    if sure and term.role.start:
        parts.append((*sure, "sure"))
    return [_bar(start, end, sort, span) for start, end, sort in parts]


def _bar(start: date, end: date, sort: str, span: Span) -> Bar:
    x = span.place(start)
    return Bar(x, max(2, span.place(end) - x), sort)


def _moment(partial: str, span: Span) -> Bar:
    x = span.place(first_day(partial) + (last_day(partial) - first_day(partial)) / 2)
    return Bar(max(0, x - _POINT // 2), _POINT, "point")


def _gap(reached: date, start: date, span: Span) -> Entry:
    after, before = next_day(reached), start
    return Entry(bars=[_bar(after, before, "gap", span)], after=after.isoformat(), before=(before - _DAY).isoformat())
