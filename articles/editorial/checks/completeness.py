"""What a story should have around its text: headline, source, dateline, and what readers are told of the picture."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models import Photo
from articles.text import fold

from .findings import ERROR, WARNING, Finding
from .registry import check
from .story import Story

_PLACEHOLDERS = frozenset(
    "headline|headline here|headline tk|headline to come|your headline here|insert headline|no headline|untitled|tk"
    "|tktk|tba|tbc|tbd|todo|xx|xxx|xxxx|lorem ipsum|new article|new story|working headline".split("|")
)
_NO_DESCRIPTION = frozenset("photo|picture|image|img|foto|alt|alt text|tk|tba|tbd|todo|xxx|untitled".split("|"))
_FILE = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|tiff?|avif|heic)", re.IGNORECASE)


@check
def headline_missing(story: Story) -> Iterable[Finding]:
    """Find a headline that is none: empty, without a word, or still the placeholder."""
    headline = story.article.headline
    folded = fold(headline)
    if folded and folded not in _PLACEHOLDERS:
        return
    text = _("The story has no headline. Write one.")
    if folded:
        text = _("“%s” is a placeholder. Write a headline.") % headline.strip()
    yield Finding("no-headline", ERROR, text, "headline", [[0, len(headline)]] if headline else [])


@check
def not_translated(story: Story) -> Iterable[Finding]:
    """Find a translation that still has the words of its original."""
    for field in ("headline", "summary", "body") if story.original else ():
        text = story.text_of(field)
        if text and text == getattr(story.original, field):
            message = _("This is to be a translation of “%s”, and has the words of that still. Translate them.")
            # A headline may be a name, and the same in both.
            level = WARNING if field == "headline" else ERROR
            yield Finding("not-translated", level, message % story.original.headline, field)


@check
def origin_missing(story: Story) -> Iterable[Finding]:
    """Find what is missing of source and dateline."""
    article = story.article
    if article.source_id is None:
        text = _("No source is given. Choose where the story is from; own reporting has none.")
        yield Finding("no-source", WARNING, text, "source")
    if not article.dateline_place.strip() and article.dateline_date is None:
        text = _("There is no dateline. Say where and when the story was reported, if it should have one.")
        yield Finding("no-dateline", WARNING, text, "dateline_place")
    elif not article.dateline_place.strip():
        text = _("The dateline has no place. Say where the story was reported.")
        yield Finding("no-dateline-place", WARNING, text, "dateline_place")
    elif article.dateline_date is None:
        text = _("The dateline has no date. Say on which day the story was reported.")
        yield Finding("no-dateline-date", WARNING, text, "dateline_date")


@check
def picture_undescribed(story: Story) -> Iterable[Finding]:
    """Find a lead photo without what readers who cannot see it, and its maker, are owed."""
    photo: Photo | None = story.article.lead_photo
    if photo is None:
        return
    alt = photo.alt.strip()
    if not fold(alt) or fold(alt) in _NO_DESCRIPTION or _FILE.fullmatch(alt):
        text = _("The lead photo has no alternative text. Describe it, on its own page, for who cannot see it.")
        yield Finding("no-alt", ERROR, text, "lead_photo")
    if not fold(photo.credit):
        yield Finding(
            "no-credit", ERROR, _("The lead photo has no credit. Say on its own page who made it."), "lead_photo"
        )
