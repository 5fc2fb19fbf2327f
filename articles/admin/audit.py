"""The audit log on the desk: who did what to which record, when and why; to read, to narrow down, to take along."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.editorial import permissions, telling
from articles.models import Article, AuditEntry
from articles.search import search_latest

from .audit_filters import DayFilter, KindFilter, UserFilter, VerbFilter
from .base import DeskAdmin, ReadOnlyMixin, link
from .record import OfStoryMixin, as_text

EXPORTED_AT_MOST = 50_000
_CHUNK = 2_000
_STORIES = 50
_TYPED_AT_MOST = 200
_MORE = 100
# A story that is gone can no longer be asked whether an embargo runs.
_OF_STORIES = [f"articles.{name}" for name in ("article", "quote", "hop", "mention", "comment", "correction")]
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
COLUMNS = ["at", "user", "verb", "what", "record", "key", "story", "reason", "details"]


@admin.register(AuditEntry)
class AuditEntryAdmin(OfStoryMixin, ReadOnlyMixin, DeskAdmin):
    change_list_template = "admin/articles/auditentry/change_list.html"
    list_display = ["at", "username", "act_in_list", "kind", "story", "reason"]
    list_display_links = ["at"]
    list_select_related = ["user"]
    list_filter = [VerbFilter, KindFilter, UserFilter, DayFilter]
    search_fields = ["key"]
    sortable_by = ()
    ordering = ["-at", "-pk"]
    fields = ["at", "username", "act", "kind", "key", "story", "reason", "told", "details"]
    readonly_fields = ["act", "kind", "story", "told", "details"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).defer("article__body", "article__summary")
        if request.user.has_perm(permissions.CHANGE) or request.user.has_perm(permissions.EMBARGO):
            return rows
        return rows.exclude(article=None, model__in=_OF_STORIES)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Find by the whole key, or by the stories whose text has the words typed."""
        typed = search_term.replace("\0", "").strip()[:_TYPED_AT_MOST]
        if not typed:
            return (queryset.none() if search_term.strip() else queryset), False
        stories = permissions.visible(request.user, Article.objects.all())
        found = search_latest(stories, typed)[0].values_list("pk", flat=True)[:_STORIES]
        return queryset.filter(Q(key=typed) | Q(article__in=list(found))), False

    @admin.display(description=_("what was done"))
    def act(self, entry: AuditEntry) -> str:
        return telling.said(entry)

    @admin.display(description=_("what was done"))
    def act_in_list(self, entry: AuditEntry) -> str:
        more = "; ".join(telling.details(entry))
        return format_html('{} <span class="quiet">{}</span>', telling.said(entry), Truncator(more).chars(_MORE))

    @admin.display(description=_("record"))
    def kind(self, entry: AuditEntry) -> str:
        return telling.kind(entry.model)

    @admin.display(description=_("in words"))
    def told(self, entry: AuditEntry) -> str:
        return "; ".join(telling.details(entry)) or "–"

    @admin.display(description=_("story"))
    def story(self, entry: AuditEntry) -> str:
        return link(entry.article)

    @admin.display(description=_("details"))
    def details(self, entry: AuditEntry) -> str:
        return as_text(entry.data)

    def get_urls(self) -> list[Any]:
        """Add the address of the export."""
        view = self.admin_site.admin_view(self.export)
        return [path("export.csv", view, name="articles_auditentry_export"), *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponse:
        """Send the list, narrowed as its address says, as CSV (RFC 4180), or say that it is too long for that."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            listed: ChangeList = self.get_changelist_instance(request)
        except admin.options.IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:articles_auditentry_changelist"))
        rows = listed.queryset
        if rows.order_by().values("pk")[: EXPORTED_AT_MOST + 1].count() > EXPORTED_AT_MOST:
            text = ngettext(
                "More than %d entry is too much for one file. Narrow the list down, by days for instance.",
                "More than %d entries are too much for one file. Narrow the list down, by days for instance.",
                EXPORTED_AT_MOST,
            )
            self.message_user(request, text % EXPORTED_AT_MOST, messages.ERROR)
            return HttpResponseRedirect(f"{reverse('admin:articles_auditentry_changelist')}?{request.GET.urlencode()}")
        response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate():%Y-%m-%d}.csv"'
        response["Cache-Control"] = "private, no-store"
        return response


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(rows: QuerySet) -> Iterator[str]:
    # Spreadsheets read UTF-8 only where the file says so at its beginning.
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield "\ufeff" + writer.writerow(COLUMNS)
    for entry in rows.iterator(chunk_size=_CHUNK):
        yield writer.writerow(map(harmless, _cells(entry)))


def _cells(entry: AuditEntry) -> list[str]:
    return [
        entry.at.isoformat(),
        entry.username,
        entry.verb,
        telling.said(entry),
        entry.model,
        entry.key,
        entry.article.headline if entry.article else "",
        entry.reason,
        "; ".join(telling.details(entry)),
    ]


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what would begin one."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) else cell
