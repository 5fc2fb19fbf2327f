"""Where quotations stood in each text that a story has had, and where those that wait for a decision are looked for.

Offsets hold for one text only, so they are kept with its hash (`Placement`), and used with no other.
"""

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from articles.models import Article, Placement, Quote
from articles.models.fields import Span, joined
from articles.models.gate import WAITING
from articles.models.placement import hash_of
from articles.models.quote import ANCHORED

from .anchoring import Carried, Stretch

REMEMBERED = 500  # texts of a story: the latest


class Places:
    """What is remembered of the quotations of one story, of its text before an edit and of that after it."""

    def __init__(self, article: Article, old_body: str, quotes: Iterable[Quote]) -> None:
        self.article, self.old_body = article, old_body
        hashes = [hash_of(old_body), hash_of(article.body)]
        rows = {row.sha256: row for row in Placement.objects.filter(article=article, sha256__in=hashes)}
        self._old, self._new = (rows.get(h) or Placement(article=article, sha256=h) for h in hashes)
        self._note(quotes)
        self._settled: dict[str, Any] = {}

    def _note(self, quotes: Iterable[Quote]) -> None:
        """Write down where the quotations stand before the edit; of those moved by hand since, forget the rest."""
        before, now, by_hand = self._old.places, {}, set()
        for quote in quotes:
            entry = before.get(quote.guid)
            if quote.state in ANCHORED:
                now[quote.guid] = {"at": quote.spans, "once": _once(quote, entry, self.old_body)}
            elif entry and "was" in entry and quote.state in WAITING:
                now[quote.guid] = entry if _left(quote, entry) else {"at": quote.spans, "was": entry["was"]}
            if now.get(quote.guid) != entry or self._old.pk is None:
                by_hand.add(quote.guid)
        self._old.places = now
        if by_hand:
            self._forget(by_hand)

    def _forget(self, guids: set[str]) -> None:
        others = Placement.objects.filter(article=self.article).exclude(pk__in=[self._old.pk or 0, self._new.pk or 0])
        rows = [row for row in [self._new, *others] if guids & set(row.places)]
        for row in rows:
            row.places = {guid: entry for guid, entry in row.places.items() if guid not in guids}
        Placement.objects.bulk_update([row for row in rows if row.pk], ["places"], batch_size=100)

    def known(self, quote: Quote) -> list[Span] | None:
        """Return the spans of a quotation that stood whole in the new text when the story had it before."""
        entry = self._new.places.get(quote.guid)
        if entry and "was" not in entry and stands(quote, entry["at"], self.article.body):
            return entry["at"]
        return None

    def stretches(self, quote: Quote) -> list[Stretch]:
        """Return the stretches of a quotation with their places in the old text."""
        entry = self._old.places.get(quote.guid)
        if quote.state in ANCHORED and stands(quote, quote.spans, self.old_body):
            return [Stretch.of(self.old_body, *at, once=o) for at, o in zip(quote.spans, entry["once"], strict=True)]
        return _left(quote, entry) or _guessed(quote, self.old_body)

    def was(self, quote: Quote) -> str:
        """Return the state that a quotation had before it was altered or lost."""
        return _was(quote, self._old.places.get(quote.guid))

    def settle(self, quote: Quote, was: str, carried: Carried) -> None:
        """Remember where a quotation is in the new text or, where it is not whole there, where to look for it.

        `was` is its state before the edit.
        """
        if quote.state in ANCHORED:
            once = [list(stretch.once) for stretch in carried.places]
            self._settled[quote.guid] = {"at": quote.spans, "once": once}
        elif quote.state in WAITING:
            left = [list(astuple(stretch)) for stretch in carried.places]
            self._settled[quote.guid] = {
                "at": quote.spans,
                "was": self.was(quote) if was in WAITING else was,
                "left": left,
            }

    def keep(self) -> None:
        """Write both texts, and forget those that are long gone."""
        self._new.places = self._settled
        self._old.save()
        self._new.save()
        latest = Placement.objects.filter(article=self.article).order_by("-pk").values_list("pk", flat=True)
        for oldest in latest[REMEMBERED : REMEMBERED + 1]:
            Placement.objects.filter(article=self.article, pk__lte=oldest).delete()


def hand_over(given: Article, to: Article, renamed: dict[str, str]) -> None:
    """Remember in another story with the same text what is remembered in `given`; `renamed` has the GUIDs there."""
    row = Placement.objects.filter(article=given, sha256=hash_of(given.body)).first()
    if row:
        places = {renamed[guid]: entry for guid, entry in row.places.items() if guid in renamed}
        Placement.objects.update_or_create(article=to, sha256=row.sha256, defaults={"places": places})


def forget_earlier(article: Article) -> None:
    """Forget all texts of a story but the one that it has: it is published, and nobody goes on typing."""
    Placement.objects.filter(article=article).exclude(sha256=hash_of(article.body)).delete()


def stands(quote: Quote, spans: list[Span], body: str) -> bool:
    """Return whether the words of `quote` stand at `spans` of `body`, to the letter."""
    return spans[-1][1] <= len(body) and joined([body[start:end] for start, end in spans]) == quote.words


def standing(quote: Quote) -> str:
    """Return what the text says now where the words of an altered or lost quotation stood; nothing if that is gone."""
    body = quote.article.body
    if quote.state != Quote.State.LOST:
        return quote.words_in(body)
    left = _left(quote, _entry(quote)) or []
    between = [body[s.start : s.end].strip() for s in left if s.left or s.right]
    return joined(list(filter(None, dict.fromkeys(between))))


def state_before(quote: Quote) -> str:
    """Return the state that a quotation had before it was altered or lost: confirmed or suggested."""
    return _was(quote, _entry(quote))


def _entry(quote: Quote) -> Any:
    row = Placement.objects.filter(article=quote.article, sha256=hash_of(quote.article.body)).first()
    return row.places.get(quote.guid) if row else None


def _was(quote: Quote, entry: Any) -> str:
    if entry and "was" in entry:
        return str(entry["was"])
    return Quote.State.CONFIRMED if quote.confirmed_at else Quote.State.SUGGESTED


def _once(quote: Quote, entry: Any, body: str) -> list[Any]:
    """Return what surrounded the stretches of a quotation that stands in `body` when they were first seen there."""
    if entry and entry["at"] == quote.spans and "once" in entry:
        return entry["once"]
    return [list(Stretch.of(body, start, end).once) for start, end in quote.spans]


def _left(quote: Quote, entry: Any) -> list[Stretch] | None:
    """Return the stretches that are remembered of a quotation, unless it was decided on since."""
    if quote.state not in WAITING or not entry or "left" not in entry or entry["at"] != quote.spans:
        return None
    stretches = [Stretch(*values) for values in entry["left"]]
    return stretches if joined([stretch.words for stretch in stretches]) == quote.words else None


def _guessed(quote: Quote, body: str) -> list[Stretch]:
    """Return the stretches of a quotation of which nothing is remembered, as from a fixture, by its own fields."""
    spans, words = quote.spans, quote.words
    parts = [words] if len(spans) == 1 else words.split(joined(["", ""]))
    if quote.state == Quote.State.LOST or spans[-1][1] > len(body):
        return [Stretch(words, 0, 0, quote.prefix, quote.suffix, left=False, right=False)]
    if len(parts) != len(spans):
        parts, spans = [words], [[spans[0][0], spans[-1][1]]]
    last = len(parts) - 1
    return [
        Stretch(part, start, end, quote.prefix * (n == 0), quote.suffix * (n == last))
        for n, (part, (start, end)) in enumerate(zip(parts, spans, strict=True))
    ]
