"""Ninth stage: who the words of attribution mean: a full name for a surname, a pronoun, a role, a statement.

Reads the findings of a text in order and remembers who spoke last. Where nobody is likely enough, it abstains.
"""

from articles.extraction import bodies, roles, unattributed
from articles.extraction.findings import Finding
from articles.extraction.layout import Words
from articles.extraction.lexicon.people import GROUPS, ROLES
from articles.extraction.lexicon.verbs import SPEECH_NOUNS
from articles.extraction.lexicon.words import DEFINITES
from articles.extraction.people import Mention, People
from articles.extraction.phrases import Phrase
from articles.extraction.records import SpeakerKind
from articles.extraction.salience import PERSONAL, Scene
from articles.extraction.sentences import Sentence
from articles.extraction.speakers import NOBODY, Speaker, as_described, as_named

_LINKS = frozenset(("of", "for", "from", "by", "with", "at", "in", "on", "who", "which", "that", "to"))


class Resolver:
    """Resolves one text's findings in order; keep one for each text."""

    def __init__(self, words: Words, sentences: tuple[Sentence, ...], people: People, starts: list[int]) -> None:
        self.sentences = sentences
        self.scene = Scene(words, people, starts)

    def resolve(self, finding: Finding) -> Speaker:
        """Return the speaker of a finding and remember it."""
        scene = self.scene
        if finding.source is not None:
            speaker = _attributed(scene, finding.source, finding.sentence)
        else:
            speaker = unattributed.led_in(scene, finding) or unattributed.carried(scene, self.sentences, finding)
        scene.remember(finding.sentence, speaker)
        return speaker


def _attributed(scene: Scene, source: Phrase, sentence: int) -> Speaker:
    """Resolve printed words of attribution, the surest way first."""
    first, stop = source
    if stop - first == 1:
        word = scene.words.lower[first]
        if word in PERSONAL:
            return scene.personal(first, sentence) or NOBODY
        if word in ("they", "it"):
            return bodies.collective(scene, first, sentence)
        if word in ("i", "we", "you", "who"):
            return NOBODY
    mention = _mention(scene, first, stop)
    if mention is not None:
        return as_named(scene.people.known[mention.known], scene.words.slice(first, stop))
    return _described(scene, source, sentence)


def _mention(scene: Scene, first: int, stop: int) -> Mention | None:
    """Return the name that fills a phrase, an article before it and marks aside."""
    lower = scene.words.lower
    start = first
    while start < stop - 1 and lower[start] in ("the", "a"):
        start += 1
    mention = scene.people.at.get(start)
    if mention is None or start - first > 1:
        return None
    return mention if not any(lower[k][0].isalnum() for k in range(mention.stop, stop)) else None


def _described(scene: Scene, source: Phrase, sentence: int) -> Speaker:
    """Resolve a phrase without a name of its own: a statement, a role, a body, a group."""
    first, stop = source
    lower = scene.words.lower
    head_stop = next((k for k in range(first + 1, stop) if lower[k] in _LINKS), stop)
    head, alone = lower[head_stop - 1], head_stop - first == 1
    owner = bodies.statement(scene, source, head_stop, sentence) if head in SPEECH_NOUNS else None
    if owner is not None:
        return owner
    determined = lower[first] in DEFINITES
    definite = determined or (alone and lower[first] in ROLES)
    if head in GROUPS and (definite or alone):
        return bodies.group(scene, source, head, sentence, definite=definite)
    if head in ROLES and head not in GROUPS and definite:
        return roles.role(scene, source, head, sentence, definite=determined)
    return as_described(scene.words.slice(first, stop), SpeakerKind.UNKNOWN)
