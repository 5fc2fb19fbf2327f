"""The form of one quotation, in its story's page and on its own, and how it is saved through the verbs."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey
from django.forms.models import construct_instance
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.editorial import quoting
from articles.editorial.parts import save_part
from articles.models import Article, Quote

from .fields import KnownAutocomplete, KnownChoiceField, SpansFormField
from .refusals import RefusableForm
from .states import mark

LINKS = ("speaker_person", "speaker_source", "role", "within", "via")
OF_MODEL = (
    "kind speaker_person speaker_source attribution cue role within via venue said_on original_language original_words"
).split()
# What the form shows of a quotation's related rows, loaded in one query with it.
RELATED = "speaker_person speaker_source role__organisation within__speaker_person within__speaker_source via".split()


class QuoteFields(RefusableForm):
    """The fields of a quotation.

    Each is sent with the value that the editor saw, so that only what was touched is changed: spans that moved with
    the text, or what a colleague changed meanwhile, are not overwritten by what the page still showed.
    """

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Exactly as in the text; where they stand there once, that is enough."),
    )
    spans = SpansFormField(
        label=_("Spans"),
        required=False,
        help_text=_("Where they stand, such as 17-98, 120-140. Needed only where the words stand more than once."),
    )
    decision = forms.ChoiceField(
        label=_("Decision"),
        required=False,
        choices=[("", _("leave as it is")), ("confirm", _("confirm")), ("reject", _("reject"))],
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Needed to confirm words that were altered."),
    )

    # The fields that go into the row as they are, and the others that say something of it.
    plain = OF_MODEL
    named: tuple[str, ...] = ()

    class Meta:
        model = Quote
        fields = ["spans", "words", *OF_MODEL]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = self.instance.pk is None
        for name, field in self.fields.items():
            field.show_hidden_initial = not new and name in self.of_quote
            if isinstance(field, KnownChoiceField):
                field.known = self.instance._state.fields_cache.get(name)
        if new:
            self.initial.update(spans=[], words="", decision="confirm")
        self._narrow()

    @property
    def of_quote(self) -> set[str]:
        """The names of the fields that change the quotation."""
        return {"spans", "words", *self.plain, *self.named}

    def fill(self, quote: Quote, changed: Any, user: AbstractBaseUser) -> None:  # noqa: ARG002
        """Set on `quote` what the editor touched, but for its place in the text."""
        for name in self.plain:
            if name in changed:
                setattr(quote, name, self.cleaned_data[name])

    def decided(self) -> str:
        """Return the decision that goes with the form: "confirm", "reject" or none."""
        return self.cleaned_data.get("decision", "")

    def _narrow(self) -> None:
        """Offer the speaker's roles and the story's quotations only."""
        if "role" in self.fields and self.instance.speaker_person_id:
            self.fields["role"].narrow = {"person": self.instance.speaker_person_id}
        if "within" in self.fields and self.instance.article_id:
            self.fields["within"].narrow = {"article": self.instance.article_id}

    @property
    def mark(self) -> str:
        """The state as a shape with its name; nothing for a new quotation."""
        return mark(self.instance.state) if self.instance.pk else ""

    def clean_words(self) -> str:
        return self.cleaned_data["words"].replace("\r\n", "\n").replace("\r", "\n")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("words") and not cleaned.get("spans"):
            raise ValidationError({"words": _("Paste the words of the quotation as the text has them.")})
        return cleaned

    def check_instance(self) -> None:
        """Check field by field. Whether the words stand in the text is known once the story has been saved."""
        fields = [name for name in self.plain if name in self.fields]
        construct_instance(self, self.instance, fields, None)
        excluded = {f.name for f in self.instance._meta.fields} - set(fields) | set(self.errors)
        try:
            self.instance.clean_fields(exclude=excluded)
        except ValidationError as error:
            self._update_errors(error)


_VERBS = {"confirm": quoting.confirm, "reject": quoting.reject}


def save_quote(
    form: QuoteFields, article: Article, user: AbstractBaseUser, *, version: int | None = None, held: bool = False
) -> Quote:
    """Save what the editor touched in `form` on top of the quotation as it is stored, and return it.

    `version` and `held` are those of `save_part`. Raises what the verbs raise; call in a transaction.
    """
    quote = _stored(form, article)
    changed = form.changed_data if quote.pk else form.cleaned_data
    form.fill(quote, changed, user)
    _move(quote, form, changed)
    reason, verb = form.cleaned_data["reason"], _VERBS.get(form.decided())
    if quote.pk is None or set(changed) & form.of_quote:
        save_part(quote, user, version=version, held=held, reason="" if verb else reason)
        held = True
    if verb:
        verb(quote, user, reason=reason, held=held)
    return quote


def _stored(form: QuoteFields, article: Article) -> Quote:
    key = form.instance.pk
    quote = Quote.objects.select_related(*RELATED).get(pk=key) if key else Quote()
    quote.article = article
    return quote


def _move(quote: Quote, form: QuoteFields, changed: Any) -> None:
    words, spans = form.cleaned_data["words"], form.cleaned_data["spans"]
    if spans and "spans" in changed:
        quoting.move(quote, spans)
        if words and "words" in changed and words != (found := quote.words_in(quote.article.body)):
            raise ValidationError({"spans": _("At these spans stands “%s”, not the words given.") % found[:200]})
    elif words and "words" in changed:
        quoting.move(quote, quoting.locate(quote.article.body, words))


class QuoteLinksMixin:
    """For an admin or inline with a form of QuoteFields: its links are looked up by typing."""

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in LINKS:
            kwargs |= {"form_class": KnownChoiceField, "widget": KnownAutocomplete(db_field, self.admin_site)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave one button beside a link, the one that adds: a row of four for each of five links hides the words."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            only_adding(field.widget)
        return field


def without_decision(fieldsets: Any) -> list[tuple[Any, dict[str, Any]]]:
    """Return the fieldsets of a quotation as they are shown where nothing can be decided."""
    return [
        (name, given | {"fields": [line for line in map(_undecided, given["fields"]) if line]})
        for name, given in fieldsets
    ]


def _undecided(line: Any) -> Any:
    decision = {"decision", "reason"}
    if isinstance(line, str):
        return "" if line in decision else line
    return tuple(name for name in line if name not in decision)


def only_adding(widget: Any) -> None:
    """Take the buttons that change, delete and view the linked record from a widget of the admin."""
    for button in ("can_change_related", "can_delete_related", "can_view_related"):
        if hasattr(widget, button):
            setattr(widget, button, False)
