"""How far the words that a cue reports reach: where those after it end, and from where to where those before it run.

All places are items of one sentence's view.
"""

from articles.extraction.cues import ACCORDING, Cue
from articles.extraction.lexicon import ADVERB, COORDINATOR
from articles.extraction.lexicon.words import DASHES
from articles.extraction.phrases import Phrase
from articles.extraction.views import View

_STOPS = frozenset((".", "!", "?", "…", "...", "....", ")", "]", "”", '"', "’", "'"))
_JOINTS = DASHES | {",", "and", "but"}  # what stands between one clause and the next
_BEFORE_OPENER = DASHES | {",", "”", "•", "*"}
_NEW_CLAUSE = frozenset(("as", "and", "but", "what", "which", "that", "when", "where", "who", "whom", "because"))


def sentence_end(view: View) -> int:
    """Return the end of a sentence's words, closing punctuation left out."""
    end = len(view.items)
    while end and view.items[end - 1] >= 0 and view.lower[end - 1] in _STOPS:
        end -= 1
    return end


def reported_until(view: View, cue: Cue, later: list[Cue], first: int) -> int:
    """Return where words reported after a cue end: at the sentence's end, or at a later cue of the same sentence."""
    end = sentence_end(view)
    for other in later:
        if other.at <= first or other.at <= cue.at:
            continue
        if other.borrowed and _parted(view, other.first) and _speaks_on(view, other):
            return _before(view, other.first)
        if other.verb is ACCORDING and view.lower[other.at - 1] == ",":
            return other.at - 1
        start = other.first
        if (
            start > first + 2
            and view.lower[start - 1] in ("but", "and", "while", "though")
            and view.lower[start - 2] == ","
        ):
            return start - 2
    return end


def _speaks_on(view: View, cue: Cue) -> bool:
    """Tell whether a second verb of the same subject opens a report of its own: ", adding that", "and told her"."""
    following = cue.at + 1
    quoted = view.is_quoted(following) or view.is_quoted(following + 1)
    weights = cue.verb.weights
    return (
        (quoted and weights.marks >= 0.9)
        or weights.bare >= 0.7
        or (weights.that >= 0.7 and view.lower[following : following + 1] == ["that"])
    )


def _parted(view: View, k: int) -> bool:
    return view.lower[k] in _JOINTS or view.lower[k] in ("then", ";")


def _before(view: View, k: int) -> int:
    """Step back over the commas, dashes and conjunctions that end at item `k`."""
    while k > 0 and view.lower[k - 1] in _JOINTS:
        k -= 1
    return k


def reported_before(view: View, cue: Cue, first: int) -> Phrase | None:
    """Return the clause that ends at a cue ("..., she said"), looked for from item `first`, or None."""
    stop = cue.first
    while (
        stop > first and view.mention(stop - 1) is None and view.lower[stop - 1] != "," and not view.is_quoted(stop - 1)
    ):
        if view.lower[stop - 1] in _NEW_CLAUSE:
            return None
        stop -= 1
        if cue.first - stop > 12:
            return None
    if stop <= first or (view.lower[stop - 1] != "," and view.lower[stop - 1] not in DASHES):
        if not (cue.verb is ACCORDING and cue.at > first):
            return None
        stop = cue.at + 1
    stop -= 1
    start = trim_opener(view, first, stop)
    return (start, stop) if stop > start else None


def trim_opener(view: View, first: int, stop: int) -> int:
    """Drop "But", "However," and the like before reported words."""
    k = first
    while k < stop and view.lower[k] in _BEFORE_OPENER:
        k += 1
    if k < stop and view.classes[k] & COORDINATOR and view.mention(k) is None:
        k += 1
    if k + 1 < stop and view.classes[k] & ADVERB and view.lower[k + 1] == ",":
        k += 2
    return k
