"""A row as plain JSON, to be put back as it was, in this database or in another that was filled from a dump."""

from datetime import date
from typing import Any

from django.core import serializers
from django.db.models import ForeignKey, Model

from articles.models import Redirect


def snapshot(row: Model) -> dict[str, Any]:
    """Return the row's key and fields as JSON values; linked records by natural key."""
    [plain] = serializers.serialize("python", [row], use_natural_foreign_keys=True)
    fields = plain["fields"].items()
    # Django's own JSON would cut times to milliseconds.
    return {"pk": plain["pk"], "fields": {name: v.isoformat() if isinstance(v, date) else v for name, v in fields}}


def restored(model: type[Model], saved: dict[str, Any], lost: list[str]) -> Any:
    """Return the row of a snapshot, not yet saved, under its old key where that is free.

    A linked record that is gone is left out, and the field's name put into `lost`; one that was merged or renamed is
    followed to where it is now.
    """
    row = model()
    for name, value in saved["fields"].items():
        field: Any = model._meta.get_field(name)
        if isinstance(field, ForeignKey):
            found = _linked(field.related_model, value) if value else None
            if value and found is None:
                lost.append(name)
            setattr(row, name, found)
        else:
            setattr(row, name, field.to_python(value))
    row.pk = saved["pk"] if _was_here(model, saved) else None
    return row


def _linked(model: Any, key: list[Any]) -> Model | None:
    try:
        found: Model = model._default_manager.get_by_natural_key(*key)
    except model.DoesNotExist:
        kind = getattr(model, "redirect_kind", None)
        return Redirect.objects.target(kind, key[0]) if kind else None
    return found


def _was_here(model: Any, saved: dict[str, Any]) -> bool:
    """Whether the key is that of this row in this database, and free: the history of revisions knows."""
    if not hasattr(model, "history") or model._base_manager.filter(pk=saved["pk"]).exists():
        return False
    name = "slug" if "slug" in saved["fields"] else "title"
    return bool(model.history.filter(id=saved["pk"], **{name: saved["fields"][name]}).exists())
