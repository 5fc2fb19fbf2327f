"""Tables, constraints and querysets, one file per subject. `gate` says what readers may see."""

from .article import Article, Hop, Mention
from .audit import AuditEntry
from .edition import Correction, Edition
from .person import Person, Role
from .photo import Photo, Rendition
from .quote import Quote
from .redirect import Redirect
from .source import Source
from .topic import Topic

__all__ = [
    "Article",
    "AuditEntry",
    "Correction",
    "Edition",
    "Hop",
    "Mention",
    "Person",
    "Photo",
    "Quote",
    "Redirect",
    "Rendition",
    "Role",
    "Source",
    "Topic",
]
