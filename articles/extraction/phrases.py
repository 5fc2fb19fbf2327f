"""Noun phrases in a sentence: where one that ends at a place begins, and which of its words name the speaker.

All places here are items of one sentence's view. A phrase is (first, stop).
"""

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
from articles.extraction.lexicon.people import GROUPS, ROLES, TITLES
from articles.extraction.lexicon.words import DASHES, OTHER_PRONOUNS, word_set
from articles.extraction.views import View

Phrase = tuple[int, int]

BREAKS = DASHES | word_set(", : ; ( ) . ... … ? ! | • * ] [ -")
_HEAD_PREPOSITIONS = frozenset(("of", "for", "with", "at", "from", "in", "to", "on", "by", "behind", "near"))
_ARTICLES = frozenset(("the", "a", "an", "this", "that", "his", "her", "its", "their"))
_LONGEST = 90  # items looked back over for the start of a phrase
_NOUNS_IN_LY = word_set("family assembly ally bully monopoly anomaly weekly monthly daily quarterly elderly supply")
_NOT_SPEAKERS = word_set("there what who which that this these those it's")


def manner(view: View, k: int) -> bool:
    """Tell whether item `k` is an adverb by its form ("flatly"), of those that no list holds."""
    word = view.lower[k]
    return len(word) > 4 and word.endswith("ly") and word not in _NOUNS_IN_LY and not view.capital(k)


def noun_phrase_before(view: View, stop: int) -> Phrase | None:
    """Return the noun phrase that ends at `stop`, narrowed to its name where it has one."""
    last = stop - 1
    if view.classes[last] & PRONOUN:
        return last, stop
    if not _can_end(view, last):
        return None
    first = last
    while first > 0 and last - first < _LONGEST and not _phrase_break(view, first - 1, first):
        first -= 1
    relative = _relative_between(view, first, stop)
    if relative:
        longer = noun_phrase_before(view, relative)
        if longer:
            return longer
    if view.classes[first] & PREPOSITION and first > 1 and view.classes[first - 1] & AUXILIARY:
        return _before_auxiliaries(view, first)
    first = _skip_openers(view, first, stop)
    return narrow(view, first, stop) if first < stop else None


def _before_auxiliaries(view: View, stop: int) -> Phrase | None:
    """Return the phrase before "have for years (been saying)": the auxiliaries that end at `stop` stepped over."""
    while stop and view.classes[stop - 1] & (AUXILIARY | ADVERB | NEGATION) and view.mention(stop - 1) is None:
        stop -= 1
    return noun_phrase_before(view, stop) if stop else None


def whole_start(view: View, first: int) -> int:
    """Return where the description begins that leads up to a narrowed phrase: "the aid group | Oxfam"."""
    start = first
    while start > 0 and first - start < 16 and not _phrase_break(view, start - 1, start):
        start -= 1
    return start


def _can_end(view: View, last: int) -> bool:
    """Tell whether a noun phrase can end at `last`."""
    if view.items[last] < 0 or not view.lower[last][:1].isalnum():
        return False
    if view.mention(last) is not None:
        return True
    blocked = PREPOSITION | SUBORDINATOR | COORDINATOR | AUXILIARY | DETERMINER
    return not view.classes[last] & blocked or view.lower[last] in ("one", "others", "another", "both", "many", "some")


def _phrase_break(view: View, k: int, right: int) -> bool:
    """Tell whether a noun phrase that has reached `right` cannot go on to the left over item `k`."""
    word, bits = view.lower[k], view.classes[k]
    if view.mention(k) is not None:
        return False
    if word == "'s":
        return view.finite(k)
    if view.items[k] < 0 or word in BREAKS:
        return not (word == "." and title_stop(view, k)) and not (word == "," and adjectives(view, k))
    if bits & (SUBORDINATOR | PRONOUN | AUXILIARY | NEGATION | RELATIVE) or word in OTHER_PRONOUNS:
        return word != "no"
    if bits & COORDINATOR:
        return word != "and" or bool(view.classes[right] & DETERMINER and k > 0 and view.items[k - 1] < 0)
    return view.finite(k) and not _adjectival(view, k)


def title_stop(view: View, k: int) -> bool:
    return k > 0 and (view.lower[k - 1] in TITLES or len(view.lower[k - 1]) == 1 or "." in view.lower[k - 1])


def adjectives(view: View, k: int) -> bool:
    """Tell whether the comma at `k` parts adjectives ("the lanky, bespectacled professor")."""
    return (
        any(view.lower[j] in _ARTICLES for j in range(max(k - 2, 0), k))
        and k + 1 < len(view.items)
        and not view.capital(k + 1)
        and not view.classes[k + 1]
    )


def _adjectival(view: View, k: int) -> bool:
    """Tell whether a form in -ed or the like stands before a noun ("the accused man", "retired police officers")."""
    if k == 0 or view.items[k - 1] < 0:
        return True
    return bool(view.classes[k - 1] & (DETERMINER | PREPOSITION | ADVERB)) or view.lower[k - 1] in ("'s", ",")


def _relative_between(view: View, first: int, stop: int) -> int:
    """Return where "who" stands just before a phrase whose words are in fact its clause, or 0."""
    if first > 1 and view.lower[first - 1] in ("who", "which") and stop - first > 1:
        return first - 1
    k = first - 1
    while k > 1 and first - k < 12 and view.items[k] >= 0 and view.lower[k] not in BREAKS:
        if view.lower[k] in ("who", "which") or (view.lower[k] == "that" and view.mention(k - 1)):
            return k
        k -= 1
    return 0


def _skip_openers(view: View, first: int, stop: int) -> int:
    """Drop what leads into a subject: "But", "Later", "On Tuesday", "In a statement"."""
    while first < stop - 1 and view.mention(first) is None:
        if view.classes[first] & (COORDINATOR | ADVERB | TIME) and not view.classes[first] & DETERMINER:
            first += 1
        elif view.classes[first] & PREPOSITION:
            end = first + 1
            while end < stop and not (view.classes[end] & TIME or view.lower[end].isdigit()):
                end += 1
            if end >= stop - 1:
                break
            first = end + 1
        else:
            break
    return first


def narrow(view: View, first: int, stop: int) -> Phrase | None:
    """Narrow a noun phrase to the person it names, or to the whole of it where its head is no name."""
    if view.lower[first] in _NOT_SPEAKERS and stop - first == 1:
        return None
    head_stop = next(
        (k for k in range(first + 1, stop) if view.lower[k] in _HEAD_PREPOSITIONS and not _inside_name(view, k)), stop
    )
    for k in range(stop - 1, first - 1, -1):
        person = view.person(k)
        if person is None:
            continue
        begin, end = view.index(person.first), view.index(person.stop)
        if begin < head_stop or (end >= stop and view.index(person.title) <= first):
            if end < head_stop and view.lower[end] == "'s":
                break
            if (
                end < head_stop
                and view.lower[end] not in BREAKS
                and end < stop
                and view.lower[end] not in ("of", "in", "from")
            ):
                break
            return max(begin, first), min(end, stop)
        if view.classes[first] & PREPOSITION:
            return begin, min(end, stop)
    while stop - first > 1 and view.lower[stop - 1] in (",", "."):
        stop -= 1
    return _body_name(view, first, stop, head_stop) or (first, stop)


def _body_name(view: View, first: int, stop: int, head_stop: int) -> Phrase | None:
    """Return the name of a body that a description or an owner leads up to: "the aid group | Oxfam"."""
    mention = view.mention(stop - 1)
    if mention is None or head_stop < stop:
        return None
    begin = view.index(mention.first)
    if begin <= first + 1 or view.index(mention.stop) != stop:
        return None
    before = view.lower[begin - 1]
    return (begin, stop) if before == "'s" or before in GROUPS or before in ROLES else None


def _inside_name(view: View, k: int) -> bool:
    mention = view.mention(k)
    return mention is not None and mention.first < view.items[k]
