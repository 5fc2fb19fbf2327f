"""The history of stories: their revisions with the quotations of then, and the way back for a text that is gone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from articles.editorial import permissions, restoring, revisions
from articles.models import Article, AuditEntry

from .history import DeskHistoryAdmin
from .paging import BoundedPaginator
from .refusals import REFUSALS, as_validation_error

_ON_A_PAGE = 25
View = Callable[..., HttpResponse]


class StoryHistoryAdmin(DeskHistoryAdmin):
    """A story's text is put back by a verb of its own, which carries its quotations along."""

    def get_urls(self) -> list[Any]:
        """Add the ways back."""
        view = self.admin_site.admin_view
        own = [
            path("deleted/", view(deleted(self)), name="articles_article_deleted"),
            path("deleted/<int:pk>/restore/", view(restore_deleted(self)), name="articles_article_restore_deleted"),
            path(
                "<path:object_id>/history/<int:revision>/restore/",
                view(restore(self)),
                name="articles_article_restore",
            ),
        ]
        return [*own, *super().get_urls()]

    def revert_disabled(self, request: HttpRequest, obj: Article | None = None) -> bool:  # noqa: ARG002
        """The form of all fields would pass by the quotations and, once public, by D2."""
        return True

    def may_see_gone(self, request: HttpRequest, last: Any) -> bool:
        return seen(request, Article.history.filter(history_id=last.history_id))

    def quote_changes(self, older: Any, newer: Any) -> list[revisions.QuoteChange]:
        return revisions.quote_changes(revisions.quotes_at(older), revisions.quotes_at(newer))

    def of_revision(self, request: HttpRequest, row: Any, revision: Any) -> dict[str, Any]:
        quotes = revisions.quotes_at(revision)
        names = revisions.Names(quotes)
        return {
            "quotes": [(quote, names.speaker(quote)) for quote in quotes],
            "into": into(request, row) if isinstance(row, Article) else None,
        }


def story_seen(request: HttpRequest, key: int) -> bool:
    """Return whether a story may be seen, or might have been before it was deleted."""
    there = Article.objects.filter(pk=key)
    if there.exists():
        return seen(request, there)
    last = Article.history.filter(id=key).order_by("-history_date", "-history_id").values("pk")[:1]
    return seen(request, Article.history.filter(pk__in=list(last.values_list("pk", flat=True))))


def seen(request: HttpRequest, rows: QuerySet) -> bool:
    """Return whether the story of which `rows` holds a revision may be seen."""
    return permissions.visible(request.user, rows).exists()


def into(request: HttpRequest, article: Article) -> Article | None:
    """Return the story whose text `request.user` may replace by an old one: itself or its open working copy."""
    if permissions.allowed(request.user, "save", article):
        return article
    copy = article.updates.first() if article.status == Article.Status.PUBLISHED else None
    return copy if copy and permissions.allowed(request.user, "save", copy) else None


def restore(desk: Any) -> View:
    """Return the view that puts the text of a revision back."""

    @require_POST
    def view(request: HttpRequest, object_id: str, revision: int) -> HttpResponse:
        article, found = desk.subject(request, unquote(object_id))
        old = get_object_or_404(found, history_id=revision)
        if not isinstance(article, Article):
            raise Http404
        target = into(request, article) or article
        opened = request.POST.get("opened", "")
        version = int(opened[:9]) if opened.isdecimal() else None
        try:
            restoring.restore_text(target, old, request.user, version=version, reason=request.POST.get("reason", ""))
        except REFUSALS as refusal:
            return desk.refuse(request, refusal, article.pk)
        said = _("The text of then is back, as a new revision. What was there before stays in the history.")
        desk.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(desk.page_of(target.pk))

    return view


def _ends() -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.filter(verb__in=restoring.DELETED, model="articles.article")
    return rows.order_by("-at", "-pk")


def _check(request: HttpRequest) -> None:
    if not (permissions.allowed(request.user, "preview") and permissions.allowed(request.user, "delete")):
        raise PermissionDenied


def deleted(desk: Any) -> View:
    """Return the view that lists deleted drafts and discarded working copies, the latest first."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        _check(request)
        shown = BoundedPaginator(_ends(), _ON_A_PAGE).get_page(request.GET.get("p"))
        entries = list(shown.object_list)
        keys = [entry.key for entry in entries]
        last = permissions.visible(request.user, Article.history.filter(guid__in=keys, history_type="-"))
        texts = {row.guid: row for row in last.order_by("history_date").defer("body")}
        back = dict(Article.objects.filter(guid__in=keys).values_list("guid", "pk"))
        rows = [(e, texts[e.key], back.get(e.key)) for e in entries if e.key in texts]
        context = desk.admin_site.each_context(request) | {
            "title": _("Deleted and discarded"),
            "opts": desk.opts,
            "rows": rows,
            "shown": shown,
            "may_restore": permissions.allowed(request.user, "create"),
        }
        return TemplateResponse(request, "admin/articles/article/deleted.html", context)

    return view


def restore_deleted(desk: Any) -> View:
    """Return the view that puts a deleted story back on the desk."""

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        _check(request)
        entry = get_object_or_404(_ends(), pk=pk)
        if not seen(request, Article.history.filter(guid=entry.key, history_type="-")):
            raise PermissionDenied
        try:
            article = restoring.restore_deleted(entry, request.user, reason=request.POST.get("reason", ""))
        except REFUSALS as refusal:
            for message in as_validation_error(refusal).messages:
                desk.message_user(request, message, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:articles_article_deleted"))
        desk.message_user(request, _("It is back on the desk, as a draft."), messages.SUCCESS)
        return HttpResponseRedirect(desk.page_of(article.pk))

    return view
