"""Words of attribution that name somebody else than the speaker."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.extraction.lexicon.verbs import VERBS, WITH_ADDRESSEE
from articles.models import Quote
from articles.text import fold

from .findings import WARNING, Finding, short
from .registry import check
from .story import Story

_S = Quote.State
_NOT_SPEAKING = frozenset("of for to by with from about against on and or as at after before s his her their".split())
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b)?")


@check
def attributed_to_another(story: Story) -> Iterable[Finding]:
    """Find a quotation whose attribution, as printed, names another person of the story and not its speaker."""
    if not story.english:
        return
    names = {key: _names(spellings) for key, spellings in story.spellings.items()}
    for quote in story.standing(_S.CONFIRMED, _S.SUGGESTED):
        own = quote.speaker_person_id
        if own is None or not quote.attribution:
            continue
        words = fold(_POSSESSIVE.sub(" s", quote.attribution)).split()
        if any(part in words for name in story.spellings[own] for part in fold(name).split() if len(part) > 2):
            continue
        other = next((key for key in names if key != own and _speaks(words, names[key])), None)
        if other is not None:
            yield _finding(quote, story.people[other].name)


def _finding(quote: Quote, other: str) -> Finding:
    text = _("“%(words)s” is recorded as said by %(speaker)s, but the text has “%(printed)s”. Was it %(other)s?")
    speaker = str(quote.speaker)
    said = {"words": short(quote.words), "speaker": speaker, "printed": short(quote.attribution), "other": other}
    about = f"{quote.words}\n{speaker}\n{quote.attribution}"
    key, person = quote.pk, quote.speaker_person_id
    return Finding("attributed-to-another", WARNING, text % said, "body", quote.spans, key, person, about=about)


def _names(spellings: list[str]) -> set[tuple[str, ...]]:
    """Return the folded words of somebody's names, and the surname by itself."""
    names = {tuple(fold(name).split()) for name in spellings}
    surname = fold(spellings[0]).split()[-1:]
    return {name for name in names | {tuple(surname)} if name and len(name[-1]) > 2}


def _speaks(words: list[str], names: set[tuple[str, ...]]) -> bool:
    """Tell whether a name stands among the words as the subject: no "of", no possessive, not the one spoken to."""
    own = {part for name in names for part in name}
    for name in names:
        for at in range(len(words) - len(name) + 1):
            before = words[at - 1] if at else ""
            told = before in VERBS and VERBS[before].lemma in WITH_ADDRESSEE
            if tuple(words[at : at + len(name)]) != name or before in own or before in _NOT_SPEAKING or told:
                continue
            if words[at + len(name) :][:1] != ["s"]:
                return True
    return False
