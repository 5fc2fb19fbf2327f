"""Two texts as one, with the words taken out and the words put in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .comparing import matches

Opcode = tuple[str, list[str], list[str]]
_WORDS = re.compile(r"\S+|\s+")
_FEW = 5  # two words and the spaces around them


@dataclass(frozen=True)
class Change:
    """A stretch of text that was kept ("equal"), taken out ("delete") or put in ("insert")."""

    kind: str
    text: str


def marked(before: Sequence[str], after: Sequence[str], keep: int | None = 24) -> list[Change]:
    """Return the stretches of two texts in order, each text given in parts (headline, summary, body).

    What was kept is shortened to `keep` words at its beginning and end; None leaves it whole. The time it takes is
    bounded: texts that have too little in common count as rewritten.
    """
    found: list[Change] = []
    for kind, a, b in _readable(list(_opcodes(_words(before), _words(after)))):
        if kind == "equal":
            found.append(Change("equal", _shortened(a, keep)))
        else:
            found += [Change(k, "".join(words)) for k, words in (("delete", a), ("insert", b)) if words]
    return found


def _readable(codes: list[Opcode]) -> Iterator[Opcode]:
    """Join changes of one paragraph that have only a few words in common between them: word salad helps nobody."""
    last: Opcode | None = None
    for place, (kind, a, b) in enumerate(codes):
        few = kind == "equal" and 0 < place < len(codes) - 1 and len(a) <= _FEW and not any("\n" in w for w in a)
        if last and last[0] == "replace" and (few or kind == "replace"):
            last = "replace", last[1] + a, last[2] + b
            continue
        if last:
            yield last
        last = kind, a, b
    if last:
        yield last


def _words(parts: Sequence[str]) -> list[str]:
    """Return the words of all parts and what stands between them, so that joining gives the text again."""
    return _WORDS.findall("\n\n".join(filter(None, parts)))


def _opcodes(old: list[str], new: list[str]) -> Iterator[Opcode]:
    """Yield (kind, old words, new words) of each stretch, "equal" or "replace"."""
    done_old = done_new = 0
    for i, k, count in [*matches(old, new), (len(old), len(new), 0)]:
        if done_old < i or done_new < k:
            yield "replace", old[done_old:i], new[done_new:k]
        if count:
            yield "equal", old[i : i + count], new[k : k + count]
        done_old, done_new = i + count, k + count


def _shortened(words: list[str], keep: int | None) -> str:
    if keep is None or len(words) <= 2 * keep:
        return "".join(words)
    return "".join(words[:keep]) + " … " + "".join(words[-keep:])
