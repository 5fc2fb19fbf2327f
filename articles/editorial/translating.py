"""Bringing out a story in another language: a draft that stands where the original does, but for its words."""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.translations import other_languages

from . import auditing, permissions
from .copies import CONTENT, copy_surroundings
from .errors import Blocked
from .matching import free_slug


def translate(article: Article, user: AbstractBaseUser | None, language: str) -> Article:
    """Return a new draft that is to be `article` in `language` (a BCP 47 tag), with the words still to be translated.

    Source, source chain, dateline, topics, people, photo, the exact time of the first version and a running embargo
    are those of the story. Quotations, and the words in which people are described, are not copied: in translation they
    are other words, recorded anew.
    Raises NotAllowed, Blocked where the story's state forbids it or it is a working copy, and ValidationError where
    the tag is none or the story is there in that language already; nothing is made then.
    """
    permissions.check(user, "translate", article)
    if article.update_of_id:
        raise Blocked(_("This is a working copy. Translate the story itself."))
    original = article.translation_of or article
    draft = Article(
        **{name: getattr(article, name) for name in CONTENT},
        slug=free_slug(Article, _stem(original, language)),
        first_posted=article.first_posted,
        embargo_until=article.embargo_until,
    )
    draft.language, draft.translation_of = language, original
    with transaction.atomic():
        draft.full_clean()
        draft.save()
        copy_surroundings(article, draft, described=False)
        auditing.record(user, "translate", draft, language=language, of=article.guid)
    return draft


def in_other_languages(article: Article, user: AbstractBaseUser) -> QuerySet[Article]:
    """Return the stories that are `article` in other languages and that `user` may see, without their texts."""
    found = permissions.visible(user, Article.objects.filter(other_languages(article)))
    return found.defer("body", "summary").order_by("language", "pk")


def has_stand_in_slug(article: Article) -> bool:
    """Return whether the slug of `article` is still the one that `translate` gave it."""
    if article.translation_of is None:
        return False
    stem = _stem(article.translation_of, article.language)
    return re.fullmatch(re.escape(stem) + r"(-\d+)?", article.slug) is not None


def _stem(original: Article, language: str) -> str:
    return f"{original.slug[:70]}-{language.lower()}"
