"""The front page of the desk: the board, and what is sent from its box. It stands at the address of Django's index."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.editorial import permissions

from .board import board
from .intake import Box, page_of, receive, tell, tell_all
from .language import choose


def front(request: HttpRequest, box: Box | None = None) -> HttpResponse:
    """Show the board, with the box where the user may make stories; `box` is one that is not empty."""
    if permissions.allowed(request.user, "create"):
        box = box or Box()
    context = {"title": _("The board"), "columns": board(request.user), "box": box}
    return admin.site.index(request, context)


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Make drafts of what was sent, and go to the story; where something is left, show the box with it."""
    if not permissions.allowed(request.user, "create"):
        raise PermissionDenied
    box = receive(request)
    left = box.faults or box.known
    if len(box.made) == 1 and not left:
        tell(request, box.made[0])
        return HttpResponseRedirect(page_of(box.made[0].article))
    if box.made:
        tell_all(request, box.made)
    return front(request, box) if left else HttpResponseRedirect(reverse("admin:index"))


app_name = "desk"
urlpatterns = [
    path("", admin.site.admin_view(front), name="board"),
    path("language/", admin.site.admin_view(choose), name="language"),
    path("take-in/", admin.site.admin_view(send), name="take_in"),
]
