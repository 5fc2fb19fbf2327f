"""The trace that every verb leaves: one row in the audit log, in the verb's own transaction."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from articles.models import Article, AuditEntry


def record(
    user: AbstractBaseUser | None, verb: str, row: Any, *, article: Article | None = None, reason: str = "", **data: Any
) -> AuditEntry:
    """Append who did what to `row`, and why; `data` is kept as JSON. Returns the entry.

    `user` is None for what the program does by itself. Call it inside the transaction of the act.
    """
    key = row.natural_key() if hasattr(row, "natural_key") else (row.pk,)
    return AuditEntry.objects.create(
        user=user,
        username=user.get_username() if user else "",
        verb=verb,
        model=row._meta.label_lower,
        key="/".join(str(part) for part in key if part is not None)[:255],
        article=article or (row if isinstance(row, Article) else None),
        reason=reason,
        data=data,
    )
