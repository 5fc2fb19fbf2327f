"""Columns with a rule of their own: clean names, derived values, spans, partial dates."""

import calendar
import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.text import clean_line, deceptive_characters, fingerprint, fold

Span = list[int]


def refuse_deceptive(value: str) -> None:
    """Raise ValidationError for control and bidirectional characters; line breaks and tabs are allowed (D7)."""
    if found := deceptive_characters(value, multiline=True):
        raise ValidationError(
            _("Remove the invisible or control characters %(found)s."),
            code="deceptive_characters",
            params={"found": ", ".join(found)},
        )


class LineField(models.CharField):
    """A name, headline or label: one line, NFC, nothing invisible.

    Cleaned by `articles.text.clean_line` on every way in (forms, code, fixtures); deceptive characters are refused.
    """

    default_validators = [refuse_deceptive]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return clean_line(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return clean_line(value) if isinstance(value, str) else value


class BodyField(models.TextField):
    """Text of several lines, as given but for line ends, which become line feeds; deceptive characters are refused."""

    default_validators = [refuse_deceptive]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class _Computed:
    """The attribute of a derived field: computed from its row whenever it is read, never set."""

    def __init__(self, field: "DerivedMixin") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        return self if row is None else self.field.compute(row)

    def __set__(self, row: models.Model, value: Any) -> None:
        # Never read again, but Django takes an attribute that is missing here for a deferred one.
        row.__dict__[self.field.attname] = value


def _nothing(_row: Any) -> None:
    """Compute nothing: migrations do not carry the function."""


class DerivedMixin(models.Field):
    """A column whose value follows from other columns of its row.

    The value is computed when the attribute is read, so forms, `bulk_create` and fixtures (which skip `pre_save`)
    all store it; only `QuerySet.update` of a source column passes it by, and `verify` finds that. It is never
    serialised and never edited.
    """

    def __init__(self, *args: Any, compute: Callable[[Any], Any] | None = None, **kwargs: Any) -> None:
        self.compute = compute or _nothing
        kwargs.update(editable=False, serialize=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "editable": False}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if cls.__module__ != "__fake__" and not cls.__name__.startswith("Historical"):
            setattr(cls, self.attname, _Computed(self))

    def pre_save(self, row: models.Model, add: bool) -> Any:  # noqa: ARG002
        return getattr(row, self.attname)


class FoldedField(DerivedMixin, models.TextField):
    """The folded forms of a row's name and aliases, one a line, each between line feeds ("\\nvalerie pecresse\\n").

    A row is called `text` exactly where its column contains "\\n" + fold(text) + "\\n".
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("compute", folded_names)
        super().__init__(*args, **kwargs)


class BoundField(DerivedMixin, models.PositiveIntegerField):
    """The first or last offset of a row's spans, for ordering and for the database's own check."""


class FingerprintField(DerivedMixin, models.BigIntegerField):
    """The fingerprint of a row's words, by which the same words are found wherever they stand."""


def of_words(row: Any) -> int:
    """Return the fingerprint of the row's words."""
    return fingerprint(row.words)


def folded_names(row: Any) -> str:
    """Return the folded name and aliases of `row`, each once, between line feeds."""
    aliases = getattr(row, "aliases", None) or []
    names = [row.name, *(a for a in aliases if isinstance(a, str))] if isinstance(aliases, list) else [row.name]
    forms = dict.fromkeys(form for form in map(fold, names) if form)
    return "".join(f"\n{form}" for form in forms) + "\n" if forms else ""


def folded_title(row: Any) -> str:
    """Return the folded title of a role with a space at either end: " mp " is a word of " azerbaijani mp "."""
    return f" {fold(row.title)} "


class AliasesField(models.JSONField):
    """A list of other names, each a clean line of at most 200 characters; at most 100 of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, row: models.Model | None) -> None:
        super().validate(value, row)
        if not isinstance(value, list) or not all(isinstance(a, str) for a in value):
            raise ValidationError(_('Give a list of names, as in ["V. Pécresse", "Pécresse"].'), code="aliases")
        if len(value) > 100 or any(len(a) > 200 for a in value):
            raise ValidationError(_("Give at most 100 names of at most 200 characters each."), code="aliases")
        for alias in value:
            refuse_deceptive(alias)
            if alias != clean_line(alias) or not alias:
                raise ValidationError(_("“%(alias)s” is empty or has stray spaces."), params={"alias": alias})


def check_spans(value: Any) -> None:
    """Raise ValidationError unless `value` is a list of [start, end) pairs: in order, apart, none empty.

    Offsets are Unicode code points into the article's body.
    """
    if not isinstance(value, list) or not value or len(value) > 1000:
        raise ValidationError(_("Give the spans as a list of [start, end] pairs."), code="spans")
    last = 0
    for span in value:
        if not _is_pair(span):
            raise ValidationError(_("%(span)s is not a pair of whole numbers [start, end]."), params={"span": span})
        start, end = span
        if start < last or end <= start:
            raise ValidationError(
                _("The span [%(start)s, %(end)s] is empty, or begins before the one in front of it ends."),
                code="spans",
                params={"start": start, "end": end},
            )
        last = end


def _is_pair(span: Any) -> bool:
    return isinstance(span, list) and len(span) == 2 and all(type(n) is int and n >= 0 for n in span)


class SpansField(models.JSONField):
    """A list of [start, end) pairs of code points into `Article.body`; see `check_spans`."""

    default_validators = [check_spans]


def first_start(row: Any) -> int | None:
    """Return the first offset of the row's spans, or None where they are not well formed (the database refuses it)."""
    return row.spans[0][0] if _looks_like_spans(row.spans) else None


def last_end(row: Any) -> int | None:
    """Return the last offset of the row's spans, or None where they are not well formed (the database refuses it)."""
    return row.spans[-1][1] if _looks_like_spans(row.spans) else None


def _looks_like_spans(spans: Any) -> bool:
    return isinstance(spans, list) and bool(spans) and all(map(_is_pair, spans))


_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def check_partial_date(value: str) -> None:
    """Raise ValidationError unless `value` is a year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD.

    The three forms are those of ISO 8601-1:2019, 5.2.2, reduced precision included.
    """
    match = _PARTIAL_DATE.fullmatch(value)
    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    good = match and year >= 1 and (match[2] is None or 1 <= month <= 12)
    if good and match[3] is not None:
        good = 1 <= day <= calendar.monthrange(year, month)[1]
    if not good:
        raise ValidationError(_("“%(value)s” is no date. Write YYYY, YYYY-MM or YYYY-MM-DD."), params={"value": value})


class PartialDateField(models.CharField):
    """A date known to the year, the month or the day, as text (ISO 8601); empty where unknown."""

    default_validators = [check_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


def covers(start: str, end: str, day: str) -> bool:
    """Return whether a period of partial dates may hold `day`, itself partial; an empty bound is open.

    Compared to the precision that both sides have: a role that ended in "2021" covers "2021-12-27".
    """
    after_start = not start or day[: len(start)] >= start[: len(day)]
    before_end = not end or day[: len(end)] <= end[: len(day)]
    return after_start and before_end


def joined(parts: Sequence[str]) -> str:
    """Return the stretches of a quotation as one text, an ellipsis standing where the copy breaks off."""
    return " … ".join(parts)
