"""Who is at what now, and what was done last: the sections of the board that tell of colleagues."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.editorial import presence
from articles.editorial.permissions import visible
from articles.editorial.telling import said
from articles.models import Article, AuditEntry

from .sections import SHOWN, Section

_SIGNS_READ = 60
_ACTS_READ = 80


@dataclass
class Opened:
    """A story that somebody has open now."""

    article: Article
    signs: list[Any]


def opened(user: AbstractBaseUser) -> Section:
    signs = visible(user, presence.open_now(), "article__")[:_SIGNS_READ]
    by_story: dict[int, Opened] = {}
    for sign in signs:
        by_story.setdefault(sign.article_id, Opened(sign.article, [])).signs.append(sign)
    empty = _("Nobody has a story open.")
    return Section("open", _("Open now"), "opened", empty, None, list(by_story.values())[:SHOWN], total=len(by_story))


@dataclass
class Acts:
    """What one of the staff did to one story, or other record, in a row."""

    by: str
    verbs: list[tuple[str, int]]
    article: Article | None
    record: str
    at: datetime


def latest_acts(user: AbstractBaseUser) -> Section:
    of_people = AuditEntry.objects.filter(username__gt="")
    entries = of_people.select_related("article").defer("article__body", "article__summary")
    latest = visible(user, entries, "article__").order_by("-at", "-pk")[:_ACTS_READ]
    rows = list(_together(list(latest)))[:SHOWN]
    links = [(_("All"), reverse("admin:articles_auditentry_changelist"))]
    return Section("acts", _("Latest acts"), "acts", _("Nobody has done anything yet."), None, rows, links)


def _together(entries: list[AuditEntry]) -> Iterator[Acts]:
    for (by, story, record), run in groupby(entries, _who_and_what):
        acts = list(run)
        verbs = Counter(said(entry) for entry in reversed(acts))
        article = acts[0].article if story else None
        yield Acts(by, list(verbs.items()), article, record, acts[0].at)


def _who_and_what(entry: AuditEntry) -> tuple[str, int | None, str]:
    record = "" if entry.article_id or entry.key.startswith("urn:") else entry.key
    return entry.username, entry.article_id, record
