"""Putting back what revisions keep: an earlier text, a deleted draft, a discarded working copy."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import ForeignKey, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Article, Quote
from articles.text import clean_line

from . import auditing, permissions, surroundings
from .copies import CONTENT, QUOTE_CONTENT
from .errors import Blocked
from .saving import save_article

DELETED = ["delete", "discard update"]
RESTORED = [*CONTENT, "update_note"]
_IN_REVISION = 100
_REASON = 400


def restore_text(
    article: Article, revision: Any, user: AbstractBaseUser | None, *, version: int | None = None, reason: str = ""
) -> Article:
    """Put the text of an old revision back into `article`, as a new revision, and return it.

    Its headline, summary, text, dateline, byline, credit, source, language, original, photo and update note come back;
    status, times, address and identity stay. Its quotations are carried along as in any change of the text. The
    revision is one of the story's own or, for a working copy, of the story that it updates. `version` is what the
    editor had open. Raises NotAllowed, Conflict, Blocked or ValidationError; nothing is changed then.
    """
    if revision.id not in {article.pk, article.update_of_id}:
        raise Blocked(_("That is a revision of another story."))
    row = Article.objects.get(pk=article.pk)
    row.version = article.version
    content = _content(revision, Article, RESTORED)
    if all(getattr(row, column) == value for column, value in content.items()):
        raise Blocked(_("The story has this text already."))
    for column, value in content.items():
        setattr(row, column, value)
    told = _told(row, user, _("restored from the revision of %s"), revision, reason)
    return save_article(row, user, version=version, verb="restore", reason=told)


def _told(row: Any, user: AbstractBaseUser | None, words: str, revision: Any, reason: str) -> str:
    """Return what is said of it in the log, and set it on the row for its next revision, as short as it must be."""
    told = words % f"{date_format(local := localtime(revision.history_date))}, {local:%H:%M:%S}"
    reason = clean_line(reason)[:_REASON]
    told = f"{told}: {reason}" if reason else told
    row._change_reason, row._history_user = told[:_IN_REVISION], user
    return told


def _content(revision: Any, model: type[Model], names: list[str]) -> dict[str, Any]:
    """Return fields of a revision by column, without those that lead to what was deleted since."""
    found = {}
    for name in names:
        field = model._meta.get_field(name)
        value = getattr(revision, field.attname)
        gone = isinstance(field, ForeignKey) and value is not None and not _there(field, value)
        if not gone:
            found[field.attname] = value
    return found


def _there(field: ForeignKey, key: Any) -> bool:
    return field.related_model._base_manager.filter(pk=key).exists()


def restore_deleted(entry: Any, user: AbstractBaseUser | None, *, reason: str = "") -> Article:
    """Put a deleted draft or a discarded working copy back on the desk as a draft, and return it.

    `entry` is the line of the audit log that tells of its end. It comes back with its identity, its quotations as
    they were, and its topics, source chain and people as far as they are still on record. A working copy updates
    its story again. Raises NotAllowed, or Blocked where it is back already or its story has another open update.
    """
    permissions.check(user, "create")
    permissions.check(user, "delete")
    revision = Article.history.filter(guid=entry.key, history_type="-").order_by("-history_date").first()
    if entry.verb not in DELETED or revision is None:
        raise Blocked(_("The history does not have its text."))
    with transaction.atomic():
        if Article.objects.filter(guid=revision.guid).exists():
            raise Blocked(_("It is on the desk already."))
        article = _draft(revision)
        told = _told(article, user, _("put back after it was deleted on %s"), revision, reason)
        article.full_clean()
        article.save()
        kept = entry.data.get("kept", {})
        surroundings.put_back(article, kept)
        _put_quotes_back(article, revision, kept.get("quotes", []))
        auditing.record(user, "restore deleted", article, reason=told)
    return article


def _draft(revision: Any) -> Article:
    names = [*RESTORED, "guid", "slug", "first_posted", "publish_at", "embargo_until", "modified"]
    article = Article(**_content(revision, Article, names), status=Article.Status.DRAFT)
    if revision.update_of_id:
        story = Article.objects.filter(pk=revision.update_of_id, status=Article.Status.PUBLISHED).first()
        if story is None:
            raise Blocked(_("The story that it updated is no longer published."))
        if story.updates.exists():
            raise Blocked(_("Another update of its story is open. Publish or discard that first."))
        article.update_of = story
    elif Article.objects.filter(slug=article.slug, update_of=None).exists():
        article.slug = f"{article.slug[:110]}-{revision.pk}"
    return article


def _put_quotes_back(article: Article, revision: Any, guids: list[str]) -> None:
    """Make the quotations anew that went with the story, in the states that they had; the inner ones find theirs."""
    gone = Quote.history.filter(article_id=revision.id, history_type="-", guid__in=guids).order_by("history_id")
    taken = set(Quote.objects.filter(guid__in=guids).values_list("guid", flat=True))
    made: dict[int, Quote] = {}
    for old in gone:
        quote = Quote(article=article, **_content(old, Quote, [*QUOTE_CONTENT, "copy_of", "confidence", "why"]))
        if quote.role and quote.role.person_id != quote.speaker_person_id:
            quote.role = None
        if old.guid not in taken:
            quote.guid = old.guid
        quote.save()
        made[old.id] = quote
    for old in gone:
        if old.within_id in made:
            made[old.id].within = made[old.within_id]
            made[old.id].save()
