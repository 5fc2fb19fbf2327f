"""Paging by key: a page begins after a row, not after a number of rows, so the last page costs what the first does.

A cursor is the sort values of one row, opaque to readers. There is no OFFSET and no COUNT.
"""

import base64
import binascii
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

SIZE = 30
LONGEST_CURSOR = 500
_BIGGEST = 2**63 - 1


class BadCursor(ValueError):
    """The page cursor in an address is none that this list gave out; the message says so to the reader."""


@dataclass(frozen=True)
class Key:
    """One column of an order: the ORM path, which is also followed on the row, and the type of its values."""

    path: str
    type: type
    descending: bool = False

    def of(self, row: Any) -> Any:
        """Return the row's value as a cursor holds it."""
        for name in self.path.split("__"):
            row = getattr(row, name)
        return row.astimezone(UTC).isoformat() if isinstance(row, datetime) else row

    def parse(self, value: Any) -> Any:
        """Return a cursor's value as the database compares it; raise ValueError where it is no such value."""
        if self.type is datetime:
            moment = datetime.fromisoformat(value)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        if self.type is float and type(value) is int:
            value = float(value)
        if (
            type(value) is not self.type
            or (self.type is float and not math.isfinite(value))
            or (self.type is int and abs(value) > _BIGGEST)
        ):
            raise ValueError(value)
        if self.type is str:
            value.encode()  # JSON may hold half of a surrogate pair, which no database takes
            if "\0" in value or len(value) > LONGEST_CURSOR:
                raise ValueError(value)
        return value


Order = tuple[Key, ...]

BY_DATE: Order = (Key("publish_at", datetime, descending=True), Key("id", int, descending=True))
BY_RANK: Order = (Key("rank", float, descending=True), Key("id", int, descending=True))
BY_NAME: Order = (Key("name", str), Key("id", int))
BY_SORT_NAME: Order = (Key("sort_name", str), Key("id", int))
BY_NUMBER: Order = (Key("number", int, descending=True),)
# Quotations, the newest article first, within it as they stand in the text.
BY_PLACE: Order = (
    Key("article__publish_at", datetime, descending=True),
    Key("article__id", int, descending=True),
    Key("start", int),
    Key("id", int),
)


@dataclass(frozen=True)
class Page:
    """The rows of one page, in order, with the cursors of its neighbours ("" where there is none)."""

    rows: list[Any]
    after: str = ""
    before: str = ""


def page(queryset: QuerySet, order: Order, given: Mapping[str, str], size: int = SIZE) -> Page:
    """Return the page of `queryset` in `order` that the parameters `after` or `before` of `given` ask for.

    `order` must be total: its last keys make every row different. One query; BadCursor where a cursor is wrong.
    """
    after, before = given.get("after", ""), given.get("before", "")
    if after and before:
        raise BadCursor(_("An address names the page by “after” or by “before”, not by both."))
    backward = bool(before)
    if cursor := after or before:
        queryset = _narrowed(queryset, _beyond(order, decode(cursor, order), backward))
    found = list(queryset.order_by(*_ordering(order, backward))[: size + 1])
    rows, more = found[:size], len(found) > size
    if backward:
        rows.reverse()
    return Page(
        rows,
        after=encode(rows[-1], order) if rows and (more or backward) else "",
        before=encode(rows[0], order) if rows and (more if backward else bool(after)) else "",
    )


def encode(row: Any, order: Order) -> str:
    """Return the cursor that stands for `row`: its sort values, as JSON in URL-safe base 64 (RFC 4648, section 5)."""
    values = json.dumps([key.of(row) for key in order], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(values.encode()).rstrip(b"=").decode()


def decode(cursor: str, order: Order) -> list[Any]:
    """Return the sort values of a cursor; raise BadCursor for any text that is none of this order's."""
    try:
        if len(cursor) > LONGEST_CURSOR * 8:
            raise ValueError(cursor)
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(order):
            raise ValueError(values)
        return [key.parse(value) for key, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error) as error:
        raise BadCursor(_("This address of a further page is damaged; begin again at the first page.")) from error


def _narrowed(queryset: QuerySet, condition: Q) -> QuerySet:
    """Return `queryset` with `condition` in front of its others.

    Of several bounds on one column SQLite enters the index by the first; were that the gate's, which holds for the
    whole archive, a page would cost what lies before it.
    """
    before = len(queryset.query.where.children)
    queryset = queryset.filter(condition)
    where = queryset.query.where
    where.children = where.children[before:] + where.children[:before]
    return queryset


def _ordering(order: Order, backward: bool) -> list[Any]:
    return [F(key.path).desc() if key.descending != backward else F(key.path).asc() for key in order]


def _beyond(order: Order, values: Sequence[Any], backward: bool) -> Q:
    """Return the condition for the rows after (or before) these sort values.

    The first key's bound is said once more by itself, so that an index on it is entered at the right place.
    """
    condition = Q()
    for key, value in reversed(list(zip(order, values, strict=True))):
        way = "lt" if key.descending != backward else "gt"
        past = Q(**{f"{key.path}__{way}": value})
        condition = past | Q(Q(**{key.path: value}) & condition) if condition else past
    first = order[0]
    bound = "lte" if first.descending != backward else "gte"
    return Q(**{f"{first.path}__{bound}": values[0]}) & condition
