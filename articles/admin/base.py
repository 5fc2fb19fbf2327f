"""What all pages of the desk share: bounded lists, one search, saving by verbs."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet, URLField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from articles.editorial import permissions
from articles.editorial.records import remove_record, save_record
from articles.models import Article

from .paging import BoundedPaginator
from .refusals import REFUSALS, RefusableMixin, as_validation_error
from .searching import SearchMixin

# An address that is typed without its scheme.
SECURE_LINKS = {URLField: {"assume_scheme": "https"}}


class DeskAdmin(SearchMixin, RefusableMixin, admin.ModelAdmin):
    """An admin that stays quick at any size, and that saves and deletes through verbs."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0
    view_on_site = False
    formfield_overrides = SECURE_LINKS

    class Media:
        js = ["articles/named.js"]

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:  # noqa: ARG002
        save_record(obj, request.user)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        remove_record(obj, request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for row in queryset:
            self.delete_model(request, row)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Where other records protect these, say that, and not that a right to delete those others is missing.

        What nobody deletes by hand goes with what it belongs to, and needs no right of its own.
        """
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        by_hand = self.admin_site._registry.items()
        perms_needed -= {model._meta.verbose_name for model, desk in by_hand if isinstance(desk, ReadOnlyMixin)}
        return to_delete, counts, set() if protected else perms_needed, protected

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Delete after the usual question; where the verb refuses, go back to the record and say why."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except REFUSALS as refusal:
            return self.refuse(request, refusal, object_id)

    def refuse(self, request: HttpRequest, refusal: Exception, object_id: Any) -> HttpResponse:
        """Say why a verb refused, on the record's page."""
        for message in as_validation_error(refusal).messages:
            self.message_user(request, message, messages.ERROR)
        return HttpResponseRedirect(self.page_of(object_id))

    def found(self, request: HttpRequest, object_id: str) -> Any:
        """Return the record of an address, if this user may see it; raises Http404 otherwise."""
        key = unquote(object_id)
        row = self.get_object(request, key) if key.isdecimal() and len(key) < 19 else None
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        return row

    def page_of(self, object_id: Any) -> str:
        """Return the address of the record's page on the desk."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[object_id])


def may_write(request: HttpRequest, article: Article | None) -> bool:
    """Return whether the page of a story, or of a part of it, has a form: as the story's state and the rights allow.

    What is sent is answered by the verbs, with the text that was typed.
    """
    return article is None or request.method == "POST" or permissions.allowed(request.user, "save", article)


class ReadOnlyMixin:
    """Rows that the desk shows and never writes."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


def link(row: Any, label: Any = None) -> str:
    """Return a link to the desk's page of a record; a dash where there is none."""
    if row is None:
        return "–"
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, label or row)
