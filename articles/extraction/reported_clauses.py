"""Clauses beside a cue: "she said that ...", "..., she said", "..., she said, ...", "according to her, ...".

All places are items of one sentence's view.
"""

from articles.extraction.addressees import after_addressee
from articles.extraction.bounds import reported_before
from articles.extraction.clauses import heads_clause, is_clause
from articles.extraction.cues import Cue
from articles.extraction.findings import Notebook
from articles.extraction.lexicon import ADVERB, AUXILIARY, PREPOSITION, SUBORDINATOR, TIME
from articles.extraction.lexicon.words import word_set
from articles.extraction.phrases import Phrase
from articles.extraction.views import View

_CERTAIN = 0.6  # weight below which a verb is taken to report nothing in a construction
_REMARKS = frozenset(("though", "although", "while", "after", "before", "during", "in", "on", "at"))
_AFTERTHOUGHTS = word_set(
    "that but and especially as because or including which if when with so where who unless until"
)


def clause_before(notes: Notebook, cue: Cue) -> Phrase | None:
    """Return the clause that a cue may report from behind it, or None."""
    if cue.borrowed or cue.verb.weights.after < 0.4:
        return None
    return reported_before(notes.view, cue, notes.taken)


def keep_clause_after(notes: Notebook, cue: Cue, how: str, start: int, end: int) -> bool:
    """Keep the clause [start, end) that opens as `how` says; tell whether it is one that the verb can report."""
    weight = getattr(cue.verb.weights, how)
    if weight < _CERTAIN or not _holds(notes.view, cue, how, start, end):
        return False
    notes.keep(cue, [notes.piece(start, end)], "after", weight)
    notes.taken = end
    return True


def _holds(view: View, cue: Cue, how: str, start: int, end: int) -> bool:
    """Tell whether items [start, end) are a clause that a verb can report."""
    if end - start < 2:
        return False
    if how == "bare":
        headline = len(view.items) == end and view.sentence.place == 0 and end - start < 12
        gap = cue.verb.lemma == "say" and bool(view.classes[start] & AUXILIARY) and view.mention(start) is None
        return headline or gap or heads_clause(view, start, end)
    return how == "to" or is_clause(view, start, end)


def keep_clause_around(notes: Notebook, cue: Cue, before: Phrase, end: int) -> bool:
    """Keep a clause that ", she said," interrupts; tell whether there is one."""
    view = notes.view
    first = after_addressee(view, cue)
    if first >= end or view.lower[first] != ",":
        return False
    first += 1
    if cue.inverted or end - first < 2 or view.is_quoted(first) or not _resumes(view, first):
        return False
    start, stop = before
    whole = is_clause(view, start, stop)
    if not (_afterthought(view, first) if whole else is_clause(view, first, end)):
        return False
    if not whole and any(view.classes[k] & TIME for k in range(start, stop)):
        notes.keep(cue, [notes.piece(first, end)], "after", cue.verb.weights.bare)
    else:
        notes.keep(cue, [notes.piece(start, stop), notes.piece(first, end)], "around", cue.verb.weights.after)
    notes.taken = end
    return True


def _resumes(view: View, first: int) -> bool:
    """Tell whether what follows ", she said, " can be reported words: no participle, no remark of the reporter's."""
    word = view.lower[first]
    participle = word.endswith("ing") and view.mention(first) is None and not view.classes[first] & PREPOSITION
    return not participle and word not in _REMARKS


def _afterthought(view: View, first: int) -> bool:
    """Tell whether what follows ", she said, " goes on with the reported words and not with the reporter's."""
    return view.lower[first] in _AFTERTHOUGHTS


def keep_clause_before(notes: Notebook, cue: Cue, before: Phrase, end: int) -> None:
    """Keep the clause that a cue reports from behind it, with an afterthought that follows the cue."""
    view = notes.view
    start, stop = before
    lead = view.classes[start]
    plain = cue.verb.weights.after >= 0.8 and stop - start >= 5 and not lead & (ADVERB | PREPOSITION | TIME)
    if not plain and not is_clause(view, start, stop):
        return
    if lead & SUBORDINATOR and not lead & PREPOSITION and "," not in view.lower[start:stop]:
        return
    pieces = [notes.piece(start, stop)]
    k = cue.stop
    notes.taken = k
    if k + 3 < end and view.lower[k] == "," and _afterthought(view, k + 1):
        pieces.append(notes.piece(k + 1, end))
        notes.taken = end
    notes.keep(cue, pieces, "around" if len(pieces) > 1 else "before", cue.verb.weights.after)


def keep_according(notes: Notebook, cue: Cue, before: Phrase | None, end: int) -> None:
    """Keep what stands before "according to her" or after it, or on both sides."""
    view = notes.view
    pieces: list[Phrase] = []
    if before and _worded(view, before, cue):
        pieces.append(notes.piece(*before))
    k = cue.stop
    if k < end and view.lower[k] == "(":
        k = next((j + 1 for j in range(k, end) if view.lower[j] == ")"), k)
    leads = cue.at <= 1 or before is None or before[1] - before[0] <= 8
    if leads and k + 1 < end and view.lower[k] == "," and is_clause(view, k + 1, end):
        pieces.append(notes.piece(k + 1, end))
    if pieces:
        notes.taken = end if len(pieces) > 1 or not before else cue.stop
        notes.keep(cue, pieces, "around", cue.verb.weights.after)


def _worded(view: View, before: Phrase, cue: Cue) -> bool:
    """Tell whether the words before "according to" are enough to be reported: a clause, or more than "that is"."""
    size = before[1] - before[0]
    goes_on = view.lower[cue.stop : cue.stop + 1] == [","]
    return size > 4 or ((size > 2 or goes_on) and is_clause(view, *before))
