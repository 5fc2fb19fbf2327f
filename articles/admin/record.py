"""What is written once: editions, corrections, the audit log, old addresses. The desk shows it."""

import json

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import AuditEntry, Correction, Edition, Redirect

from .base import DeskAdmin, ReadOnlyMixin, link


class OfStoryMixin:
    """Rows of a story, listed without its text."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("article", *self.list_select_related).defer("article__body")

    @admin.display(description=_("story"))
    def story(self, row: Edition | Correction | AuditEntry) -> str:
        return link(row.article)


@admin.register(Edition)
class EditionAdmin(OfStoryMixin, ReadOnlyMixin, DeskAdmin):
    list_display = ["published", "story", "number", "kind", "user", "note"]
    list_filter = ["kind"]
    list_select_related = ["article", "user"]
    ordering = ["-pk"]
    fields = ["story", "number", "kind", "published", "user", "note", "unaltered", "sha256", "previous_sha256", "text"]
    readonly_fields = ["story", "unaltered", "text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        editions = super().get_queryset(request)
        return editions if request.resolver_match.kwargs else editions.defer("content")

    @admin.display(description=_("as it was published"), boolean=True)
    def unaltered(self, edition: Edition) -> bool:
        return edition.sha256 == edition.computed_sha256()

    @admin.display(description=_("content"))
    def text(self, edition: Edition) -> str:
        return as_text(json.loads(edition.content))


@admin.register(Correction)
class CorrectionAdmin(OfStoryMixin, ReadOnlyMixin, DeskAdmin):
    list_display = ["made", "story", "note"]
    list_display_links = ["made"]
    list_select_related = ["article"]
    ordering = ["-pk"]
    fields = ["story", "edition", "quote", "before", "after", "note", "made"]
    readonly_fields = ["story"]


@admin.register(AuditEntry)
class AuditEntryAdmin(OfStoryMixin, ReadOnlyMixin, DeskAdmin):
    list_display = ["at", "username", "verb", "model", "key", "reason"]
    list_select_related = ["article", "user"]
    sortable_by = ()
    ordering = ["-at", "-pk"]
    fields = ["at", "username", "verb", "model", "key", "story", "reason", "details"]
    readonly_fields = ["story", "details"]

    @admin.display(description=_("details"))
    def details(self, entry: AuditEntry) -> str:
        return as_text(entry.data)


@admin.register(Redirect)
class RedirectAdmin(DeskAdmin):
    list_display = ["old_slug", "kind", "target", "created"]
    list_filter = ["kind"]
    list_select_related = ["article", "person", "source", "topic"]
    ordering = ["-pk"]
    search_fields = ["old_slug__startswith"]
    autocomplete_fields = ["article", "person", "source", "topic"]
    fields = ["kind", "old_slug", "article", "person", "source", "topic"]

    @admin.display(description=_("leads to"))
    def target(self, redirect: Redirect) -> str:
        return link(getattr(redirect, redirect.kind))


def as_text(value: object) -> str:
    """Return JSON values as readable text."""
    return format_html('<pre class="json">{}</pre>', json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True))
