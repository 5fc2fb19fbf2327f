"""What readers have, on the desk: correct it, retract it, give it back, take it off the schedule."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from articles.editorial import permissions
from articles.editorial.correcting import correct
from articles.editorial.errors import Blocked, Conflict, EditorialError, NotAllowed
from articles.editorial.publishing import start_update, unschedule
from articles.editorial.retracting import reinstate, retract
from articles.models import Article

from .comparing import editions
from .findings import accepted
from .refusals import REFUSALS, add_refusal

View = Callable[..., HttpResponse]
_NOTE_LIMIT = 500


def urls(desk: Any) -> list[URLPattern]:
    """Return the addresses of the verbs on what readers have."""
    views = {
        "correct": correcting,
        "retract": withdrawing("retract", retract, _("The story is retracted. Readers get your notice in its place.")),
        "reinstate": withdrawing("reinstate", reinstate, _("Readers have the story again, with your notice.")),
        "unschedule": unscheduling,
        "editions": editions,
    }
    return [
        path(
            f"<path:object_id>/{verb}/",
            desk.admin_site.admin_view(view(desk)),
            name=f"articles_article_{verb}",
        )
        for verb, view in views.items()
    ]


def story(desk: Any, request: HttpRequest, object_id: str, verb: str) -> Article:
    """Return the story of an address, if its user may do `verb`, whatever its state; raises 404 or 403."""
    article: Article = desk.found(request, object_id)
    try:
        permissions.check(request.user, verb)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    return article


def correcting(desk: Any) -> View:
    """Return the view that goes to the working copy in which a correction is made."""

    @require_POST
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = story(desk, request, object_id, "start_update")
        try:
            copy = start_update(article, request.user)
        except EditorialError as refusal:
            return desk.refuse(request, refusal, article.pk)
        text = _("Correct here what is wrong, say in the note to readers what was, and publish it as a correction.")
        desk.message_user(request, text, messages.INFO)
        return HttpResponseRedirect(desk.page_of(copy.pk))

    return view


def unscheduling(desk: Any) -> View:
    """Return the view that takes a story off the schedule."""

    @require_POST
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = story(desk, request, object_id, "unschedule")
        try:
            unschedule(opened(article, request), request.user)
        except EditorialError as refusal:
            return desk.refuse(request, refusal, article.pk)
        text = _("The story is off the schedule, and approved as before. Readers never had it.")
        desk.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(desk.page_of(article.pk))

    return view


def opened(article: Article, request: HttpRequest) -> Article:
    """Give an article the version that was looked at when the form was sent, and return it."""
    version = request.POST.get("opened", "")
    if version.isdecimal():
        article.version = int(version[:9])
    return article


class NoticeForm(forms.Form):
    """What readers are told, and the reason for the audit log."""

    note = forms.CharField(
        label=_("Notice to readers"),
        max_length=_NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was wrong and how it came about, in plain words, without repeating what was wrong."),
        error_messages={"required": _("Tell readers why; the notice is what they find at the address.")},
    )
    reason = forms.CharField(
        label=_("Reason, for the audit log"), max_length=_NOTE_LIMIT, required=False, widget=forms.TextInput
    )


def withdrawing(verb: str, do: Callable[..., Article], done: Any) -> Callable[[Any], View]:
    """Return what makes the view that says what a verb will do, asks for the notice to readers, and does it."""

    def of(desk: Any) -> View:
        @require_http_methods(["GET", "POST"])
        def view(request: HttpRequest, object_id: str) -> HttpResponse:
            article = story(desk, request, object_id, verb)
            form = NoticeForm(request.POST if request.method == "POST" else None)
            try:
                permissions.check(request.user, verb, article)
                if form.is_valid():
                    do(opened(article, request), request.user, **form.cleaned_data)
                    desk.message_user(request, done, messages.SUCCESS)
                    return HttpResponseRedirect(desk.page_of(article.pk))
            except Blocked as refusal:
                return desk.refuse(request, refusal, article.pk)
            except Conflict:
                article.refresh_from_db(fields=["version"])
                form.add_error(
                    None, _("The story was changed since you opened this page. Look at it, and decide anew.")
                )
            except REFUSALS as refusal:
                add_refusal(form, refusal)
            return TemplateResponse(
                request, f"admin/articles/article/{verb}.html", _context(desk, request, article, form)
            )

        return view

    return of


def _context(desk: Any, request: HttpRequest, article: Article, form: forms.Form) -> dict[str, Any]:
    return desk.admin_site.each_context(request) | {
        "title": _("Retract the story") if article.status == Article.Status.PUBLISHED else _("Reinstate the story"),
        "opts": desk.opts,
        "original": article,
        "form": form,
        "quotes": article.quotes.filter(state="confirmed").count(),
        "open_update": article.updates.only("pk").first(),
        "notice": article.editions.order_by("-number").defer("content").first(),
    }


def publish_correction(desk: Any, request: HttpRequest, copy: Article) -> HttpResponse:
    """Publish a working copy as a correction, with its note, and go to the story; raises what `correct` raises."""
    article = correct(copy, request.user, note=copy.update_note, accepted=accepted(request))
    passages = article.corrections.filter(made=article.modified).count()
    text = ngettext(
        "Readers have the corrected story now, with %d passage before and after.",
        "Readers have the corrected story now, with %d passages before and after.",
        passages,
    )
    desk.message_user(request, text % passages, messages.SUCCESS)
    return HttpResponseRedirect(desk.page_of(article.pk))
