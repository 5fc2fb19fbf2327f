"""What is written once: editions, corrections, old addresses; and the links to stories. The desk shows it."""

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.editorial.permissions import allowed, visible
from articles.editorial.sharing import revoke
from articles.models import Correction, Edition, Redirect, ShareLink

from .base import DeskAdmin, ReadOnlyMixin, link
from .filters import LinkFilter


class OfStoryMixin:
    """Rows of a story, listed without its text."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("article", *self.list_select_related)
        return visible(request.user, rows, "article__").defer("article__body")

    @admin.display(description=_("story"))
    def story(self, row: Any) -> str:
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


@admin.register(ShareLink)
class ShareLinkAdmin(OfStoryMixin, ReadOnlyMixin, DeskAdmin):
    """All links there are. The address is shown on the story's own page, to those who may share it."""

    list_display = ["created", "story", "note", "created_by", "expires", "state_in_list", "last_used"]
    list_select_related = ["article", "created_by"]
    list_filter = [LinkFilter]
    sortable_by = ()
    ordering = ["-pk"]
    actions = ["revoke"]
    fields = [
        "story",
        "note",
        "state_in_list",
        "created",
        "created_by",
        "expires",
        "last_used",
        "revoked",
        "revoked_by",
    ]
    readonly_fields = ["story", "state_in_list"]

    def has_share_permission(self, request: HttpRequest) -> bool:
        return allowed(request.user, "share")

    @admin.display(description=_("state"))
    def state_in_list(self, link: ShareLink) -> str:
        return format_html('<span class="status status-link-{}">{}</span>', link.state, link.state.label)

    @admin.action(description=_("Revoke"), permissions=["share"])
    def revoke(self, request: HttpRequest, queryset: QuerySet) -> None:
        open_ones = list(queryset.filter(revoked=None))
        for share_link in open_ones:
            revoke(share_link, request.user)
        done = len(open_ones)
        self.message_user(request, ngettext("%d link revoked.", "%d links revoked.", done) % done, messages.SUCCESS)


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
