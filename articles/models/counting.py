"""How many rows refer to a row, counted no further than anybody reads."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

COUNTED_AT_MOST = 1_000


class Number(Subquery):
    """The number of rows of a queryset that refers to the outer row by OuterRef, at most 1,001."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, queryset: QuerySet[Any]) -> None:
        super().__init__(queryset.order_by().values("pk")[: COUNTED_AT_MOST + 1])


def shown(number: int) -> str:
    """Return a number that was counted so as it is shown: "12", "1,000+"."""
    return f"{number:,}" if number <= COUNTED_AT_MOST else f"{COUNTED_AT_MOST:,}+"
