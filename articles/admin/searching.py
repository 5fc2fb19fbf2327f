"""One way to find records, for lists and for autocompletes: the project's search, on the indexes it keeps."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.search import SEARCHABLE, search_latest
from articles.text import fold

_TYPED_AT_MOST = 200
# Search finds longer words from three letters on; a name is looked up from its first letter.
_TOO_SHORT = 3


class SearchMixin:
    """For a ModelAdmin: `search_fields` switches the box on; accents, case and punctuation never matter.

    Tables with a search index are searched by it. `folded_paths` lead to columns of folded names (FoldedField), for
    tables without one and for what is too short for it.
    """

    folded_paths: tuple[str, ...] = ()

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        typed = search_term.replace("\0", "")[:_TYPED_AT_MOST]
        term = fold(typed)
        if not term:
            return (queryset.none() if search_term.strip() else queryset), False
        indexed = self.opts.model_name in SEARCHABLE
        if indexed and (len(term) >= _TOO_SHORT or not self.folded_paths):
            return search_latest(queryset, typed)[0], False
        if not self.folded_paths:
            return super().get_search_results(request, queryset, typed)
        found = Q()
        for path in self.folded_paths:
            found |= Q(**{f"{path}__contains": f"\n{term}"}) | Q(**{f"{path}__contains": f" {term}"})
        return queryset.filter(found), False
