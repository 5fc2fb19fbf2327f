"""What the desk checks say to a publication: errors block it, warnings have to be accepted by whoever publishes.

What was accepted is kept in the audit entry of the publication, and holds for the updates that follow.
"""

from collections.abc import Collection
from typing import Any

from django.utils.translation import ngettext

from articles.models import Article, AuditEntry

from .checks import Finding, run
from .errors import Faulty, Unaccepted


def settle(article: Article, accepted: Collection[str] | None) -> dict[str, Any]:
    """Check `article` before it is published, and return what its audit entry keeps: {} or {"accepted": [...]}.

    `accepted` are the keys of the warnings that were looked at; None means that nobody can be asked (a command).
    Raises Faulty where there are errors, Unaccepted where a warning was accepted neither now nor at an earlier
    publication of the story.
    """
    findings = run(article)
    errors = [finding for finding in findings if finding.is_error]
    if errors:
        raise Faulty(_blocked(errors), findings)
    if accepted is None or not findings:
        return {}
    before = accepted_before(article)
    if waiting := [f for f in findings if f.key not in before and f.key not in accepted]:
        raise Unaccepted(_asked(len(waiting)), findings)
    new = [{"key": f.key, "code": f.code, "message": f.message} for f in findings if f.key not in before]
    return {"accepted": new} if new else {}


def accepted_before(article: Article) -> frozenset[str]:
    """Return the keys of the warnings accepted at earlier publications of a story (for a copy, the one it updates)."""
    story = article.update_of_id or article.pk
    entries = AuditEntry.objects.filter(article_id=story, data__has_key="accepted") if story else ()
    return frozenset(warning["key"] for entry in entries for warning in entry.data["accepted"])


def _blocked(errors: list[Finding]) -> str:
    """Return why a story cannot be published: how many quotations are altered, and each other error."""
    altered = sum(error.code == "quote-altered" for error in errors)
    said = [error.message for error in errors if error.code != "quote-altered"]
    if altered:
        text = ngettext(
            "%d quotation no longer has the words that were confirmed. Confirm, correct or reject it first.",
            "%d quotations no longer have the words that were confirmed. Confirm, correct or reject them first.",
            altered,
        )
        said.insert(0, text % altered)
    return " ".join(said)


def _asked(waiting: int) -> str:
    text = ngettext(
        "Not published yet: there is %d warning. Mend it, or tick that you have looked at it, and publish again.",
        "Not published yet: there are %d warnings. Mend them, or tick each that you have looked at, and publish again.",
        waiting,
    )
    return text % waiting
