"""A quotation in the words and the forms in which others cite it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from articles.formats.citation import Citation
from articles.formats.references import FORMS
from articles.models import Quote

from .sayings import SHOWN


@require_safe
def cite(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """One quotation as a file for a program that keeps references."""
    found = get_object_or_404(Quote.objects.public().select_related(*SHOWN), pk=pk)
    text = FORMS[form].write(cited(request, found))
    name = f'attachment; filename="quotation-{found.pk}.{form}"'
    kind = f"{FORMS[form].media_type}; charset=utf-8"
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": name})


def cited(request: HttpRequest, quote: Quote) -> Citation:
    """Return what a citation says of a quotation, fetched with SHOWN. No query."""
    article, person = quote.article, quote.speaker_person
    return Citation(
        words=" ".join(quote.words.split()),
        verbatim=quote.kind == Quote.Kind.DIRECT,
        title=article.headline,
        site=settings.SITE_NAME,
        url=request.build_absolute_uri(quote.get_absolute_url()),
        number=quote.pk,
        published=localdate(article.publish_at),
        speaker=str(quote.speaker or ""),
        sort_name=(person.sort_name or person.name) if person else "",
        role=str(quote.role or ""),
        publisher=article.source.name if article.source else "",
        language=article.language,
    )
