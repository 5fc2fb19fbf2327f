"""Deciding on quotations (D4, D5): the engine or a fixture proposes, an editor confirms or rejects.

A decision raises the story's version (D13). A caller that holds the story already (`saving.claimed`) says so by `held`.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Quote
from articles.models.fields import Span, joined
from articles.models.gate import WAITING

from . import auditing, permissions
from .errors import Blocked
from .placing import state_before
from .saving import touched

# A change of words in these states must be seen by somebody.
_KEPT = frozenset([Quote.State.CONFIRMED, Quote.State.ALTERED, Quote.State.LOST])
_LISTED = 5


def confirm(quote: Quote, user: AbstractBaseUser | None, *, reason: str = "", held: bool = False) -> Quote:
    """Confirm a quotation as it now stands in the text, and return it.

    An altered one takes over the changed words, for which a `reason` must be given. A lost one has no words to
    confirm. Raises Blocked or ValidationError; nothing is changed then.
    """
    permissions.check(user, "decide_quotes", quote.article)
    if quote.state == Quote.State.LOST:
        raise Blocked(_("Its words are no longer in the text. Reject it, or put the words back."))
    if quote.state == Quote.State.ALTERED and not reason:
        raise Blocked(_("Its words were changed after they had been confirmed. Say why the new words are right."))
    with transaction.atomic() if held else touched(quote.article):
        before = quote.words
        quote.anchor(quote.article.body)
        quote.state = Quote.State.CONFIRMED
        quote.confirmed_by, quote.confirmed_at = user, timezone.now()
        quote.full_clean()
        quote.save()
        _acknowledge(quote)
        changed = {"before": before, "after": quote.words} if before != quote.words else {}
        auditing.record(user, "confirm", quote, article=quote.article, reason=reason, **changed)
    return quote


def _acknowledge(quote: Quote) -> None:
    """Who stands behind a quotation has looked at its speaker too."""
    if quote.speaker and quote.speaker.proposed:
        quote.speaker.proposed = False
        quote.speaker.save()


def reject(quote: Quote, user: AbstractBaseUser | None, *, reason: str = "", held: bool = False) -> Quote:
    """Mark a quotation as none, so that it is never proposed again, and return it."""
    permissions.check(user, "decide_quotes", quote.article)
    with transaction.atomic() if held else touched(quote.article):
        quote.state = Quote.State.REJECTED
        quote.save()
        auditing.record(user, "reject", quote, article=quote.article, reason=reason)
    return quote


def place(quote: Quote) -> Quote:
    """Set the words and their context from the spans, in a record made or moved by hand, and return it unsaved.

    Raises ValidationError where the spans do not lie in the body.
    """
    quote.clean_fields(exclude=[f.name for f in quote._meta.fields if f.name != "spans"])
    if quote.spans[-1][1] > len(quote.article.body):
        raise ValidationError({"spans": _("The spans reach beyond the end of the text.")})
    quote.anchor(quote.article.body)
    return quote


def move(quote: Quote, spans: list[Span]) -> Quote:
    """Put a quotation at other stretches of its article's body, and return it unsaved.

    A new or suggested one takes over the words found there. One that had been confirmed keeps its words: where they
    differ it becomes altered, to be confirmed with a reason; where they are the same it is whole again. Raises
    ValidationError where the spans do not lie in the body.
    """
    before, state = quote.words, quote.state
    whole = state_before(quote) if state in WAITING else state
    quote.spans = spans
    place(quote)
    if state in _KEPT:
        same = quote.words == before
        quote.words = before
        quote.state = whole if same else Quote.State.ALTERED
    return quote


def locate(body: str, words: str) -> list[Span]:
    """Return the spans of `words` in `body`, where they stand exactly once.

    Several stretches are written as the record has them, with " … " between. Raises ValidationError for `words`,
    which says that they are not there, or at which places they are.
    """
    places = places_of(body, words)
    parts = words.split(joined(["", ""]))
    if not places and len(parts) > 1:
        return [locate(body, part)[0] for part in parts]
    if not places:
        raise ValidationError({"words": _("The text does not say “%s”. Copy the words exactly.") % words[:200]})
    if len(places) > 1:
        listed = ", ".join(f"{at}-{at + len(words)}" for at in places[:_LISTED])
        raise ValidationError(
            {
                "words": _("The text says “%(words)s” %(times)d times, at %(places)s. Give the spans of the one meant.")
                % {"words": words[:200], "times": len(places), "places": listed + ("…" if places[_LISTED:] else "")}
            }
        )
    return [[places[0], places[0] + len(words)]]


def places_of(body: str, words: str) -> list[int]:
    """Return where `words` begin in `body`, each time that they stand there."""
    places, at = [], body.find(words)
    while words and at >= 0:
        places.append(at)
        at = body.find(words, at + 1)
    return places
