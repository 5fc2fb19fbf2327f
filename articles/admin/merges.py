"""Merges on the desk: which records became one, and the way back; and the pairs that editors have set apart."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.editorial import permissions
from articles.editorial.distinct import take_back
from articles.editorial.unmerging import Unmerged, unmerge
from articles.models import Distinct, Merge, Moved
from articles.models.merge import REASON_LIMIT

from .base import DeskAdmin, ReadOnlyMixin, link
from .record import as_text
from .refusals import REFUSALS, as_validation_error


class DecidedAdmin(ReadOnlyMixin, DeskAdmin):
    """Decisions about pairs of records: to be looked at, and taken back by a verb of their own."""

    ordering = ["-at", "-pk"]
    sortable_by = ()

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Tell the page whether it shows the button."""
        context["may_merge"] = permissions.allowed(request.user, "merge_people")
        return super().render_change_form(request, context, *args, **kwargs)

    def asked(self, request: HttpRequest, object_id: int) -> Any:
        """Return the row, if the user may take such a decision back."""
        if not (permissions.allowed(request.user, "merge_people") and self.has_view_permission(request)):
            raise PermissionDenied
        return get_object_or_404(self.model, pk=object_id if object_id < 2**63 else 0)


@admin.register(Merge)
class MergeAdmin(DecidedAdmin):
    list_display = ["at", "merged_name", "kept_link", "kind", "user", "reason", "stands"]
    list_display_links = ["merged_name"]
    list_filter = ["kind", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["person", "source", "user", "later"]
    search_fields = ["merged_name", "kept_name", "merged_slug"]
    change_form_template = "admin/articles/merging/decided.html"
    fieldsets = [
        (
            None,
            {"fields": ["merged_name", "merged_slug", "kept_link", "reason", ("user", "at"), "stands", "moved_rows"]},
        ),
        (_("Undone"), {"fields": [("undone_by", "undone_at"), "undone_reason"]}),
        (_("What the merge did"), {"classes": ["collapse"], "fields": ["details", "record_merged"]}),
    ]
    readonly_fields = ["kept_link", "stands", "moved_rows", "details", "record_merged"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        merges = super().get_queryset(request)
        return merges if request.resolver_match.kwargs else merges.defer("record", "changes")

    def get_list_display(self, request: HttpRequest) -> list[str]:
        may_undo = permissions.allowed(request.user, "merge_people")
        return [*self.list_display, "undo"] if may_undo else self.list_display

    def get_fieldsets(self, request: HttpRequest, obj: Merge | None = None) -> Any:
        """Leave out how it was undone where it was not; the details are for who may undo it."""
        main, undone, details = super().get_fieldsets(request, obj)
        may_undo = permissions.allowed(request.user, "merge_people")
        return [main, *[undone] * bool(obj and obj.undone_at), *[details] * may_undo]

    @admin.display(description=_("into"))
    def kept_link(self, merge: Merge) -> str:
        return link(merge.kept) if merge.kept else merge.kept_name

    @admin.display(description=_("state"))
    def stands(self, merge: Merge) -> Any:
        if merge.undone_at:
            return _("undone")
        if merge.later:
            return format_html("{} {}", _("merged further:"), link(merge.later))
        return _("in force")

    @admin.display(description=_("undo"))
    def undo(self, merge: Merge) -> str:
        if merge.undone_at or merge.later_id:
            return ""
        address = reverse("admin:articles_merge_undo", args=[merge.pk])
        return format_html('<a href="{}" aria-label="{}: {}">{}</a>', address, _("Undo"), merge.merged_name, _("Undo"))

    @admin.display(description=_("what moved"))
    def moved_rows(self, merge: Merge) -> str:
        return ", ".join(f"{label}: {count}" for label, count in moved(merge)) or "–"

    @admin.display(description=_("details"))
    def details(self, merge: Merge) -> str:
        return as_text(merge.changes)

    @admin.display(description=_("record merged"))
    def record_merged(self, merge: Merge) -> str:
        return as_text(merge.record["fields"])

    def get_urls(self) -> list[Any]:
        """Add the page on which a merge is undone."""
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.undo_view))
        return [path("<int:object_id>/undo/", view, name="articles_merge_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask whether to undo a merge, with the reason, and do so."""
        done = self.asked(request, object_id)
        if request.method == "POST":
            try:
                reason = request.POST.get("reason", "").strip()[:REASON_LIMIT]
                undone = unmerge(done, request.user, reason, apart="apart" in request.POST)
            except REFUSALS as refusal:
                return self.refuse(request, refusal, done.pk)
            self._say(request, undone)
            return HttpResponseRedirect(address_of(undone.record))
        context = self.admin_site.each_context(request) | {
            "title": _("Undo this merge?"),
            "opts": self.opts,
            "merge": done,
            "moved": moved(done),
        }
        return TemplateResponse(request, "admin/articles/merging/undo.html", context)

    def _say(self, request: HttpRequest, undone: Unmerged) -> None:
        self.message_user(request, _("“%s” is a record of its own again.") % undone.record, messages.SUCCESS)
        for line in undone.left:
            self.message_user(request, line, messages.WARNING)


def moved(merge: Merge) -> list[tuple[Any, int]]:
    """Return what a merge moved, and how much of each, in words."""
    labels = dict(Moved.What.choices)
    return [(labels.get(what, what), count) for what, count in merge.changes["moved"].items() if count]


def address_of(record: Model) -> str:
    """Return the address of a record's page on the desk."""
    return reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk])


@admin.register(Moved)
class MovedAdmin(ReadOnlyMixin, DeskAdmin):
    """Row by row what merges moved: reached by its address; the merge's own page says how much."""

    list_display = ["__str__", "merge"]
    list_select_related = [
        "merge",
        "article",
        "quote__speaker_person",
        "quote__speaker_source",
        "role__organisation",
        "photo",
    ]
    ordering = ["-pk"]
    fields = ["merge", "what", "article", "quote", "role", "photo", "place", "gone_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related(*self.list_select_related)
        for story in ("article__", "quote__article__"):
            rows = permissions.visible(request.user, rows, story)
        return rows.defer("merge__record", "merge__changes", "article__body")

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:  # noqa: ARG002
        """Not on the front page of the desk."""
        return {}


@admin.register(Distinct)
class DistinctAdmin(DecidedAdmin):
    list_display = ["at", "__str__", "user", "reason"]
    list_display_links = ["__str__"]
    list_select_related = ["person", "other_person", "source", "other_source", "user"]
    change_form_template = "admin/articles/merging/decided.html"
    fields = ["pair", "reason", ("user", "at")]
    readonly_fields = ["pair"]

    @admin.display(description=_("not the same"))
    def pair(self, note: Distinct) -> str:
        one, other = note.pair
        return format_html("{} ≠ {}", link(one), link(other))

    def get_urls(self) -> list[Any]:
        """Add the address at which such a decision is taken back."""
        view = self.admin_site.admin_view(require_POST(self.take_back_view))
        return [path("<int:object_id>/take-back/", view, name="articles_distinct_take_back"), *super().get_urls()]

    def take_back_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Let two records be compared again."""
        note = self.asked(request, object_id)
        one, _other = note.pair
        try:
            take_back(note, request.user)
        except REFUSALS as refusal:
            for line in as_validation_error(refusal).messages:
                self.message_user(request, line, messages.ERROR)
        else:
            self.message_user(request, _("The two may be proposed as one again."), messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:articles_{one._meta.model_name}_duplicates"))
