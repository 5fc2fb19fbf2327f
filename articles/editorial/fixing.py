"""Mending what a desk check found, where a verb can do it by itself."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Mention, Person
from articles.text import clean_line

from . import permissions
from .checks import AddAlias, Finding, LinkMention
from .errors import Blocked, NotAllowed
from .parts import save_part
from .records import save_record


def fix(article: Article, finding: Finding, user: AbstractBaseUser | None) -> None:
    """Do what `finding.fix` says: add a spelling to a person's other names, or link a person as mentioned.

    What is so already is left as it is. Raises NotAllowed where `user` may not change the story or, for a spelling, the
    person's record, Blocked where the finding has no fix or its person is gone; nothing is changed then.
    """
    permissions.check(user, "save", article)
    if not may_fix(finding, user):
        raise NotAllowed(_("Your account may not change the records of people; ask somebody who may."))
    with transaction.atomic():
        match finding.fix:
            case AddAlias(person=key, alias=alias):
                _add_alias(_person(key), alias, user)
            case LinkMention(person=key, description=description):
                _link(article, _person(key), description, user)
            case _:
                raise Blocked(_("This has to be mended by hand."))


def may_fix(finding: Finding, user: AbstractBaseUser | None) -> bool:
    """Return whether `user` has the right to the record that the fix of a finding changes; None has every right."""
    return user is None or not isinstance(finding.fix, AddAlias) or user.has_perm("articles.change_person")


def _person(key: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=key).first()
    if person is None:
        raise Blocked(_("The record of this person is gone. Check the story again."))
    return person


def _add_alias(person: Person, alias: str, user: AbstractBaseUser | None) -> None:
    alias = clean_line(alias)
    if alias in (person.name, *person.aliases):
        return
    person.aliases = [*person.aliases, alias]
    try:
        save_record(person, user)
    except ValidationError as refusal:
        said = {"name": person.name, "why": " ".join(refusal.messages)}
        raise Blocked(_("The record of %(name)s was not changed: %(why)s") % said) from refusal


def _link(article: Article, person: Person, description: str, user: AbstractBaseUser | None) -> None:
    if not article.mentions.filter(person=person).exists():
        save_part(Mention(article=article, person=person, description=description), user)
