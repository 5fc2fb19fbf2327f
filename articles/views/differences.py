"""Editions beside each other: what one changed, told in words and marked in the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.editorial import editions as record
from articles.editorial.changes import Content, told
from articles.editorial.wording import Change, marked
from articles.models import Edition


@dataclass(frozen=True)
class Compared:
    """An edition with its content (None where it cannot be read), and what it has otherwise than an earlier one.

    `changes` is None where there is none to compare with. `skipped` are the numbers between the two: editions that
    readers never had.
    """

    edition: Edition
    content: Content | None
    changes: list[Change] | None = None
    told: list[str] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)

    @property
    def reworded(self) -> bool:
        """Whether any word of headline, summary or text is another."""
        return any(change.kind != "equal" for change in self.changes or ())


def compared(editions: Sequence[Edition]) -> list[Compared]:
    """Return editions, given newest first, each compared with the next of the sequence."""
    contents = [record.read(edition) for edition in editions]
    found = []
    for n, edition in enumerate(editions):
        last = n + 1 == len(editions)
        skipped = list(range(1 if last else editions[n + 1].number + 1, edition.number))
        found.append(compare(None if last else contents[n + 1], edition, contents[n], skipped))
    return found


def compare(before: Content | None, edition: Edition, after: Content | None, skipped: list[int]) -> Compared:
    """Return an edition with the content `after`, compared with the content `before` of another."""
    if before is None or after is None:
        return Compared(edition, after, skipped=skipped)
    texts = [[content[name] for name in ("headline", "summary", "body")] for content in (before, after)]
    return Compared(edition, after, marked(*texts), told(before, after), skipped)
