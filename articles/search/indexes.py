"""Which columns of which tables are searched, how much each counts, and how much of it is indexed."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Column:
    """A searched column: the field's name, its weight from "A" (most) to "D", and how many code points count.

    The bound keeps a row's tsvector under PostgreSQL's limit of 1 MB (its manual, 12.11): a folded code point needs at
    most four bytes of it, so all bounds of one table together stay below 250,000. SQLite has the same bounds.
    """

    name: str
    weight: str
    bound: int


@dataclass(frozen=True)
class Index:
    """The search index of one model."""

    model: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """The name of SQLite's index table, and of PostgreSQL's index."""
        return f"articles_search_{self.model}"

    def only(self, fields: Container[str]) -> "Index":
        """Return the index over those of its columns that are among `fields`."""
        return Index(self.model, tuple(c for c in self.columns if c.name in fields))


# The first 200,000 code points of a body are found: about 35,000 words. Phrases are matched by position, which
# PostgreSQL counts up to 16,383 words into a row; after that it finds words, but no phrases.
BODY = 200_000
_NAMES = (Column("name", "A", 1_000), Column("folded", "B", 100_000))
_INDEXES = (
    Index(
        "article",
        (
            Column("headline", "A", 2_000),
            Column("summary", "B", 10_000),
            Column("dateline_place", "D", 1_000),
            Column("byline", "D", 1_000),
            Column("body", "C", BODY),
        ),
    ),
    Index("quote", (Column("attribution", "B", 2_000), Column("words", "A", BODY))),
    Index("person", _NAMES),
    Index("source", _NAMES),
    Index("topic", _NAMES),
)
SEARCHABLE: dict[str, Index] = {index.model: index for index in _INDEXES}


def index_of(model: type[Model]) -> Index:
    """Return the index of `model`; raises LookupError for a model that is not searched."""
    try:
        return SEARCHABLE[model._meta.model_name or ""]
    except KeyError:
        raise LookupError(f"{model._meta.label} is not searched; searched are {', '.join(SEARCHABLE)}") from None


def indexes_in(models: dict[str, Container[str]]) -> Iterator[Index]:
    """Yield the indexes over the models and fields that exist: `models` maps a model's name to its fields' names."""
    for name, index in SEARCHABLE.items():
        if columns := index.only(models.get(name, ())).columns:
            yield Index(name, columns)
