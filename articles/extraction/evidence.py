"""What the words of a name and those around it say about whom or what it names.

Roles and genders come from the words printed beside a name; kinds are weighed, for no single sign is sure.
"""

from collections import Counter

from articles.extraction.layout import Words
from articles.extraction.lexicon import AUXILIARY, COMMON_VERB, VERB
from articles.extraction.lexicon.forenames import FORENAMES
from articles.extraction.lexicon.people import HONORIFICS, ORGANISATION_WORDS, PARTICLES, ROLES
from articles.extraction.lexicon.places import DEMONYMS, PLACES
from articles.extraction.lexicon.verbs import NOUN_LIKE, VERBS
from articles.extraction.names import Name
from articles.extraction.people import Known, Mention, gender_of, gender_of_role
from articles.extraction.records import SpeakerKind

_GENDERED = {"he": 1, "his": 1, "him": 1, "himself": 1, "she": -1, "her": -1, "hers": -1, "herself": -1}
_ROLE_WORDS = 14  # words; a longer stretch between commas tells a story, not a role
_REACH = 25  # words after a name in which a pronoun is taken to mean it


def kind_of(words: Words, name: Name, key: tuple[str, ...], surnames: Counter[str]) -> SpeakerKind:
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


def kind_of_word(words: Words, name: Name, part: str, surnames: Counter[str]) -> SpeakerKind:
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


def _learn(entry: Known, word: str) -> None:
    if word in ROLES:
        entry.heads.add(word)
        if not entry.gender:
            entry.gender = gender_of_role([word])


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
        if k == first and not word[0].isalnum():
            return 0
    return 0


def vote(words: Words, mentions: list[Mention], table: list[Known]) -> None:
    """Give a gender to persons whose forename tells none: that of the pronouns that follow their names."""
    votes: dict[int, int] = {}
    for place, mention in enumerate(mentions):
        entry = table[mention.known]
        if mention.quoted or entry.kind is not SpeakerKind.PERSON or gender_of(entry):
            continue
        limit = _next_person(mentions, place, table, len(words.lower))
        for k in range(mention.stop, min(limit, mention.stop + _REACH)):
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


def learn(words: Words, name: Name, entry: Known) -> None:
    """Add to an entry what a mention shows: a gender, and the roles before and after the name."""
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
