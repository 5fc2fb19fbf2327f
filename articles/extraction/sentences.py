"""Third stage: sentences, in which each quoted stretch is one item.

Seen so, '"Is it so?" asked Ann Lee. "It is."' is two sentences: [Q asked Ann Lee .] and [Q]. What stands around a
quotation can then be read like any other words, and what stands inside never confuses it.
"""

from dataclasses import dataclass

from articles.extraction.layout import Paragraph, Words
from articles.extraction.lexicon import AUXILIARY, DETERMINER, OPENER, PRONOUN, VERB
from articles.extraction.lexicon.words import DASHES, word_set
from articles.extraction.marks import Quoted

_STOPS = frozenset((".", "!", "?", "…", "...", "....", ".."))
_DASHES = DASHES | {"-"}
_CANDIDATES = _STOPS | _DASHES
_LONGEST = 250  # items; what runs on longer is no sentence, and is cut so that the time it takes stays bounded
_DATELINE = 14  # words and marks before the dash of a dateline
_SIGNATURE = 5  # words of a name that signs quoted words
_HARD = frozenset(("!", "?"))
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof sen rep gov gen col capt lt sgt rev hon st mt no vs jr sr inc ltd co corp jan feb mar apr jun"
    " jul aug sept sep oct nov dec ont que alta sask man fla calif mass ill wash va pa ga ala ariz colo conn del mich"
    " minn okla ore tenn tex wis cpl const insp supt det maj adm cmdr pte fr messrs mme mlle"
)
_BEFORE_NAMES = word_set(
    "mr mrs ms dr prof sen rep gov gen col capt lt sgt rev hon const insp supt det maj adm cmdr pte fr"
)
_INNER_MARKS = frozenset("'’‘\"”»)]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Items of one sentence: the place of a word (0 or more), or -1 - n for the n-th quoted stretch of the text.

    paragraph: its number; place: the sentence's number in the paragraph.
    """

    items: list[int]
    paragraph: int
    place: int


def find_sentences(words: Words, paragraphs: tuple[Paragraph, ...], quoted: tuple[Quoted, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of all paragraphs in order."""
    begins = {q.begin: number for number, q in enumerate(quoted) if q.depth == 1}
    events = sorted({i for i, word in enumerate(words.printed) if word in _CANDIDATES} | begins.keys())
    sentences: list[Sentence] = []
    event = 0
    for number, paragraph in enumerate(paragraphs):
        items: list[int] = []
        i, place = paragraph.first, 0
        while i < paragraph.stop:
            while event < len(events) and events[event] < i:
                event += 1
            reach = min(events[event] if event < len(events) else paragraph.stop, paragraph.stop, i + _LONGEST)
            items += range(i, reach)
            i = reach
            if i < paragraph.stop and event < len(events) and events[event] == i:
                item = -1 - begins[i] if i in begins else i
                items.append(item)
                i, ended = _step(words, quoted, item, paragraph)
            else:
                ended = False
            if ended or len(items) >= _LONGEST:
                i = _closing_marks(words, begins, i, paragraph.stop, items)
                sentences.append(Sentence(items, number, place))
                place, items = place + 1, []
        if items:
            sentences.append(Sentence(items, number, place))
    return tuple(sentences)


def _step(words: Words, quoted: tuple[Quoted, ...], item: int, paragraph: Paragraph) -> tuple[int, bool]:
    """Return what follows the quoted stretch or the mark that `item` is, and whether a sentence ended with it."""
    if item < 0:
        stretch = quoted[-1 - item]
        after = max(stretch.finish, stretch.begin + 1)
        return after, _ends_after_quoted(words, stretch, after, paragraph.stop)
    if words.printed[item] in _STOPS:
        return item + 1, _ends(words, item, paragraph.stop)
    return item + 1, _dateline(words, paragraph.first, item)


def _closing_marks(words: Words, begins: dict[int, int], i: int, stop: int, items: list[int]) -> int:
    """Add the closing marks at `i` to the items of the sentence that they close; return what follows them."""
    while i < stop and words.printed[i] in _INNER_MARKS and i not in begins:
        items.append(i)
        i += 1
    return i


def _dateline(words: Words, first: int, dash: int) -> bool:
    """Tell whether the words before a dash are a dateline: a place in capitals, at the head of a paragraph."""
    return 0 < dash - first < _DATELINE and words.printed[first].isupper() and len(words.printed[first]) > 2


def _ends(words: Words, stop: int, end: int) -> bool:
    """Tell whether the full stop (or ! ? …) at `stop` ends a sentence."""
    following = stop + 1
    if following >= end:
        return True
    if words.starts[following] == words.ends[stop] and words.printed[following] not in _INNER_MARKS | {"“", "(", "["}:
        return False  # "example.com", "3.5"
    after = words.printed[following]
    if after == ")" and following + 1 < end and not words.printed[following + 1][0].isupper():
        return False
    if after[0].islower() and words.printed[stop] != ".":
        return words.printed[stop] in _HARD
    if after[0].islower() or after in ",;:":
        return False
    return words.printed[stop] != "." or not _abbreviated(words, stop, following)


def _abbreviated(words: Words, stop: int, following: int) -> bool:
    """Tell whether a full stop belongs to the word before it ("Dr.", "U.S.", "J.")."""
    before = stop - 1
    if before < 0 or words.ends[before] != words.starts[stop]:
        return False
    word = words.lower[before]
    if word in _BEFORE_NAMES:
        return words.printed[following][0].isupper()
    if word in _ABBREVIATIONS:
        return words.printed[before][0].isupper() and not words.classes[following] & OPENER
    initials = len(word) == 1 or ("." in word and max(map(len, word.split("."))) == 1)
    if not initials or not word[0].isalpha() or word == "i":
        return False
    return not words.classes[following] & (OPENER | DETERMINER | PRONOUN)


def _ends_after_quoted(words: Words, quoted: Quoted, i: int, end: int) -> bool:
    """Tell whether a sentence ends with a quoted stretch, from the mark inside it and from what comes next."""
    if i >= end:
        return True
    last = quoted.stop - 1
    while last > quoted.first and words.printed[last] in _INNER_MARKS:
        last -= 1
    mark = words.printed[last]
    if mark not in _STOPS or words.printed[i][0].islower() or words.printed[i] in ",.;:":
        return False
    if words.printed[i] in _DASHES:
        return not signed(words, i, end)
    if mark in _HARD or mark != ".":
        return not _attribution_follows(words, i, end)
    return not _bare_attribution_follows(words, i, end)


def signed(words: Words, dash: int, end: int) -> bool:
    """Tell whether a name of two to five words and nothing else follows a dash up to the end of the paragraph."""
    stop = end - 1 if words.printed[end - 1] == "." else end
    return 2 <= stop - dash - 1 <= _SIGNATURE and all(words.capitals[k] for k in (dash + 1, stop - 1))


def _attribution_follows(words: Words, i: int, end: int) -> bool:
    """Tell whether a short subject and a reporting verb come next ('"Why?" Dr. Ann Lee asked')."""
    for k in range(i, min(i + 7, end)):
        if words.classes[k] & VERB and k > i:
            return True
        if words.printed[k] in _STOPS and not _abbreviated(words, k, min(k + 1, end - 1)):
            return False
        if words.classes[k] & AUXILIARY or words.printed[k] in '“"':
            return False
    return False


def _bare_attribution_follows(words: Words, i: int, end: int) -> bool:
    """Tell whether the rest of the sentence is nothing but subject and verb ('"We won." Ann Lee said.')."""
    for k in range(i + 1, min(i + 6, end)):
        if words.classes[k] & VERB and words.printed[i] not in '“"':
            return k + 1 >= end or words.printed[k + 1] == "."
    return False
