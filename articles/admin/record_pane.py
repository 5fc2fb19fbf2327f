"""What the record beside a story's text shows: its cards with their hues and places, and the names that are at hand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.editorial.anchoring import Edit
from articles.editorial.naming import people_of, precise
from articles.models import Article, Quote, Role

from .card_form import CardForm, CardFormSet
from .states import mark

HUES = 6
_NAMES = 200
_WAITING = (Quote.State.SUGGESTED, Quote.State.ALTERED, Quote.State.LOST)


@dataclass
class Pane:
    """The record of one story: how many quotations are in which state, and what may be typed without searching.

    `roles` are those of the people who are quoted, by the key of the person, those held on the story's day first.
    """

    states: list[tuple[str, int]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    roles: dict[int, list[Role]] = field(default_factory=dict)


def furnish(article: Article | None, cards: CardFormSet, stored: str, shown: str) -> Pane:
    """Give each card its hue, its place and its present words, and return what they share.

    `stored` is the story's body as its quotations are anchored to it, `shown` the one in the form, which differs where
    a form came back. Asks two queries, however many cards there are.
    """
    forms = [form for form in cards.initial_forms if form.instance.pk]
    edit = Edit(stored, shown) if stored != shown else None
    voices: dict[Any, int] = {}
    for form in forms:
        quote = form.instance
        number = voices.setdefault(quote.speaker, len(voices) + 1) if quote.speaker else 0
        form.hue = (number - 1) % HUES + 1 if number else 0
        form.places = edit.carry(quote.spans).spans if edit else quote.spans
        form.waits = quote.state in _WAITING
        form.now = quote.words_in(stored) if quote.state == Quote.State.ALTERED else ""
    return Pane(_states(forms), _names(article, forms), _roles(article, forms)) if article and article.pk else Pane()


def _states(forms: Iterable[CardForm]) -> list[tuple[str, int]]:
    counts = Counter(form.instance.state for form in forms)
    return [(mark(state), counts[state]) for state in Quote.State.values if counts[state]]


def _names(article: Article, forms: Iterable[CardForm]) -> list[str]:
    """Return the names of who is quoted or mentioned; with the slug where two bear one name."""
    quoted = [form.instance.speaker_source for form in forms if form.instance.speaker_source_id]
    rows = [*people_of(article)[:_NAMES], *dict.fromkeys(quoted)]
    bearers = Counter(row.name for row in rows)
    return sorted(row.name if bearers[row.name] == 1 else precise(row) for row in rows)


def _roles(article: Article, forms: Iterable[CardForm]) -> dict[int, list[Role]]:
    people = {form.instance.speaker_person_id for form in forms} - {None}
    rows: dict[int, list[Role]] = {pk: [] for pk in people}
    day = article.reading_date
    found = Role.objects.filter(person__in=people).select_related("organisation").order_by("-start", "-as_of", "pk")
    for role in sorted(found, key=lambda r: not r.held_on(day)):
        rows[role.person_id].append(role)
    return rows
