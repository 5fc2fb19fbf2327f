"""Topics on the desk."""

from django.contrib import admin

from articles.models import Topic

from .base import DeskAdmin


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
    ordering = ["name", "pk"]
    search_fields = ["name"]
    folded_paths = ("folded",)
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "kind", "code", "slug"]
