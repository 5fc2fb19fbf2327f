"""Quotations: what waits for a decision, what is no longer verbatim, what two people are said to have said."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Quote
from articles.text import fold

from .findings import ERROR, WARNING, Finding, short
from .registry import check
from .story import Story

_S, _K = Quote.State, Quote.Kind
_OWN = 4  # words; shorter ones ("Yes, of course") anybody may have said


@check
def without_speaker(story: Story) -> Iterable[Finding]:
    """Find quotations with words between marks that nobody is recorded to have said."""
    for quote in story.standing(_S.CONFIRMED, _S.SUGGESTED):
        if quote.speaker is not None or quote.kind == _K.INDIRECT:
            continue
        level, text = WARNING, _("“%s” is suggested without a speaker. Say who said it before you confirm it.")
        if quote.state == _S.CONFIRMED:
            level, text = ERROR, _("“%s” has no speaker. Say who said it, or reject it.")
        yield _on("quote-without-speaker", level, text, quote)


@check
def undecided(story: Story) -> Iterable[Finding]:
    """Find suggestions that nobody has decided on: one finding for all."""
    waiting = story.standing(_S.SUGGESTED)
    if not waiting:
        return
    text = ngettext(
        "%d suggested quotation waits for a decision. Until it is confirmed, readers see its words as plain text.",
        "%d suggested quotations wait for a decision. Until they are confirmed, readers see their words as plain text.",
        len(waiting),
    )
    yield Finding(
        "undecided-quotes",
        WARNING,
        text % len(waiting),
        "body",
        [span for quote in waiting for span in quote.spans],
        about="\n".join(sorted(quote.words for quote in waiting)),
    )


@check
def not_verbatim(story: Story) -> Iterable[Finding]:
    """Find quotations whose words were changed (the quote lock, D4), or are gone."""
    for quote in story.standing(_S.ALTERED):
        text = _("“%s” no longer stands in the text as it was confirmed. Confirm, correct or reject it first.")
        yield _on("quote-altered", ERROR, text, quote)
    for quote in story.standing(_S.LOST):
        text = _("“%s” is recorded, but no longer in the text. Reject it, or put the words back.")
        yield Finding("quote-lost", WARNING, text % short(quote.words), "body", quote=quote.pk, about=quote.words)


@check
def two_speakers(story: Story) -> Iterable[Finding]:
    """Find the same words, confirmed twice, of two speakers."""
    by_words: dict[object, list[Quote]] = defaultdict(list)
    for quote in story.standing(_S.CONFIRMED):
        if quote.speaker is None:
            continue
        folded = fold(quote.words)
        if folded.count(" ") + 1 >= _OWN:
            by_words[folded].append(quote)
        else:
            by_words[str(quote.spans)].append(quote)
    for quotes in by_words.values():
        names = dict.fromkeys(str(quote.speaker) for quote in quotes)
        if len({quote.speaker for quote in quotes}) < 2:
            continue
        text = _("“%(words)s” is recorded as said by each of these: %(names)s. Keep the one who said it.")
        said = {"words": short(quotes[0].words), "names": ", ".join(names)}
        spans = sorted({tuple(span) for quote in quotes for span in quote.spans})
        about = "\n".join([quotes[0].words, *sorted(names)])
        yield Finding("quote-of-two", WARNING, text % said, "body", spans, quotes[-1].pk, about=about)


def _on(code: str, level: str, text: str, quote: Quote) -> Finding:
    """Return a finding on the words of one quotation."""
    said = text % short(quote.words)
    return Finding(code, level, said, "body", quote.spans, quote.pk, quote.speaker_person_id, about=quote.words)
