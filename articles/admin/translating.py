"""The desk's page from which a story is brought out in another language."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles.editorial import permissions, translating
from articles.models import Article
from articles.models.languages import check_language, endonym

from .refusals import REFUSALS, add_refusal
from .story_pages import page


class LanguageForm(forms.Form):
    """The language into which a story is translated."""

    language = forms.CharField(
        label=_("Language"),
        max_length=35,
        validators=[check_language],
        help_text=_("Its tag, such as az, fr or zh-Hant."),
        widget=forms.TextInput(attrs={"list": "languages", "size": 10, "autocomplete": "off"}),
    )


def urls(desk: Any) -> list[URLPattern]:
    """Return the address of the page, for the desk of stories."""
    view = desk.admin_site.admin_view(translate(desk))
    return [path("<path:object_id>/translate/", view, name="articles_article_translate")]


def translate(desk: Any) -> Callable[..., HttpResponse]:
    """Return the view that asks for a language, begins the translation and goes there."""

    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        article: Article = desk.found(request, object_id)
        if not permissions.allowed(request.user, "translate"):
            raise PermissionDenied
        form = LanguageForm(request.POST or None)
        if form.is_valid():
            try:
                draft = translating.translate(article, request.user, form.cleaned_data["language"])
            except REFUSALS as refusal:
                add_refusal(form, refusal)
            else:
                said = _("This draft has the words of the original. Translate them, then record who says what.")
                desk.message_user(request, said, messages.SUCCESS)
                return HttpResponseRedirect(desk.page_of(draft.pk))
        context = page(desk, request, article, _("Translate"), form=form)
        context |= {
            "others": translating.in_other_languages(article, request.user),
            "offered": [(tag, endonym(tag)) for tag, _name in settings.LANGUAGES],
            "may_translate": permissions.allowed(request.user, "translate", article),
        }
        return TemplateResponse(request, "admin/articles/article/translate.html", context)

    return view
