"""Headlines and summaries that say in the paper's own voice what somebody quoted says."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.extraction.repeats import repeated
from articles.models import Quote

from .findings import WARNING, Finding, short
from .registry import check
from .story import Story

_S = Quote.State
_FIELDS = ("headline", "summary")


@check
def repeated_claims(story: Story) -> Iterable[Finding]:
    """Find a claim from a quotation that is repeated outside quotation marks and attributed to nobody."""
    quotes = story.standing(_S.CONFIRMED, _S.SUGGESTED)
    speakers = {name for quote in quotes if quote.speaker for name in (quote.speaker.name, *quote.speaker.aliases)}
    for field in _FIELDS:
        line = story.text_of(field)
        found = repeated(line, [quote.words for quote in quotes], speakers, english=story.english)
        if found is None:
            continue
        quote = quotes[found.quotation]
        claim = line[slice(*found.span)]
        text = _("“%(claim)s” repeats what %(speaker)s says, as if it were ours. Attribute it, or quote the words.")
        said = {"claim": short(claim), "speaker": quote.speaker or _("somebody quoted")}
        spans = [found.span]
        about = f"{claim}\n{quote.words}"
        yield Finding("claim-in-our-voice", WARNING, text % said, field, spans, quote.pk, about=about)
