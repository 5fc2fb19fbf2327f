"""Two records of one person, or of one source, made one; `unmerging` undoes it.

The merged record's slug leads to the kept one for ever, its names become other names of the kept one, and all that
referred to it refers to the kept one. The words of no story change, so no edition is made: editions keep the name and
slug that readers had.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from articles.models import Bearer, Distinct, Mention, Merge, Moved, Person, Quote, Redirect, Role, Source

from . import auditing, permissions, pictures
from .distinct import pairs_of
from .errors import Blocked, Conflict
from .moving import LINKS, move, raise_versions, stories_of
from .snapshots import snapshot
from .taking import take_names, take_values

Record = Person | Source
What = Moved.What


def merge(
    kept: Record,
    merged: Record,
    user: AbstractBaseUser | None,
    *,
    reason: str = "",
    choices: Mapping[str, str] | None = None,
) -> Merge:
    """Make `merged` part of `kept`, delete it, and return the record of that.

    `choices` says for a field ("bio") whose value stays, "kept" or "merged"; by default the kept one's where it has
    one. A `reason` must be given where they have different Wikidata ids, or an editor has said that they are distinct.
    Raises NotAllowed, Blocked or Conflict; nothing is changed then.
    """
    permissions.check(user, "merge_people")
    if type(kept) is not type(merged) or kept.pk == merged.pk:
        raise Blocked(_("Choose two different people, or two different sources."))
    with transaction.atomic():
        raise_versions(stories_of(merged))
        kept, merged = _locked(kept, merged)
        pictures.settle(kept, merged)
        distinct = pairs_of(merged, kept)
        _check(kept, merged, reason, list(distinct))
        done = Merge(
            kind=kept.redirect_kind,
            merged_name=merged.name,
            merged_slug=merged.slug,
            kept_name=kept.name,
            record=snapshot(merged),
            user=user,
            reason=reason,
        )
        setattr(done, done.kind, kept)
        done.full_clean(exclude=["record", "changes"])
        done.save()
        done.changes = _Merging(done, kept, merged).run(choices or {})
        done.save()
        moved = done.changes["moved"]
        auditing.record(user, "merge", kept, reason=reason, merged=done.merged_slug, merge=done.guid, moved=moved)
    return done


def _locked(kept: Record, merged: Record) -> tuple[Any, Any]:
    found = {row.pk: row for row in _rows(kept).filter(pk__in=[kept.pk, merged.pk]).order_by("pk").select_for_update()}
    if len(found) < 2:
        raise Conflict(_("One of the two is gone: it was merged or deleted meanwhile. Look at the list again."))
    return found[kept.pk], found[merged.pk]


def _rows(row: Model) -> Any:
    return type(row)._base_manager.all()


def _check(kept: Any, merged: Any, reason: str, distinct: list[Distinct]) -> None:
    if reason.strip():
        return
    ids = [getattr(row, "wikidata", "") for row in (kept, merged)]
    if all(ids) and ids[0] != ids[1]:
        raise Blocked(
            _("They have different Wikidata ids, %(one)s and %(other)s. If they are one all the same, give the reason.")
            % {"one": ids[0], "other": ids[1]}
        )
    if distinct:
        raise Blocked(_("An editor has said that these two are not the same. If they are, give the reason."))


class _Merging:
    """One merge, under way."""

    def __init__(self, done: Merge, kept: Any, merged: Any) -> None:
        self.done, self.kept, self.merged = done, kept, merged

    def run(self, choices: Mapping[str, str]) -> dict[str, Any]:
        """Do all of it, and return what `Merge.changes` holds."""
        others = Merge.objects.filter(**{self.done.kind: self.kept}, undone_at=None).exclude(pk=self.done.pk)
        changes: dict[str, Any] = {
            "values": take_values(self.kept, self.merged, choices),
            "distinct": self._distinct(),
            "joined": self._join_roles(),
            "mentions": self._join_mentions() if isinstance(self.kept, Person) else [],
        }
        changes["names"] = take_names(self.kept, self.merged, changes["values"], others)
        changes["moved"] = {
            what: move(model._base_manager.filter(**{field: self.merged}), field, self.kept, self.done, what)
            for what, model, field in LINKS[type(self.kept)]
        }
        changes["redirects"] = self._redirects()
        # What was merged into the merged one goes with it, and comes back with it.
        Merge.objects.filter(**{self.done.kind: self.merged}).update(**{self.done.kind: None, "later": self.done})
        self.merged._change_reason = self.kept._change_reason = str(self.done)[:100]
        Bearer.objects.filter(**{self.done.kind: self.merged}).delete()
        slug = self.merged.slug
        self.merged.delete()
        self.kept.full_clean()
        self.kept.save()
        Redirect.objects.leave(self.kept, slug)
        return changes

    def _redirects(self) -> list[str]:
        """Turn the merged one's former addresses; one at which the kept one is found now is needed no more."""
        former = self.merged.redirects.exclude(old_slug=self.kept.slug)
        slugs = list(former.values_list("old_slug", flat=True))
        former.update(**{self.done.kind: self.kept})
        return slugs

    def _distinct(self) -> dict[str, list[Any]]:
        """Turn what editors said of the merged one to the kept one; what cannot be said twice is put away."""
        turned, dropped = [], []
        for pair in pairs_of(self.merged):
            one, other = pair.pair
            third = other if one.pk == self.merged.pk else one
            if third.pk == self.kept.pk or pairs_of(self.kept, third).exists():
                dropped.append(snapshot(pair))
                pair.delete()
                continue
            side = self.done.kind if one.pk == self.merged.pk else f"other_{self.done.kind}"
            setattr(pair, side, self.kept)
            pair.save()
            turned.append(pair.guid)
        return {"turned": turned, "dropped": dropped}

    def _join_roles(self) -> list[dict[str, Any]]:
        """Join the merged one's roles with those alike of the kept one: same words, organisation and beginning."""
        field = "person" if isinstance(self.kept, Person) else "organisation"
        other = "organisation_id" if field == "person" else "person_id"
        alike = (
            Role.objects.annotate(beside=Coalesce(other, Value(0)))
            .filter(**{field: self.kept}, folded=OuterRef("folded"), start=OuterRef("start"), beside=OuterRef("beside"))
            .order_by("pk")
        )
        theirs = Role.objects.filter(**{field: self.merged}).annotate(beside=Coalesce(other, Value(0)))
        theirs = theirs.annotate(twin=Subquery(alike.values("pk")[:1])).filter(twin__isnull=False)
        return [self._join(role, number) for number, role in enumerate(theirs.order_by("pk"))]

    def _join(self, role: Any, number: int) -> dict[str, Any]:
        twin = Role.objects.get(pk=role.twin)
        filled = {name: getattr(role, name) for name in ("end", "as_of") if getattr(role, name)}
        filled = {name: value for name, value in filled.items() if not getattr(twin, name)}
        if filled:
            for name, value in filled.items():
                setattr(twin, name, value)
            twin.save()
        note = Moved.objects.create(merge=self.done, what=What.JOINED, role=twin, place=number)
        Moved.objects.filter(role=role.pk).update(role=None, gone_by=note)
        quotes = Quote.objects.filter(role=role.pk)
        move(quotes, "role", twin, self.done, What.ROLE_OF, role=twin, place=number)
        joined = {"role": snapshot(role), "filled": filled}
        role.delete()
        return joined

    def _join_mentions(self) -> list[dict[str, Any]]:
        """Where a story mentions both, keep one mention, with the fuller description."""
        joined = []
        both = Mention.objects.filter(person=self.merged, article__mentions__person=self.kept)
        for theirs in both.select_related("article").defer("article__body").order_by("pk"):
            ours = Mention.objects.get(article=theirs.article_id, person=self.kept)
            before = ours.description
            if len(theirs.description) > len(before):
                ours.description = theirs.description
                ours.save()
            joined.append(
                {"article": theirs.article.guid, "theirs": theirs.description, "ours": [before, ours.description]}
            )
            theirs.delete()
        return joined
