"""The editions of a story on the desk: all of them, and what any two have otherwise."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.editorial import editions as record
from articles.editorial.changes import told
from articles.editorial.wording import marked
from articles.models import Article, Edition

LISTED = 500
_LONGEST = 10
_TEXTS = ("headline", "summary", "body")


def editions(desk: Any) -> Callable[..., HttpResponse]:
    """Return the view of a story's editions; `from` and `to` choose two, by default the last two are compared."""

    @require_safe
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = desk.found(request, object_id)
        if not request.user.has_perm("articles.view_edition"):
            raise PermissionDenied
        listed = list(article.editions.select_related("user").defer("content").order_by("-number")[:LISTED])
        corrections = article.corrections.select_related("edition").defer("edition__content").order_by("-made", "pk")
        context = desk.admin_site.each_context(request) | {
            "title": _("Editions"),
            "opts": desk.opts,
            "original": article,
            "editions": listed,
            "unseen": unseen(listed),
            "corrections": corrections[:LISTED],
            **_compared(article, *_chosen(request, listed)),
        }
        return TemplateResponse(request, "admin/articles/article/editions.html", context)

    return view


def unseen(listed: list[Edition]) -> list[int]:
    """Return the numbers of the editions that readers never had, or do not have yet."""
    first = max((e.number for e in listed if e.kind == Edition.Kind.FIRST), default=0)
    return [e.number for e in listed if e.number < first or e.published > timezone.now()]


def _chosen(request: HttpRequest, listed: list[Edition]) -> list[int]:
    """Return the numbers of two editions, the earlier first; those that are none of the story's are not taken."""
    numbers = [edition.number for edition in listed]
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    found = sorted({int(text) for text in asked if text.isdecimal() and len(text) < _LONGEST} & set(numbers))
    return found if len(found) == 2 else sorted(numbers[:2])


def _compared(article: Article, *numbers: int) -> dict[str, Any]:
    if len(numbers) < 2:
        return {}
    pair = list(article.editions.filter(number__in=numbers).order_by("number"))
    before, after = map(record.read, pair)
    if before is None or after is None:
        return {"pair": pair, "damaged": True}
    changes = marked([before[name] for name in _TEXTS], [after[name] for name in _TEXTS])
    reworded = any(change.kind != "equal" for change in changes)
    return {"pair": pair, "told": told(before, after), "changes": changes if reworded else []}
