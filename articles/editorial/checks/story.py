"""A story as the checks look at it: loaded once, in a number of queries that does not grow with what is in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from articles.extraction import Document, extract
from articles.models import Article, Mention, Person, Quote, Role

_S = Quote.State
# What stands in the text, or did until it was changed; the others remember words that are gone or were none.
STANDING = frozenset([_S.SUGGESTED, _S.CONFIRMED, _S.ALTERED])
_READ_AT_MOST = 200_000  # code points; the engine takes some 0.2 s for them


@dataclass(frozen=True)
class Story:
    """An article with its quotations in order of the text, its mentions, and the people quoted or mentioned, by key.

    `original` is what it is a translation of, or None.

    All that a check may ask is loaded: speakers, roles with their organisations, outer quotations. Checks make no
    queries of their own.
    """

    article: Article
    body: str
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]
    people: dict[int, Person]
    original: Article | None = None

    @property
    def english(self) -> bool:
        """Whether the engine can read it."""
        return self.article.language.lower().split("-")[0] == "en"

    @cached_property
    def document(self) -> Document:
        """What the engine reads in the body; nothing where the body is not in English, or longer than any story."""
        return extract(self.body if self.english and len(self.body) <= _READ_AT_MOST else "")

    @cached_property
    def spellings(self) -> dict[int, list[str]]:
        """The name and other names of each person, by key."""
        return {key: [who.name, *(a for a in who.aliases if isinstance(a, str))] for key, who in self.people.items()}

    def standing(self, *states: str) -> list[Quote]:
        """Return the quotations in one of `states`, by default those that stand in the text."""
        return [quote for quote in self.quotes if quote.state in (states or STANDING)]

    def text_of(self, field: str) -> str:
        """Return the text that the spans of a finding on `field` lie in."""
        if field == "body":
            return self.body
        value = getattr(self.article, field, "") if field.isidentifier() else ""
        return value if isinstance(value, str) else ""


def look(article: Article) -> Story:
    """Return `article`, as the instance has it, with all that the checks ask; in at most six queries."""
    speakers = ("speaker_person", "speaker_source", "role__organisation")
    quotes = list(Quote.objects.filter(article=article).select_related(*speakers).order_by("start", "pk"))
    for quote in quotes:
        quote.article = article
    mentions = list(Mention.objects.filter(article=article).select_related("person").order_by("pk"))
    people = _people(quotes, mentions)
    prefetch_related_objects(list(people.values()), Prefetch("roles", Role.objects.select_related("organisation")))
    return Story(article, article.body, tuple(quotes), tuple(mentions), people, article.translation_of)


def _people(quotes: Iterable[Quote], mentions: Iterable[Mention]) -> dict[int, Person]:
    """Return the people of a story, each once; the instances of rows that name the same person become one."""
    people: dict[int, Person] = {}
    for mention in mentions:
        mention.person = people.setdefault(mention.person_id, mention.person)
    for quote in quotes:
        if quote.speaker_person_id and quote.state in STANDING:
            quote.speaker_person = people.setdefault(quote.speaker_person_id, quote.speaker_person)
    return people
