"""Undoing a merge: the merged record comes back under its address, with what was its own and still is as it was left.

What editors have set otherwise since stays as they set it, and the answer says so.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Merge, Moved, Person, Quote, Source

from . import auditing, permissions, pictures
from .distinct import set_apart
from .errors import Blocked
from .giving_back import GivingBack, Unmerged, standing
from .moving import raise_versions

What = Moved.What
_MODELS: dict[str, type[Any]] = {Merge.Kind.PERSON: Person, Merge.Kind.SOURCE: Source}


def unmerge(merge: Merge, user: AbstractBaseUser | None, reason: str = "", *, apart: bool = False) -> Unmerged:
    """Undo `merge`, and return what came of it; `apart` says that the two are never to be proposed as one again.

    Raises NotAllowed; Blocked where it is undone already, where the kept record was merged further or is gone, where
    its address is taken, or where a later merge into the same record builds on this one. Nothing is changed then.
    """
    permissions.check(user, "merge_people")
    with transaction.atomic():
        merge = Merge.objects.select_for_update(of=["self"]).get(pk=merge.pk)
        kept = _possible(merge)
        raise_versions(_stories(merge))
        kept = type(kept)._base_manager.select_for_update().get(pk=kept.pk)
        pictures.settle(kept)
        undone = GivingBack(merge, kept, user).run()
        pictures.settle(undone.record)
        merge.undone_at, merge.undone_by, merge.undone_reason = timezone.now(), user, reason
        merge.full_clean(exclude=["record", "changes"])
        merge.save()
        if apart:
            set_apart(kept, undone.record, user, reason=reason)
        auditing.record(
            user, "unmerge", undone.record, reason=reason, kept=kept.slug, merge=merge.guid, back=undone.back
        )
    return undone


def _possible(merge: Merge) -> Any:
    """Return the kept record; raise Blocked where the merge cannot be undone, with what to do."""
    if merge.undone_at:
        raise Blocked(_("This merge was undone already."))
    if merge.later:
        raise Blocked(_("“%s” was merged further since. Undo that merge first.") % merge.kept_name)
    if merge.kept is None:
        raise Blocked(_("The record that it was merged into was deleted, so there is nothing to give back."))
    model = _MODELS[merge.kind]
    if holder := model._base_manager.filter(slug=merge.merged_slug).first():
        raise Blocked(
            _("The address “%(slug)s” is that of “%(holder)s” by now. Give that one another slug first.")
            % {"slug": merge.merged_slug, "holder": holder}
        )
    if later := next(_building_on(merge), None):
        raise Blocked(
            _("“%s” was merged into the same record since, and shares rows with it. Undo that first.") % later
        )
    return merge.kept


def _building_on(merge: Merge) -> Iterator[str]:
    """Yield the names that were merged later into what this merge had changed."""
    roles = Moved.objects.filter(merge=merge, what__in=[What.ROLE, What.JOINED]).values("role")
    mentions = Moved.objects.filter(merge=merge, what=What.MENTION).values("article__guid")
    own = {joined["article"] for joined in merge.changes["mentions"]}
    for later in standing(merge).filter(pk__gt=merge.pk):
        stories = {joined["article"] for joined in later.changes["mentions"]}
        if (
            later.changes["values"].keys() & merge.changes["values"].keys()
            or Moved.objects.filter(merge=later, what=What.JOINED, role__in=roles).exists()
            or own & stories
            or (_notes(merge) and _notes(later))
            or (stories and mentions.filter(article__guid__in=stories).exists())
        ):
            yield later.merged_name


def _notes(merge: Merge) -> bool:
    """Whether the merge turned what an editor had said of who is distinct from whom."""
    return any(merge.changes["distinct"].values())


def _stories(merge: Merge) -> Q:
    """Return the condition for the stories of which a part may be given back."""
    moved = Moved.objects.filter(merge=merge)
    roles = Quote.objects.filter(role__in=moved.filter(what=What.ROLE).values("role")).order_by()
    quotes = moved.filter(quote__isnull=False).values("quote__article")
    stories = moved.filter(article__isnull=False).values("article")
    joined = Q(guid__in=[mention["article"] for mention in merge.changes["mentions"]])
    own = joined | Q(pk__in=quotes) | Q(pk__in=stories) | Q(pk__in=roles.values("article"))
    return own | Q(update_of__in=Article.objects.filter(own).order_by().values("pk"))
