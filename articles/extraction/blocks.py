"""The blocks of a text (blank lines part them) and the marks in each, with the characters that stand beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.extraction.records import Span

_BLANK_LINES = re.compile(r"\n[ \t>]*\n[\s>]*")
_LEAD = re.compile(r"[ \t>*_~#\\-]*")
_MARKUP = "*_~\\"
_BEFORE_OPENER = frozenset("([{<—–-/“‘«„‚'\"「『")
_AFTER_CLOSER = frozenset(".,;:!?…)]}>—–-/’”»'\"」』")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with the characters beside it (markup skipped, "" at the ends); `leads`: it is the first of its line."""

    start: int
    printed: str
    before: str
    after: str
    leads: bool

    @property
    def looks_open(self) -> bool:
        """Whether a blank, a bracket or a dash stands before it, and something after it."""
        return (not self.before.strip() or self.before in _BEFORE_OPENER) and bool(self.after.strip())

    @property
    def looks_closed(self) -> bool:
        """Whether something stands before it, and a blank, a stop or a bracket after it."""
        return bool(self.before.strip()) and (not self.after.strip() or self.after in _AFTER_CLOSER)

    @property
    def inch(self) -> bool:
        """Whether it may stand for inches or seconds: right after a digit."""
        return self.printed in '"”' and self.before.isnumeric()

    @property
    def span(self) -> Span:
        return self.start, self.start + len(self.printed)


def find_blocks(text: str) -> Iterator[Span]:
    """Yield where each block of `text` lies."""
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def marks_in(text: str, block: Span, pattern: re.Pattern[str]) -> Iterator[Mark]:
    """Yield what `pattern` finds in a block, in order; a doubled mark with a single one beside it is the single one."""
    seen = block[0]
    lead = _after_lead(text, seen)
    for found in pattern.finditer(text, *block):
        start, end = found.span()
        if (line := text.rfind("\n", seen, start)) >= 0:
            lead = _after_lead(text, line + 1)
        seen = start
        left, right = start, end
        while left > block[0] and text[left - 1] in _MARKUP:
            left -= 1
        while right < block[1] and text[right] in _MARKUP:
            right += 1
        before, after = text[max(left - 1, block[0]) : left], text[right : min(right + 1, block[1])]
        if not (_hebrew(before) and _hebrew(after)):  # gershayim within an acronym
            yield Mark(start, found[0].replace("'''", "'"), before, after, start == lead)


def _after_lead(text: str, line: int) -> int:
    match = _LEAD.match(text, line)
    return match.end() if match else line


def _hebrew(char: str) -> bool:
    return "\u05d0" <= char <= "\u05ea"
