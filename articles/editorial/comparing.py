"""What two texts share: plain functions on strings and lists, bounded in time, for the quote lock and for differences.

Offsets are code points.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

# About 0.3 s of difflib; a text of 2,000 words rewritten from end to end is just below.
COMPARED_AT_MOST = 4_000_000
_SLID_AT_MOST = 2_000
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_SAME_MARKS = str.maketrans("“”„‟«»″‘’‚‛‹›`", '"' * 7 + "'" * 7)
_JOINER = "\u200d"
_SENTENCE_ENDS = re.compile(r"[.!?…][)\]\"'”’»]*\s+\Z")


@dataclass(frozen=True)
class Same:
    """A piece of text that stands in both bodies: `length` code points at `old` and at `new`."""

    old: int
    new: int
    length: int


def same_pieces(old: str, new: str) -> list[Same]:
    """Return what two texts share, in order, in pieces as long as can be.

    Compared first by lines, then by words within the lines that differ. Where the words taken out or put in could be
    these or those as well (one of two equal sentences), they are taken to be whole sentences.
    """
    return _aligned(old, new, _merged(_by_lines(old, new)))


def tokens(text: str) -> list[str]:
    """Return the words of `text` and what stands between them; joined they are the text again."""
    return _TOKENS.findall(text)


def matches(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return what `a` and `b` share, in order, as (index in a, index in b, how many).

    The common beginning and end are cut off first. What is left is compared part by part where that is bearable
    (`difflib` takes the product of the lengths, at worst), and else held together by what each has only once. Blank
    lines count only beside others that are shared.
    """
    low, most = 0, min(len(a), len(b))
    while low < most and a[low] == b[low]:
        low += 1
    high = 0
    while high < most - low and a[-1 - high] == b[-1 - high]:
        high += 1
    middle_a, middle_b = a[low : len(a) - high], b[low : len(b) - high]
    found = [(0, 0, low)]
    if len(middle_a) * len(middle_b) <= COMPARED_AT_MOST:
        blocks = SequenceMatcher(_is_blank, middle_a, middle_b, autojunk=False).get_matching_blocks()
    else:
        blocks = _held_together(middle_a, middle_b)
    found += [(i + low, k + low, count) for i, k, count in blocks]
    return [match for match in [*found, (len(a) - high, len(b) - high, high)] if match[2]]


def changes(old: str, new: str) -> Iterator[tuple[Literal["same", "out", "in"], str]]:
    """Yield the stretches of two short texts in order, word by word: what both have, what is out, what came in."""
    a, b = tokens(old), tokens(new)
    i = k = 0
    for at, to, count in [*matches(a, b), (len(a), len(b), 0)]:
        if at > i:
            yield "out", "".join(a[i:at])
        if to > k:
            yield "in", "".join(b[k:to])
        if count:
            yield "same", "".join(a[at : at + count])
        i, k = at + count, to + count


def _is_blank(part: str) -> bool:
    return part.isspace() and "\n" in part


def _held_together(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return what `a` and `b` share around the parts that each of them has once (Bram Cohen's patience diff)."""
    once_a, once_b = (
        {part for part, n in Counter(parts).items() if n == 1 and not _is_blank(part)} for parts in (a, b)
    )
    where = {part: k for k, part in enumerate(b) if part in once_b}
    shared = once_a & once_b
    pairs = _rising([(i, where[part]) for i, part in enumerate(a) if part in shared and not _is_blank(part)])
    found, done_a, done_b = [], 0, 0
    for at, (i, k) in enumerate(pairs):
        if i < done_a or k < done_b:
            continue
        end_a, end_b = pairs[at + 1] if at + 1 < len(pairs) else (len(a), len(b))
        low = high = 0
        while done_a < i - low and done_b < k - low and a[i - low - 1] == b[k - low - 1]:
            low += 1
        while i + high < end_a and k + high < end_b and a[i + high] == b[k + high]:
            high += 1
        found.append((i - low, k - low, low + high))
        done_a, done_b = i + high, k + high
    return found


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of `pairs`, which rise on the left, that rises on the right as well."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_i, k) in enumerate(pairs):
        at = bisect_left(ends, k)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [k]
        last[at : at + 1] = [n]
    rising, n = [], last[-1] if last else -1
    while n >= 0:
        rising.append(pairs[n])
        n = before[n]
    return rising[::-1]


def offsets(parts: Sequence[str]) -> list[int]:
    """Return where each part begins in the text that they make when joined, and that text's length."""
    found = [0]
    for part in parts:
        found.append(found[-1] + len(part))
    return found


def _by_lines(old: str, new: str) -> Iterator[Same]:
    lines_old, lines_new = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at_old, at_new = offsets(lines_old), offsets(lines_new)
    done_old = done_new = 0
    for i, k, count in [*matches(lines_old, lines_new), (len(lines_old), len(lines_new), 0)]:
        yield from _by_words(old, new, (at_old[done_old], at_old[i]), (at_new[done_new], at_new[k]))
        if count:
            yield Same(at_old[i], at_new[k], at_old[i + count] - at_old[i])
        done_old, done_new = i + count, k + count


def _by_words(old: str, new: str, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Same]:
    words_old, words_new = _TOKENS.findall(old, *a), _TOKENS.findall(new, *b)
    at_old, at_new = offsets(words_old), offsets(words_new)
    for i, k, count in matches(words_old, words_new):
        yield Same(a[0] + at_old[i], b[0] + at_new[k], at_old[i + count] - at_old[i])


def _merged(pieces: Iterator[Same] | Sequence[Same]) -> list[Same]:
    """Join pieces that touch in both bodies."""
    merged: list[Same] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and last.old + last.length == piece.old and last.new + last.length == piece.new:
            merged[-1] = Same(last.old, last.new, last.length + piece.length)
        elif piece.length:
            merged.append(piece)
    return merged


def _aligned(old: str, new: str, pieces: list[Same]) -> list[Same]:
    """Move each run that was only taken out, or only put in, to where it begins and ends best.

    The run "b a" in "a b a c" can as well be "a b": by the texts alone nobody can tell. Editors cut sentences.
    """
    aligned = [Same(0, 0, 0)]
    for piece in [*pieces, Same(len(old), len(new), 0)]:
        last = aligned[-1]
        gap_old, gap_new = piece.old - last.old - last.length, piece.new - last.new - last.length
        shift = 0
        if bool(gap_old) != bool(gap_new):
            text, at, gap = (old, piece.old, gap_old) if gap_old else (new, piece.new, gap_new)
            shift = _best_shift(text, at - gap, at, (last.length, piece.length))
        aligned[-1] = Same(last.old, last.new, last.length + shift)
        aligned.append(Same(piece.old + shift, piece.new + shift, piece.length - shift))
    return _merged(aligned)


def _best_shift(text: str, start: int, end: int, room: tuple[int, int]) -> int:
    """Return by how much the run [start, end) of `text` moves, at most `room` to the left and right."""
    left = right = 0
    while left < min(room[0], _SLID_AT_MOST) and text[start - 1 - left] == text[end - 1 - left]:
        left += 1
    while right < min(room[1], _SLID_AT_MOST) and text[start + right] == text[end + right]:
        right += 1
    shifts = sorted(range(-left, right + 1), key=abs)
    return max(shifts, key=lambda shift: _seam(text, start + shift) + _seam(text, end + shift))


def _seam(text: str, at: int) -> int:
    """Return how good a place `at` is to cut `text`: between paragraphs, lines, sentences, words, or inside a word."""
    if at in {0, len(text)}:
        return 5
    before, after = text[at - 1], text[at]
    if before == "\n":
        return 5 if text[at - 2 : at] == "\n\n" else 4
    if before.isspace():
        return 3 if _SENTENCE_ENDS.search(text[max(0, at - 8) : at]) else 2
    return int(not (before.isalnum() and after.isalnum()))


def alike(text: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning, whatever the shape of the marks."""
    pairs = zip(text.translate(_SAME_MARKS), other.translate(_SAME_MARKS), strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def may_part(before: str, after: str) -> bool:
    """Return whether a quotation may begin or end between two characters: not inside a word, nor before an accent."""
    if not before or not after:
        return True
    if _JOINER in before + after or unicodedata.category(after).startswith("M"):
        return False
    return not (before.isalnum() and after.isalnum())
