"""The folding of `articles.text` in the form in which each database can do it."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from articles.text import PLAIN_LETTERS, fold

Ranges = tuple[tuple[int, int], ...]

# What SQLite's tokenizer leaves as it is, but `fold` does not, is replaced in these alphabets. In any other one SQLite
# compares words as unicode61 folds them: case and ASCII letters' diacritics only. A text is gone through for the tiers
# up to the last that it may need: Latin, then Cyrillic, then combining marks, Greek, super- and
# subscripts, letter-like signs and numbers, ligatures, full-width letters.
TIERS: tuple[Ranges, ...] = (
    ((0x80, 0x259),),
    ((0x400, 0x52F),),
    (
        (0x25A, 0x3FF),
        (0x1E00, 0x1FFF),
        (0x2070, 0x20A8),
        (0x2100, 0x2189),
        (0xFB00, 0xFB06),
        (0xFF10, 0xFF5A),
    ),
)
# What needs no tier: tab to tilde, general punctuation, the euro sign and its like.
PUNCTUATION: Ranges = ((0x09, 0x7E), (0x2010, 0x205E), (0x20A9, 0x20BF))


def plain(char: str) -> str:
    """Return what `char` becomes inside a word when it is folded: letters, a space, or nothing."""
    return fold(f"a{char}a")[1:-1]


@cache
def letters(ranges: Ranges) -> dict[str, str]:
    """Return the characters of `ranges` that SQLite's tokenizer does not fold as `fold` does, and their plain forms."""
    return {char: plain(char) for char in _characters(ranges) if not _unicode61_folds(char)}


@cache
def sqlite_letters() -> dict[str, str]:
    """Return all that is replaced before SQLite's tokenizer sees a text or a query, in the order of the tiers."""
    return {letter: form for tier in TIERS for letter, form in letters(tier).items()}


def _characters(ranges: Ranges) -> Iterator[str]:
    for low, high in ranges:
        yield from (chr(code) for code in range(low, high + 1) if unicodedata.name(chr(code), ""))


def _unicode61_folds(char: str) -> bool:
    """Return whether the tokenizer does to `char` what `fold` does (SQLite's FTS5 documentation, 4.3.1).

    It lowers case, takes the diacritics off ASCII letters (all but those of "ǡ", which its table forgets), and parts
    words at whatever is no letter or number.
    """
    lower, folded = char.lower(), plain(char)
    base, *marks = unicodedata.normalize("NFD", lower)
    if folded == " ":
        return not char.isalnum()
    return folded == lower or (base.isascii() and bool(marks) and folded == base and lower != "ǡ")


def runs(chars: Iterable[str]) -> list[tuple[str, str]]:
    """Return `chars` as sorted ranges, first and last included."""
    found: list[tuple[str, str]] = []
    for char in sorted(chars):
        if found and ord(char) - ord(found[-1][1]) <= 1:
            found[-1] = (found[-1][0], char)
        else:
            found.append((char, char))
    return found


@cache
def word_characters() -> tuple[tuple[str, str], ...]:
    """Return the ranges of the letters and digits that `fold` keeps: Python's `\\w` without the underscore."""
    return tuple(runs(char for char in map(chr, range(0x110000)) if char.isalnum()))


@cache
def case_folds() -> dict[str, str]:
    """Return one-to-one case foldings of decomposed characters: all of Unicode's but those that `lower` does as well.

    Keys are characters that lowering keeps or makes: final sigma, the iota subscript, Cherokee.
    """
    return {char: folded for char, folded in _decomposed_case_folds() if char.lower() == char}


@cache
def all_case_folds() -> dict[str, str]:
    """Return every case folding of a decomposed character, for a database that cannot lower case.

    The one that is not one-to-one, of the capital sharp s, goes by way of the small one, a plain letter.
    """
    return {**dict(_decomposed_case_folds()), "ẞ": "ß"}


def _decomposed_case_folds() -> Iterator[tuple[str, str]]:
    for char in map(chr, range(0x110000)):
        folded = char.casefold()
        if folded != char and len(folded) == 1 and unicodedata.normalize("NFKD", char) == char:
            yield char, folded


def plain_letters(length: int) -> dict[str, str]:
    """Return those of `PLAIN_LETTERS` whose plain form has `length` letters."""
    return {letter: form for letter, form in PLAIN_LETTERS.items() if len(form) == length}
