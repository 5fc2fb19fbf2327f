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

    def match(self, queryset: QuerySet[Any], index: Index, query: Query) -> QuerySet[Any]:
        """Return the rows of `queryset` that `query` finds, annotated with `rank`, in no order."""

    def problems(self, connection: BaseDatabaseWrapper, index: Index) -> Iterator[str]:
        """Yield what is untrue in `index`, each with the table and, where it is one row, its key."""


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


def index_problems(using: str = "default") -> Iterator[str]:
    """Yield, in words, whatever is untrue or missing in the search index of the database `using`.

    Reads every searched row once and folds it anew. Nothing is changed; `rebuild` repairs.
    """
    connection = connections[using]
    for index in SEARCHABLE.values():
        yield from BACKENDS[connection.vendor].problems(connection, index)
