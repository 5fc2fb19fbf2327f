"""What happened to one story, newest first: the audit log, what was said, and the editions, told as one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Article, AuditEntry, Comment, Edition, Quote
from articles.text import clean_line

from . import telling

SHOWN = 20
# A comment that gives the reason of an act, and the edition of a publication, are written right before the act's entry.
_TOGETHER = timedelta(seconds=10)
_PUBLISHING = ["publish", "publish update", "correct", "retract", "reinstate"]
_REASON_LIMIT = 500


@dataclass
class Event:
    """Something that somebody did to a story: when, who, what in words, why, and with what outcome."""

    at: datetime
    who: str
    what: str
    why: str = ""
    verb: str = ""
    details: list[str] = field(default_factory=list)
    quote: Quote | None = None
    edition: Edition | None = None


@dataclass(frozen=True)
class Timeline:
    """Some of a story's events; `before` is the moment before which the others happened, None where there are none."""

    events: list[Event]
    before: datetime | None


def timeline(
    article: Article, user: AbstractBaseUser, *, before: datetime | None = None, shown: int = SHOWN
) -> Timeline:
    """Return the last `shown` events of a story, before a moment, as far as `user` may see them.

    What was done to a working copy belongs to the story. A fixed number of queries. Events of one moment stay
    together, so that a page may be longer by these. A scheduled edition is told of when its time has come.
    """
    story = article.update_of_id or article.pk
    log = AuditEntry.objects.filter(article_id=story).exclude(verb="comment")
    remarks = Comment.objects.filter(article_id__in={story, article.pk})
    appended = (
        Edition.objects.filter(article_id=story, published__lte=timezone.now()).select_related("user").defer("content")
    )
    entries = _seen(user, _latest(log, "at", before, shown))
    comments = _seen(user, _latest(remarks, "at", before, shown))
    editions = _seen(user, _latest(appended, "published", before, shown))
    told = _told(user, entries, _seen(user, _just_after(log, before)), comments, editions)
    events = sorted(told, key=lambda event: event.at, reverse=True)
    # Where rows were left unread, what is older than the last one read waits for the next page.
    unread = [_moment(rows[-1]) for rows in (entries, comments, editions) if len(rows) > shown]
    page = [event for event in events if not unread or event.at > max(unread)] or events
    cut = shown
    while shown <= cut < len(page) and page[cut].at == page[shown - 1].at:
        cut += 1
    more = bool(unread) or len(page) > cut
    return Timeline(page[:cut], page[:cut][-1].at if more else None)


def _moment(row: Any) -> datetime:
    return row.published if isinstance(row, Edition) else row.at


def _latest(rows: QuerySet, moment: str, before: datetime | None, shown: int) -> QuerySet:
    earlier = rows if before is None else rows.filter(**{f"{moment}__lt": before})
    return earlier.order_by(f"-{moment}", "-pk")[: shown + 1]


def _just_after(log: QuerySet, before: datetime | None) -> QuerySet:
    """Return the entries on the page before to which a comment or an edition of this page may belong."""
    if before is None:
        return log.none()
    told_with = log.filter(Q(verb__in=_PUBLISHING) | ~Q(reason=""))
    return told_with.filter(at__gte=before, at__lte=before + _TOGETHER).order_by("at")[:SHOWN]


def _seen(user: Any, rows: QuerySet) -> list[Any]:
    """Return the rows of a table that `user` may look at."""
    return list(rows) if user.has_perm(f"articles.view_{rows.model._meta.model_name}") else []


def _told(user: Any, entries: list[Any], after: list[Any], comments: list[Any], editions: list[Any]) -> list[Event]:
    """Return the events of the entries, and of the comments and editions that belong to none of them."""
    quotes = _quotes(user, entries)
    events = {entry.pk: _event(entry, quotes) for entry in entries}
    alone = []
    for comment in comments:
        entry = _next([entry for entry in [*entries, *after] if _is_reason(comment, entry)])
        if entry is None:
            alone.append(Event(comment.at, comment.username, telling.act("comment"), comment.text, "comment"))
        elif entry.pk in events:
            events[entry.pk].why = comment.text
    for edition in editions:
        entry = _next([entry for entry in [*entries, *after] if _is_publication(edition, entry)])
        if entry is None:
            who = edition.user.get_username() if edition.user else ""
            alone.append(
                Event(edition.published, who, telling.act("publish"), edition.note, "publish", edition=edition)
            )
        elif entry.pk in events:
            events[entry.pk].edition = edition
            events[entry.pk].why = events[entry.pk].why or edition.note
    return [*events.values(), *alone]


def _next(entries: list[AuditEntry]) -> AuditEntry | None:
    """Return the earliest of the entries, all of which came after what they may belong to."""
    return min(entries, key=lambda entry: (entry.at, entry.pk), default=None)


def _event(entry: AuditEntry, quotes: dict[str, Quote]) -> Event:
    return Event(
        entry.at,
        entry.username,
        telling.said(entry),
        entry.reason,
        entry.verb,
        telling.details(entry),
        quotes.get(entry.key) if entry.model == "articles.quote" else None,
    )


def _quotes(user: Any, entries: list[AuditEntry]) -> dict[str, Quote]:
    if not user.has_perm("articles.view_quote"):
        return {}
    keys = {entry.key for entry in entries if entry.model == "articles.quote"}
    rows = Quote.objects.filter(guid__in=keys).select_related("speaker_person", "speaker_source") if keys else ()
    return {quote.guid: quote for quote in rows}


def _is_reason(comment: Comment, entry: AuditEntry) -> bool:
    return (
        comment.username == entry.username
        and timedelta(0) <= entry.at - comment.at <= _TOGETHER
        and bool(entry.reason)
        and clean_line(comment.text)[:_REASON_LIMIT] == entry.reason
    )


def _is_publication(edition: Edition, entry: AuditEntry) -> bool:
    return (
        entry.verb in _PUBLISHING
        and edition.user_id == entry.user_id
        and timedelta(0) <= entry.at - edition.published <= _TOGETHER
    )
