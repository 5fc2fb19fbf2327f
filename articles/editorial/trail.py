"""What happened to a quotation, told from the audit log: who changed its words by which save, who decided what, why."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.models import AuditEntry, Quote
from articles.models.gate import WAITING

SHOWN = 50


_TOLD = {
    "altered": _("its words were changed"),
    "lost": _("its words were taken out"),
    "restored": _("its words were put back"),
    "confirm": _("confirmed"),
    "reject": _("rejected"),
    "create": _("recorded"),
    "save": _("edited"),
    "delete": _("deleted"),
}


@dataclass(frozen=True)
class Event:
    """One thing that happened to a quotation.

    `what` is a verb of the log, or "altered", "lost" or "restored" where a save of the text did that. `before` and
    `after` are its words, where they were decided anew.
    """

    at: datetime
    who: str
    what: str
    reason: str
    before: str
    after: str

    @property
    def told(self) -> str:
        """What happened, in words."""
        return str(_TOLD.get(self.what, self.what))


def trail(quote: Quote) -> list[Event]:
    """Return what happened to `quote`, the latest first, at most the latest 50.

    What was done in a working copy belongs to the quotation of the story that it updates.
    """
    quote = quote.copy_of or quote
    by_itself = AuditEntry.objects.filter(model=quote._meta.label_lower, key=quote.guid[:255])
    story = quote.article.update_of_id or quote.article_id
    by_its_text = AuditEntry.objects.filter(article=story, data__quotes__has_key=quote.guid)
    entries = {entry.pk: entry for rows in (by_itself, by_its_text) for entry in rows.order_by("-at", "-pk")[:SHOWN]}
    latest = sorted(entries.values(), key=lambda entry: (entry.at, entry.pk), reverse=True)
    return [_event(entry, quote.guid) for entry in latest[:SHOWN]]


def _settled(data: dict[str, str]) -> str:
    """Return what an editor made of a quotation by giving it other words by hand."""
    if not data.get("is"):
        return ""
    return data["is"] if data["is"] in WAITING else "restored"


def _event(entry: AuditEntry, guid: str) -> Event:
    data = entry.data
    what = data.get("quotes", {}).get(guid) or _settled(data) or entry.verb
    return Event(entry.at, entry.username, what, entry.reason, data.get("before", ""), data.get("after", ""))
