"""Ninth stage: who the words of attribution mean: a full name for a surname, a pronoun, a role, a statement.

Reads the findings of a text in order and remembers who spoke last. Where nobody is likely enough, it abstains.
"""

from articles.extraction.confidence import SPEAKER
from articles.extraction.findings import Finding
from articles.extraction.layout import Words
from articles.extraction.lexicon.people import FEMALE_ROLES, GROUPS, KIN, MALE_ROLES, ROLES, UNNAMED_ROLES
from articles.extraction.lexicon.places import DEMONYMS, PLACES
from articles.extraction.lexicon.verbs import SPEECH_NOUNS
from articles.extraction.people import Known, Mention, People, gender_of
from articles.extraction.phrases import Phrase
from articles.extraction.records import SpeakerKind
from articles.extraction.salience import FAR, NOBODY, Scene, Speaker
from articles.extraction.sentences import Sentence
from articles.text import fold

_PERSONAL = {"he": "m", "she": "f"}
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_INDEFINITE = frozenset(("a", "an", "another", "one", "some", "many", "several", "two", "three"))
_GENERIC = frozenset(
    ("company", "firm", "organization", "organisation", "group", "corporation", "manufacturer", "airline")
)
_SECOND = frozenset(("vice", "deputy", "vice-president"))
_BRIEF = 12  # words after a name in a sentence that leads up to the words of the one it names
_LINKS = frozenset(("of", "for", "from", "by", "with", "at", "in", "on", "who", "which", "that", "to"))


class Resolver:
    """Resolves one text's findings in order; keep one for each text."""

    def __init__(self, words: Words, sentences: tuple[Sentence, ...], people: People, starts: list[int]) -> None:
        self.words = words
        self.people = people
        self.sentences = sentences
        self.starts = starts
        self.scene = Scene(words, people, starts)

    def resolve(self, finding: Finding) -> Speaker:
        """Return the speaker of a finding and remember it."""
        if finding.source is not None:
            speaker = self._named(finding.source, finding)
        else:
            speaker = self._led_in(finding) or self._carried(finding)
        self.scene.remember(finding.sentence, speaker)
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
                last = self._collective(first, finding)
                body = last if last.name else None
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
        if self.scene.last and finding.sentence - self.scene.last_sentence <= 4 and self.scene.last.name:
            return Speaker(
                self.scene.last.name,
                self.scene.last.known,
                self.scene.last.kind,
                "statement",
                SPEAKER["statement"],
                self.scene.last.gender,
            )
        for mention in reversed(self.scene.before(first)):
            entry = self.people.known[mention.known]
            if entry.kind is SpeakerKind.ORGANISATION:
                return Speaker(entry.name, entry.number, entry.kind, "statement", SPEAKER["statement"])
        return None

    @staticmethod
    def _body_kind(entry: Known) -> SpeakerKind:
        return SpeakerKind.ORGANISATION if entry.kind is SpeakerKind.UNKNOWN else entry.kind

    def _body(self, head: str, word: int) -> Speaker | None:
        """Resolve "the association" to the body of that sort named last."""
        for mention in reversed(self.scene.before(word)):
            entry = self.people.known[mention.known]
            near = self.scene.sentence_of(word) - self.scene.sentence_of(mention.first) <= 3
            if (
                entry.kind is SpeakerKind.ORGANISATION
                and head in entry.key
                and (near or entry.number in self.scene.voices)
            ):
                return Speaker(entry.name, entry.number, entry.kind, "body", SPEAKER["body"])
        return None

    def _role(self, first: int, stop: int, head: str, finding: Finding, bare: bool) -> Speaker:
        """Resolve "the minister", "the rookie defenceman": one so introduced, else whom the text is about."""
        for mention in reversed(self.scene.before(first)):
            entry = self.people.known[mention.known]
            if entry.kind is SpeakerKind.PERSON and head in entry.heads and self._same_office(first, stop, entry, head):
                note = self._introduction(entry, head)
                return Speaker(entry.name, entry.number, entry.kind, "role", SPEAKER["role"], gender_of(entry), note)
        if head in UNNAMED_ROLES and not bare:
            return self._same_unnamed(head, finding.sentence) or self._text(first, stop, SpeakerKind.UNKNOWN)
        if head in KIN or bare:
            return self._text(first, stop, SpeakerKind.UNKNOWN)
        last = self._same_unnamed(head, finding.sentence)
        if last is not None:
            return last
        gender = "f" if head in FEMALE_ROLES else "m" if head in MALE_ROLES else ""
        return self.scene.stand_out(first, gender, finding.sentence, "role", near=4) or self._text(
            first, stop, SpeakerKind.UNKNOWN
        )

    def _same_unnamed(self, head: str, sentence: int) -> Speaker | None:
        """Return the last speaker without a name whose description holds `head`, or who speaks on as "the person"."""
        for _, speaker in reversed(self.scene.unnamed[-20:]):
            described = fold(speaker.name or "").split(" ")
            if head == described[-1] or (head in UNNAMED_ROLES and head in described):
                return Speaker(speaker.name, None, speaker.kind, "role", SPEAKER["role"])
        last = self.scene.last
        if (
            head in UNNAMED_ROLES
            and last is not None
            and last.known is None
            and sentence - self.scene.last_sentence <= 3
        ):
            return Speaker(last.name, None, last.kind, "role", SPEAKER["role"]) if last.name else None
        return None

    def _same_office(self, first: int, stop: int, entry: Known, head: str) -> bool:
        """Tell whether an office is the one that introduced an entry: no vice president where the president speaks."""
        asked = self._colours((first, stop), head)
        offices = [self._colours(role, head) for role in entry.roles if head in self.words.lower[slice(*role)]]
        return not offices or any(
            _SECOND & asked == _SECOND & office and not (asked and office and asked.isdisjoint(office))
            for office in offices
        )

    def _colours(self, phrase: Phrase, head: str) -> frozenset[str]:
        """Return the words before the head of a role that tell it from others: a capitalised one, "vice", "deputy"."""
        first, stop = phrase
        lower = self.words.lower
        end = next((k for k in range(first, stop) if lower[k] == head), stop)
        return frozenset(
            lower[k]
            for k in range(first, end)
            if lower[k] in _SECOND or (self.words.capitals[k] and lower[k] not in _DEFINITE)
        )

    def _introduction(self, entry: Known, head: str) -> str:
        """Return the role words that introduced an entry and hold `head`."""
        return next((self.words.slice(*role) for role in entry.roles if head in self.words.lower[slice(*role)]), "")

    def _pronoun(self, word: int, gender: str, finding: Finding) -> Speaker:
        return self.scene.stand_out(word, gender, finding.sentence, "pronoun", near=FAR) or NOBODY

    def _collective(self, word: int, finding: Finding) -> Speaker:
        """Resolve "they" and "it": the body or group that spoke last, else the body named last."""
        last = self.scene.last if finding.sentence - self.scene.last_sentence <= 6 else None
        if last is not None and last.name and last.kind is not SpeakerKind.PERSON:
            return Speaker(last.name, last.known, last.kind, "collective", SPEAKER["collective"])
        best: tuple[float, Known] | None = None
        for mention in self.scene.before(word)[-8:]:
            entry = self.people.known[mention.known]
            if entry.kind is SpeakerKind.PERSON or entry.key[0] in PLACES or entry.key[0] in DEMONYMS:
                continue
            score = self.scene.standing(mention) + 2.0 * 0.75 ** (
                finding.sentence - self.scene.sentence_of(mention.first)
            )
            score += 1.0 if entry.kind is SpeakerKind.ORGANISATION else 0.0
            if best is None or score >= best[0]:
                best = (score, entry)
        if best is None or best[0] < 2.0:
            return NOBODY
        return Speaker(best[1].name, best[1].number, SpeakerKind.ORGANISATION, "collective", SPEAKER["collective"])

    def _carried(self, finding: Finding) -> Speaker:
        """Resolve words without attribution: the one who spoke just before, or whom the sentence before is about."""
        here = self.sentences[finding.sentence]
        gap = finding.sentence - self.scene.last_sentence
        last_paragraph = (
            self.sentences[self.scene.last_sentence].paragraph
            if self.scene.last and self.scene.last_sentence >= 0
            else -9
        )
        if self.scene.last is not None and last_paragraph == here.paragraph:
            other = self._introduced(finding.sentence) if gap > 1 else None
            if other is not None and other.number != self.scene.last.known:
                return self._about(other)
            return self._again(self.scene.last, 1.0)
        subject = self._subject_before(finding.sentence)
        if self.scene.last is not None and (gap <= 1 or here.paragraph - last_paragraph == 1):
            return self._again(self.scene.last, 0.95)
        if subject is not None:
            return self._about(subject)
        if self.scene.last_named is not None and here.paragraph - last_paragraph <= 4:
            return self._again(self.scene.last_named, 0.7)
        return NOBODY

    def _led_in(self, finding: Finding) -> Speaker | None:
        """Return who begins the short sentence before, where a colon ends it: 'The Gazette reports: | "..."'."""
        if finding.sentence < 1 or finding.how != "floating":
            return None
        first, stop = self.starts[finding.sentence - 1], self.starts[finding.sentence]
        lower = self.words.lower
        if lower[stop - 1] != ":" or stop - first > 2 * _BRIEF:
            return None
        if lower[first] in _PERSONAL:
            return self._pronoun(first, _PERSONAL[lower[first]], finding)
        start = first + (lower[first] == "the")
        mention = self.people.at.get(start) or next((m for m in self.scene.before(stop)[-3:] if m.title == first), None)
        if mention is None or mention.quoted or mention.stop >= stop - 1 or lower[mention.stop] == "'s":
            return None
        return self._entry(self.people.known[mention.known], mention.first, mention.stop)

    def _introduced(self, sentence: int) -> Known | None:
        """Return the person with whose name the sentence before begins, and whose only one it is: "Ann Lee agreed."."""
        first, stop = self.starts[sentence - 1], self.starts[sentence]
        mention = next((self.people.at[k] for k in range(first, stop) if k in self.people.at), None)
        if mention is None or mention.quoted or mention.title > first or stop - mention.stop > _BRIEF:
            return None
        entry = self.people.known[mention.known]
        return entry if entry.kind is SpeakerKind.PERSON else None

    @staticmethod
    def _about(entry: Known) -> Speaker:
        return Speaker(entry.name, entry.number, SpeakerKind.PERSON, "about", SPEAKER["about"], gender_of(entry))

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
        for number in range(sentence - 1, max(sentence - 3, self.scene.last_sentence, -1), -1):
            first = self.starts[number]
            stop = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words.lower)
            for k in range(first, stop):
                mention = self.people.at.get(k)
                if mention is not None and not mention.quoted:
                    entry = self.people.known[mention.known]
                    if entry.kind is SpeakerKind.PERSON:
                        return entry
        return None
