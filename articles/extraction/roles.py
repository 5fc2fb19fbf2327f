"""Who is meant by a role and no name: "the minister", "the rookie defenceman", "the spokeswoman", "the witness"."""

from dataclasses import replace

from articles.extraction.confidence import SPEAKER
from articles.extraction.lexicon.people import KIN, UNNAMED_ROLES
from articles.extraction.lexicon.words import DEFINITES
from articles.extraction.people import gender_of_role
from articles.extraction.phrases import Phrase
from articles.extraction.records import SpeakerKind
from articles.extraction.salience import Scene
from articles.extraction.speakers import Speaker, as_described, of_entry
from articles.text import fold

_SECOND = frozenset(("vice", "deputy", "vice-president"))


def role(scene: Scene, source: Phrase, head: str, sentence: int, *, definite: bool) -> Speaker:
    """Return whom a phrase whose head is a role means: one so introduced, else, where it is definite, the likeliest.

    Where nobody is likely, and for a colleague or mother of somebody's, the words themselves are the speaker.
    """
    found = _introduced(scene, source, head)
    if found is None and definite and head not in KIN:
        found = _spoke_unnamed(scene, head, sentence)
        if found is None and head not in UNNAMED_ROLES:
            found = scene.stand_out(source[0], gender_of_role([head]), sentence, "role", near=4)
    return found or as_described(scene.words.slice(*source), SpeakerKind.UNKNOWN)


def _introduced(scene: Scene, source: Phrase, head: str) -> Speaker | None:
    """Return the person named last before a phrase of those whom the text gives that office, or None."""
    for mention in reversed(scene.before(source[0])):
        entry = scene.people.known[mention.known]
        if entry.kind is SpeakerKind.PERSON and head in entry.heads:
            offices = [office for office in entry.roles if head in scene.words.lower[slice(*office)]]
            if _same_office(scene, source, offices, head):
                return of_entry(entry, "role", note=scene.words.slice(*offices[0]) if offices else "")
    return None


def _same_office(scene: Scene, source: Phrase, offices: list[Phrase], head: str) -> bool:
    """Tell whether a phrase can mean one of the offices: no vice president where the president speaks."""
    asked = _colours(scene, source, head)
    held = [_colours(scene, office, head) for office in offices]
    return not held or any(
        _SECOND & asked == _SECOND & office and not (asked and office and asked.isdisjoint(office)) for office in held
    )


def _colours(scene: Scene, phrase: Phrase, head: str) -> frozenset[str]:
    """Return the words before the head of a role that tell it from others: a capitalised one, "vice", "deputy"."""
    first, stop = phrase
    lower = scene.words.lower
    end = next((k for k in range(first, stop) if lower[k] == head), stop)
    return frozenset(
        lower[k]
        for k in range(first, end)
        if lower[k] in _SECOND or (scene.words.capitals[k] and lower[k] not in DEFINITES)
    )


def _spoke_unnamed(scene: Scene, head: str, sentence: int) -> Speaker | None:
    """Return the last speaker without a name whose description holds `head`, or who speaks on as "the person"."""
    anyone = head in UNNAMED_ROLES
    for _, speaker in reversed(scene.unnamed[-20:]):
        described = fold(speaker.name or "").split(" ")
        if head == described[-1] or (anyone and head in described):
            return _again(speaker)
    last = scene.last
    if anyone and last is not None and last.name and last.known is None and sentence - scene.last_sentence <= 3:
        return _again(last)
    return None


def _again(speaker: Speaker) -> Speaker:
    return replace(speaker, how="role", sure=SPEAKER["role"], note="")
