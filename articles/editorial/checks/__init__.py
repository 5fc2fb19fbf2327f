"""Desk checks: what an editor should look at before a story is published, each pointing at the words.

Errors block publishing, warnings ask (`editorial.accepting`). A newsroom adds its own in a module that the setting
NEWSROOM_CHECKS names:

    from articles.editorial.checks import Finding, check

    @check
    def no_shouting(story):
        at = story.article.headline.find("!")
        if at >= 0:
            yield Finding("shouting", "warning", "Take the exclamation mark out.", "headline", [[at, at + 1]])
"""

from . import completeness, headline, marks, names, people, quotations, roles, speakers
from .findings import ERROR, WARNING, AddAlias, Finding, LinkMention
from .registry import check, run
from .story import Story, look

__all__ = [
    "ERROR",
    "WARNING",
    "AddAlias",
    "Finding",
    "LinkMention",
    "Story",
    "check",
    "completeness",
    "headline",
    "look",
    "marks",
    "names",
    "people",
    "quotations",
    "roles",
    "run",
    "speakers",
]
