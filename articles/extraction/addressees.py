"""Who is spoken to, stepped over to what was said: "told | reporters | that", "reminded | the House | that".

All places are items of one sentence's view.
"""

from articles.extraction.cues import Cue
from articles.extraction.lexicon import (
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
)
from articles.extraction.lexicon.verbs import WITH_ADDRESSEE
from articles.extraction.lexicon.words import OTHER_PRONOUNS
from articles.extraction.views import View


def after_addressee(view: View, cue: Cue) -> int:
    """Return what follows a cue and, where its verb takes one, the one who is spoken to."""
    tells = cue.verb.lemma in WITH_ADDRESSEE and not cue.inverted
    return _skip_addressee(view, cue.stop) if tells else cue.stop


def _skip_addressee(view: View, k: int) -> int:
    """Step over the one who is spoken to: "reporters", "the House", "CBC News", "him"."""
    end = len(view.items)
    if k >= end or view.items[k] < 0 or view.lower[k] in ("that", ",", ":"):
        return k
    mention = view.mention(k)
    if mention:
        return min(view.index(mention.stop), end)
    if view.classes[k] & PRONOUN or view.lower[k] in ("him", "them", "me", "us", "himself", "themselves"):
        return k + 1 if view.lower[k] not in ("he", "she", "they", "we", "i") else k
    start = k
    while k < end and (view.classes[k] & DETERMINER or view.lower[k] == "'s"):
        k += 1
    while k < end and view.items[k] >= 0 and _nominal(view, k):
        mention = view.mention(k)
        k = min(view.index(mention.stop), end) if mention else k + 1
        if k > start + 4:
            break
        if k < end and (view.classes[k] & (PRONOUN | DETERMINER) or _plural(view, k - 1)):
            break
    return k


def _nominal(view: View, k: int) -> bool:
    blocked = PREPOSITION | SUBORDINATOR | PRONOUN | DETERMINER | AUXILIARY | TIME | COORDINATOR
    return (
        view.lower[k][:1].isalnum()
        and view.lower[k] not in OTHER_PRONOUNS
        and not view.classes[k] & blocked
        and not view.finite(k)
    )


def _plural(view: View, k: int) -> bool:
    word = view.lower[k]
    return word.endswith("s") and len(word) > 4
