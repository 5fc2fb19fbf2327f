"""Pictures on the desk: what may be uploaded, and a small copy of the private original for the staff's eyes only."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.editorial.pictures import why
from articles.imaging import apart
from articles.imaging.bounds import UnfitPicture
from articles.imaging.geometry import SHAPES, WHOLE, Shape

SIDE = 480
_EXTENSIONS = {"JPEG": ".jpg", "MPO": ".jpg", "TIFF": ".tif"}


class PictureField(forms.FileField):
    """An upload that is bounded and decoded before it is taken; its widget does not link to the private file.

    What the picture says of itself is in the file's attribute `words` (`articles.imaging.metadata.Words`).
    """

    widget = forms.FileInput(attrs={"accept": "image/*"})

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is None:
            return None
        try:
            examined = apart.examine(file.file, file.size)
        except UnfitPicture as unfit:
            raise ValidationError(why(unfit), code="picture") from unfit
        file.words = examined.words
        file.name = PurePath(file.name).stem + _EXTENSIONS.get(examined.format, f".{examined.format.lower()}")
        return file


class PictureMixin:
    """For a ModelAdmin whose records hold one picture, in the field `picture`."""

    picture: str

    def get_urls(self) -> list[Any]:
        """Add the address of the small copy."""
        view = self.admin_site.admin_view(self.picture_view)
        return [path("<path:object_id>/picture/", view, name=self._picture_name), *super().get_urls()]

    @property
    def _picture_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_picture"

    def picture_address(self, row: Any) -> str:
        """Return the address of the small copy; `?shape=3:2&x=0.5&y=0.5` is a crop around a point, in shares."""
        return reverse(f"admin:{self._picture_name}", args=[row.pk])

    def picture_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Return a small JPEG of the original, to staff who may see the record."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not getattr(row, self.picture):
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        shape, focus = _asked(request.GET)
        try:
            with getattr(row, self.picture).open("rb") as file:
                small = apart.preview(file, SIDE, shape, focus)
        except (OSError, UnfitPicture) as error:
            raise Http404 from error
        return HttpResponse(small, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=60"})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "preview"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out the file itself for who may only look: Django would show its address, and it has none."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [(name, opts | {"fields": [f for f in opts["fields"] if f != self.picture]}) for name, opts in fieldsets]

    @admin.display(description=_("picture"))
    def preview(self, row: Any) -> str:
        """Return the small copy as HTML."""
        if not row.pk or not getattr(row, self.picture):
            return "–"
        alt = getattr(row, "alt", "")
        return format_html('<img class="preview" src="{}" alt="{}">', self.picture_address(row), alt)


def _asked(given: QueryDict) -> tuple[Shape, tuple[float, float]]:
    """Return the shape and the focal point that the parameters of a small copy name; what is none of them is left."""
    shape = next((known for known in SHAPES if known.name == given.get("shape")), WHOLE)
    return shape, (_share(given.get("x")), _share(given.get("y")))


def _share(text: str | None) -> float:
    try:
        share = float(text or 0.5)
    except ValueError:
        return 0.5
    return share if 0 <= share <= 1 else 0.5
