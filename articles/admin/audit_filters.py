"""What the audit log is narrowed by. Each is answered by an index; what can be chosen is taken from the latest acts."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editorial import telling
from articles.models import AuditEntry

_RECENT = 500
_LISTED = 30
_FIRST, _LAST = 1900, 2999


def _recent(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return verb, user and record of the latest acts, read once for each request."""
    if not hasattr(request, "recent_acts"):
        rows = AuditEntry.objects.order_by("-at", "-pk").values_list("verb", "username", "model")
        request.recent_acts = list(rows[:_RECENT])
    return request.recent_acts


class RecentFilter(admin.SimpleListFilter):
    """The values of a column in the latest acts; any other can be written into the address."""

    column: int
    name: Callable[[str], str] = str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        values = dict.fromkeys(row[self.column] for row in _recent(request) if row[self.column])
        given = [self.value()] if self.value() else []
        listed = [(value, type(self).name(value)) for value in dict.fromkeys([*given, *values][:_LISTED])]
        return sorted(listed, key=lambda choice: choice[1].casefold())

    def has_output(self) -> bool:
        return bool(self.lookup_choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        return queryset.filter(**{self.parameter_name: self.value()}) if self.value() else queryset


class VerbFilter(RecentFilter):
    title = gettext_lazy("act")
    parameter_name = "verb"
    column = 0
    name = telling.act


class UserFilter(RecentFilter):
    title = gettext_lazy("user")
    parameter_name = "username"
    column = 1


class KindFilter(RecentFilter):
    title = gettext_lazy("record")
    parameter_name = "model"
    column = 2
    name = telling.kind


class DayFilter(admin.ListFilter):
    """From one day to another, both included, in the newsroom's time zone."""

    title = gettext_lazy("day")
    template = "admin/articles/auditentry/day_filter.html"
    parameters = ("since", "until")

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.given: dict[str, str] = {}
        for name in self.parameters:
            if name in params:
                value = params.pop(name)
                self.given[name] = (value[-1] if isinstance(value, list) else value)[:20]
        self.others = [(name, value) for name, value in request.GET.items() if name not in {*self.parameters, "p"}]

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str]:
        return list(self.parameters)

    def choices(self, changelist: Any) -> list[dict[str, Any]]:  # noqa: ARG002
        return [{"given": self.given, "others": self.others}]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        for name, value in self.given.items():
            if not value:
                continue
            day = _day(value)
            if day is None:
                said = _("“%s” is no day. Write it as 2026-05-31.") % value
                messages.error(request, said)
                return queryset.none()
            queryset = (
                queryset.filter(at__gte=_begin(day))
                if name == "since"
                else queryset.filter(at__lt=_begin(day + timedelta(days=1)))
            )
        return queryset


def _day(given: str) -> date | None:
    """Return a day in which something may have happened, however far from UTC."""
    try:
        day = parse_date(given)
    except ValueError:
        return None
    return day if day and _FIRST <= day.year <= _LAST else None


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
