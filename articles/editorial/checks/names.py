"""Names that are spelled otherwise than the record has them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.extraction.spellings import variants

from .findings import WARNING, AddAlias, Finding
from .registry import check
from .story import Story

_FIELDS = ("headline", "summary", "body")
_NOUNS_WITH_CAPITALS = frozenset(["de", "lb", "gsw", "als"])


@check
def other_spellings(story: Story) -> Iterable[Finding]:
    """Find spellings that are nearly, but not quite, a known one of somebody who is quoted or mentioned here."""
    keys, known = list(story.spellings), list(story.spellings.values())
    loose = story.article.language.lower().split("-")[0] not in _NOUNS_WITH_CAPITALS
    for field in _FIELDS:
        for variant in variants(story.text_of(field), known, loose=loose):
            person = story.people[keys[variant.who]]
            text = _("“%(printed)s”: the record of %(name)s has no such spelling. Correct it, or add it to the record.")
            yield Finding(
                "name-spelled-otherwise",
                WARNING,
                text % {"printed": variant.printed, "name": person.name},
                field,
                variant.spans,
                person=person.pk,
                fix=AddAlias(person.pk, variant.printed),
                about=f"{person.slug}\n{variant.printed}",
            )
