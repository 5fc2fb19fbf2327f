"""Showing one story to somebody outside the desk before readers have it: signed links that end and are revoked."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ShareLink

from . import auditing, permissions
from .copies import are_out
from .errors import Blocked

LASTING = timedelta(hours=72)
LONGEST = timedelta(days=30)
_NOTED_EVERY = timedelta(minutes=1)


def share(article: Article, user: AbstractBaseUser, *, expires: datetime | None = None, note: str = "") -> ShareLink:
    """Make a link that shows `article` as it stands, until `expires` (default: in 72 hours), and return it.

    `note` says for whom it is. Raises NotAllowed, or Blocked where the time is past or more than 30 days ahead, or
    readers have the story already; ValidationError where the note is too long.
    """
    permissions.check(user, "share", article)
    now = timezone.now()
    expires = expires or now + LASTING
    if not now < expires <= now + LONGEST:
        raise Blocked(_("A link lasts for some time, and for 30 days at most."))
    if are_out(article):
        raise Blocked(_("Readers have this story at its own address; send that."))
    with transaction.atomic():
        link = ShareLink(article=article, created_by=user, expires=expires, note=note.strip())
        link.full_clean()
        link.save()
        auditing.record(user, "share", article, reason=link.note, until=expires.isoformat())
    return link


def revoke(link: ShareLink, user: AbstractBaseUser | None, *, reason: str = "") -> ShareLink:
    """Close a link at once, and return it; one that is revoked already stays as it is. Raises NotAllowed."""
    permissions.check(user, "share")
    with transaction.atomic():
        if ShareLink.objects.filter(pk=link.pk, revoked=None).update(revoked=timezone.now(), revoked_by=user):
            auditing.record(user, "revoke link", link.article, reason=reason, note=link.note)
    link.refresh_from_db()
    return link


def token(link: ShareLink) -> str:
    """Return what the address of a link carries: its key, signed with the installation's secret."""
    return _signer().sign(link.key)


def _signer() -> signing.Signer:
    return signing.Signer(salt="articles.share", sep=".")


def opened(given: str) -> ShareLink | None:
    """Return the link that a token opens, with its story (whose text is not loaded), or None.

    None stands for all that can be wrong: forged, over, revoked, its story deleted or retracted, or its maker no
    longer allowed to show the story.
    """
    try:
        key = _signer().unsign(given)
    except signing.BadSignature:
        return None
    links = ShareLink.objects.usable().select_related("article", "created_by")
    link = links.defer("article__body", "article__summary").filter(key=key).first()
    if link is None or not permissions.allowed(link.created_by, "share", link.article):
        return None
    return link


def note_use(link: ShareLink) -> None:
    """Note that a link was opened now; once a minute is enough."""
    now = timezone.now()
    long_ago = Q(last_used=None) | Q(last_used__lt=now - _NOTED_EVERY)
    ShareLink.objects.filter(long_ago, pk=link.pk).update(last_used=now)
