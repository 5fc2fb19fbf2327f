"""How a merge is undone, step by step; the verb is in `unmerging`."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article, Distinct, Hop, Mention, Merge, Moved, Person, Quote, Redirect, Role

from .distinct import pairs_of
from .moving import LINKS, chunks, turn
from .snapshots import restored
from .taking import give_names_back, give_values_back

What = Moved.What


@dataclass(frozen=True)
class Unmerged:
    """A merge undone: the record that came back, how many rows of each sort did, and in words what could not."""

    record: Any
    back: dict[str, int]
    left: list[str] = field(default_factory=list)


def standing(merge: Merge) -> QuerySet[Merge]:
    """Return the other merges into the same record that stand."""
    same = Merge.objects.filter(**{merge.kind: getattr(merge, f"{merge.kind}_id")}, undone_at=None)
    return same.exclude(pk=merge.pk).order_by("pk")


class GivingBack:
    """One merge being undone."""

    def __init__(self, merge: Merge, kept: Any, user: AbstractBaseUser | None) -> None:
        self.merge, self.kept, self.user = merge, kept, user
        self.changes = merge.changes
        self.of_person = isinstance(kept, Person)
        self.left: list[str] = []

    def run(self) -> Unmerged:
        """Do all of it, in an order in which no constraint is broken on the way."""
        self._settle_kept()
        self.record = self._restore()
        self._redirects()
        self._distinct()
        back = {What.ROLE: self._roles()}
        for what, model, name in LINKS[type(self.kept)]:
            if what != What.ROLE:
                back[what] = self._turn_back(what, model, name)
        if self.of_person:
            self._keep_used_roles()
            self._part_mentions()
        Merge.objects.filter(later=self.merge).update(**{self.merge.kind: self.record, "later": None})
        for what, count in back.items():
            if missed := self.changes["moved"][what] - count:
                self.left.append(f"{What(what).label}: " + _("%d not given back, changed or gone since") % missed)
        return Unmerged(self.record, back, self.left)

    def _settle_kept(self) -> None:
        lost: list[str] = []
        give_values_back(self.kept, self.changes["values"], lost)
        give_names_back(self.kept, self.changes["names"], self.changes["values"], standing(self.merge))
        self.kept._change_reason = (_("undone: %s") % self.merge)[:100]
        self.kept.full_clean()
        self.kept.save()
        self._say_lost(self.kept, lost)

    def _restore(self) -> Any:
        lost: list[str] = []
        model = type(self.kept)
        record = restored(model, self.merge.record, lost)
        if getattr(record, "wikidata", "") and (other := model._base_manager.filter(wikidata=record.wikidata).first()):
            self.left.append(
                _("Wikidata id %(id)s: it is that of “%(other)s” by now") % {"id": record.wikidata, "other": other}
            )
            record.wikidata = ""
        record.full_clean()
        record.save(force_insert=True)
        self._say_lost(record, lost)
        return record

    def _say_lost(self, record: Any, lost: list[str]) -> None:
        for name in lost:
            label = record._meta.get_field(name).verbose_name
            self.left.append(_("%(what)s of “%(who)s”: it was deleted since") % {"what": label, "who": record})

    def _redirects(self) -> None:
        kind = self.merge.kind
        Redirect.objects.filter(kind=kind, old_slug=self.merge.merged_slug).delete()
        mine = Redirect.objects.filter(kind=kind, old_slug__in=self.changes["redirects"], **{kind: self.kept})
        mine.update(**{kind: self.record})

    def _distinct(self) -> None:
        kind, said = self.merge.kind, self.changes["distinct"]
        for pair in pairs_of(self.kept).filter(guid__in=said["turned"]):
            side = kind if getattr(pair, f"{kind}_id") == self.kept.pk else f"other_{kind}"
            setattr(pair, side, self.record)
            pair.save()
        for saved in said["dropped"]:
            lost: list[str] = []
            pair = restored(Distinct, saved, lost)
            if not set(lost) & {kind, f"other_{kind}"} and not pairs_of(*pair.pair).exists():
                pair.save_base(raw=True)  # with the time at which it was said

    def _roles(self) -> int:
        """Give the roles back, and part those that were joined; return how many were given back."""
        name = "person" if self.of_person else "organisation"
        count = self._turn_back(What.ROLE, Role, name)
        for number, joined in enumerate(self.changes["joined"]):
            lost: list[str] = []
            role = restored(Role, joined["role"], lost)
            if "person" in lost:
                self.left.append(_("role “%s”: its person was deleted since") % role.title)
                continue
            again = Role.objects.filter(
                person=role.person, title=role.title, organisation=role.organisation, start=role.start
            ).first()
            if again is None:
                role.save(force_insert=True)
            self._part(number, again or role, joined["filled"])
        return count

    def _part(self, number: int, role: Role, filled: dict[str, str]) -> None:
        """Give a joined role what was its own, and take from the one that it was joined with what it had from it."""
        noted = Moved.objects.filter(merge=self.merge, place=number)
        join = noted.filter(what=What.JOINED).select_related("role").first()
        if join is None:
            return
        Moved.objects.filter(gone_by=join).update(role=role, gone_by=None)
        for name, value in filled.items():
            if getattr(join.role, name) == value:
                setattr(join.role, name, "")
        if filled:
            join.role.save()
        quotes = Quote.objects.filter(role=join.role)
        if self.of_person:
            quotes = quotes.filter(speaker_person=self.kept)
        for chunk in chunks(noted.filter(what=What.ROLE_OF)):
            keys = [row.quote_id for row in chunk]
            self._turn(quotes.filter(Q(pk__in=keys) | Q(copy_of__in=keys)), "role", role)

    def _turn(self, rows: QuerySet[Any], name: str, to: Any) -> None:
        turn(rows.model, list(rows.values_list("pk", flat=True)), name, to, user=self.user, why=str(self.merge))

    def _turn_back(self, what: str, model: type[Any], name: str) -> int:
        """Give back what still is the kept one's, in working copies too; return how many noted rows came back."""
        noted = Moved.objects.filter(merge=self.merge, what=what)
        rows = model._base_manager.filter(**{name: self.kept})
        if model is Quote and self.of_person:
            rows = rows.filter(Q(role=None) | Q(role__person=self.record))
        for chunk in chunks(noted):
            self._turn(rows.filter(_noted_in(model, chunk)), name, self.record)
        column = "article" if model in {Hop, Mention} else model._meta.model_name
        back = noted.filter(**{f"{column}__in": self._now(model, name)})
        return back.count()

    def _now(self, model: type[Any], name: str) -> QuerySet[Any]:
        rows = model._base_manager.filter(**{name: self.record}).order_by()
        return rows.values("article" if model in {Hop, Mention} else "pk")

    def _keep_used_roles(self) -> None:
        """Where an editor has since given a quotation of the kept one a role that goes back, both have the role."""
        used = Quote.objects.filter(speaker_person=self.kept, role__person=self.record)
        for role in Role.objects.filter(pk__in=used.order_by().values("role")).order_by("pk"):
            twin, _made = Role.objects.get_or_create(
                person=self.kept,
                title=role.title,
                organisation=role.organisation,
                start=role.start,
                defaults={"end": role.end, "as_of": role.as_of},
            )
            for chunk in chunks(used.filter(role=role)):
                self._turn(used.filter(pk__in=[row.pk for row in chunk]), "role", twin)
            said = {"role": role, "kept": self.kept}
            self.left.append(_("role “%(role)s”: “%(kept)s” has it too, as quotations of theirs name it") % said)

    def _part_mentions(self) -> None:
        """Where a story mentioned both, mention both again, unless an editor has taken the mention out."""
        for joined in self.changes["mentions"]:
            before, after = joined["ours"]
            same = Q(article__guid=joined["article"]) | Q(article__update_of__guid=joined["article"])
            ours = list(Mention.objects.filter(same, person=self.kept))
            for mention in ours:
                if mention.description == after != before:
                    mention.description = before
                    mention.save()
                Mention.objects.get_or_create(
                    article_id=mention.article_id, person=self.record, defaults={"description": joined["theirs"]}
                )
            if not ours:
                self.left.append(_("a mention in a story from which it was taken out since"))


def _noted_in(model: type[Any], notes: list[Moved]) -> Q:
    """Return the condition for the rows that `notes` tell of, and for their copies in working copies."""
    if model is Quote:
        keys = [row.quote_id for row in notes]
        return Q(pk__in=keys) | Q(copy_of__in=keys)
    if model is Article:
        keys = [row.article_id for row in notes]
        return Q(pk__in=keys) | Q(update_of__in=keys)
    if model is Mention:
        keys = [row.article_id for row in notes]
        return Q(article__in=keys) | Q(article__update_of__in=keys)
    if model is Hop:
        keys = [row.article_id for row in notes]
        same = Moved.objects.filter(pk__in=[row.pk for row in notes], place=OuterRef("order"))
        own, copied = Q(article=OuterRef("article")), Q(article=OuterRef("article__update_of"))
        near = Q(article__in=keys) | Q(article__update_of__in=keys)
        return near & Q(Exists(same.filter(own | copied)))
    return Q(pk__in=[getattr(row, f"{model._meta.model_name}_id") for row in notes])
