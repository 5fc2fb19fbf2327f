"""Optimistic concurrency on the desk's forms (D13): the version that was open goes with the form.

A form of an older version is not saved. It comes back with all that was typed, beside what is stored by now; the
editor saves on top of that version by saying so.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .refusals import RefusableForm


@dataclass(frozen=True)
class Difference:
    """One field that was sent with another value than is stored."""

    label: str
    sent: str
    stored: str

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The lines that differ, in pairs: as sent, and as stored."""
        sent, stored = self.sent.splitlines(), self.stored.splitlines()
        changes = SequenceMatcher(None, sent, stored).get_opcodes()
        return [("\n".join(sent[a:b]), "\n".join(stored[c:d])) for what, a, b, c, d in changes if what != "equal"] or [
            (self.sent, self.stored)
        ]

    @property
    def long(self) -> bool:
        """Whether only a part of the text is shown as differing."""
        return self.stored.count("\n") > 0


class VersionedForm(RefusableForm):
    """A form of an article, or of a part of one; subclasses say what carries the version."""

    opened = forms.IntegerField(required=False, widget=forms.HiddenInput)
    over = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored_version: int | None = self.version_of(self.instance) if self.instance.pk else None
        self.initial["opened"] = self.stored_version
        self.in_conflict = False

    def version_of(self, row: Any) -> int:
        """Return the version that covers `row`."""
        return row.version

    @property
    def claim(self) -> int | None:
        """The version to claim: the one that was open, or the newer one that the editor chose to save on top of."""
        return self.cleaned_data.get("over") or self.cleaned_data.get("opened")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.stored_version is not None and self.claim != self.stored_version:
            self.in_conflict = True
            self.add_error(
                None,
                ValidationError(
                    _(
                        "Somebody else has saved this since you opened it. Nothing of yours was saved, and nothing"
                        " is lost: it is in the form, and what is stored now stands beside it."
                    ),
                    code="conflict",
                ),
            )
        return cleaned

    def differences(self) -> list[Difference]:
        """Return the fields in which what was sent differs from what is stored now."""
        names = [n for n in self.changed_data if n not in {"opened", "over"} and n in self.initial]
        return [
            Difference(str(self[n].label), self._shown(n, self[n].value()), self._shown(n, self.initial[n]))
            for n in names
        ]

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if value in (None, "", []):
            return ""
        if isinstance(field, forms.ModelChoiceField):
            many = value if isinstance(value, list | tuple) else [value]
            keys = [getattr(row, "pk", row) for row in many]
            numbers = [key for key in keys if str(key).isdecimal()]
            return ", ".join(map(str, field.queryset.filter(pk__in=numbers)))
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, value))
        if isinstance(value, list):
            return " ".join(str(part) for part in value if part)
        return str(value)
