"""Making and removing the search index: the operations for migrations, and the repair of an index that is untrue.

A migration that alters a searched table (Article, Quote, Person, Source, Topic) begins with `DropIndex()` and ends with
`BuildIndex()`: SQLite remakes a table to alter it and loses its triggers, and PostgreSQL refuses to alter a column
that another one is generated from.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

from . import postgres_schema, sqlite_schema
from .indexes import SEARCHABLE, Index, indexes_in

Tables = list[tuple[Index, str]]


class BuildIndex(Operation):
    """Make the search index anew, over those searched models and columns that exist at this point, and fill it."""

    reversible = True
    category = OperationCategory.SQL

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: Django's models know nothing of the index."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        _run(schema_editor, _drop(schema_editor.connection, _tables(app_label, from_state.apps)))
        _run(schema_editor, _build(schema_editor.connection, _tables(app_label, to_state.apps)))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Any,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        _run(schema_editor, _drop(schema_editor.connection, _tables(app_label, from_state.apps)))

    def describe(self) -> str:
        return "Build the search index"


class DropIndex(BuildIndex):
    """Remove the search index before the searched tables are altered; backwards, make it."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Remove the search index"


def rebuild(using: str = "default") -> None:
    """Make the whole search index of the database `using` anew, in one transaction; this repairs whatever is wrong."""
    connection, tables = connections[using], _tables("articles", apps)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in (*_drop(connection, tables), *_build(connection, tables)):
            cursor.execute(statement)


def _tables(app_label: str, models: Apps) -> Tables:
    """Return the indexes over what exists in `models`, each with the name of its table."""
    present = {model._meta.model_name: model._meta for model in models.get_app_config(app_label).get_models()}
    fields = {name: {f.name for f in present[name].get_fields()} for name in SEARCHABLE if name in present}
    return [(index, present[index.model].db_table) for index in indexes_in(fields)]


def _run(schema_editor: Any, statements: Iterator[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _build(connection: BaseDatabaseWrapper, tables: Tables) -> Iterator[str]:
    sqlite = connection.vendor == "sqlite"
    yield from sqlite_schema.letters_statements() if sqlite else postgres_schema.functions(connection)
    for index, base in tables:
        yield from sqlite_schema.build(index, base) if sqlite else postgres_schema.build(index, base)


def _drop(connection: BaseDatabaseWrapper, tables: Tables) -> Iterator[str]:
    sqlite = connection.vendor == "sqlite"
    if not sqlite:
        # PostgreSQL alters no table whose rows still wait for a deferred constraint.
        yield "SET CONSTRAINTS ALL IMMEDIATE"
    for index, base in tables:
        yield from sqlite_schema.drop(index) if sqlite else postgres_schema.drop(base)
    yield from sqlite_schema.drop_letters() if sqlite else postgres_schema.drop_functions()
