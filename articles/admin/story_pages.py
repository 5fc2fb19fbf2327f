"""The pages beside a story's own: its preview, who was shown it, its timeline."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.editorial import copies, permissions, sharing
from articles.editorial.timeline import timeline
from articles.models import Article, ShareLink

from .refusals import REFUSALS, add_refusal

View = Callable[..., HttpResponse]
_EVENTS = 50
_LINKS = 50
LASTING = [("24", _("24 hours")), ("72", _("3 days")), ("168", _("7 days")), ("720", _("30 days"))]


def urls(desk: Any) -> list[Any]:
    """Return the addresses of the pages, for the desk of stories."""
    pages = {"preview": preview, "share": share, "timeline": history_in_words}
    return [
        path(
            f"<path:object_id>/{name}/",
            desk.admin_site.admin_view(make(desk)),
            name=f"articles_article_{name}",
        )
        for name, make in pages.items()
    ]


def page(desk: Any, request: HttpRequest, article: Article, title: Any, **context: Any) -> dict[str, Any]:
    """Return what the template of such a page needs."""
    return desk.admin_site.each_context(request) | {
        "title": title,
        "opts": desk.opts,
        "original": article,
        **context,
    }


def preview(desk: Any) -> View:
    """Return the view that leads to the story as readers will get it."""

    @require_safe
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        return HttpResponseRedirect(reverse("articles:preview", args=[desk.found(request, object_id).pk]))

    return view


class ShareForm(forms.Form):
    """For whom a new link is, and for how long."""

    note = forms.CharField(label=_("For whom"), required=False, max_length=200)
    hours = forms.ChoiceField(label=_("Valid for"), choices=LASTING, initial="72")


def share(desk: Any) -> View:
    """Return the view that lists the links to a story, makes one and revokes one."""

    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = desk.found(request, object_id)
        if not permissions.allowed(request.user, "share"):
            raise PermissionDenied
        form = ShareForm(request.POST or None) if "_share" in request.POST else ShareForm()
        done = _revoke(desk, request, article) if "_revoke" in request.POST else _make(desk, request, article, form)
        if done:
            return HttpResponseRedirect(request.path)
        links = article.share_links.select_related("created_by", "revoked_by").order_by("-created", "-pk")[:_LINKS]
        rows = [(link, _address(request, link)) for link in links]
        return TemplateResponse(
            request,
            "admin/articles/article/share.html",
            page(desk, request, article, _("Share before publication"), form=form, links=rows)
            | {"live": copies.are_out(article), "may_share": permissions.allowed(request.user, "share", article)},
        )

    return view


def _address(request: HttpRequest, link: ShareLink) -> str:
    """Return the whole address of a link that still opens."""
    if link.state != ShareLink.State.OPEN:
        return ""
    return request.build_absolute_uri(reverse("articles:shared", args=[sharing.token(link)]))


def _make(desk: Any, request: HttpRequest, article: Article, form: ShareForm) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    expires = timezone.now() + timedelta(hours=int(form.cleaned_data["hours"]))
    try:
        sharing.share(article, request.user, expires=expires, note=form.cleaned_data["note"])
    except REFUSALS as refusal:
        add_refusal(form, refusal)
        return False
    desk.message_user(request, _("The link is made. Copy it from the list below."), messages.SUCCESS)
    return True


def _revoke(desk: Any, request: HttpRequest, article: Article) -> bool:
    given = request.POST["_revoke"]
    link = get_object_or_404(article.share_links, pk=int(given) if given.isdecimal() and len(given) < 19 else 0)
    sharing.revoke(link, request.user, reason=request.POST.get("reason", "")[:500].strip())
    desk.message_user(request, _("The link was revoked. It opens nothing any more."), messages.SUCCESS)
    return True


def history_in_words(desk: Any) -> View:
    """Return the view that shows all that happened to a story."""

    @require_safe
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = desk.found(request, object_id)
        given = request.GET.get("before", "")
        before = _moment(given)
        told = timeline(article, request.user, before=before, shown=_EVENTS)
        context = page(desk, request, article, _("Timeline"), timeline=told, later=before is not None)
        return TemplateResponse(request, "admin/articles/article/timeline_page.html", context)

    return view


def _moment(given: str) -> Any:
    """Return the moment written in the address, or None where none can be read there."""
    try:
        moment = parse_datetime(given)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None
