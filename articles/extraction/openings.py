"""Where the words that a cue reports begin after it, and how: with "that", bare, with "to", between marks.

All places are items of one sentence's view.
"""

from articles.extraction.addressees import after_addressee
from articles.extraction.adverbials import skip_adverbials
from articles.extraction.cues import Cue
from articles.extraction.lexicon import DETERMINER, PRONOUN
from articles.extraction.lexicon.words import DASHES
from articles.extraction.views import View


def reported_after(view: View, cue: Cue, limit: int) -> tuple[int, str]:
    """Return where reported words begin after a cue, and how: "that", "bare", "marks" or "to".

    For "marks" the place is a quoted stretch. "" and "parted" (by a comma) say that none begin.
    """
    k, of_topic = skip_adverbials(view, after_addressee(view, cue))
    while k < limit and (view.lower[k] in (",", ":") or view.lower[k] in DASHES):
        k += 1
        if view.lower[k - 1] != ",":
            of_topic = False
        elif k < limit and not view.is_quoted(k) and view.lower[k] != "that":
            after, how = _after_comma(view, k, limit)
            if how:
                return after, how
            k = after
    return _opening(view, cue, k, limit, of_topic)


def _after_comma(view: View, k: int, limit: int) -> tuple[int, str]:
    """Return where a comma after a cue leads: to "that", to marks behind more adverbials, or to words apart."""
    that = _comma_that(view, k, limit)
    if that:
        return that, "that"
    after, _ = skip_adverbials(view, k)
    leads = after < limit and (view.is_quoted(after) or view.lower[after] in (",", "that"))
    return (after, "") if leads else (k, "parted")


def _opening(view: View, cue: Cue, k: int, limit: int, of_topic: bool) -> tuple[int, str]:
    """Return where and how reported words begin at item `k`, adverbials and commas behind."""
    if k >= limit or view.is_quoted(k):
        return k, "marks" if k < limit else ""
    word = view.lower[k]
    if word == "that" and view.lower[k + 1 : k + 2] not in ([","], ["."]):
        return k + 1, "that"
    if word in ("whether", "how", "why", "what") and cue.verb.lemma in ("ask", "explain", "wonder"):
        return k, "that"
    that = _that_ahead(view, k, limit)
    if that:
        return that + 1, "that"
    if word != "to" and of_topic:
        return k, ""
    return k, "to" if word == "to" else "bare"


def _comma_that(view: View, k: int, limit: int) -> int:
    """Return what follows ", that" a few names further on ("said in Buffalo, New York, that"), or 0."""
    for j in range(k, min(k + 8, limit - 1)):
        if view.items[j] < 0 or view.finite(j):
            return 0
        if view.lower[j] == "," and view.lower[j + 1] == "that":
            return j + 2
    return 0


def _that_ahead(view: View, k: int, limit: int) -> int:
    """Return where "that" stands further on, no verb between, or 0: "said in the opening Sunday night that"."""
    if view.classes[k] & (DETERMINER | PRONOUN):
        return 0
    for j in range(k, min(k + 8, limit - 1)):
        if view.lower[j] == "that":
            return j if j > k and not view.finite(j + 1) and view.lower[j - 1] not in ("of", "in", "for", "on") else 0
        if view.items[j] < 0 or view.finite(j) or view.lower[j] in (",", ":") or view.classes[j] & PRONOUN:
            return 0
    return 0
