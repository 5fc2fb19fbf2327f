"""A public list: parameters checked, one page read by key, and what a template shows of both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.search import search_latest

from .filters import ListFilter
from .paging import BY_RANK, SIZE, BadCursor, Order, page


@dataclass(frozen=True)
class Chip:
    """One applied filter: its label, the value as readers know it, and the address without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Problem:
    """What is wrong with one parameter; `field` is the id of its field on the page, "" where it has none."""

    message: str
    field: str = ""


@dataclass
class Listing:
    """One page of a list, for a template."""

    filter: ListFilter | None = None
    rows: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    next: str = ""
    previous: str = ""
    first: str = ""
    canonical: str = ""
    words: str = ""
    # Whether the words stand in so many rows that only those recorded last were searched.
    more: bool = False

    @property
    def status(self) -> int:
        """The status of the response: 400 where the address asks for what cannot be."""
        return 400 if self.problems else 200

    @property
    def query(self) -> str:
        """The applied parameters as the end of an address, "?" included, for the feed of the same list."""
        return self.first.partition("?")[1] + self.first.partition("?")[2]

    @property
    def narrowed(self) -> bool:
        """Whether any parameter but the search words is given, so that its field should be in view."""
        return self.filter is not None and any(
            self.filter.data.get(name) for name in self.filter.filters if name != "q"
        )


def filtered(
    request: HttpRequest,
    filters: type[ListFilter],
    queryset: QuerySet,
    order: Order,
    *,
    shaped: Callable[[QuerySet], QuerySet] = lambda queryset: queryset,
    grouped: Callable[..., QuerySet] | None = None,
    searched: bool = False,
) -> Listing:
    """Return the page of `queryset` that the request's parameters ask for.

    `shaped` adds to the filtered queryset what the rows show; `grouped` keeps one of those rows that are one entry,
    and is told by `searched` whether words will be. Where `searched` and the parameter q has words, the
    order is that of search. Three queries at most; none where a parameter is wrong.
    """
    chosen = filters(request.GET, queryset)
    given = {name: request.GET[name] for name in chosen.filters if request.GET.get(name)}
    if not chosen.is_valid():
        return Listing(chosen, problems=list(_problems(chosen.form)), first=request.path, canonical=request.path)
    rows = chosen.qs
    words = chosen.form.cleaned_data.get("q", "") if searched else ""
    more = False
    if grouped:
        rows = grouped(rows, searched=bool(words))
    if words:
        (rows, more), order = search_latest(rows, words), BY_RANK
    listing = paged(request, shaped(rows), order, given)
    listing.filter, listing.words, listing.more = chosen, words, more
    listing.chips = list(_chips(request.path, chosen.form, given))
    return listing


def checked(request: HttpRequest, filters: type[ListFilter], queryset: QuerySet) -> Listing:
    """Return a list without rows: its parameters, what is wrong with them, and a chip for each that is applied."""
    chosen = filters(request.GET, queryset)
    given = {name: request.GET[name] for name in chosen.filters if request.GET.get(name)}
    if not chosen.is_valid():
        return Listing(chosen, problems=list(_problems(chosen.form)), first=request.path, canonical=request.path)
    chips = list(_chips(request.path, chosen.form, given))
    first = address(request.path, given)
    return Listing(chosen, chips=chips, first=first, canonical=first, words=chosen.form.cleaned_data.get("q", ""))


def paged(
    request: HttpRequest, queryset: QuerySet, order: Order, given: dict[str, str] | None = None, size: int = SIZE
) -> Listing:
    """Return one page of `queryset`, `given` being the parameters that its neighbours' addresses keep."""
    given = given or {}
    first = address(request.path, given)
    try:
        found = page(queryset, order, request.GET, size)
    except BadCursor as error:
        return Listing(problems=[Problem(str(error))], first=first, canonical=first)
    return Listing(
        rows=found.rows,
        next=address(request.path, {**given, "after": found.after}) if found.after else "",
        previous=address(request.path, {**given, "before": found.before}) if found.before else "",
        first=first,
        canonical=address(request.path, {**given, **_cursor(request)}),
    )


def address(path: str, parameters: dict[str, str]) -> str:
    """Return a path with its parameters."""
    return f"{path}?{urlencode(parameters)}" if parameters else path


def _cursor(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("after", "before") if request.GET.get(name)}


def _problems(form: Any) -> Iterable[Problem]:
    for name in form.fields:
        for error in form.errors.get(name, ()):
            yield Problem(error, form[name].id_for_label)


def _chips(path: str, form: Any, given: dict[str, str]) -> Iterable[Chip]:
    for name, value in form.cleaned_data.items():
        if name in given and value:
            rest = {other: text for other, text in given.items() if other != name}
            yield Chip(str(form.fields[name].label), _shown(form.fields[name], value), address(path, rest))


def _shown(form_field: Any, value: Any) -> str:
    if isinstance(value, date):
        return date_format(value)
    if choices := getattr(form_field, "choices", None):
        return str(dict(choices).get(value, value))
    return _("“%s”") % value if isinstance(value, str) else str(value)
