"""Pictures on the desk: what may be uploaded, and a small copy of the private original for the staff's eyes only."""

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.imaging.bounds import UnfitPicture, check_picture, thumbnail

_SIDE = 480


class PictureField(forms.ImageField):
    """An upload that is bounded and decoded before it is taken; its widget does not link to the private file."""

    widget = forms.FileInput(attrs={"accept": "image/*"})

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        try:
            check_picture(data.file, data.size)
        except UnfitPicture as unfit:
            raise ValidationError(str(unfit), code="picture") from unfit
        return super().to_python(data)


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

    def picture_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Return a small JPEG of the original, to staff who may see the record."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not getattr(row, self.picture):
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        out = BytesIO()
        try:
            with getattr(row, self.picture).open("rb") as file:
                thumbnail(file, _SIDE).save(out, "JPEG", quality=80)
        except OSError as error:
            raise Http404 from error
        return HttpResponse(out.getvalue(), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=60"})

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
        return format_html(
            '<img class="preview" src="{}" alt="{}">',
            reverse(f"admin:{self._picture_name}", args=[row.pk]),
            getattr(row, "alt", ""),
        )
