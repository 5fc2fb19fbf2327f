"""Pictures for readers: what a page needs to show a photo, and the files themselves, behind the gate (D1, D12)."""

from django.db.models import OuterRef, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.models import Rendition
from articles.models.aggregates import Rows

# A rendition never changes; but that of a retracted story has to go, from shared caches too. After an hour the copy
# is asked for again, which costs one query and no file.
_CACHED = "public, max-age=3600"


def with_photo(queryset: QuerySet, shape: str, path: str = "lead_photo") -> QuerySet:
    """Add to articles, or to what else has a photo at `path`, that photo and its renditions in one shape.

    They are in `record_renditions`, the smallest first, in the same query.
    """
    renditions = Rendition.objects.filter(photo=OuterRef(path), shape=shape).order_by("width", "format")
    return queryset.select_related(path).annotate(
        record_renditions=Rows(renditions, "format", "width", "height", "file")
    )


@require_safe
def photo(request: HttpRequest, name: str) -> HttpResponse:
    """One rendition, as long as a page that readers may see shows its photo."""
    rendition = get_object_or_404(Rendition.objects.public(), file=f"renditions/{name}")
    tag = f'"{name}"'
    if unchanged := get_conditional_response(request, etag=tag):
        unchanged["ETag"], unchanged["Cache-Control"] = tag, _CACHED
        return unchanged
    try:
        file = rendition.file.open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, content_type=f"image/{rendition.format}", headers={"ETag": tag, "Cache-Control": _CACHED})
