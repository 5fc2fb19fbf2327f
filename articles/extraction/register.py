"""Fifth stage: the table of persons and organisations of a text, built before anybody is made a speaker.

Every name is tied to one entry: "Pécresse" and "Valerie Pecresse" to "Valérie Pécresse". A surname that two persons
share goes to the one named last before it.
"""

import re
from collections import Counter
from functools import lru_cache

from articles.extraction import evidence
from articles.extraction.layout import Words
from articles.extraction.lexicon.forenames import FORENAMES
from articles.extraction.lexicon.people import GENERATIONS, HONORIFICS, ORGANISATION_WORDS
from articles.extraction.lexicon.places import DEMONYMS, PLACES
from articles.extraction.names import Name
from articles.extraction.people import Known, Mention, People, gender_of
from articles.extraction.records import SpeakerKind
from articles.text import fold

_NICKNAME = re.compile(r"[“\"‘'(][^“”\"‘’'()]{1,40}[”\"’')]\s*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "&"))
_folded = lru_cache(maxsize=4096)(fold)
_NAMESAKES = 40  # entries with a word in common that are compared; a text with more is a list, not a story


def build(words: Words, names: tuple[Name, ...]) -> People:
    """Return the table for the names of a text."""
    register = _Register(words, names)
    mentions: list[Mention] = []
    at: dict[int, Mention] = {}
    for name, entry in zip(names, register.owners(), strict=True):
        if entry is None:
            continue
        mention = Mention(name.first, name.stop, name.title, entry.number, name.quoted)
        mentions.append(mention)
        at.update(dict.fromkeys(range(name.first, name.stop), mention))
        printed = register.printed(name)
        if printed != entry.name and printed not in entry.aliases:
            entry.aliases.append(printed)
        evidence.learn(words, name, entry)
    evidence.vote(words, mentions, register.table)
    return People(register.table, mentions, at)


class _Register:
    """The entries while they are being made, by their last word, their first, and the one named last."""

    def __init__(self, words: Words, names: tuple[Name, ...]) -> None:
        self.words = words
        self.names = names
        folded = {word: _folded(word) for name in names for word in words.printed[name.first : name.stop]}
        self.keys = [_key(words, name, folded) for name in names]
        self.surnames = Counter(key[-1] for key in self.keys if len(key) == 1)
        self.table: list[Known] = []
        self.by_last: dict[str, list[Known]] = {}
        self.by_first: dict[str, list[Known]] = {}
        self.latest: dict[str, Known] = {}
        self.readable: dict[str, str] = {}

    def owners(self) -> list[Known | None]:
        """Return the entry of each name: full names and bodies first, so that a headline's surname finds them."""
        owners: list[Known | None] = [None] * len(self.names)
        for i, name in enumerate(self.names):
            if len(self.keys[i]) > 1 or (name.organisation and not self.words.printed[name.first].isupper()):
                owners[i] = self._full(name, self.keys[i])
        self._index_first_words()
        for i, name in enumerate(self.names):
            entry = owners[i]
            if entry is None and self.keys[i]:
                entry = owners[i] = self._single(name, self.keys[i][0])
            if entry is not None and entry.kind is SpeakerKind.PERSON:
                self.latest.update(dict.fromkeys(entry.key, entry))
        return owners

    def printed(self, name: Name) -> str:
        """Return a name as it is to be read: no nickname, no possessive, no capitals throughout."""
        raw = self.words.slice(name.first, name.stop)
        if raw not in self.readable:
            text = _POSSESSIVE.sub("", " ".join(_NICKNAME.sub("", raw).split())) or raw
            self.readable[raw] = text.title() if text.isupper() and len(text) > 6 and " " in text else text
        return self.readable[raw]

    def _index_first_words(self) -> None:
        for entry in self.table:
            for word in (entry.key[0], _initials(entry)):
                if len(entry.key) > 1 and len(word) > 1:
                    self.by_first.setdefault(word, []).append(entry)

    def _new(self, name: Name, key: tuple[str, ...], kind: SpeakerKind) -> Known:
        entry = Known(len(self.table), key, self.printed(name), kind)
        self.table.append(entry)
        self.by_last.setdefault(key[-1], []).append(entry)
        return entry

    def _full(self, name: Name, key: tuple[str, ...]) -> Known | None:
        """Find or make the entry of a name of several words, or of a body named by one ("the Association")."""
        if not key:
            return None
        if len(key) == 1 and key[0] in ORGANISATION_WORDS:
            for entry in reversed(self.table[-_NAMESAKES:]):
                if key[0] in (entry.key[0], entry.key[-1]):
                    return entry
        for entry in self.by_last.get(key[-1], ())[:_NAMESAKES]:
            if _same(entry.key, key):
                return self._widened(entry, name, key)
        return self._new(name, key, evidence.kind_of(self.words, name, key, self.surnames))

    def _widened(self, entry: Known, name: Name, key: tuple[str, ...]) -> Known:
        """Return an entry with the fuller name and the surer kind that another mention gives it."""
        if len(key) > len(entry.key) and entry.kind is SpeakerKind.PERSON:
            entry.key, entry.name = key, self.printed(name)
        if entry.kind is SpeakerKind.UNKNOWN:
            entry.kind = evidence.kind_of(self.words, name, key, self.surnames)
        return entry

    def _single(self, name: Name, part: str) -> Known:
        """Find the entry that one word names: a surname before a forename, the one named last before others."""
        candidates = self._namesakes(name, part)
        recent = self.latest.get(part)
        if recent is not None and (recent in candidates or not candidates):
            return recent
        if candidates:
            return candidates[0]
        for entry in self.by_first.get(part, ())[:_NAMESAKES]:
            acronym = self.words.printed[name.first].isupper() and _initials(entry) == part
            if acronym or _shortened(self.words, name, entry):
                return entry
        return self._new(name, (part,), evidence.kind_of_word(self.words, name, part, self.surnames))

    def _namesakes(self, name: Name, part: str) -> list[Known]:
        """Return the entries that end in a word, those first whom the honorific before it fits."""
        wanted = HONORIFICS.get(self.words.lower[name.title], "") if name.title < name.first else ""
        found = [
            entry
            for entry in self.by_last.get(part, ())[:_NAMESAKES]
            if entry.kind is SpeakerKind.PERSON or len(entry.key) == 1
        ]
        if not wanted:
            return found
        fitting = [entry for entry in found if gender_of(entry) == wanted]
        return fitting or [entry for entry in found if not gender_of(entry)] or found


def _key(words: Words, name: Name, folded_of: dict[str, str]) -> tuple[str, ...]:
    """Return the folded words of a name, without initials, generations, marks and nicknames."""
    parts = []
    for k in range(name.first, name.stop):
        folded = folded_of[words.printed[k]]
        if (
            folded
            and folded not in GENERATIONS
            and folded not in ("s", "the")
            and (len(folded) > 1 or name.stop - name.first == 1)
        ):
            parts.append(folded)
    if len(parts) > 2 and any(words.printed[k] in "“\"‘'(" for k in range(name.first, name.stop)):
        parts = [parts[0], *parts[2:]]
    return tuple(parts)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names with one last word can be one person's: a suffix, or forenames that agree."""
    short, long = sorted((one, other), key=len)
    if long[-len(short) :] == short:
        return True
    a, b = short[0], long[0]
    return len(short) > 1 and (a == b or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))))


def _shortened(words: Words, name: Name, entry: Known) -> bool:
    """Tell whether the first word of an entry's name may stand for it: a forename, or a company's own word."""
    if len(entry.key) < 2:
        return False
    if entry.kind is SpeakerKind.PERSON:
        return entry.key[0] in FORENAMES and not _in_apposition(words, name)
    return (
        len(entry.key) < 4
        and entry.key[0] not in PLACES
        and entry.key[0] not in DEMONYMS
        and entry.key[0] not in ORGANISATION_WORDS
    )


def _in_apposition(words: Words, name: Name) -> bool:
    """Tell whether a name stands between commas after a noun: "her father, Paul, said"."""
    before, after = name.first - 1, name.stop
    return (
        before > 0
        and words.printed[before] == ","
        and words.printed[before - 1][0].islower()
        and words.printed[after : after + 1] in ([","], ["."])
    )


def _initials(entry: Known) -> str:
    """Return the initials of a name of three words or more that is no person's, or ""."""
    return (
        "".join(word[0] for word in entry.name.lower().replace("-", " ").split() if word not in _SMALL)
        if entry.kind is not SpeakerKind.PERSON and len(entry.key) > 2
        else ""
    )
