"""What an autosave leaves behind: one revision and one trace for a stint of writing, not one for each pause (D13).

A stint is what one editor writes within ten minutes with nobody's act between. Its autosaves are saves like any other
(`saving.save_article`); only the trace is folded together.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from articles.models import Article, Quote

STINT = timedelta(minutes=10)
REASON = "autosave"


def goes_on(article: Article, user: AbstractBaseUser | None) -> bool:
    """Return whether the last trace of `article` is an autosave by `user` in the stint that is still running."""
    story = article.update_of_id or article.pk
    last = article.audit.model.objects.filter(article_id=story).order_by("-at", "-pk").first()
    return (
        last is not None
        and last.verb == "autosave"
        and last.user_id == getattr(user, "pk", None)
        and last.key == article.guid
        and last.at > timezone.now() - STINT
    )


@contextmanager
def one_revision(article: Article, *, again: bool) -> Iterator[None]:
    """Save the story in the block, and keep one revision for the stint; call in the transaction of the save.

    `again` says that the stint has a revision already: the new one takes its place. Quotations that only moved with
    the text have none of their own.
    """
    began = timezone.now()
    earlier = article.history.order_by("-history_date", "-history_id").first() if again else None
    states = dict(article.quotes.values_list("pk", "state"))
    article._change_reason = REASON
    try:
        yield
    finally:
        article._change_reason = None
    if earlier is not None and earlier.history_change_reason == REASON:
        earlier.delete()
    moved = [pk for pk, state in article.quotes.values_list("pk", "state") if states.get(pk) == state]
    Quote.history.filter(id__in=moved, history_date__gte=began).delete()
