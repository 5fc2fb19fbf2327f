"""People who are quoted, and not linked as people of the story."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models import Mention, Quote
from articles.text import clean_line, fold

from .findings import WARNING, Finding, LinkMention
from .registry import check
from .story import Story

_S = Quote.State
_LIMIT = Mention._meta.get_field("description").max_length


@check
def not_linked(story: Story) -> Iterable[Finding]:
    """Find people who speak in a confirmed quotation and are not among the people mentioned."""
    linked = {mention.person_id for mention in story.mentions}
    quotes_of: dict[int, list[Quote]] = defaultdict(list)
    for quote in story.standing(_S.CONFIRMED, _S.ALTERED):
        if quote.speaker_person_id and quote.speaker_person_id not in linked:
            quotes_of[quote.speaker_person_id].append(quote)
    for key, quotes in quotes_of.items():
        person = story.people[key]
        text = _("%s is quoted, but not among the people mentioned. Link the record, so that readers find the story.")
        yield Finding(
            "quoted-not-linked",
            WARNING,
            text % person.name,
            "body",
            [span for quote in quotes for span in quote.spans],
            quotes[0].pk,
            key,
            LinkMention(key, _description(story, key)),
            about=person.slug,
        )


def _description(story: Story, key: int) -> str:
    """Return the words with which the text describes a person first, or ""."""
    names = set(map(fold, story.spellings[key]))
    for entity in story.document.entities:
        if entity.roles and not names.isdisjoint(map(fold, (entity.name, *entity.aliases))):
            return clean_line(entity.roles[0].words)[:_LIMIT]
    return ""
