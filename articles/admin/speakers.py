"""Who may be meant by what an editor is typing: people and sources with the role of that day, a few of each."""

from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Prefetch
from django.http import HttpRequest

from articles.editorial.naming import people_of, precise
from articles.models import Article, Person, Role, Source
from articles.text import fold

SHOWN = 8


def suggestions(site: AdminSite, request: HttpRequest, article: Article, typed: str) -> list[dict[str, str]]:
    """Return who is found by `typed`: those of the story first, then others; only kinds that the user may see.

    Each has its `name`, its `kind` ("person" or "source"), what the card's field takes for exactly this record
    (`value`), the one `role` known to be held on the story's day, if it is one, and a line that tells it from others.
    """
    found: list[Any] = []
    if _sees(site, request, Person):
        roles = Prefetch("roles", Role.objects.select_related("organisation"))
        near = [p for p in people_of(article).prefetch_related(roles)[:200] if _begins(p, typed)]
        rest = _search(site, request, Person, typed).prefetch_related(roles) if fold(typed) else []
        found += list(dict.fromkeys([*near, *rest]))[:SHOWN]
    if _sees(site, request, Source) and fold(typed):
        found += _search(site, request, Source, typed)
    return [_told(row, article.reading_date) for row in found]


def _sees(site: AdminSite, request: HttpRequest, model: type[Any]) -> bool:
    return site.get_model_admin(model).has_view_permission(request)


def _search(site: AdminSite, request: HttpRequest, model: type[Any], typed: str) -> Any:
    desk = site.get_model_admin(model)
    return desk.get_search_results(request, desk.get_queryset(request), typed)[0][:SHOWN]


def _begins(person: Person, typed: str) -> bool:
    term = fold(typed)
    return f"\n{term}" in person.folded or f" {term}" in person.folded


def _told(row: Any, day: str) -> dict[str, str]:
    if not isinstance(row, Person):
        return _suggestion(row, "", str(row.get_kind_display()))
    held = [str(role) for role in row.roles.all() if role.held_on(day)]
    return _suggestion(row, held[0] if len(held) == 1 else "", "; ".join(held))


def _suggestion(row: Any, role: str, detail: str) -> dict[str, str]:
    return {
        "name": row.name,
        "value": precise(row),
        "kind": row._meta.model_name,
        "role": role,
        "detail": detail,
    }
