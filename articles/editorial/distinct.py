"""An editor's word that two records are not the same person (or source): kept, and asked wherever they are compared."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Distinct, Person, Source

from . import auditing, permissions
from .errors import Blocked


def pairs_of(one: Any, other: Any = None) -> QuerySet[Distinct]:
    """Return the notes that `one` and `other` are distinct; those of `one` with anybody where `other` is None."""
    kind = one.redirect_kind
    first, second = {kind: one}, {f"other_{kind}": one}
    if other is not None:
        first |= {f"other_{kind}": other}
        second |= {kind: other}
    return Distinct.objects.filter(Q(**first) | Q(**second)).order_by("pk")


def set_apart(
    one: Person | Source, other: Person | Source, user: AbstractBaseUser | None, *, reason: str = ""
) -> Distinct:
    """Note that two records are not the same, so that they are never proposed again, and return the note.

    Raises NotAllowed, or Blocked where they are not two records of one kind.
    """
    permissions.check(user, "merge_people")
    if type(one) is not type(other) or one.pk == other.pk:
        raise Blocked(_("Choose two different people, or two different sources."))
    with transaction.atomic():
        if noted := pairs_of(one, other).first():
            return noted
        first, second = sorted((one, other), key=lambda row: row.pk)
        kind = one.redirect_kind
        note = Distinct(**{kind: first, f"other_{kind}": second}, user=user, reason=reason)
        note.full_clean()
        note.save()
        auditing.record(user, "set apart", one, reason=reason, other=other.slug)
    return note


def take_back(note: Distinct, user: AbstractBaseUser | None, *, reason: str = "") -> None:
    """Take the note back that two records are distinct, so that they are compared again."""
    permissions.check(user, "merge_people")
    with transaction.atomic():
        one, other = note.pair
        auditing.record(user, "set apart no more", one, reason=reason, other=other.slug)
        note.delete()
