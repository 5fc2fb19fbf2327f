"""Publishing, and changing what is published: by a working copy that is folded back (D2), one edition each (D3)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Quote

from . import auditing, copies, editions, permissions, pictures
from .accepting import settle
from .carrying import carry_quotes
from .errors import Blocked
from .placing import forget_earlier
from .saving import claimed

Status = Article.Status


def publish(
    article: Article,
    user: AbstractBaseUser | None,
    *,
    at: datetime | None = None,
    note: str = "",
    accepted: Collection[str] | None = None,
) -> Article:
    """Publish a story, or fold a working copy into the story that it updates; return the story that readers get.

    `at` is the moment from which readers may see a first publication (default: the one set on the article, else now);
    `note` is the public note of an update; `accepted` are the keys of the desk checks' warnings that were looked at,
    None where the caller has asked already. Raises Blocked where the status forbids it, Faulty (a Blocked) where the
    checks find errors, Unaccepted where a warning was not looked at, and Conflict where the article was saved since it
    was read; nothing is changed then.
    """
    with claimed(article) as before:
        permissions.check(user, "publish", before)
        if article.body != before.body:
            article.clean_fields()
            carry_quotes(article, before.body)
        kept = settle(article, accepted)
        check_verbatim(article)
        if article.update_of_id:
            return _publish_update(before, user, note or before.update_note, kept)
        now = timezone.now()
        at = at or article.publish_at or now
        lifted = _lift_embargo(article, user, max(at, now))
        article.publish_at, article.status = at, Status.PUBLISHED
        article.first_posted = article.first_posted or article.publish_at
        article.full_clean()
        article.save()
        forget_earlier(article)
        # One that was taken off the schedule has an edition already, but none that readers had.
        editions.append(article, Edition.Kind.FIRST, user, note=note, at=max(at, now))
        pictures.settle(article)
        scheduled = {"for": article.publish_at.isoformat()} if article.publish_at > now else {}
        auditing.record(user, "schedule" if scheduled else "publish", article, **scheduled, **lifted, **kept)
    return article


def unschedule(article: Article, user: AbstractBaseUser | None, *, reason: str = "") -> Article:
    """Take a story that is published for a time to come off the schedule: it is approved, without a time; returns it.

    Raises Blocked where readers have it already or a working copy of it is open, and Conflict where it was saved since
    it was read. The edition made for it stays in the chain, but is not shown: readers never had it.
    """
    with claimed(article, closed=True) as before:
        permissions.check(user, "unschedule", before)
        if copies.are_out(before):
            raise Blocked(_("Readers have this story already. Update, correct or retract it instead."))
        if before.updates.exists():
            raise Blocked(_("A working copy of this story is open. Publish or discard that first."))
        was, planned = before.publish_at, before.first_posted
        before.status, before.publish_at = Status.APPROVED, None
        before.first_posted = None if planned and planned > timezone.now() else planned
        before.save()
        pictures.settle(before)
        auditing.record(user, "unschedule", before, reason=reason, was=was.isoformat())
    article.status, article.publish_at, article.first_posted = before.status, before.publish_at, before.first_posted
    return article


def _lift_embargo(article: Article, user: AbstractBaseUser | None, at: datetime) -> dict[str, str]:
    """End a running embargo if the story is to be read before, from `at` on; a time after it needs no right."""
    until = article.embargo_until
    if until is None or at >= until:
        return {}
    permissions.check(user, "break_embargo", article)
    article.embargo_until = None
    return {"embargo_broken": until.isoformat()}


def check_verbatim(article: Article) -> None:
    """Raise Blocked where a confirmed quotation does not stand in the text, whatever its state says."""
    for quote in article.quotes.filter(state=Quote.State.CONFIRMED).select_related("within"):
        try:
            quote.check_against(article.body)
        except ValidationError as error:
            why = " ".join(error.messages)
            raise Blocked(_("“%(words)s”: %(why)s") % {"words": quote.words[:80], "why": why}) from error


def start_update(article: Article, user: AbstractBaseUser | None) -> Article:
    """Return the working copy of a published story, made now or open already, with copies of its quotations."""
    permissions.check(user, "start_update")
    with transaction.atomic():
        stored = Article.objects.select_for_update().get(pk=article.pk)
        open_one = stored.updates.first()
        if open_one:
            return open_one
        permissions.check(user, "start_update", stored)
        copy = copies.make(stored)
        auditing.record(user, "start update", stored, copy=copy.guid)
    return copy


def discard_update(copy: Article, user: AbstractBaseUser | None, *, reason: str = "") -> None:
    """Delete a working copy; what readers have stays as it is. The revision history keeps the copy's text."""
    if not copy.update_of_id:
        raise Blocked(_("This is the story itself, not a working copy of it."))
    permissions.check(user, "discard_update", copy)
    with transaction.atomic():
        copies.discard(copy, user, reason=reason)


def _publish_update(copy: Article, user: AbstractBaseUser | None, note: str, kept: dict[str, Any]) -> Article:
    article = copies.original(copy)
    copies.fold(copy, article, user, kind=Edition.Kind.UPDATE, note=note)
    auditing.record(user, "publish update", article, **kept)
    return article
