"""Who is meant by a name that an editor types: a record, or a new one if they say so; never a guess.

The rules are those of `matching`: a record bears a name where its name or one of its aliases, folded, is that name,
folded; a single word, a surname too, means a person only among those of the story. Where two bear it, nobody is meant:
"Name · slug" then says which. Old slugs lead where their redirects lead.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article, Person, Quote, Redirect, Role, Source
from articles.text import clean_line, fold

from .errors import NotAllowed
from .matching import NAME_LIMIT, bearers_of, bears, free_slug
from .records import save_record

# Between the name and the slug of a record, where the name alone would not do.
APART = " · "
_LISTED = 6
Speaker = Person | Source


class Naming:
    """Finds and makes the speakers of one story for one editor; what was made once is found again by its name."""

    def __init__(self, article: Article, user: AbstractBaseUser | None) -> None:
        self.article, self.user = article, user
        self._made: dict[tuple[type[Any], str], Any] = {}

    def attribute(self, quote: Quote, *, speaker: str | None = None, role: str | None = None, new: str = "") -> Quote:
        """Give `quote` the speaker and role that an editor typed, and return it unsaved.

        None leaves either as it is; but a role goes with its speaker. `role` is "title" or "title, organisation". What
        is on record is found; `new` says that it may be made: "person", "organisation", or "role" for a role of a
        person on record. Raises ValidationError for `speaker` or `role`, or NotAllowed.
        """
        if speaker is not None:
            who = self.speaker(speaker, new)
            if role is None or who != quote.speaker:
                quote.role = None
            quote.speaker_person = who if isinstance(who, Person) else None
            quote.speaker_source = who if isinstance(who, Source) else None
            if role is None and isinstance(who, Person):
                quote.role = self._only_role(who)
        if role is not None:
            quote.role = self.role(quote.speaker, role, new)
        return quote

    def speaker(self, text: str, new: str = "") -> Speaker | None:
        """Return who is meant by `text`, None for no text; made first where `new` is "person" or "organisation"."""
        name = clean_line(text)
        if not name:
            return None
        if len(name) > NAME_LIMIT:
            raise ValidationError({"speaker": _("A name has at most %d characters.") % NAME_LIMIT})
        if new in _MADE:
            return self._make(_MADE[new], name)
        found = _by_slug(name, (Person, Source)) or self._bearers(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError({"speaker": _several(name, found)}, code="several")
        raise ValidationError({"speaker": self._unknown(name)}, code="unknown")

    def source(self, text: str, field: str = "via") -> Source | None:
        """Return the source that `text` names, None for no text; raises ValidationError for `field`."""
        name = clean_line(text)[:NAME_LIMIT]
        if not name:
            return None
        found = _by_slug(name, (Source,)) or bearers_of(Source, name)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError({field: _several(name, found)}, code="several")
        raise ValidationError({field: _("No source of the name “%s” is on record.") % name}, code="unknown")

    def role(self, who: Speaker | None, text: str, new: str = "") -> Role | None:
        """Return the role of `who` that `text` names, None for no text.

        Where several are called so, those held on the story's day count. One that is not on record is made if `new`
        says so, attested on that day.
        """
        words = clean_line(text)
        if not words:
            return None
        if not isinstance(who, Person):
            raise ValidationError({"role": _("Only a person has a role; say first which person speaks.")})
        found = _called(who.roles.select_related("organisation"), words)
        found = [r for r in found if r.held_on(self.article.reading_date)] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError({"role": _several(words, found)}, code="several")
        if not new:
            said = _("%(name)s has no role “%(role)s” on record.") % {"name": who, "role": words}
            raise ValidationError({"role": _with_remedy(said)}, code="unknown")
        return self._make_role(who, words)

    def _bearers(self, name: str) -> list[Speaker]:
        key = fold(name)
        if not key:
            return []
        if made := [row for (_model, made), row in self._made.items() if made == key]:
            return made
        if " " in key:
            return [*bearers_of(Person, name), *bearers_of(Source, name)]
        near = [p for p in people_of(self.article) if bears(p, name) or fold(p.name).endswith(f" {key}")]
        return [*near, *bearers_of(Source, name)]

    def _unknown(self, name: str) -> str:
        if " " not in fold(name) and bearers_of(Person, name):
            return _("Nobody in this story is called “%s”; write the whole name.") % name
        return _with_remedy(_("Nobody of the name “%s” is on record.") % name)

    def _only_role(self, who: Person) -> Role | None:
        """Return the one role that `who` is known to have held on the story's day; of several, none."""
        held = [r for r in who.roles.select_related("organisation") if r.held_on(self.article.reading_date)]
        return held[0] if len(held) == 1 else None

    def _make(self, model: type[Any], name: str) -> Any:
        key = model, fold(name)
        if key not in self._made:
            self._may_add(model)
            if not fold(name):
                raise ValidationError({"speaker": _("A name needs letters.")})
            row = model(name=name, slug=free_slug(model, name))
            if model is Person:
                row.sort_name = name
            self._made[key] = _saved(row, self.user, "speaker")
        return self._made[key]

    def _make_role(self, who: Person, words: str) -> Role:
        self._may_add(Role)
        title, organisation = self._parted(words)
        role = Role(person=who, title=title, organisation=organisation, as_of=self.article.reading_date)
        return _saved(role, self.user, "role")

    def _parted(self, words: str) -> tuple[str, Source | None]:
        """Part "title, organisation": at the first comma before a source on record, else at the last comma."""
        parts = words.split(", ")
        for at in range(1, len(parts)):
            if len(found := bearers_of(Source, ", ".join(parts[at:]))) == 1:
                return ", ".join(parts[:at]), found[0]
        if len(parts) == 1:
            return words, None
        if len(bearers_of(Source, parts[-1])) > 1:
            raise ValidationError({"role": _("More than one source is called “%s”.") % parts[-1]})
        return ", ".join(parts[:-1]), self._make(Source, parts[-1])

    def _may_add(self, model: type[Any]) -> None:
        right = f"articles.add_{model._meta.model_name}"
        if self.user is not None and not self.user.has_perm(right):
            raise NotAllowed(
                _("Your account may not add %s; choose one that is on record.") % model._meta.verbose_name_plural
            )


_MADE: dict[str, type[Any]] = {"person": Person, "organisation": Source}


def people_of(article: Article) -> QuerySet[Person]:
    """Return the people of a story: those who are mentioned, and those who are quoted."""
    if article.pk is None:
        return Person.objects.none()
    mentioned, quoted = article.mentions.values("person"), article.quotes.values("speaker_person")
    return Person.objects.filter(Q(pk__in=mentioned) | Q(pk__in=quoted))


def precise(row: Speaker) -> str:
    """Return the name of a record with its slug, which means this one whoever else bears the name."""
    return f"{row.name}{APART}{row.slug}"


def _by_slug(text: str, models: tuple[type[Any], ...]) -> list[Any]:
    _name, apart, slug = text.rpartition(APART)
    if not apart or not slug.isascii():
        return []
    rows = [model.objects.filter(slug=slug).first() for model in models]
    rows = rows if any(rows) else [Redirect.objects.target(model.redirect_kind, slug) for model in models]
    return [row for row in rows if row is not None]


def _called(roles: QuerySet[Role], words: str) -> list[Role]:
    """Return the roles whose title with its organisation is `words`, folded, else those whose title is."""
    rows, key = list(roles), fold(words)
    return [r for r in rows if fold(str(r)) == key] or [r for r in rows if fold(r.title) == key]


def _several(words: str, found: list[Any]) -> str:
    listed = "; ".join(_told(row) for row in found[:_LISTED])
    return _("“%(words)s” is more than one: %(listed)s. Write the one meant as it stands here.") % {
        "words": words,
        "listed": listed + ("…" if found[_LISTED:] else ""),
    }


def _told(row: Any) -> str:
    if not isinstance(row, Role):
        return precise(row)
    term = f"{row.start}–{row.end}".strip("–") or row.as_of
    return f"{row} ({term})" if term else str(row)


def _with_remedy(said: str) -> str:
    return _("%s Check the spelling, or say that it is new.") % said


def _saved(row: Any, user: AbstractBaseUser | None, field: str) -> Any:
    """Save a record that was made from what stood in one field, and show there what is wrong with it."""
    try:
        return save_record(row, user)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
