"""Taking a story back from its readers, and giving it back to them.

A retraction keeps the address, with a notice in place of the text (COPE, Retraction Guidelines: freely available, says
that it is a retraction and why). It is for stories that cannot stand; what can be put right is corrected. The way back
is for a story that should not have been retracted; it has a notice of its own, and the record keeps both.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition
from articles.text import clean_line

from . import auditing, copies, editions, permissions, pictures
from .errors import Blocked
from .saving import claimed

Status = Article.Status
_BECOMES = {
    "retract": (Status.RETRACTED, Edition.Kind.RETRACTION),
    "reinstate": (Status.PUBLISHED, Edition.Kind.RESTORED),
}


def retract(article: Article, user: AbstractBaseUser | None, *, note: str, reason: str = "") -> Article:
    """Take a story from its readers, who get `note` at its address from then on; return it.

    `reason` is for the audit log. A working copy that is open is discarded. Raises NotAllowed; Blocked where there is
    no note or readers do not have the story; and Conflict where it was saved since it was read. Nothing is changed
    then.
    """
    note = _required(note, _("Tell readers why the story is retracted: the notice stands at its address."))
    with transaction.atomic():
        # A copy is locked before its story, as when it is published.
        opened = list(Article.objects.select_for_update().filter(update_of=article))
        with claimed(article, closed=True) as before:
            permissions.check(user, "retract", before)
            if not copies.are_out(before):
                raise Blocked(_("Readers do not have this story yet. Take it off the schedule instead."))
            for copy in opened:
                copies.discard(copy, user, reason=_("The story was retracted."))
            editions.begin(before)
            _become(before, user, "retract", note, reason)
    article.status = Status.RETRACTED
    return article


def reinstate(article: Article, user: AbstractBaseUser | None, *, note: str, reason: str = "") -> Article:
    """Give a retracted story back to its readers as they had it, with `note` to them, and return it.

    Raises as `retract` does.
    """
    note = _required(note, _("Tell readers why the story is back: they were told that it was retracted."))
    with claimed(article, closed=True) as before:
        permissions.check(user, "reinstate", before)
        _become(before, user, "reinstate", note, reason)
    article.status = Status.PUBLISHED
    return article


def _required(note: str, remedy: str) -> str:
    if not (note := clean_line(note)):
        raise Blocked(remedy)
    return note


def _become(article: Article, user: AbstractBaseUser | None, verb: str, note: str, reason: str) -> None:
    article.status, kind = _BECOMES[verb]
    article.clean()
    article.save()
    edition = editions.append(article, kind, user, note=note, at=timezone.now())
    pictures.settle(article)
    auditing.record(user, verb, article, reason=clean_line(reason), edition=edition.number, note=note)
