"""The one search function, and the proof that its index is true; the connection's vendor picks the backend."""

from collections.abc import Iterator
from typing import Any, Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FloatField, QuerySet, Value

from . import postgres, sqlite
from .indexes import SEARCHABLE, Index, index_of
from .query import Query, parse


class Backend(Protocol):
    """What a backend provides; `sqlite` and `postgres` are the two."""

    def match(self, queryset: QuerySet[Any], index: Index, query: Query, floor: int | None = None) -> QuerySet[Any]:
        """Return the rows of `queryset` that `query` finds, annotated with `rank`, in no order.

        With `floor`, only rows whose key is not below it are looked at.
        """

    def floor(self, queryset: QuerySet[Any], index: Index, query: Query, most: int) -> int | None:
        """Return the key of the row found before which, from the newest on, `most` are found; None where there is none.

        No row is ranked.
        """

    def newest(self, queryset: QuerySet[Any], index: Index, query: Query) -> QuerySet[Any]:
        """Return what `match` does, the rows recorded last first, in the order in which the index gives them."""

    def problems(self, connection: BaseDatabaseWrapper, index: Index) -> Iterator[str]:
        """Yield what is untrue in `index`, each with the table and, where it is one row, its key."""


MOST = 2_000
BACKENDS: dict[str, Backend] = {"sqlite": sqlite, "postgresql": postgres}


def search(queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Return the rows of `queryset` that `text` finds, best first, annotated with `rank`.

    `queryset` is any unsliced queryset of a model in `SEARCHABLE`; the result is an ordinary one, to be filtered,
    counted, ordered and sliced. `rank` is a float8, higher is better; it depends on the backend and, on SQLite, on all
    rows of the table, so compare it only within one search. `repr()` keeps it exactly, so that (rank, pk) can be a
    page's cursor. Rows of one rank come in descending order of their keys. Where `text` only excludes, every rank is 0.

    A text without any letter or digit asks nothing: the queryset comes back whole, in its own order, each rank 0.
    `parse` says what a text means; no string makes this raise. LookupError for a model that is not searched.
    """
    index = index_of(queryset.model)
    query = parse(text)
    if not query:
        return queryset.annotate(rank=Value(0.0, FloatField()))
    backend = BACKENDS[connections[queryset.db].vendor]
    return backend.match(queryset, index, query).order_by("-rank", "-pk")


def search_latest(queryset: QuerySet[Any], text: str, most: int = MOST) -> tuple[QuerySet[Any], bool]:
    """Return what `search` does of the `most` rows found that were recorded last, and whether there are more.

    To rank is to read every row found: a word that stands in half the archive would cost as much as the archive
    is long. One query is asked at once, which ranks nothing; the rows of `queryset` count, so that the narrower list
    reaches further back.
    """
    index, query = index_of(queryset.model), parse(text)
    if not query.required:
        return search(queryset, text), False
    backend = BACKENDS[connections[queryset.db].vendor]
    floor = backend.floor(queryset, index, query, most)
    return backend.match(queryset, index, query, floor).order_by("-rank", "-pk"), floor is not None


def search_newest(queryset: QuerySet[Any], text: str, most: int) -> QuerySet[Any]:
    """Return the `most` rows found that were recorded last, those first, annotated with `rank`; no query is asked.

    For a first look: no more is read, and no more is ranked. A text that asks nothing finds nothing.
    """
    index, query = index_of(queryset.model), parse(text)
    if not query:
        return queryset.none().annotate(rank=Value(0.0, FloatField()))
    backend = BACKENDS[connections[queryset.db].vendor]
    return backend.newest(queryset, index, query)[:most]


def index_problems(using: str = "default") -> Iterator[str]:
    """Yield, in words, whatever is untrue or missing in the search index of the database `using`.

    Reads every searched row once and folds it anew. Nothing is changed; `rebuild` repairs.
    """
    connection = connections[using]
    for index in SEARCHABLE.values():
        yield from BACKENDS[connection.vendor].problems(connection, index)
