"""SQLite: an FTS5 table beside each searched table, kept by triggers.

The index keeps its own copy of the folded text. FTS5's contentless tables would be smaller, but they must be told the
old text with each change, and an INSERT OR REPLACE never tells (its delete triggers do not fire): there the index
would rot unseen. With a copy, each write removes what the index has for that key, and a row can be checked by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, BooleanField, FloatField, Func, Model, QuerySet, Value
from django.db.models.sql.constants import INNER
from django.db.models.sql.datastructures import Join

from . import sqlite_schema
from .expressions import undeclared
from .folding import sqlite_letters
from .indexes import Index
from .query import Query, Term


def match(queryset: QuerySet[Any], index: Index, query: Query, floor: int | None = None) -> QuerySet[Any]:
    """Return the rows that `query` finds, annotated with their BM25 score as `rank`."""
    if not query.required:
        excluded = Value(_any_of(query.excluded))
        return queryset.filter(_NotIn("pk", excluded, table=index.name)).annotate(rank=Value(0.0, FloatField()))
    queryset, alias = _joined(queryset, index, query, floor)
    # Each FTS5 table has a hidden column of that name.
    rank = undeclared(queryset.model, alias, "rank", FloatField())
    return queryset.annotate(rank=_Negative(rank))


def floor(queryset: QuerySet[Any], index: Index, query: Query, most: int) -> int | None:
    """Return the key of the `most`-th row found, the newest first, where more are found."""
    queryset, alias = _joined(queryset, index, query)
    # In the order of its own keys FTS5 reads no further than is asked for.
    newest = undeclared(queryset.model, alias, "rowid", BigIntegerField())
    keys = [*queryset.order_by(newest.desc()).values_list("pk", flat=True)[most - 1 : most + 1]]
    return keys[0] if len(keys) > 1 else None


def newest(queryset: QuerySet[Any], index: Index, query: Query) -> QuerySet[Any]:
    """Return the rows that `match` finds in the order in which FTS5 reads them: the newest first."""
    if not query.required:
        return match(queryset, index, query).order_by("-pk")
    queryset, alias = _joined(queryset, index, query)
    rank = undeclared(queryset.model, alias, "rank", FloatField())
    recorded = undeclared(queryset.model, alias, "rowid", BigIntegerField())
    # By its name: Django gives the columns of an order no new aliases in a subquery.
    return queryset.annotate(rank=_Negative(rank)).alias(recorded=recorded).order_by("-recorded")


def _joined(queryset: QuerySet[Any], index: Index, query: Query, floor: int | None = None) -> tuple[QuerySet[Any], str]:
    """Return `queryset` joined with its index table where that matches, and the table's alias."""
    queryset = queryset.all()
    base, on = queryset.query.get_initial_alias(), _Matching(queryset.model, compiled(query), floor)
    alias = queryset.query.join(_IndexJoin(index.name, base, None, INNER, on, nullable=False), reuse=set())
    return queryset, alias


def compiled(query: Query) -> str:
    """Return `query` in FTS5's language (its documentation, 3)."""
    wanted = " AND ".join(map(_term, query.required))
    return f"({wanted}) NOT ({_any_of(query.excluded)})" if query.excluded else wanted


def _any_of(terms: tuple[Term, ...]) -> str:
    return " OR ".join(map(_term, terms))


def _term(term: Term) -> str:
    text = term.text.translate(str.maketrans(sqlite_letters())).replace('"', " ")
    return f'"{text}" *' if term.prefix else f'"{text}"'


class _Negative(Func):
    # FTS5 ranks the best match lowest.
    template = "(-%(expressions)s)"
    output_field = FloatField()


class _NotIn(Func):
    template = "%(expressions)s)"
    arg_joiner = ' NOT IN (SELECT "rowid" FROM "%(table)s" WHERE "%(table)s" MATCH '
    output_field = BooleanField()

    def __init__(self, *expressions: Any, table: str) -> None:
        super().__init__(*expressions)
        self.arg_joiner = self.arg_joiner % {"table": table}


@dataclass(frozen=True)
class _Matching:
    """On what an index table is joined, in the form that Django's Join asks for: the row's key, and the match.

    `floor` is the lowest key to be looked at.
    """

    related_model: type[Model]
    match: str
    floor: int | None = None

    @property
    def key(self) -> Any:
        return self.related_model._meta.pk

    def get_joining_fields(self) -> tuple[tuple[Any, Any], ...]:
        return ((self.key, self.key),)

    def get_extra_restriction(self, _alias: str, _related_alias: str) -> None:
        return None


class _IndexJoin(Join):
    """The join of a table with its FTS5 table.

    The match stands in the join and not in the filter, because FTS5 answers no match that stands beside an OR.
    """

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Return the join; the plus sign keeps SQLite from asking the index once for each row of the table."""
        # Django 6.1 renames it, and says that the old name will go.
        name = getattr(compiler, "quote_name", None) or compiler.quote_name_unless_alias
        quoted = connection.ops.quote_name
        fts = name(self.table_alias)
        alias = "" if self.table_alias == self.table_name else f" {fts}"
        rows = f'{name(self.parent_alias)}.{quoted(self.join_field.key.column)} = +{fts}."rowid"'
        on = f"{rows} AND {fts}.{quoted(self.table_name)} MATCH %s"
        matching = self.join_field
        if matching.floor is not None:
            on += f' AND {fts}."rowid" >= {int(matching.floor)}'
        return f"{self.join_type} {name(self.table_name)}{alias} ON ({on})", [matching.match]


def problems(connection: BaseDatabaseWrapper, index: Index) -> Iterator[str]:
    """Yield what is missing or untrue: triggers, rows, and FTS5's own books."""
    table = sqlite_schema.table(index)
    if lacking := sqlite_schema.lacking(connection, index):
        yield f"{table}: the search index lacks {', '.join(lacking)}; rebuild it."
        return
    for key, why in sqlite_schema.differences(connection, index):
        yield f"{table} {key}: {why}."
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {index.name}({index.name}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except DatabaseError as error:
        yield f"{table}: the search index contradicts itself ({error}); rebuild it."
