"""What is found in a sentence: reported words with cue and source, and the notebook that one sentence's are kept in."""

from dataclasses import dataclass, replace

from articles.extraction import relays
from articles.extraction.cues import ACCORDING, Cue
from articles.extraction.phrases import Phrase
from articles.extraction.views import View


@dataclass(frozen=True, slots=True)
class Finding:
    """Reported words as pieces [first word, one past last), with cue and source as word ranges.

    how: "before", "after", "around" for their place beside a cue; without one, "floating" for quoted words that stand
    alone, "embedded" for those within a sentence. weight: 0 to 1. via: by way of whom the words came.
    """

    pieces: tuple[Phrase, ...]
    cue: Phrase | None
    source: Phrase | None
    how: str
    weight: float
    sentence: int
    via: Phrase | None = None


class Notebook:
    """What the cues of one sentence were found to report, noted from left to right.

    taken: items before it belong to what is noted already.
    """

    def __init__(self, view: View, number: int, cues: list[Cue]) -> None:
        self.view = view
        self.number = number
        self.cues = cues
        self.found: list[Finding] = []
        self.taken = 0

    def keep(self, cue: Cue, pieces: list[Phrase], how: str, weight: float) -> None:
        """Note what a cue reports, and as its source whom the cue's own subject cites, where it does."""
        source = self.view.places(*cue.subject) if cue.subject else None
        via = None
        cited = relays.cited(self.view, cue)
        if cited:
            source, via = self.view.places(*cited), source
        self.found.append(Finding(tuple(pieces), _place(cue, self.view), source, how, weight, self.number, via))

    def keep_via(self, cue: Cue) -> bool:
        """Note by way of whom the words noted last came, where a cue says no more than that; tell whether it does."""
        if not self.found or self.found[-1].via is not None:
            return False
        relay = relays.passed_on_by(self.view, cue)
        if relay is None:
            return False
        self.found[-1] = replace(self.found[-1], via=self.view.places(*relay))
        return True

    def has(self, cue: Cue) -> bool:
        """Tell whether anything that `cue` reports is noted."""
        return bool(self.found) and self.found[-1].cue == _place(cue, self.view)

    def piece(self, first: int, stop: int) -> Phrase:
        """Return items [first, stop) as words, a comma at the end and the marks of a lone quotation left out."""
        view = self.view
        while stop > first + 1 and view.items[stop - 1] >= 0 and view.lower[stop - 1] in (",", ";", ":"):
            stop -= 1
        return view.inside(first) if stop == first + 1 and view.is_quoted(first) else view.places(first, stop)


def _place(cue: Cue, view: View) -> Phrase:
    at = view.items[cue.at]
    return at, at + (2 if cue.verb is ACCORDING else 1)
