"""Quotations on the desk: the queue of those that wait for a decision, and one quotation's page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.editorial import quoting
from articles.editorial.measuring import measure
from articles.editorial.parts import remove_part
from articles.editorial.permissions import visible
from articles.editorial.trail import trail
from articles.models import Quote
from articles.models.gate import WAITING

from .base import link
from .history import DeskHistoryAdmin
from .parts import PartOfStoryMixin
from .quote_form import RELATED, QuoteFields, QuoteLinksMixin, save_quote
from .refusals import REFUSALS, as_validation_error
from .restoring import story_seen
from .states import mark
from .versions import VersionedForm
from .waiting import WaitingFilter, changed

_DECISION = (_("Decision"), {"fields": ["decision", "reason"]})


class ReasonForm(ActionForm):
    """The bar of actions, with the reason that some decisions need."""

    reason = forms.CharField(label=_("Reason:"), required=False, max_length=500)


class QuotePageForm(QuoteFields, VersionedForm):
    """One quotation on a page of its own; the version is its story's."""

    def version_of(self, row: Quote) -> int:
        return row.article.version


@admin.register(Quote)
class QuoteAdmin(QuoteLinksMixin, PartOfStoryMixin, DeskHistoryAdmin):
    form = QuotePageForm
    action_form = ReasonForm
    actions = ["confirm", "reject"]
    list_display = ["shape", "words_in_list", "speaker", "kind", "story"]
    list_display_links = ["words_in_list"]
    sortable_by = ()
    list_filter = [WaitingFilter, "state", "kind"]
    list_select_related = ["article", "speaker_person", "speaker_source"]
    ordering = ["-pk"]
    search_fields = ["words"]
    autocomplete_fields = ["article"]
    readonly_fields = ["guid", "state_mark", "confirmed_by", "confirmed_at", "context", "engine"]
    change_list_template = "admin/articles/quote/change_list.html"
    change_form_template = "admin/articles/quote/change_form.html"
    fieldsets = [
        (None, {"fields": ["article", "state_mark", "words", "context", "spans", "kind"]}),
        (_("Who says it"), {"fields": ["speaker_person", "speaker_source", "role", "attribution", "cue"]}),
        (_("How it reached the page"), {"fields": ["within", "via", "venue", "said_on"]}),
        (_("Original"), {"fields": ["original_language", "original_words"]}),
        (_("Its record"), {"fields": ["engine", "confirmed_by", "confirmed_at", "guid"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load what the page and the autocomplete of outer quotations show of each."""
        quotes = visible(request.user, super().get_queryset(request), "article__").select_related("article", *RELATED)
        article = request.GET.get("article", "")
        if request.path.endswith("/autocomplete/") and article.isdecimal():
            quotes = quotes.filter(article_id=int(article[:18]))
        return quotes.defer("article__body", "article__summary")

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """The newest first; those in one state by their stories, the newest first: the orders that an index gives."""
        return ["-article_id"] if "state__exact" in request.GET else ["-pk"]

    def get_fieldsets(self, request: HttpRequest, obj: Quote | None = None) -> Any:
        """Who may only look has nothing to decide; what waits for a decision begins with it."""
        *fieldsets, record = super().get_fieldsets(request, obj)
        if obj is not None and not self.has_change_permission(request, obj):
            return [*fieldsets, record]
        if obj is not None and obj.state in WAITING:
            return [_DECISION, *fieldsets, record]
        return [*fieldsets, _DECISION, record]

    def get_readonly_fields(self, request: HttpRequest, obj: Quote | None = None) -> list[str]:
        fields = [*super().get_readonly_fields(request, obj)]
        return [*fields, "article"] if obj else fields

    def may_see_gone(self, request: HttpRequest, last: Any) -> bool:
        return story_seen(request, last.article_id)

    @admin.display(description=_("words"))
    def words_in_list(self, quote: Quote) -> str:
        return Truncator(quote.words).chars(160)

    @admin.display(description=_("speaker"))
    def speaker(self, quote: Quote) -> str:
        return str(quote.speaker or "–")

    @admin.display(description=_("state"))
    def shape(self, quote: Quote) -> str:
        return mark(quote.state)

    @admin.display(description=_("state"))
    def state_mark(self, quote: Quote) -> str:
        return mark(quote.state) if quote.pk else "–"

    @admin.display(description=_("story"))
    def story(self, quote: Quote) -> str:
        return link(quote.article, Truncator(quote.article.headline).chars(60))

    @admin.display(description=_("stands between"))
    def context(self, quote: Quote) -> str:
        return f"…{quote.prefix} [ ] {quote.suffix}…" if quote.pk else "–"

    @admin.display(description=_("the engine"))
    def engine(self, quote: Quote) -> str:
        return "–" if quote.confidence is None else f"{quote.confidence:.2f}: {quote.why}"

    def get_urls(self) -> list[Any]:
        """Add the page with the engine's figures."""
        view = self.admin_site.admin_view(self.figures)
        return [path("figures/", view, name="articles_quote_figures"), *super().get_urls()]

    def figures(self, request: HttpRequest) -> HttpResponse:
        """Show how good the engine is on what editors confirmed here; it is measured when the page is asked for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("How good the engine is here"),
            "opts": self.opts,
            "report": measure(),
        }
        return TemplateResponse(request, "admin/articles/quote/figures.html", context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Show what happened to it and, where a decision is waited for, what is to be decided."""
        if quote := kwargs.get("obj"):
            context["changed"] = changed(quote)
            context["trail"] = trail(quote) if request.user.has_perm("articles.view_auditentry") else []
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Quote, form: Any, change: bool) -> None:
        article = obj.article if change else form.cleaned_data["article"]
        quote = save_quote(form, article, request.user, version=form.claim if change else None)
        obj.pk, obj.words, obj.article = quote.pk, quote.words, article

    def delete_model(self, request: HttpRequest, obj: Quote) -> None:
        remove_part(obj, request.user)

    @admin.action(description=_("Confirm as they stand in the text"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = self._decide(request, queryset, quoting.confirm)
        self._say(request, ngettext("%d quotation confirmed.", "%d quotations confirmed.", done) % done, done)

    @admin.action(description=_("Reject: no quotation, not to be proposed again"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = self._decide(request, queryset, quoting.reject)
        self._say(request, ngettext("%d quotation rejected.", "%d quotations rejected.", done) % done, done)

    def _say(self, request: HttpRequest, text: str, done: int) -> None:
        if done:
            self.message_user(request, text, messages.SUCCESS)

    def _decide(self, request: HttpRequest, quotes: QuerySet, verb: Callable[..., Quote]) -> int:
        """Decide on each by itself, say which were refused and why, and return how many were not."""
        done = 0
        for quote in quotes.order_by("article", "start"):
            try:
                verb(quote, request.user, reason=request.POST.get("reason", "")[:500].strip())
                done += 1
            except REFUSALS as refusal:
                why = " ".join(as_validation_error(refusal).messages)
                self.message_user(request, f"“{str(quote)[:80]}”: {why}", messages.ERROR)
        return done
