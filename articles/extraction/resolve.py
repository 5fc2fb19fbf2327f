"""Ninth stage: who the words of attribution mean: a full name for a surname, a pronoun, a role, a statement.

Reads the findings of a text in order and remembers who spoke last. Where nobody is likely enough, it abstains.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from articles.extraction.confidence import SPEAKER
from articles.extraction.findings import Finding
from articles.extraction.layout import Words
from articles.extraction.lexicon import AUXILIARY, COMMON_VERB, PREPOSITION, VERB
from articles.extraction.lexicon.people import FEMALE_ROLES, GROUPS, KIN, MALE_ROLES, ROLES
from articles.extraction.lexicon.places import DEMONYMS, PLACES
from articles.extraction.lexicon.verbs import SPEECH_NOUNS
from articles.extraction.people import Known, Mention, People, gender_of
from articles.extraction.phrases import Phrase
from articles.extraction.records import SpeakerKind
from articles.extraction.sentences import Sentence
from articles.text import fold

_PERSONAL = {"he": "m", "she": "f"}
_FAR = 12  # sentences; a name further back is no antecedent unless it spoke last
_OFTEN = 0.2  # salience for each mention, up to eight: stories turn on those whom they name most
_WINDOW = 24  # mentions looked back over
_ABSTAIN = 1.2  # salience below which a pronoun or role stays without a name
_PLAIN = 3.5  # salience from which there is hardly a rival
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_INDEFINITE = frozenset(("a", "an", "another", "one", "some", "many", "several", "two", "three"))
_GENERIC = frozenset(
    ("company", "firm", "organization", "organisation", "group", "corporation", "manufacturer", "airline")
)
_LINKS = frozenset(("of", "for", "from", "by", "with", "at", "in", "on", "who", "which", "that", "to"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source means. name: as it is to be shown, None where unknown. how: the rule that told. sure: 0 to 1."""

    name: str | None
    known: int | None
    kind: SpeakerKind
    how: str
    sure: float
    gender: str = ""
    note: str = ""


NOBODY = Speaker(None, None, SpeakerKind.UNKNOWN, "nobody", SPEAKER["nobody"])


def _may_be_person(entry: Known) -> bool:
    """Tell whether a name of which nothing is known may be a person's: one word, and no place."""
    word = entry.key[0] if len(entry.key) == 1 else ""
    return bool(word) and word not in PLACES and word.rstrip("s") not in DEMONYMS and word not in DEMONYMS


def _by_salience(how: str, score: float) -> float:
    """Return how sure a pronoun or role is that means the one who stands out so far."""
    return SPEAKER[how] * (1.0 if score >= _PLAIN else 0.8 if score >= 2 * _ABSTAIN else 0.6)


class Resolver:
    """Resolves one text's findings in order; keep one for each text."""

    def __init__(self, words: Words, sentences: tuple[Sentence, ...], people: People, starts: list[int]) -> None:
        self.words = words
        self.people = people
        self.sentences = sentences
        self.starts = starts
        self.spoken = [m for m in people.mentions if not m.quoted]
        self.places = [m.first for m in self.spoken]
        self.weight = Counter(m.known for m in self.spoken)
        self.last: Speaker | None = None
        self.last_named: Speaker | None = None
        self.voices: set[int] = set()
        self.last_sentence = -99
        self.unnamed: list[tuple[int, Speaker]] = []

    def sentence_of(self, word: int) -> int:
        """Return the number of the sentence that holds a word."""
        return bisect_left(self.starts, word + 1) - 1

    def resolve(self, finding: Finding) -> Speaker:
        """Return the speaker of a finding and remember it."""
        speaker = self._carried(finding) if finding.source is None else self._named(finding.source, finding)
        self.last, self.last_sentence = speaker, finding.sentence
        if speaker.name:
            self.last_named = speaker
        if speaker.known is not None:
            self.voices.add(speaker.known)
        if (
            speaker.known is None
            and speaker.kind is not SpeakerKind.ORGANISATION
            and speaker.name
            and speaker.how != "pronoun"
        ):
            self.unnamed.append((finding.sentence, speaker))
        return speaker

    def _named(self, source: Phrase, finding: Finding) -> Speaker:
        """Resolve printed words of attribution, the surest way first."""
        first, stop = source
        lower = self.words.lower
        if stop - first == 1 and lower[first] in _PERSONAL:
            return self._pronoun(first, _PERSONAL[lower[first]], finding)
        if stop - first == 1 and lower[first] in ("they", "it"):
            return self._collective(first, finding)
        if stop - first == 1 and lower[first] in ("i", "we", "you", "who"):
            return NOBODY
        mention = self._mention(first, stop)
        if mention is not None:
            return self._entry(self.people.known[mention.known], first, stop)
        return self._described(first, stop, finding)

    def _mention(self, first: int, stop: int) -> Mention | None:
        """Return the name that fills a phrase, an article before it and marks aside."""
        start = first
        while start < stop - 1 and self.words.lower[start] in ("the", "a"):
            start += 1
        mention = self.people.at.get(start)
        if mention is None or start - first > 1:
            return None
        return mention if not any(self.words.lower[k][0].isalnum() for k in range(mention.stop, stop)) else None

    def _entry(self, entry: Known, first: int, stop: int) -> Speaker:
        kind = entry.kind
        if kind is SpeakerKind.UNKNOWN and len(entry.key) > 1:
            kind = SpeakerKind.ORGANISATION
        printed = fold(self.words.slice(first, stop))
        how = "name" if printed.endswith(fold(entry.name)) else "surname"
        return Speaker(entry.name, entry.number, kind, how, SPEAKER[how], gender_of(entry))

    def _described(self, first: int, stop: int, finding: Finding) -> Speaker:
        """Resolve a phrase without a name of its own: a statement, a role, a body, a group."""
        lower = self.words.lower
        head_stop = next((k for k in range(first + 1, stop) if lower[k] in _LINKS), stop)
        head = lower[head_stop - 1]
        if head in SPEECH_NOUNS:
            speaker = self._statement(first, head_stop, stop, finding)
            if speaker is not None:
                return speaker
        definite = lower[first] in _DEFINITE or (head_stop - first == 1 and lower[first] in ROLES)
        bare = lower[first] not in _DEFINITE
        if definite and head in ROLES and head not in GROUPS:
            return self._role(first, stop, head, finding, bare)
        if head in GROUPS and (definite or head_stop - first == 1):
            body = self._body(head, first) if definite and not head.endswith("s") else None
            if body is None and definite and head in _GENERIC:
                body = self._collective(first, finding)
            return body or self._text(first, stop, SpeakerKind.ORGANISATION)
        return self._text(first, stop, SpeakerKind.UNKNOWN)

    def _text(self, first: int, stop: int, kind: SpeakerKind) -> Speaker:
        return Speaker(self.words.slice(first, stop), None, kind, "described", SPEAKER["described"])

    def _statement(self, first: int, head_stop: int, stop: int, finding: Finding) -> Speaker | None:
        """Resolve "the statement": its owner, else the body that spoke or was named last."""
        for k in range(first, stop):
            mention = self.people.at.get(k)
            if mention is not None and (k > head_stop or self.words.lower[mention.stop : mention.stop + 1] == ["'s"]):
                entry = self.people.known[mention.known]
                return Speaker(entry.name, entry.number, self._body_kind(entry), "statement", SPEAKER["statement"])
            if self.words.lower[k : k + 1] == ["'s"] and self.words.lower[k - 1] in GROUPS:
                return self._body(self.words.lower[k - 1], first)
        if self.words.lower[head_stop - 1] not in (
            "statement",
            "release",
            "letter",
            "post",
            "tweet",
            "email",
            "message",
            "text",
        ):
            return None
        if self.last and finding.sentence - self.last_sentence <= 4 and self.last.name:
            return Speaker(
                self.last.name, self.last.known, self.last.kind, "statement", SPEAKER["statement"], self.last.gender
            )
        for mention in reversed(self._before(first)):
            entry = self.people.known[mention.known]
            if entry.kind is SpeakerKind.ORGANISATION:
                return Speaker(entry.name, entry.number, entry.kind, "statement", SPEAKER["statement"])
        return None

    @staticmethod
    def _body_kind(entry: Known) -> SpeakerKind:
        return SpeakerKind.ORGANISATION if entry.kind is SpeakerKind.UNKNOWN else entry.kind

    def _body(self, head: str, word: int) -> Speaker | None:
        """Resolve "the association" to the body of that sort named last."""
        for mention in reversed(self._before(word)):
            entry = self.people.known[mention.known]
            near = self.sentence_of(word) - self.sentence_of(mention.first) <= 3
            if entry.kind is SpeakerKind.ORGANISATION and head in entry.key and (near or entry.number in self.voices):
                return Speaker(entry.name, entry.number, entry.kind, "body", SPEAKER["body"])
        return None

    def _before(self, word: int) -> list[Mention]:
        """Return the last mentions outside quotation marks that stand before a word."""
        end = bisect_left(self.places, word)
        return self.spoken[max(0, end - _WINDOW) : end]

    def _role(self, first: int, stop: int, head: str, finding: Finding, bare: bool) -> Speaker:
        """Resolve "the minister", "the rookie defenceman": one so introduced, else whom the text is about."""
        for mention in reversed(self._before(first)):
            entry = self.people.known[mention.known]
            if entry.kind is SpeakerKind.PERSON and head in entry.heads:
                note = self._introduction(entry, head)
                return Speaker(entry.name, entry.number, entry.kind, "role", SPEAKER["role"], gender_of(entry), note)
        if head in KIN or bare:
            return self._text(first, stop, SpeakerKind.UNKNOWN)
        for _, speaker in reversed(self.unnamed[-20:]):
            if fold(speaker.name or "").endswith(" " + head):
                return Speaker(speaker.name, None, speaker.kind, "role", SPEAKER["role"])
        gender = "f" if head in FEMALE_ROLES else "m" if head in MALE_ROLES else ""
        return self._salient(first, gender, finding, "role", near=4) or self._text(first, stop, SpeakerKind.UNKNOWN)

    def _introduction(self, entry: Known, head: str) -> str:
        """Return the role words that introduced an entry and hold `head`."""
        return next((self.words.slice(*role) for role in entry.roles if head in self.words.lower[slice(*role)]), "")

    def _pronoun(self, word: int, gender: str, finding: Finding) -> Speaker:
        return self._salient(word, gender, finding, "pronoun", near=_FAR) or NOBODY

    def _collective(self, word: int, finding: Finding) -> Speaker:
        """Resolve "they" and "it": the body or group that spoke last, else the body named last."""
        last = self.last if finding.sentence - self.last_sentence <= 6 else None
        if last is not None and last.name and last.kind is not SpeakerKind.PERSON:
            return Speaker(last.name, last.known, last.kind, "collective", SPEAKER["collective"])
        best: tuple[float, Known] | None = None
        for mention in self._before(word)[-8:]:
            entry = self.people.known[mention.known]
            if entry.kind is SpeakerKind.PERSON or entry.key[0] in PLACES or entry.key[0] in DEMONYMS:
                continue
            score = self._standing(mention) + 2.0 * 0.75 ** (finding.sentence - self.sentence_of(mention.first))
            score += 1.0 if entry.kind is SpeakerKind.ORGANISATION else 0.0
            if best is None or score >= best[0]:
                best = (score, entry)
        if best is None or best[0] < 2.0:
            return NOBODY
        return Speaker(best[1].name, best[1].number, SpeakerKind.ORGANISATION, "collective", SPEAKER["collective"])

    def _standing(self, mention: Mention) -> float:
        """Return how much a name looks like the subject of its sentence."""
        score = 0.0
        following = mention.stop
        if following < len(self.words.lower):
            if self.words.lower[following] == "'s":
                score -= 0.7
            elif self.words.classes[following] & (AUXILIARY | COMMON_VERB | VERB):
                score += 0.8
        if self._opens_sentence(mention):
            return score + 1.2
        if mention.title and self.words.classes[mention.title - 1] & PREPOSITION:
            score -= 0.7
        return score

    def _salient(self, word: int, gender: str, finding: Finding, how: str, near: int) -> Speaker | None:
        """Return the person whom a pronoun or role at `word` most likely means, by what came before."""
        best: tuple[float, Speaker] | None = None
        here = finding.sentence
        seen: dict[int, int] = {}
        for mention in reversed(self._before(word)):
            entry = self.people.known[mention.known]
            if entry.number in seen or not self._may_be(entry, gender):
                continue
            seen[entry.number] = 1
            distance = here - self.sentence_of(mention.first)
            score = self._salience(entry, mention, distance, gender, here)
            if distance > near and (self.last is None or self.last.known != entry.number):
                continue
            if best is None or score > best[0]:
                best = (
                    score,
                    Speaker(
                        entry.name, entry.number, SpeakerKind.PERSON, how, _by_salience(how, score), gender_of(entry)
                    ),
                )
        rival = self._unnamed(here, gender, how)
        if rival is not None and (best is None or rival[0] > best[0]):
            best = rival
        return best[1] if best is not None and best[0] >= _ABSTAIN else None

    @staticmethod
    def _may_be(entry: Known, gender: str) -> bool:
        if entry.kind is SpeakerKind.ORGANISATION or (entry.kind is SpeakerKind.UNKNOWN and not _may_be_person(entry)):
            return False
        known = gender_of(entry)
        return not (gender and known and known != gender)

    def _salience(self, entry: Known, mention: Mention, distance: int, gender: str, here: int) -> float:
        distance_from_last = here - self.last_sentence
        score = 3.0 * 0.75**distance
        if entry.kind is not SpeakerKind.PERSON:
            score -= 1.5
        if self.last is not None and self.last.known == entry.number:
            score += 2.0 * 0.85 ** max(0, distance_from_last)
        score += self._standing(mention) + _OFTEN * min(self.weight[entry.number], 8)
        if gender and gender_of(entry) == gender:
            score += 0.5
        return score

    def _opens_sentence(self, mention: Mention) -> bool:
        """Tell whether a name begins its sentence, as subjects do."""
        start = self.starts[self.sentence_of(mention.first)]
        return mention.title - start <= 1

    def _unnamed(self, here: int, gender: str, how: str) -> tuple[float, Speaker] | None:
        if not self.unnamed or how != "pronoun":
            return None
        sentence, speaker = self.unnamed[-1]
        if here - sentence > 3 or (speaker.gender and speaker.gender != gender) or self._plural(speaker):
            return None
        score = 3.0 * 0.75 ** (here - sentence) + (
            2.0 if self.last is speaker or self.last_sentence == sentence else 0.0
        )
        return score + 0.8, Speaker(speaker.name, None, speaker.kind, "pronoun", SPEAKER["described"])

    @staticmethod
    def _plural(speaker: Speaker) -> bool:
        """Tell whether a description is of no single human being."""
        words = fold(speaker.name or "").split(" ")
        return not any(word in ROLES and word not in GROUPS for word in words)

    def _carried(self, finding: Finding) -> Speaker:
        """Resolve words without attribution: the one who spoke just before, or whom the sentence before is about."""
        here = self.sentences[finding.sentence]
        gap = finding.sentence - self.last_sentence
        last_paragraph = self.sentences[self.last_sentence].paragraph if self.last and self.last_sentence >= 0 else -9
        if self.last is not None and last_paragraph == here.paragraph:
            return self._again(self.last, 1.0)
        subject = self._subject_before(finding.sentence)
        if self.last is not None and (gap <= 1 or here.paragraph - last_paragraph == 1):
            return self._again(self.last, 0.95)
        if subject is not None:
            return Speaker(
                subject.name, subject.number, SpeakerKind.PERSON, "about", SPEAKER["about"], gender_of(subject)
            )
        if self.last_named is not None and here.paragraph - last_paragraph <= 4:
            return self._again(self.last_named, 0.7)
        return NOBODY

    @staticmethod
    def _again(speaker: Speaker, sure: float) -> Speaker:
        return Speaker(
            speaker.name,
            speaker.known,
            speaker.kind,
            "carried",
            SPEAKER["carried"] * sure * speaker.sure,
            speaker.gender,
        )

    def _subject_before(self, sentence: int) -> Known | None:
        """Return the person with whose name one of the two sentences before begins, the nearer first."""
        for number in range(sentence - 1, max(sentence - 3, self.last_sentence, -1), -1):
            first = self.starts[number]
            stop = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words.lower)
            for k in range(first, stop):
                mention = self.people.at.get(k)
                if mention is not None and not mention.quoted:
                    entry = self.people.known[mention.known]
                    if entry.kind is SpeakerKind.PERSON:
                        return entry
        return None
