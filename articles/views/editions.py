"""The editions of an article: each with what it changed, and any two of them beside each other."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.editorial import editions as record
from articles.models import Article, Edition
from articles.models.aggregates import Rows

from .differences import compare, compared
from .listing import Listing, Problem, address, paged
from .moved import elsewhere, moved
from .paging import BY_NUMBER

SIZE = 10
OFFERED = 500
# A retraction has a notice in place of the text.
_WITH_TEXT = [kind for kind in Edition.Kind.values if kind != Edition.Kind.RETRACTION]
_ERRORS = {
    "required": gettext_lazy("Choose two editions to compare."),
    "invalid_choice": gettext_lazy("Readers had no text in an edition “%(value)s”; choose one of the list."),
}


class Choice(forms.Form):
    """The two editions to compare, `from` and `to`, of the `record_editions` of an article, the latest first."""

    def __init__(self, data: QueryDict | None, article: Any) -> None:
        super().__init__(data)
        choices = [(str(edition.number), _described(edition, article)) for edition in article.record_editions]
        latest = [number for number, _label in choices[:2]] or [""]
        for name, label, initial in (
            ("from", gettext_lazy("Compare edition"), latest[-1]),
            ("to", gettext_lazy("with edition"), latest[0]),
        ):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=initial, error_messages=_ERRORS)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("from") and given.get("from") == given.get("to"):
            raise ValidationError({"to": _("These are one and the same edition; choose two.")})
        return given

    @property
    def numbers(self) -> list[int]:
        """The two numbers, the earlier first."""
        return sorted(int(number) for number in self.cleaned_data.values())


def _described(edition: Edition, article: Article) -> str:
    # Of a story that came without the time at which it was first posted, only the day is known.
    day_alone = edition.kind == Edition.Kind.FIRST and not article.first_posted
    return _("%(number)d, %(kind)s, %(date)s") % {
        "number": edition.number,
        "kind": edition.get_kind_display(),
        "date": date_format(
            localtime(edition.published), "SHORT_DATE_FORMAT" if day_alone else "SHORT_DATETIME_FORMAT"
        ),
    }


@require_safe
def versions(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """The editions of an article, newest first, each with what it changed; or two of them, `from` and `to`."""
    offered = Edition.objects.public().filter(article=OuterRef("pk"), kind__in=_WITH_TEXT).order_by("-number")
    articles = Article.objects.published().defer("body", "summary")
    articles = articles.annotate(record_editions=Rows(offered[:OFFERED], "number", "kind", "published"))
    found = articles.filter(slug=slug).first()
    if found is None or elsewhere(found, year, month, day):
        return moved(request, found, slug, "articles:versions")
    if {"from", "to"} & set(request.GET):
        return _chosen(request, found)
    editions = Edition.objects.public().filter(article=found)
    listing = paged(request, editions, BY_NUMBER, size=SIZE)
    earlier = editions.filter(number__lt=listing.rows[-1].number).order_by("-number")[:1] if listing.next else ()
    shown = compared([*listing.rows, *earlier])[: len(listing.rows)]
    context = {"article": found, "listing": listing, "editions": shown, "choice": Choice(None, found)}
    return render(request, "articles/versions.html", context, status=listing.status)


def _chosen(request: HttpRequest, found: Article) -> HttpResponse:
    """Show the two editions that were chosen, the earlier as the one before."""
    choice = Choice(request.GET, found)
    listing, context = Listing(first=request.path, canonical=request.path), {"article": found, "choice": choice}
    if choice.is_valid():
        earlier, later = choice.numbers
        listing.canonical = address(request.path, {"from": str(earlier), "to": str(later)})
        rows = Edition.objects.public().filter(article=found, number__in=choice.numbers).order_by("number")
        before, after = rows
        context |= {"before": before, "row": compare(record.read(before), after, record.read(after), [])}
    else:
        errors = [(choice[name], error) for name in choice.fields for error in choice.errors.get(name, ())]
        listing.problems = [Problem(error, field.id_for_label) for field, error in errors]
    return render(request, "articles/compared.html", context | {"listing": listing}, status=listing.status)
