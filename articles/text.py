"""What a character, a name and a span are: the rules on text that every room shares.

Pure and at the bottom: it imports nothing of the project. Offsets are Unicode code points.
"""

import re
import unicodedata
from hashlib import blake2b

# Letters that Unicode does not decompose, but that readers type without their stroke, dot or ligature.
# Each maps to one or two ASCII letters. `articles.search` compiles the same table to SQL, so that an index
# and a name are folded alike.
PLAIN_LETTERS = {
    "ə": "e",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ŧ": "t",
}
_PLAIN = str.maketrans(PLAIN_LETTERS)
_MARKS = re.compile("[\u0300-\u036f]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")

# Bidirectional overrides and isolates can make a name read as another one (Unicode TR 36, 3.2; CVE-2021-42574).
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\u00ad\u180e\u200b\u2060\ufeff")


def fold(text: str) -> str:
    """Return `text` as it is compared: no case, no diacritics, one space for whatever stands between words.

    Apostrophes, hyphens and all other punctuation count as space, so "Île-de-France" is "ile de france" and
    "O’Brien" equals "O'Brien". The result is a fixed point: folding it again changes nothing.

    >>> fold("  Valérie PÉCRESSE’s ")
    'valerie pecresse s'
    >>> fold("İlham Əliyev")
    'ilham eliyev'
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_PLAIN)
    return _BETWEEN_WORDS.sub(" ", _MARKS.sub("", text)).strip()


def fingerprint(text: str) -> int:
    """Return a number of 64 bits, signed, that two texts share where they fold to the same words.

    A text without any letter or digit is compared as it is.

    >>> fingerprint("“We will not yield!”") == fingerprint("we will not yield")
    True
    """
    folded = fold(text) or text
    digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def clean_line(text: str) -> str:
    """Return a name or headline as it is stored: NFC, one line, single spaces, nothing invisible.

    Zero-width characters and soft hyphens are stripped, white space (line breaks included) becomes one space.
    What could deceive is not stripped but refused by `deceptive_characters`, for somebody should look at it.
    Zero-width joiner and non-joiner stay: Persian and Indic names need them.
    """
    text = unicodedata.normalize("NFC", "".join(c for c in text if c not in _ZERO_WIDTH))
    return " ".join(text.split())


def deceptive_characters(text: str, *, multiline: bool = False) -> list[str]:
    """Return the characters of `text` that no name, headline or body may hold, each as "U+XXXX", in order, once.

    These are control characters (line feed and tab are allowed where `multiline`), bidirectional overrides and
    isolates, surrogates, and non-characters.
    """
    found: dict[str, None] = {}
    for char in text:
        if char in "\n\t" and multiline:
            continue
        if char in _BIDI or unicodedata.category(char) in {"Cc", "Cs"} or (ord(char) & 0xFFFE) == 0xFFFE:
            found[f"U+{ord(char):04X}"] = None
    return list(found)


def slugify(text: str, *, limit: int = 80) -> str:
    """Return the address form of a name or headline: folded words joined by hyphens, at most `limit` characters.

    Cuts between words where it can. Empty where `text` has no letter or digit in ASCII after folding.

    >>> slugify("Valérie Pécresse, head of the Île-de-France region")
    'valerie-pecresse-head-of-the-ile-de-france-region'
    """
    words = [w for w in re.split(r"[^a-z0-9]+", fold(text)) if w]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > limit:
            return slug or word[:limit]
        slug = longer
    return slug
