"""The trace that every verb leaves: one row in the audit log, in the verb's own transaction."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from articles.models import Article, AuditEntry


def record(
    user: AbstractBaseUser | None, verb: str, row: Any, *, article: Article | None = None, reason: str = "", **data: Any
) -> AuditEntry:
    """Append who did what to `row`, and why; `data` is kept as JSON. Returns the entry.

    `user` is None for what the program does by itself. What is done to a working copy belongs to the story that it
    updates, and to the quotations of that. Call it inside the transaction of the act.
    """
    article = article or (row if isinstance(row, Article) else None)
    row = getattr(row, "copy_of", None) or row
    key = row.natural_key() if hasattr(row, "natural_key") else (row.pk,)
    return AuditEntry.objects.create(
        user=user,
        username=user.get_username() if user else "",
        verb=verb,
        model=row._meta.label_lower,
        key="/".join(str(part) for part in key if part is not None)[:255],
        article_id=(article.update_of_id or article.pk) if article else None,
        reason=reason,
        data=data,
    )


# What a program keeps, and no editor writes.
_KEPT = frozenset(["version", "created", "folded", "quotes_sought", "start", "end", "utterance"])


def changed(before: Model, after: Model) -> list[str]:
    """Return the names of the fields in which two states of a row differ, those aside that the program keeps."""
    names = [(f.name, f.attname) for f in after._meta.concrete_fields if f.name not in _KEPT and not f.primary_key]
    return [name for name, column in names if getattr(before, column) != getattr(after, column)]
