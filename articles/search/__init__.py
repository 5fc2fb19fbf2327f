"""Finding: one contract, two backends (SQLite FTS5, PostgreSQL full text), kept current by the database itself.

    search(Article.objects.published(), 'pecresse "climate plan" -paris')

`indexes` says which columns of which tables are searched, `query` turns a reader's words into a small tree, a backend
(`sqlite`, `postgres`) compiles it, `snippets` marks the words found, and `operations` puts the index into a migration
or mends it.
"""

from .contract import MOST, index_problems, search, search_latest, search_newest
from .indexes import SEARCHABLE
from .operations import rebuild
from .query import Query, Term, parse
from .several import rows_of
from .snippets import highlight, snippet

__all__ = [
    "MOST",
    "SEARCHABLE",
    "Query",
    "Term",
    "highlight",
    "index_problems",
    "parse",
    "rebuild",
    "rows_of",
    "search",
    "search_latest",
    "search_newest",
    "snippet",
]
