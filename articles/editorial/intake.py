"""Taking copy in: wire text, pasted or dropped, becomes a draft with its dateline, credit and suggested quotations.

What the copy says of itself is kept as it says it; what it does not say is left to the editor, who is told. The file
is read and never kept.
"""

import base64
import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.formats.item import Item
from articles.models import Article, Source
from articles.models.base import new_guid
from articles.search import search_latest
from articles.text import clean_line, fold, slugify

from . import auditing, permissions
from .copy_files import label, read_copy
from .errors import Conflict
from .matching import bearers_of, free_slug
from .records import save_record
from .saving import save_article
from .suggesting import Suggested, suggest
from .workflow import assign

_ATTEMPTS = 20  # as many colleagues may be at it at one moment
_STAND_IN = 90  # characters of the copy that stand in for a headline
_PHRASE = 10  # words by which the same text is looked for
_LOOKED_AT = 5


@dataclass(frozen=True)
class Taken:
    """What became of a piece of copy.

    article: the draft made of it; or, where `made` is False, the story that the same copy had become before
    suggested: what the engine found in it, None where it was not run
    twin: another story that has the same text, or None
    notes: what the editor has to know or to supply, in sentences
    """

    article: Article
    made: bool
    suggested: Suggested | None = None
    twin: Article | None = None
    notes: list[str] = field(default_factory=list)


def take_in(
    copy: str | bytes,
    user: AbstractBaseUser | None,
    *,
    name: str = "",
    source: str = "",
    mine: bool = False,
    again: bool = False,
) -> Taken:
    """Make a draft of wire copy, with the engine's suggestions, and return what became of it.

    `name` is that of the file whose bytes `copy` are, empty for pasted text; `source` is a source's name, for copy that
    prints no credit; `mine` assigns the draft to `user`. Copy that was taken in before leads to the story that it
    became, unless `again`. Raises NotAllowed, Unreadable, Conflict or ValidationError; nothing is changed then.
    """
    permissions.check(user, "create")
    item, removed = read_copy(copy, name=name)
    for _attempt in range(_ATTEMPTS):
        with suppress(IntegrityError, _Collision), transaction.atomic():
            return _take(item, user, name=name, source=source, mine=mine, again=again, removed=removed)
    raise Conflict(_("Many colleagues take in copy at this moment. Send it again."))


class _Collision(Exception):
    """A colleague took in the same copy, or one of the same source and day, at this moment: look again."""


def _take(
    item: Item, user: AbstractBaseUser | None, *, name: str, source: str, mine: bool, again: bool, removed: list[str]
) -> Taken:
    guid = item.guid or copy_guid(item.body)
    known = Article.objects.filter(guid=guid).first()
    if known and not again and (user is None or permissions.visible(user, Article.objects.filter(pk=known.pk))):
        return Taken(known, made=False)
    article, notes = _draft(item, user, source)
    article.guid = new_guid() if known else guid
    try:
        save_article(article, user)
    except ValidationError:
        if Article.objects.filter(Q(guid=article.guid) | Q(slug=article.slug, update_of=None)).exists():
            raise _Collision from None
        raise
    auditing.record(user, "take in", article, **({"file": label(name)} if name else {}))
    if removed:
        notes.append(_("Invisible characters that no text may hold were taken out: %s.") % ", ".join(removed))
    if mine and user is not None and permissions.allowed(user, "take", article):
        assign(article, user, user)
    done = suggest(article, user) if permissions.allowed(user, "find_quotes", article) else None
    article.refresh_from_db(fields=["version"])
    return Taken(article, True, done, _twin(article, user), notes)


def copy_guid(body: str) -> str:
    """Return the identity of copy that brings none: its words' hash, whatever stands between them (RFC 6920, "ni")."""
    digest = hashlib.sha256(" ".join(body.split()).encode()).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _draft(item: Item, user: AbstractBaseUser | None, named: str) -> tuple[Article, list[str]]:
    """Return the unsaved story of an item, and what its editor has to know."""
    notes: list[str] = []
    source = _source(item.credit, named, user, notes)
    article = Article(
        headline=item.headline or stand_in_headline(item.body, source.name if source else item.credit),
        summary=item.summary,
        body=item.body,
        source=source,
        credit_line=item.credit,
        byline=item.byline,
        dateline_place=item.place,
        # The day on which the words were printed, by which the roles of the day are found.
        dateline_date=item.place_date or item.posted,
        first_posted=_first_posted(item),
        update_note=item.note,
        external_url=item.url,
    )
    if item.language:
        article.language = item.language
    if not item.headline:
        notes.insert(0, _("The copy has no headline: its first words stand in for one. Write your own."))
    article.slug = free_slug(Article, stand_in_slug(article))
    return article, notes


def _source(credit: str, named: str, user: AbstractBaseUser | None, notes: list[str]) -> Source | None:
    """Return the source on record that is meant; one that the copy credits and that nobody knows is proposed."""
    for words in filter(None, (clean_line(named), credit)):
        bearers = bearers_of(Source, words)
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            notes.append(_("More than one source is called “%s”: choose the one meant.") % words)
            return None
        if words != credit:
            notes.append(_("“%s” is no source on record.") % words)
    if not credit or not fold(credit):
        notes.append(_("The copy names no source: choose one."))
        return None
    row = Source(name=credit, slug=free_slug(Source, credit), kind=Source.Kind.AGENCY, proposed=True)
    save_record(row, user)
    notes.append(_("“%s” is new on record, as a proposed source: look at it.") % credit)
    return row


def _first_posted(item: Item) -> datetime | None:
    """The moment of the first version, in the newsroom's time zone: wire headers print none."""
    if item.posted is None or item.first_posted is None:
        return None
    return timezone.make_aware(datetime.combine(item.posted, item.first_posted))


def stand_in_headline(body: str, who: str = "") -> str:
    """Return the first words of a text, quoted and attributed: what a story is listed by until it has a headline.

    >>> stand_in_headline("The council met on Monday and said nothing.", "Agency")
    'Agency: “The council met on Monday and said nothing.”'
    """
    paragraph = clean_line(re.sub(r'["“”„«»]', "", next(filter(str.strip, body.splitlines()), "")))
    words = paragraph
    if len(words) > _STAND_IN:
        words = words[: _STAND_IN + 1].rsplit(" ", 1)[0][:_STAND_IN].rstrip(" ,;:–—-") + "…"
    return f"{who}: “{words}”" if who else f"“{words}”"


def has_stand_in_headline(article: Article) -> bool:
    """Return whether nobody has written a headline for `article` yet."""
    names = {article.credit_line, article.source.name if article.source else "", ""}
    return article.headline in {stand_in_headline(article.body, name) for name in names}


def stand_in_slug(article: Article) -> str:
    """Return the slug of a story that has no headline of its own: where it is from, and the day."""
    who = article.source.name if article.source else article.credit_line
    day = article.dateline_date or timezone.localdate()
    return slugify(f"{who} {day.isoformat()}") if slugify(who) else f"copy-{day.isoformat()}"


def has_stand_in_slug(article: Article) -> bool:
    """Return whether the slug of `article` is still the one that taking it in gave it."""
    return re.fullmatch(re.escape(stand_in_slug(article)) + r"(-\d+)?", article.slug) is not None


def _twin(article: Article, user: AbstractBaseUser | None) -> Article | None:
    """Return another story, the latest, that has the very text of `article`."""
    others = Article.objects.exclude(pk=article.pk).exclude(update_of=article)
    seen = others if user is None else permissions.visible(user, others)
    phrase = " ".join(fold(article.body[:1000]).split()[:_PHRASE])
    found = search_latest(seen, f'"{phrase}"', most=_LOOKED_AT)[0][:_LOOKED_AT]
    return next((row for row in found if copy_guid(row.body) == copy_guid(article.body)), None)
