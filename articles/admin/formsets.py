"""Rows on another record's page, saved one by one through the verbs."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from articles.editorial.parts import lift, remove_part, save_part
from articles.editorial.records import remove_record, save_record

from .fields import KnownAutocomplete, KnownChoiceField
from .quote_form import only_adding
from .refusals import REFUSALS, PartRefused, RefusableForm, with_refusal


class VerbFormSet(BaseInlineFormSet):
    """Rows that a verb saves. One that a colleague has deleted meanwhile is made anew if it was touched here."""

    user: AbstractBaseUser

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        stored = form.is_bound and index is not None and index < self.initial_form_count()
        form.gone = stored and form.instance.pk is None
        if form.gone:
            form.fields[self.model._meta.pk.name] = forms.CharField(required=False, widget=forms.HiddenInput)
            for field in form.fields.values():
                field.show_hidden_initial = True

    def save_new_objects(self, commit: bool = True) -> list[Model]:
        """Save the new rows, and those that are gone but were touched."""
        made = super().save_new_objects(commit)
        for form in self.initial_forms:
            if form.gone and form.has_changed() and not self._should_delete_form(form):
                made.append(self.save_new(form, commit))
                self.new_objects.append(made[-1])
        return made

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Model:  # noqa: ARG002
        return self._through_verb(form)

    def save_existing(self, form: forms.ModelForm, obj: Model, commit: bool = True) -> Model:  # noqa: ARG002
        return self._through_verb(form)

    def delete_existing(self, obj: Model, commit: bool = True) -> None:  # noqa: ARG002
        self.remove_row(obj)

    def _through_verb(self, form: forms.ModelForm) -> Model:
        setattr(form.instance, self.fk.name, self.instance)
        try:
            return self.save_row(form)
        except REFUSALS as refusal:
            raise PartRefused(form.prefix, refusal) from refusal

    def save_row(self, form: forms.ModelForm) -> Model:
        """Save one row and return it."""
        return save_record(form.instance, self.user)

    def remove_row(self, row: Any) -> None:
        """Delete one row."""
        remove_record(row, self.user)


class PartFormSet(VerbFormSet):
    """Parts of a story that was claimed and saved just before."""

    def save_row(self, form: forms.ModelForm) -> Model:
        return save_part(form.instance, self.user, held=True)

    def remove_row(self, row: Any) -> None:
        stored = self.model._base_manager.get(pk=row.pk)
        stored.article = self.instance
        remove_part(stored, self.user, held=True)


class HopFormSet(PartFormSet):
    def save_existing_objects(self, commit: bool = True) -> list[Model]:
        """Save the steps; those that change places in the chain are taken out of each other's way first."""
        lift(self.instance, [f.instance.pk for f in self.initial_forms if f.instance.pk and "order" in f.changed_data])
        return super().save_existing_objects(commit)


class LinkForm(RefusableForm):
    """A form whose links were loaded with its row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, KnownChoiceField):
                field.known = self.instance._state.fields_cache.get(name)


class HopForm(LinkForm):
    """A step of the source chain, which may take the place of one that is moved in the same form."""

    def validate_constraints(self) -> None:
        """Leave the places to the formset and to the verb: the stored rows still have those from before."""


class VerbInline:
    """For an inline: no empty rows, saved through verbs by whoever sent the page."""

    extra = 0
    form = LinkForm
    formset = VerbFormSet

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[BaseInlineFormSet]:
        formset = super().get_formset(request, obj, **kwargs)
        form = with_refusal(formset.form, request)
        return type(formset.__name__, (formset,), {"user": request.user, "form": form})


class LinkInline:
    """For an inline whose rows have one link (`link_name`): looked up by typing, loaded with the row."""

    link_name: str

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == self.link_name:
            kwargs |= {"form_class": KnownChoiceField, "widget": KnownAutocomplete(db_field, self.admin_site)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave one button beside the link, the one that adds."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            only_adding(field.widget)
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(self.link_name)
