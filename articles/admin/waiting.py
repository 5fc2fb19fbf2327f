"""The queue of quotations whose words were changed or are gone: the filter, and what each one's page says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.editorial.comparing import matches, tokens
from articles.editorial.placing import standing
from articles.editorial.quoting import places_of
from articles.models import Quote
from articles.models.gate import WAITING

_AROUND = 40
_OFFERED = 5


class WaitingFilter(admin.SimpleListFilter):
    title = _("decision")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        return [("yes", _("waiting for one"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        return queryset.waiting() if self.value() == "yes" else queryset


@dataclass(frozen=True)
class Piece:
    """A run of words that two texts share, or that only the one has."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Place:
    """Where the words of a lost quotation stand in the text by now: what to type as its spans, and the surroundings."""

    spans: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Changed:
    """What is to be decided: the recorded words and those that stand in their place, how it came, what can be done."""

    lost: bool
    before: list[Piece]
    now: list[Piece]
    places: list[Place]


def changed(quote: Quote) -> Changed | None:
    """Return what the page of `quote` says of a change of its words; None where nothing waits for a decision."""
    if quote.state not in WAITING:
        return None
    now = standing(quote)
    before, after = _compared(quote.words, now)
    lost = quote.state == Quote.State.LOST
    return Changed(lost, before, after, list(_places(quote)) if lost else [])


def _compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces that are marked where they differ."""
    a, b = tokens(old), tokens(new)
    before: list[Piece] = []
    after: list[Piece] = []
    done_a = done_b = 0
    for i, k, count in [*matches(a, b), (len(a), len(b), 0)]:
        before += [Piece("".join(a[done_a:i]), differs=True), Piece("".join(a[i : i + count]), differs=False)]
        after += [Piece("".join(b[done_b:k]), differs=True), Piece("".join(b[k : k + count]), differs=False)]
        done_a, done_b = i + count, k + count
    return [piece for piece in before if piece.text], [piece for piece in after if piece.text]


def _places(quote: Quote) -> Iterator[Place]:
    body = quote.article.body
    for at in places_of(body, quote.words)[:_OFFERED]:
        end = at + len(quote.words)
        yield Place(f"{at}-{end}", body[max(0, at - _AROUND) : at], quote.words, body[end : end + _AROUND])
