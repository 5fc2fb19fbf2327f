"""Saving what belongs to a story: a quotation, a step of its source chain, a mention.

The story's version covers its parts (D13), so that each change of one raises it; and none changes under the reader's
eyes (D2).
"""

from contextlib import AbstractContextManager

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles.models import Article, Hop, Mention, Quote

from . import auditing, permissions
from .saving import claimed, touched

Part = Quote | Hop | Mention
_OUT_OF_THE_WAY = 15_000


def save_part(
    part: Part, user: AbstractBaseUser | None, *, version: int | None = None, held: bool = False, reason: str = ""
) -> Part:
    """Validate and save a part of a story, new or changed, and return it.

    `version` is the story's, as the editor had it open; None takes the story as it is. `held` says that the caller
    holds the story already (`saving.claimed`). Raises NotAllowed, Conflict, Blocked or ValidationError;
    nothing is changed then.
    """
    permissions.check(user, "save", part.article)
    verb = "save" if part.pk else "create"
    with _holding(part.article, version, held):
        part.full_clean()
        settled = _settled(part)
        part.save()
        auditing.record(user, verb, part, article=part.article, reason=reason, **settled)
    return part


def _settled(part: Part) -> dict[str, str]:
    """Return the state that a quotation leaves by being put at other words."""
    stored = Quote.objects.filter(pk=part.pk).first() if isinstance(part, Quote) and part.pk else None
    return {"was": stored.state, "is": part.state} if stored and stored.state != part.state else {}


def remove_part(
    part: Part, user: AbstractBaseUser | None, *, version: int | None = None, held: bool = False, reason: str = ""
) -> None:
    """Delete a part of a story. Quotations that stood inside a deleted one stand on their own from then on.

    Raises NotAllowed, Conflict or Blocked as `save_part` does; nothing is changed then.
    """
    permissions.check(user, "save", part.article)
    with _holding(part.article, version, held):
        auditing.record(user, "delete", part, article=part.article, reason=reason, was=str(part))
        if isinstance(part, Quote):
            for inner in part.nested.all():
                inner.within = None
                inner.save()
        part.delete()


def lift(article: Article, steps: list[int]) -> None:
    """Take steps of the source chain (keys) out of each other's way, so that they can change places.

    Call in the transaction that saves them, with the story held.
    """
    Hop.objects.filter(article=article, pk__in=steps).update(order=F("order") + _OUT_OF_THE_WAY)


def _holding(article: Article, version: int | None, held: bool) -> AbstractContextManager[object]:
    if held:
        return transaction.atomic()
    return touched(article) if version is None else claimed(article, version)
