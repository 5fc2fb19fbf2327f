"""What the desk checks found, on a story's form: listed with the refusal that it caused, accepted and mended there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.editorial.accepting import accepted_before
from articles.editorial.checks import run
from articles.editorial.errors import Checked
from articles.editorial.fixing import fix, may_fix
from articles.editorial.permissions import allowed
from articles.models import Article

_AT_MOST = 500  # ticks; a story with more has other troubles


def accepted(request: HttpRequest) -> list[str]:
    """Return the keys of the warnings that were ticked as looked at, in this form or before it was shown anew."""
    return [*request.POST.getlist("accept"), *request.GET.getlist("accept")][:_AT_MOST]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return what "admin/articles/findings.html" lists: after a refusal, or if a writer asks by "?findings"; else {}.

    findings: all of them, in order of the page; accepted: the keys that are ticked; fixable: those with a button.
    """
    refusal = getattr(request, "refusal", None)
    if isinstance(refusal, Checked):
        found = refusal.findings
    elif "findings" in request.GET and article is not None and allowed(request.user, "save", article):
        found = run(article)
    else:
        return {}
    return {
        "findings": found,
        "accepted": {*accepted(request), *(accepted_before(article) if article else ())},
        "fixable": {finding.key for finding in found if finding.fix and may_fix(finding, request.user)},
    }


def fix_if_asked(desk: Any, request: HttpRequest, article: Article) -> HttpResponse | None:
    """Mend the finding whose button sent the form, which has just been saved, and list those that are left.

    None where no such button was used. Raises what the verb raises: then the form comes back with its text.
    """
    key = request.POST.get("_fix")
    if key is None:
        return None
    finding = next((finding for finding in run(article) if finding.key == key), None)
    if finding is None:
        desk.message_user(request, _("This is settled already; the story was saved."), messages.INFO)
    else:
        fix(article, finding, request.user)
        desk.message_user(request, _("Saved, and done: %s.") % finding.fix, messages.SUCCESS)
    shown = urlencode({"findings": 1, "accept": accepted(request)}, doseq=True)
    return HttpResponseRedirect(f"{desk.page_of(article.pk)}?{shown}#findings")
