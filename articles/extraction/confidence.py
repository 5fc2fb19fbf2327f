"""How sure to be: the share of findings of each sort that proved right on development texts, rounded and shrunk.

Counted on named development articles (about 380 quotations); rare sorts are given a cautious figure. A quotation's
confidence is the product of two shares: that the words are reported words, and that the speaker is the right one.
"""

from articles.extraction.records import Kind

# Below this a speaker is not named at all: the editor sees the words of attribution and decides.
ABSTAIN = 0.45

# That the speaker is right, by how the text tells (see `reasons`).
SPEAKER = {
    "name": 0.97,
    "surname": 0.97,
    "pronoun": 0.87,
    "role": 0.8,
    "statement": 0.75,
    "body": 0.75,
    "carried": 0.94,
    "echo": 0.85,
    "about": 0.7,
    "described": 0.68,
    "later": 0.7,
    "collective": 0.6,
    "nobody": 0.2,
}

# That the words are reported words, by kind: (least weight of the cue, share), the first that fits.
_CUED = {
    Kind.DIRECT: ((0.9, 0.97), (0.75, 0.75), (0.0, 0.6)),
    Kind.MIXED: ((0.9, 0.93), (0.0, 0.75)),
    Kind.INDIRECT: ((1.0, 0.93), (0.9, 0.86), (0.8, 0.66), (0.0, 0.5)),
}
_PLACED = {"floating": 0.95, "around": 0.88}


def of_words(kind: Kind, how: str, weight: float) -> float:
    """Return how likely a finding's words are reported words, 0 to 1."""
    if how in _PLACED:
        return _PLACED[how]
    if how == "embedded":
        return weight - 0.1
    return next(share for least, share in _CUED[kind] if weight >= least)


def joint(words: float, speaker: float) -> float:
    """Return the confidence in words and speaker together, to two places."""
    return round(words * speaker, 2)
