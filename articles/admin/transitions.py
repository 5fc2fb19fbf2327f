"""The verbs on stories that have a button of their own: start and discard an update, find quotations."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from articles.editorial.errors import EditorialError
from articles.editorial.publishing import discard_update, start_update
from articles.editorial.suggesting import Suggested, suggest
from articles.models import Article

View = Callable[..., HttpResponse]


def start(desk: Any) -> View:
    """Return the view that makes the working copy of a published story, or finds the open one, and goes there."""

    @require_POST
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = _article(request, object_id)
        open_already = article.updates.exists()
        try:
            copy = start_update(article, request.user)
        except EditorialError as refusal:
            return desk.refuse(request, refusal, article.pk)
        text = (
            _("An update was open already; this is it.")
            if open_already
            else _("This is a working copy. Readers see nothing of it until you publish it.")
        )
        desk.message_user(request, text, messages.INFO)
        return HttpResponseRedirect(desk.page_of(copy.pk))

    return view


def discard(desk: Any) -> View:
    """Return the view that asks whether to throw a working copy away, and does so."""

    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        copy = _article(request, object_id)
        original = copy.update_of
        if request.method == "GET" and original:
            context = desk.admin_site.each_context(request) | {
                "title": _("Discard this update?"),
                "opts": desk.opts,
                "copy": copy,
            }
            return TemplateResponse(request, "admin/articles/article/discard_update.html", context)
        try:
            discard_update(copy, request.user, reason=request.POST.get("reason", "")[:500].strip())
        except EditorialError as refusal:
            return desk.refuse(request, refusal, copy.pk)
        desk.message_user(request, _("The update was discarded. Readers keep what they have."), messages.SUCCESS)
        return HttpResponseRedirect(desk.page_of(original.pk))

    return view


def find_quotes(desk: Any) -> View:
    """Return the view that runs the engine over a story and goes to where its suggestions are."""

    @require_POST
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = _article(request, object_id)
        try:
            done = suggest(article, request.user)
        except EditorialError as refusal:
            return desk.refuse(request, refusal, article.pk)
        desk.message_user(request, said(done), messages.SUCCESS if done.added else messages.INFO)
        copy = article.updates.first()
        return HttpResponseRedirect(desk.page_of(copy.pk if copy else article.pk) + "#quotes-group")

    return view


def said(done: Suggested) -> str:
    """Return in words what a run of the engine did."""
    found = ngettext("%d quotation suggested", "%d quotations suggested", done.added) % done.added
    rest = _("%(changed)d changed, %(withdrawn)d withdrawn, %(unchanged)d as before; %(proposed)d new names.")
    return f"{found}, {rest % vars(done)}"


def _article(request: HttpRequest, object_id: str) -> Article:
    """Return the story, if its editor may change stories."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    key = unquote(object_id)
    return get_object_or_404(Article, pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
