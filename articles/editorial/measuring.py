"""How good the engine is on this newsroom's own copy: its findings against what editors confirmed."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef

from articles.extraction import extract
from articles.extraction.__main__ import as_json
from articles.extraction.scoring import Report, score
from articles.models import Article, Quote

MEASURED = 100


def confirmed(limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the texts whose quotations are all decided, latest first, in the form that the scorer reads.

    Each is {"id", "text", "quotes"}, a quotation {"content", "cue", "source", "speaker", "kind"}: spans in code points,
    cue and source None (the record keeps them as words), the speaker's full name or None.
    """
    state = Quote.State
    open_ones = Quote.objects.filter(article=OuterRef("pk"), state__in=[state.SUGGESTED, state.ALTERED])
    decided = Quote.objects.filter(article=OuterRef("pk"), state=state.CONFIRMED)
    articles = Article.objects.filter(Exists(decided), ~Exists(open_ones), update_of=None, language__startswith="en")
    for article in articles.order_by("-pk")[:limit].iterator(chunk_size=200):
        quotes = article.quotes.filter(state=state.CONFIRMED).select_related("speaker_person", "speaker_source")
        yield {"id": article.guid, "text": article.body, "quotes": [_gold(quote) for quote in quotes]}


def _gold(quote: Quote) -> dict[str, Any]:
    return {
        "content": quote.spans,
        "cue": None,
        "source": None,
        "speaker": quote.speaker.name if quote.speaker else None,
        "kind": quote.kind,
    }


def measure(limit: int = MEASURED) -> Report:
    """Run the engine over the latest `limit` decided texts and return its figures; nothing is recorded."""
    return score(
        (record["text"], record["quotes"], [as_json(q) for q in extract(record["text"]).quotations])
        for record in confirmed(limit)
    )
