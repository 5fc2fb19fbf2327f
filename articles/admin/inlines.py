"""What stands on a story's page below its text: its quotations, its source chain, its people, its published record."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Correction, Edition, Hop, Mention, Quote

from .base import SECURE_LINKS, ReadOnlyMixin, may_write
from .card_form import CardForm, CardFormSet, pressed
from .formsets import HopForm, HopFormSet, LinkInline, PartFormSet, VerbInline
from .quote_form import RELATED


class PartInline(VerbInline):
    """For an inline of a story's parts: saved by whoever sent the page, shown while readers have the story."""

    formset = PartFormSet

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_write(request, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_write(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_write(request, obj) and super().has_delete_permission(request, obj)


class QuoteInline(PartInline, admin.StackedInline):
    """The record beside the text: a card for each quotation, and one to make another."""

    model = Quote
    form = CardForm
    formset = CardFormSet
    fk_name = "article"
    template = "admin/articles/article/record.html"
    extra = 1
    fields = [
        *("words", "speaker", "role", "new", "kind", "attribution", "cue", "decision", "reason", "spans"),
        *("via", "venue", "said_on", "original_language", "original_words"),
    ]

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> type[BaseInlineFormSet]:
        formset = super().get_formset(request, obj, **kwargs)
        return type(formset.__name__, (formset,), {"pressed": pressed(request.POST)})

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*RELATED).order_by("start", "pk")


class HopInline(PartInline, LinkInline, admin.TabularInline):
    model = Hop
    form = HopForm
    formset = HopFormSet
    formfield_overrides = SECURE_LINKS
    link_name = "source"
    fields = ["order", "source", "how", "date", "url"]


class MentionInline(PartInline, LinkInline, admin.TabularInline):
    model = Mention
    link_name = "person"
    fields = ["person", "description"]


class EditionInline(ReadOnlyMixin, admin.TabularInline):
    model = Edition
    fields = ["number", "kind", "published", "user", "note", "fingerprint"]
    readonly_fields = fields
    show_change_link = True

    @admin.display(description=_("hash"))
    def fingerprint(self, edition: Edition) -> str:
        return edition.sha256[:12]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user", "article").defer("content", "article__body")


class CorrectionInline(ReadOnlyMixin, admin.TabularInline):
    model = Correction
    fields = ["made", "before", "after", "note", "edition"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        related = ("edition__article", "quote")
        return (
            super().get_queryset(request).select_related(*related).defer("edition__content", "edition__article__body")
        )
