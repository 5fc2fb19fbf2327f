"""What the audit log says, in words: the one dictionary of acts, for lists, filters, exports and timelines."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_datetime
from django.utils.encoding import force_str
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article, AuditEntry

# What somebody did, after their name: "Ines sent it to review".
ACTS: dict[str, Any] = {
    "create": gettext_lazy("made it"),
    "save": gettext_lazy("changed it"),
    "autosave": gettext_lazy("wrote on it (saved by itself)"),
    "take in": gettext_lazy("took in copy"),
    "translate": gettext_lazy("began a translation"),
    "delete": gettext_lazy("deleted it"),
    "restore": gettext_lazy("put an earlier text back"),
    "restore deleted": gettext_lazy("put it back after it was deleted"),
    "submit": gettext_lazy("sent it to review"),
    "take_back": gettext_lazy("took it back from review"),
    "send_back": gettext_lazy("sent it back"),
    "approve": gettext_lazy("approved it"),
    "publish": gettext_lazy("published it"),
    "schedule": gettext_lazy("scheduled it"),
    "unschedule": gettext_lazy("took it off the schedule"),
    "start update": gettext_lazy("started an update"),
    "publish update": gettext_lazy("published an update"),
    "discard update": gettext_lazy("discarded the update"),
    "correct": gettext_lazy("corrected it"),
    "retract": gettext_lazy("retracted it"),
    "reinstate": gettext_lazy("gave it back to readers"),
    "spike": gettext_lazy("spiked it"),
    "unspike": gettext_lazy("took it off the spike"),
    "assign": gettext_lazy("assigned it"),
    "comment": gettext_lazy("commented"),
    "find quotes": gettext_lazy("had the quotations found"),
    "confirm": gettext_lazy("confirmed a quotation"),
    "reject": gettext_lazy("rejected a quotation"),
    "share": gettext_lazy("made a share link"),
    "revoke link": gettext_lazy("revoked a share link"),
    "merge": gettext_lazy("merged two records"),
    "unmerge": gettext_lazy("undid a merge"),
    "set apart": gettext_lazy("said that two records are not the same"),
    "set apart no more": gettext_lazy("no longer says that two records are not the same"),
    "make renditions": gettext_lazy("the pictures for readers were made"),
    "remove renditions": gettext_lazy("the pictures for readers were removed"),
}

# The same acts where they were done to a part of a story or to another record.
_ON_PARTS = {
    "create": gettext_lazy("added %s"),
    "save": gettext_lazy("changed %s"),
    "delete": gettext_lazy("deleted %s"),
}
_NOUNS = {
    "quote": gettext_lazy("a quotation"),
    "hop": gettext_lazy("a step of the source chain"),
    "mention": gettext_lazy("a person mentioned"),
    "person": gettext_lazy("a person"),
    "role": gettext_lazy("a role"),
    "source": gettext_lazy("a source"),
    "topic": gettext_lazy("a topic"),
    "photo": gettext_lazy("a photo"),
    "redirect": gettext_lazy("a redirect"),
}


def act(verb: str) -> str:
    """Return a verb of the log in words; one that is not in the dictionary stands for itself."""
    return force_str(ACTS.get(verb, verb))


def said(entry: AuditEntry) -> str:
    """Return what an entry says was done, in words: "sent it to review", "changed a role"."""
    noun = _NOUNS.get(entry.model.rpartition(".")[2])
    if noun and entry.verb in _ON_PARTS:
        return force_str(_ON_PARTS[entry.verb]) % noun
    return act(entry.verb)


def kind(model: str) -> str:
    """Return what "articles.quote" is called; a table that is gone stands for itself."""
    try:
        return force_str(apps.get_model(model)._meta.verbose_name)
    except (LookupError, ValueError):
        return model


def details(entry: AuditEntry) -> list[str]:
    """Return what else an entry tells, in words: the fields changed, the time set, to whom it went."""
    data = entry.data if isinstance(entry.data, dict) else {}
    told = [_fields(entry.model, data["fields"])] if data.get("fields") else []
    became = data.get("quotes")
    if altered := sum(what in {"altered", "lost"} for what in became.values()) if isinstance(became, dict) else 0:
        told.append(ngettext("%d quotation no longer verbatim", "%d quotations no longer verbatim", altered) % altered)
    if entry.verb == "assign":
        told.append(_("to %s") % data["to"] if data.get("to") else _("to nobody"))
    for name, words in _MOMENTS.items():
        if moment := _moment(data.get(name)):
            told.append(force_str(words) % moment)
    if entry.verb == "revoke link" and data.get("note"):
        told.append(_("“%s”") % data["note"])
    if "before" in data and "after" in data:
        told.append(_("“%(before)s” became “%(after)s”") % {n: str(data[n])[:200] for n in ("before", "after")})
    if entry.verb == "find quotes" and "added" in data:
        told.append(ngettext("%d suggested", "%d suggested", data["added"]) % data["added"])
    if entry.verb == "delete" and (what := data.get("headline") or data.get("was")):
        told.append(_("“%s”") % str(what)[:200])
    return told


_MOMENTS = {
    "for": gettext_lazy("for %s"),
    "until": gettext_lazy("until %s"),
    "embargo_broken": gettext_lazy("before its embargo ended, on %s"),
}


def _moment(value: Any) -> str:
    moment = parse_datetime(value) if isinstance(value, str) else None
    return date_format(localtime(moment), "j M Y H:i") if moment and moment.tzinfo else ""


def _fields(model: str, names: Iterable[str]) -> str:
    """Return the names of fields as the desk labels them."""
    try:
        meta = apps.get_model(model)._meta
    except (LookupError, ValueError):
        meta = Article._meta
    return ", ".join(_label(meta, name) for name in names)


def _label(meta: Any, name: str) -> str:
    try:
        return force_str(meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name
