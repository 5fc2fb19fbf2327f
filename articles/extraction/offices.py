"""Whether the words that describe somebody agree with the offices that a record says they held that day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.extraction.lexicon.words import word_set
from articles.text import fold

_PAST = word_set("former formerly ex erstwhile onetime retired outgoing late then past previous")
_TO_COME = word_set("elect designate nominee candidate incoming aspiring future hopeful contender shadow nominated")
_RANKS = word_set("vice deputy assistant associate acting interim junior caretaker")
_PARTS = re.compile(r"[,;()]| and ")


class Conflict(StrEnum):
    """How words and record differ: the office was not held, is still held, or was held in another rank."""

    NOT_HELD = "not held"
    STILL_HELD = "still held"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Office:
    """A title of a record: whether it may have been held on the day, whether the record says since when, and where."""

    title: str
    held: bool
    dated: bool
    organisation: str = ""


def conflict(words: str, offices: Sequence[Office]) -> tuple[Conflict, int] | None:
    """Return how the words beside a name contradict the bearer's offices, and which; None where they need not.

    Words that name no office of the record contradict nothing: the record may not know it yet.

    >>> conflict("Finance Minister", [Office("finance minister", held=False, dated=True)])
    (<Conflict.NOT_HELD: 'not held'>, 0)
    """
    parts = [_Part(part) for part in _PARTS.split(words)]
    for found in (_not_held(parts, offices), _still_held(parts, offices), _other_rank(parts, offices)):
        if found:
            return found
    return None


class _Part:
    """One office as the text prints it: folded, its rank apart, and whether it lies in the past or is to come."""

    def __init__(self, words: str) -> None:
        folded = fold(words).split()
        self.past = not _PAST.isdisjoint(folded)
        self.to_come = not _TO_COME.isdisjoint(folded)
        self.ranks, self.plain = _ranked(folded)
        self.where = frozenset(folded[folded.index("of") + 1 :]) if "of" in folded else frozenset()

    def names(self, office: Office, *, rank: bool = True) -> bool:
        """Tell whether this part prints `office`, in its rank or (`rank` False) in whichever."""
        ranks, plain = _ranked(fold(office.title).split())
        elsewhere = self.where and office.organisation and self.where.isdisjoint(fold(office.organisation).split())
        return bool(plain.strip()) and plain in self.plain and (ranks == self.ranks or not rank) and not elsewhere


def _ranked(words: list[str]) -> tuple[frozenset[str], str]:
    plain = " ".join(word for word in words if word not in _RANKS)
    return frozenset(words) & _RANKS, f" {plain} "


def _not_held(parts: list[_Part], offices: Sequence[Office]) -> tuple[Conflict, int] | None:
    now = [part for part in parts if not part.past and not part.to_come]
    for part in now:
        printed = [k for k, office in enumerate(offices) if part.names(office)]
        if printed and not any(offices[k].held for k in printed):
            return Conflict.NOT_HELD, max(printed, key=lambda k: len(offices[k].title))
    return None


def _still_held(parts: list[_Part], offices: Sequence[Office]) -> tuple[Conflict, int] | None:
    for part in parts:
        printed = [k for k, office in enumerate(offices) if part.past and part.names(office)]
        if printed and all(offices[k].held and offices[k].dated for k in printed):
            return Conflict.STILL_HELD, printed[0]
    return None


def _other_rank(parts: list[_Part], offices: Sequence[Office]) -> tuple[Conflict, int] | None:
    """Find the deputy who is called the head, or the other way about: nothing else of the words agrees."""
    now = [part for part in parts if not part.past and not part.to_come]
    if any(part.names(office) for part in now for office in offices):
        return None
    for part in now:
        for k, office in enumerate(offices):
            if office.held and office.dated and part.names(office, rank=False):
                return Conflict.RANK, k
    return None
