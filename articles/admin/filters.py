"""Filters of long lists: each is answered by an index, and none lists a whole table."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article

_RECENT = 500
_SPANS = {"day": 1, "week": 7, "month": 31, "year": 366}


class PublicationFilter(admin.SimpleListFilter):
    title = _("publication")
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        return [
            ("ahead", _("scheduled")),
            ("day", _("past 24 hours")),
            ("week", _("past 7 days")),
            ("month", _("past 31 days")),
            ("year", _("past year")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        now, value = timezone.now(), self.value()
        if value == "ahead":
            times = {"publish_at__gt": now}
        elif value in _SPANS:
            times = {"publish_at__gt": now - timedelta(days=_SPANS[value]), "publish_at__lte": now}
        else:
            return queryset
        # The index on times begins with the status.
        return queryset.filter(status__in=Article.Status.values, **times)


class LanguageFilter(admin.SimpleListFilter):
    """The languages of the latest stories; any other can be written into the address."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        recent = Article.objects.order_by("-pk").values_list("language", flat=True)[:_RECENT]
        return [(tag, tag) for tag in sorted({*recent, self.value() or "en"})]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        # The index on languages goes on with the status, and then with the time.
        return queryset.filter(language=self.value(), status__in=Article.Status.values) if self.value() else queryset


class WorkFilter(admin.SimpleListFilter):
    title = _("updates")
    parameter_name = "copies"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        return [("open", _("open working copies"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        return queryset.filter(update_of__isnull=False) if self.value() == "open" else queryset


class LinkFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "link"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        return [("open", _("open"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        return queryset.usable() if self.value() == "open" else queryset
