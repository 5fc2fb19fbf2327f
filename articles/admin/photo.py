"""Photos and what was derived from them, on the desk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.editorial.pictures import prefill
from articles.imaging.geometry import LEAD, SQUARE
from articles.models import Photo, Rendition

from .base import DeskAdmin, ReadOnlyMixin
from .pictures import PictureField, PictureMixin
from .refusals import RefusableForm

_SHARE = forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.001})
_CROPS = {LEAD: _("front page"), SQUARE: _("portrait")}


class PhotoForm(RefusableForm):
    """A photo; what is left empty is taken from the words in the file, where it has them."""

    file = PictureField(
        label=_("File"),
        help_text=_(
            "JPEG, PNG, WebP, GIF, TIFF or AVIF; 25 MB, 50 megapixels. What you leave empty below is taken from the "
            "file, where it says so. The place where it was taken is never kept."
        ),
    )
    taken_from_file: list[str] = []

    class Meta:
        model = Photo
        fields = ()
        widgets = {"focal_x": _SHARE, "focal_y": _SHARE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {name: self.fields[name] for name in ("alt", "credit") if name in self.fields}
        for field in self.asked.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        """Fill what is empty from a new file, then ask for what every photo needs."""
        cleaned = super().clean() or self.cleaned_data
        words = getattr(cleaned.get("file"), "words", None)
        if words:
            given = Photo(**{name: value for name, value in cleaned.items() if name not in {"file", "source"}})
            self.taken_from_file = [name for name in prefill(given, words) if name in self.fields]
            for name in self.taken_from_file:
                cleaned[name] = getattr(given, name)
        for name, field in self.asked.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, field.error_messages["required"])
        return cleaned


@admin.register(Photo)
class PhotoAdmin(PictureMixin, DeskAdmin):
    form = PhotoForm
    picture = "file"
    list_display = ["alt", "credit", "size", "created"]
    ordering = ["-pk"]
    search_fields = ["alt__istartswith"]
    autocomplete_fields = ["source"]
    readonly_fields = ["size", "created", "guid"]
    fieldsets = [
        (None, {"fields": ["preview", "file", "alt", "caption"]}),
        (
            _("Focal point"),
            {
                "fields": [("focal_x", "focal_y")],
                "description": _("The point that no crop may lose. Click on it in the picture, or write its place."),
            },
        ),
        (_("Whose it is"), {"fields": ["credit", "source", "rights", "taken"]}),
        (_("Record"), {"fields": [("size", "created"), "guid"]}),
    ]

    class Media:
        css = {"all": ["articles/photo.css"]}
        js = ["articles/photo.js"]

    @admin.display(description=_("pixels"))
    def size(self, photo: Photo) -> str:
        return f"{photo.width} × {photo.height}" if photo.width else "–"

    @admin.display(description=_("picture"))
    def preview(self, row: Photo) -> str:
        """Return the small copy, on which the focal point is chosen, and the crops around it, as HTML."""
        stored = bool(row.pk and row.file)
        address = self.picture_address(row) if stored else ""
        crops = [{"shape": shape.name, "where": where} for shape, where in _CROPS.items()]
        given = {"photo": row, "address": address, "crops": crops if stored else []}
        return render_to_string("admin/articles/photo/preview.html", given)

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if names := form.taken_from_file:
            labels = [str(form.fields[name].label) for name in names]
            text = gettext("Taken from the file: %s. Read it once more.") % get_text_list(labels, gettext("and"))
            self.message_user(request, text, messages.WARNING)


@admin.register(Rendition)
class RenditionAdmin(ReadOnlyMixin, DeskAdmin):
    list_display = ["photo", "shape", "format", "width", "height"]
    list_filter = ["shape", "format"]
    list_select_related = ["photo"]
    ordering = ["-pk"]
    fields = ["photo", "shape", "format", "width", "height", "name"]
    readonly_fields = ["name"]

    @admin.display(description=_("file"))
    def name(self, rendition: Rendition) -> str:
        return rendition.file.name
