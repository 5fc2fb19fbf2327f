"""Photos and what was derived from them, on the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Photo, Rendition

from .base import DeskAdmin, ReadOnlyMixin
from .pictures import PictureField, PictureMixin
from .refusals import RefusableForm


class PhotoForm(RefusableForm):
    file = PictureField(label=_("File"), help_text=_("JPEG, PNG, WebP, GIF, TIFF or AVIF; 25 MB, 50 megapixels."))

    class Meta:
        model = Photo
        fields = ()


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
        (_("Whose it is"), {"fields": ["credit", "source", "rights"]}),
        (_("Focal point"), {"fields": [("focal_x", "focal_y")]}),
        (_("Record"), {"fields": [("size", "created"), "guid"]}),
    ]

    @admin.display(description=_("pixels"))
    def size(self, photo: Photo) -> str:
        return f"{photo.width} × {photo.height}" if photo.width else "–"


@admin.register(Rendition)
class RenditionAdmin(ReadOnlyMixin, DeskAdmin):
    list_display = ["photo", "format", "width", "height"]
    list_filter = ["format"]
    list_select_related = ["photo"]
    ordering = ["-pk"]
    fields = ["photo", "format", "width", "height", "name"]
    readonly_fields = ["name"]

    @admin.display(description=_("file"))
    def name(self, rendition: Rendition) -> str:
        return rendition.file.name
