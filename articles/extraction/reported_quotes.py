"""Quoted words beside a cue: '"...," she said', 'she said, "..."', 'she called it "..."'.

All places are items of one sentence's view.
"""

from articles.extraction.bounds import sentence_end, trim_opener
from articles.extraction.clauses import is_clause
from articles.extraction.cues import Cue
from articles.extraction.findings import Notebook
from articles.extraction.lexicon import ADVERB, PREPOSITION, TIME
from articles.extraction.lexicon.words import DASHES
from articles.extraction.marks import titled
from articles.extraction.phrases import Phrase
from articles.extraction.views import View

_JOINS = DASHES | {",", "-", "?", "!", "...", "…", "as"}
_ADJACENT = DASHES | {",", ":", "and", "but", "that", "..."}
_NO_LEAD = frozenset((",", ":", ".", "--", "—", "–"))  # between unquoted words and quoted ones of another's
_REMARKS = DASHES | {",", "(", "while", "when", "as", "after", "before", "during", "in", "on", "at"}
_WORKS = frozenset(("sing", "write", "read", "post", "begin", "finish", "start", "continue"))  # what is done to works
_SHORT = 4  # words; fewer between marks are a term, unless a cue stands right beside them


def keep_quoted_before(notes: Notebook, cue: Cue) -> bool:
    """Keep the quoted words right before a cue, with those that go on after it; tell whether there are any."""
    view = notes.view
    marks = _before(notes, cue)
    if marks is None:
        return False
    lead = _lead(notes, marks[0])
    pieces = [view.inside(k) for k in range(*marks)] if lead is None else [view.places(lead, marks[1])]
    rest = _goes_on(notes, cue)
    if rest:
        pieces += [view.inside(k) for k in range(*rest)]
    notes.taken = rest[1] if rest else cue.stop
    notes.keep(cue, pieces, "before", cue.verb.weights.marks)
    return True


def _before(notes: Notebook, cue: Cue) -> Phrase | None:
    """Return the quoted stretches right before a cue, or None."""
    view = notes.view
    k = cue.first - 1
    reach = 2 if cue.borrowed else 4
    while k >= notes.taken and view.items[k] >= 0 and cue.first - k <= reach and _light(view, k):
        k -= 1
    if k < notes.taken or not view.is_quoted(k) or cue.verb.weights.marks < 0.8:
        return None
    stop = k + 1
    while k > notes.taken and view.is_quoted(k - 1):
        k -= 1
    return k, stop


def _light(view: View, k: int) -> bool:
    """Tell whether an item may stand between quoted words and the subject that speaks them."""
    return view.lower[k] in _JOINS or bool(view.classes[k] & (ADVERB | TIME))


def _lead(notes: Notebook, first: int) -> int | None:
    """Return where unquoted words begin that lead into quoted ones and belong to them, or None."""
    view = notes.view
    start = trim_opener(view, notes.taken, first)
    if sum(view.lower[k][:1].isalnum() for k in range(start, first)) < 2 or view.lower[first - 1] in _NO_LEAD:
        return None
    begin, stop = view.inside(first)
    word = view.words.printed[begin]
    sentence = word[0].isupper() and word not in ("I", "I’m", "I'm") and stop - begin > 6
    return None if sentence else start


def _goes_on(notes: Notebook, cue: Cue) -> Phrase | None:
    """Return the quoted stretches that go on after '"...," she said', or None."""
    view = notes.view
    end = sentence_end(view)
    first = next((k for k in range(cue.stop, end) if view.is_quoted(k)), -1)
    if first < 0:
        return None
    between = range(cue.stop, first)
    if any(other.at in between for other in notes.cues):
        return None
    stretch = view.stretch(first)
    adjacent = first == cue.stop or view.lower[first - 1] in _ADJACENT
    if not adjacent and (stretch.stop - stretch.first <= _SHORT or any(view.finite(k) for k in between)):
        return None
    if titled(view.words, stretch) and _place_of_speech(view, cue, first):
        return None
    return first, _run_end(view, first, end)


def _place_of_speech(view: View, cue: Cue, k: int) -> bool:
    """Tell whether a work between marks is where somebody spoke: 'told | "Morning Call"'."""
    return cue.verb.lemma == "tell" or view.lower[k - 1] == "'s" or bool(view.classes[k - 1] & PREPOSITION)


def keep_quoted_after(notes: Notebook, cue: Cue, start: int, end: int) -> None:
    """Keep the quoted words that begin at `start`, with the clause of which they are the beginning, if they are."""
    view = notes.view
    stretch = view.stretch(start)
    if cue.verb.lemma in _WORKS and titled(view.words, stretch):
        return
    stop = _run_end(view, start, end)
    small = stretch.stop - stretch.first <= 12 and not view.words.printed[stretch.first][0].isupper()
    rest = stop < end and view.lower[stop] not in _REMARKS and is_clause(view, stop, end)
    if rest and small and cue.verb.weights.bare >= 0.5:
        notes.keep(cue, [notes.piece(start, end)], "after", cue.verb.weights.bare)
    else:
        notes.keep(cue, [view.inside(k) for k in range(start, stop)], "after", cue.verb.weights.marks)
    notes.taken = stop


def _run_end(view: View, first: int, end: int) -> int:
    """Return the end of the quoted stretches that begin at `first` and stand side by side."""
    stop = first + 1
    while stop < end and view.is_quoted(stop):
        stop += 1
    return stop


def keep_quoted_ahead(notes: Notebook, cue: Cue, start: int, end: int) -> None:
    """Keep quoted words that stand a little further on: 'called the plan "a gift to the coast"'."""
    view = notes.view
    for k in range(start, min(start + 10, end)):
        if view.is_quoted(k):
            named = view.lower[k - 1] == "'s" or titled(view.words, view.stretch(k))
            if not named and cue.verb.weights.marks >= 0.7:
                notes.keep(cue, [view.inside(k)], "after", 0.8 * cue.verb.weights.marks)
                notes.taken = k + 1
            return
        if view.finite(k) or view.lower[k] in (",", ";", ":", "and", "but"):
            return
