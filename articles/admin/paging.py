"""Counting no further than anybody pages."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

LISTED_AT_MOST = 5_000


class BoundedPaginator(Paginator):
    """Pages of the first 5,000 rows. Counting stops there, so that no list costs more as the archive grows.

    `more` says whether rows were left out: the editor then searches or filters.
    """

    @cached_property
    def _counted(self) -> int:
        if isinstance(self.object_list, list):
            return len(self.object_list)
        bounded: Any = self.object_list.order_by().values("pk")[: LISTED_AT_MOST + 1]
        return bounded.count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, LISTED_AT_MOST)

    @property
    def more(self) -> bool:
        return self._counted > LISTED_AT_MOST
