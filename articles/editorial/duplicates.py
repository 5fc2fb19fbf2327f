"""Records that may be of one person or source: found by their names, listed for an editor, who decides.

What names are alike is in `likeness`. Here they are compared, each with those that share a key with it, once and again
when its names have changed; so the list is read from an index, however many records there are. All tables of it are
derived: nothing of them is dumped, and `compare` makes them anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from articles.models import Bearer, Distinct, Likeness, NameKey, Person, Source

from .likeness import Name, alike, keys, names_of

Model = type[Person] | type[Source]
# Of those who share a key, so many are looked at, the newest first: a key that hundreds share says next to nothing.
NEIGHBOURS = 200
BATCH = 50


@dataclass(frozen=True)
class Pair:
    """Two records that look alike: the likeness, from 0 to 100, and why, with the names that it is about."""

    one: Any
    other: Any
    score: int
    why: str
    names: tuple[str, str]
    place: tuple[int, int]  # in the list, for `candidates(after=...)`


def candidates(model: Model, limit: int, after: tuple[int, int] | None = None) -> list[Pair]:
    """Return likely duplicates among the records of `model`, the likeliest first, those beyond the place `after`.

    Left out are pairs of which an editor has said that they are not the same, and those with two Wikidata ids.
    """
    kind = model.redirect_kind
    there = {f"first__{kind}__slug__gt": "", f"second__{kind}__slug__gt": ""}  # both records, not their bearers only
    found = Likeness.objects.filter(kind=kind, **there).order_by("-score", "-pk")
    for one, other in (("first", "second"), ("second", "first")):
        apart = {kind: OuterRef(f"{one}__{kind}"), f"other_{kind}": OuterRef(f"{other}__{kind}")}
        found = found.filter(~Exists(Distinct.objects.filter(**apart)))
    if model is Person:
        ids = "first__person__wikidata", "second__person__wikidata"
        found = found.filter(Q(**{ids[0]: ""}) | Q(**{ids[1]: ""}) | Q(**{ids[0]: F(ids[1])}))
    if after:
        score, pk = after
        found = found.filter(Q(score__lt=score) | Q(score=score, pk__lt=pk), score__lte=score)
    return [_pair(row, kind) for row in found.select_related(f"first__{kind}", f"second__{kind}")[:limit]]


def _pair(row: Likeness, kind: str) -> Pair:
    why, one, other = row.reasons
    return Pair(getattr(row.first, kind), getattr(row.second, kind), row.score, why, (one, other), (row.score, row.pk))


def outdated(model: Model) -> QuerySet[Any]:
    """Return the records whose names were not compared yet, or not as they are now."""
    stale = Q(bearer=None) | ~Q(bearer__folded=F("folded"))
    return model._base_manager.filter(stale).order_by("pk")


def compare(model: Model, limit: int | None = None) -> int:
    """Compare the names of outdated records with all others, at most `limit` of them; return how many were."""
    done = last = 0
    while limit is None or done < limit:
        size = BATCH if limit is None else min(BATCH, limit - done)
        named = outdated(model).only("pk", "name", "aliases").annotate(stored=F("folded"))
        rows = list(named.filter(pk__gt=last)[:size])
        if not rows:
            break
        with transaction.atomic():
            _compare(model, rows)
        done, last = done + len(rows), rows[-1].pk
    return done


def forget(model: Model) -> None:
    """Drop what was derived from records that are gone."""
    gone = ~Exists(model._base_manager.filter(pk=OuterRef(model.redirect_kind)))
    Bearer.objects.filter(gone, **{f"{model.redirect_kind}__isnull": False}).delete()


def _compare(model: Model, rows: list[Any]) -> None:
    kind = model.redirect_kind
    names = {row.pk: names_of(row.name, row.aliases) for row in rows}
    bearers = _bearers(kind, rows)
    own = [bearer.pk for bearer in bearers.values()]
    NameKey.objects.filter(bearer__in=own).delete()
    Likeness.objects.filter(Q(first__in=own) | Q(second__in=own)).delete()
    hashes = {row.pk: keys(names[row.pk]) for row in rows}
    made = [NameKey(bearer=bearers[pk], kind=kind, key=key) for pk, found in hashes.items() for key in found]
    NameKey.objects.bulk_create(made, ignore_conflicts=True)
    beside = {pk: bearer.pk for pk, bearer in bearers.items()}
    near = _neighbours(kind, {key for found in hashes.values() for key in found})
    others = _names(model, {bearer for group in near.values() for bearer in group})
    others |= {beside[pk]: found for pk, found in names.items()}
    Likeness.objects.bulk_create(_likenesses(kind, hashes, beside, near, others), ignore_conflicts=True)


def _bearers(kind: str, rows: list[Any]) -> dict[int, Bearer]:
    """Return the bearers of the records by the records' keys, made where there are none, with the names as they are."""
    known = {getattr(b, f"{kind}_id"): b for b in Bearer.objects.filter(**{f"{kind}__in": rows})}
    for row in rows:
        known.setdefault(row.pk, Bearer(**{kind: row})).folded = row.stored
    Bearer.objects.bulk_update([b for b in known.values() if b.pk], ["folded"])
    if new := [b for b in known.values() if not b.pk]:
        Bearer.objects.bulk_create(new)
    return known


def _neighbours(kind: str, hashes: Iterable[int]) -> dict[int, list[int]]:
    """Return the bearers that share each key, the newest first, and only so many."""
    place = Window(RowNumber(), partition_by="key", order_by="-bearer")
    found = NameKey.objects.filter(kind=kind, key__in=hashes).annotate(place=place).filter(place__lte=NEIGHBOURS)
    near = defaultdict(list)
    for key, bearer in found.values_list("key", "bearer"):
        near[key].append(bearer)
    return near


def _names(model: Model, bearers: set[int]) -> dict[int, list[Name]]:
    found = {}
    wanted = sorted(bearers)
    for start in range(0, len(wanted), 500):
        rows = model._base_manager.filter(bearer__in=wanted[start : start + 500])
        for bearer, name, aliases in rows.values_list("bearer", "name", "aliases"):
            found[bearer] = names_of(name, aliases)
    return found


def _likenesses(
    kind: str,
    hashes: dict[int, set[int]],
    beside: dict[int, int],
    near: dict[int, list[int]],
    names: dict[int, list[Name]],
) -> Iterator[Likeness]:
    """Yield each pair that is alike once, of those of which one is new."""
    seen = set()
    for pk, own in hashes.items():
        bearer = beside[pk]
        for other in {b for key in own for b in near[key]} - {bearer}:
            pair = min(bearer, other), max(bearer, other)
            if pair in seen or other not in names:
                continue
            seen.add(pair)
            if sign := alike(names[pair[0]], names[pair[1]]):
                yield Likeness(
                    kind=kind,
                    first_id=pair[0],
                    second_id=pair[1],
                    score=sign.score,
                    reasons=[sign.why, sign.one, sign.other],
                )
