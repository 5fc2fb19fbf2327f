"""What an edition changed: words taken out and words put in, compared with the edition before."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from articles.models import Edition

# Comparing takes time in proportion to the product of the two lengths; past this many words a stretch counts as new.
LONGEST_STRETCH = 1500


@dataclass(frozen=True)
class Change:
    """A stretch of text that was kept ("equal"), taken out ("delete") or put in ("insert")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Compared:
    """An edition, its headline and text, and its differences from the one before (None for the first)."""

    edition: Edition
    headline: str
    body: str
    changes: list[Change] | None


def compared(editions: Sequence[Edition]) -> list[Compared]:
    """Return editions, given newest first, each compared with the next of the sequence."""
    texts = [_text(edition) for edition in editions]
    return [
        Compared(edition, *texts[n], list(changes(texts[n + 1], texts[n])) if n + 1 < len(texts) else None)
        for n, edition in enumerate(editions)
    ]


def _text(edition: Edition) -> tuple[str, str]:
    """Return headline and body; empty where the content cannot be read, for one bad row must not break the page."""
    try:
        content: Any = json.loads(edition.content)
        return str(content["headline"]), str(content["body"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def changes(before: tuple[str, str], after: tuple[str, str]) -> Iterator[Change]:
    """Yield the stretches of two texts (headline, body) in order; those kept are shortened to a few words."""
    old, new = ([*_words(headline), "\n\n", *_words(body)] for headline, body in (before, after))
    for kind, a, b in _opcodes(old, new):
        if kind == "equal":
            yield Change("equal", _shortened(a))
        else:
            yield from (Change(k, "".join(words)) for k, words in (("delete", a), ("insert", b)) if words)


def _words(text: str) -> list[str]:
    """Return words and what stands between them, so that joining gives the text again."""
    parts: list[str] = []
    for line in text.splitlines(keepends=True):
        for piece in line.split(" "):
            parts += [piece, " "]
        parts.pop()
    return [part for part in parts if part]


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield (kind, old words, new words); what both begin and end with is set aside before comparing."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield "equal", old[:head], new[:head]
    if a and b and max(len(a), len(b)) <= LONGEST_STRETCH:
        for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield kind, a[i:j], b[k:m]
    elif a or b:
        yield "replace", a, b
    if tail:
        yield "equal", old[len(old) - tail :], new[len(new) - tail :]


def _common(one: list[str], two: list[str]) -> int:
    return next((n for n, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))


def _shortened(words: list[str], keep: int = 24) -> str:
    if len(words) <= 2 * keep:
        return "".join(words)
    return "".join(words[:keep]) + " … " + "".join(words[-keep:])
