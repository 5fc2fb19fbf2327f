"""Seventh stage: what one sentence reports, from its cues: quoted words beside them, clauses before and after them."""

from dataclasses import dataclass, replace

from articles.extraction import bounds, clauses, openings
from articles.extraction.addressees import after_addressee
from articles.extraction.cues import ACCORDING, Cue, find_cues
from articles.extraction.lexicon import ADVERB, AUXILIARY, PREPOSITION, SUBORDINATOR, TIME
from articles.extraction.marks import titled
from articles.extraction.phrases import Phrase, narrow
from articles.extraction.views import View

_JOINS = frozenset((",", "—", "–", "―", "--", "-", "?", "!", "...", "…"))
_WORKS = frozenset(("sing", "write", "read", "post", "begin", "finish", "start", "continue"))  # what is done to works
_CERTAIN = 0.6  # weight below which a verb is taken to report nothing in a construction
_FREELY = 0.9  # weight from which a verb may report what stands before it though an object follows it
_RELAYED = frozenset(("report", "say", "write"))  # what an agency does, citing another
_NO_AGENCY = frozenset(("he", "she", "i", "we", "they", "who"))
_SHORT = 4  # words; fewer between marks are a term, unless a cue stands right beside them


@dataclass(frozen=True, slots=True)
class Finding:
    """Reported words as pieces [first word, one past last), with cue and source as word ranges.

    how: "before", "after", "around" for the place of the words; "marks" for quoted ones. weight: 0 to 1.
    """

    pieces: tuple[Phrase, ...]
    cue: Phrase | None
    source: Phrase | None
    how: str
    weight: float
    sentence: int
    lemma: str = ""
    via: Phrase | None = None


def find_in_sentence(view: View, number: int) -> list[Finding]:
    """Return what the cues of one sentence report, in order; quoted stretches without a cue are left to `carry`."""
    cues = find_cues(view)
    reader = _Reader(view, number, cues)
    for cue in cues:
        reader.read(cue)
    return reader.found


class _Reader:
    """Reads the cues of one sentence from left to right and remembers which items are taken."""

    def __init__(self, view: View, number: int, cues: list[Cue]) -> None:
        self.view = view
        self.number = number
        self.cues = cues
        self.found: list[Finding] = []
        self.taken = 0  # items before this belong to an earlier finding

    def read(self, cue: Cue) -> None:
        """Find what `cue` reports, and keep it."""
        if cue.at < self.taken:
            return
        if self._passes_on(cue):
            return
        marks = self._marks_before(cue)
        before = None if marks else self._clause_before(cue)
        if marks:
            self._keep_marks_before(cue, marks)
            return
        self._forward(cue, before)

    def _passes_on(self, cue: Cue) -> bool:
        """Tell whether a cue only says how words already found came: "..., she said, Reuters reports."."""
        if not self.found or cue.verb.lemma not in ("report", "quote") or cue.subject is None or cue.borrowed:
            return False
        if cue.stop < bounds.sentence_end(self.view) or self.found[-1].via is not None:
            return False
        self.found[-1] = replace(self.found[-1], via=self._words_of(cue.subject))
        return True

    def _cited(self, cue: Cue) -> Phrase | None:
        """Return who is cited after an agency's report: "Reuters reported, citing | the ministry"."""
        view = self.view
        if cue.subject is None or view.person(cue.subject[0]) or view.lower[cue.subject[0]] in _NO_AGENCY:
            return None
        k = cue.stop
        while k < len(view.items) and view.lower[k] in (",", "with", "the", "in", "a"):
            k += 1
        if view.lower[k : k + 2] == ["reference", "to"] and "with" in view.lower[cue.stop : k]:
            k += 2
        elif view.lower[k : k + 1] == ["citing"]:
            k += 1
        else:
            return None
        end = k
        while end < len(view.items) and view.items[end] >= 0 and view.lower[end] not in (",", ".", ";"):
            end += 1
        return narrow(view, k, end) if end > k else None

    def _words_of(self, phrase: Phrase) -> Phrase:
        return self.view.begin(phrase[0]), self.view.finish(phrase[1] - 1)

    def _marks_before(self, cue: Cue) -> Phrase | None:
        """Return the quoted stretches right before a cue, as items [first, stop), or None."""
        k = cue.first - 1
        reach = 2 if cue.borrowed else 4
        while k >= self.taken and self.view.items[k] >= 0 and cue.first - k <= reach and self._light(k):
            k -= 1
        if k < self.taken or not self.view.is_quoted(k) or cue.verb.weights.marks < 0.8:
            return None
        stop = k + 1
        while k > self.taken and self.view.is_quoted(k - 1):
            k -= 1
        return k, stop

    def _light(self, k: int) -> bool:
        """Tell whether an item may stand between quoted words and the subject that speaks them."""
        return (
            self.view.lower[k] in _JOINS or self.view.lower[k] == "as" or bool(self.view.classes[k] & (ADVERB | TIME))
        )

    def _keep_marks_before(self, cue: Cue, marks: Phrase) -> None:
        view = self.view
        pieces: list[Phrase] = []
        lead = self._lead(marks[0])
        if lead is not None:
            pieces.append((view.begin(lead), self._quoted_end(marks[1] - 1)))
        else:
            pieces += [self._inner(k) for k in range(*marks)]
        end = bounds.sentence_end(view)
        rest = self._marks_after(cue.stop, end)
        if rest and titled(view.words, view.stretch(rest[0])) and self._place_of_speech(cue, rest[0]):
            rest = []
        if rest:
            pieces += [self._inner(k) for k in rest]
            self.taken = rest[-1] + 1
        else:
            self.taken = cue.stop
        self._keep(cue, pieces, "before", cue.verb.weights.marks)

    def _lead(self, first: int) -> int | None:
        """Return where unquoted words begin that lead into quoted ones and belong to them, or None."""
        view = self.view
        start = bounds.trim_opener(view, self.taken, first)
        if sum(view.lower[k][:1].isalnum() for k in range(start, first)) < 2 or view.lower[first - 1] in (
            ":",
            "--",
            "—",
            "–",
            ".",
        ):
            return None
        stretch = view.stretch(first)
        word = view.words.printed[stretch.first]
        if view.lower[first - 1] == "," or (word[0].isupper() and word not in ("I", "I’m", "I'm")):
            long = stretch.stop - stretch.first > 6
            if view.lower[first - 1] == "," or long:
                return None
        return start

    def _marks_after(self, k: int, end: int) -> list[int]:
        """Return the quoted stretches that go on after '"...," she said', as items."""
        view = self.view
        first = next((j for j in range(k, end) if view.is_quoted(j)), -1)
        if first < 0:
            return []
        stretch = view.stretch(first)
        between = range(k, first)
        if any(other.at in between for other in self.cues):
            return []
        adjacent = first == k or view.lower[first - 1] in (",", ":", "—", "–", "―", "--", "and", "but", "that", "...")
        if not adjacent and stretch.stop - stretch.first <= _SHORT:
            return []
        if sum(view.finite(j) for j in between) > 0 and not adjacent:
            return []
        out = [first]
        while out[-1] + 1 < end and view.is_quoted(out[-1] + 1):
            out.append(out[-1] + 1)
        return out

    def _place_of_speech(self, cue: Cue, k: int) -> bool:
        """Tell whether a work between marks is where somebody spoke: 'told | "Morning Call"'."""
        before = self.view.lower[k - 1]
        return cue.verb.lemma == "tell" or before == "'s" or bool(self.view.classes[k - 1] & PREPOSITION)

    def _clause_before(self, cue: Cue) -> Phrase | None:
        if cue.borrowed or cue.verb.weights.after < 0.4:
            return None
        return bounds.reported_before(self.view, cue, self.taken)

    def _forward(self, cue: Cue, before: Phrase | None) -> None:
        """Find the words after a cue or, where there are none, those before it."""
        view = self.view
        end = bounds.reported_until(view, cue, self.cues, cue.stop)
        if cue.verb is ACCORDING:
            self._according(cue, before, end)
            return
        if before and self._keep_around(cue, before, end):
            return
        if before and cue.verb.lemma in _RELAYED and self._cited(cue):
            self._keep_before(cue, before, end)
            return
        start, how = openings.reported_after(view, cue, end)
        if how == "that" and view.is_quoted(start) and (start + 1 >= end or view.lower[start + 1].endswith("ing")):
            how = "marks"
        if how == "marks":
            self._keep_marks_after(cue, start, end)
        elif how in ("that", "bare", "to"):
            self._reported(cue, before, start, end, how)
        elif before:
            self._keep_before(cue, before, end)

    def _reported(self, cue: Cue, before: Phrase | None, start: int, end: int, how: str) -> None:
        """Keep the clause at `start`, or the one before the cue, or quoted words further on."""
        weight = getattr(cue.verb.weights, how)
        if (
            before
            and how == "bare"
            and cue.verb.weights.bare >= _FREELY
            and not clauses.is_clause(self.view, start, end)
        ):
            self._keep_before(cue, before, end)
        elif weight >= _CERTAIN and self._holds(cue, how, start, end):
            self._keep(cue, [self._range(start, end)], "after", weight)
            self.taken = end
        elif before and (how != "bare" or cue.verb.weights.bare >= _FREELY):
            self._keep_before(cue, before, end)
        if not (self.found and self.found[-1].cue == self._cue(cue)):
            self._marks_ahead(cue, start, end)

    def _marks_ahead(self, cue: Cue, start: int, end: int) -> None:
        """Keep quoted words that stand a little further on: 'called the plan "a gift to the coast"'."""
        view = self.view
        for k in range(start, min(start + 10, end)):
            if view.is_quoted(k):
                named = view.lower[k - 1] == "'s" or titled(view.words, view.stretch(k))
                if not named and cue.verb.weights.marks >= 0.7:
                    self._keep(cue, [self._inner(k)], "after", 0.8 * cue.verb.weights.marks)
                    self.taken = k + 1
                return
            if view.finite(k) or view.lower[k] in (",", ";", ":", "and", "but"):
                return

    def _cue(self, cue: Cue) -> Phrase:
        at = self.view.items[cue.at]
        return at, at + (2 if cue.verb is ACCORDING else 1)

    def _keep_around(self, cue: Cue, before: Phrase, end: int) -> bool:
        """Keep a clause that ", she said," interrupts; tell whether there is one."""
        view = self.view
        first = after_addressee(view, cue)
        if first >= end or view.lower[first] != ",":
            return False
        first += 1
        if cue.inverted or end - first < 2 or view.is_quoted(first) or not bounds.resumes(view, first, end):
            return False
        start, stop = before
        whole = clauses.is_clause(view, start, stop)
        if whole and not bounds.afterthought(view, first, end):
            return False
        if not whole and not clauses.is_clause(view, first, end):
            return False
        if not whole and any(view.classes[k] & TIME for k in range(start, stop)):
            self._keep(cue, [self._range(first, end)], "after", cue.verb.weights.bare)
        else:
            self._keep(cue, [self._range(start, stop), self._range(first, end)], "around", cue.verb.weights.after)
        self.taken = end
        return True

    def _holds(self, cue: Cue, how: str, start: int, end: int) -> bool:
        """Tell whether items [start, end) are a clause that a verb can report."""
        view = self.view
        if end - start < 2:
            return False
        if how == "bare":
            headline = len(view.items) == end and view.sentence.place == 0 and end - start < 12
            gap = cue.verb.lemma == "say" and bool(view.classes[start] & AUXILIARY) and view.mention(start) is None
            return headline or gap or clauses.heads_clause(view, start, end)
        return how == "to" or clauses.is_clause(view, start, end)

    def _keep_marks_after(self, cue: Cue, start: int, end: int) -> None:
        view = self.view
        if cue.verb.lemma in _WORKS and titled(view.words, view.stretch(start)):
            return
        stop = start + 1
        while stop < end and view.is_quoted(stop):
            stop += 1
        rest_is_clause = stop < end and view.lower[stop] not in (
            ",",
            "(",
            "—",
            "–",
            "―",
            "--",
            "while",
            "when",
            "as",
            "after",
            "before",
            "during",
            "in",
            "on",
            "at",
        )
        stretch = view.stretch(start)
        small = stretch.stop - stretch.first <= 12 and not view.words.printed[stretch.first][0].isupper()
        if rest_is_clause and small and clauses.is_clause(view, stop, end) and cue.verb.weights.bare >= 0.5:
            self._keep(cue, [self._range(start, end)], "after", cue.verb.weights.bare)
        else:
            self._keep(cue, [self._inner(k) for k in range(start, stop)], "after", cue.verb.weights.marks)
        self.taken = stop

    def _keep_before(self, cue: Cue, before: Phrase, end: int) -> None:
        view = self.view
        start, stop = before
        subordinate = view.classes[start] & SUBORDINATOR and not view.classes[start] & PREPOSITION
        plain = (
            cue.verb.weights.after >= 0.8
            and stop - start >= 5
            and not view.classes[start] & (ADVERB | PREPOSITION | TIME)
        )
        if not clauses.is_clause(view, start, stop) and not plain:
            return
        if subordinate and not any(view.lower[k] == "," for k in range(start, stop)):
            return
        pieces = [self._range(start, stop)]
        k = cue.stop
        if k + 3 < end and view.lower[k] == "," and bounds.afterthought(view, k + 1, end):
            pieces.append(self._range(k + 1, end))
            self.taken = end
        else:
            self.taken = cue.stop
        self._keep(cue, pieces, "around" if len(pieces) > 1 else "before", cue.verb.weights.after)

    def _according(self, cue: Cue, before: Phrase | None, end: int) -> None:
        view = self.view
        pieces: list[Phrase] = []
        if before and self._worded(before, cue):
            pieces.append(self._range(*before))
        k = cue.stop
        if k < end and view.lower[k] == "(":
            k = next((j + 1 for j in range(k, end) if view.lower[j] == ")"), k)
        opens = cue.at <= 1 or not before
        if (
            k + 1 < end
            and view.lower[k] == ","
            and (opens or self._short_before(before))
            and (view.is_quoted(k + 1) or clauses.is_clause(view, k + 1, end))
        ):
            pieces.append(self._range(k + 1, end))
        if pieces:
            self.taken = end if len(pieces) > 1 or not before else cue.stop
            self._keep(cue, pieces, "around", cue.verb.weights.after)

    def _worded(self, before: Phrase, cue: Cue) -> bool:
        """Tell whether the words before "according to" are enough to be reported: a clause, or more than "that is"."""
        size = before[1] - before[0]
        goes_on = self.view.lower[cue.stop : cue.stop + 1] == [","]
        return size > 4 or ((size > 2 or goes_on) and clauses.is_clause(self.view, *before))

    def _short_before(self, before: Phrase | None) -> bool:
        return before is not None and before[1] - before[0] <= 8

    def _range(self, start: int, end: int) -> Phrase:
        """Return items [start, end) as words, a quotation's own marks left out where it stands at the edge."""
        view = self.view
        while end > start + 1 and view.items[end - 1] >= 0 and view.lower[end - 1] in (",", ";", ":"):
            end -= 1
        if end == start + 1 and view.is_quoted(start):
            return self._inner(start)
        return view.begin(start), self._quoted_end(end - 1)

    def _inner(self, k: int) -> Phrase:
        stretch = self.view.stretch(k)
        return stretch.first, stretch.stop

    def _quoted_end(self, k: int) -> int:
        return self.view.finish(k)

    def _keep(self, cue: Cue, pieces: list[Phrase], how: str, weight: float) -> None:
        source = self._words_of(cue.subject) if cue.subject else None
        via = None
        cited = self._cited(cue) if cue.verb.lemma in _RELAYED else None
        if cited and source:
            source, via = self._words_of(cited), source
        self.found.append(Finding(tuple(pieces), self._cue(cue), source, how, weight, self.number, cue.verb.lemma, via))
