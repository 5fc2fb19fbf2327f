"""An article as it is read: the text with its quotations marked, the notes in the margin, and who is speaking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Article, Quote
from articles.rendering import Mark, render

HUES = 6


@dataclass
class Voice:
    """One speaker of an article, numbered as they first speak; hue 1 to 6 repeats, the number does not."""

    number: int
    speaker: Any
    roles: list[Any] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    words: int = 0
    share: int = 0

    @property
    def hue(self) -> int:
        return (self.number - 1) % HUES + 1 if self.speaker else 0

    @property
    def name(self) -> str:
        return str(self.speaker) if self.speaker else _("Speaker not named")


@dataclass(frozen=True)
class Note:
    """What the margin says of one quotation; the venue is told once for each speaker."""

    quote: Quote
    voice: Voice
    venue: str


@dataclass(frozen=True)
class Passage:
    """One block of the text, and the notes to the quotations that begin in it."""

    html: SafeString
    notes: list[Note]


@dataclass(frozen=True)
class Reading:
    passages: list[Passage]
    voices: list[Voice]


def reading(article: Article, quotes: Sequence[Quote], marks: Sequence[Mark] = ()) -> Reading:
    """Return the article's body with `quotes`, its public ones in the order of the text, and other marks woven in.

    No query.
    """
    voices = _voices(quotes)
    notes = {f"quote-{note.quote.pk}": note for note in _notes(quotes, voices)}
    blocks = render(article.body, [*(mark(note) for note in notes.values()), *marks])
    passages = [
        Passage(mark_safe(block.html), [notes[name] for name in block.marks if name in notes])  # noqa: S308
        for block in blocks
    ]
    return Reading(passages, list(voices.values()))


def _notes(quotes: Sequence[Quote], voices: dict[Any, Voice]) -> Iterable[Note]:
    venues: dict[int, str] = {}
    for quote in quotes:
        voice = voices[_speaker_key(quote)]
        told = venues.get(voice.number) == quote.venue
        venues[voice.number] = quote.venue
        yield Note(quote, voice, "" if told else quote.venue)


def mark(note: Note) -> Mark:
    """Return how a quotation is marked in the text, with the small sign that leads to its note."""
    quote, voice = note.quote, note.voice
    return Mark(
        id=f"quote-{quote.pk}",
        spans=tuple((start, end) for start, end in quote.spans),
        css=f"said said-{quote.kind} hue-{voice.hue}",
        note=f"note-{quote.pk}",
        sign=str(voice.number),
        label=_("%(number)s: %(kind)s quotation, %(speaker)s")
        % {"number": voice.number, "kind": quote.get_kind_display(), "speaker": voice.name},
    )


def _speaker_key(quote: Quote) -> tuple[int | None, int | None]:
    return quote.speaker_person_id, quote.speaker_source_id


def _voices(quotes: Sequence[Quote]) -> dict[Any, Voice]:
    """Return the speakers in the order in which they first speak, with their shares of the words, in percent."""
    voices: dict[Any, Voice] = {}
    for quote in quotes:
        voice = voices.setdefault(_speaker_key(quote), Voice(len(voices) + 1, quote.speaker))
        voice.quotes.append(quote)
        if quote.role and quote.role not in voice.roles:
            voice.roles.append(quote.role)
    for key, words in _words(quotes):
        voices[key].words += words
    total = sum(voice.words for voice in voices.values()) or 1
    for voice in voices.values():
        voice.share = round(100 * voice.words / total)
    return voices


def _words(quotes: Sequence[Quote]) -> Iterable[tuple[Any, int]]:
    """Yield each quotation's speaker and number of words; those of a quotation inside it are not the outer one's."""
    inside: dict[int | None, int] = {}
    for quote in quotes:
        inside[quote.within_id] = inside.get(quote.within_id, 0) + len(quote.words.split())
    for quote in quotes:
        yield _speaker_key(quote), max(0, len(quote.words.split()) - inside.get(quote.pk, 0))
