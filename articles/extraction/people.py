"""Who is who in a text: the records of persons and organisations, and of the places where they are named."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.extraction.lexicon.forenames import FORENAMES
from articles.extraction.lexicon.people import FEMALE_ROLES, MALE_ROLES
from articles.extraction.records import SpeakerKind

_GENDERED = FEMALE_ROLES | MALE_ROLES


@dataclass(slots=True)
class Known:
    """One person or organisation while the table is being built; afterwards it is only read."""

    number: int
    key: tuple[str, ...]
    name: str
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    gender: str = ""
    aliases: list[str] = field(default_factory=list)
    roles: list[tuple[int, int]] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words [first, stop) that name entry `known`; `title` is where the role words before it begin."""

    first: int
    stop: int
    title: int
    known: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class People:
    """The table: its entries, all mentions in order, and the mention that begins at or covers a word."""

    known: list[Known]
    mentions: list[Mention]
    at: dict[int, Mention]


def gender_of_role(words: Iterable[str]) -> str:
    """Return "m", "f" or "" from the words of a role: "spokeswoman", "businessman", "minister"."""
    words = frozenset(words)
    return "" if words.isdisjoint(_GENDERED) else "m" if words.isdisjoint(FEMALE_ROLES) else "f"


def gender_of(entry: Known) -> str:
    """Return "m", "f" or "" from what was printed beside a name or, failing that, from the forename."""
    if entry.gender or not entry.key:
        return entry.gender
    return FORENAMES.get(entry.key[0], "") or FORENAMES.get(entry.key[0].split(" ")[0], "")
