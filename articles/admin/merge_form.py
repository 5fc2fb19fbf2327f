"""The form of a merge: whose values stay, and why the two are one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.editorial.taking import VALUES, plain
from articles.models.merge import REASON_LIMIT

SIDES = ("kept", "merged")


class MergeForm(forms.Form):
    """A choice for each field in which both have a value and not the same; of the others there is nothing to choose."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LIMIT,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("For the record of merges and the audit log."),
    )

    def __init__(self, kept: Any, merged: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sides = {"kept": kept, "merged": merged}
        for name in VALUES[type(kept)]:
            one, other = plain(kept, name), plain(merged, name)
            if one and other and one != other:
                choices = [(side, side) for side in SIDES]
                self.fields[name] = forms.ChoiceField(choices=choices, required=False, initial="kept")

    def choices(self) -> dict[str, str]:
        """Return what was chosen, by field."""
        return {name: side for name, side in self.cleaned_data.items() if name != "reason" and side}

    def rows(self) -> list[dict[str, Any]]:
        """Return the values side by side: the field's name and label, whether there is a choice, and a cell a side."""
        rows = [self._row(name) for name in VALUES[type(self.sides["kept"])]]
        return [row for row in rows if any(cell["value"] for cell in row["cells"])]

    def _row(self, name: str) -> dict[str, Any]:
        label = self.sides["kept"]._meta.get_field(name).verbose_name
        open_ = name in self.fields
        chosen = (self[name].value() or "kept") if open_ else ""
        cells = [{"side": s, "value": _shown(self.sides[s], name), "chosen": s == chosen} for s in SIDES]
        return {"name": name, "label": label, "open": open_, "cells": cells}


def _shown(record: Any, name: str) -> str:
    """Return a value as it is read: a choice by its label, a picture by its alternative text."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    return str(value or "")
