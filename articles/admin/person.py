"""People and the roles they held, on the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Person, Role

from .duplicates import MergeableMixin
from .fields import NamesFormField
from .formsets import LinkInline, VerbInline
from .history import DeskHistoryAdmin
from .refusals import RefusableForm


class PersonForm(RefusableForm):
    aliases = NamesFormField(
        label=_("Other names"), required=False, help_text=_("One a line: the other spellings in which copy has it.")
    )

    class Meta:
        model = Person
        fields = ()


class RoleInline(VerbInline, LinkInline, admin.TabularInline):
    model = Role
    template = "admin/articles/tabular_inline.html"
    link_name = "organisation"
    fields = ["title", "organisation", "start", "end", "as_of"]


@admin.register(Person)
class PersonAdmin(MergeableMixin, DeskHistoryAdmin):
    form = PersonForm
    list_display = ["name", "sort_name", "wikidata", "proposed"]
    list_filter = ["proposed"]
    ordering = ["sort_name", "pk"]
    search_fields = ["name"]
    folded_paths = ("folded",)
    autocomplete_fields = ["portrait"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [RoleInline]
    fieldsets = [
        (None, {"fields": [("name", "sort_name"), "aliases", "bio", "portrait", "proposed"]}),
        (_("Addresses"), {"fields": [("slug", "wikidata")]}),
    ]


@admin.register(Role)
class RoleAdmin(DeskHistoryAdmin):
    list_display = ["title", "person", "organisation", "start", "end", "as_of"]
    list_select_related = ["person", "organisation"]
    ordering = ["-pk"]
    search_fields = ["title"]
    folded_paths = ("folded", "person__folded")
    autocomplete_fields = ["person", "organisation"]
    fields = ["person", "title", "organisation", ("start", "end"), "as_of"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """In an autocomplete beside a speaker, only that person's roles."""
        roles = super().get_queryset(request).select_related("person", "organisation")
        person = request.GET.get("person", "")
        if request.path.endswith("/autocomplete/") and person.isdecimal():
            roles = roles.filter(person_id=int(person[:18]))
        return roles
