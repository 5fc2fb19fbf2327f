"""Eighth stage: quoted stretches that no cue stands beside: speech that goes on, or words that nobody spoke."""

from articles.extraction.findings import Finding
from articles.extraction.layout import Words
from articles.extraction.lexicon import AUXILIARY, COMMON_VERB, PRONOUN, VERB
from articles.extraction.lexicon.words import BE, DASHES, word_set
from articles.extraction.marks import Quoted, titled
from articles.extraction.phrases import Phrase
from articles.extraction.subjects import main_subject, subject_before
from articles.extraction.views import View

# Words after which marks hold a name, a term or a work, not speech.
_NAMING = word_set(
    "called dubbed named titled entitled nicknamed labelled labeled termed so-called song single film movie book novel"
    " album series show episode play poem painting word words term phrase hashtag nickname known the a an as of his her"
    " their its like alias aka is was mean means meaning spelled reads read headline chapter track game exhibition"
)
_LONG = 7  # words; embedded stretches of so many are speech
_MIDDLING = 4  # words; so many are speech where a comma or colon comes before or the stretch has a verb
_DASHES = DASHES | {"-"}
_SAYING = AUXILIARY | COMMON_VERB | PRONOUN | VERB
_SINGLE = frozenset(("‘", "'", "’"))
_HEADING = 6  # words of a heading between paragraphs
_NEAR = 2000  # code points looked through for the marks that a text sets speech in
_OPEN_ENDS = frozenset((",", "?", "!"))  # what printers set inside marks when the sentence goes on
_PARTS = DASHES | {",", ":", "..."}


def find_floating(view: View, number: int, covered: set[int]) -> list[Finding]:
    """Return the quoted stretches of a sentence that no finding covers and that look spoken.

    Their source is the sentence's own subject where they stand in the middle of it, else None: whoever spoke before.
    """
    found: list[Finding] = []
    free = [k for k in range(len(view.items)) if view.items[k] < 0 and view.stretch(k).begin not in covered]
    if not free:
        return found
    alone = not any(view.items[k] >= 0 and view.lower[k][0].isalnum() for k in range(len(view.items)))
    if alone:
        pieces = tuple(view.inside(k) for k in free)
        if sum(stop - first for first, stop in pieces) >= 2 and not _heads_section(view, free[0]):
            found.append(Finding(pieces, None, None, "floating", 0.9, number))
        return found
    for k in free:
        stretch = view.stretch(k)
        weight = 0.8 if _utterer(view, k) else _embedded(view, k, stretch)
        if weight:
            found.append(Finding((view.inside(k),), None, _owner(view, k), "embedded", weight, number))
    return found


def _heads_section(view: View, k: int) -> bool:
    """Tell whether a stretch is a title on a line of its own: two words, or a few in single marks among double ones."""
    stretch = view.stretch(k)
    words = view.words
    if stretch.opener >= 0 and words.printed[stretch.opener] in _SINGLE and _size(words, stretch) <= _HEADING:
        start, end = words.starts[stretch.first], words.ends[stretch.stop - 1]
        own_line = "\n" in words.text[max(start - 3, 0) : start] and "\n" in words.text[end : end + 5]
        around = words.text[max(start - _NEAR, 0) : end + _NEAR]
        return own_line and any(mark in around for mark in '“"') and not _stated(words, stretch)
    return stretch.stop - stretch.first <= 2 and view.words.printed[stretch.stop - 1] not in (".", "!", "?", ",")


def _stated(words: Words, stretch: Quoted) -> bool:
    """Tell whether a line between marks says something, and is set as a sentence is: "They owned us"."""
    says = any(words.classes[i] & _SAYING for i in range(stretch.first, stretch.stop))
    return says and not titled(words, stretch)


def _embedded(view: View, k: int, stretch: Quoted) -> float:
    """Return how likely quoted words in the middle of a sentence are speech, 0 to 1; 0 where they are left alone."""
    size = _size(view.words, stretch)
    before = view.lower[k - 1] if k else ""
    if before == ":" and _only_name(view, k - 1):
        return 0.9
    if (before in _NAMING and size < 2 * _LONG) or (before != ":" and titled(view.words, stretch)):
        return 0.0
    if k == 0 and size < _LONG:
        return 0.0
    if size >= _LONG:
        return 0.8
    if size >= _MIDDLING and (before in _PARTS or _verbal(view.words, stretch)):
        return 0.6
    return 0.0


def _utterer(view: View, k: int) -> Phrase | None:
    """Return who does something right after quoted words that a comma closes: '"No," | Ann Lee | grinned.'."""
    if k:
        return _agent(view, k)
    first = k + 1
    if view.lower[first : first + 1] and view.lower[first] in _DASHES:
        return _signature(view, first + 1)
    return _beside(view, k, first)


def _beside(view: View, k: int, first: int) -> Phrase | None:
    """Return who does something at item `first`, where the quoted words at `k` leave the sentence open."""
    words, stretch = view.words, view.stretch(k)
    if first < len(view.items) and view.lower[first] == ",":
        first += 1
    elif words.printed[stretch.stop - 1] not in _OPEN_ENDS:
        return None
    if first + 1 >= len(view.items):
        return None
    if view.lower[first] in ("he", "she") and view.finite(first + 1):
        return first, first + 1
    person = view.person(first)
    if person is None:
        return None
    stop = view.index(person.stop)
    return (view.index(person.first), stop) if stop < len(view.items) and view.finite(stop) else None


def _agent(view: View, k: int) -> Phrase | None:
    """Return by whom something "was called" what stands between marks: 'dubbed "a gift" by | Ann Lee'."""
    first = k + 2
    if first >= len(view.items) or view.lower[k + 1] != "by" or view.person(first) is None:
        return None
    verb = next((j for j in range(k - 1, max(k - 4, 0), -1) if view.classes[j] & VERB), 0)
    if not verb or not any(view.lower[j] in BE for j in range(max(verb - 3, 0), verb)):
        return None
    person = view.person(first)
    return (view.index(person.first), view.index(person.stop)) if person else None


def _signature(view: View, first: int) -> Phrase | None:
    """Return the name that signs quoted words and ends their sentence: '"It is." — | Ann Lee'."""
    mention = view.mention(first) if first < len(view.items) else None
    if mention is None:
        return None
    stop = view.index(mention.stop)
    rest = view.lower[stop:]
    return (view.index(mention.first), stop) if not rest or rest == ["."] else None


def _putting(view: View, k: int) -> Phrase | None:
    """Return who "put it" right before quoted words: 'As | Ann Lee | put it, "..."'."""
    end = k - 1 if view.lower[k - 1] in (",", ":") else k
    if end < 3 or view.lower[end - 1] != "it" or view.lower[end - 2] not in ("put", "puts"):
        return None
    return subject_before(view, end - 2)


def _only_name(view: View, stop: int) -> bool:
    """Tell whether the items before a colon are a name and nothing else: 'Ann Lee: "Yes."'."""
    mention = view.mention(0) if stop else None
    return mention is not None and view.index(mention.stop) == stop


def _size(words: Words, stretch: Quoted) -> int:
    return sum(words.printed[i][0].isalnum() for i in range(stretch.first, min(stretch.stop, stretch.first + 40)))


def _verbal(words: Words, stretch: Quoted) -> bool:
    return any(
        words.classes[i] & AUXILIARY or words.lower[i] in ("i", "we") for i in range(stretch.first, stretch.stop)
    )


def _owner(view: View, k: int) -> Phrase | None:
    """Return who utters embedded words: the possessor right before them, else the subject of the sentence."""
    if k > 1 and view.lower[k - 1] == "'s":
        mention = view.mention(k - 2)
        if mention:
            return mention.first, mention.stop
    subject = _utterer(view, k) or _putting(view, k) or main_subject(view, k)
    return view.places(*subject) if subject else None
