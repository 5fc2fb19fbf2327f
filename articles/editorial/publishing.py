"""Publishing, and changing what is published: by a working copy that is folded back (D2), one edition each (D3)."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Edition, Quote
from articles.models.base import new_guid

from . import auditing, editions
from .errors import Blocked
from .saving import claimed

Status = Article.Status

# What a working copy takes over from its article and, when published, gives back. Address and identity stay.
_CONTENT = (
    "headline summary dateline_place dateline_date body source credit_line byline external_url language lead_photo"
    " update_note"
).split()
_QUOTE_CONTENT = (
    "spans words prefix suffix kind speaker_person speaker_source attribution cue role via venue said_on"
    " original_language original_words state confirmed_by confirmed_at"
).split()


def publish(article: Article, user: AbstractBaseUser | None, *, at: datetime | None = None, note: str = "") -> Article:
    """Publish a story, or fold a working copy into the story that it updates; return the story that readers get.

    `at` is the moment from which readers may see a first publication (default: the one set on the article, else now);
    `note` is the public note of an update. Raises Blocked where quotations wait for a decision or the status forbids
    it, and Conflict where the article was saved since it was read; nothing is changed then.
    """
    with claimed(article):
        _check_ready(article)
        if article.update_of_id:
            return _fold(article, user, note)
        now = timezone.now()
        article.status = Status.PUBLISHED
        article.publish_at = at or article.publish_at or now
        article.first_posted = article.first_posted or article.publish_at
        article.full_clean()
        article.save()
        editions.append(article, Edition.Kind.FIRST, user, note=note, at=now)
        auditing.record(user, "publish", article)
    return article


def _check_ready(article: Article) -> None:
    if article.status == Status.SPIKED:
        raise Blocked(_("This story was spiked. Set it back to draft before you publish it."))
    altered = article.quotes.filter(state__in=[Quote.State.ALTERED]).count()
    if altered:
        raise Blocked(
            ngettext(
                "%d quotation no longer has the words that were confirmed. Confirm, correct or reject it first.",
                "%d quotations no longer have the words that were confirmed. Confirm, correct or reject them first.",
                altered,
            )
            % altered
        )


def start_update(article: Article, user: AbstractBaseUser | None) -> Article:
    """Return the working copy of a published article, made now or open already, with copies of its quotations."""
    with transaction.atomic():
        open_one = Article.objects.filter(update_of=article).first()
        if open_one:
            return open_one
        if article.status != Status.PUBLISHED:
            raise Blocked(_("Only a published story is updated by a working copy; edit this one directly."))
        copy = Article(
            **{name: getattr(article, name) for name in _CONTENT},
            slug=article.slug,
            publish_at=article.publish_at,
            first_posted=article.first_posted,
            modified=article.modified,
            update_of=article,
            status=Status.DRAFT,
        )
        copy.save()
        _copy_surroundings(article, copy)
        _copy_quotes(article, copy)
        auditing.record(user, "start update", article, copy=copy.guid)
    return copy


def discard_update(copy: Article, user: AbstractBaseUser | None, *, reason: str = "") -> None:
    """Delete a working copy; what readers have stays as it is. The revision history keeps the copy's text."""
    if not copy.update_of_id:
        raise Blocked(_("This is the story itself, not a working copy of it."))
    with transaction.atomic():
        auditing.record(user, "discard update", copy, article=copy.update_of, reason=reason)
        copy.delete()


def _copy_surroundings(old: Article, new: Article) -> None:
    new.topics.set(old.topics.all())
    for row in [*old.hops.all(), *old.mentions.all()]:
        row.pk, row.article = None, new
        row._state.adding = True
        row.save()


def _copy_quotes(old: Article, new: Article) -> None:
    copies: dict[int, Quote] = {}
    for quote in old.quotes.order_by("start", "pk"):
        copy = Quote(article=new, copy_of=quote, guid=new_guid(), **_content_of(quote))
        copy.save()
        copies[quote.pk] = copy
    for quote in old.quotes.filter(within__isnull=False):
        if outer := copies.get(quote.within_id):
            Quote.objects.filter(pk=copies[quote.pk].pk).update(within=outer)


def _content_of(quote: Quote) -> dict[str, Any]:
    return {name: getattr(quote, name) for name in _QUOTE_CONTENT}


def _fold(copy: Article, user: AbstractBaseUser | None, note: str) -> Article:
    article = Article.objects.select_for_update().get(pk=copy.update_of_id)
    if article.status != Status.PUBLISHED:
        raise Blocked(_("The story that this copy updates is no longer published."))
    now = timezone.now()
    for name in _CONTENT:
        setattr(article, name, getattr(copy, name))
    article.version += 1
    article.modified = now
    article.update_note = note or copy.update_note
    article.full_clean()
    article.save()
    article.hops.all().delete()
    article.mentions.all().delete()
    _copy_surroundings(copy, article)
    _fold_quotes(copy, article)
    copy.delete()
    editions.append(article, Edition.Kind.UPDATE, user, note=article.update_note, at=now)
    auditing.record(user, "publish update", article)
    return article


def _fold_quotes(copy: Article, article: Article) -> None:
    """Give each quotation's content back to the one it was copied from, which keeps its address; move the new ones."""
    home: dict[int, int] = {}
    outer = dict(copy.quotes.filter(within__isnull=False).values_list("pk", "within_id"))
    Quote.objects.filter(article=copy).update(within=None)
    survivors = []
    for quote in copy.quotes.select_related("copy_of"):
        original = quote.copy_of
        if original is None:
            original, quote.article = quote, article
        else:
            for name, value in _content_of(quote).items():
                setattr(original, name, value)
        original.within = None
        original.save()
        home[quote.pk] = original.pk
        survivors.append(original.pk)
    for inner, around in outer.items():
        Quote.objects.filter(pk=home[inner]).update(within=home[around])
    article.quotes.exclude(pk__in=survivors).delete()
