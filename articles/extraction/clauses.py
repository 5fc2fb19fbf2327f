"""Where reported words that stand outside quotation marks begin and end.

All places are items of one sentence's view.
"""

from articles.extraction.cues import ACCORDING, Cue
from articles.extraction.lexicon import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)
from articles.extraction.lexicon.verbs import WITH_ADDRESSEE
from articles.extraction.lexicon.words import OTHER_PRONOUNS, word_set
from articles.extraction.phrases import Phrase
from articles.extraction.views import View

_DASHES = frozenset(("—", "–", "―", "--"))
_OF_TOPIC = frozenset(("of", "about"))
_STOPS = frozenset((".", "!", "?", "…", "...", "....", ")", "]", "”", '"', "’", "'"))
_REACH = 30  # items that may stand between a verb and "that"
_NEW_CLAUSE = frozenset(("as", "and", "but", "what", "which", "that", "when", "where", "who", "whom", "because"))
_TEMPORAL = frozenset(("since", "before", "after", "until"))
_REMARKS = frozenset(("though", "although", "while", "after", "before", "during", "in", "on", "at"))
_AFTERTHOUGHTS = word_set(
    "that but and especially as because or including which if when with so where who unless until"
)


def sentence_end(view: View) -> int:
    """Return the end of a sentence's words, closing punctuation left out."""
    end = len(view.items)
    while end and view.items[end - 1] >= 0 and view.lower[end - 1] in _STOPS:
        end -= 1
    return end


def skip_addressee(view: View, k: int) -> int:
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


def reported_after(view: View, cue: Cue, limit: int) -> tuple[int, str]:
    """Return where reported words begin after a cue, and how: "that", "bare", "marks", "to" or "" for not at all.

    For "marks" the place is a quoted stretch.
    """
    k = cue.stop
    if cue.verb.lemma in WITH_ADDRESSEE and not cue.inverted:
        k = skip_addressee(view, k)
    k, of_topic = skip_adverbials(view, k)
    while k < limit and (view.lower[k] in (",", ":") or view.lower[k] in _DASHES):
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


def is_clause(view: View, first: int, stop: int) -> bool:
    """Tell whether items [first, stop) hold a finite verb, or quoted words that may."""
    return any(view.items[k] < 0 or view.finite(k) for k in range(first, stop))


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
    return view.lower[k] in (",", "and", "but", "then", "—", "–", "―", "--", ";")


def _before(view: View, k: int) -> int:
    """Step back over the commas and conjunctions that end at item `k`."""
    while k > 0 and view.lower[k - 1] in (",", "and", "but", "—", "–", "―", "--"):
        k -= 1
    return k


def reported_before(view: View, cue: Cue, first: int) -> Phrase | None:
    """Return the clause that ends at a cue ("..., she said"), looked for from item `first`, or None."""
    stop = cue.first
    while (
        stop > first
        and view.mention(stop - 1) is None
        and view.lower[stop - 1] not in (",",)
        and not view.is_quoted(stop - 1)
    ):
        if view.lower[stop - 1] in _NEW_CLAUSE:
            return None
        stop -= 1
        if cue.first - stop > 12:
            return None
    if stop <= first or (view.lower[stop - 1] != "," and view.lower[stop - 1] not in _DASHES):
        if not (cue.verb is ACCORDING and cue.at > first):
            return None
        stop = cue.at + 1
    stop -= 1
    start = trim_opener(view, first, stop)
    return (start, stop) if stop > start else None


def trim_opener(view: View, first: int, stop: int) -> int:
    """Drop "But", "However," and the like before reported words."""
    k = first
    while k < stop and view.lower[k] in (",", "—", "–", "―", "--", "”", "•", "*"):
        k += 1
    if k < stop and view.classes[k] & COORDINATOR and view.mention(k) is None:
        k += 1
    if k + 1 < stop and view.classes[k] & ADVERB and view.lower[k + 1] == ",":
        k += 2
    return k


def resumes(view: View, first: int, stop: int) -> bool:
    """Tell whether what follows ", she said, " can be reported words: no participle, no remark of the reporter's."""
    word = view.lower[first]
    participle = word.endswith("ing") and view.mention(first) is None and not view.classes[first] & PREPOSITION
    return not participle and word not in _REMARKS and stop > first


def afterthought(view: View, first: int, stop: int) -> bool:
    """Tell whether what follows ", she said, " goes on with the reported words and not with the reporter's."""
    return first < stop and view.lower[first] in _AFTERTHOUGHTS
