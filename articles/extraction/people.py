"""Fifth stage: the table of persons and organisations of a text, built before anybody is made a speaker.

Every name is tied to one entry: "Pécresse" and "Valerie Pecresse" to "Valérie Pécresse". A surname that two persons
share goes to the one named last before it.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from articles.extraction.layout import Words
from articles.extraction.lexicon import AUXILIARY, COMMON_VERB, VERB
from articles.extraction.lexicon.forenames import FORENAMES
from articles.extraction.lexicon.people import (
    FEMALE_ROLES,
    GENERATIONS,
    HONORIFICS,
    MALE_ROLES,
    ORGANISATION_WORDS,
    PARTICLES,
    ROLES,
)
from articles.extraction.lexicon.places import DEMONYMS, PLACES
from articles.extraction.lexicon.verbs import NOUN_LIKE, VERBS
from articles.extraction.names import Name
from articles.extraction.records import SpeakerKind
from articles.text import fold

_NICKNAME = re.compile(r"[“\"‘'(][^“”\"‘’'()]{1,40}[”\"’')]\s*")
_GENDERED = {"he": 1, "his": 1, "him": 1, "himself": 1, "she": -1, "her": -1, "hers": -1, "herself": -1}
_NAMESAKES = 40  # entries with a word in common that are compared; a text with more is a list, not a story
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "&"))
_ROLE_WORDS = 14  # words; a longer stretch between commas tells a story, not a role


@dataclass(slots=True)
class Known:
    """One person or organisation while the table is being built; afterwards it is only read."""

    number: int
    key: tuple[str, ...]
    name: str
    kind: SpeakerKind = SpeakerKind.UNKNOWN
    gender: str = ""
    aliases: list[str] = field(default_factory=list)
    roles: list[tuple[int, int]] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words [first, stop) that name entry `known`; `title` is where the role words before it begin."""

    first: int
    stop: int
    title: int
    known: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class People:
    """The table: its entries, all mentions in order, and the mention that begins at or covers a word."""

    known: list[Known]
    mentions: list[Mention]
    at: dict[int, Mention]


def build(words: Words, names: tuple[Name, ...]) -> People:
    """Return the table for the names of a text."""
    folded = {word: fold(word) for name in names for word in words.printed[name.first : name.stop]}
    keys = [_key(words, name, folded) for name in names]
    surnames = Counter(key[-1] for key in keys if len(key) == 1)
    table: list[Known] = []
    by_last: dict[str, list[Known]] = {}
    owner: list[Known | None] = [None] * len(names)
    for i, name in enumerate(names):  # full names and bodies first, so that a headline's surname finds them
        if len(keys[i]) > 1 or (name.organisation and not words.printed[name.first].isupper()):
            owner[i] = _enter(words, name, keys[i], surnames, table, by_last)
    latest: dict[str, Known] = {}
    by_first = _by_first(table)
    for i, name in enumerate(names):
        entry = owner[i]
        if entry is None and keys[i]:
            entry = owner[i] = _resolve_single(words, name, keys[i][0], table, by_last, by_first, latest, surnames)
        if entry is not None:
            for part in entry.key if entry.kind is SpeakerKind.PERSON else ():
                latest[part] = entry
    mentions, at = [], {}
    for name, entry in zip(names, owner, strict=True):
        if entry is None:
            continue
        mention = Mention(name.first, name.stop, name.title, entry.number, name.quoted)
        mentions.append(mention)
        at.update(dict.fromkeys(range(name.first, name.stop), mention))
        _note(words, name, entry)
    _vote(words, mentions, table)
    return People(table, mentions, at)


def _vote(words: Words, mentions: list[Mention], table: list[Known]) -> None:
    """Give a gender to persons whose forename tells none: that of the pronouns that follow their names."""
    votes: dict[int, int] = {}
    for place, mention in enumerate(mentions):
        entry = table[mention.known]
        if mention.quoted or entry.kind is not SpeakerKind.PERSON or gender_of(entry):
            continue
        limit = _next_person(mentions, place, table, len(words.lower))
        for k in range(mention.stop, min(limit, mention.stop + 25)):
            if words.lower[k] in _GENDERED:
                votes[entry.number] = votes.get(entry.number, 0) + _GENDERED[words.lower[k]]
            elif words.printed[k] in '“".':
                break
    for number, vote in votes.items():
        table[number].gender = "m" if vote > 0 else "f" if vote < 0 else ""


def _next_person(mentions: list[Mention], place: int, table: list[Known], end: int) -> int:
    """Return where the next person after a mention is named."""
    for mention in mentions[place + 1 : place + 8]:
        if table[mention.known].kind is SpeakerKind.PERSON and mention.known != mentions[place].known:
            return mention.first
    return end


def _by_first(table: list[Known]) -> dict[str, list[Known]]:
    """Return the entries of several words by their first word and by their initials."""
    found: dict[str, list[Known]] = {}
    for entry in table:
        for word in (entry.key[0], _initials(entry)):
            if len(entry.key) > 1 and len(word) > 1:
                found.setdefault(word, []).append(entry)
    return found


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


def _enter(
    words: Words,
    name: Name,
    key: tuple[str, ...],
    surnames: Counter[str],
    table: list[Known],
    by_last: dict[str, list[Known]],
) -> Known | None:
    """Find or make the entry of a name of several words."""
    if not key:
        return None
    if len(key) == 1 and key[0] in ORGANISATION_WORDS:
        for entry in reversed(table[-_NAMESAKES:]):
            if key[0] in (entry.key[0], entry.key[-1]):
                return entry
    for entry in by_last.get(key[-1], ())[:_NAMESAKES]:
        if _same(entry.key, key):
            if len(key) > len(entry.key) and entry.kind is SpeakerKind.PERSON:
                entry.key, entry.name = key, _printed(words, name)
            if entry.kind is SpeakerKind.UNKNOWN:
                entry.kind = _kind(words, name, key, surnames)
            return entry
    entry = Known(len(table), key, _printed(words, name), _kind(words, name, key, surnames))
    table.append(entry)
    by_last.setdefault(key[-1], []).append(entry)
    return entry


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names with one last word can be one person's: a suffix, or forenames that agree."""
    short, long = sorted((one, other), key=len)
    if long[-len(short) :] == short:
        return True
    a, b = short[0], long[0]
    return len(short) > 1 and (a == b or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))))


def _kind(words: Words, name: Name, key: tuple[str, ...], surnames: Counter[str]) -> SpeakerKind:
    """Weigh what the words of a name and their neighbours say about what it names."""
    if name.organisation:
        return SpeakerKind.ORGANISATION
    if any(part in PLACES or part in DEMONYMS for part in (key[0], key[-1])) and key[0] not in FORENAMES:
        return SpeakerKind.UNKNOWN if not name.title < name.first else SpeakerKind.PERSON
    score = 2 * (key[0] in FORENAMES) + 3 * (name.title < name.first) + 2 * speaks_beside(words, name.first, name.stop)
    score += min(surnames[key[-1]], 2) + (len(key) in (2, 3)) + _introduced(words, name.stop)
    if name.first and words.lower[name.first - 1] in ("the", "a", "an") and key[0] not in FORENAMES:
        score -= 3
    if any(part in ORGANISATION_WORDS for part in key):
        score -= 4
    if len(key) > 4:
        score -= 2
    score += _acts(words, name)
    return SpeakerKind.PERSON if score >= 2 else SpeakerKind.UNKNOWN


def speaks_beside(words: Words, first: int, stop: int) -> bool:
    """Tell whether a reporting verb stands right before or after the words [first, stop)."""
    after = stop < len(words.lower) and words.classes[stop] & VERB and words.lower[stop] not in NOUN_LIKE
    before = first > 0 and words.classes[first - 1] & VERB and words.lower[first - 1] not in NOUN_LIKE
    if after:
        return VERBS[words.lower[stop]].form in ("past", "third")
    return bool(before) and VERBS[words.lower[first - 1]].form in ("past", "third")


def _acts(words: Words, name: Name) -> int:
    """Return 1 where a verb follows a name that begins its sentence, and 1 where a personal pronoun comes soon."""
    following = words.lower[name.stop : name.stop + 14]
    before = words.text[words.ends[name.title - 1] : words.starts[name.title]] if name.title else "\n"
    begins = "\n" in before or words.printed[name.title - 1] in (".", "”", '"', ",")
    verb = bool(following) and bool(words.classes[name.stop] & (AUXILIARY | COMMON_VERB) or following[0].endswith("ed"))
    return (begins and verb) + any(word in ("he", "she", "his", "her") for word in following)


def _introduced(words: Words, stop: int) -> int:
    """Return 2 where an age, "who" or a role in apposition follows a name, else 0."""
    if stop + 2 >= len(words.lower):
        return 0
    if words.lower[stop] == "who":
        return 2
    if words.printed[stop] not in ",(":
        return 0
    following = words.lower[stop + 1 : stop + 5]
    if following[0].isdigit() and len(following[0]) <= 2:
        return 2
    return 2 if following[0] == "who" or any(word in ROLES for word in following) else 0


def _printed(words: Words, name: Name) -> str:
    """Return a name as it is to be read: no nickname, no possessive, no capitals throughout."""
    text = " ".join(_NICKNAME.sub("", words.slice(name.first, name.stop)).split())
    text = re.sub(r"['’]s?$", "", text)
    return text.title() if text.isupper() and len(text) > 6 and " " in text else text


def _resolve_single(
    words: Words,
    name: Name,
    part: str,
    table: list[Known],
    by_last: dict[str, list[Known]],
    by_first: dict[str, list[Known]],
    latest: dict[str, Known],
    surnames: Counter[str],
) -> Known:
    """Find the entry that a single word names: a surname before a forename, the one named last before others."""
    wanted = HONORIFICS.get(words.lower[name.title], "") if name.title < name.first else ""
    candidates = [
        entry for entry in by_last.get(part, ())[:_NAMESAKES] if entry.kind is SpeakerKind.PERSON or len(entry.key) == 1
    ]
    if wanted:
        candidates = (
            [entry for entry in candidates if gender_of(entry) == wanted]
            or [entry for entry in candidates if not gender_of(entry)]
            or candidates
        )
    recent = latest.get(part)
    if recent is not None and (recent in candidates or not candidates):
        return recent
    if candidates:
        return candidates[0]
    for entry in by_first.get(part, ())[:_NAMESAKES]:
        if _shortened(words, name, entry) or (words.printed[name.first].isupper() and _initials(entry) == part):
            return entry
    entry = Known(len(table), (part,), _printed(words, name), _single_kind(words, name, part, surnames))
    table.append(entry)
    by_last.setdefault(part, []).append(entry)
    return entry


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


def _single_kind(words: Words, name: Name, part: str, surnames: Counter[str]) -> SpeakerKind:
    if part in PLACES or part in DEMONYMS or part.rstrip("s") in DEMONYMS:
        return SpeakerKind.UNKNOWN
    if name.organisation:
        return SpeakerKind.ORGANISATION
    if name.title < name.first or part in FORENAMES or _introduced(words, name.stop):
        return SpeakerKind.PERSON
    preceded = name.first and words.lower[name.first - 1] in ("the", "a", "an")
    if not preceded and surnames[part] > 1 and speaks_beside(words, name.first, name.stop):
        return SpeakerKind.PERSON
    return SpeakerKind.UNKNOWN


def gender_of(entry: Known) -> str:
    """Return "m", "f" or "" from what was printed beside a name or, failing that, from the forename."""
    if entry.gender or not entry.key:
        return entry.gender
    return FORENAMES.get(entry.key[0], "") or FORENAMES.get(entry.key[0].split(" ")[0], "")


def _note(words: Words, name: Name, entry: Known) -> None:
    """Add to an entry what this mention shows: a spelling, a gender, roles before and after."""
    printed = _printed(words, name)
    if printed != entry.name and printed not in entry.aliases:
        entry.aliases.append(printed)
    if name.title < name.first:
        for k in range(name.title, name.first):
            word = words.lower[k]
            entry.gender = HONORIFICS.get(word) or entry.gender
            _learn(entry, word)
        if words.lower[name.title] not in HONORIFICS:
            entry.roles.append((name.title, name.first))
    stop = name.stop
    if stop + 1 < len(words.lower) and words.printed[stop] in ",(—–" and entry.kind is SpeakerKind.PERSON:
        end = _apposition(words, stop + 1)
        if end:
            entry.roles.append((stop + 1, end))
            for k in range(stop + 1, end):
                _learn(entry, words.lower[k])


def _learn(entry: Known, word: str) -> None:
    if word in ROLES:
        entry.heads.add(word)
        if not entry.gender:
            entry.gender = "f" if word in FEMALE_ROLES else "m" if word in MALE_ROLES else ""


def _apposition(words: Words, first: int) -> int:
    """Return the end of a role in apposition that begins at `first` (", a professor of law at X,"), or 0."""
    role = False
    for k in range(first, min(first + _ROLE_WORDS, len(words.lower))):
        word = words.lower[k]
        if word in (",", ")", "—", "–", "--", ";") or (word == "." and len(words.lower[k - 1]) > 2):
            return k if role else 0
        if word in ("who", "which", "said", "says") or words.printed[k] in '“"':
            return k if role and word != "said" else 0
        if k - first < 7 and word in ROLES and word not in PARTICLES:
            role = True
        if k == first and not (role or words.classes[k] & 1 or word[0].isalnum()):
            return 0
    return 0
