"""One story in several languages: the original, and the stories that are translations of it.

Every translation names the original itself, never another translation, so that all of them are found in one step and
readers are told the same by each (hreflang has to be mutual).
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

# A version in one of these is not on its way to readers, and leaves its language to another.
_GIVEN_UP = ("spiked", "retracted")


def other_languages(article: Any) -> Q:
    """Return the condition for the articles that are `article` in other languages, whatever their status.

    A working copy stands for the story that it updates; copies are never among those that are found.
    """
    own = article.update_of_id or article.pk
    original = article.translation_of_id or own
    return _family(original, own)


def other_languages_of_outer(story: str = "pk") -> Q:
    """Return the same condition for the article of the outer query; `story` is the column with the story's key."""
    original, own = OuterRef("translation_of"), OuterRef(story)
    return _family(original, own) | _family(own, own)


def _family(original: Any, own: Any) -> Q:
    return Q(Q(pk=original) | Q(translation_of=original), ~Q(pk=own), update_of=None)


def check_translation(article: Any) -> None:
    """Raise ValidationError by field where what `article` says of its original or its language cannot be."""
    original, own = article.translation_of, article.update_of_id or article.pk
    rows = type(article)._base_manager
    if original is not None:
        _refuse("translation_of", _not_original(article, original, own))
        if own and rows.filter(translation_of=own, update_of=None).exists():
            _refuse("translation_of", _("Other stories are translations of this one, so it is no translation itself."))
    if article.status in _GIVEN_UP:
        return
    twin = rows.filter(other_languages(article), language=article.language).exclude(status__in=_GIVEN_UP).first()
    if twin is not None:
        said = {"story": twin.headline, "language": article.language}
        _refuse("language", _("“%(story)s” is this story in the language “%(language)s” already.") % said)


def _not_original(article: Any, original: Any, own: int | None) -> str:
    if original.pk in {own, article.pk} or original.update_of_id is not None:
        return _("Choose another story, not this one or a working copy.")
    if original.translation_of_id is not None:
        said = {"story": original.headline, "original": original.translation_of.headline}
        return _("“%(story)s” is a translation itself. Choose its original: “%(original)s”.") % said
    return ""


def _refuse(field: str, why: str) -> None:
    if why:
        raise ValidationError({field: why})
