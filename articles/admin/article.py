"""Stories on the desk: the list, and the page with the text and its record."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.editorial.errors import Blocked, EditorialError
from articles.editorial.publishing import publish
from articles.editorial.saving import CLOSED, remove_article, save_article
from articles.editorial.suggesting import suggest
from articles.models import Article, Quote

from . import transitions
from .article_form import ArticleForm
from .base import DeskHistoryAdmin
from .filters import LanguageFilter, PublicationFilter, WorkFilter
from .inlines import CorrectionInline, EditionInline, HopInline, MentionInline, QuoteInline

_KEPT = _("Readers have had this story, so it is not deleted. Start an update, or retract it. An update is discarded.")
FOUND_AT_ONCE = 200  # stories read in one request; `manage.py find_quotes` reads an archive
_PAGE = "admin:articles_article_change"


def _deletable(article: Article) -> bool:
    return article.status not in CLOSED and article.update_of_id is None


class StoryList(ChangeList):
    """The list of stories: without their texts, and with the number of quotations of those on the page."""

    def get_queryset(self, *args: Any, **kwargs: Any) -> QuerySet:
        return super().get_queryset(*args, **kwargs).defer("body", "summary")

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        quotes = Quote.objects.filter(article__in=[row.pk for row in self.result_list]).order_by()
        counts = dict(quotes.values_list("article").annotate(Count("pk")))
        for row in self.result_list:
            row.number_of_quotes = counts.get(row.pk, 0)


@admin.register(Article)
class ArticleAdmin(DeskHistoryAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ["headline_in_list", "source", "status_in_list", "publish_at", "quotes_in_list"]
    list_display_links = ["headline_in_list"]
    list_filter = ["status", PublicationFilter, LanguageFilter, WorkFilter]
    list_select_related = ["source"]
    sortable_by = ()
    ordering = ["-pk"]
    search_fields = ["headline"]
    autocomplete_fields = ["source", "topics", "lead_photo"]
    prepopulated_fields = {"slug": ["headline"]}
    readonly_fields = ["created", "version", "modified"]
    actions = ["find_quotes"]
    inlines = [QuoteInline, HopInline, MentionInline, EditionInline, CorrectionInline]
    fieldsets = [
        (None, {"fields": ["headline", "summary", "body", ("status", "publish_at", "embargo_until"), "update_note"]}),
        (
            _("Where it is from"),
            {"fields": ["source", ("credit_line", "byline"), "external_url", ("dateline_place", "dateline_date")]},
        ),
        (_("What it is about"), {"fields": ["topics", "lead_photo", "language"]}),
        (
            _("Addresses and times"),
            {"classes": ["collapse"], "fields": ["slug", "guid", "first_posted", ("modified", "created", "version")]},
        ),
    ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:  # noqa: ARG002
        return StoryList

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("source", "lead_photo", "update_of")

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """The order that an index gives for what is looked at, else the newest records first."""
        if "copies" in request.GET:
            return ["-update_of", "-pk"]
        return ["-publish_at", "-pk"] if {"status__exact", "when", "language"} & set(request.GET) else ["-pk"]

    @admin.display(description=_("headline"))
    def headline_in_list(self, article: Article) -> str:
        if not article.update_of_id:
            return article.headline
        return format_html('{} <span class="tag">{}</span>', article.headline, _("working copy"))

    @admin.display(description=_("status"))
    def status_in_list(self, article: Article) -> str:
        label = article.get_status_display()
        return format_html('<span class="status status-{}">{}</span>', article.status, label)

    @admin.display(description=_("quotations"))
    def quotes_in_list(self, article: Article) -> int:
        return article.number_of_quotes

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        fields = [*super().get_readonly_fields(request, obj)]
        if obj and obj.update_of_id:
            fields += ["slug", "publish_at", "embargo_until"]
        return [*fields, "guid"] if obj else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> dict[str, list[str]]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        """The published record is shown where there can be one."""
        inlines = super().get_inlines(request, obj)
        return [i for i in inlines if i not in (EditionInline, CorrectionInline)] if obj is None else inlines

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Not while readers have it; but a form that is sent then is answered with its text, so nothing is lost."""
        closed = obj is not None and obj.status in CLOSED and request.method != "POST"
        return not closed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return (obj is None or _deletable(obj)) and super().has_delete_permission(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Say why a story that readers had, or a working copy, is not deleted here."""
        article = self.get_object(request, unquote(object_id))
        if article and not _deletable(article) and super().has_delete_permission(request, article):
            return self.refuse(request, Blocked(_KEPT), article.pk)
        return super().delete_view(request, object_id, extra_context)

    def revert_disabled(self, request: HttpRequest, obj: Article | None = None) -> bool:  # noqa: ARG002
        """Old revisions are for reading: putting one back would pass by its quotations and, once public, by D2."""
        return True

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the stories that cannot be deleted among those that their editions protect."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        kept = [format_html("“{}”: {}", article, _KEPT) for article in objs if not _deletable(article)]
        return to_delete, counts, set() if kept else perms_needed, [*kept, *protected]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        save_article(obj, request.user, version=form.claim if change else None)

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        remove_article(obj, request.user)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        published = self._publish_if_asked(request, obj)
        return published or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._publish_if_asked(request, obj) or super().response_change(request, obj)

    def _publish_if_asked(self, request: HttpRequest, obj: Article) -> HttpResponse | None:
        """Publish what was just saved, in the same transaction, so that a refusal leaves the text in the form."""
        if "_publish" not in request.POST:
            return None
        updated = obj.update_of_id is not None
        article = publish(obj, request.user)
        text = _("Readers have the updated story now.") if updated else _("The story is published.")
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(reverse(_PAGE, args=[article.pk]))

    def get_urls(self) -> list[Any]:
        """Add the addresses of the verbs that have a page or a button of their own."""
        own = [
            path(
                "<path:object_id>/start-update/",
                self.admin_site.admin_view(transitions.start(self)),
                name="articles_article_start_update",
            ),
            path(
                "<path:object_id>/discard-update/",
                self.admin_site.admin_view(transitions.discard(self)),
                name="articles_article_discard_update",
            ),
            path(
                "<path:object_id>/find-quotes/",
                self.admin_site.admin_view(transitions.find_quotes(self)),
                name="articles_article_find_quotes",
            ),
        ]
        return own + super().get_urls()

    @admin.action(description=_("Find quotations"), permissions=["change"])
    def find_quotes(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Run the engine over the stories chosen, and say of each what it found."""
        for article in queryset[:FOUND_AT_ONCE]:
            try:
                self.message_user(request, f"{article}: {transitions.said(suggest(article, request.user))}")
            except EditorialError as refusal:
                self.message_user(request, f"{article}: {refusal}", messages.ERROR)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Tell the page what the story's state allows."""
        article = kwargs.get("obj")
        context["closed"] = article is not None and article.status in CLOSED
        context["may_update"] = request.user.has_perm("articles.change_article")
        if context["closed"]:
            context["open_update"] = article.updates.defer("body").first()
        if article is not None and getattr(context["adminform"].form, "in_conflict", False):
            context["stored_quotes"] = article.quotes.select_related("speaker_person", "speaker_source")
        return super().render_change_form(request, context, *args, **kwargs)
