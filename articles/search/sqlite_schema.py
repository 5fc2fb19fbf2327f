"""The statements that make, check and remove SQLite's index tables and triggers."""

# ruff: noqa: S608 - all that is put into these statements is named in this room, none of it by a user

from collections.abc import Iterator
from itertools import accumulate

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from .folding import PUNCTUATION, TIERS, Ranges, letters, sqlite_letters
from .indexes import Index

LETTERS = "articles_search_letter"
# BM25's weights multiply frequencies, of which it makes less and less: only far apart do they put one word in the
# headline of a long story before many in the body of a short one.
WEIGHTS = {"A": 10_000.0, "B": 100.0, "C": 1.0, "D": 5.0}


def table(index: Index) -> str:
    """Return the name of the table that `index` searches."""
    return apps.get_model("articles", index.model)._meta.db_table


def letters_statements() -> list[str]:
    """Return what makes the table of replaced letters; its order and gaps matter to `folded`."""
    rows = ", ".join(
        f"({n}, {_quoted(letter)}, {_quoted(form)})" for n, (letter, form) in enumerate(sqlite_letters().items(), 1)
    )
    return [
        f"CREATE TABLE {LETTERS} (n INTEGER PRIMARY KEY, letter TEXT NOT NULL, plain TEXT NOT NULL)",
        f"INSERT INTO {LETTERS} (n, letter, plain) VALUES {rows}",
    ]


def drop_letters() -> list[str]:
    """Return what removes the table of replaced letters; the triggers go first."""
    return [f"DROP TABLE IF EXISTS {LETTERS}"]


def build(index: Index, base: str) -> list[str]:
    """Return what makes the index of the table `base` and fills it; `drop` comes first."""
    columns = ", ".join(c.name for c in index.columns)
    weights = ", ".join(str(WEIGHTS[c.weight]) for c in index.columns)
    name = index.name
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, tokenize = 'unicode61 remove_diacritics 2')",
        f"INSERT INTO {name}({name}, rank) VALUES ('rank', 'bm25({weights})')",
        *triggers(index, base).values(),
        f"INSERT INTO {name}(rowid, {columns}) SELECT id, {folded_columns(index, base)} FROM {base}",
    ]


def drop(index: Index) -> list[str]:
    """Return what removes the index, where there is one."""
    names = [f"{index.name}_{verb}" for verb in ("insert", "update", "delete")]
    return [*(f"DROP TRIGGER IF EXISTS {name}" for name in names), f"DROP TABLE IF EXISTS {index.name}"]


def triggers(index: Index, base: str) -> dict[str, str]:
    """Return the statements of the three triggers by their names.

    Each removes by key what the index holds, so that none needs to know what the row said before.
    """
    name, columns = index.name, ", ".join(c.name for c in index.columns)
    forget_new, forget_old = (f"DELETE FROM {name} WHERE rowid = {row}.id;" for row in ("NEW", "OLD"))
    learn = f"INSERT INTO {name}(rowid, {columns}) VALUES (NEW.id, {folded_columns(index, 'NEW')});"
    changed = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in ("id", *(c.name for c in index.columns)))
    return {
        f"{name}_insert": f"CREATE TRIGGER {name}_insert AFTER INSERT ON {base} BEGIN {forget_new} {learn} END",
        f"{name}_update": (
            f"CREATE TRIGGER {name}_update AFTER UPDATE OF id, {columns} ON {base} WHEN {changed} "
            f"BEGIN {forget_old} {forget_new} {learn} END"
        ),
        f"{name}_delete": f"CREATE TRIGGER {name}_delete AFTER DELETE ON {base} BEGIN {forget_old} END",
    }


def folded_columns(index: Index, row: str) -> str:
    """Return the SQL of the index's columns, made from the columns of `row`."""
    return ", ".join(folded(f"substr({row}.{c.name}, 1, {c.bound})") for c in index.columns)


def folded(text: str) -> str:
    """Return the SQL that replaces letters in the SQL expression `text`.

    A recursive query takes one letter of the table at a time: nested calls of replace() are too many for SQLite's
    parser, and as text too long for a schema that each connection reads. Plain ASCII takes no step at all, and a text
    only those of the tiers that it needs.
    """
    return (
        "(WITH RECURSIVE f(n, steps, t) AS ("
        f"SELECT 0, {_steps()}, x FROM (SELECT {text} AS x) "
        f"UNION ALL SELECT f.n + 1, f.steps, replace(f.t, l.letter, l.plain) FROM f JOIN {LETTERS} l ON l.n = f.n + 1 "
        "WHERE f.n < f.steps) SELECT t FROM f WHERE n = steps)"
    )


def _steps() -> str:
    """Return the CASE that counts the letters up to the last tier that the text x may need.

    A tier is needed where a character is neither plain punctuation nor in the tiers before: that takes SQLite a
    twentieth of the time of looking for the tier's own letters, and is wrong only in scripts that none of them has.
    """
    counts = list(accumulate(len(letters(tier)) for tier in TIERS))
    cases = [f"WHEN x GLOB '*[^{_ranges(PUNCTUATION, *TIERS[:n])}]*' THEN {counts[n]}" for n in range(1, len(TIERS))]
    return f"CASE WHEN length(CAST(x AS BLOB)) = length(x) THEN 0 {' '.join(reversed(cases))} ELSE {counts[0]} END"


def _ranges(*tiers: Ranges) -> str:
    return "".join(f"{chr(low)}-{chr(high)}" for tier in tiers for low, high in tier)


def lacking(connection: BaseDatabaseWrapper, index: Index) -> list[str]:
    """Return the names of the index's table and triggers that are missing or differ from what they should be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')")
        present = dict(cursor.fetchall())
    wanted = triggers(index, table(index))
    missing = [name for name in (index.name, LETTERS) if name not in present]
    return missing + [
        name for name, sql in wanted.items() if _without_quotes(present.get(name)) != _without_quotes(sql)
    ]


def _without_quotes(sql: str | None) -> str:
    # Renaming a table makes SQLite write its name with quotation marks into the triggers.
    return (sql or "").replace('"', "")


def differences(connection: BaseDatabaseWrapper, index: Index) -> Iterator[tuple[int, str]]:
    """Yield the key of each row of which the index says something else, and what is wrong."""
    base, name = table(index), index.name
    untrue = " ".join(
        f"WHEN i.{c.name} IS NOT {folded(f'substr(b.{c.name}, 1, {c.bound})')} THEN 'its {c.name} is not as indexed'"
        for c in index.columns
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT b.id, CASE WHEN i.rowid IS NULL THEN 'it is not in the search index' {untrue} END "
            "AS search_problem "  # the name of no column
            f"FROM {base} b LEFT JOIN {name} i ON i.rowid = b.id WHERE search_problem IS NOT NULL"
        )
        yield from cursor
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {name} WHERE rowid NOT IN (SELECT id FROM {base})")
        for (key,) in cursor:
            yield key, "it is in the search index, but in no table"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
