"""A story as readers will get it, before they do: for the desk, and for whoever was sent a link.

The one place in the public site that passes by the gate. It shows one story, to one who may see it, and tells
everybody between here and there to keep nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.editorial import copies, permissions, previewing, sharing
from articles.imaging import apart
from articles.imaging.bounds import UnfitPicture
from articles.imaging.geometry import WHOLE
from articles.models import Article, Quote

from .articles import read, recorded, with_speakers

_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
_SIDE = 1280
View = Callable[..., HttpResponse]


def unkept(view: View) -> View:
    """Decorate a view whose answers no cache, robot or other site may keep or learn of."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in _HEADERS.items():
            response[name] = value
        return response

    return inner


@dataclass(frozen=True)
class _Picture:
    """Stands in for a Rendition of a photo: those are made, and served, when readers get it."""

    address: str
    width: int
    height: int
    format: str = "jpeg"

    @property
    def is_tall(self) -> bool:
        return self.height > self.width

    def get_absolute_url(self) -> str:
        return self.address


@unkept
@require_safe
@staff_member_required(login_url="admin:login")
def for_the_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview that the desk links to, for those who may see the story there."""
    article = _seen_by(request, pk)
    waiting = article.quotes.filter(state__in=[Quote.State.SUGGESTED, Quote.State.ALTERED, Quote.State.LOST]).count()
    picture = reverse("articles:preview_photo", args=[pk])
    return _preview(request, article, picture, {"desk": True, "waiting": waiting})


@unkept
@require_safe
@staff_member_required(login_url="admin:login")
def photo_for_the_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead photo of that preview."""
    return _photo(_seen_by(request, pk))


@unkept
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The story that a link shows as it stands now. A link that does not open never says why."""
    link = sharing.opened(token)
    if link is None:
        return render(request, "articles/link_over.html", status=404)
    sharing.note_use(link)
    return _preview(request, link.article, reverse("articles:shared_photo", args=[token]), {"link": link})


@unkept
@require_safe
def shared_photo(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    """The lead photo of the story that a link shows."""
    link = sharing.opened(token)
    if link is None:
        raise Http404
    return _photo(link.article)


def _seen_by(request: HttpRequest, pk: int) -> Article:
    if not permissions.allowed(request.user, "preview"):
        raise PermissionDenied
    article = permissions.visible(request.user, _light()).filter(pk=pk).first()
    if article is None:
        raise Http404
    return article


def _photo(article: Article) -> HttpResponse:
    """Return the lead photo in one size, made from the private original for this answer alone."""
    photo = article.lead_photo
    if photo is None:
        raise Http404
    try:
        with photo.file.open("rb") as file:
            data = apart.preview(file, _SIDE, WHOLE, (photo.focal_x, photo.focal_y))
    except (OSError, UnfitPicture) as error:
        raise Http404 from error
    return HttpResponse(data, content_type="image/jpeg")


def _light() -> Any:
    return Article.objects.defer("body", "summary")


def _preview(request: HttpRequest, article: Article, picture: str, banner: dict[str, Any]) -> HttpResponse:
    """Show `article` as if it were published now; what readers have already is at its own address."""
    if article.status == Article.Status.RETRACTED or copies.are_out(article):
        return HttpResponseRedirect(article.get_absolute_url())
    rows = Article.objects.filter(pk=article.pk)
    found = previewing.as_published(recorded(rows, "update_of" if article.update_of_id else "pk").get())
    found.record_editions = [previewing.next_edition(article)]
    if photo := found.lead_photo:
        width, height = photo.width or _SIDE, photo.height or _SIDE
        share = min(1, _SIDE / max(width, height))
        found.record_renditions = [_Picture(picture, max(1, round(width * share)), max(1, round(height * share)))]
    quotes = previewing.quotes_as_published(article, with_speakers(Quote.objects.all()))
    return render(request, "articles/preview.html", read(request, found, quotes) | banner | {"stored": article})
