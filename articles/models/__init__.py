"""Tables, constraints and querysets, one file per subject. `gate` says what readers may see."""

from .article import Article, Hop, Mention
from .audit import AuditEntry
from .edition import Correction, Edition
from .likeness import Bearer, Likeness, NameKey
from .merge import Distinct, Merge, Moved
from .person import Person, Role
from .photo import Photo, Rendition
from .placement import Placement
from .preference import Preference
from .quote import Quote
from .redirect import Redirect
from .share import ShareLink
from .source import Source
from .topic import Topic
from .work import Assignment, Comment, Presence

__all__ = [
    "Article",
    "Assignment",
    "AuditEntry",
    "Bearer",
    "Comment",
    "Correction",
    "Distinct",
    "Edition",
    "Hop",
    "Likeness",
    "Mention",
    "Merge",
    "Moved",
    "NameKey",
    "Person",
    "Photo",
    "Placement",
    "Preference",
    "Presence",
    "Quote",
    "Redirect",
    "Rendition",
    "Role",
    "ShareLink",
    "Source",
    "Topic",
]
