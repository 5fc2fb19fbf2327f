"""Corrections as readers see them: under the note that was published with them, and at the words that they change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.editorial.wording import Change, marked
from articles.models import Correction
from articles.rendering import Mark

_SIGN = "†"


@dataclass(frozen=True)
class Corrected:
    """One passage, before and after, with what differs marked; `place` is where it stands on the page, or nothing."""

    pk: int
    before: list[Change]
    after: list[Change]
    place: str


@dataclass
class Notice:
    """What readers were told at one time, and the passages that it is about."""

    made: datetime
    note: str
    passages: list[Corrected] = field(default_factory=list)


def notices(corrections: Iterable[Correction], places: dict[int, str] | None = None) -> list[Notice]:
    """Return corrections, the latest first, by the note that they were published with.

    `places` has the id of the element in which a correction's words stand, by its key.
    """
    found: list[Notice] = []
    for row in corrections:
        if not found or (found[-1].made, found[-1].note) != (row.made, row.note):
            found.append(Notice(row.made, row.note))
        found[-1].passages.append(_corrected(row, (places or {}).get(row.pk, "")))
    return found


def _corrected(row: Correction, place: str) -> Corrected:
    changes = marked([row.before], [row.after], keep=None)
    before = [change for change in changes if change.kind != "insert"]
    return Corrected(row.pk, before, [change for change in changes if change.kind != "delete"], place)


def marks(corrections: Iterable[Correction], body: str) -> list[Mark]:
    """Return how the corrected words are marked in the body: those that stand there once, to the letter."""
    return [
        Mark(
            id=f"correction-{row.pk}",
            spans=((at, at + len(row.after)),),
            css="corrected",
            note=f"notice-{row.pk}",
            sign=_SIGN,
            label=_("Corrected: see what stood here"),
        )
        for row in corrections
        if row.after and (at := body.find(row.after)) >= 0 and body.find(row.after, at + 1) < 0
    ]


def places(corrections: Iterable[Correction], quotes: Sequence[Any], marked_words: Sequence[Mark]) -> dict[int, str]:
    """Return the id of the element that shows what a correction is about: its quotation, else its words."""
    shown, words = {quote.pk for quote in quotes}, {mark.id for mark in marked_words}
    found = {}
    for row in corrections:
        if row.quote_id in shown:
            found[row.pk] = f"quote-{row.quote_id}"
        elif f"correction-{row.pk}" in words:
            found[row.pk] = f"correction-{row.pk}"
    return found
