"""Working copies (D2): what is changed in place of a published story, and folded back into it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Mention, Quote
from articles.models.base import new_guid

from . import auditing, editions, pictures, surroundings
from .errors import Blocked
from .placing import forget_earlier, hand_over

Status = Article.Status

# What a working copy takes over from its article and, when published, gives back. Address and identity stay.
CONTENT = (
    "headline summary dateline_place dateline_date body source credit_line byline external_url language translation_of"
    " lead_photo"
).split()
QUOTE_CONTENT = (
    "spans words prefix suffix kind speaker_person speaker_source attribution cue role via venue said_on"
    " original_language original_words state confirmed_by confirmed_at"
).split()


def make(article: Article) -> Article:
    """Return a new working copy of a story, with copies of its quotations. What readers are told of it is empty."""
    copy = Article(
        **{name: getattr(article, name) for name in CONTENT},
        slug=article.slug,
        publish_at=article.publish_at,
        first_posted=article.first_posted,
        modified=article.modified,
        update_of=article,
        status=Status.DRAFT,
    )
    copy.save()
    copy_surroundings(article, copy)
    _copy_quotes(article, copy)
    return copy


def original(copy: Article) -> Article:
    """Return the story that a working copy updates, locked; raises Blocked where it is no longer published."""
    article = Article.objects.select_for_update().get(pk=copy.update_of_id)
    if article.status != Status.PUBLISHED:
        raise Blocked(_("The story that this copy updates is no longer published."))
    return article


def are_out(article: Article) -> bool:
    """Return whether readers have a story now, by the database's clock."""
    return Article.objects.published().filter(pk=article.pk).exists()


Contents = dict[str, Any]


def fold(
    copy: Article,
    article: Article,
    user: AbstractBaseUser | None,
    *,
    kind: str,
    note: str,
    put_right: Callable[[Contents, Contents], list[dict[str, str]]] | None = None,
) -> Edition:
    """Give the content of a working copy to its story (`original`) as its next edition, which is returned.

    The copy is gone then. `put_right` makes the corrections from the story's content before and after. A story that
    waits for its time gets a first edition in place of the one that readers never had.
    """
    editions.begin(article)
    pictures.settle(article)
    before = editions.present(article) if put_right else {}
    now = timezone.now()
    at = now
    for name in CONTENT:
        setattr(article, name, getattr(copy, name))
    article.version += 1
    if are_out(article):
        article.modified = now
    else:
        kind, at = Edition.Kind.FIRST, max(now, article.publish_at, article.embargo_until or now)
    if kind != Edition.Kind.CORRECTION:
        article.update_note = note
    article.full_clean()
    article.save()
    article.hops.all().delete()
    article.mentions.all().delete()
    copy_surroundings(copy, article)
    _fold_quotes(copy, article)
    corrections = put_right(before, editions.present(article)) if put_right else []
    edition = editions.append(article, kind, user, note=note, at=at, corrections=corrections)
    close(copy)
    pictures.settle(article)
    return edition


def discard(copy: Article, user: AbstractBaseUser | None, *, reason: str = "") -> None:
    """Delete a working copy, and say so in the audit log."""
    auditing.record(user, "discard update", copy, reason=reason, kept=surroundings.of(copy))
    close(copy)


def close(copy: Article) -> None:
    """Delete a working copy; what was said of it, and the links to it, stay with the story."""
    copy.comments.update(article=copy.update_of_id)
    copy.share_links.update(article=copy.update_of_id)
    copy.delete()


def copy_surroundings(old: Article, new: Article, *, described: bool = True) -> None:
    """Give a story that has none yet the topics, source chain and people of another; `described` as there."""
    new.topics.set(old.topics.all())
    for row in [*old.hops.all(), *old.mentions.all()]:
        if isinstance(row, Mention) and not described:
            row.description = ""
        row.pk, row.article = None, new
        row._state.adding = True
        row.save()


def _copy_quotes(old: Article, new: Article) -> None:
    copies: dict[int, Quote] = {}
    for quote in old.quotes.order_by("start", "pk"):
        copy = Quote(article=new, copy_of=quote, guid=new_guid(), **_content_of(quote))
        copy.save()
        copies[quote.pk] = copy
    hand_over(old, new, {quote.guid: copies[quote.pk].guid for quote in old.quotes.all()})
    for quote in old.quotes.filter(within__isnull=False):
        if outer := copies.get(quote.within_id):
            Quote.objects.filter(pk=copies[quote.pk].pk).update(within=outer)


def _content_of(quote: Quote) -> dict[str, Any]:
    return {name: getattr(quote, name) for name in QUOTE_CONTENT}


def _fold_quotes(copy: Article, article: Article) -> None:
    """Give each quotation's content back to the one it was copied from, which keeps its address; move the new ones."""
    home: dict[int, int] = {}
    guids: dict[str, str] = {}
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
        home[quote.pk], guids[quote.guid] = original.pk, original.guid
        survivors.append(original.pk)
    for inner, around in outer.items():
        Quote.objects.filter(pk=home[inner]).update(within=home[around])
    article.quotes.exclude(pk__in=survivors).delete()
    hand_over(copy, article, guids)
    forget_earlier(article)
