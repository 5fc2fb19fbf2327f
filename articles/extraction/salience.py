"""Who stands out at a place of a text: the one whom "she", "the minister" most likely means there.

Salience adds up small signs: named lately, as a subject, often, spoke last, of the right gender. Weights are set by
hand and checked against development texts.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from articles.extraction.confidence import SPEAKER
from articles.extraction.layout import Words
from articles.extraction.lexicon import AUXILIARY, COMMON_VERB, PREPOSITION, VERB
from articles.extraction.lexicon.people import GROUPS, ROLES
from articles.extraction.lexicon.places import DEMONYMS, PLACES
from articles.extraction.people import Known, Mention, People, gender_of
from articles.extraction.records import SpeakerKind
from articles.extraction.speakers import Speaker, of_entry
from articles.text import fold

PERSONAL = {"he": "m", "she": "f"}
_FAR = 12  # sentences; a name further back is no antecedent unless it spoke last
_WINDOW = 24  # mentions looked back over
_OFTEN = 0.2  # salience for each mention, up to eight: stories turn on those whom they name most
_ABSTAIN = 1.2  # salience below which a pronoun or role stays without a name
_PLAIN = 3.5  # salience from which there is hardly a rival


def _may_be_person(entry: Known) -> bool:
    """Tell whether a name of which nothing is known may be a person's: one word, and no place."""
    word = entry.key[0] if len(entry.key) == 1 else ""
    return bool(word) and word not in PLACES and word.rstrip("s") not in DEMONYMS and word not in DEMONYMS


def _share(score: float) -> float:
    """Return how sure a pronoun or role is that means the one who stands out so far, of what it can be."""
    return 1.0 if score >= _PLAIN else 0.8 if score >= 2 * _ABSTAIN else 0.6


class Scene:
    """Who has been named and who has spoken in one text so far."""

    def __init__(self, words: Words, people: People, starts: list[int]) -> None:
        self.words = words
        self.people = people
        self.starts = starts
        self.spoken = [m for m in people.mentions if not m.quoted]
        self.places = [m.first for m in self.spoken]
        self.weight = Counter(m.known for m in self.spoken)
        self.last: Speaker | None = None
        self.last_named: Speaker | None = None
        self.last_sentence = -99
        self.voices: set[int] = set()
        self.unnamed: list[tuple[int, Speaker]] = []

    def remember(self, sentence: int, speaker: Speaker) -> None:
        """Note who spoke in a sentence."""
        self.last, self.last_sentence = speaker, sentence
        if speaker.name:
            self.last_named = speaker
        if speaker.known is not None:
            self.voices.add(speaker.known)
        elif speaker.name and speaker.kind is not SpeakerKind.ORGANISATION and speaker.how != "pronoun":
            self.unnamed.append((sentence, speaker))

    def sentence_of(self, word: int) -> int:
        """Return the number of the sentence that holds a word."""
        return bisect_left(self.starts, word + 1) - 1

    def before(self, word: int) -> list[Mention]:
        """Return the last mentions outside quotation marks that stand before a word."""
        end = bisect_left(self.places, word)
        return self.spoken[max(0, end - _WINDOW) : end]

    def personal(self, word: int, here: int) -> Speaker | None:
        """Return the person whom "he" or "she" at `word` most likely means."""
        return self.stand_out(word, PERSONAL[self.words.lower[word]], here, "pronoun", near=_FAR)

    def stand_out(self, word: int, gender: str, here: int, how: str, near: int) -> Speaker | None:
        """Return the person whom a pronoun or role at `word` most likely means, by what came before."""
        best: tuple[float, Speaker] | None = None
        seen: dict[int, int] = {}
        for mention in reversed(self.before(word)):
            entry = self.people.known[mention.known]
            if entry.number in seen or not self._may_be(entry, gender):
                continue
            seen[entry.number] = 1
            distance = here - self.sentence_of(mention.first)
            score = self._salience(entry, mention, distance, gender, here)
            if distance > near and (self.last is None or self.last.known != entry.number):
                continue
            if best is None or score > best[0]:
                best = score, of_entry(entry, how, kind=SpeakerKind.PERSON, share=_share(score))
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
        score += self.standing(mention) + _OFTEN * min(self.weight[entry.number], 8)
        if gender and gender_of(entry) == gender:
            score += 0.5
        return score

    def standing(self, mention: Mention) -> float:
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
        return score + 0.8, replace(speaker, how="pronoun", sure=SPEAKER["described"])

    @staticmethod
    def _plural(speaker: Speaker) -> bool:
        """Tell whether a description is of no single human being."""
        words = fold(speaker.name or "").split(" ")
        return not any(word in ROLES and word not in GROUPS for word in words)
