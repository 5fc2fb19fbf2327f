"""The newsroom's own work on stories, as lists: comments, assignments, who has what open. Written on a story's page."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Assignment, Comment, Placement, Presence

from .base import DeskAdmin, ReadOnlyMixin
from .record import OfStoryMixin, as_text


class WorkAdmin(OfStoryMixin, ReadOnlyMixin, DeskAdmin):
    list_select_related = ["article", "user"]
    ordering = ["-pk"]
    readonly_fields = ["story"]


@admin.register(Comment)
class CommentAdmin(WorkAdmin):
    list_display = ["at", "story", "username", "text"]
    fields = ["story", "username", "at", "text"]


@admin.register(Assignment)
class AssignmentAdmin(WorkAdmin):
    list_display = ["at", "story", "user", "by"]
    list_select_related = ["article", "user", "by"]
    fields = ["story", "user", "by", "at"]


@admin.register(Presence)
class PresenceAdmin(WorkAdmin):
    list_display = ["seen", "story", "user", "since"]
    ordering = ["-seen", "-pk"]
    fields = ["story", "user", "since", "seen"]


@admin.register(Placement)
class PlacementAdmin(WorkAdmin):
    """The memory of the quote lock: here for who looks for a fault, and not on the front page."""

    list_display = ["sha256", "story"]
    list_select_related = ["article"]
    fields = ["story", "sha256", "where"]
    readonly_fields = ["story", "where"]

    def has_module_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    @admin.display(description=_("places"))
    def where(self, row: Placement) -> str:
        return as_text(row.places)
