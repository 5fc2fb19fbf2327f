"""Which body speaks: "the association", the one whose statement "the statement" is, "they" and "it"."""

from dataclasses import replace

from articles.extraction.confidence import SPEAKER
from articles.extraction.lexicon.people import GROUPS
from articles.extraction.lexicon.places import DEMONYMS, PLACES
from articles.extraction.people import Known
from articles.extraction.phrases import Phrase
from articles.extraction.records import SpeakerKind
from articles.extraction.salience import Scene
from articles.extraction.speakers import NOBODY, Speaker, as_described, of_entry

_PUT_OUT = frozenset(("statement", "release", "letter", "post", "tweet", "email", "message", "text"))
_GENERIC = frozenset(
    ("company", "firm", "organization", "organisation", "group", "corporation", "manufacturer", "airline")
)


def group(scene: Scene, source: Phrase, head: str, sentence: int, *, definite: bool) -> Speaker:
    """Return whom "the association", "the company", "residents" means: a body named before, else the words alone."""
    first = source[0]
    found = body(scene, head, first) if definite and not head.endswith("s") else None
    if found is None and definite and head in _GENERIC:
        found = collective(scene, first, sentence)
    if found is None or found.name is None:
        return as_described(scene.words.slice(*source), SpeakerKind.ORGANISATION)
    return found


def body(scene: Scene, head: str, word: int) -> Speaker | None:
    """Return the body of the sort `head` ("association") that is named last before `word`, or None."""
    for mention in reversed(scene.before(word)):
        entry = scene.people.known[mention.known]
        near = scene.sentence_of(word) - scene.sentence_of(mention.first) <= 3
        if entry.kind is SpeakerKind.ORGANISATION and head in entry.key and (near or entry.number in scene.voices):
            return of_entry(entry, "body")
    return None


def statement(scene: Scene, source: Phrase, head_stop: int, sentence: int) -> Speaker | None:
    """Return whose "the statement" is: its owner, else the one who spoke last or the body named last, or None."""
    first, stop = source
    lower = scene.words.lower
    for k in range(first, stop):
        mention = scene.people.at.get(k)
        if mention is not None and (k > head_stop or lower[mention.stop : mention.stop + 1] == ["'s"]):
            return _owner(scene.people.known[mention.known])
        if lower[k] == "'s" and lower[k - 1] in GROUPS:
            return body(scene, lower[k - 1], first)
    if lower[head_stop - 1] not in _PUT_OUT:
        return None
    last = scene.last
    if last is not None and last.name and sentence - scene.last_sentence <= 4:
        return replace(last, how="statement", sure=SPEAKER["statement"], note="")
    for mention in reversed(scene.before(first)):
        entry = scene.people.known[mention.known]
        if entry.kind is SpeakerKind.ORGANISATION:
            return _owner(entry)
    return None


def _owner(entry: Known) -> Speaker:
    kind = SpeakerKind.ORGANISATION if entry.kind is SpeakerKind.UNKNOWN else entry.kind
    return of_entry(entry, "statement", kind=kind)


def collective(scene: Scene, word: int, sentence: int) -> Speaker:
    """Return whom "they" and "it" mean: the body or group that spoke last, else the body named last."""
    last = scene.last if sentence - scene.last_sentence <= 6 else None
    if last is not None and last.name and last.kind is not SpeakerKind.PERSON:
        return replace(last, how="collective", sure=SPEAKER["collective"], note="")
    best: tuple[float, Known] | None = None
    for mention in scene.before(word)[-8:]:
        entry = scene.people.known[mention.known]
        if entry.kind is SpeakerKind.PERSON or entry.key[0] in PLACES or entry.key[0] in DEMONYMS:
            continue
        score = scene.standing(mention) + 2.0 * 0.75 ** (sentence - scene.sentence_of(mention.first))
        score += 1.0 if entry.kind is SpeakerKind.ORGANISATION else 0.0
        if best is None or score >= best[0]:
            best = (score, entry)
    if best is None or best[0] < 2.0:
        return NOBODY
    return of_entry(best[1], "collective", kind=SpeakerKind.ORGANISATION)
