"""A stretch of quoted words: what is known of it, and how it is known again in another text. Plain functions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .comparing import alike, may_part

CONTEXT = 32
_SENTENCE_END = re.compile(r"(?<=[.!?…])[)\]\"'”’»]*\s+|\n+")
# So many letters beside the words are no chance.
_ENOUGH = 8


@dataclass(frozen=True)
class Stretch:
    """One stretch of a quotation's words, and the place [start, end) where they stand or, once changed, have stood.

    `before` and `after` surrounded the words when they last stood whole. `left` and `right` say whether the character
    that bounds the place on that side has been there ever since. `once` is what surrounded them at first, before and
    after: who deletes backwards takes away the one before the other.
    """

    words: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    left: bool = True
    right: bool = True
    once: Sequence[str] = ()

    @classmethod
    def of(cls, body: str, start: int, end: int, *, once: Sequence[str] = ()) -> "Stretch":
        """Return the stretch that stands at [start, end) of `body`; `once` as it is known, if it is."""
        before, after = body[max(0, start - CONTEXT) : start], body[end : end + CONTEXT]
        return cls(body[start:end], start, end, before, after, once=once or (before, after))

    def stands_in(self, body: str) -> bool:
        """Whether the words stand in their place."""
        return self.left and self.right and body[self.start : self.end] == self.words


def again(body: str, place: Stretch) -> int | None:
    """Return where the words stand again in their place: once, between what bounds it or what surrounded them.

    Beside a bound that has been there ever since, of what was on their other side a few letters are enough, and those
    only as far as the place reaches: who types a sentence again has not come to its end yet.
    """
    found = []
    for at in _all(body, place.words, place.start, place.end):
        before, after = _alike(body, place, at, 0, len(body))
        near = [min(_ENOUGH, len(side)) for side in _around(body, place, at, place.start, place.end)]
        exact = before == len(place.before) and after == len(place.after)
        left = place.left or before == len(place.before)
        right = place.right or after == len(place.after)
        left = left or (place.right and at + len(place.words) == place.end and before >= near[0])
        right = right or (place.left and at == place.start and after >= near[1])
        if ((left and right) or _as_once(body, place, at)) and fits(body, place, at):
            found.append((exact, at))
    if len(found) > 1:
        found = [(exact, at) for exact, at in found if exact]
    return found[0][1] if len(found) == 1 else None


def pasted(body: str, stretch: Stretch, inserted: Sequence[tuple[int, int]]) -> int | None:
    """Return where the words were put in with the sentence that they had, or with all that surrounded them; once.

    `inserted` are the bounds of what an edit put into `body`. Where an insertion happens to end tells nothing: a space
    that was there before may stand in the middle of what was typed.
    """
    own = _in_sentence(stretch)
    known = own if says(own.before + own.after) else stretch
    if not says(known.before + known.after):
        return None
    places = (at for bounds in inserted for at in _all(body, stretch.words, *bounds))
    found = [at for at in places if _stands_so(body, known, at)]
    return found[0] if len(found) == 1 else None


def _in_sentence(stretch: Stretch) -> Stretch:
    """Return a stretch with what surrounded it in its own sentence only."""
    before = _SENTENCE_END.split(stretch.before)[-1]
    after = stretch.after[: end.start()] if (end := _SENTENCE_END.search(stretch.after)) else stretch.after
    return replace(stretch, before=before, after=after)


def elsewhere(body: str, stretch: Stretch, at: int) -> int | None:
    """Return where the words stand in the sentence that they had, to the letter, if not at `at`; None if nowhere else.

    `stretch` is known from a text in which it stood whole.
    """
    own = _in_sentence(stretch)
    if not says(own.before + own.after) or _stands_so(body, own, at):
        return None
    found = [other for other in _all(body, own.words, 0, len(body)) if _stands_so(body, own, other)]
    return found[0] if len(found) == 1 else None


def _stands_so(body: str, stretch: Stretch, at: int) -> bool:
    same = _alike(body, stretch, at, 0, len(body)) == (len(stretch.before), len(stretch.after))
    return same and fits(body, stretch, at)


def fits(body: str, stretch: Stretch, at: int) -> bool:
    """Return whether the words at `at` begin and end as they did: in no longer word, with no accent put on the last."""
    end = at + len(stretch.words)
    before, after = body[at - 1 : at] if at else "", body[end : end + 1]
    begins = before == stretch.before[-1:] or may_part(before, stretch.words[0])
    return begins and (after == stretch.after[:1] or may_part(stretch.words[-1], after))


def says(text: str) -> bool:
    """Return whether there is a letter or digit in `text`."""
    return any(char.isalnum() for char in text)


def _as_once(body: str, place: Stretch, at: int) -> bool:
    """Return whether the words at `at` are surrounded as they were at first."""
    if not place.once:
        return False
    before, after = place.once
    return _stands_so(body, replace(place, before=before, after=after), at)


def _around(body: str, stretch: Stretch, at: int, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after the words at `at`: as much as is known of them, and as lies in the bounds."""
    far = at + len(stretch.words)
    return body[max(start, at - len(stretch.before)) : at], body[far : min(end, far + len(stretch.after))]


def _alike(body: str, stretch: Stretch, at: int, start: int, end: int) -> tuple[int, int]:
    """Return how many characters of that, from the words on, are what surrounded them when they last stood whole."""
    before, after = _around(body, stretch, at, start, end)
    return alike(stretch.before[::-1], before[::-1]), alike(stretch.after, after)


def _all(body: str, words: str, start: int, end: int) -> Iterator[int]:
    at = body.find(words, start, end)
    while at >= 0:
        yield at
        at = body.find(words, at + 1, end)
