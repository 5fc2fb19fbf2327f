"""What does this text say, and who says it: text in, quotations, speakers and roles out.

Pure Python: no Django, no network, no model to fetch. Offsets are Unicode code points of the text as given.
"""

from articles.extraction.engine import extract
from articles.extraction.records import Document, Entity, Kind, Quotation, Role, Span, SpeakerKind

VERSION = "3"  # raised when the engine finds otherwise in the same text, so that archives are read again

__all__ = ["VERSION", "Document", "Entity", "Kind", "Quotation", "Role", "Span", "SpeakerKind", "extract"]
