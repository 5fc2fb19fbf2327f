"""The revisions of a record: what each changed, any two compared, and the quotations as they stood then.

Revisions are the rows of django-simple-history: a copy of the record with when, who and why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, ForeignKey, Model, OuterRef, QuerySet, Subquery, TextField
from django.utils.encoding import force_str
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Person, Quote, Source

from . import permissions
from .wording import Change, marked

_SILENT = frozenset(["id", "version", "created", "prefix", "suffix", "confidence", "why", "copy_of"])
_SHORT = 60
# What the name of a related record is made of, beside the record itself.
_NAMED_BY = {"role": ["organisation"], "quote": ["speaker_person", "speaker_source"]}
_QUOTE_FIELDS = "words kind state speaker_person speaker_source role attribution cue via venue said_on spans".split()


@dataclass(frozen=True)
class FieldChange:
    """One field that two revisions have otherwise; `prose` is text of any length."""

    name: str
    label: str
    before: str
    after: str
    prose: bool

    @property
    def long(self) -> bool:
        """Whether the words that differ are worth marking."""
        return self.prose or max(len(self.before), len(self.after)) > _SHORT

    @property
    def marked(self) -> list[Change]:
        """Both texts as one, the words that differ marked."""
        return marked([self.before], [self.after])

    def __str__(self) -> str:
        if self.prose:
            return f"{self.label} ({_difference(self.before, self.after)})"
        return self.label if self.long else f"{self.label}: {self.before or '–'} → {self.after or '–'}"


@dataclass(frozen=True)
class QuoteChange:
    """A quotation that was "added", "removed" or "changed" between two revisions, and in what."""

    what: str
    quote: Any
    changes: list[FieldChange]


class Names:
    """The names of the records to which the foreign keys of some revisions lead, one query for each table."""

    def __init__(self, records: Iterable[Any]) -> None:
        wanted: dict[type[Model], set[Any]] = {}
        for record in records:
            for field in fields(type(record)):
                if isinstance(field, ForeignKey) and getattr(record, field.attname) is not None:
                    wanted.setdefault(field.related_model, set()).add(getattr(record, field.attname))
        self._rows = {model: _nameable(model).in_bulk(keys) for model, keys in wanted.items()}

    def speaker(self, quote: Any) -> str:
        """Return who says a quotation, or nothing."""
        return self.name(Person, quote.speaker_person_id) or self.name(Source, quote.speaker_source_id)

    def name(self, model: type[Model], key: Any) -> str:
        """Return the name of the record of `model` at a key that one of the revisions has, or nothing.

        Of a story under embargo, which the reader of a revision may not know of, its identifier.
        """
        if key is None:
            return ""
        row = self._rows.get(model, {}).get(key)
        if isinstance(row, Article) and permissions.embargoed(row):
            return row.guid
        return str(row) if row is not None else _("deleted since (%s)") % key

    def shown(self, record: Any, field: Any) -> str:
        """Return the value of a field as an editor reads it."""
        value = getattr(record, field.attname)
        if value in (None, "", []):
            return ""
        if isinstance(field, ForeignKey):
            return self.name(field.related_model, value)
        if field.choices:
            return force_str(dict(field.flatchoices).get(value, value))
        return _written(value)


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{date_format(localtime(value))}, {localtime(value):%H:%M:%S}"
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _nameable(model: type[Model]) -> QuerySet:
    """Return the rows of a model with what their names are made of, and without texts."""
    rows = model._base_manager.all()
    if model is Article:
        return rows.defer("body", "summary")
    related = _NAMED_BY.get(model._meta.model_name or "")
    return rows.select_related(*related) if related else rows


def fields(history: type[Model]) -> list[Field]:
    """Return the fields of a record that its revisions show, in the order of the model."""
    return [field for field in history.tracked_fields if field.name not in _SILENT]


def changes(older: Any, newer: Any, names: Names) -> list[FieldChange]:
    """Return the fields that two revisions of one table have otherwise."""
    return [
        FieldChange(
            field.name,
            force_str(field.verbose_name),
            names.shown(older, field),
            names.shown(newer, field),
            prose=_is_prose(field),
        )
        for field in fields(type(newer))
        if getattr(older, field.attname) != getattr(newer, field.attname)
    ]


def values(record: Any) -> list[tuple[str, str, bool]]:
    """Return all fields of a revision that say something, as (label, value, whether that is prose)."""
    names = Names([record])
    told = [
        (force_str(field.verbose_name), names.shown(record, field), _is_prose(field)) for field in fields(type(record))
    ]
    return [(label, value, prose) for label, value, prose in told if value]


def _is_prose(field: Field) -> bool:
    return isinstance(field, TextField) and not field.choices


def _difference(before: str, after: str) -> str:
    more = len(after.split()) - len(before.split())
    if more > 0:
        return ngettext("%d word more", "%d words more", more) % more
    if more < 0:
        return ngettext("%d word fewer", "%d words fewer", -more) % -more
    return _("reworded")


def quotes_at(revision: Any) -> list[Any]:
    """Return the quotations of a story as they stood until its next revision, as their own revisions.

    A story's quotations are saved after it, so that those of its revision are the last ones before the next.
    """
    later = type(revision).objects.filter(id=revision.id, history_date__gt=revision.history_date)
    end = later.order_by("history_date", "history_id").values_list("history_date", flat=True).first()
    known = Quote.history.filter(history_date__lt=end) if end else Quote.history.all()
    last = known.filter(id=OuterRef("id")).order_by("-history_date", "-history_id").values("history_id")[:1]
    rows = known.filter(article_id=revision.id, history_id=Subquery(last)).exclude(history_type="-")
    return sorted(rows, key=lambda quote: (quote.spans[0][0] if quote.spans else 0, quote.id))


def quote_changes(older: Sequence[Any], newer: Sequence[Any]) -> list[QuoteChange]:
    """Return what happened to the quotations between two moments, in the order of the text."""
    names = Names([*older, *newer])
    before, after = ({quote.id: quote for quote in quotes} for quotes in (older, newer))
    told = []
    for key, quote in after.items():
        if key not in before:
            told.append(QuoteChange("added", quote, []))
        elif found := [c for c in changes(before[key], quote, names) if c.name in _QUOTE_FIELDS]:
            told.append(QuoteChange("changed", quote, found))
    return told + [QuoteChange("removed", quote, []) for key, quote in before.items() if key not in after]
