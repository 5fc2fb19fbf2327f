"""Several tables asked in one query."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet


def rows_of(parts: Sequence[QuerySet[Any]]) -> list[tuple[Any, ...]]:
    """Return the rows of several querysets of one database, each with the same columns by `values_list`.

    Unlike in Django's union, each part may be ordered and cut: SQLite takes that only from a subquery.
    """
    statements: list[str] = []
    parameters: list[Any] = []
    for part in parts:
        try:
            sql, given = part.query.get_compiler(part.db).as_sql()
        except EmptyResultSet:
            continue
        statements.append(f"SELECT * FROM ({sql}) AS part")  # noqa: S608 - compiled by Django
        parameters += given
    if not statements:
        return []
    with connections[parts[0].db].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return cursor.fetchall()
