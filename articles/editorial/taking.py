"""What a kept record takes over from one that is merged into it: values and names; and how it gives them back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import FileField, ForeignKey, Model, QuerySet
from django.utils.translation import gettext as _

from articles.models import Merge, Person, Source

from .errors import Blocked

NAMES_AT_MOST = 100
# The values of which one stays.
VALUES: dict[type[Model], tuple[str, ...]] = {
    Person: ("name", "sort_name", "bio", "portrait", "wikidata"),
    Source: ("name", "kind", "description", "url", "country", "language", "ownership", "logo"),
}


def take_values(kept: Any, merged: Any, choices: Mapping[str, str]) -> dict[str, list[Any]]:
    """Set on `kept`, unsaved, the values that it takes over, and return each as [before, after] by field.

    A field takes the merged one's value where `choices` says "merged", or says nothing and the kept one has none. What
    somebody has looked at in either is no mere proposal any more.
    """
    taken = {}
    for name in VALUES[type(kept)]:
        ours, theirs = plain(kept, name), plain(merged, name)
        # A name that is chosen brings its place in the alphabet along.
        given = choices.get(name) or (choices.get("name") if name == "sort_name" else None)
        chosen = given or ("kept" if ours else "merged")
        if chosen == "merged" and theirs and theirs != ours:
            put(kept, name, theirs)
            taken[name] = [ours, theirs]
    if kept.proposed and not merged.proposed:
        kept.proposed = False
        taken["proposed"] = [True, False]
    return taken


def plain(record: Model, name: str) -> Any:
    """Return a value as JSON has it: a linked record by its GUID, a file by its name, nothing as ""."""
    field = record._meta.get_field(name)
    value = getattr(record, name)
    if isinstance(field, ForeignKey):
        return value.guid if value else ""
    return value.name or "" if isinstance(field, FileField) else value


def put(record: Model, name: str, value: Any) -> bool:
    """Set a value that `plain` returned; return False, having changed nothing, where its linked record is gone."""
    field: Any = record._meta.get_field(name)
    if isinstance(field, ForeignKey):
        linked = field.related_model.objects.filter(guid=value).first() if value else None
        if value and linked is None:
            return False
        value = linked
    setattr(record, name, value)
    return True


def take_names(
    kept: Any, merged: Any, values: Mapping[str, list[Any]], others: QuerySet[Merge]
) -> dict[str, list[str]]:
    """Add the merged one's names to those of `kept`, unsaved; return which came by the merge, and which went.

    `others` are the merges that stand, whose names are there by them too. Raises Blocked where they are too many.
    """
    came_before = {name for other in others for name in other.changes["names"]["came"]}
    own = set(kept.aliases) - came_before
    before = values["name"][0] if "name" in values else None
    came = [name for name in dict.fromkeys([*filter(None, [before]), merged.name, *merged.aliases]) if name not in own]
    came = [name for name in came if name != kept.name]
    went = [name for name in kept.aliases if before is not None and name == kept.name]
    names = [name for name in dict.fromkeys([*kept.aliases, *came]) if name not in went]
    if len(names) > NAMES_AT_MOST:
        raise Blocked(
            _("Together they have %(count)d other names, and a record holds %(most)d. Take some away first.")
            % {"count": len(names), "most": NAMES_AT_MOST}
        )
    kept.aliases = names
    return {"came": came, "went": went}


def give_values_back(kept: Any, values: Mapping[str, list[Any]], lost: list[str]) -> None:
    """Set on `kept`, unsaved, what it had before, where it still has what it took; else leave it to the editors.

    The names of fields whose former value is gone are put into `lost`.
    """
    for name, (before, after) in values.items():
        if plain(kept, name) == after and not put(kept, name, before):
            lost.append(name)


def give_names_back(
    kept: Any, names: Mapping[str, list[str]], values: Mapping[str, list[Any]], others: QuerySet[Merge]
) -> None:
    """Take from `kept`, unsaved, the names that came by a merge, but for those of other merges that stand."""
    stay = {name for other in others for name in other.changes["names"]["came"]}
    before = values["name"][0] if "name" in values else None
    if before is not None and kept.name != before:
        stay.add(before)
    left = [name for name in kept.aliases if name not in names["came"] or name in stay]
    kept.aliases = list(dict.fromkeys([*left, *(name for name in names["went"] if name != kept.name)]))
