"""How good is a set of quotations: found, and given to the right speaker, against quotations that people confirmed.

The unit is the fragment: a contiguous stretch of reported words on one line, seen as a set of words, so that marks and
commas count for nothing and a quotation in two halves counts the same joined or apart. Fragments are paired one to
one, the best overlap first (Dice's coefficient); a pair of 0.8 and more is found, one of 0.5 and more lets source and
speaker be compared. A quoted bit inside words that are reported partly in marks is neither right nor wrong.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.extraction.lexicon.people import GENERATIONS
from articles.extraction.lexicon.words import word_set
from articles.extraction.records import Kind, Span
from articles.text import fold

FOUND = 0.8
PAIRED = 0.5
NEARLY_ALL = 0.9  # share of words in marks that makes a fragment direct

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*|[$£€%]")
_MARK = re.compile(r"[“”\"„〝〞«»]|''|``")
_SINGLE = re.compile(r"(?:(?<=\s)|^|(?<=[(\[]))[‘'](?=\w)([^‘\"“”]{2,400}?[\w.,!?…])[’'](?!\w)")
_DECADE = re.compile(r"\d\ds\b")
_POSSESSIVE = re.compile(r"['’]s?\b")
_TITLES = word_set(
    "mr mrs ms miss dr sir dame lord lady prof professor president vice prime minister premier senator sen rep"
    " representative gov governor mayor councillor coun judge justice chief gen general col colonel sgt sergeant const"
    " constable capt captain lt rev father sister king queen prince princess pope secretary chancellor mp mpp the"
)
Quote = Mapping[str, Any]  # one quotation in the public form: content, source, speaker


@dataclass(frozen=True, slots=True)
class Fragment:
    """One stretch: its words by number, its kind, the words of its source, the speaker, the name to compare."""

    words: frozenset[int]
    kind: Kind
    source: frozenset[int]
    speaker: str | None
    name: str
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a set of texts: (a) direct words found, (b) all found, (c) source right, (d) speaker's last and
    full name right, (e) found and right speaker, of all and of direct words."""

    texts: int
    direct_found: Rate
    all_found: Rate
    source: float
    last_name: float
    full_name: float
    end_to_end: Rate
    end_to_end_direct: Rate


def score(texts: Iterable[tuple[str, Sequence[Quote], Sequence[Quote]]]) -> Report:
    """Return the figures for (text, confirmed quotations, found quotations) triples."""
    counts: Counter[str] = Counter()
    for text, gold, found in texts:
        counts["texts"] += 1
        counts.update(count(text, gold, found))
    return Report(
        counts["texts"],
        _rate(counts, "direct found predicted", "direct predicted", "direct found", "direct gold"),
        _rate(counts, "found", "predicted", "found", "gold"),
        _share(counts, "source right", "source asked"),
        _share(counts, "last right", "name asked"),
        _share(counts, "full right", "name asked"),
        _rate(counts, "right", "predicted", "right", "gold"),
        _rate(counts, "right predicted direct", "direct predicted", "right direct", "direct gold"),
    )


def _share(counts: Counter[str], part: str, whole: str) -> float:
    return counts[part] / counts[whole] if counts[whole] else 0.0


def _rate(counts: Counter[str], hits: str, tried: str, met: str, wanted: str) -> Rate:
    return Rate(_share(counts, hits, tried), _share(counts, met, wanted))


def count(text: str, gold: Sequence[Quote], found: Sequence[Quote]) -> Counter[str]:
    """Return the counts of one text, to be added up."""
    words = [match.span() for match in _WORD.finditer(text)]
    inside = _inside_marks(text, words)
    wanted, given = fragments(text, gold, words, inside), fragments(text, found, words, inside)
    pairs = pair(wanted, given)
    counts = Counter({"gold": len(wanted), "predicted": len(given)})
    counts["direct gold"] = sum(one.kind is Kind.DIRECT for one in wanted)
    _count_predicted(counts, wanted, given, dict(pairs.values()))
    for g, (p, dice) in pairs.items():
        _count_pair(counts, wanted[g], given[p], dice)
    return counts


def calibration(
    texts: Iterable[tuple[str, Sequence[Quote], Sequence[Quote]]], steps: int = 10
) -> list[tuple[float, float, int, float]]:
    """Return (from, to, how many, share right) for each step of confidence that occurs."""
    total: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for text, gold, found in texts:
        words = [match.span() for match in _WORD.finditer(text)]
        inside = _inside_marks(text, words)
        wanted, given = fragments(text, gold, words, inside), fragments(text, found, words, inside)
        partner = {p: (wanted[g], dice) for g, (p, dice) in pair(wanted, given).items()}
        for p, one in enumerate(given):
            step = min(int(one.confidence * steps), steps - 1)
            total[step] += 1
            if p in partner and partner[p][1] >= FOUND:
                right[step] += _right(partner[p][0], one)
    return [(step / steps, (step + 1) / steps, total[step], right[step] / total[step]) for step in sorted(total)]


def _right(wanted: Fragment, given: Fragment) -> bool:
    """Tell whether the speaker is right: by last name, or by the words of attribution where no name is known."""
    if wanted.speaker:
        return same_last(wanted.speaker, given.name)
    return bool(wanted.source & given.source) if wanted.source else not given.source


def _count_predicted(
    counts: Counter[str], wanted: list[Fragment], given: list[Fragment], dice_of: dict[int, float]
) -> None:
    """Count the direct fragments found, those aside that are bits of a partly quoted one."""
    mixed = frozenset[int]().union(*(one.words for one in wanted if one.kind is Kind.MIXED))
    for p, one in enumerate(given):
        hit = dice_of.get(p, 0.0) >= FOUND
        if one.kind is Kind.DIRECT and (hit or len(one.words & mixed) < FOUND * len(one.words)):
            counts["direct predicted"] += 1
            counts["direct found predicted"] += hit


def _count_pair(counts: Counter[str], wanted: Fragment, given: Fragment, dice: float) -> None:
    """Count what one pair shows of source, speaker and both."""
    if wanted.source:
        counts["source asked"] += 1
        counts["source right"] += bool(wanted.source & given.source)
    if wanted.speaker:
        counts["name asked"] += 1
        counts["last right"] += same_last(wanted.speaker, given.name)
        counts["full right"] += same_full(wanted.speaker, given.name)
    right = _right(wanted, given)
    if dice >= FOUND:
        counts["found"] += 1
        counts["right"] += right
        counts["right predicted direct"] += right and given.kind is Kind.DIRECT
        if wanted.kind is Kind.DIRECT:
            counts["direct found"] += 1
            counts["right direct"] += right


def spans_of(value: Any) -> list[Span]:
    """Return a span, or a list of them, as a list."""
    if not value:
        return []
    return [(value[0], value[1])] if isinstance(value[0], int) else [(start, end) for start, end in value]


def fragments(text: str, quotes: Sequence[Quote], words: list[Span], inside: list[bool]) -> list[Fragment]:
    """Return the fragments of quotations, the same words only once."""
    found: dict[frozenset[int], Fragment] = {}
    for quote in quotes:
        sources = spans_of(quote.get("source"))
        source = frozenset(i for i, (a, b) in enumerate(words) if any(a < end and b > start for start, end in sources))
        name = quote.get("speaker") or " ".join(text[start:end] for start, end in sources)
        for start, end in spans_of(quote["content"]):
            for line in re.finditer(r"[^\n]+", text[start:end]):
                lo, hi = start + line.start(), start + line.end()
                here = [i for i, (a, b) in enumerate(words) if a < hi and b > lo]
                kind = _kind([inside[i] for i in here if words[i][0] >= lo])
                if kind is not Kind.DIRECT and len(here) > 1 and text[slice(*words[here[0]])].lower() == "that":
                    here = here[1:]
                key = frozenset(here)
                if here and key not in found:
                    sure = float(quote.get("confidence", 0.0))
                    found[key] = Fragment(key, kind, source, quote.get("speaker"), name, sure)
    return list(found.values())


def _kind(inside: list[bool]) -> Kind:
    if inside and sum(inside) >= NEARLY_ALL * len(inside):
        return Kind.DIRECT
    return Kind.MIXED if any(inside) else Kind.INDIRECT


def pair(wanted: list[Fragment], given: list[Fragment]) -> dict[int, tuple[int, float]]:
    """Return {place in wanted: (place in given, Dice)}, one to one, the best overlap first."""
    ranked = []
    for g, one in enumerate(wanted):
        for p, other in enumerate(given):
            both = 2 * len(one.words & other.words)
            total = len(one.words) + len(other.words)
            if both and both >= PAIRED * total:
                ranked.append((-both / total, g, p))
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for dice, g, p in sorted(ranked):
        if g not in pairs and p not in taken:
            pairs[g] = (p, -dice)
            taken.add(p)
    return pairs


def _inside_marks(text: str, words: list[Span]) -> list[bool]:
    """Tell of each word whether it begins between quotation marks; a mark left open reaches to its line's end."""
    regions: list[Span] = []
    for line in re.finditer(r"[^\n]*", text):
        regions += _regions(line.group(), line.start())
    return [any(start <= word < end for start, end in regions) for word, _ in words]


def _regions(line: str, offset: int) -> list[Span]:
    regions: list[Span] = []
    opened = -1
    for mark in _MARK.finditer(line):
        if opened >= 0:
            if mark.group() not in "“„〝«``":
                regions.append((offset + opened, offset + mark.start()))
                opened = -1
        elif _may_open(line, mark):
            opened = mark.end()
    if opened >= 0 and line[opened:].strip():
        regions.append((offset + opened, offset + len(line)))
    for single in _SINGLE.finditer(line):
        apart = not any(start <= offset + single.start() < end for start, end in regions)
        if apart and not _DECADE.match(single.group(1)):
            regions.append((offset + single.start(1), offset + single.end(1)))
    return regions


def _may_open(line: str, mark: re.Match[str]) -> bool:
    if mark.group() in "“„〝«``":
        return True
    after, before = line[mark.end() : mark.end() + 1], line[: mark.start()][-1:]
    return mark.group() not in "”〞»" and bool(after.strip() or not before.strip())


def name_words(name: str) -> list[str]:
    """Return the words of a name that count: folded, titles before it and generations after it left out."""
    words = fold(_POSSESSIVE.sub("", re.split(r"[,(;]", name)[0])).split()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    while len(words) > 1 and words[-1] in GENERATIONS:
        words.pop()
    return words


def same_full(gold: str, said: str) -> bool:
    """Tell whether two names are the same, initials and titles aside."""
    one, other = ([w for w in words if len(w) > 1] or words for words in (name_words(gold), name_words(said)))
    return bool(said) and one == other


def same_last(gold: str, said: str) -> bool:
    """Tell whether two names end alike and nothing in them contradicts."""
    one, other = name_words(gold), name_words(said)
    if not one or not other or one[-1] != other[-1]:
        return False
    agree = set(one) <= set(other) or set(other) <= set(one)
    return agree or one[0].startswith(other[0]) or other[0].startswith(one[0])
