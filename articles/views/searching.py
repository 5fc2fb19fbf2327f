"""Search: one box for people, organisations and topics, quotations, and articles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import CharField, F, QuerySet, TextField, Value
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Article, Quote
from articles.search import MOST, parse, rows_of, search_newest

from . import names as by_name
from .filters import LANGUAGE, LONGEST, ArticleFilter, Day, Kind, ListFilter, QuoteFilter, Slug, Words
from .listing import Listing, checked
from .names import BEGINS, COLUMNS, Name
from .near import near_articles, near_names
from .sayings import sayings
from .stories import searched

FEW, NAMES, DIRECT = 5, 8, 3
SUGGESTIONS = 8


class SearchFilter(ListFilter):
    """The parameters of the search; each is applied to the lists that have it."""

    q = Words(
        label=_("Words"),
        method="keep",
        widget=forms.TextInput(attrs={"type": "search", "data-suggest": "", "maxlength": LONGEST}),
    )
    source = Slug(label=_("Source"), kinds=("source",), method="keep")
    language = Words(label=_("Language"), method="keep", validators=[LANGUAGE])
    since = Day(label=_("From"), method="keep")
    until = Day(label=_("To"), method="keep")
    kind = Kind(label=_("Kind of quotation"), choices=[("", _("any")), *Quote.Kind.choices], method="keep")

    def narrowed(self, filters: type[ListFilter], queryset: QuerySet) -> QuerySet:
        """Return `queryset` filtered by those of the parameters that `filters`, the filters of its list, has too."""
        other = filters({}, queryset)
        for name, value in self.form.cleaned_data.items():
            if name != "q" and name in other.filters:
                queryset = other.filters[name].filter(queryset, value)
        return queryset


@dataclass
class Section:
    """The best of what is found in one list, how much there is at least, and the address of the whole list."""

    rows: list[Any] = field(default_factory=list)
    number: int = 0
    address: str = ""

    @property
    def more(self) -> bool:
        """Whether more is found than is counted."""
        return self.number >= MOST


@dataclass
class Found:
    """What is found for words in every list."""

    names: list[Name] = field(default_factory=list)
    quotes: Section = field(default_factory=Section)
    articles: Section = field(default_factory=Section)
    near_names: list[Any] = field(default_factory=list)
    near_articles: list[Any] = field(default_factory=list)

    @property
    def direct(self) -> list[Name]:
        """Those whose name begins with the words, so that the reader may go there at once."""
        return [name for name in self.names if name.near <= BEGINS][:DIRECT]

    @property
    def anything(self) -> bool:
        return bool(self.names or self.quotes.rows or self.articles.rows)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found for the words in people, organisations and topics, quotations, and articles. Four queries."""
    listing = checked(request, SearchFilter, Article.objects.none())
    asks = bool(parse(listing.words).required)
    found = _found(request, listing) if asks else Found()
    context = {"listing": listing, "found": found, "asks": asks, "own_box": True}
    return render(request, "articles/search.html", context, status=listing.status)


def _found(request: HttpRequest, listing: Listing) -> Found:
    words, chosen = listing.words, listing.filter
    assert isinstance(chosen, SearchFilter)  # noqa: S101 - given by `search`
    lists = {"quote": chosen.narrowed(QuoteFilter, Quote.objects.public())}
    if not chosen.form.cleaned_data.get("kind"):
        lists["article"] = chosen.narrowed(ArticleFilter, Article.objects.published())
    keys = [_keys(kind, queryset, words) for kind, queryset in lists.items()]
    rows = rows_of([*by_name.parts(words), *keys])
    found = Found(
        by_name.ranked(rows, words)[:NAMES],
        _section(request, "quotes", QuoteFilter, rows, "quote"),
        _section(request, "articles", ArticleFilter, rows, "article"),
    )
    found.quotes.rows = _best(sayings(Quote.objects.public()), found.quotes.rows)
    found.articles.rows = _best(searched(Article.objects.published()), found.articles.rows)
    if not found.anything:
        found.near_names = near_names(words)
        first = words.split()
        found.near_articles = near_articles(first[: len(first) // 2])
    return found


def _keys(kind: str, queryset: QuerySet, words: str) -> QuerySet:
    """Return the newest rows found, with the columns of names, of which only the key and the rank are told."""
    nothing = {name: Value("", TextField()) for name in ("called", "address", "note", "known")}
    found = search_newest(queryset, words, MOST)
    return found.annotate(which=Value(kind, CharField()), key=F("pk"), score=F("rank"), **nothing).values_list(*COLUMNS)


def _section(
    request: HttpRequest, name: str, filters: type[ListFilter], rows: Iterable[tuple[Any, ...]], kind: str
) -> Section:
    """Return the keys of the best rows of one kind, and the address of the whole list under the same parameters."""
    ranks = sorted(((row[2], row[1]) for row in rows if row[0] == kind), reverse=True)
    given = {name: request.GET[name] for name in filters.base_filters if request.GET.get(name)}
    return Section([key for _rank, key in ranks[:FEW]], len(ranks), f"{reverse(f'articles:{name}')}?{urlencode(given)}")


def _best(queryset: QuerySet, keys: list[int]) -> list[Any]:
    """Return the rows with these keys, in that order."""
    found = {row.pk: row for row in queryset.filter(pk__in=keys)} if keys else {}
    return [found[key] for key in keys if key in found]


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Names that words begin (OpenSearch Suggestions 1.0): texts, what they are, addresses. One query."""
    text = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    found = by_name.ranked(rows_of(by_name.parts(text)), text)[:SUGGESTIONS] if parse(text) else []
    here = request.build_absolute_uri
    answer = [
        text,
        [name.record.name for name in found],
        [name.about for name in found],
        [here(name.record.get_absolute_url()) for name in found],
    ]
    headers = {"X-Robots-Tag": "noindex"}
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json", headers=headers)
