"""Form fields for what a plain text box does not say: spans, lists of names, records looked up by typing."""

import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles.models.fields import Span, check_spans

_SPAN = re.compile(r"(\d{1,9})\s*[-–]\s*(\d{1,9})", re.ASCII)


class SpansFormField(forms.CharField):
    """Spans as an editor writes them, "17-98, 120-140": code points of the body, the end not included."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(f"{start}-{end}" for start, end in value)
        return value

    def to_python(self, value: Any) -> list[Span]:
        parts = [part.strip() for part in re.split(r"[,;\n]", super().to_python(value) or "") if part.strip()]
        spans = []
        for part in parts:
            match = _SPAN.fullmatch(part)
            if not match:
                raise ValidationError(
                    _("“%(part)s” is no span. Write where the words begin and end, such as 17-98, 120-140."),
                    code="spans",
                    params={"part": part[:60]},
                )
            spans.append([int(match[1]), int(match[2])])
        if spans:
            check_spans(spans)
        return spans

    def run_validators(self, value: Any) -> None:
        """Nothing more: `to_python` has checked the list, and the validators of a text do not fit one."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class NamesFormField(forms.CharField):
    """A list of names, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = (" ".join(line.split()) for line in (super().to_python(value) or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def run_validators(self, value: Any) -> None:
        """Nothing more: the model's field checks each name."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class KnownChoiceField(forms.ModelChoiceField):
    """A choice whose present row was loaded with the form, so that neither showing nor sending it asks again.

    `known` is that row or None; `narrow` are parameters that narrow what typing finds ({"person": 3}).
    """

    known: Any = None
    narrow: dict[str, Any] = {}

    def to_python(self, value: Any) -> Any:
        if self.known is not None and str(value) == str(self.known.pk):
            return self.known
        return super().to_python(value)


class KnownAutocomplete(AutocompleteSelect):
    """The admin's autocomplete for a KnownChoiceField."""

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        known = self.choices.field.known
        if known is None or value != [str(known.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(known)
        options = [self.create_option(name, "", "", False, 0), self.create_option(name, known.pk, label, value, 1)]
        return [(None, options, 0)]

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs=extra_attrs)
        if narrow := self.choices.field.narrow:
            attrs["data-ajax--url"] += "?" + urlencode(narrow)
        return attrs
