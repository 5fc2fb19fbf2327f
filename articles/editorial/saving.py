"""Saving a story: one editor at a time (D13), its quotations carried along with its text (D4)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from articles.models import Article, Quote

from . import auditing
from .anchoring import Edit
from .errors import Blocked, Conflict

# A reader's copy is changed by publishing a working copy (D2), never by saving.
CLOSED = frozenset([Article.Status.PUBLISHED, Article.Status.RETRACTED])


def save_article(article: Article, user: AbstractBaseUser | None, *, version: int | None = None) -> Article:
    """Validate and save `article`, new or changed, and carry its quotations through the change of its body.

    `version` is the one that the editor had open, by default the instance's own. Returns the article, its version
    raised by one. Raises Conflict if it was saved by somebody else since, Blocked if readers have it already, and
    ValidationError with messages by field; in each case nothing is changed.
    """
    if article.pk is None:
        _check_status(article)
        with transaction.atomic():
            article.full_clean()
            article.save()
            auditing.record(user, "create", article)
        return article
    with claimed(article, version) as before:
        _check_status(article)
        article.full_clean()
        article.save()
        altered = carry_quotes(article, before.body)
        auditing.record(user, "save", article, quotes_altered=altered)
    return article


def _check_status(article: Article) -> None:
    if article.status in CLOSED:
        raise Blocked(_("A story reaches its readers by being published, and leaves them by being retracted."))


@contextmanager
def claimed(article: Article, version: int | None = None) -> Iterator[Article]:
    """Hold `article` for one change: a transaction in which its version is raised by a conditional UPDATE (D13).

    Gives the row as it stood. Raises Conflict where its version is no longer `version` (default: the instance's own),
    Blocked where readers have it. If the block raises, database and instance are as they were before.
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
            if before.status in CLOSED:
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
    with touched(article):
        if article.editions.exists():
            raise Blocked(_("This story has been published; its editions stay. Spike it instead of deleting it."))
        auditing.record(user, "delete", article, reason=reason, headline=article.headline)
        article.delete()


def carry_quotes(article: Article, old_body: str) -> int:
    """Re-anchor the quotations of `article` after its body changed; return how many are no longer verbatim.

    A quotation whose words survive moves with them. One whose words were changed becomes `altered`, one whose words are
    gone becomes `lost`; both keep the words that they had, so that an editor can judge. A rejected one stays so.
    """
    if old_body == article.body:
        return 0
    edit, altered = Edit(old_body, article.body), 0
    for quote in article.quotes.exclude(state=Quote.State.LOST):
        carried = edit.carry(quote.spans)
        quote.spans = carried.spans
        if carried.outcome == "kept":
            words = quote.words
            quote.anchor(article.body)
            quote.words = words
        elif quote.state != Quote.State.REJECTED:
            quote.state = Quote.State(carried.outcome)
            altered += 1
        quote.save()
    return altered
