"""The way of a story through the newsroom, up to publication: draft, in review, approved; spiked; whose it is.

Each verb asks `permissions`, raises the story's version, and leaves its trace with the reason.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Assignment, Comment
from articles.text import clean_line

from . import auditing, permissions
from .errors import Blocked, NotAllowed
from .saving import claimed

Status = Article.Status
_REASON_LIMIT = 500


def submit(article: Article, user: AbstractBaseUser | None, *, reason: str = "") -> Article:
    """Send a draft to review, with a note for the reviewer if one is given, and return it."""
    return _move(article, user, "submit", Status.REVIEW, reason)


def take_back(article: Article, user: AbstractBaseUser | None, *, reason: str = "") -> Article:
    """Take what waits for review back to draft, and return it."""
    return _move(article, user, "take_back", Status.DRAFT, reason)


def send_back(article: Article, user: AbstractBaseUser | None, *, reason: str) -> Article:
    """Send what is in review or approved back to draft, and return it; raises Blocked where no reason is given."""
    return _move(article, user, "send_back", Status.DRAFT, _required(reason, _("Say what is to be changed.")))


def approve(article: Article, user: AbstractBaseUser | None, *, reason: str = "") -> Article:
    """Approve what is in review, and return it."""
    return _move(article, user, "approve", Status.APPROVED, reason)


def spike(article: Article, user: AbstractBaseUser | None, *, reason: str) -> Article:
    """Put a story away unpublished, and return it; raises Blocked where no reason is given."""
    if article.update_of_id:
        raise Blocked(_("This is a working copy: discard the update instead."))
    return _move(article, user, "spike", Status.SPIKED, _required(reason, _("Say why the story is spiked.")))


def unspike(article: Article, user: AbstractBaseUser | None, *, reason: str = "") -> Article:
    """Make a spiked story a draft again, and return it."""
    return _move(article, user, "unspike", Status.DRAFT, reason)


def _required(reason: str, remedy: str) -> str:
    if not reason.strip():
        raise Blocked(remedy)
    return reason


def _move(article: Article, user: AbstractBaseUser | None, verb: str, status: str, reason: str) -> Article:
    """Give the story another status; raises NotAllowed, Blocked or Conflict, and nothing is changed then.

    The status is written alone: what the instance otherwise holds unsaved stays unsaved.
    """
    reason = reason.strip()
    with claimed(article) as before:
        permissions.check(user, verb, before)
        before.status = status
        before.save()
        if reason:
            _said(article, user, reason)
        auditing.record(user, verb, article, reason=clean_line(reason)[:_REASON_LIMIT], was=article.status)
    article.status = status
    return article


def _said(article: Article, user: AbstractBaseUser | None, text: str) -> Comment:
    remark = Comment(article=article, user=user, username=user.get_username() if user else "", text=text)
    remark.full_clean()
    remark.save()
    return remark


def comment(article: Article, user: AbstractBaseUser | None, text: str) -> Comment:
    """Add what `user` says about a story for the others at the desk, and return it.

    Comments never touch the story: its version stays. Raises NotAllowed or ValidationError.
    """
    permissions.check(user, "comment", article)
    with transaction.atomic():
        remark = _said(article, user, text.strip())
        auditing.record(user, "comment", remark, article=article)
    return remark


def assign(article: Article, user: AbstractBaseUser | None, to: AbstractBaseUser | None) -> Assignment | None:
    """Give a story to one of the staff, or to nobody, and return the assignment.

    Everybody who writes may take a story that nobody has, or give up an own one; the rest is for reviewers. Raises
    NotAllowed or Blocked; nothing is changed then.
    """
    with transaction.atomic():
        present = Assignment.objects.filter(article=article).select_related("user").first()
        own = user is not None and (
            (present is None and to == user) or (present is not None and present.user == user and to in {None, user})
        )
        permissions.check(user, "take" if own else "assign", article)
        if to is not None and not (to.is_active and to.has_perm(permissions.CHANGE)):
            raise NotAllowed(_("“%s” may not work on stories; assign it to somebody who may.") % to)
        if to is None:
            Assignment.objects.filter(article=article).delete()
        else:
            Assignment.objects.update_or_create(article=article, defaults={"user": to, "by": user})
        auditing.record(
            user,
            "assign",
            article,
            to=to.get_username() if to else None,
            was=present.user.get_username() if present else None,
        )
    return Assignment.objects.filter(article=article).first()
