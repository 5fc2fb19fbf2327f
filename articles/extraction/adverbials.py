"""Time, place and manner after a verb, stepped over to what was said: "said | in an interview on Monday | that".

All places are items of one sentence's view.
"""

from articles.extraction.lexicon import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
)
from articles.extraction.views import View

_OF_TOPIC = frozenset(("of", "about"))


def skip_adverbials(view: View, k: int) -> tuple[int, bool]:
    """Step over time, place and manner after a verb; also tell whether only "that" or marks may follow.

    "said in an interview on Monday | that ...": `said of her` leaves no room for a bare clause.
    """
    end = len(view.items)
    of_topic = False
    while k < end:
        if view.items[k] < 0 or view.lower[k] in ("that", ":"):
            break
        if view.classes[k] & (ADVERB | TIME) and view.mention(k) is None:
            k += 1
        elif view.lower[k] == "to" and _infinitive(view, k):
            break
        elif view.classes[k] & PREPOSITION and view.lower[k] not in ("as", "since"):
            of_topic = of_topic or view.lower[k] in _OF_TOPIC
            k = _skip_prepositional(view, k)
        elif view.classes[k - 1] & TIME and (view.lower[k].isdigit() or view.lower[k] == "."):
            k += 1
        else:
            break
    return k, of_topic


def _infinitive(view: View, k: int) -> bool:
    """Tell whether "to" at `k` opens an infinitive and no noun phrase."""
    following = k + 1
    if following >= len(view.items) or view.items[following] < 0:
        return True
    return not (
        view.classes[following] & (DETERMINER | TIME) or view.capital(following) or view.lower[following].endswith("s")
    )


def _skip_prepositional(view: View, k: int) -> int:
    """Step over a preposition and the noun phrase that it governs."""
    end = len(view.items)
    k += 1
    while k < end and view.items[k] >= 0 and (view.classes[k] & DETERMINER or view.lower[k] == "'s"):
        k += 1
    first = k
    while k < end and view.items[k] >= 0:
        word = view.lower[k]
        if not word[0].isalnum() and word not in ("'s",):
            break
        if (
            view.classes[k] & (PREPOSITION | SUBORDINATOR | PRONOUN | DETERMINER | AUXILIARY | COORDINATOR)
            and view.mention(k) is None
        ):
            break
        if k > first and view.mention(k) and not view.mention(k - 1) and view.lower[k - 1] != "'s":
            break
        k += 1
    return k
