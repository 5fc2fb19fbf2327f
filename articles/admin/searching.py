"""One way to find records, for lists and for autocompletes."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.text import fold


class SearchMixin:
    """For a ModelAdmin: `search_fields` only switches the box on; what is typed is folded and looked up by prefix.

    `folded_paths` lead to columns of folded names (FoldedField); accents, case and punctuation do not matter.
    """

    folded_paths: tuple[str, ...] = ()

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        term = fold(search_term.replace("\0", "")[:200])
        if not self.folded_paths:
            return super().get_search_results(request, queryset, search_term.replace("\0", "")[:200])
        if not term:
            return (queryset.none() if search_term.strip() else queryset), False
        found = Q()
        for path in self.folded_paths:
            found |= Q(**{f"{path}__contains": f"\n{term}"}) | Q(**{f"{path}__contains": f" {term}"})
        return queryset.filter(found), False
