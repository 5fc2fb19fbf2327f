"""Who has a story open on the desk (D13): a note for colleagues, never a lock."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Presence

# An open page gives a sign every 30 seconds; after this it counts as closed.
STALE = timedelta(seconds=90)


def here(article: Article, user: AbstractBaseUser) -> None:
    """Note that `user` has `article` open now."""
    now = timezone.now()
    noted = Presence.objects.filter(article=article, user=user)
    stale = noted.filter(seen__lt=now - STALE).update(since=now, seen=now)
    if not stale and not noted.update(seen=now):
        Presence.objects.get_or_create(article=article, user=user, defaults={"since": now, "seen": now})
        Presence.objects.filter(seen__lt=now - 20 * STALE).delete()


def gone(article: Article, user: AbstractBaseUser) -> None:
    """Note that `user` has closed `article`."""
    Presence.objects.filter(article=article, user=user).delete()


def open_now() -> QuerySet[Presence]:
    """Return who has what open, with user and story (without its text), the latest sign first."""
    fresh = Presence.objects.filter(seen__gte=timezone.now() - STALE)
    return fresh.select_related("user", "article").defer("article__body", "article__summary").order_by("-seen", "-pk")


def others(article: Article, user: AbstractBaseUser) -> QuerySet[Presence]:
    """Return who else has `article` open now."""
    return open_now().filter(article=article).exclude(user=user)
