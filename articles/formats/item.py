"""The neutral record between every format and the tables: one story as it arrived."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Item:
    """One story, whatever format it came in; what the copy does not say is empty or None.

    body: the story's words, without header, dateline or credits
    guid: a URI, the provider's own where it has one; version: the provider's number of the revision, from 1
    credit: who provides the copy ("AP", "Trend"); byline: who wrote it
    place, place_date: the dateline; place_date is a day, the year taken from the date of posting
    posted: the day of posting; first_posted: the time at which the first version went out
    note: the provider's note on this version ("Details added")
    """

    body: str
    headline: str = ""
    summary: str = ""
    guid: str = ""
    version: int = 1
    language: str = ""
    credit: str = ""
    byline: str = ""
    place: str = ""
    place_date: date | None = None
    posted: date | None = None
    first_posted: time | None = None
    modified: datetime | None = None
    note: str = ""
    url: str = ""
    topics: tuple[str, ...] = ()
