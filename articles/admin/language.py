"""The desk in the language of who works at it; the public site has one for all, by NEWSROOM_LANGUAGE.

The choice is kept with the account, and in the session, so that no page asks for it.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from articles.models import Preference

_KEPT = "desk_language"


def desk_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer pages of the desk in the language that their user has chosen."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.session.get(_KEPT) if request.path.startswith(reverse("admin:index")) else None
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            return get_response(request)

    return middleware


@receiver(user_logged_in)
def recall(request: HttpRequest, user: AbstractBaseUser, **_kwargs: Any) -> None:
    """Take the language that the account has chosen into the new session."""
    chosen = Preference.objects.filter(user_id=user.pk).values_list("language", flat=True).first()
    if chosen:
        request.session[_KEPT] = chosen


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the language that was sent, and go back to the page that it was sent from."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    Preference.objects.update_or_create(user=request.user, defaults={"language": chosen})
    request.session[_KEPT] = chosen
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if safe else reverse("admin:index"))
