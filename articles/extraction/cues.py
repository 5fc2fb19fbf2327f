"""Sixth stage: the words that report speech in a sentence, each with its subject.

All places are items of one sentence's view.
"""

from dataclasses import dataclass

from articles.extraction.lexicon import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    CUE,
    DETERMINER,
    NEGATION,
    PREPOSITION,
    PRONOUN,
)
from articles.extraction.lexicon.verbs import NOUN_LIKE, POINT_OUT, VERBS, Verb, Weights
from articles.extraction.lexicon.words import BE, DASHES, MODALS, POSSESSIVES
from articles.extraction.phrases import Phrase, narrow, whole_start
from articles.extraction.subjects import main_subject, subject_after, subject_before
from articles.extraction.views import View

ACCORDING = Verb("according", "preposition", Weights(1.0, 1.0, 1.0, 1.0, 0.0))
_PARTING = DASHES | {",", "-", ";", ":"}
_SOURCE_ENDS = DASHES | {".", ";", ":", "("}
_BEFORE_VERB = DASHES | {",", "?", "!"}
_LINKED = frozenset(("and", "but", "then", "or", "also"))
_SERIAL = frozenset(("before", "while", "by", "after", "when", "without"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word at item `at`, with its subject, and the stretch [first, stop) that verb and subject fill.

    inverted: the subject follows. borrowed: the subject stands with an earlier verb of the sentence.
    """

    at: int
    verb: Verb
    subject: Phrase | None
    first: int
    stop: int
    inverted: bool = False
    borrowed: bool = False


def find_cues(view: View) -> list[Cue]:
    """Return the cues of one sentence, in order."""
    found: list[Cue] = []
    for k, bits in enumerate(view.classes):
        if not bits & CUE:
            continue
        if view.lower[k] == "according":
            cue = _according(view, k)
        elif view.capital(k) and _in_name(view, k):
            continue
        else:
            cue = _verb_cue(view, k, found)
        if cue is not None:
            found.append(cue)
    return found


def _in_name(view: View, k: int) -> bool:
    mention = view.mention(k)
    return mention is not None and mention.stop - mention.first > 1


def _according(view: View, k: int) -> Cue | None:
    """Read "according to" and the phrase that follows it."""
    if k + 2 >= len(view.items) or view.lower[k + 1] != "to":
        return None
    stop = _source_end(view, k + 2)
    subject = narrow(view, k + 2, stop) if stop > k + 2 else None
    return Cue(k, ACCORDING, subject, k, stop, inverted=True) if subject else None


def _source_end(view: View, first: int) -> int:
    """Return the end of the phrase after "according to", an apposition included."""
    stop = first
    while stop < len(view.items) and view.items[stop] >= 0:
        word = view.lower[stop]
        if word in _SOURCE_ENDS and not (word == "." and view.lower[stop - 1] in ("dr", "mr", "ms", "mrs")):
            break
        if word == "," or (word in ("who", "which") and stop > first):
            break
        if view.classes[stop] & AUXILIARY and stop > first and view.mention(stop) is None:
            break
        stop += 1
    return stop


def _verb_cue(view: View, k: int, earlier: list[Cue]) -> Cue | None:
    """Read a reporting verb at item `k` with its subject, or return None where it reports nothing here."""
    verb = VERBS[view.lower[k]]
    if verb.lemma == "point" and view.lower[k + 1 : k + 2] == ["out"]:
        verb = verb._replace(weights=POINT_OUT)
    before = k - 1
    while before >= 0 and view.classes[before] & ADVERB and not view.classes[before] & PRONOUN:
        before -= 1
    if _barred(view, k, before, verb):
        return None
    if verb.form == "participle":
        return _participle(view, k, before, verb, earlier)
    if verb.form == "base" and before >= 0 and view.lower[before] == "to":
        return _infinitive(view, k, before, verb)
    if before >= 0 and view.lower[before] in _LINKED and verb.form != "base":
        return _linked(view, k, before, verb, earlier)
    return _inverted(view, k, before, verb) or _straight(view, k, verb)


def _straight(view: View, k: int, verb: Verb) -> Cue | None:
    """Read a verb whose subject stands before it."""
    subject = subject_before(view, k)
    if subject is None or not _plausible(view, k, subject, verb):
        return None
    return Cue(k, verb, subject, whole_start(view, subject[0]), k + 1)


def _barred(view: View, k: int, before: int, verb: Verb) -> bool:
    """Tell whether the words before a verb keep it from reporting: a negation, a passive, a modal, a determiner."""
    if before < 0:
        return False
    word = view.lower[before]
    if view.classes[before] & NEGATION or word in POSSESSIVES or word in ("of", "the", "a", "an"):
        return True
    if word in MODALS and verb.form == "base" and word not in ("'d", "would", "will", "'ll"):
        return True
    if word in ("do", "does", "did") and verb.form == "base":
        return view.lower[k] != "say"
    return word in BE and verb.form == "past" and not (view.is_quoted(k + 1) and verb.lemma == "quote")


def _participle(view: View, k: int, before: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """Read ", adding that", "and saying", "by saying": the subject is the one of the verb before."""
    if before >= 0 and view.lower[before] in BE and view.lower[k] not in NOUN_LIKE - {"saying", "warning"}:
        subject = subject_before(view, k)
        return Cue(k, verb, subject, subject[0], k + 1) if subject else None
    if before >= 0 and (view.lower[before] in _PARTING | _LINKED | _SERIAL or view.is_quoted(before)):
        subject = _borrow(view, before, earlier)
        return Cue(k, verb, subject, before, k + 1, borrowed=True) if subject else None
    heard = view.person(before) if before > 0 else None
    if heard is not None and view.index(heard.stop) == before + 1 and before + 1 == k:
        begin = view.index(heard.title)
        if begin and view.lower[begin - 1] in ("of", "with"):
            return Cue(k, verb, (view.index(heard.first), before + 1), begin, k + 1)
    if before >= 1 and view.lower[before] == "as" and view.lower[before - 1] in ("quoted", "cited"):
        subject = subject_before(view, before - 1)
        return Cue(k, verb, subject, subject[0], k + 1) if subject else None
    if before < 0:
        return None
    near = (
        before > 0
        and k - before == 1
        and verb.lemma in ("say", "add", "note", "tell")
        and not view.classes[before] & PREPOSITION
    )
    subject = _borrow(view, before, earlier) if near else None
    return Cue(k, verb, subject, k, k + 1, borrowed=True) if subject else None


def _infinitive(view: View, k: int, before: int, verb: Verb) -> Cue | None:
    """Read "went on to say", "continued to insist"; other infinitives only plan to speak."""
    if before < 1 or view.lower[before - 1] not in ("on", "continued", "continues", "continue"):
        return None
    start = before - 2 if view.lower[before - 1] == "on" else before - 1
    if start < 0 or (view.lower[before - 1] == "on" and view.lower[start] not in ("went", "goes", "go", "going")):
        return None
    subject = subject_before(view, start)
    return Cue(k, verb, subject, subject[0], k + 1) if subject else None


def _linked(view: View, k: int, before: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """Read a second verb of the same subject: "... and added that"."""
    subject = _borrow(view, before, earlier)
    if subject is None or (view.lower[k] in NOUN_LIKE and not _opens_content(view, k + 1)):
        return None
    return Cue(k, verb, subject, before, k + 1, borrowed=True)


def _borrow(view: View, stop: int, earlier: list[Cue]) -> Phrase | None:
    for cue in reversed(earlier):
        if cue.subject and cue.verb is not ACCORDING:
            return cue.subject
    return main_subject(view, stop)


def _inverted(view: View, k: int, before: int, verb: Verb) -> Cue | None:
    """Read a verb before its subject, after quoted words, a comma, or at the start of a sentence."""
    if verb.form not in ("past", "third", "base") or k + 1 >= len(view.items) or verb.lemma == "tell":
        return None
    opens = before < 0
    parted = before >= 0 and (view.is_quoted(before) or view.lower[before] in _BEFORE_VERB)
    if not (opens or parted) or view.lower[k + 1] in ("that", ",", ":"):
        return None
    if parted and not view.is_quoted(before) and not _quoted_or_clause(view, before, k, verb):
        return None
    if verb.form == "base" and not view.is_quoted(before):
        return None
    if opens and (view.mention(k + 1) is None or verb.form == "base"):
        return None
    subject = subject_after(view, k)
    return Cue(k, verb, subject, k, subject[1], inverted=True) if subject else None


def _quoted_or_clause(view: View, comma: int, k: int, verb: Verb) -> bool:
    """Tell whether a comma before a verb closes reported words and no apposition of the verb's subject."""
    if comma > 0 and view.is_quoted(comma - 1):
        return True
    if verb.weights.after < 0.8:
        return False
    following = k + 1
    named = view.mention(following) is not None
    role = any(view.person(j) for j in range(following, min(following + 6, len(view.items))))
    if not (named or role or _ends_soon(view, following)):
        return False
    clause = any(view.finite(j) or view.items[j] < 0 for j in range(comma))
    return clause and not _finite_between(view, following)


def _ends_soon(view: View, k: int) -> bool:
    return any(view.lower[j] == "." for j in range(k + 1, min(k + 5, len(view.items))))


def _finite_between(view: View, first: int) -> bool:
    """Tell whether a finite verb follows before the next comma: then the words after are a clause, no subject."""
    for j in range(first, min(first + 12, len(view.items))):
        if view.items[j] < 0 or view.lower[j] in (",", ".", "who", "which", ";"):
            return False
        if view.finite(j) and view.mention(j) is None and not view.classes[j - 1] & DETERMINER:
            return True
    return False


def _plausible(view: View, k: int, subject: Phrase, verb: Verb) -> bool:
    """Tell whether a subject before a form that is often a noun really makes it a verb."""
    if view.lower[k] not in NOUN_LIKE:
        return True
    if view.classes[subject[0]] & PRONOUN or view.person(subject[1] - 1) is not None:
        return True
    if verb.form == "base" and not view.lower[subject[1] - 1].endswith("s"):
        return False
    return _opens_content(view, k + 1) or _closes(view, k + 1)


def _closes(view: View, k: int) -> bool:
    return k >= len(view.items) or view.lower[k] == "."


def _opens_content(view: View, k: int) -> bool:
    """Tell whether reported words can begin at item `k`."""
    if k >= len(view.items):
        return False
    if view.lower[k] == "that":
        return k + 1 < len(view.items) and not view.finite(k + 1)
    return (
        view.items[k] < 0
        or view.lower[k] in (":", ",")
        or bool(view.classes[k] & (PRONOUN | DETERMINER) and not view.classes[k] & COORDINATOR)
    )
