"""A refusal by a verb, shown on the form that was sent: nothing is saved, and nothing that was typed is lost.

The page is made twice: first to save, inside a transaction; and, where a verb refused, once more with the refusal
as an error of the form.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.editorial.errors import EditorialError

REFUSALS = (EditorialError, ValidationError, IntegrityError)


class PartRefused(EditorialError):
    """A verb refused one row of an inline; `prefix` is that of its form, `why` the refusal."""

    def __init__(self, prefix: str, why: Exception) -> None:
        super().__init__(str(why))
        self.prefix, self.why = prefix, why


def as_validation_error(refusal: Exception) -> ValidationError:
    """Return what a form can show of a refusal."""
    if isinstance(refusal, ValidationError):
        return refusal
    if isinstance(refusal, IntegrityError):
        return ValidationError(_("Somebody else saved the same thing at this moment. Look at it, and save again."))
    return ValidationError(str(refusal))


def add_refusal(form: forms.BaseForm, refusal: Exception) -> None:
    """Add a refusal to a form: by field where the form has it, else above all fields."""
    error = as_validation_error(refusal)
    for name, messages in getattr(error, "error_dict", {None: error}).items():
        field = name if name in form.fields else None
        form.add_error(field, messages)


class RefusableForm(forms.ModelForm):
    """A form, of a page or of one row in it, that shows the refusal met when it was saved."""

    refusal: Exception | None = None

    def _post_clean(self) -> None:
        self.check_instance()
        self.show_refusal()

    def check_instance(self) -> None:
        """Validate the instance, as ModelForm does."""
        super()._post_clean()

    def show_refusal(self) -> None:
        """Add the refusal as an error where it belongs to this form, or to a row of this form's page."""
        if not isinstance(self.refusal, PartRefused):
            if self.refusal and self.prefix is None:
                add_refusal(self, self.refusal)
        elif self.prefix == self.refusal.prefix:
            add_refusal(self, self.refusal.why)
        elif self.prefix is None:
            self.add_error(None, ValidationError(_("Nothing was saved: one of the rows below was refused.")))


def with_refusal(form: type[forms.ModelForm], request: HttpRequest) -> type[forms.ModelForm]:
    """Return the form's class for this request."""
    return type(form.__name__, (form,), {"refusal": getattr(request, "refusal", None)})


class RefusableMixin:
    """For a ModelAdmin: what a verb refuses is shown on the form, never as a server error.

    Files named in `request.stored` were written for what is refused, and go with it.
    """

    form = RefusableForm

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            if request.method != "POST" or hasattr(request, "refusal"):
                raise
            request.refusal = refusal
            for file in getattr(request, "stored", []):
                file.storage.delete(file.name)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        return with_refusal(super().get_form(request, obj, change=change, **kwargs), request)
