"""What the engine hands out: frozen records that carry offsets into the text as given.

A span is (start, end): Unicode code points, end excluded.
"""

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]


class Kind(StrEnum):
    """How words are reported: all of them between marks, some, or none."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeakerKind(StrEnum):
    """What sort of speaker: a person, a body that speaks, or nobody the text lets us tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the text prints it ("Azerbaijani MP", "head of the region") and where."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organisation of one text: its fullest name, other spellings, mentions and roles in order.

    `gender` is "m", "f" or "" where the text does not show it.
    """

    name: str
    kind: SpeakerKind
    gender: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: what was said, by whom, how the text says so, and why the engine thinks so.

    content: the words, in pieces where the attribution interrupts them; quotation marks are left out
    cue, source: the reporting word and the words of attribution, or None where the text has none
    speaker: the full name, or the fullest description of one who has no name; None where the engine abstains
    entity: the speaker's place in `Document.entities`, or None
    role: the role words printed beside the speaker here or, failing that, first in the text
    confidence: 0 to 1, that words and speaker are both right
    inner: quotations within it, between marks of their own: what the speaker reports somebody else to have said
    via: the agency or paper by way of which the words came, where the sentence names it beside the speaker
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: str | None
    speaker_kind: SpeakerKind
    entity: int | None
    role: Role | None
    kind: Kind
    confidence: float
    reason: str
    inner: tuple[Span, ...] = ()
    via: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the quotations in it, in order of their first word, and the persons and organisations it names."""

    text: str
    quotations: tuple[Quotation, ...]
    entities: tuple[Entity, ...]
