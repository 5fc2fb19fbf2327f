"""A quotation as a card on its story's page: who speaks is written as a name, and decided by the card's own buttons."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from articles.editorial.naming import Naming
from articles.models import Quote

from .formsets import PartFormSet
from .quote_form import OF_MODEL, QuoteFields, save_quote

_LINKED = {"speaker_person", "speaker_source", "role", "within", "via"}
_FURTHER = "kind attribution cue words spans via venue said_on original_language original_words".split()
DECISIONS = {"_confirm": "confirm", "_reject": "reject"}


class CardForm(QuoteFields):
    """The fields of a card. Names are looked up when it is saved, so that one card can make whom another names too."""

    plain = [name for name in OF_MODEL if name not in _LINKED]
    named = ("speaker", "role", "via")

    speaker = forms.CharField(
        label=_("Speaker"),
        required=False,
        max_length=300,
        widget=forms.TextInput(
            attrs={
                "list": "speakers",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": _("Who says this?"),
                "aria-keyshortcuts": "S",
            }
        ),
    )
    role = forms.CharField(
        label=_("Role that day"),
        required=False,
        max_length=500,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": _("role: title, organisation"), "aria-keyshortcuts": "R"}
        ),
    )
    new = forms.ChoiceField(
        label=_("Who is not on record"),
        required=False,
        choices=[
            ("", _("is an error")),
            ("person", _("is a new person")),
            ("organisation", _("is a new organisation")),
            ("role", _("has a new role")),
        ],
    )
    via = forms.CharField(
        label=_("By way of"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"list": "speakers", "autocomplete": "off"}),
    )

    class Meta(QuoteFields.Meta):
        fields = ["spans", "words", *(name for name in OF_MODEL if name not in _LINKED)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quote = self.instance
        self.button = ""
        self.naming: Naming | None = None
        self.initial |= {"speaker": _name(quote.speaker), "role": _name(quote.role), "via": _name(quote.via)}
        if quote.pk is not None:
            del self.fields["decision"]
            if quote.speaker_person_id:
                self.fields["role"].widget.attrs["list"] = f"roles-{quote.speaker_person_id}"

    @property
    def further(self) -> list[forms.BoundField]:
        """The fields that a card keeps folded away."""
        return [self[name] for name in _FURTHER]

    @property
    def more_errors(self) -> bool:
        """Whether one of the folded fields was refused."""
        return any(name in self.errors for name in (*_FURTHER, "reason"))

    def has_changed(self) -> bool:
        """A button of a card that was not touched is an act too."""
        return bool(self.button) or super().has_changed()

    def decided(self) -> str:
        return self.button or super().decided()

    def fill(self, quote: Quote, changed: Any, user: AbstractBaseUser) -> None:
        super().fill(quote, changed, user)
        naming = self.naming or Naming(quote.article, user)
        given = {name: self.cleaned_data[name] for name in ("speaker", "role") if name in changed}
        naming.attribute(quote, **given, new=self.cleaned_data.get("new", ""))
        if "via" in changed:
            quote.via = naming.source(self.cleaned_data["via"])


class CardFormSet(PartFormSet):
    """The cards of a story; `pressed` says which cards' buttons sent the form: {primary key: decision}."""

    pressed: dict[int, str] = {}

    def add_fields(self, form: CardForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.button = self.pressed.get(form.instance.pk or 0, "")

    def save(self, commit: bool = True) -> list[Model]:
        naming = Naming(self.instance, self.user)
        for form in self.forms:
            form.naming = naming
        return super().save(commit)

    def save_row(self, form: CardForm) -> Quote:
        return save_quote(form, self.instance, self.user, held=True)


def pressed(data: Any) -> dict[int, str]:
    """Return the decisions that the buttons in a POST ask for, by the key of the quotation."""
    keys = {key: decision for name, decision in DECISIONS.items() for key in data.getlist(name)}
    return {int(key): decision for key, decision in keys.items() if key.isdecimal() and len(key) < 19}


def _name(row: Any) -> str:
    return str(row) if row else ""
