"""What comes near where nothing is found: names that sound or look alike, articles with most of the words."""

import json
from typing import Any

from django.db import DatabaseError
from django.db.models import CharField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from articles.editorial.likeness import Name, alike, keys, names_of
from articles.models import Article, NameKey, Person, Source
from articles.search import rows_of, search_newest

NEAR = 4
_COMPARED = 60
_LONGEST = 100
_MODELS: dict[str, Any] = {"person": Person, "source": Source}


def near_articles(*attempts: list[str]) -> list[Article]:
    """Return a few published articles with all words of the first attempt that finds any; none in an outage.

    A query each. The beginning of a headline is what is kept when an address is cut off.
    """
    published = Article.objects.published().select_related("source").defer("body")
    try:
        for words in attempts:
            if words and (found := list(search_newest(published, " ".join(words), NEAR))):
                return found
    except DatabaseError:
        pass
    return []


def near_names(text: str) -> list[Any]:
    """Return a few public people and sources whose names are like `text`, in any script, the likest first. One query.

    The keys of names are those of the desk's search for duplicates; a record that it has not compared yet is missed.
    """
    asked = [Name(text[:_LONGEST], True)]
    hashes = keys(asked)
    if not hashes:
        return []
    met = NameKey.objects.filter(key__in=hashes).order_by("-bearer")
    found = rows_of([_columns(model, met) for model in (Person, Source)])
    records = [(_MODELS[kind](pk=pk, name=name, slug=slug), aliases) for kind, pk, name, slug, aliases in found]
    signs = ((alike(asked, names_of(record.name, _list(aliases))), record) for record, aliases in records)
    likest = sorted(((sign.score, record) for sign, record in signs if sign), key=lambda pair: -pair[0])
    return [record for _score, record in likest[:NEAR]]


def named(model: Any, words: str) -> list[Any]:
    """Return a few public people or sources (`model`) in whose names all of `words` stand. One query."""
    return list(search_newest(model.objects.public(), words, NEAR))


def _columns(model: Any, met: QuerySet[NameKey]) -> QuerySet:
    """Return the public records of a kind whose names meet under a key, with what of them is compared and shown."""
    kind = model.redirect_kind
    keys_of = met.filter(kind=kind).values(f"bearer__{kind}")[:_COMPARED]
    which = Value(kind, CharField())
    rows = model.objects.public().filter(pk__in=keys_of).order_by().annotate(which=which)
    return rows.values_list("which", "pk", "name", "slug", Cast("aliases", TextField()))


def _list(aliases: str) -> list[str]:
    found = json.loads(aliases)
    return found if isinstance(found, list) else []
