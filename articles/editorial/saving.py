"""Saving a story: one editor at a time (D13), its quotations carried along with its text (D4)."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.translations import check_translation

from . import auditing, autosaving, permissions, surroundings
from .carrying import carry_quotes
from .errors import Blocked, Conflict
from .permissions import CLOSED


def save_article(
    article: Article,
    user: AbstractBaseUser | None,
    *,
    version: int | None = None,
    quiet: bool = False,
    verb: str = "save",
    reason: str = "",
) -> Article:
    """Validate and save `article`, new or changed, and carry its quotations through the change of its body.

    `version` is the one that the editor had open, by default the instance's own; `quiet` says that the page saved by
    itself (`autosaving`); `verb` and `reason` are what the audit log says of it. Returns the article, its version
    raised by one. Raises NotAllowed if `user` may not, Conflict if it was saved by somebody else since, Blocked if
    readers have it already, and ValidationError with messages by field; in each case nothing is changed.
    """
    if article.pk is None:
        permissions.check(user, "create")
        _check_status(article, Article.Status.DRAFT)
        with transaction.atomic():
            article.full_clean()
            article.save()
            auditing.record(user, "create", article)
        return article
    with claimed(article, version) as before:
        permissions.check(user, "save", before)
        _check_status(article, before.status)
        _check_embargo(article, before, user)
        article.full_clean()
        if article.language != before.language:
            check_translation(article)
        again = quiet and autosaving.goes_on(article, user)
        with autosaving.one_revision(article, again=again) if quiet else nullcontext():
            article.save()
            carried = carry_quotes(article, before.body)
        if carried or not again:
            told = {"quotes": carried} if carried else {}
            told["fields"] = auditing.changed(before, article)
            auditing.record(user, "autosave" if quiet else verb, article, reason=reason, **told)
    return article


def _check_status(article: Article, expected: str) -> None:
    """A story goes from one status to another by the verbs of `workflow` and `publishing`, never by saving."""
    if article.status in CLOSED:
        raise Blocked(_("A story reaches its readers by being published, and leaves them by being retracted."))
    if article.status != expected:
        raise Blocked(_("Its status changes by sending it to review, approving it and so on, not by saving."))


def _check_embargo(article: Article, before: Article, user: AbstractBaseUser | None) -> None:
    """A running embargo is set and made longer by whoever writes; to shorten or lift it takes the right to."""
    if permissions.embargoed(before) and (
        article.embargo_until is None or article.embargo_until < before.embargo_until
    ):
        permissions.check(user, "break_embargo", article)


@contextmanager
def claimed(article: Article, version: int | None = None, *, closed: bool = False) -> Iterator[Article]:
    """Hold `article` for one change: a transaction in which its version is raised by a conditional UPDATE (D13).

    Gives the row as it stood. Raises Conflict where its version is no longer `version` (default: the instance's own),
    Blocked where readers have it, unless `closed` says that the change is one of that. If the block raises, database
    and instance are as they were before.
    """
    held = article.version
    expected = held if version is None else version
    try:
        with transaction.atomic():
            if not Article.objects.filter(pk=article.pk, version=expected).update(version=F("version") + 1):
                raise Conflict(
                    _("Somebody else has saved this story since you opened it. Compare with the newer text.")
                )
            before = Article.objects.get(pk=article.pk)
            if before.status in CLOSED and not closed:
                raise Blocked(_("Readers have this story already. Start an update instead of editing it in place."))
            article.version = before.version
            yield before
    except BaseException:
        article.version = held
        raise


@contextmanager
def touched(article: Article) -> Iterator[None]:
    """Hold `article` for the change of one of its parts, whatever its version: a transaction in which that is raised.

    Raises Blocked if readers have the story already. An instance that was up to date stays so; forms opened before
    meet a Conflict.
    """
    held = article.version
    try:
        with transaction.atomic():
            open_ones = Article.objects.filter(pk=article.pk).exclude(status__in=CLOSED)
            if not open_ones.update(version=F("version") + 1):
                raise Blocked(_("Readers have this story already. Start an update instead of editing it in place."))
            article.version = held + 1
            yield
    except BaseException:
        article.version = held
        raise


def remove_article(article: Article, user: AbstractBaseUser | None, *, reason: str = "") -> None:
    """Delete a story that readers never had; the revision history keeps its text. Raises Blocked for any other."""
    permissions.check(user, "delete", article)
    with touched(article):
        if article.editions.exists():
            raise Blocked(_("This story has been published; its editions stay. Spike it instead of deleting it."))
        if article.translations.exists():
            raise Blocked(_("Other stories are translations of this one. Spike it, or change what those name first."))
        # Once it is gone, nobody can ask whether an embargo runs.
        told = {} if permissions.embargoed(article) else {"headline": article.headline}
        auditing.record(user, "delete", article, reason=reason, kept=surroundings.of(article), **told)
        article.delete()
