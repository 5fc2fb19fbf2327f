"""Deciding on quotations (D4, D5): the engine or a fixture proposes, an editor confirms or rejects."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Quote

from . import auditing
from .errors import Blocked
from .saving import CLOSED


def confirm(quote: Quote, user: AbstractBaseUser | None, *, reason: str = "") -> Quote:
    """Confirm a quotation as it now stands in the text, and return it.

    An altered one takes over the changed words, for which a `reason` must be given. A lost one has no words to
    confirm. Raises Blocked or ValidationError; nothing is changed then.
    """
    _check_open(quote)
    if quote.state == Quote.State.LOST:
        raise Blocked(_("Its words are no longer in the text. Reject it, or put the words back."))
    if quote.state == Quote.State.ALTERED and not reason:
        raise Blocked(_("Its words were changed after they had been confirmed. Say why the new words are right."))
    with transaction.atomic():
        before = quote.words
        quote.anchor(quote.article.body)
        quote.state = Quote.State.CONFIRMED
        quote.confirmed_by, quote.confirmed_at = user, timezone.now()
        quote.full_clean()
        quote.save()
        changed = {"before": before, "after": quote.words} if before != quote.words else {}
        auditing.record(user, "confirm", quote, article=quote.article, reason=reason, **changed)
    return quote


def reject(quote: Quote, user: AbstractBaseUser | None, *, reason: str = "") -> Quote:
    """Mark a quotation as none, so that it is never proposed again, and return it."""
    _check_open(quote)
    with transaction.atomic():
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


def _check_open(quote: Quote) -> None:
    if quote.article.status in CLOSED:
        raise Blocked(_("Readers have this story already. Start an update instead of editing it in place."))
