"""Names in a text that are nearly, but not quite, a known spelling of somebody who belongs to it.

Diacritics that are missing, another transliteration, a letter or two gone astray. Other people's names, the female and
plural forms of a surname, ordinary words and places are left alone: what is only like a name is no misspelling.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.extraction.capitals import WORD, Word, acts, find_runs, opens_sentence, read_words, without_openers
from articles.extraction.lexicon import CLASSES
from articles.extraction.lexicon.forenames import FORENAMES
from articles.extraction.lexicon.people import GROUPS, ORGANISATION_WORDS, ROLES, TITLES
from articles.extraction.lexicon.places import DEMONYMS, PLACES
from articles.extraction.records import Span
from articles.extraction.transliteration import FAR, deletions, distance, sounds

_ORDINARY = GROUPS | ORGANISATION_WORDS | ROLES | TITLES | PLACES | DEMONYMS | FORENAMES.keys() | CLASSES.keys()
_BEFORE_NAMES = ROLES | TITLES | DEMONYMS
_LONGEST = 24  # letters; a longer word is compared whole only
_NAMESAKES = 40  # spellings with a word in common that are compared
_SURELY = 5  # letters from which the same sounds, by themselves, are the same surname


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling as `printed` that is nearly one of person number `who`, and where it stands."""

    who: int
    printed: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Known:
    """The spellings by their words, each with the people who bear it, and the words by their neighbours."""

    names: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    exact_words: set[str] = field(default_factory=set)
    places: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    surnames: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    neighbours: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    near: dict[str, dict[str, int]] = field(default_factory=dict)
    full: dict[tuple[str, ...], tuple[int, int, int] | None] = field(default_factory=dict)


def variants(text: str, people: Sequence[Sequence[str]], *, loose: bool = True) -> tuple[Variant, ...]:
    """Return the spellings in `text` that are nearly, but not exactly, one of somebody's; in order of the text.

    `people` gives the known spellings of each. `loose` allows for letters gone astray in a surname that stands alone;
    where all nouns have capitals, as in German, that would find ordinary words. Time grows with the text's length.
    """
    known = _known(people)
    if not known.names:
        return ()
    runs = list(find_runs(text, known.places))
    small = {word for word in set(WORD.findall(text)) if word.islower()}
    found: dict[tuple[int, str], list[Span]] = {}
    singles: list[tuple[Word, bool]] = []
    others: set[str] = set()
    for whole in runs:
        run = without_openers(whole)
        hit = _full(run, known)
        if hit:
            who, first, stop = hit
            if any(word.same not in known.exact_words for word in run[first:stop]):
                _add(found, who, text, run[first:stop])
            continue
        real = [word for word in run if word.folded not in _BEFORE_NAMES]
        if len(real) == 1 and real[0] is run[-1]:
            singles.append((real[0], len(whole) == 1 and opens_sentence(text, real[0])))
        elif len(run) > 1:
            others |= {word.folded for word in run}
    for word, opens in singles:
        if word.folded in others or word.folded in small:
            continue
        owner = _alone(word, known, loose and (not opens or acts(word, text)))
        if owner is not None:
            _add(found, owner, text, [word])
    rows = [Variant(who, printed, tuple(sorted(spans))) for (who, printed), spans in found.items()]
    return tuple(sorted(rows, key=lambda variant: variant.spans[0]))


def _add(found: dict[tuple[int, str], list[Span]], who: int, text: str, words: Sequence[Word]) -> None:
    start, end = words[0].start, words[-1].end
    printed = " ".join(unicodedata.normalize("NFC", text[start:end]).split())
    found.setdefault((who, printed), []).append((start, end))


def _known(people: Sequence[Sequence[str]]) -> _Known:
    known = _Known()
    for who, spellings in enumerate(people):
        for spelling in spellings:
            words = list(read_words(spelling))
            if not words:
                continue
            folded = tuple(word.folded for word in words)
            known.exact_words.update(*(word.ways for word in words))
            known.surnames[folded[-1]].add(who)
            if (who, folded) not in known.names:
                known.names.append((who, folded))
                for place, word in enumerate(folded):
                    known.places[word].append((len(known.names) - 1, place))
    for word in known.places:
        for near in _keys(word):
            known.neighbours[near].add(word)
    return known


def _keys(word: str) -> set[str]:
    """Return what a word is looked up by: its sounds, and itself with up to two letters taken out."""
    return {"~" + sounds(word)} | (deletions(word) if len(word) <= _LONGEST else {word})


def _near(folded: str, known: _Known) -> dict[str, int]:
    """Return the known words near `folded`: 0 for the same without accents, else the letters that differ, 1 at least.

    Another transliteration counts as one letter.
    """
    if folded not in known.near:
        close: dict[str, int] = {}
        for word in {word for key in _keys(folded) for word in known.neighbours.get(key, ())}:
            apart = 0 if word == folded else distance(folded, word, _allowed(word))
            if apart > 1 and len(word) > 3 and sounds(word) == sounds(folded):
                apart = 1
            if apart != FAR and (apart == 0 or word[0] == folded[0] or sounds(word)[:1] == sounds(folded)[:1]):
                close[word] = apart
        known.near[folded] = close
    return known.near[folded]


def _allowed(word: str) -> int:
    """Return how many letters of a word may have gone astray."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _full(run: list[Word], known: _Known) -> tuple[int, int, int] | None:
    """Return whose name of several words ends a run, exactly or nearly, and its place; None where it is nobody's."""
    key = tuple(word.printed for word in run)
    if key not in known.full:
        known.full[key] = _best(run, known) if len(run) > 1 else None
    return known.full[key]


def _best(run: list[Word], known: _Known) -> tuple[int, int, int] | None:
    hits: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for at, word in enumerate(run):
        for near, apart in _near(word.folded, known).items():
            for name, place in known.places[near][:_NAMESAKES]:
                hits[name, at - place][place] = apart
    best: tuple[int, tuple[int, int, int]] | None = None
    for (name, start), apart_at in hits.items():
        who, folded = known.names[name]
        words = run[max(start, 0) : start + len(folded)]
        if len(folded) < 2 or len(apart_at) < len(folded) or not _ends(run, start + len(folded)):
            continue
        if not _one_name(words, folded, sum(apart_at.values())):
            continue
        score = sum(apart_at.values())
        if best is None or score < best[0]:
            best = score, (who, start, start + len(folded))
    return best[1] if best else None


def _ends(run: list[Word], stop: int) -> bool:
    """Tell whether a name ends its run: nothing follows but letters after it ("MP", "QC")."""
    return all(word.printed.isupper() and len(word.printed) < 5 for word in run[stop:])


def _one_name(words: list[Word], folded: tuple[str, ...], apart: int) -> bool:
    """Tell whether words near a name's can be meant for it: two letters in all, no plural, no other forename."""
    first, last = words[0].folded, words[-1].folded
    if apart > 2 or (last != folded[-1] and last.rstrip("s") == folded[-1].rstrip("s")):
        return False
    if first != folded[0] and first in FORENAMES and folded[0] in FORENAMES:
        return FORENAMES[first] == FORENAMES[folded[0]] and (apart <= 1 or sounds(first) == sounds(folded[0]))
    return True


def _alone(word: Word, known: _Known, loose: bool) -> int | None:
    """Return whose surname a word that stands alone nearly is, or None."""
    if word.same in known.exact_words or len(word.folded) < 3:
        return None
    near = {k: apart for k, apart in _near(word.folded, known).items() if k in known.surnames}
    same = [k for k, apart in near.items() if apart == 0]
    if not same:
        if word.folded in _ORDINARY:
            return None
        same = [k for k in near if _meant(word.folded, k, loose)]
    owners = {who for k in same for who in known.surnames[k]}
    return owners.pop() if len(owners) == 1 else None


def _meant(printed: str, surname: str, loose: bool) -> bool:
    """Tell whether a lone word is meant for a surname that it is not: no plural, no form for the other sex."""
    if printed.rstrip("s") == surname.rstrip("s") or printed.endswith("a") != surname.endswith("a"):
        return False
    if len(surname) >= _SURELY and sounds(printed) == sounds(surname):
        return True
    return loose and min(len(surname), len(printed)) > _SURELY and distance(printed, surname, 1) == 1
