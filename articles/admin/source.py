"""Agencies, publications, organisations and documents on the desk."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Source

from .duplicates import MergeableMixin
from .fields import NamesFormField
from .history import DeskHistoryAdmin
from .pictures import PictureField, PictureMixin
from .refusals import RefusableForm


class SourceForm(RefusableForm):
    aliases = NamesFormField(label=_("Other names"), required=False, help_text=_("One a line."))
    logo = PictureField(label=_("Logo"), required=False)

    class Meta:
        model = Source
        fields = ()
        widgets = {"ownership": forms.Textarea(attrs={"rows": 4})}


@admin.register(Source)
class SourceAdmin(MergeableMixin, PictureMixin, DeskHistoryAdmin):
    form = SourceForm
    picture = "logo"
    list_display = ["name", "kind", "country", "language", "proposed"]
    list_filter = ["kind", "proposed"]
    ordering = ["name", "pk"]
    search_fields = ["name"]
    folded_paths = ("folded",)
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "kind", "aliases", "description", "proposed"]}),
        (_("Who stands behind it"), {"fields": ["ownership", ("country", "language")]}),
        (_("Addresses and logo"), {"fields": ["slug", "url", "preview", "logo"]}),
    ]
