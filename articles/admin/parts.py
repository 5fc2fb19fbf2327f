"""What quotations, steps of the source chain and mentions have in common on the desk: their story decides."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.editorial.parts import remove_part, save_part
from articles.editorial.permissions import CLOSED, visible
from articles.models import Hop, Mention

from .base import DeskAdmin, link, may_write
from .versions import VersionedForm


class PartOfStoryMixin:
    """A part is read-only while readers have its story, and its form carries the story's version."""

    change_form_template = "admin/articles/versioned_change_form.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_write(request, obj and obj.article) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        closed = obj is not None and obj.article.status in CLOSED
        return not closed and super().has_delete_permission(request, obj)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Old revisions are for reading: putting one back would bypass the text it must agree with."""
        return True


class PartForm(VersionedForm):
    def version_of(self, row: Hop | Mention) -> int:
        return row.article.version


class PartAdmin(PartOfStoryMixin, DeskAdmin):
    """A step or a mention by itself; mostly they are edited on their story's page."""

    form = PartForm
    list_select_related: list[str]
    ordering = ["-pk"]

    @admin.display(description=_("story"))
    def story(self, part: Any) -> str:
        return link(part.article)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        parts = super().get_queryset(request).select_related(*self.list_select_related)
        return visible(request.user, parts, "article__").defer("article__body")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:  # noqa: ARG002
        return ["article"] if obj else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        save_part(obj, request.user, version=form.claim if change else None)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        remove_part(obj, request.user)


@admin.register(Hop)
class HopAdmin(PartAdmin):
    list_display = ["__str__", "source", "how", "date", "story"]
    list_filter = ["how"]
    list_select_related = ["source", "article"]
    autocomplete_fields = ["article", "source"]
    search_fields = ["source__name"]
    folded_paths = ("source__folded",)
    fields = ["article", "order", "source", "how", "date", "url"]


@admin.register(Mention)
class MentionAdmin(PartAdmin):
    list_display = ["person", "description", "story"]
    list_display_links = ["person"]
    list_select_related = ["person", "article"]
    autocomplete_fields = ["article", "person"]
    search_fields = ["person__name"]
    folded_paths = ("person__folded",)
    fields = ["article", "person", "description"]
