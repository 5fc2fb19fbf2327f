"""Whether words of a sentence are a clause: a subject and a finite verb, or quoted words that may hold them.

All places are items of one sentence's view.
"""

from articles.extraction.lexicon import AUXILIARY, NEGATION, PREPOSITION, RELATIVE, SUBORDINATOR
from articles.extraction.views import View

_TEMPORAL = frozenset(("since", "before", "after", "until"))


def is_clause(view: View, first: int, stop: int) -> bool:
    """Tell whether items [first, stop) hold a finite verb, or quoted words that may."""
    return any(view.items[k] < 0 or view.finite(k) for k in range(first, stop))


def heads_clause(view: View, first: int, stop: int) -> bool:
    """Tell whether items [first, stop) begin with a subject and its verb, as a clause without "that" must."""
    if first < stop and view.classes[first] & (SUBORDINATOR | PREPOSITION) and view.mention(first) is None:
        return is_clause(view, first + 1, stop)
    if first < stop and view.lower[first].endswith("ing") and view.mention(first) is None:
        return any(view.finite(k) for k in range(first + 1, stop)) and not view.is_quoted(stop - 1)
    if first >= stop or view.classes[first] & NEGATION:
        return False
    if view.finite(first) and view.mention(first) is None and not _may_be_noun(view, first):
        return False
    for k in range(first, min(stop, first + 40)):
        verdict = _clause_at(view, k, first, stop)
        if verdict is not None:
            return verdict
    return False


def _may_be_noun(view: View, k: int) -> bool:
    """Tell whether a form that looks like a verb may be a plural noun ("disputes between them are rare")."""
    return view.lower[k].endswith("s") and len(view.lower[k]) > 4 and not view.classes[k] & AUXILIARY


def _clause_at(view: View, k: int, first: int, stop: int) -> bool | None:
    """Tell whether item `k` decides that a clause began at `first`: its verb, or a word that no clause begins with."""
    word = view.lower[k]
    if view.items[k] < 0 or (view.finite(k) and view.mention(k) is None and k > first):
        return True
    if word == "but" or (word == "," and view.lower[k + 1 : k + 2] in (["which"], ["who"])):
        return False
    if k > first and word in ("that", "who", "which", "where", "whose"):
        return is_clause(view, k + 4, stop)
    barred = k > first and view.classes[k] & (SUBORDINATOR | RELATIVE) and word not in _TEMPORAL
    return False if barred else None
