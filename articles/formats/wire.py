"""Wire copy: plain text with a header line, a dateline and credits, as agencies send it.

Reads the header of the first stories (" date 2021-12-27 Details added (first version posted on 12:04)"), datelines on
a line of their own or before the first sentence, and credits before and after the story. Sources: the seeds in
`fixtures/wire/`; the Associated Press Stylebook, "datelines"; the Reuters Handbook of Journalism, "datelines".
"""

import re
from dataclasses import dataclass
from datetime import date, time

from articles.formats.errors import FormatError
from articles.formats.item import Item

_HEADER = re.compile(r"[ \t]*date[ \t]+(\d{4}-\d{2}-\d{2})(?=\s|$)[ \t]*")
_POSTED = re.compile(r"([^\n()]{0,120}?)[ \t]*\(first version posted (?:on|at) (\d{1,2}:\d{2})\)[ \t]*(?=\n|$)")
_NOTE = re.compile(r"([A-Z][^\n]{2,100}[^\s.!?\"”])[ \t]*\n[ \t]*\n")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:, \d{{4}})?"
_CAPITALS = r"[^\W\d_a-z][^\Wa-z]*"  # a word in capitals, any script that has them
_REGION = r"(?:, [^\W\d_][\w.'’ -]{1,30}?)"
_PLACE = rf"(?P<place>[^\W\d_a-z]{{2}}[^\Wa-z]*(?:[.'’ -]{{1,3}}{_CAPITALS}){{0,6}}{_REGION}{{0,2}}?\.?)"
_AGENCY = r"\((?P<credit>[^()\n]{2,40})\)"
_OWN_LINE = re.compile(rf"{_PLACE}, {_DAY}[ \t]*(?:{_AGENCY})?[ \t]*(?=\n|$)")
_INLINE = re.compile(rf"{_PLACE}(?:,? {_DAY})?(?: {_AGENCY})?[ \t]*(?:—|–|―|--|-)[ \t]*(?=\S)")
_CREDIT_LINE = re.compile(r"(?P<credit>[A-Z][\w .&'’-]{1,40}):[ \t]*(?=\n)")
_BYLINE = re.compile(r"(?:By|BY)[ \t]+(?P<byline>[^\n,]{3,80})(?:,[ \t]*(?P<credit>[^\n]{2,60}))?[ \t]*(?=\n|$)")
_SIGNED = re.compile(
    r"(?P<byline>[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){1,3}), "
    r"(?P<credit>(?:The )?(?:Associated Press|Canadian Press|Press Association|Reuters|Agence France-Presse|AFP|AP))"
    r"[ \t]*(?=\n)"
)
_AFTER = re.compile(r"\((?:Reporting|Additional reporting|Writing|Editing|Compiled) by [^()\n]{2,400}\)\s*$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BLANK = re.compile(r"\s*")
_HEAD_LINES = 4  # bylines, datelines and credits are looked for in so many leading pieces


@dataclass(frozen=True, slots=True)
class Wire:
    """Wire copy taken apart. `body` begins at code point `start` of `text` and ends at `end`.

    place_day is the dateline's day as printed ("Dec. 27"); what the copy does not say is empty or None.
    """

    text: str
    start: int
    end: int
    posted: date | None = None
    note: str = ""
    first_posted: time | None = None
    place: str = ""
    place_day: str = ""
    credit: str = ""
    byline: str = ""

    @property
    def body(self) -> str:
        """The story alone, as it stands in the text."""
        return self.text[self.start : self.end]

    @property
    def place_date(self) -> date | None:
        """The dateline's day; its year is the one that brings it closest before the day of posting."""
        if not self.place_day or self.posted is None:
            return None
        month, day = self.place_day.split()
        for year in (self.posted.year, self.posted.year - 1):
            try:
                found = date(year, _MONTHS.index(month[:3].lower()) + 1, int(day))
            except ValueError:
                continue
            if (found - self.posted).days <= 1:
                return found
        return None


def read_wire(data: bytes | str, *, name: str = "wire copy") -> Wire:
    """Take wire copy apart; `name` stands for it in errors. Raise FormatError where the bytes are not UTF-8."""
    text = data if isinstance(data, str) else _decoded(data, name)
    head = _header(text)
    return _trimmed(_leading(text, head))


def to_item(wire: Wire) -> Item:
    """Return the neutral record of wire copy."""
    return Item(
        body=wire.body,
        credit=wire.credit,
        byline=wire.byline,
        place=wire.place,
        place_date=wire.place_date,
        posted=wire.posted,
        first_posted=wire.first_posted,
        note=wire.note,
    )


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"byte {error.start} is not UTF-8", where=name, remedy="save the file as UTF-8") from error


def _header(text: str) -> Wire:
    """Read the header line: the day of posting, then perhaps a note on the version."""
    match = _HEADER.match(text)
    if not match:
        return Wire(text, 0, len(text))
    at = match.end()
    posted = _date(match.group(1))
    versions = _POSTED.match(text, at)
    if versions:
        return Wire(text, versions.end(), len(text), posted, versions.group(1).strip(), _time(versions.group(2)))
    note = _NOTE.match(text, at)
    if note:
        return Wire(text, note.end(), len(text), posted, note.group(1))
    return Wire(text, at, len(text), posted)


def _date(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None


def _time(printed: str) -> time | None:
    hour, minute = map(int, printed.split(":"))
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _leading(text: str, head: Wire) -> Wire:
    """Read byline, dateline and credit in whatever order they lead in, and set the body's start after them."""
    found = {"place": "", "place_day": "", "credit": "", "byline": ""}
    start = _skip_blank(text, head.start)
    for _ in range(_HEAD_LINES):
        for pattern in (_BYLINE, _SIGNED, _OWN_LINE, _INLINE, _CREDIT_LINE):
            match = pattern.match(text, start)
            if match and not any(found[key] for key in match.groupdict() if key in ("place", "byline")):
                _note(found, match.groupdict())
                start = _skip_blank(text, match.end())
                break
        else:
            break
    return Wire(text, start, head.end, head.posted, head.note, head.first_posted, **found)


def _note(found: dict[str, str], groups: dict[str, str | None]) -> None:
    """Add what a leading line says to what is known."""
    if groups.get("month"):
        found["place_day"] = f"{groups['month']} {groups['day']}"
    for key in ("place", "credit", "byline"):
        value = groups.get(key)
        if value:
            found[key] = value.strip(" .") if key == "place" and "," not in value else value.strip()


def _skip_blank(text: str, start: int) -> int:
    match = _BLANK.match(text, start)
    return match.end() if match else start


def _trimmed(wire: Wire) -> Wire:
    """Leave blank space and the credits after the story out of the body."""
    body = wire.text[wire.start : wire.end]
    after = _AFTER.search(body, max(0, len(body) - 500))
    if after:
        body = body[: after.start()]
    end = wire.start + len(body.rstrip())
    return Wire(
        wire.text,
        wire.start,
        end,
        wire.posted,
        wire.note,
        wire.first_posted,
        wire.place,
        wire.place_day,
        wire.credit,
        wire.byline,
    )
