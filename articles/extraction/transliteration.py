"""How alike two names are: by their letters, by how else the same sounds are written, by the slips of a typist.

Sources: the common romanisations of Cyrillic, Arabic, Azerbaijani and German names (Mammadov, Mamedov, Məmmədov;
Yevgeny, Evgenii; Muhammad, Mohammed; Müller, Mueller); restricted Damerau-Levenshtein distance (Boytsov 2011, 2.2).
"""

import re
from functools import lru_cache

FAR = 99
_SOUNDS = (
    (re.compile(r"^[yji]e"), "e"),
    (re.compile(r"tsch|tch"), "ch"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q|c(?!h)"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ou|oo|ue|u"), "o"),
    (re.compile(r"oe"), "o"),
    (re.compile(r"[iyje]*[iyj][iyje]*|ee"), "i"),
    (re.compile(r"ae|e"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=4096)
def sounds(word: str) -> str:
    """Return a folded word reduced to what its usual transliterations share.

    >>> sounds("mammadov") == sounds("mamedov") == sounds("memmedov")
    True
    """
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


def distance(one: str, other: str, limit: int = 2) -> int:
    """Return how many letters must be added, taken out, changed or swapped with their neighbour; FAR above `limit`.

    >>> distance("macron", "marcon"), distance("lambert", "lamberti"), distance("lee", "macron")
    (1, 1, 99)
    """
    if abs(len(one) - len(other)) > limit:
        return FAR
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for k, b in enumerate(other, 1):
            cost = min(before[k] + 1, row[k - 1] + 1, before[k - 1] + (a != b))
            if older and k > 1 and a == other[k - 2] and one[i - 2] == b:
                cost = min(cost, older[k - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return FAR
    return row[-1] if row[-1] <= limit else FAR


def deletions(word: str, limit: int = 2) -> set[str]:
    """Return `word` and what is left of it when up to `limit` letters are taken out.

    Two words within `limit` of each other share one of these, so that neighbours are looked up and not searched for
    (Garbe's symmetric delete).
    """
    found, edge = {word}, {word}
    for _ in range(limit):
        edge = {one[:k] + one[k + 1 :] for one in edge for k in range(len(one))}
        found |= edge
    return found
