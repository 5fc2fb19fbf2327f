"""The revisions of a record: the list of them, one of them, two compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from articles.editorial import autosaving, revisions

from .base import DeskAdmin
from .paging import BoundedPaginator
from .refusals import REFUSALS

ON_A_PAGE = 25


@dataclass(frozen=True)
class Row:
    """A revision in the list, and what it changed since the one before; None where that is not known."""

    revision: Any
    changes: list[revisions.FieldChange] | None

    @property
    def quiet(self) -> bool:
        """Whether it was made by itself while somebody wrote."""
        return self.revision.history_change_reason == autosaving.REASON


class DeskHistoryAdmin(DeskAdmin, SimpleHistoryAdmin):
    """For a table with revisions; an old one is put back by saving it, through the verb."""

    def get_urls(self) -> list[Any]:
        """Add the page that compares two revisions."""
        compare = path(
            "<path:object_id>/history/compare/",
            self.admin_site.admin_view(self.compare_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_compare",
        )
        return [compare, *super().get_urls()]

    def may_see_gone(self, request: HttpRequest, last: Any) -> bool:  # noqa: ARG002
        """Return whether a record that is gone, told by its last revision, may be looked at."""
        return True

    def subject(self, request: HttpRequest, object_id: str) -> tuple[Any, QuerySet]:
        """Return a record and its revisions, newest first; one that is gone is told by its last revision.

        Raises PermissionDenied for what this user may not see, Http404 for what never was.
        """
        key = unquote(object_id)
        if not key.isdecimal() or len(key) > 18:
            raise Http404
        found = self.model.history.filter(id=int(key)).select_related("history_user")
        rows = found.order_by("-history_date", "-history_id")
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        row = self.get_object(request, key)
        if row is not None:
            return row, rows
        if self.model._base_manager.filter(pk=int(key)).exists():
            raise PermissionDenied
        last = rows.first()
        if last is None:
            raise Http404
        if not self.may_see_gone(request, last):
            raise PermissionDenied
        return last, rows

    def page(self, request: HttpRequest, object_id: str, row: Any, title: Any, **context: Any) -> dict[str, Any]:
        """Return what the templates of the pages need."""
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": row,
            "called": _called(row),
            "gone": not isinstance(row, self.model),
            **{
                name: reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{what}", args=[object_id])
                for name, what in [("page_url", "change"), ("history_url", "history"), ("compare_url", "compare")]
            },
            **context,
        }

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the revisions of what may be seen, and of what is gone."""
        row, found = self.subject(request, object_id)
        pages = BoundedPaginator(found, ON_A_PAGE)
        shown = pages.get_page(request.GET.get("p"))
        first = (shown.number - 1) * ON_A_PAGE
        read = list(found[first : first + ON_A_PAGE + 1])
        rows = _rows(read)[:ON_A_PAGE]
        context = self.page(request, object_id, row, _("History"), rows=rows, shown=shown, **(extra_context or {}))
        return TemplateResponse(request, "admin/articles/history.html", context)

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what two revisions have otherwise, the older one first."""
        row, found = self.subject(request, object_id)
        given = [request.GET.get(name, "") for name in ("from", "to")]
        keys = {int(key) for key in given if key.isdecimal() and len(key) < 19}
        pair = list(found.filter(history_id__in=keys))
        if len(pair) != 2:
            self.message_user(request, _("Choose two revisions to compare."), messages.WARNING)
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[object_id])
            )
        newer, older = pair
        changed = revisions.changes(older, newer, revisions.Names(pair))
        context = self.page(request, object_id, row, _("Two revisions compared"), older=older, newer=newer)
        context |= {"changes": changed, "quotes": self.quote_changes(older, newer)}
        return TemplateResponse(request, "admin/articles/compare.html", context)

    def quote_changes(self, older: Any, newer: Any) -> list[revisions.QuoteChange]:  # noqa: ARG002
        """Return what happened to the quotations of a story between two of its revisions."""
        return []

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show a revision: as a form that puts it back, for who may, else as it was."""
        row, found = self.subject(request, object_id)
        gone = not isinstance(row, self.model)
        if gone or self.revert_disabled(request, row):
            if request.method == "POST":
                raise PermissionDenied
            return self.revision_view(request, object_id, row, found.filter(history_id=_number(version_id)))
        try:
            return super().history_form_view(request, object_id, version_id, extra_context)
        except REFUSALS as refusal:
            return self.refuse(request, refusal, object_id)

    def revision_view(self, request: HttpRequest, object_id: str, row: Any, found: QuerySet) -> HttpResponse:
        """Show a revision as it was."""
        revision = found.first()
        if revision is None:
            raise Http404
        context = self.page(request, object_id, row, _("As it was then"), revision=revision)
        context |= {"values": revisions.values(revision), **self.of_revision(request, row, revision)}
        return TemplateResponse(request, "admin/articles/revision.html", context)

    def of_revision(self, request: HttpRequest, row: Any, revision: Any) -> dict[str, Any]:  # noqa: ARG002
        """Return what else the page of a revision shows."""
        return {}


def _called(row: Any) -> str:
    """Return what a record is called; one that is gone cannot ask others for their names."""
    names = (getattr(row, name, "") for name in ("headline", "words", "name", "title", "alt"))
    return str(next(filter(None, names), row))


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 19 else 0


def _rows(read: list[Any]) -> list[Row]:
    """Return revisions, given newest first, each with what it changed since the next one of the list."""
    names = revisions.Names(read)
    pairs: Iterable[tuple[Any, Any]] = zip(read, [*read, None][1:], strict=True)
    return [Row(new, revisions.changes(old, new, names) if old is not None else None) for new, old in pairs]
