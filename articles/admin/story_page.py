"""A story's page: one form for the text and its record, sent as a page or, by the page's own script, in parts.

Whatever sends it, the form is the same, and the same view saves it. With `_partial` the answer is JSON instead of a
page; `_autosave` says that nobody pressed a button. The buttons of the record (`_confirm`, `_reject`, `_find_quotes`)
save what stands in the form and do their act in the same transaction.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.editorial import permissions
from articles.editorial.suggesting import suggest
from articles.models import Article

from . import story_actions, transitions
from .card_form import CardFormSet, pressed
from .record_pane import furnish

_KEPT_UP = (Article.Status.DRAFT, Article.Status.REVIEW, Article.Status.APPROVED)


class StoryPageMixin(ModelAdmin):
    """For the admin of Article: the page with the text and its record."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        response = super().changeform_view(request, object_id, form_url, extra_context)
        asked = "_partial" in request.POST and isinstance(response, TemplateResponse)
        return _refusal(response) if asked else response

    def get_urls(self) -> list[Any]:
        """Add the addresses that the page asks while it is open."""
        views = {"presence": story_actions.here, "speakers": story_actions.speakers}
        own = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view(self)), name=f"articles_article_{name}")
            for name, view in views.items()
        ]
        return own + super().get_urls()

    def log_change(self, request: HttpRequest, obj: Article, message: Any) -> Any:
        """Leave the admin's own log to what somebody did."""
        return None if "_autosave" in request.POST else super().log_change(request, obj, message)

    def act(self, request: HttpRequest, article: Article) -> str | None:
        """Do what the record's buttons asked for beyond saving, and return where on the page to go; None for none.

        Call in the transaction that saved the story.
        """
        if "_find_quotes" in request.POST:
            done = suggest(article, request.user)
            article.refresh_from_db(fields=["version"])
            self.message_user(request, transitions.said(done), messages.SUCCESS if done.added else messages.INFO)
            return "record"
        decided = pressed(request.POST)
        for decision in dict.fromkeys(decided.values()):
            self.message_user(request, _decided(decision, list(decided.values()).count(decision)), messages.SUCCESS)
        return f"quote-{next(iter(decided))}" if decided else None

    def answer(self, request: HttpRequest, article: Article, place: str | None) -> HttpResponse:
        """Return the answer to a form that was taken: JSON for the page's script, else the way back to `place`."""
        if "_partial" not in request.POST:
            return HttpResponseRedirect(f"{self.page_of(article.pk)}#{place}")
        quotes = article.quotes.values_list("pk", "state", "spans")
        said = "" if "_autosave" in request.POST else " ".join(str(m) for m in messages.get_messages(request))
        return JsonResponse(
            {
                "ok": True,
                "version": article.version,
                "saved": timezone.localtime().strftime("%H:%M:%S"),
                "said": said,
                "quotes": {pk: {"state": state, "spans": spans} for pk, state, spans in quotes},
            }
        )

    def story_context(self, request: HttpRequest, article: Article | None, context: dict[str, Any]) -> dict[str, Any]:
        """Return what the page shows beyond the form: the record's pane, who else is here, what the script goes by."""
        form, inlines = context["adminform"].form, context["inline_admin_formsets"]
        record = next((inline for inline in inlines if isinstance(inline.formset, CardFormSet)), None)
        stored = form.initial.get("body", "") if article else ""
        shown = form["body"].value() if "body" in form.fields else None
        editable = article is None or self.has_change_permission(request, article)
        stored = stored or getattr(article, "body", "")
        shown = (shown or stored).replace("\r\n", "\n").replace("\r", "\n")
        return {
            "record": record,
            "pane": furnish(article, record.formset, stored, shown) if record else None,
            "further": [inline for inline in inlines if inline is not record],
            "editable": editable,
            "company": story_actions.company(article, request.user) if article else [],
            "story": _settings(request, article, editable),
        }


def _decided(decision: str, count: int) -> str:
    if decision == "confirm":
        return ngettext("%d quotation confirmed.", "%d quotations confirmed.", count) % count
    return ngettext("%d marked as no quotation.", "%d marked as no quotations.", count) % count


def _refusal(response: Any) -> HttpResponse:
    """Return, as JSON, what a form that was not taken would say: by field, and who was quicker."""
    context = response.context_data
    form, article = context["adminform"].form, context["original"]
    forms = [form, *(row for inline in context["inline_admin_formsets"] for row in inline.formset.forms)]
    errors = [
        {"field": row.add_prefix(name) if name != "__all__" else row.prefix or "", "text": text}
        for row in forms
        for name, texts in row.errors.items()
        for text in texts
    ]
    rest = [text for inline in context["inline_admin_formsets"] for text in inline.formset.non_form_errors()]
    errors += [{"field": "", "text": text} for text in rest]
    conflict = getattr(form, "in_conflict", False)
    who = story_actions.last_saved(article) if conflict and article else None
    return JsonResponse({"ok": False, "conflict": who, "errors": errors})


def _settings(request: HttpRequest, article: Article | None, editable: bool) -> dict[str, Any]:
    """Return what the page's script goes by: addresses, what it may do, and the words that it says."""
    addresses = {}
    if article:
        addresses = {
            name: reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in ("presence", "speakers")
        }
    autosave = editable and article is not None and article.status in _KEPT_UP
    return {
        **addresses,
        "key": f"{article.guid if article else 'new'} {request.user.pk}",
        "fresh": f"new {request.user.pk}",
        "version": article.version if article else 0,
        "body": "" if editable or article is None else article.body,
        "autosave": autosave and permissions.allowed(request.user, "save", article),
        "words": {
            "saving": _("Saving…"),
            "saved": _("Saved %s"),
            "unsaved": _("Not saved yet"),
            "refused": _("Not saved: %s"),
            "offline": _("Not saved: the desk does not answer. Your text is kept in this browser."),
            "session": _(
                "Not saved: your session has ended. Your text is kept in this browser; log in in another window."
            ),
            "both": _("Show both texts"),
            "reload": _("Load the newer version"),
            "kept": _("This browser has a text of yours from %s that may not have been saved."),
            "take": _("Put it into the form"),
            "drop": _("Throw it away"),
            "new_person": _("Make new person “%s”"),
            "new_organisation": _("Make new organisation “%s”"),
            "new_role": _("Record new role “%s”"),
            "found": _("%s found"),
            "nobody": _("Nobody found"),
            "select": _("Select words of the text first, then make them a quotation."),
            "gone": _("These words are not in the text any more."),
            "waiting": _("%s waits for a decision"),
        },
    }
