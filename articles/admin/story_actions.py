"""The addresses that a story's page asks while it is open: who else has it open, and whom a name may mean."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles.editorial import presence
from articles.models import Article

from .speakers import suggestions

TYPED_AT_MOST = 200


def here(desk: Any) -> Callable[..., HttpResponse]:
    """Return the view that takes the sign that a story is open (`gone`: closed) and says who else has it open."""

    @never_cache
    @require_POST
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = _seen(desk, request, object_id)
        if "gone" in request.POST:
            presence.gone(article, request.user)
            return JsonResponse({})
        presence.here(article, request.user)
        opened = request.POST.get("opened", "")
        newer = opened.isdecimal() and int(opened[:9]) < article.version
        return JsonResponse(
            {
                "version": article.version,
                "others": company(article, request.user),
                "newer": last_saved(article) if newer else "",
            }
        )

    return view


def speakers(desk: Any) -> Callable[..., HttpResponse]:
    """Return the view that suggests whom the letters typed so far may mean."""

    @never_cache
    @require_GET
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = _seen(desk, request, object_id)
        typed = request.GET.get("q", "")[:TYPED_AT_MOST].replace("\0", "")
        may_add = [
            kind
            for kind, right in (("person", "articles.add_person"), ("organisation", "articles.add_source"))
            if request.user.has_perm(right)
        ]
        return JsonResponse({"found": suggestions(desk.admin_site, request, article, typed), "may_add": may_add})

    return view


def company(article: Article, user: AbstractBaseUser) -> list[str]:
    """Return in words who else has the story open, and since when."""
    return [
        _("%(name)s has this open since %(time)s.") % {"name": _called(sign.user), "time": clock(sign.since)}
        for sign in presence.others(article, user)
    ]


def last_saved(article: Article) -> str:
    """Return in words who changed the story last, and when, as its history and the audit log have it."""
    revision = article.history.select_related("history_user").order_by("-history_date", "-history_id").first()
    entry = article.audit.model.objects.filter(article_id=article.update_of_id or article.pk).select_related("user")
    last = entry.order_by("-at", "-pk").first()
    signs = [(revision.history_date, _called(revision.history_user))] if revision else []
    signs += [(last.at, _called(last.user) if last.user else last.username)] if last else []
    if not signs:
        return ""
    at, name = max(signs, key=lambda sign: sign[0])
    return _("%(name)s saved a newer version at %(time)s.") % {"name": name or _("Somebody"), "time": clock(at)}


def clock(moment: Any) -> str:
    """Return a time of day, with its date where that is not today's."""
    local, now = timezone.localtime(moment), timezone.localtime()
    return date_format(local, "H:i" if local.date() == now.date() else "j M H:i")


def _called(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _seen(desk: Any, request: HttpRequest, object_id: str) -> Article:
    """Return the story, where this user may see it."""
    article = desk.get_object(request, unquote(object_id))
    if article is None or not desk.has_view_permission(request, article):
        raise PermissionDenied
    return article
