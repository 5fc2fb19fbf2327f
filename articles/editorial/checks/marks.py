"""Quotation marks without a partner, in the text and in what stands above it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.extraction.unpaired import Unpaired, find_unpaired

from .findings import WARNING, Finding, short
from .registry import check
from .story import Story

_FIELDS = ("headline", "summary", "body")
_BESIDE = 40


@check
def unpaired_marks(story: Story) -> Iterable[Finding]:
    """Find an opening mark that nothing closes, and a closing one that nothing opened."""
    for field in _FIELDS:
        text = story.text_of(field)
        for mark in find_unpaired(text):
            yield _finding(field, text, mark)


def _finding(field: str, text: str, mark: Unpaired) -> Finding:
    start, end = mark.span
    if mark.closes:
        beside = _end_of(text[max(0, start - _BESIDE) : start])
        said = _("Nothing opens the quotation mark after “%s”. Put the missing one in, or take this one out.")
        return Finding("stray-mark", WARNING, said % beside, field, [mark.span], about=beside)
    beside = short(text[end : end + 3 * _BESIDE].partition("\n")[0], _BESIDE)
    said = _("Nothing closes the quotation mark before “%s”. Put the missing one in, or take this one out.")
    return Finding("unclosed-mark", WARNING, said % beside, field, [mark.span], about=beside)


def _end_of(text: str) -> str:
    """Return the last whole words of a line, which `text` ends with or lies within."""
    _before, line_break, line = text.rpartition("\n")
    words = line.split()
    return "…" + " ".join(words[1:]) if len(text) == _BESIDE and not line_break and words[1:] else " ".join(words)
