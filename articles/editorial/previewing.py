"""What readers would get if a story were published now: the same fields that `publishing` would set, unsaved."""

from typing import Any

from django.utils import timezone

from articles.models import Article, Edition, Quote

from . import copies

# What a story keeps when a working copy is folded into it.
_ITS_OWN = ["guid", "slug", "created", "publish_at", "first_posted", "modified"]


def story_of(article: Article) -> int:
    """Return the key of the story that readers know: a working copy's own, or the article's."""
    return article.update_of_id or article.pk


def as_published(article: Article) -> Article:
    """Set on `article` what publishing it now would set, and return it; it must not be saved after that.

    A working copy gets the address of the story that it updates.
    """
    now = timezone.now()
    if article.update_of_id:
        story = Article.objects.defer("body", "summary").get(pk=article.update_of_id)
        for name in _ITS_OWN:
            setattr(article, name, getattr(story, name))
        if copies.are_out(story):
            article.modified = now
    elif article.status != Article.Status.PUBLISHED:
        article.publish_at = article.publish_at or now
        article.first_posted = article.first_posted or article.publish_at
    return article


def quotes_as_published(article: Article, quotes: Any) -> list[Quote]:
    """Return those of `quotes`, a queryset, that readers would get, in the order of the text and unsaved.

    The quotations of a working copy carry the numbers under which readers have, or will have, them.
    """
    confirmed = list(quotes.filter(article=article, state=Quote.State.CONFIRMED))
    home = {quote.pk: quote.copy_of_id or quote.pk for quote in confirmed}
    for quote in confirmed:
        quote.pk, quote.within_id = home[quote.pk], home.get(quote.within_id)
    return sorted(confirmed, key=lambda quote: (quote.start, quote.pk))


def next_edition(article: Article) -> Edition:
    """Return the edition that publishing `article` now would append, unsaved and without its content.

    A story that waits for its time has it already.
    """
    rows = Edition.objects.filter(article=story_of(article)).order_by("-number").defer("content")
    last = rows.first()
    if last and article.status == Article.Status.PUBLISHED:
        return last
    updated = article.update_of_id and copies.are_out(article.update_of)
    kind = Edition.Kind.UPDATE if updated else Edition.Kind.FIRST
    return Edition(number=last.number + 1 if last else 1, kind=kind, published=timezone.now(), note=article.update_note)
