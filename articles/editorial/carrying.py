"""The quote lock (D4): the quotations of a story, carried through a change of its text.

One whose words survive moves with them. One whose words were changed becomes `altered`, one whose words are gone
`lost`; both keep the words that they had, so that an editor can judge. Where the words are put back, the quotation is
again what it was: drafts are saved while editors type, delete and undo.
"""

from dataclasses import dataclass

from articles.models import Article, Quote
from articles.models.fields import Span
from articles.models.gate import WAITING

from .anchoring import Carried, Edit
from .placing import Places, stands

RESTORED = "restored"
_MOVED = ["spans", "start", "end", "prefix", "suffix"]


def carry_quotes(article: Article, old_body: str) -> dict[str, str]:
    """Re-anchor the quotations of `article` after its body changed from `old_body`; return what became of them.

    That is "altered", "lost" or "restored" by GUID, of those that are another thing than before; in a working copy by
    the GUID of the one that was copied. Call it with the story held (`saving.claimed`) and its body validated. A
    rejected one stays rejected.
    """
    quotes = list(article.quotes.select_related("copy_of")) if old_body != article.body else []
    if not quotes:
        return {}
    places = Places(article, old_body, quotes)
    edit = Edit(old_body, article.body)
    moves = [_move(edit, quote, places) for quote in quotes]
    _refuse_taken(moves)
    changed, moved = {}, []
    for move in moves:
        state, before = move.quote.state, [getattr(move.quote, name) for name in _MOVED]
        move.settle(places)
        places.settle(move.quote, state, move.carried)
        quote = move.quote
        if quote.state != state:
            quote.save()
            changed[(quote.copy_of or quote).guid] = quote.state if quote.state in WAITING else RESTORED
        elif [getattr(quote, name) for name in _MOVED] != before:
            moved.append(quote)
    # That words move with their text is no revision of the quotation, and costs one query for all.
    Quote.objects.bulk_update(moved, _MOVED, batch_size=200)
    places.keep()
    return changed


@dataclass
class _Move:
    """What an edit does to one quotation.

    `known` are its spans where it stood whole in this very text before, `rather` where it stands more likely than
    where the difference of the texts puts it.
    """

    quote: Quote
    carried: Carried
    known: list[Span] | None
    rather: list[Span] | None

    @property
    def yields(self) -> bool:
        """Whether it is put somewhere, rather than moved along with its text."""
        return bool(self.known or self.rather or self.quote.state in WAITING)

    @property
    def target(self) -> list[Span] | None:
        """The spans where it stands whole in the new text."""
        return self.known or self.rather or (self.carried.spans if self.carried.outcome == "kept" else None)

    def refuse(self) -> None:
        """Let it go with its text, or wait for a decision: another quotation stands where it would be put."""
        self.known = self.rather = None
        if self.quote.state in WAITING and self.carried.outcome == "kept":
            outcome = "altered" if self.quote.state == Quote.State.ALTERED else "lost"
            spans = self.carried.spans if outcome == "altered" else self.quote.spans
            self.carried = Carried(outcome, spans, self.carried.places)

    def settle(self, places: Places) -> None:
        """Give the quotation the state, the spans and the context that it has in the new text."""
        quote, body = self.quote, places.article.body
        if self.target and stands(quote, self.target, body):
            quote.spans = self.target
            quote.anchor(body)
            quote.state = places.was(quote) if quote.state in WAITING else quote.state
        elif quote.state == Quote.State.REJECTED:
            quote.spans = self.carried.spans or quote.spans
        else:
            quote.spans = self.carried.spans
            quote.state = Quote.State.LOST if self.carried.outcome == "lost" else Quote.State.ALTERED


def _move(edit: Edit, quote: Quote, places: Places) -> _Move:
    if quote.state == Quote.State.REJECTED:
        return _Move(quote, edit.carry([span for span in quote.spans if span[1] <= len(edit.old)]), None, None)
    lost = quote.state == Quote.State.LOST
    carried = edit.follow(places.stretches(quote), quote.spans, lost=lost)
    rather = None if quote.state in WAITING else edit.rather(carried, quote.spans)
    return _Move(quote, carried, places.known(quote), rather)


def _refuse_taken(moves: list[_Move]) -> None:
    """Let no quotation be put at words that another one holds, nor two at the same that had stood apart."""
    whole = [move for move in moves if move.target and move.quote.state != Quote.State.REJECTED]
    refused = True
    while refused:
        by_target: dict[str, list[_Move]] = {}
        for move in filter(lambda move: move.target, whole):
            by_target.setdefault(str(move.target), []).append(move)
        refused = [move for together in by_target.values() for move in together if _is_taken(move, together)]
        for move in refused:
            move.refuse()


def _is_taken(move: _Move, together: list[_Move]) -> bool:
    """Whether others that come to the same words have more right to them."""
    if not move.yields or len({str(other.quote.spans) for other in together}) == 1:
        return False
    return any(not other.yields for other in together) or (
        not move.known and any(other.known or other.quote.spans != move.quote.spans for other in together)
    )
