"""The desk: one declarative admin per table, and pages for the verbs. It holds no rule; it calls `editorial`."""

from . import article, audit, merges, person, photo, quote, record, source, topic, work

__all__ = ["article", "audit", "merges", "person", "photo", "quote", "record", "source", "topic", "work"]
