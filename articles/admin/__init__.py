"""The desk: one declarative admin per table, and pages for the verbs. It holds no rule; it calls `editorial`."""

from . import article, person, photo, quote, record, source, topic

__all__ = ["article", "person", "photo", "quote", "record", "source", "topic"]
