"""Roles that disagree with the dated roles on record: of a quotation, or in the words beside a name."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.extraction.offices import Conflict, Office, conflict
from articles.models import Person, Quote, Role
from articles.text import fold

from .findings import WARNING, Finding
from .registry import check
from .story import Story


@check
def role_not_held(story: Story) -> Iterable[Finding]:
    """Find quotations in a role that their speaker did not hold when they were said."""
    said_in: dict[tuple[Role, str], list[Quote]] = defaultdict(list)
    for quote in story.standing():
        day = quote.said_on or story.article.reading_date
        if quote.role is not None and not quote.role.held_on(day):
            said_in[quote.role, day].append(quote)
    for (role, day), quotes in said_in.items():
        name = str(quotes[0].speaker or "")
        text = _("On %(day)s %(name)s was not “%(role)s”, by the record (%(period)s). Choose another role, or date it.")
        yield Finding(
            "role-not-held",
            WARNING,
            text % {"day": day, "name": name, "role": role, "period": _period(role)},
            "body",
            [span for quote in quotes for span in quote.spans],
            quotes[0].pk,
            role.person_id,
            about=f"{name}\n{role}\n{day}",
        )


@check
def described_otherwise(story: Story) -> Iterable[Finding]:
    """Find words beside a name that give an office which the dated roles contradict."""
    day = story.article.reading_date
    bearers = _bearers(story)
    for entity in story.document.entities:
        person = next((bearers[name] for name in map(fold, (entity.name, *entity.aliases)) if name in bearers), None)
        if person is None:
            continue
        roles = list(person.roles.all())
        offices = [_office(role, day) for role in roles]
        for words in entity.roles:
            found = conflict(words.words, offices)
            if found:
                yield _described(person, words.words, words.span, found[0], roles[found[1]])


def _described(person: Person, words: str, span: tuple[int, int], how: Conflict, role: Role) -> Finding:
    texts = {
        Conflict.NOT_HELD: _("“%(words)s”: by the record %(name)s was “%(role)s” at another time (%(period)s)."),
        Conflict.STILL_HELD: _("“%(words)s”: by the record %(name)s is still “%(role)s” (%(period)s)."),
        Conflict.RANK: _("“%(words)s”: by the record %(name)s was “%(role)s” that day (%(period)s)."),
    }
    said = texts[how] % {"words": words, "name": person.name, "role": role, "period": _period(role)}
    said = _("%s Correct the text, or the record.") % said
    about = f"{person.slug}\n{fold(words)}\n{role}"
    return Finding("described-otherwise", WARNING, said, "body", [span], person=person.pk, about=about)


def _bearers(story: Story) -> dict[str, Person]:
    """Return the people of the story by their folded names; a name that two bear is nobody's."""
    by_name: dict[str, set[int]] = defaultdict(set)
    for key, names in story.spellings.items():
        for name in names:
            by_name[fold(name)].add(key)
    return {name: story.people[next(iter(keys))] for name, keys in by_name.items() if len(keys) == 1}


def _office(role: Role, day: str) -> Office:
    return Office(role.title, role.held_on(day), bool(role.start), str(role.organisation or ""))


def _period(role: Role) -> str:
    """Return from when to when a role was held, in words."""
    if role.start and role.end:
        return _("from %(start)s to %(end)s") % {"start": role.start, "end": role.end}
    if role.start:
        return _("since %s") % role.start
    return _("until %s") % role.end if role.end else _("no dates known")
