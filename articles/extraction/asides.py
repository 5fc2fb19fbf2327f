"""Paragraphs that are no part of the story: links to other stories, and captions with their credit."""

import re

from articles.extraction.layout import Paragraph, Words

_LINK = re.compile(
    r"(?:READ|WATCH|LOOK|LISTEN|RELATED|MORE|ALSO|SEE|VIDEO|PHOTOS?|GALLERY|MAP|CLICK)\b[A-Z ]{0,30}:"
    r"|Open this photo in gallery"
)
_CREDIT = re.compile(r"\([^()\n]{2,60}(?:/[^()\n]{2,40}|Press|Images|Photo)\)\s*$")
_TAIL = 120  # code points at the end of a paragraph in which a credit is looked for
_CAPTION = 700  # code points; a longer paragraph is no caption


def find_asides(words: Words, paragraphs: tuple[Paragraph, ...]) -> frozenset[int]:
    """Return the numbers of the paragraphs in which nobody speaks to the reader of this story."""
    asides = set()
    for number, paragraph in enumerate(paragraphs):
        start, end = words.span(paragraph.first, paragraph.stop)
        if _LINK.match(words.text, start, end):
            asides.add(number)
        elif end - start < _CAPTION and words.printed[paragraph.stop - 1] == ")":
            tail = words.text[max(start, end - _TAIL) : end]
            if _CREDIT.search(tail):
                asides.add(number)
    return frozenset(asides)
