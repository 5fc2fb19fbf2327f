"""What an edition changed: words taken out and words put in, compared with the edition before."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from articles.editorial.anchoring import matches
from articles.models import Edition


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
    """Yield (kind, old words, new words) of each stretch, "equal" or "replace"."""
    done_old = done_new = 0
    for i, k, count in [*matches(old, new), (len(old), len(new), 0)]:
        if done_old < i or done_new < k:
            yield "replace", old[done_old:i], new[done_new:k]
        if count:
            yield "equal", old[i : i + count], new[k : k + count]
        done_old, done_new = i + count, k + count


def _shortened(words: list[str], keep: int = 24) -> str:
    if len(words) <= 2 * keep:
        return "".join(words)
    return "".join(words[:keep]) + " … " + "".join(words[-keep:])
