"""A speaker of reported words as the last stages see one: who it is, which rule told so, and how surely."""

from dataclasses import dataclass
from itertools import takewhile

from articles.extraction.confidence import SPEAKER
from articles.extraction.lexicon.words import PREPOSITIONS, RELATIVES
from articles.extraction.people import Known, gender_of, gender_of_role
from articles.extraction.records import SpeakerKind
from articles.text import fold

_AFTER_HEAD = PREPOSITIONS | RELATIVES


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source means. name: as it is to be shown, None where unknown. how: the rule that told. sure: 0 to 1."""

    name: str | None
    known: int | None
    kind: SpeakerKind
    how: str
    sure: float
    gender: str = ""
    note: str = ""


NOBODY = Speaker(None, None, SpeakerKind.UNKNOWN, "nobody", SPEAKER["nobody"])


def of_entry(entry: Known, how: str, *, kind: SpeakerKind | None = None, share: float = 1.0, note: str = "") -> Speaker:
    """Return an entry of the table as a speaker, of its kind or another, as sure as `how` makes it times `share`."""
    return Speaker(entry.name, entry.number, kind or entry.kind, how, SPEAKER[how] * share, gender_of(entry), note)


def as_named(entry: Known, printed: str) -> Speaker:
    """Return an entry as the speaker whom the words `printed` name, in full or by surname."""
    bodily = entry.kind is SpeakerKind.UNKNOWN and len(entry.key) > 1
    how = "name" if fold(printed).endswith(fold(entry.name)) else "surname"
    return of_entry(entry, how, kind=SpeakerKind.ORGANISATION if bodily else entry.kind)


def as_described(printed: str, kind: SpeakerKind) -> Speaker:
    """Return one who has no name here as the speaker whom the words `printed` describe, of the gender of their head."""
    up_to_head = list(takewhile(lambda word: word not in _AFTER_HEAD, fold(printed).split()))
    return Speaker(printed, None, kind, "described", SPEAKER["described"], gender_of_role(up_to_head[-1:]))
