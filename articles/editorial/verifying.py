"""The promises that data can break, checked row by row: what `verify` proves and `loaddata` insists on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import FileField, ForeignKey, Model, QuerySet

from articles.models import Article, Correction, Edition, Mention, Photo, Quote, Rendition, Role, Source
from articles.search import index_problems

from . import editions, pictures

CHUNK = 1000


@dataclass(frozen=True)
class Problem:
    """A promise that a row breaks: its model ("articles.quote"), its natural key, the field, and what is wrong."""

    model: str
    key: str
    field: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.model} {self.key}"
        return f"{where}: {self.field}: {self.reason}" if self.field else f"{where}: {self.reason}"


def models() -> list[type[Model]]:
    """Return the models whose rows carry promises: all of the app but the history of revisions."""
    return [m for m in apps.get_app_config("articles").get_models() if hasattr(m, "natural_fields")]


def everything() -> Iterator[str]:
    """Yield every broken promise in the database, in words: rows, files, hashes, renditions, and the search index."""
    for model in models():
        yield from map(str, problems(model._default_manager.all()))
    yield from pictures.unsettled()
    yield from index_problems()


def read(rows: QuerySet[Any]) -> Iterator[Any]:
    """Yield the rows of a queryset in chunks, with the related rows that their checks look at."""
    if rows.model is Article:
        rows = editions.whole(rows)
    elif rows.model is Edition:
        rows = rows.select_related("article").prefetch_related("corrections__quote")
    elif related := _RELATED.get(rows.model):
        rows = rows.select_related(*related)
    yield from rows.order_by("pk").iterator(chunk_size=CHUNK)


def problems(rows: QuerySet[Any]) -> Iterator[Problem]:
    """Yield what is wrong with the rows of one queryset."""
    for row in read(rows):
        yield from of_row(row)


def of_row(row: Any) -> Iterator[Problem]:
    """Yield what is wrong with one row: its fields, what it says of itself, its files, its hashes."""
    yield from _derived(row)  # first: cleaning a field sets it anew
    yield from _said(row, lambda: _clean_fields(row))
    yield from _said(row, row.clean)
    for check in _CHECKS.get(type(row), ()):
        yield from (Problem(row._meta.label_lower, key_of(row), field, reason) for field, reason in check(row))


def key_of(row: Any) -> str:
    """Return the natural key of a row in words."""
    return " / ".join(str(part) for part in row.natural_key() if part is not None)


def _clean_fields(row: Any) -> None:
    # The database holds its foreign keys itself; asking for each would cost a query a field.
    row.clean_fields(exclude=[f.name for f in row._meta.fields if isinstance(f, ForeignKey | FileField)])


def _said(row: Any, check: Callable[[], None]) -> Iterator[Problem]:
    try:
        check()
    except ValidationError as error:
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for field, reasons in found.items():
            for reason in reasons:
                yield Problem(row._meta.label_lower, key_of(row), field.replace("__all__", ""), reason)


def _derived(row: Any) -> Iterator[Problem]:
    """Yield the derived columns that no longer follow from the others, as after a bulk UPDATE."""
    for field in row._meta.fields:
        stored = row.__dict__.get(field.attname)
        if hasattr(field, "compute") and stored is not None and stored != field.compute(row):
            reason = "the stored value does not follow from the row; save the row again"
            yield Problem(row._meta.label_lower, key_of(row), field.name, reason)


Finding = tuple[str, str]


def _files(row: Any) -> Iterable[Finding]:
    for field in row._meta.fields:
        file = getattr(row, field.name) if isinstance(field, FileField) else None
        if file and not file.storage.exists(file.name):
            yield field.name, f"the file “{file.name}” is missing from its store; restore it from a backup"


def _same_article(quote: Quote) -> Iterable[Finding]:
    if quote.within_id and quote.within.article_id != quote.article_id:
        yield "within", "the quotation around it belongs to another article"


def _hash(edition: Edition) -> Iterable[Finding]:
    if edition.sha256 != edition.computed_sha256():
        yield "sha256", "the content does not have the hash that was taken when it was published: it was altered"


def _itself(edition: Edition) -> Iterable[Finding]:
    """Compare an edition with what its content says of it, which the hash covers; the earliest say nothing."""
    said = (editions.read(edition) or {}).get("edition")
    if not isinstance(said, dict):
        return
    for name, value in editions.itself(edition).items():
        if said.get(name) != value:
            yield name, "is another than when it was published: it was altered"
    now = Counter((row.before, row.after, row.note) for row in edition.corrections.all())
    made = said.get("corrections") if isinstance(said.get("corrections"), list) else []
    if now != Counter((row.get("before"), row.get("after"), said.get("note")) for row in made if isinstance(row, dict)):
        yield "corrections", "are others than when it was published: one was altered, added or taken out"


def _of_one_story(correction: Correction) -> Iterable[Finding]:
    for name in ("edition", "quote"):
        row = getattr(correction, name)
        if row is not None and row.article_id != correction.article_id:
            yield name, "belongs to another article"


def _chain(article: Article) -> Iterable[Finding]:
    """Check the chain of an article's editions, and that readers have what the last of them says."""
    previous, number = "", 0
    chain = sorted(article.editions.all(), key=lambda e: e.number)
    for edition in chain:
        number += 1
        if edition.number != number:
            yield "editions", f"edition {number} is missing"
            return
        if edition.previous_sha256 != previous:
            yield (
                "editions",
                f"edition {number} does not carry the hash of the one before: one was altered or taken out",
            )
        previous = edition.sha256
    if number:
        yield from _standing(article, chain[-1])


def _standing(article: Article, last: Edition) -> Iterable[Finding]:
    """Compare where an article stands with its last edition."""
    retracted = last.kind == Edition.Kind.RETRACTION
    if article.status == Article.Status.PUBLISHED and retracted:
        yield "status", f"readers have what edition {last.number} retracted"
    elif article.status == Article.Status.RETRACTED and not retracted:
        yield "status", "it was retracted without an edition that says so"
    elif article.status == Article.Status.PUBLISHED:
        yield from _unpublished_changes(article, last)


def _unpublished_changes(article: Article, last: Edition) -> Iterable[Finding]:
    for name in editions.differences(article, last):
        yield (
            name,
            f"readers have something else than edition {last.number} says: it was changed without being published",
        )


_RELATED: dict[type[Model], tuple[str, ...]] = {
    Quote: ("article", "role", "within"),
    Role: ("person", "organisation"),
    Correction: ("article", "edition", "quote"),
    Mention: ("article", "person"),
}
_CHECKS: dict[type[Model], tuple[Callable[[Any], Iterable[Finding]], ...]] = {
    Quote: (_same_article,),
    Edition: (_hash, _itself),
    Correction: (_of_one_story,),
    Article: (_chain,),
    Photo: (_files,),
    Rendition: (_files,),
    Source: (_files,),
}
