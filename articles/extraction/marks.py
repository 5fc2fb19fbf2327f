"""Second stage: which words stand between quotation marks.

Reads straight and curly marks, low-high, guillemets, doubled apostrophes and backquotes, single marks outside and
inside double ones, a quotation of several paragraphs (each opened, only the last closed), a closer or an opener that
is missing. Sources: the Chicago Manual of Style 13.30-13.38 on running quotations; Unicode 6.2 on paired marks.
"""

from dataclasses import dataclass

from articles.extraction.layout import Paragraph, Words
from articles.extraction.lexicon import VERB

CLOSERS = {
    '"': ('"', "”", "''", "’’"),
    "“": ("”", '"', "''", "’’"),
    "”": ("”", '"'),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "''": ("''", '"'),
    "``": ("''", '"', "``", "”"),
    "〝": ("〞", "〟"),
    "‹": ("›",),
    "‟": ("”", '"'),
    "‘‘": ("’’", "''", "”"),
}
_DOUBLE = frozenset(CLOSERS) | frozenset("”»›〞〟") | {"’’"}
_ALWAYS_OPENS = frozenset(("“", "„", "``", "〝", "‟", "‹", "‘‘"))
_SINGLE_OPENERS = frozenset("'‘‚")
_SINGLE_CLOSERS = frozenset("'’")
_SINGLE_LIMIT = 120  # words; a longer stretch between single marks is an apostrophe gone astray
_BEFORE_CLOSER = frozenset(".,!?…;:-–—")
_ENDS = frozenset((".", "!", "?", ",", "…", "..."))


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words [first, stop) between marks; `opener` and `closer` are the places of the marks, -1 where missing.

    continues: it goes on from the paragraph before. depth: 1, or 2 inside another.
    """

    first: int
    stop: int
    opener: int
    closer: int
    continues: bool = False
    depth: int = 1

    @property
    def begin(self) -> int:
        """The first word or mark of the whole."""
        return self.opener if self.opener >= 0 else self.first

    @property
    def finish(self) -> int:
        """One past the last word or mark of the whole."""
        return self.closer + 1 if self.closer >= 0 else self.stop


def find_quoted(words: Words, paragraphs: tuple[Paragraph, ...]) -> tuple[Quoted, ...]:
    """Return all stretches between marks, outer ones first at the same place, in order of the text."""
    found: list[Quoted] = []
    running = False
    for paragraph in paragraphs:
        outer = _double(words, paragraph, running)
        running = bool(outer) and outer[-1].closer < 0 and outer[-1].opener >= 0
        found += outer
        found += _single(words, paragraph, outer)
    return tuple(sorted(found, key=lambda quoted: (quoted.begin, quoted.depth)))


def _double(words: Words, paragraph: Paragraph, running: bool) -> list[Quoted]:
    """Return what stands between double marks in one paragraph; `running`: the one before was left open."""
    marks = [i for i in range(paragraph.first, paragraph.stop) if words.printed[i] in _DOUBLE]
    found: list[Quoted] = []
    opener = inner = -1
    if running and marks and words.printed[marks[0]] == "”":  # only the closer of a running quotation is printed
        found.append(Quoted(paragraph.first, marks[0], -1, marks[0], continues=True))
        marks = marks[1:]
    for place, mark in enumerate(marks):
        if opener < 0:
            opener = mark if _opens(words, mark) else -1
        elif inner >= 0:
            if words.printed[mark] in CLOSERS[words.printed[inner]]:
                found.append(Quoted(inner + 1, mark, inner, mark, depth=2))
                inner = -1
        elif words.printed[mark] in CLOSERS[words.printed[opener]] and not _reopens(words, marks, place, opener):
            found.append(Quoted(opener + 1, mark, opener, mark, _goes_on(paragraph, opener, running)))
            opener = -1
        elif _nests(words, marks, place, opener):
            inner = mark
        elif _opens(words, mark) and not _stray(words, opener, mark):
            found.append(Quoted(opener + 1, _sentence_end(words, opener, mark), opener, -1))
            opener = mark
    if opener >= 0 and opener + 1 < paragraph.stop:
        found.append(Quoted(opener + 1, paragraph.stop, opener, -1, _goes_on(paragraph, opener, running)))
    return [quoted for quoted in sorted(found, key=lambda q: (q.begin, q.depth)) if quoted.first < quoted.stop]


def _goes_on(paragraph: Paragraph, opener: int, running: bool) -> bool:
    return running and opener == paragraph.first


def _opens(words: Words, mark: int) -> bool:
    """Tell whether the mark at `mark` can open: by its shape or, where it has none, by the blank before it."""
    printed = words.printed[mark]
    if printed in _ALWAYS_OPENS or printed not in CLOSERS:
        return printed in _ALWAYS_OPENS
    text, start, end = words.text, words.starts[mark], words.ends[mark]
    after = text[end : end + 1]
    before = text[start - 1 : start]
    if printed in "«»":
        return bool(after.strip()) or printed == "«"
    if printed == "”":
        return bool(after.strip()) and not before.strip()
    return bool(after.strip()) or not before.strip()


def _reopens(words: Words, marks: list[int], place: int, opener: int) -> bool:
    """Tell whether a straight mark that could close in fact opens: blank before, word after, nothing ended."""
    mark = marks[place]
    if words.printed[mark] not in ('"', "''"):
        return False
    text, start, end = words.text, words.starts[mark], words.ends[mark]
    if start == 0 or text[start - 1].strip() or not text[end : end + 1].strip():
        return False
    rest = len(marks) - place
    return mark > opener + 1 and rest % 2 == 0


def _nests(words: Words, marks: list[int], place: int, opener: int) -> bool:
    """Tell whether a second opener begins a quotation within: its own closer follows and, for the same shape, two."""
    shape, outer = words.printed[marks[place]], words.printed[opener]
    if shape not in _ALWAYS_OPENS | {"«"}:
        return False
    following = [words.printed[mark] for mark in marks[place + 1 : place + 3]]
    closers = CLOSERS[outer]
    if shape != outer and following and following[0] in CLOSERS[shape]:
        return outer in ('"', "''") or len(following) == 1 or following[1] in closers
    return len(following) == 2 and all(printed in closers for printed in following)


def _stray(words: Words, opener: int, mark: int) -> bool:
    """Tell whether an opener within running speech is one too many: a sentence has just ended and nobody was named."""
    if words.printed[mark - 1] not in (".", "!", "?"):
        return False
    return not any(words.classes[k] & VERB for k in range(max(opener + 1, mark - 6), mark))


def _sentence_end(words: Words, opener: int, stop: int) -> int:
    """Return where a quotation that nobody closed ends: after the last comma or full stop before `stop`."""
    for i in range(opener + 2, min(stop, opener + 400)):
        if words.printed[i] in _ENDS:
            return i + 1
    return stop


def _single(words: Words, paragraph: Paragraph, outer: list[Quoted]) -> list[Quoted]:
    """Return what stands between single marks, inside the double ones (depth 2) or outside (depth 1)."""
    printed = words.printed
    openers = [i for i in range(paragraph.first, paragraph.stop) if printed[i] in _SINGLE_OPENERS]
    if not openers:
        return []
    closers = [i for i in range(paragraph.first, paragraph.stop) if printed[i] in _SINGLE_CLOSERS]
    closers = [i for i in closers if _closes_single(words, i)]
    inside = [quoted for quoted in outer if quoted.depth == 1]
    found: list[Quoted] = []
    next_closer = next_outer = last = 0
    for opener in openers:
        if opener < last or not _opens_single(words, opener):
            continue
        while next_closer < len(closers) and closers[next_closer] <= opener + 1:
            next_closer += 1
        while next_outer < len(inside) and inside[next_outer].finish <= opener:
            next_outer += 1
        within = next_outer < len(inside) and inside[next_outer].begin < opener
        limit = inside[next_outer].stop if within else _next_begin(inside, next_outer, paragraph.stop)
        closer = _best_closer(words, closers, next_closer, min(limit, opener + _SINGLE_LIMIT))
        if closer >= 0:
            found.append(Quoted(opener + 1, closer, opener, closer, depth=2 if within else 1))
            last = closer
    return found


def _next_begin(inside: list[Quoted], place: int, stop: int) -> int:
    return inside[place].begin if place < len(inside) else stop


def _best_closer(words: Words, closers: list[int], place: int, limit: int) -> int:
    """Return the first single closer before `limit` that is no plural possessive if one follows punctuation, or -1."""
    first = -1
    for closer in closers[place : place + 8]:
        if closer >= limit:
            break
        if words.printed[closer - 1] in _ENDS:
            return closer
        if first < 0:
            first = closer
        if words.printed[closer - 1][-1:] not in "sS":
            return closer
    return first


def _opens_single(words: Words, mark: int) -> bool:
    text, start, end = words.text, words.starts[mark], words.ends[mark]
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if text[end : end + 2].isdigit() and text[end + 2 : end + 3] == "s":  # the '90s
        return False
    return (not before.strip() or before in '([—–-“"/') and (after.isalnum() or (after in "[$£€.…" and after != ""))


def _closes_single(words: Words, mark: int) -> bool:
    text, start, end = words.text, words.starts[mark], words.ends[mark]
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (
        bool(before.strip())
        and (before.isalnum() or before in _BEFORE_CLOSER or before in ")]%")
        and not after.isalnum()
    )


def titled(words: Words, stretch: Quoted) -> bool:
    """Tell whether most words have capitals, as titles have."""
    long = [
        words.printed[i]
        for i in range(stretch.first, min(stretch.stop, stretch.first + 12))
        if len(words.printed[i]) > 3
    ]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.7 * len(long)
