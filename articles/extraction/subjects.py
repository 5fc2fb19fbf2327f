"""Who stands beside a verb: the noun phrase before it or, where the order is inverted, after it.

All places here are items of one sentence's view. A phrase is (first, stop), its narrowest words that name the speaker.
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
from articles.extraction.lexicon.verbs import SPEECH_NOUNS
from articles.extraction.lexicon.words import DASHES
from articles.extraction.people import Mention
from articles.extraction.phrases import BREAKS, Phrase, adjectives, manner, narrow, noun_phrase_before, title_stop
from articles.extraction.views import QUOTED, View

_DASHES = DASHES | {"-"}
_NO_BOUNDS = frozenset(("who", "which", "whose", "whom", "where", "that", "and", "as"))
_LONGEST = 90  # items looked back over for the start of a clause


def subject_before(view: View, verb: int) -> Phrase | None:
    """Return the subject that ends before the verb group at `verb`, or None."""
    j = verb - 1
    while j >= 0 and view.mention(j) is None and (view.classes[j] & (AUXILIARY | ADVERB | NEGATION) or manner(view, j)):
        j -= 1
    if j < 0 or view.items[j] < 0:
        return None
    j = _before_time(view, j)
    if view.lower[j] in ("who", "which", "that"):
        return _antecedent(view, j)
    if view.lower[j] in (",", ")") or view.lower[j] in _DASHES:
        return _before_apposition(view, j)
    if view.lower[j] in BREAKS:
        return noun_phrase_before(view, j) if view.lower[j] == "." and title_stop(view, j) else None
    phrase = noun_phrase_before(view, j + 1)
    if phrase and any(view.lower[k] in ("who", "which") for k in range(phrase[1], j)):
        return _renamed(view, phrase) or phrase
    return phrase


def _renamed(view: View, phrase: Phrase) -> Phrase | None:
    """Return the name before a description that no comma closes: "Ann Lee, | the pollster who leads X" wrote."""
    first = phrase[0]
    if first < 2 or view.lower[first] not in ("the", "a", "an") or view.lower[first - 1] != ",":
        return None
    person = view.person(first - 2)
    if person is None or view.index(person.stop) != first - 1 or not ROLES.intersection(view.lower[slice(*phrase)]):
        return None
    begin = view.index(person.title)
    opens = begin == 0 or view.items[begin - 1] < 0 or view.lower[begin - 1] in (",", ":", "—", "–", "--", ".")
    return (view.index(person.first), first - 1) if opens else None


def _before_time(view: View, j: int) -> int:
    """Step over a day between a name and its verb: "Ann Lee later | Thursday told"."""
    k = j
    while k >= 0 and view.items[k] >= 0 and view.classes[k] & (TIME | ADVERB) and view.mention(k) is None:
        k -= 1
    return k if k >= 0 and view.mention(k) is not None else j


def _antecedent(view: View, relative: int) -> Phrase | None:
    """Return the noun phrase that "who" or "which" at `relative` stands for."""
    j = relative - 1
    if j >= 0 and view.lower[j] == ",":
        j -= 1
    return noun_phrase_before(view, j + 1) if j >= 0 and view.lower[relative] != "that" else None


def _before_apposition(view: View, end: int) -> Phrase | None:
    """Return the subject that a comma, bracket or dash at `end` parts from its verb ("Ann Lee, a lawyer, said")."""
    start = _clause_start(view, end)
    segments: list[Phrase] = []
    first = start
    for k in range(start, end + 1):
        if view.lower[k] in (",", "(", ")") or view.lower[k] in _DASHES:
            if k > first:
                segments.append((first, k))
            first = k + 1
    for place, (first, stop) in enumerate(segments):
        phrase = _leading_phrase(view, first, stop)
        if phrase:
            return _named_next(view, phrase, segments[place + 1 :]) or phrase
    return None


def _named_next(view: View, phrase: Phrase, segments: list[Phrase]) -> Phrase | None:
    """Return the name in apposition to a phrase that has none: "Her lawyer, | Ann Lee", said"."""
    if not segments or view.classes[phrase[0]] & PRONOUN:
        return None
    if any(view.person(k) and not _possessor(view, k) for k in range(*phrase)):
        return None
    first, stop = segments[0]
    person = view.person(first) or view.person(stop - 1)
    if person is None or view.index(person.stop) < stop or view.index(person.title) > first:
        return None
    return view.index(person.first), stop


def _possessor(view: View, k: int) -> bool:
    person = view.person(k)
    end = view.index(person.stop) if person else k + 1
    return end < len(view.items) and view.lower[end] == "'s"


def _clause_start(view: View, end: int) -> int:
    """Return where the clause that holds item `end` begins: after a quotation, a colon, "that", or ", and"."""
    k = end
    while k > 0 and end - k < _LONGEST:
        before = view.lower[k - 1]
        if view.items[k - 1] < 0 or before in (":", ";"):
            return k
        if view.classes[k - 1] & (SUBORDINATOR | COORDINATOR) and before not in _NO_BOUNDS:
            if view.classes[k - 1] & PREPOSITION and _circumstance(view, k, end):
                k -= 1
                continue
            subordinate = view.classes[k - 1] & SUBORDINATOR and view.mention(k) is not None
            if k < 2 or view.lower[k - 2] == "," or subordinate:
                return k
        k -= 1
    return k


def _circumstance(view: View, first: int, stop: int) -> bool:
    """Tell whether words after "after" or "before" name no speaker: "(Ann Lee,) after | a long pause |, said"."""
    plain = all(view.items[k] >= 0 and view.lower[k] != "," for k in range(first, stop))
    return plain and first < stop and not any(view.finite(k) or view.mention(k) for k in range(first, stop))


def _leading_phrase(view: View, first: int, stop: int) -> Phrase | None:
    """Return the noun phrase that a comma-bound segment begins with, or None if it begins otherwise."""
    while first < stop and view.classes[first] & (COORDINATOR | ADVERB) and view.mention(first) is None:
        first += 1
    if first + 1 < stop and view.lower[first] == "as" and view.person(first + 1):
        first += 1
    if first >= stop or _leads_elsewhere(view, first):
        return None
    if view.classes[first] & PRONOUN:
        return first, first + 1
    end = first
    while end < stop and not (view.classes[end] & (RELATIVE | AUXILIARY)) and view.items[end] >= 0:
        end += 1
    if any(view.finite(k) and view.mention(k) is None for k in range(first, end)):
        return None
    return narrow(view, first, end) if end > first else None


def _leads_elsewhere(view: View, first: int) -> bool:
    """Tell whether a segment begins as no subject does: with a preposition, a day, a participle."""
    if view.mention(first) is not None:
        return False
    barred = PREPOSITION | SUBORDINATOR | RELATIVE | TIME
    return bool(view.classes[first] & barred) or view.lower[first].endswith("ing")


def subject_after(view: View, verb: int) -> Phrase | None:
    """Return the subject that follows an inverted verb ("said Ann Lee, a lawyer"), or None."""
    first = verb + 1
    if view.lower[first : first + 1] == ["out"]:
        first += 1
    limit = min(len(view.items), first + 24)
    if first >= limit or view.items[first] < 0:
        return None
    if view.classes[first] & PRONOUN:
        return (first, first + 1) if view.lower[first] != "it" else None
    if not _can_begin(view, first):
        return None
    end = first
    possessed = False
    while end < limit and not _ends_inverted(view, end, first):
        person = view.person(end)
        if person is not None and not _possessor(view, end):
            person = _described_by(view, person, end) or person
            return view.index(person.first), min(view.index(person.stop), len(view.items))
        possessed = possessed or view.lower[end] in ("'s", "his", "her", "their")
        end += 1
    if possessed and end + 1 < limit and view.lower[end] == "," and view.mention(end + 1) is not None:
        return end + 1, min(view.index(view.people.at[view.items[end + 1]].stop), len(view.items))
    return (first, end) if end > first else None


def _described_by(view: View, person: Mention, k: int) -> Mention | None:
    """Return the person whose description holds a name taken for a person's: "Harbour Hawks head coach | Ann Lee"."""
    for j in range(k + 1, min(k + 10, len(view.items))):
        later = view.person(j)
        if later is not None and later.title <= person.first < later.first:
            return later
    return None


def _can_begin(view: View, first: int) -> bool:
    """Tell whether the subject of an inverted verb can begin at `first`."""
    if view.mention(first) is not None:
        return True
    word = view.lower[first]
    if view.classes[first] & (PREPOSITION | SUBORDINATOR | AUXILIARY | RELATIVE | TIME | ADVERB) or word == "so":
        return word in ("one", "both")
    return (
        bool(view.classes[first] & DETERMINER)
        or word in ROLES
        or word in GROUPS
        or word in SPEECH_NOUNS
        or word[:1].isalpha()
    )


def _ends_inverted(view: View, k: int, first: int) -> bool:
    if view.items[k] < 0:
        return not view.stretch(k).stop - view.stretch(k).first <= 2
    word = view.lower[k]
    if view.mention(k) is not None or word == "'s":
        return False
    if word in BREAKS:
        return not (word == "." and title_stop(view, k)) and not (word == "," and adjectives(view, k))
    if view.classes[k] & (SUBORDINATOR | RELATIVE | AUXILIARY | TIME | ADVERB) and k > first:
        return True
    if view.classes[k] & PREPOSITION and word not in ("of", "for", "with", "at", "from", "behind"):
        return k > first
    return word in ("and", "but") and k > first and not (word == "and" and _second_title(view, k))


def _second_title(view: View, k: int) -> bool:
    """Tell whether "and" at `k` joins two offices of one person: "Gov. | and party chairman Ann Lee"."""
    before = k - 2 if view.lower[k - 1] == "." else k - 1
    if before < 0 or view.lower[before] not in TITLES:
        return False
    for j in range(k + 1, min(k + 8, len(view.items))):
        if view.items[j] < 0 or view.lower[j] in (",", ".", "and") or view.finite(j):
            return False
        person = view.person(j)
        if person is not None:
            return person.title < person.first
    return False


def main_subject(view: View, stop: int) -> Phrase | None:
    """Return the subject of the sentence's first clause, looked for before item `stop`."""
    first = 0
    while first < stop:
        if view.items[first] < 0:
            first += 1
            continue
        end = first
        while end < stop and view.lower[end] not in (",", ":", ";", "--", "—", "–") and view.items[end] >= 0:
            end += 1
        phrase = _subject_in(view, first, end)
        if phrase:
            return phrase
        first = end + 1
    return None


def _opener(view: View, k: int) -> bool:
    """Tell whether item `k` stands before a subject and is no part of it: "But", "later", a bracket."""
    if view.items[k] >= 0 and view.lower[k] in ("(", "["):
        return True
    return bool(view.classes[k] & (COORDINATOR | ADVERB)) and view.lower[k] != "as" and view.mention(k) is None


def _subject_in(view: View, first: int, stop: int) -> Phrase | None:
    """Return the noun phrase before the first finite verb of [first, stop), openers dropped."""
    while first < stop and _opener(view, first):
        first += 1
    if first < stop and view.lower[first] in ("as", "when", "if"):
        return None
    if first >= stop or (view.classes[first] & (PREPOSITION | SUBORDINATOR) and view.mention(first) is None):
        return None
    if view.classes[first] & PRONOUN:
        return first, first + 1
    end = first
    while end < stop and not ((view.finite(end) or view.classes[end] & RELATIVE) and view.mention(end) is None):
        end += 1
    if end == first or (end == stop and view.mention(first) is None):
        return None
    if view.classes[first] & TIME and view.mention(first) is None:
        return None
    while end > first + 1 and view.classes[end - 1] & (ADVERB | QUOTED):
        end -= 1
    return narrow(view, first, end)
