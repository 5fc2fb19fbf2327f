"""Finding: one contract, two backends (SQLite FTS5, PostgreSQL full text), kept current by the database itself."""
