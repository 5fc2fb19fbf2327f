"""The workflow on a story's page: send to review, approve, send back, spike, assign, comment.

Where the story may be edited, its buttons belong to the story's own form: the text is saved and moved on in one act.
Where it may not, they belong to a small form of their own (`moving`), which carries the version that was looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.editorial import permissions, workflow
from articles.editorial.errors import Blocked
from articles.models import Article

from .refusals import REFUSALS

REASON_LIMIT = 5_000
_COLLEAGUES = 50


@dataclass(frozen=True)
class Act:
    """A button: the name that it sends, the verb, its label, what is said when it was done."""

    name: str
    verb: str
    label: Any
    done: Any
    do: Callable[..., Any]
    with_reason: bool = True


ACTS = [
    Act("_submit", "submit", _("Send to review"), _("The story waits for review."), workflow.submit),
    Act("_take_back", "take_back", _("Take back"), _("The story is a draft again."), workflow.take_back),
    Act("_approve", "approve", _("Approve"), _("The story is approved."), workflow.approve),
    Act("_send_back", "send_back", _("Send back"), _("The story was sent back."), workflow.send_back),
    Act("_spike", "spike", _("Spike"), _("The story is spiked. It stays here."), workflow.spike),
    Act("_unspike", "unspike", _("Unspike"), _("The story is a draft again."), workflow.unspike),
]


def acts(user: AbstractBaseUser, article: Article) -> list[Act]:
    """Return the buttons that `user` has for a story as it is."""
    here = [act for act in ACTS if permissions.allowed(user, act.verb, article)]
    return [act for act in here if act.verb != "spike" or not article.update_of_id]


def perform(request: HttpRequest, article: Article) -> list[Any]:
    """Do what the buttons sent with the story ask for, and return what is to be said of it.

    Raises what the verbs raise; call in the transaction that saved the story.
    """
    said = []
    text = request.POST.get("remark", "")[:REASON_LIMIT].replace("\r\n", "\n").strip()
    if "_assign" in request.POST:
        said.append(_assign(request, article))
    for act in ACTS:
        if act.name in request.POST:
            act.do(article, request.user, reason=text)
            return [*said, act.done]
    if "_comment" in request.POST or (text and not said):
        workflow.comment(article, request.user, text)
        said.append(_("Your comment stands with the story."))
    return said


def _assign(request: HttpRequest, article: Article) -> Any:
    name = request.POST.get("assignee", "").strip()[:150]
    to = get_user_model()._default_manager.filter(username=name, is_active=True).first() if name else None
    if name and to is None:
        raise Blocked(_("Nobody with the user name “%s” works here.") % name)
    workflow.assign(article, request.user, to)
    return _("The story is with %s now.") % name if name else _("The story is with nobody now.")


def colleagues() -> QuerySet[Any]:
    """Return those who were here last, to offer them as assignees; any other is typed."""
    staff = get_user_model()._default_manager.filter(is_staff=True, is_active=True)
    return staff.order_by("-last_login", "pk")[:_COLLEAGUES]


def moving(desk: Any) -> Callable[..., HttpResponse]:
    """Return the view that moves a story on without saving its text."""

    @require_POST
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article = desk.get_object(request, unquote(object_id))
        if article is None or not desk.has_view_permission(request, article):
            raise PermissionDenied
        opened = request.POST.get("opened", "")
        if opened.isdecimal():
            article.version = int(opened[:9])
        try:
            for line in perform(request, article):
                desk.message_user(request, line, messages.SUCCESS)
        except REFUSALS as refusal:
            return desk.refuse(request, refusal, article.pk)
        return HttpResponseRedirect(desk.page_of(article.pk))

    return view


def context(request: HttpRequest, article: Article, *, editable: bool) -> dict[str, Any]:
    """Return what the panel shows of a story."""
    return {
        "acts": acts(request.user, article),
        "assignment": getattr(article, "assignment", None),
        "may_assign": permissions.allowed(request.user, "take", article),
        "may_comment": permissions.allowed(request.user, "comment", article),
        "colleagues": colleagues(),
        "comments": article.comments.order_by("-at", "-pk")[:20],
        "form": "article_form" if editable else "workflow_form",
    }
