"""The record of quotations, and one quotation with its context."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from articles.formats import citation, references
from articles.models import Correction, Hop, Quote
from articles.models.aggregates import Rows
from articles.rendering import Mark
from articles.rendering import render as rendered

from . import cards, citing, embedding, linked_data
from .cards import with_voices
from .corrected import notices
from .filters import QuoteFilter
from .listing import filtered
from .paging import BY_PLACE
from .photos import with_photo
from .sayings import SHOWN, sayings
from .utterances import one_of_each, with_all_others, with_others

LONGEST_CONTEXT = 3000
_NAMES = ("speaker_person__name", "speaker_person__slug", "speaker_source__name", "speaker_source__slug")


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """The record: every public quotation, the newest article first, or by relevance where words are searched.

    Those of the same words and speaker are one entry, which stands where the first of them does.
    """
    public = Quote.objects.public()
    listing = filtered(request, QuoteFilter, public, BY_PLACE, shaped=_listed, grouped=one_of_each, searched=True)
    return render(request, "articles/quotes.html", {"listing": listing}, status=listing.status)


def _listed(queryset: QuerySet[Quote]) -> QuerySet[Quote]:
    return with_others(sayings(queryset))


@require_safe
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """One quotation: its words, who said them and how we know, and the passage in which they stand."""
    found = get_object_or_404(recorded(), pk=pk)
    address = request.build_absolute_uri(found.get_absolute_url())
    card = cards.shown(request, found)
    context = {
        "quote": found,
        "passage": passage(found),
        "citations": citations(request, found),
        "embedding": embedding.code(request, found),
        "card": card,
        "picture": card or cards.photo_of(request, found),
        "address": address,
        "notices": notices(found.record_corrections),
        "linked": linked_data.of_quote(found, request.build_absolute_uri),
    }
    return render(request, "articles/quote.html", context)


def recorded() -> QuerySet[Quote]:
    """Return the public quotations with all that the page of one shows, in one query."""
    public = Quote.objects.public()
    shown = with_photo(with_voices(public.select_related(*SHOWN)), "3:2", "article__lead_photo")
    return with_all_others(shown).annotate(
        record_hops=Rows(
            Hop.objects.filter(article=OuterRef("article")).order_by("order"),
            *("order", "how", "date", "url", "source__name", "source__slug"),
        ),
        record_outer=Rows(public.filter(pk=OuterRef("within")).order_by(), "words", "kind", *_NAMES),
        record_nested=Rows(
            public.filter(within=OuterRef("pk"), article=OuterRef("article")).order_by("start", "pk"),
            "words",
            "kind",
            *_NAMES,
        ),
        record_corrections=Rows(
            Correction.objects.filter(quote=OuterRef("pk"), made__lte=now()).order_by("-made", "pk"),
            *("before", "after", "note", "made"),
        ),
    )


@dataclass(frozen=True)
class Passage:
    """The paragraph of a quotation as safe HTML, its words marked; `cut` tells where the paragraph is longer."""

    html: SafeString
    cut: bool


def passage(found: Quote) -> Passage:
    """Return the paragraphs in which the quotation stands, at most LONGEST_CONTEXT characters around its words."""
    body, first, last = found.article.body, found.spans[0][0], found.spans[-1][1]
    start, end = body.rfind("\n\n", 0, first) + 1, body.find("\n\n", last)
    end = len(body) if end < 0 else end
    low, high = max(start, first - LONGEST_CONTEXT), min(end, last + LONGEST_CONTEXT)
    start_of_words = low + len(body[low:first]) - len(body[low:first].lstrip("\n"))
    spans = tuple((a - start_of_words, b - start_of_words) for a, b in found.spans)
    mark = Mark(id="words", spans=spans, css=f"said said-{found.kind} hue-1")
    blocks = rendered(body[start_of_words:high], [mark])
    return Passage(mark_safe("".join(block.html for block in blocks)), (low, high) != (start, end))  # noqa: S308


def citations(request: HttpRequest, found: Quote) -> dict[str, Any]:
    """Return the quotation as others cite it: in plain words, in each style, as a template, and as files."""
    cited = citing.cited(request, found)
    return {
        "plain": citation.plain(cited),
        "styles": [(name, style(cited)) for name, style in citation.STYLES.items()],
        "wikipedia": references.wikipedia(cited),
        "files": [
            (form.name, form.write(cited), reverse("articles:quote_cite", args=[found.pk, ending]))
            for ending, form in references.FORMS.items()
        ],
    }
