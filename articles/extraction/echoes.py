"""Tenth stage: a headline or a pulled quotation repeats words that stand, with their speaker, elsewhere in the text."""

from dataclasses import replace

from articles.extraction.findings import Finding
from articles.extraction.layout import Words
from articles.extraction.resolve import Speaker

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
                settled[i] = replace(speakers[number], how="echo", sure=0.9 * speakers[number].sure)
                break
    return settled


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
