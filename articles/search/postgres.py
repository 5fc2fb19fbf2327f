"""PostgreSQL: a generated column of type tsvector in each searched table, under a GIN index.

The words are cut by our own folding, not by PostgreSQL's parser and dictionaries: these depend on the server's locale,
and read "1e5" or "a/b" otherwise than readers and SQLite do.
"""

from collections.abc import Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, FloatField, Func, QuerySet, TextField, Value

from . import postgres_schema
from .expressions import undeclared
from .indexes import Index
from .query import Query, Term


def match(
    queryset: QuerySet[Any],
    index: Index,  # noqa: ARG001
    query: Query,
    floor: int | None = None,
) -> QuerySet[Any]:
    """Return the rows that `query` finds, annotated with `ts_rank` as `rank`."""
    queryset = queryset.all() if floor is None else queryset.filter(pk__gte=floor)
    vector = undeclared(queryset.model, queryset.query.get_initial_alias(), postgres_schema.COLUMN, TextField())
    # ts_rank makes little of a query with a negation in it, so only what is wanted is ranked.
    wanted = _asking(Query(query.required))
    rank = _Rank(vector, wanted) if query.required else Value(0.0, FloatField())
    return queryset.filter(_Matches(vector, _asking(query))).annotate(rank=rank)


def newest(queryset: QuerySet[Any], index: Index, query: Query) -> QuerySet[Any]:
    """Return the rows that `match` finds, those recorded last first."""
    return match(queryset, index, query).order_by("-pk")


def floor(queryset: QuerySet[Any], index: Index, query: Query, most: int) -> int | None:
    """Return the key of the `most`-th row found, the newest first, where more are found."""
    found = match(queryset, index, query).order_by("-pk")
    keys = [*found.values_list("pk", flat=True)[most - 1 : most + 1]]
    return keys[0] if len(keys) > 1 else None


def compiled(query: Query) -> str:
    """Return `query` in the language of the type tsquery (PostgreSQL's manual, 8.11.2)."""
    parts = [_term(term) for term in query.required] + [f"!({_term(term)})" for term in query.excluded]
    return " & ".join(parts)


def _term(term: Term) -> str:
    # A folded word is letters and digits only: nothing in it needs a quotation mark.
    words = [word[: postgres_schema.WORD] for word in term.words]
    return " <-> ".join(words) + (":*" if term.prefix else "")


def _asking(query: Query) -> Func:
    return _TsQuery(Value(compiled(query), TextField()))


class _TsQuery(Func):
    template = "%(expressions)s::tsquery"
    output_field = TextField()


class _Matches(Func):
    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = BooleanField()


class _Rank(Func):
    # Not divided by the length: that would put a short summary before the headline of a long story.
    template = f"ts_rank('{postgres_schema.WEIGHTS}', %(expressions)s)::float8"
    output_field = FloatField()


def problems(connection: BaseDatabaseWrapper, index: Index) -> Iterator[str]:
    """Yield a missing column or index, and every row whose column is not what its text calls for."""
    table = postgres_schema.table(index)
    if lacking := postgres_schema.lacking(connection, index):
        yield f"{table}: the search index lacks {', '.join(lacking)}; rebuild it."
        return
    for key in postgres_schema.differences(connection, index):
        yield f"{table} {key}: it is not as indexed."
