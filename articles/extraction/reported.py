"""Seventh stage: what one sentence reports, from its cues: quoted words beside them, clauses before and after them."""

from articles.extraction import relays
from articles.extraction.bounds import reported_until
from articles.extraction.clauses import is_clause
from articles.extraction.cues import ACCORDING, Cue, find_cues
from articles.extraction.findings import Finding, Notebook
from articles.extraction.openings import reported_after
from articles.extraction.phrases import Phrase
from articles.extraction.reported_clauses import (
    clause_before,
    keep_according,
    keep_clause_after,
    keep_clause_around,
    keep_clause_before,
)
from articles.extraction.reported_quotes import keep_quoted_after, keep_quoted_ahead, keep_quoted_before
from articles.extraction.views import View

_FREELY = 0.9  # weight from which a verb may report what stands before it though an object follows it


def find_in_sentence(view: View, number: int) -> list[Finding]:
    """Return what the cues of one sentence report, in order; quoted stretches without a cue are left to `carry`."""
    cues = find_cues(view)
    notes = Notebook(view, number, cues)
    for cue in cues:
        if cue.at >= notes.taken and not notes.keep_via(cue) and not keep_quoted_before(notes, cue):
            _keep_clause(notes, cue)
    return notes.found


def _keep_clause(notes: Notebook, cue: Cue) -> None:
    """Keep the words after a cue or, where there are none, the clause before it."""
    view = notes.view
    before = clause_before(notes, cue)
    end = reported_until(view, cue, notes.cues, cue.stop)
    if cue.verb is ACCORDING:
        keep_according(notes, cue, before, end)
        return
    if before and keep_clause_around(notes, cue, before, end):
        return
    if before and relays.cited(view, cue):
        keep_clause_before(notes, cue, before, end)
        return
    start, how = reported_after(view, cue, end)
    if how == "that" and view.is_quoted(start) and (start + 1 >= end or view.lower[start + 1].endswith("ing")):
        how = "marks"
    if how == "marks":
        keep_quoted_after(notes, cue, start, end)
    elif how in ("that", "bare", "to"):
        _keep_either(notes, cue, before, (start, end), how)
    elif before:
        keep_clause_before(notes, cue, before, end)


def _keep_either(notes: Notebook, cue: Cue, before: Phrase | None, after: Phrase, how: str) -> None:
    """Keep the clause after a cue, or the one before it, or quoted words further on."""
    freely = how != "bare" or cue.verb.weights.bare >= _FREELY
    behind = before if freely else None
    object_follows = how == "bare" and not is_clause(notes.view, *after)
    if (behind and object_follows) or (not keep_clause_after(notes, cue, how, *after) and behind):
        keep_clause_before(notes, cue, behind, after[1])
    if not notes.has(cue):
        keep_quoted_ahead(notes, cue, *after)
