"""Tenth stage: speakers that a later place in the text tells.

A headline or a pulled quotation repeats words that stand, with their speaker, elsewhere; "a spokeswoman" is often named
with her next quotation.
"""

from dataclasses import replace

from articles.extraction.confidence import SPEAKER
from articles.extraction.findings import Finding
from articles.extraction.layout import Words
from articles.extraction.lexicon.people import GROUPS, ROLES
from articles.extraction.people import People, gender_of_role
from articles.extraction.records import SpeakerKind
from articles.extraction.speakers import Speaker
from articles.text import fold

_SOON = 3  # sentences within which one who was described is named
_KEY = 3  # words that two quotations must share at the start of the shorter to be compared
_LONGEST = 60  # words of a repeated quotation


def settle(words: Words, findings: list[Finding], speakers: list[Speaker]) -> list[Speaker]:
    """Return the speakers with those of repeated words without attribution taken from where it is given."""
    alone = [i for i, finding in enumerate(findings) if finding.source is None and finding.how == "floating"]
    if not alone:
        return speakers
    wanted = {_words(words, findings[i])[:_KEY] for i in alone}
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, finding in enumerate(findings):
        if finding.source is None:
            continue
        whole = [word for first, stop in finding.pieces for word in words.lower[first:stop] if word[0].isalnum()]
        for k in range(len(whole) - _KEY + 1):
            if tuple(whole[k : k + _KEY]) in wanted:
                places.setdefault(tuple(whole[k : k + _KEY]), []).append((number, k))
    settled = list(speakers)
    for i in alone:
        said = _words(words, findings[i])
        for number, k in places.get(said[:_KEY], ())[:8] if len(said) >= _KEY else ():
            if _said_at(words, findings[number], k, len(said)) == said:
                settled[i] = replace(speakers[number], how="echo", sure=SPEAKER["echo"] * speakers[number].sure)
                break
    return settled


def join_paragraphs(words: Words, findings: list[Finding], speakers: list[Speaker]) -> list[Speaker]:
    """Return the speakers with those of paragraphs that no mark closes taken from the attribution that ends them."""
    joined = list(speakers)
    for i in range(len(findings) - 2, -1, -1):
        this, after = findings[i], findings[i + 1]
        if this.source is None and this.how == "floating" and _opens_again(words, this, after):
            if after.source is not None and after.how == "before":
                joined[i] = replace(speakers[i + 1], how="echo", sure=SPEAKER["echo"] * speakers[i + 1].sure)
            elif joined[i + 1].how == "echo" and after.how == "floating":
                joined[i] = joined[i + 1]
    return joined


def _opens_again(words: Words, this: Finding, after: Finding) -> bool:
    """Tell whether nothing but a line break and an opening mark parts two findings: one quotation in paragraphs."""
    between = words.text[words.ends[this.pieces[-1][1] - 1] : words.starts[after.pieces[0][0]]]
    start = words.starts[this.pieces[0][0]]
    opens_line = "\n" in words.text[max(start - 3, 0) : start] or this.pieces[0][0] <= 1
    return opens_line and "\n" in between and len(between.strip()) == 1 and between.strip() in '“"'


def name_later(people: People, findings: list[Finding], speakers: list[Speaker]) -> list[Speaker]:
    """Return the speakers with those described by a role ("a spokeswoman") named as the next one newly named is."""
    first_named: dict[int, int] = {}
    for mention in people.mentions:
        first_named.setdefault(mention.known, mention.first)
    settled = list(speakers)
    for i, speaker in enumerate(speakers):
        source = findings[i].source
        if source is None or not _described(speaker):
            continue
        for j in range(i + 1, min(i + 4, len(findings))):
            known = speakers[j].known
            if findings[j].sentence - findings[i].sentence > _SOON or speakers[j].how not in ("name", "described"):
                break
            if known is not None and first_named.get(known, 0) > source[0] and _agree(speaker, speakers[j]):
                settled[i] = replace(speakers[j], how="later", sure=SPEAKER["later"])
                break
    return settled


def _described(speaker: Speaker) -> bool:
    """Tell whether a speaker is one human being shown by a role alone ("a spokeswoman for the town")."""
    words = fold(speaker.name or "").split()
    if speaker.how != "described" or speaker.known is not None or not words or words[0] not in ("a", "an"):
        return False
    return any(word in ROLES and word not in GROUPS for word in words[:4])


def _agree(one: Speaker, other: Speaker) -> bool:
    """Tell whether a described speaker and a named one can be the same person."""
    wanted = gender_of_role(fold(one.name or "").split())
    return other.kind is SpeakerKind.PERSON and (not wanted or other.gender in ("", wanted))


def _words(words: Words, finding: Finding) -> tuple[str, ...]:
    return tuple(
        word
        for first, stop in finding.pieces
        for word in words.lower[first : min(stop, first + _LONGEST)]
        if word[0].isalnum()
    )


def _said_at(words: Words, finding: Finding, k: int, size: int) -> tuple[str, ...]:
    said = [word for first, stop in finding.pieces for word in words.lower[first:stop] if word[0].isalnum()]
    return tuple(said[k : k + size])
