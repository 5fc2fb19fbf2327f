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
from articles.extraction.lexicon.words import OTHER_PRONOUNS, word_set
from articles.extraction.people import Mention
from articles.extraction.views import QUOTED, View

Phrase = tuple[int, int]

_BREAKS = frozenset(
    (",", ":", ";", "—", "–", "―", "--", "(", ")", ".", "...", "…", "?", "!", "|", "•", "*", "]", "[", "-")
)
_DASHES = frozenset(("—", "–", "―", "--", "-"))
_HEAD_PREPOSITIONS = frozenset(("of", "for", "with", "at", "from", "in", "to", "on", "by", "behind", "near"))
_LONGEST = 90  # items looked back over for the start of a phrase
_NOT_SPEAKERS = word_set("there what who which that this these those it's")


def subject_before(view: View, verb: int) -> Phrase | None:
    """Return the subject that ends before the verb group at `verb`, or None."""
    j = verb - 1
    while j >= 0 and view.classes[j] & (AUXILIARY | ADVERB | NEGATION) and view.mention(j) is None:
        j -= 1
    if j < 0 or view.items[j] < 0:
        return None
    if view.lower[j] in ("who", "which", "that"):
        return _antecedent(view, j)
    if view.lower[j] in (",", ")") or view.lower[j] in _DASHES:
        return _before_apposition(view, j)
    if view.lower[j] in _BREAKS:
        return None
    return noun_phrase_before(view, j + 1)


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
        if view.classes[k - 1] & (SUBORDINATOR | COORDINATOR) and before not in RELATIVE_WORDS:
            subordinate = view.classes[k - 1] & SUBORDINATOR and view.mention(k) is not None
            if k < 2 or view.lower[k - 2] == "," or subordinate:
                return k
        k -= 1
    return k


RELATIVE_WORDS = frozenset(("who", "which", "whose", "whom", "where", "that", "and", "as"))


def _leading_phrase(view: View, first: int, stop: int) -> Phrase | None:
    """Return the noun phrase that a comma-bound segment begins with, or None if it begins otherwise."""
    while first < stop and view.classes[first] & (COORDINATOR | ADVERB) and view.mention(first) is None:
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
        return subject_before(view, first)
    first = _skip_openers(view, first, stop)
    return narrow(view, first, stop) if first < stop else None


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
    if view.items[k] < 0 or word in _BREAKS:
        return not (word == "." and _title_stop(view, k)) and not (word == "," and _adjectives(view, k))
    if bits & (SUBORDINATOR | PRONOUN | AUXILIARY | NEGATION | RELATIVE) or word in OTHER_PRONOUNS:
        return word != "no"
    if bits & COORDINATOR:
        return word != "and" or bool(view.classes[right] & DETERMINER and k > 0 and view.items[k - 1] < 0)
    return view.finite(k) and not _adjectival(view, k)


def _title_stop(view: View, k: int) -> bool:
    return k > 0 and (view.lower[k - 1] in TITLES or len(view.lower[k - 1]) == 1 or "." in view.lower[k - 1])


def _adjectives(view: View, k: int) -> bool:
    """Tell whether the comma at `k` parts adjectives ("the lanky, bespectacled professor")."""
    return (
        any(view.classes[j] & DETERMINER for j in range(max(k - 2, 0), k))
        and k + 1 < len(view.items)
        and not view.capital(k + 1)
        and not view.classes[k + 1]
    )


def _adjectival(view: View, k: int) -> bool:
    """Tell whether a form in -ed or the like stands before a noun ("the accused man", "retired police officers")."""
    return k == 0 or bool(view.classes[k - 1] & (DETERMINER | PREPOSITION | ADVERB)) or view.lower[k - 1] in ("'s", ",")


def _relative_between(view: View, first: int, stop: int) -> int:
    """Return where "who" stands just before a phrase whose words are in fact its clause, or 0."""
    if first > 1 and view.lower[first - 1] in ("who", "which") and stop - first > 1:
        return first - 1
    k = first - 1
    while k > 1 and first - k < 12 and view.items[k] >= 0 and view.lower[k] not in _BREAKS:
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
                and view.lower[end] not in _BREAKS
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
    if word in _BREAKS:
        return not (word == "." and _title_stop(view, k)) and not (word == "," and _adjectives(view, k))
    if view.classes[k] & (SUBORDINATOR | RELATIVE | AUXILIARY | TIME | ADVERB) and k > first:
        return True
    if view.classes[k] & PREPOSITION and word not in ("of", "for", "with", "at", "from", "behind"):
        return k > first
    return word in ("and", "but") and k > first


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


def _subject_in(view: View, first: int, stop: int) -> Phrase | None:
    """Return the noun phrase before the first finite verb of [first, stop), openers dropped."""
    while first < stop and view.classes[first] & (COORDINATOR | ADVERB) and view.mention(first) is None:
        first += 1
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
