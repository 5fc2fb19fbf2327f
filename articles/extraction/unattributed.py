"""Who speaks words without attribution: the one who leads in to them, who spoke last, or whom the text is about."""

from dataclasses import replace

from articles.extraction.confidence import SPEAKER
from articles.extraction.findings import Finding
from articles.extraction.people import Known
from articles.extraction.records import SpeakerKind
from articles.extraction.salience import PERSONAL, Scene
from articles.extraction.sentences import Sentence
from articles.extraction.speakers import NOBODY, Speaker, as_named, of_entry

_BRIEF = 12  # words after a name in a sentence that leads up to the words of the one it names


def led_in(scene: Scene, finding: Finding) -> Speaker | None:
    """Return who begins the short sentence before, where a colon ends it: 'The Gazette reports: | "..."'."""
    if finding.sentence < 1 or finding.how != "floating":
        return None
    first, stop = scene.starts[finding.sentence - 1], scene.starts[finding.sentence]
    lower = scene.words.lower
    if lower[stop - 1] != ":" or stop - first > 2 * _BRIEF:
        return None
    if lower[first] in PERSONAL:
        return scene.personal(first, finding.sentence) or NOBODY
    start = first + (lower[first] == "the")
    at = scene.people.at
    mention = at.get(start) or next((m for m in scene.before(stop)[-3:] if m.title == first), None)
    if mention is None or mention.quoted or mention.stop >= stop - 1 or lower[mention.stop] == "'s":
        return None
    return as_named(scene.people.known[mention.known], scene.words.slice(mention.first, mention.stop))


def carried(scene: Scene, sentences: tuple[Sentence, ...], finding: Finding) -> Speaker:
    """Return the one who spoke just before, or whom the sentences before are about, or nobody."""
    sentence, last = finding.sentence, scene.last
    if last is None:
        named = _named_before(scene, sentence)
        return of_entry(named, "about") if named else NOBODY
    gap = sentence - scene.last_sentence
    paragraphs = sentences[sentence].paragraph - sentences[scene.last_sentence].paragraph
    if paragraphs == 0:
        other = _introduced(scene, sentence) if gap > 1 else None
        return of_entry(other, "about") if other and other.number != last.known else _again(last, 1.0)
    if gap <= 1 or paragraphs == 1:
        return _again(last, 0.95)
    named = _named_before(scene, sentence)
    if named is not None:
        return of_entry(named, "about")
    if scene.last_named is not None and paragraphs <= 4:
        return _again(scene.last_named, 0.7)
    return NOBODY


def _again(speaker: Speaker, share: float) -> Speaker:
    return replace(speaker, how="carried", sure=SPEAKER["carried"] * share * speaker.sure, note="")


def _introduced(scene: Scene, sentence: int) -> Known | None:
    """Return the person with whose name the sentence before begins, where it soon ends: "Ann Lee agreed."."""
    first, stop = scene.starts[sentence - 1], scene.starts[sentence]
    at = scene.people.at
    mention = next((at[k] for k in range(first, stop) if k in at), None)
    if mention is None or mention.quoted or mention.title > first or stop - mention.stop > _BRIEF:
        return None
    entry = scene.people.known[mention.known]
    return entry if entry.kind is SpeakerKind.PERSON else None


def _named_before(scene: Scene, sentence: int) -> Known | None:
    """Return the person whom one of the two sentences before names first, the nearer sentence first."""
    for number in range(sentence - 1, max(sentence - 3, scene.last_sentence, -1), -1):
        for k in range(scene.starts[number], scene.starts[number + 1]):
            mention = scene.people.at.get(k)
            if mention is not None and not mention.quoted:
                entry = scene.people.known[mention.known]
                if entry.kind is SpeakerKind.PERSON:
                    return entry
    return None
