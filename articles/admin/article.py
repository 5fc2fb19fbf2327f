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

from articles.editorial import permissions
from articles.editorial.errors import Blocked, EditorialError
from articles.editorial.permissions import CLOSED, visible
from articles.editorial.publishing import publish
from articles.editorial.saving import remove_article, save_article
from articles.editorial.suggesting import suggest
from articles.models import Article, Quote

from . import findings, new_photo, published, story_pages, transitions, translating, workflow
from .article_form import ArticleForm
from .base import may_write
from .filters import LanguageFilter, PublicationFilter, WorkFilter
from .inlines import CorrectionInline, EditionInline, HopInline, MentionInline, QuoteInline
from .restoring import StoryHistoryAdmin
from .story_page import StoryPageMixin

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
class ArticleAdmin(StoryPageMixin, StoryHistoryAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ["headline_in_list", "source", "status_in_list", "publish_at", "quotes_in_list"]
    list_display_links = ["headline_in_list"]
    list_filter = ["status", PublicationFilter, LanguageFilter, WorkFilter]
    list_select_related = ["source"]
    sortable_by = ()
    ordering = ["-pk"]
    search_fields = ["headline"]
    autocomplete_fields = ["source", "topics", "lead_photo", "translation_of"]
    prepopulated_fields = {"slug": ["headline"]}
    readonly_fields = ["created", "version", "modified", "status"]
    actions = ["find_quotes"]
    inlines = [QuoteInline, HopInline, MentionInline, EditionInline, CorrectionInline]
    fieldsets = [
        (None, {"fields": ["headline", "summary", "body"]}),
        (_("Publication"), {"fields": [("status", "publish_at", "embargo_until"), "update_note"]}),
        (
            _("Where it is from"),
            {"fields": ["source", ("credit_line", "byline"), "external_url", ("dateline_place", "dateline_date")]},
        ),
        (_("What it is about"), {"fields": ["topics", "lead_photo", new_photo.FIELDS, "language", "translation_of"]}),
        (
            _("Addresses and times"),
            {"classes": ["collapse"], "fields": ["slug", "guid", "first_posted", ("modified", "created", "version")]},
        ),
    ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:  # noqa: ARG002
        return StoryList

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        stories = visible(request.user, super().get_queryset(request))
        return stories.select_related("source", "lead_photo", "update_of", "translation_of")

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

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Offer the upload to who may add photos to the story; a copy's note to readers stands beside its buttons."""
        writes = self.has_change_permission(request, obj)
        without: list[Any] = []
        if obj and obj.update_of_id and writes:
            without.append("update_note")
        if not (writes and request.user.has_perm("articles.add_photo")):
            without.append(new_photo.FIELDS)
        if obj and obj.translation_of and not permissions.shown(request.user, obj.translation_of):
            without.append("translation_of")
        return [
            (name, given | {"fields": [line for line in given["fields"] if line not in without]})
            for name, given in super().get_fieldsets(request, obj)
        ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> dict[str, list[str]]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        """The published record is shown where there can be one."""
        inlines = super().get_inlines(request, obj)
        return [i for i in inlines if i not in (EditionInline, CorrectionInline)] if obj is None else inlines

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """As its state allows; but a form that is sent then is answered with its text, so nothing is lost."""
        return may_write(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return (obj is None or _deletable(obj)) and super().has_delete_permission(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Say why a story that readers had, or a working copy, is not deleted here."""
        article = self.get_object(request, unquote(object_id))
        if article and not _deletable(article) and super().has_delete_permission(request, article):
            return self.refuse(request, Blocked(_KEPT), article.pk)
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the stories that cannot be deleted among those that their editions protect."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        kept = [format_html("“{}”: {}", article, _KEPT) for article in objs if not _deletable(article)]
        return to_delete, counts, set() if kept else perms_needed, [*kept, *protected]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if photo := form.add_photo(request.user):
            obj.lead_photo = photo
            request.stored = [photo.file]
        save_article(obj, request.user, version=form.claim if change else None, quiet="_autosave" in request.POST)

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        remove_article(obj, request.user)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        if place := self.act(request, obj):
            return self.answer(request, obj, place)
        done = self._publish_if_asked(request, obj) or findings.fix_if_asked(self, request, obj)
        return done or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Do what else the buttons asked for, in the transaction that saved the story."""
        place = self.act(request, obj)
        if "_partial" in request.POST:
            return self.answer(request, obj, place)
        said = workflow.perform(request, obj)
        for line in said:
            self.message_user(request, line, messages.SUCCESS)
        if place:
            return self.answer(request, obj, place)
        if done := self._publish_if_asked(request, obj) or findings.fix_if_asked(self, request, obj):
            return done
        return HttpResponseRedirect(self.page_of(obj.pk)) if said else super().response_change(request, obj)

    def _publish_if_asked(self, request: HttpRequest, obj: Article) -> HttpResponse | None:
        """Publish what was just saved, in the same transaction, so that a refusal leaves the text in the form."""
        if "_correct" in request.POST:
            return published.publish_correction(self, request, obj)
        if "_publish" not in request.POST:
            return None
        updated = obj.update_of_id is not None
        article = publish(obj, request.user, accepted=findings.accepted(request))
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
            path(
                "<path:object_id>/workflow/",
                self.admin_site.admin_view(workflow.moving(self)),
                name="articles_article_workflow",
            ),
        ]
        pages = published.urls(self) + story_pages.urls(self) + translating.urls(self)
        return own + pages + super().get_urls()

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
        if article is not None:
            editable = self.has_change_permission(request, article)
            context["workflow"] = workflow.context(request, article, editable=editable)
        context["may_update"] = request.user.has_perm("articles.change_article")
        if context["closed"]:
            context["open_update"] = article.updates.defer("body").first()
        if article is not None and getattr(context["adminform"].form, "in_conflict", False):
            context["stored_quotes"] = article.quotes.select_related("speaker_person", "speaker_source")
        context |= self.story_context(request, article, context) | {"show_save_and_add_another": False}
        context |= findings.context(request, article)
        return super().render_change_form(request, context, *args, **kwargs)
