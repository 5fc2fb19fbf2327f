"""Quotation marks without a partner: an opener that nothing closes, a closer that nothing opened.

Read block by block (blank lines part them), with the marks of `marks.CLOSERS` in whichever language. A quotation of
several paragraphs opens each of them and closes the last (Chicago Manual of Style 13.32). Inch marks, apostrophes and
elisions are no quotation marks. Where a text can be read as whole it is: a doubt is not reported.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.extraction.blocks import Mark, find_blocks, marks_in
from articles.extraction.lexicon.verbs import NOUN_LIKE, VERBS
from articles.extraction.lexicon.words import word_set
from articles.extraction.marks import CLOSERS
from articles.extraction.records import Span

_DOUBLE = re.compile("''|’’|‘‘|``|[\"“”„‟«»‹›〝〞〟「」『』]")
_SINGLE = re.compile("(?<!')'(?:'')?(?!')|(?<!‘)‘(?!‘)|(?<!’)’(?!’)")  # one, or one beside a doubled one
_CJK = {"「": ("」",), "『": ("』",)}
_PARTNERS = {opener: frozenset(closers) for opener, closers in (CLOSERS | _CJK).items()}
_ALWAYS_OPENS = frozenset("“„‟‹〝「『") | {"``", "‘‘"}
_BY_LOOK = frozenset("”»") | {"''"}  # close by shape, but open where Swedish, Danish and German copy has them so
_REACH = 3  # how deep a closer looks for its opener past others that were left open
_CLAUSE = re.compile(r"[,!?—–]")
_STOPS = ".;:\"”’»'"
_TAIL, _ATTRIBUTION = 160, 8  # code points and words at the end of a paragraph in which a quotation is attributed
_AFTER = 0.3  # the weight from which a verb attributes what stands before it
_ELISIONS = word_set(
    "tis twas twere twould twill til till em cause cos cuz coz n round bout nuff fraid neath tween twixt hood burbs"
    " kay ello im ere ave er is ow copter flu phone tude gainst nother nuther scuse sup t s m d k"
)


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark at `span` without a partner; `closes` tells a closer that nothing opened from an opener left open."""

    span: Span
    closes: bool


def find_unpaired(text: str) -> tuple[Unpaired, ...]:
    """Return the quotation marks of `text` that have no partner, in order.

    Any string is welcome; time grows with its length.

    >>> [(u.span, u.closes) for u in find_unpaired('“We go, she said.')]
    [((0, 1), False)]
    """
    blocks = list(find_blocks(text))
    found = [*_unpaired_double(text, blocks), *_unpaired_single(text, blocks)]
    return tuple(sorted(found, key=lambda unpaired: unpaired.span))


def _unpaired_double(text: str, blocks: list[Span]) -> Iterator[Unpaired]:
    open_ones: list[Mark] = []
    for block in blocks:
        marks = list(marks_in(text, block, _DOUBLE))
        if open_ones and marks and _goes_on(open_ones, marks[0]):
            open_ones, marks = ([], marks) if marks[0].printed == open_ones[0].printed else (open_ones, marks[1:])
        elif open_ones and not (marks and _closes(open_ones, marks[0])):
            yield from (Unpaired(mark.span, closes=False) for mark in open_ones)
            open_ones = []
        reading = _Reading(open_ones, marks)
        reading.run()
        if reading.faulty and _alternating(marks):
            open_ones = []
            continue
        yield from reading.unpaired
        open_ones = reading.open_ones
        if open_ones and marks and not _runs_on(text, block, open_ones[0]):
            yield from (Unpaired(mark.span, closes=False) for mark in open_ones)
            open_ones = []
    yield from (Unpaired(mark.span, closes=False) for mark in open_ones)


def _goes_on(open_ones: list[Mark], mark: Mark) -> bool:
    """Tell whether a block that begins with `mark` goes on with the quotation that was left open before it.

    French copy repeats the opener or, at the head of each paragraph, the closer (Imprimerie nationale, guillemets).
    """
    first = open_ones[0].printed
    return mark.leads and (mark.printed == first or (first, mark.printed) == ("«", "»"))


def _runs_on(text: str, block: Span, opener: Mark) -> bool:
    """Tell whether what was left open can go on after its block: the block does not end in an attribution."""
    clauses = _CLAUSE.split(text[max(opener.start, block[1] - _TAIL) : block[1]])
    words = [word.strip(_STOPS).lower() for word in clauses[-1].split()]
    return len(clauses) == 1 or len(words) > _ATTRIBUTION or not any(map(_reports, words))


def _reports(word: str) -> bool:
    verb = VERBS.get(word)
    return verb is not None and verb.weights.after > _AFTER and word not in NOUN_LIKE


def _closes(open_ones: list[Mark], mark: Mark) -> bool:
    return mark.printed in _PARTNERS[open_ones[-1].printed] and not mark.looks_open


class _Reading:
    """One way through the double marks of a block, with those left open before it."""

    def __init__(self, open_ones: list[Mark], marks: list[Mark]) -> None:
        self.open_ones = list(open_ones)
        self.marks = marks
        self.unpaired: list[Unpaired] = []

    @property
    def faulty(self) -> bool:
        return bool(self.unpaired or self.open_ones)

    def run(self) -> None:
        """Pair what can be paired."""
        following: Mark | None = None  # the next mark that is certainly none for inches
        nexts: list[Mark | None] = []
        for mark in reversed(self.marks):
            nexts.append(following)
            following = following if mark.inch else mark
        for mark, after in zip(self.marks, reversed(nexts), strict=True):
            self._take(mark, after)

    def _take(self, mark: Mark, following: Mark | None) -> None:
        partner = self._partner(mark)
        if mark.inch and self._measures(partner, following):
            return
        if self._opens(mark, partner):
            if mark.leads and self.open_ones and self.open_ones[0].printed == mark.printed:
                self.open_ones = []  # the next line of a quotation that opens each of its lines
            self.open_ones.append(mark)
        elif partner >= 0:
            self.unpaired += [Unpaired(left.span, closes=False) for left in self.open_ones[partner + 1 :]]
            del self.open_ones[partner:]
        elif not (mark.printed == "»" and mark.leads):  # an arrow at the head of a line
            self.unpaired.append(Unpaired(mark.span, closes=True))

    def _partner(self, mark: Mark) -> int:
        """Return the place of the opener that `mark` could close, the last first; -1 where there is none."""
        for place in range(len(self.open_ones) - 1, max(len(self.open_ones) - 1 - _REACH, -1), -1):
            opener = self.open_ones[place].printed
            same = mark.looks_closed and mark.printed == opener and opener in "“»‟"
            if mark.printed in _PARTNERS[opener] or same:
                return place
        return -1

    def _measures(self, partner: int, following: Mark | None) -> bool:
        """Tell whether a mark after a digit stands for inches: nothing is open, or what is open closes later."""
        if partner < 0:
            return True
        closes_later = following is not None and following.looks_closed and not following.looks_open
        return (
            closes_later and following is not None and following.printed in _PARTNERS[self.open_ones[partner].printed]
        )

    def _opens(self, mark: Mark, partner: int) -> bool:
        printed = mark.printed
        if printed in _ALWAYS_OPENS:
            return partner < 0 or not mark.looks_closed
        if printed == "«":
            return partner < 0
        if printed in _BY_LOOK:
            return partner < 0 and mark.looks_open
        if printed != '"':
            return False
        if mark.looks_open != mark.looks_closed:
            return mark.looks_open
        return partner < 0


def _alternating(marks: list[Mark]) -> bool:
    """Tell whether straight marks open and close in turn, but for one with its blank on the wrong side."""
    straight = [mark for mark in marks if not mark.inch]
    if len(straight) % 2 or any(mark.printed != '"' for mark in straight):
        return False
    odd = sum(
        mark.looks_closed and not mark.looks_open if place % 2 == 0 else mark.looks_open and not mark.looks_closed
        for place, mark in enumerate(straight)
    )
    return odd <= 1


def _unpaired_single(text: str, blocks: list[Span]) -> Iterator[Unpaired]:
    """Yield the single openers that nothing closes; a single closer may be an apostrophe and is never reported."""
    open_ones: list[Mark] = []
    for block in blocks:
        marks = list(marks_in(text, block, _SINGLE))
        if not (open_ones and marks and marks[0].leads and marks[0].printed == open_ones[0].printed):
            yield from (Unpaired(mark.span, closes=False) for mark in open_ones)
        open_ones = []
        for mark in marks:
            if mark.printed != "’" and _opens_single(text, mark):
                open_ones.append(mark)
            elif open_ones and mark.before.strip() and not mark.after.isalnum():
                open_ones.pop()
    yield from (Unpaired(mark.span, closes=False) for mark in open_ones)


def _opens_single(text: str, mark: Mark) -> bool:
    if not mark.looks_open or not mark.after.isalnum():
        return False
    start = mark.start + 1
    if text[start : start + 2].isdigit():  # the '90s
        return False
    word = re.compile(r"[^\W\d_]{0,12}").match(text, start)
    if word and word[0].lower() in _ELISIONS:
        return False
    before = text[max(mark.start - 2, 0) : mark.start]
    return not (mark.after.isupper() and before[:1].islower() and before[1:] == " ")  # the caliph ‘Umar
