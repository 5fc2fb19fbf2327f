"""Likely duplicates on the desk: the list of pairs, two records side by side, and the decision about them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.editorial import duplicates, permissions
from articles.editorial.distinct import pairs_of, set_apart
from articles.editorial.merging import merge
from articles.models import Likeness, Merge
from articles.models.merge import REASON_LIMIT

from .base import link
from .merge_form import MergeForm
from .refusals import REFUSALS, add_refusal, as_validation_error
from .sides import in_common, numbers, roles_of, sides

LISTED = 30
COMPARED = 200  # names that were not compared yet, in one request; `manage.py find_duplicates` compares them all
_KNOWN = 10

WHY = {
    "same": _("the same name"),
    "accents": _("same name but for accents, case or punctuation"),
    "order": _("words in another order"),
    "initial": _("initial"),
    "transliteration": _("sounds the same, spelt otherwise"),
    "letter": _("one letter apart"),
    "middle": _("with and without a middle name"),
    "alias": _("other name of both"),
    "acronym": _("first letters of the other"),
}


class MergeableMixin:
    """For the admin of people and of sources: likely duplicates, merging and setting apart, for who may merge."""

    change_form_template = "admin/articles/merging/change_form.html"
    change_list_template = "admin/articles/merging/change_list.html"
    actions = ["merge_selected"]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may merge; the action in the list is shown by it."""
        return permissions.allowed(request.user, "merge_people")

    def get_urls(self) -> list[Any]:
        """Add the addresses of the list of pairs, of two records side by side, and of setting them apart."""
        views = {
            "duplicates": ("duplicates/", require_safe(self.duplicates_view)),
            "merge": (
                "<int:kept>/merge/<int:merged>/",
                require_http_methods(["GET", "HEAD", "POST"])(self.merge_view),
            ),
            "set_apart": ("<int:one>/set-apart/<int:other>/", require_POST(self.set_apart_view)),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_{self.opts.model_name}_{what}")
            for what, (route, view) in views.items()
        ]
        return own + super().get_urls()

    def address_of(self, what: str, *args: Any) -> str:
        """Return the address of one of these pages."""
        return reverse(f"admin:articles_{self.opts.model_name}_{what}", args=args)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Tell the list whether it leads to the duplicates."""
        return super().changelist_view(
            request, {"may_merge": self.has_merge_permission(request)} | (extra_context or {})
        )

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """List likely pairs, the likeliest first; new names are compared before, some at a time."""
        self._check(request)
        duplicates.compare(self.model, COMPARED)
        pairs = duplicates.candidates(self.model, LISTED + 1, _place(request.GET.get("after", "")))
        more, pairs = len(pairs) > LISTED, pairs[:LISTED]
        counted = numbers(self.model, {row.pk for pair in pairs for row in (pair.one, pair.other)})
        rows = [self._row(pair, counted) for pair in pairs]
        waiting = duplicates.outdated(self.model)[:1].exists()
        after = "-".join(map(str, pairs[-1].place)) if more else ""
        return self._page(request, _("Likely duplicates"), "duplicates", rows=rows, after=after, waiting=waiting)

    def _row(self, pair: duplicates.Pair, counted: dict[int, Any]) -> dict[str, Any]:
        # Offered as the one to keep: what somebody has looked at, then what more refers to.
        order = {row: (row.proposed, -counted[row.pk].quotes, row.pk) for row in (pair.one, pair.other)}
        kept, merged = sorted(order, key=lambda row: order[row])
        return {
            "kept": kept,
            "merged": merged,
            "numbers": [counted[kept.pk], counted[merged.pk]],
            "why": WHY.get(pair.why, pair.why),
            "names": [name for name in pair.names if name not in {kept.name, merged.name}] and pair.names,
            "score": pair.score,
            "compare": self.address_of("merge", kept.pk, merged.pk),
            "apart": self.address_of("set_apart", kept.pk, merged.pk),
        }

    def merge_view(self, request: HttpRequest, kept: int, merged: int) -> HttpResponse:
        """Show two records side by side, and merge them as the form says."""
        self._check(request)
        one, other = (get_object_or_404(self._records(), pk=_bounded(key)) for key in (kept, merged))
        form = MergeForm(one, other, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                done = merge(
                    one, other, request.user, reason=form.cleaned_data["reason"].strip(), choices=form.choices()
                )
            except REFUSALS as refusal:
                add_refusal(form, refusal)
            else:
                self._say_merged(request, done)
                return HttpResponseRedirect(self.page_of(one.pk))
        context = {
            "form": form,
            "kept": one,
            "merged": other,
            "sides": sides(one, other, request.user),
            "common": in_common(one, other, request.user),
            "apart": pairs_of(one, other).first() if one.pk != other.pk else None,
            "turned": self.address_of("merge", other.pk, one.pk),
            "set_apart": self.address_of("set_apart", one.pk, other.pk),
        }
        return self._page(request, _("Are these two one?"), "merge", **context)

    def _say_merged(self, request: HttpRequest, done: Merge) -> None:
        undo = reverse("admin:articles_merge_undo", args=[done.pk])
        said = _("“{}” is part of this record now, and its address leads here. <a href='{}'>Undo</a>")
        self.message_user(request, format_html(said, done.merged_name, undo), messages.SUCCESS)

    def set_apart_view(self, request: HttpRequest, one: int, other: int) -> HttpResponse:
        """Note that two records are not the same, and go back to the list."""
        self._check(request)
        pair = [get_object_or_404(self._records(), pk=_bounded(key)) for key in (one, other)]
        try:
            set_apart(*pair, request.user, reason=request.POST.get("reason", "").strip()[:REASON_LIMIT])
        except REFUSALS as refusal:
            for line in as_validation_error(refusal).messages:
                self.message_user(request, line, messages.ERROR)
        else:
            said = _("“%(one)s” and “%(other)s” are not the same, and will not be proposed again.")
            self.message_user(request, said % {"one": pair[0], "other": pair[1]}, messages.SUCCESS)
        return HttpResponseRedirect(self.address_of("duplicates"))

    @admin.action(description=_("Merge the two selected"), permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Go to the page on which two records stand side by side."""
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Select two, and no more, to merge them."), messages.WARNING)
            return None
        return HttpResponseRedirect(self.address_of("merge", *chosen))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Add what the record's page shows beside its form: its roles in time, its merges, and who it looks like."""
        record = kwargs.get("obj")
        context["may_merge"] = self.has_merge_permission(request)
        if record is not None:
            context["lives"] = roles_of(record) if request.user.has_perm("articles.view_role") else None
            if request.user.has_perm("articles.view_merge"):
                context["merges"] = record.merges.defer("record", "changes").select_related("user")[:_KNOWN]
            if context["may_merge"]:
                context["alike"] = self._alike(record)
        return super().render_change_form(request, context, *args, **kwargs)

    def _alike(self, record: Any) -> list[dict[str, Any]]:
        """Return whom the record looks like, as far as it was compared."""
        found = []
        for mine, other in (("first", "second"), ("second", "first")):
            kind = record.redirect_kind
            rows = Likeness.objects.filter(**{f"{mine}__{kind}": record}).select_related(f"{other}__{kind}")
            for row in rows.order_by("-score", "-pk")[:_KNOWN]:
                third = getattr(getattr(row, other), kind)
                compare = self.address_of("merge", record.pk, third.pk)
                found.append({"link": link(third), "why": WHY.get(row.reasons[0], ""), "compare": compare})
        return found

    def _records(self) -> QuerySet[Any]:
        return self.model._base_manager.all()

    def _check(self, request: HttpRequest) -> None:
        if not (self.has_merge_permission(request) and self.has_view_permission(request)):
            raise PermissionDenied

    def _page(self, request: HttpRequest, title: Any, template: str, **more: Any) -> HttpResponse:
        context = self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/articles/merging/{template}.html", context | more)


def _bounded(key: int) -> int:
    return key if key < 2**63 else 0


def _place(after: str) -> tuple[int, int] | None:
    """Return the place in the list that the address names, or None for its beginning."""
    score, _dash, key = after.partition("-")
    good = score.isdecimal() and key.isdecimal() and len(score) <= 3 and len(key) <= 18
    return (int(score), int(key)) if good else None
