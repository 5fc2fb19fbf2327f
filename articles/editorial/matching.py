"""Who is meant by a name in a text: the record that bears it, a new proposal, or nobody; never a guess (D5, D6).

A record bears a name where its name or one of its aliases, folded, is that name, folded. Where two do, nobody is
meant. A single word ("Mammadov") means somebody only among the people whom the article mentions already.
"""

from typing import Any

from articles.extraction import Entity, SpeakerKind
from articles.models import Article, Person, Redirect, Role, Source
from articles.search import search
from articles.text import clean_line, fold, slugify

NAME_LIMIT = 200
_CANDIDATES = 200


class Matcher:
    """Finds and proposes the speakers of one article; asks for each name once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.proposed: list[Person | Source] = []
        self._people = list(Person.objects.filter(mentions__article=article))
        self._found: dict[tuple[type[Any], str], Any] = {}

    def speaker(self, entity: Entity) -> Person | Source | None:
        """Return the person or source that `entity` of the article's text is, proposing a new one where none is known.

        None where the name is too little to go by, or more than one record bears it.
        """
        if not fold(entity.name) or len(entity.name) > NAME_LIMIT:
            return None
        if entity.kind == SpeakerKind.UNKNOWN:
            return self._mentioned(entity.name)
        model = Person if entity.kind == SpeakerKind.PERSON else Source
        key = model, fold(entity.name)
        if key not in self._found:
            self._found[key] = self._find(model, entity)
        return self._found[key]

    def source(self, name: str) -> Source | None:
        """Return the one source that bears `name`, or None; none is proposed."""
        bearers = bearers_of(Source, name)
        return bearers[0] if len(bearers) == 1 else None

    def role(self, speaker: Person, words: str) -> Role | None:
        """Return the role of `speaker` that `words` print and that was held on the article's day, or None.

        A role is printed where its title stands among the words, folded; the longest title wins, and of two as long
        neither.
        """
        printed, day = f" {fold(words)} ", self.article.reading_date
        held = [r for r in speaker.roles.all() if r.held_on(day) and f" {fold(r.title)} " in printed]
        longest = max((len(r.title) for r in held), default=0)
        best = [r for r in held if len(r.title) == longest]
        return best[0] if len(best) == 1 else None

    def _mentioned(self, name: str) -> Person | None:
        found = [person for person in self._people if bears(person, name)]
        return found[0] if len(found) == 1 else None

    def _find(self, model: type[Any], entity: Entity) -> Person | Source | None:
        if model is Person and " " not in fold(entity.name):
            return self._mentioned(entity.name)
        bearers = bearers_of(model, entity.name)
        if bearers:
            return bearers[0] if len(bearers) == 1 else None
        row = self._proposal(model, entity)
        self.proposed.append(row)
        return row

    def _proposal(self, model: type[Any], entity: Entity) -> Person | Source:
        name = clean_line(entity.name)
        row = model(name=name, slug=free_slug(model, name), proposed=True)
        if model is Person:
            row.sort_name = name
        row.full_clean()
        row.save()
        title = clean_line(entity.roles[0].words)[:NAME_LIMIT] if entity.roles else ""
        if model is Person and title:
            role = Role(person=row, title=title, as_of=self.article.reading_date)
            role.full_clean()
            role.save()
        return row


def bears(row: Person | Source, name: str) -> bool:
    """Return whether `name` is the name or an alias of `row`, whatever its accents and case."""
    return f"\n{fold(name)}\n" in row.folded


def bearers_of(model: type[Any], name: str) -> list[Any]:
    """Return the people or sources that bear `name`, by way of the search index."""
    found = search(model.objects.all(), f'"{fold(name)}"')[:_CANDIDATES]
    return [row for row in found if bears(row, name)]


def free_slug(model: type[Any], name: str) -> str:
    """Return a slug for `name` that no record of `model` has, and that no redirect stands at."""
    stem = slugify(name) or model._meta.model_name
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    former = Redirect.objects.filter(kind=model.redirect_kind, old_slug__startswith=stem)
    taken |= set(former.values_list("old_slug", flat=True))
    number, slug = 2, stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
