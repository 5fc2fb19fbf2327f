"""Whether two records may be of one person or source, by their names alone, and why.

Plain functions on strings. `keys` gives the hashes under which records that may be alike meet, so that nobody has to
compare each with each: whatever `alike` finds alike has a key in common.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from hashlib import blake2b
from itertools import product

from articles.text import fold

from .romanising import PARTICLES, latin, readings, words

COMPARED_AT_MOST = 20  # names of one record: the first ones; an archive of copy has seldom more than five
_SIMILAR = 0.5  # of the letters of two words that sound alike
_SOUNDED_AT_MOST = 4  # words of a name: each may sound in two ways
_LONG = 4  # letters of a word in which one may be a slip


@dataclass(frozen=True)
class Name:
    """One name of a record, taken apart once."""

    text: str
    own: bool  # the record's name, not another one

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(fold(self.text).split())

    @cached_property
    def latin(self) -> tuple[str, ...]:
        """Its words in Latin letters, particles left out unless there is little else."""
        every = latin(self.text)
        bare = [word for word in every if word not in PARTICLES]
        return tuple(bare if len(bare) > 1 else every)

    @cached_property
    def in_latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return "".join(self.folded).isascii()

    @cached_property
    def sounds(self) -> tuple[frozenset[str], ...]:
        return tuple(readings(word) for word in self.latin)

    @cached_property
    def initials(self) -> tuple[bool, ...]:
        """Which of its words are initials."""
        raw = [word for word in words(self.text) if latin(word)]
        known = len(raw) == len(self.latin)
        return tuple(known and len(raw[n]) == 1 for n in range(len(self.latin)))


@dataclass(frozen=True)
class Alike:
    """How likely two records are one, 0 to 100; why; and the two names that say so."""

    score: int
    why: str
    one: str
    other: str


def names_of(name: str, aliases: Iterable[str]) -> list[Name]:
    """Return the names of a record, each spelling once."""
    texts = dict.fromkeys([name, *(alias for alias in aliases if isinstance(alias, str))])
    return [Name(text, text == name) for text in texts][:COMPARED_AT_MOST]


def alike(one: list[Name], other: list[Name]) -> Alike | None:
    """Return the strongest sign that two records are one, or None."""
    found = [sign for a, b in product(one, other) if (sign := _compare(a, b))]
    return max(found, key=lambda sign: sign.score, default=None)


def _compare(a: Name, b: Name) -> Alike | None:
    if not a.latin or not b.latin:
        return None
    if len(a.latin) == 1 or len(b.latin) == 1:
        sign = _single(a, b)
    else:
        # In two scripts, a letter apart is no slip.
        near = (_slip, _sounding) if a.in_latin == b.in_latin else (_sounding, _slip)
        sign = _same(a, b) or near[0](a, b) or near[1](a, b) or _in_part(a, b)
    if sign is None:
        return None
    score, why = sign
    if not (a.own and b.own):
        score, why = score - 3, "alias" if why in {"same", "accents"} else why
    return Alike(score, why, a.text, b.text)


def _single(a: Name, b: Name) -> tuple[int, str] | None:
    """A single word means somebody only where it is the whole name of one of the two."""
    if a.folded == b.folded and (a.own or b.own):
        return (97 if a.own and b.own else 60), "same" if a.text == b.text else "accents"
    short, long = sorted((a, b), key=lambda name: len(name.latin))
    if len(long.latin) > 1:
        letters = "".join(word[0] for word in long.latin)
        return (55, "acronym") if short.own and short.latin[0] == letters else None
    if a.own and b.own and a.sounds[0] & b.sounds[0] and _similar(a.latin[0], b.latin[0]) >= _SIMILAR:
        return 50, "transliteration"
    return None


def _same(a: Name, b: Name) -> tuple[int, str] | None:
    """All words of the one are those of the other, in this order or another."""
    if a.folded == b.folded:
        return (100, "same") if a.text == b.text else (99, "accents")
    return (92, "order") if sorted(a.folded) == sorted(b.folded) else None


def _sounding(a: Name, b: Name) -> tuple[int, str] | None:
    """The words sound alike, as transliterations of one name do; those of one may be turned round."""
    count = len(a.latin)
    if count != len(b.latin) or count > _SOUNDED_AT_MOST:
        return None
    for turn in range(count):
        sounds = b.sounds[turn:] + b.sounds[:turn]
        if any(x.isdisjoint(y) for x, y in zip(a.sounds, sounds, strict=True)):
            continue
        near = min(map(_similar, a.latin, b.latin[turn:] + b.latin[:turn]))
        if near >= _SIMILAR:
            return round(45 + 43 * near), "transliteration"
    return None


def _in_part(a: Name, b: Name) -> tuple[int, str] | None:
    """The last words agree, and of the others some are initials in one; or those between are left out in one."""
    if not a.sounds[-1] & b.sounds[-1] or any((a.initials[-1], b.initials[-1])):
        return None
    if _similar(a.latin[-1], b.latin[-1]) < _SIMILAR:
        return None
    given = list(zip(a.latin[:-1], b.latin[:-1], a.initials, b.initials, strict=False))
    if any(short or brief for _x, _y, short, brief in given):
        fits = all(x[0] == y[0] if short or brief else x == y for x, y, short, brief in given)
        both = all(short and brief for _x, _y, short, brief in given)
        return (70, "initial") if fits and not both else None
    if len(a.latin) != len(b.latin) and a.sounds[0] & b.sounds[0] and _similar(a.latin[0], b.latin[0]) >= _SIMILAR:
        return 75, "middle"
    return None


def _slip(a: Name, b: Name) -> tuple[int, str] | None:
    """One letter of one longer word is another, too many, too few, or in its neighbour's place."""
    if len(a.latin) != len(b.latin):
        return None
    differ = [n for n, (x, y) in enumerate(zip(a.latin, b.latin, strict=True)) if x != y]
    if len(differ) != 1:
        return None
    x, y = a.latin[differ[0]], b.latin[differ[0]]
    if min(len(x), len(y)) < _LONG or x[0] != y[0] or _gender(x, y) or not one_apart(x, y):
        return None
    return 80, "letter"


def _gender(x: str, y: str) -> bool:
    """Whether only the ending differs, as between Ivanov and Ivanova, or Mario and Maria."""
    return x.rstrip("aeiouy") == y.rstrip("aeiouy")


def one_apart(x: str, y: str) -> bool:
    """Return whether one letter put in, left out, replaced or changed with its neighbour makes `x` into `y`.

    >>> one_apart("pecresse", "pecrese"), one_apart("macron", "marcon"), one_apart("macron", "maron")
    (True, True, True)
    """
    if x == y or abs(len(x) - len(y)) > 1:
        return False
    start = next((n for n, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    if len(x) != len(y):
        short, long = sorted((x, y), key=len)
        return short[start:] == long[start + 1 :]
    swapped = x[start + 1 : start + 2] + x[start : start + 1] == y[start : start + 2]
    return x[start + 1 :] == y[start + 1 :] or (swapped and x[start + 2 :] == y[start + 2 :])


def _similar(x: str, y: str) -> float:
    """Return how much two words have in common, 0 to 1; where one has no vowels (Arabic), without them."""
    bare = [word for word in (x, y) if not set(word) & set("aeiouy")]
    if bare:
        x, y = ("".join(c for c in word if c not in "aeiouy") for word in (x, y))
    # In one order: the ratio of the other may differ.
    return SequenceMatcher(None, min(x, y), max(x, y), autojunk=False).ratio()


def keys(names: list[Name]) -> set[int]:
    """Return the hashes of a record; two that `alike` finds alike have one in common."""
    return {_hash(text) for name in names for text in _blocks(name)}


def _blocks(name: Name) -> Iterator[str]:
    if not name.latin:
        return
    yield f"folded {' '.join(sorted(name.folded))}"
    if len(name.latin) == 1:
        if name.own:
            yield from (f"sounds {sound}" for sound in name.sounds[0])
            yield f"letters {name.latin[0]}"
        return
    yield f"letters {''.join(word[0] for word in name.latin)}"
    first, last, ends = name.latin[0], name.latin[-1], (name.sounds[0], name.sounds[-1])
    for sounded in (ends, name.sounds if len(name.sounds) <= _SOUNDED_AT_MOST else ends):
        yield from (f"sounds {' '.join(sorted(sounds))}" for sounds in product(*sounded))
    yield from (f"initial {first[0]} {sound}" for sound in name.sounds[-1])
    yield f"given {first} {last[0]}"


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
