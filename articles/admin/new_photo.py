"""A photo added on the story's own page: the file, with what is asked of every photo."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from articles.editorial.pictures import prefill
from articles.editorial.records import save_record
from articles.models import Photo

from .pictures import PictureField

FIELDS = ("new_photo", "new_photo_alt", "new_photo_credit")
_ASKED = {
    "new_photo_alt": _("Say what the picture shows, for who can't see it."),
    "new_photo_credit": _("Say whose picture it is."),
}


class NewPhotoForm(forms.Form):
    """Fields for a new lead photo; all are needed once a file is given."""

    new_photo = PictureField(label=_("Add a photo"), required=False)
    new_photo_alt = forms.CharField(
        label=_("Alternative text"), required=False, max_length=Photo._meta.get_field("alt").max_length
    )
    new_photo_credit = forms.CharField(
        label=_("Credit"), required=False, max_length=Photo._meta.get_field("credit").max_length
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("new_photo"):
            for name, remedy in _ASKED.items():
                if name not in self.errors and not cleaned.get(name, "").strip():
                    self.add_error(name, remedy)
        elif any(cleaned.get(name, "").strip() for name in _ASKED) and "new_photo" not in self.errors:
            self.add_error("new_photo", _("Choose the file of the photo that you describe."))
        return cleaned

    def add_photo(self, user: AbstractBaseUser) -> Photo | None:
        """Save the new photo, with what else its file says of it, and return it; None where none was given."""
        file = self.cleaned_data.get("new_photo")
        if not file:
            return None
        alt, credit = (self.cleaned_data[name] for name in ("new_photo_alt", "new_photo_credit"))
        photo = Photo(file=file, alt=alt, credit=credit)
        prefill(photo, file.words)
        return save_record(photo, user)
