"""Rows beside a row: a whole related list fetched within the same query, as model instances.

A page's cost then does not depend on how many quotations, people or topics its article has (D10).
"""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F, JSONField, QuerySet, Subquery

_TEMPLATES = {
    "sqlite": "(SELECT json_group_array(json_array(%(columns)s)) FROM (%(subquery)s) AS listed)",
    "postgresql": "(SELECT coalesce(jsonb_agg(jsonb_build_array(%(columns)s)), '[]') FROM (%(subquery)s) AS listed)",
}


class Rows(Subquery):
    """A subquery of many rows and columns, read as a list of instances of its model.

    `queryset` refers to the outer row by OuterRef, and is ordered and sliced as the list shall be. `paths` name the
    fields to fetch, across foreign keys too ("role__organisation__name"); the keys on the way are added. Instances
    are built as from the database: a field that was not fetched is deferred.
    """

    def __init__(self, queryset: QuerySet, *paths: str) -> None:
        paths = tuple(dict.fromkeys((*_keys(paths), *paths)))
        columns = {f"c{n}": F(path) for n, path in enumerate(paths)}
        super().__init__(queryset.values(**columns), output_field=_RowsField(queryset.model, paths, queryset.db))
        self.columns = ", ".join(columns)

    def as_sql(self, compiler: Any, connection: Any, template: str | None = None, **context: Any) -> Any:
        template = template or _TEMPLATES[connection.vendor]
        return super().as_sql(compiler, connection, template=template, columns=self.columns, **context)


class Values(Subquery):
    """A subquery of many rows, read as a list of lists: of each row the columns `names`, as JSON has them.

    `queryset` refers to the outer row by OuterRef, may be grouped, and selects `names` by `values()` or `annotate()`.
    """

    def __init__(self, queryset: QuerySet, *names: str) -> None:
        super().__init__(queryset, output_field=_ListField())
        self.columns = ", ".join(names)

    def as_sql(self, compiler: Any, connection: Any, template: str | None = None, **context: Any) -> Any:
        template = template or _TEMPLATES[connection.vendor]
        return super().as_sql(compiler, connection, template=template, columns=self.columns, **context)


class _ListField(JSONField):
    """The type of `Values`: JSON from the database, a list in Python. It is never a column."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return super().from_db_value(value, expression, connection) or []


def _keys(paths: Iterable[str]) -> list[str]:
    """Return the primary key of each row that the paths lead through, the shortest path first."""
    prefixes = {"__".join(path.split("__")[:n]) for path in paths for n in range(path.count("__") + 1)}
    return sorted(f"{prefix}__id" if prefix else "id" for prefix in prefixes)


class _RowsField(JSONField):
    """The type of `Rows`: JSON from the database, instances in Python. It is never a column."""

    def __init__(self, model: type[models.Model], paths: tuple[str, ...], using: str) -> None:
        super().__init__()
        self.build = _builder(model, list(enumerate(paths)), using)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return [self.build(row) for row in super().from_db_value(value, expression, connection) or []]


Build = Callable[[list[Any]], Any]


def _builder(model: type[models.Model], paths: list[tuple[int, str]], using: str) -> Build:
    """Return what makes one instance of a row, each path given with its place in the row."""
    # `from_db` takes the values in the order of the model's fields, whatever the order of their names.
    order = list(model._meta.concrete_fields).index
    own = [(place, _field(model, path)) for place, path in paths if "__" not in path]
    own.sort(key=lambda column: order(column[1]))
    key = next(place for place, field in own if field.primary_key)
    names = [field.attname for _place, field in own]
    related: dict[str, list[tuple[int, str]]] = {}
    for place, path in paths:
        if "__" in path:
            name, rest = path.split("__", 1)
            related.setdefault(name, []).append((place, rest))
    builders = {name: _builder(_field(model, name).related_model, rest, using) for name, rest in related.items()}

    def build(row: list[Any]) -> Any:
        if row[key] is None:
            return None
        instance = model.from_db(using, names, [_value(field, row[place]) for place, field in own])
        for name, builder in builders.items():
            setattr(instance, name, builder(row))
        return instance

    return build


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return next(field for field in model._meta.concrete_fields if field.attname == name)


def _value(field: Any, value: Any) -> Any:
    """Return a column's value, out of JSON, as the field has it in Python."""
    if isinstance(field, JSONField):
        return json.loads(value) if isinstance(value, str) else value
    value = field.to_python(value)
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value
