"""The checks by name, and one run of all of them. A check that fails costs its own findings and nobody else's."""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import islice

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.models import Article

from .findings import WARNING, Finding
from .story import Story, look

Check = Callable[[Story], Iterable[Finding]]

_CHECKS: dict[str, Check] = {}
_AT_MOST = 100  # findings of one check
_SPANS_AT_MOST = 50
_OURS = __name__.rpartition(".")[0]
_ORDER = ("headline", "summary", "source", "dateline_place", "dateline_date", "body", "lead_photo")
_log = logging.getLogger(__name__)


def check(function: Check) -> Check:
    """Register a function that yields the findings of one kind on a story; for use as a decorator."""
    _CHECKS[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def run(article: Article) -> list[Finding]:
    """Return what all checks find on `article` as the instance has it, in order of its page.

    What is found twice under one key is one finding with the places of both.
    """
    story = look(article)
    found: dict[str, Finding] = {}
    for name, function in _CHECKS.items():
        for finding in _findings(name, function, story):
            same = found.get(finding.key)
            spans = sorted({*same.spans, *finding.spans}) if same else finding.spans
            found[finding.key] = replace(same or finding, spans=spans)
    return sorted(found.values(), key=_place)


def _findings(name: str, function: Check, story: Story) -> list[Finding]:
    """Return the findings of one check; where it fails, one that says so."""
    try:
        with _shielded(name):
            return [_placed(finding, story) for finding in islice(function(story), _AT_MOST)]
    except Exception:
        _log.exception("The check %s failed on %s", name, story.article.guid)
        text = _("The check “%s” failed, so what it looks for was not looked for. Tell whoever looks after it.") % name
        return [Finding("check-failed", WARNING, text, about=name)]


def _shielded(name: str) -> AbstractContextManager[object]:
    """Return what keeps a query that fails in a newsroom's own check from spoiling the transaction around it."""
    ours = name.startswith(_OURS + ".")
    return nullcontext() if ours or not connection.in_atomic_block else transaction.atomic()


def _placed(finding: Finding, story: Story) -> Finding:
    """Return a finding with the spans that lie in its text, not more than a page can show, and what it is about."""
    text = story.text_of(finding.field)
    spans = [span for span in finding.spans[:_SPANS_AT_MOST] if 0 <= span[0] < span[1] <= len(text)]
    return replace(finding, spans=spans, about=finding.about or "\n".join(text[slice(*span)] for span in spans))


def _place(finding: Finding) -> tuple[int, int, str]:
    field = _ORDER.index(finding.field) if finding.field in _ORDER else len(_ORDER)
    return field, finding.spans[0][0] if finding.spans else -1, finding.code
