"""The differences between two editions of a story, told in words: "2 quotations added, 1 reworded".

The contents are those that `editions.read` returns. The tallies are plain counts, the same in both directions but for
what was added in one and removed in the other.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext

from .comparing import matches

Content = dict[str, Any]

# What is counted of the quotations: alone or first in the sentence, and further on in it.
_QUOTES = {
    "added": (
        ngettext_lazy("%d quotation added", "%d quotations added"),
        ngettext_lazy("%d added", "%d added"),
    ),
    "reworded": (
        ngettext_lazy("%d quotation reworded", "%d quotations reworded"),
        ngettext_lazy("%d reworded", "%d reworded"),
    ),
    "reattributed": (
        ngettext_lazy("%d quotation attributed to somebody else", "%d quotations attributed to somebody else"),
        ngettext_lazy("%d attributed to somebody else", "%d attributed to somebody else"),
    ),
    "named": (
        ngettext_lazy("%d quotation given a speaker", "%d quotations given a speaker"),
        ngettext_lazy("%d given a speaker", "%d given a speaker"),
    ),
    "unnamed": (
        ngettext_lazy("%d quotation left without a speaker", "%d quotations left without a speaker"),
        ngettext_lazy("%d left without a speaker", "%d left without a speaker"),
    ),
    "recast": (
        ngettext_lazy(
            "%d quotation by the same speaker in another role", "%d quotations by the same speaker in another role"
        ),
        ngettext_lazy("%d in another role", "%d in another role"),
    ),
    "described": (
        ngettext_lazy("%d quotation described otherwise", "%d quotations described otherwise"),
        ngettext_lazy("%d described otherwise", "%d described otherwise"),
    ),
    "removed": (
        ngettext_lazy("%d quotation removed", "%d quotations removed"),
        ngettext_lazy("%d removed", "%d removed"),
    ),
}
_DESCRIBED = "kind attribution cue venue said_on original_language original_words via within".split()
_SINGLE = {
    "dateline": gettext_lazy("dateline"),
    "source": gettext_lazy("source"),
    "byline": gettext_lazy("byline"),
    "credit_line": gettext_lazy("credit line"),
    "external_url": gettext_lazy("address at the source"),
    "language": gettext_lazy("language"),
    "slug": gettext_lazy("address"),
}
_LISTS = {
    "topics": gettext_lazy("topics"),
    "mentions": gettext_lazy("people mentioned"),
    "hops": gettext_lazy("source chain"),
}


def told(before: Content, after: Content) -> list[str]:
    """Return what `after` has otherwise than `before`, one phrase a subject; empty where readers see no difference."""
    return [
        *_told_quotes(quotes_tally(before, after)),
        *_told_line(before["headline"], after["headline"], _("headline")),
        *_told_line(before["summary"], after["summary"], _("summary")),
        *_told_text(before["body"], after["body"]),
        *_told_photo(before, after),
        *_told_single(before, after),
        *_told_translation(before, after),
        *_told_lists(before, after),
    ]


def quotes_tally(before: Content, after: Content) -> dict[str, int]:
    """Count the quotations that are new, gone, or said of otherwise; the keys are those of the phrases above."""
    old, new = by_guid(before), by_guid(after)
    tally: Counter[str] = Counter(added=len(new.keys() - old.keys()), removed=len(old.keys() - new.keys()))
    for guid in old.keys() & new.keys():
        tally.update(_otherwise(old[guid], new[guid]))
    return {name: tally[name] for name in _QUOTES}


def by_guid(content: Content) -> dict[str, dict[str, Any]]:
    """Return the quotations of an edition by their identifiers."""
    return {quote["guid"]: quote for quote in content["quotes"]}


def name_of(value: Any) -> str:
    """Return the name of a record as an edition holds it; nothing where there is none."""
    return str(value.get("name", "")) if isinstance(value, dict) else ""


def same_record(one: Any, other: Any) -> bool:
    """Return whether two records of editions are one: by address, or by name, for either may be changed later."""
    if not one or not other:
        return not one and not other
    addresses = [(row.get("slug"), row.get("is")) for row in (one, other)]
    return name_of(one) == name_of(other) or addresses[0] == addresses[1]


def single(content: Content) -> dict[str, str]:
    """Return the facts that an edition states once, by the keys of `label`; empty texts where it has none."""
    date = str(content.get("dateline_date") or "")
    facts = {name: str(content.get(name) or "") for name in _SINGLE}
    dateline = ", ".join(filter(None, [content["dateline_place"], date]))
    return facts | {"dateline": dateline, "source": name_of(content.get("source"))}


def label(name: str) -> str:
    """Return what a fact or list of an edition is called."""
    return str((_SINGLE | _LISTS)[name])


def _otherwise(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    if old["words"] != new["words"]:
        yield "reworded"
    was, now = old.get("speaker"), new.get("speaker")
    if not same_record(was, now):
        yield "reattributed" if was and now else "named" if now else "unnamed"
    elif (old.get("role") or "") != (new.get("role") or ""):
        yield "recast"
    if any(_plain(old.get(name)) != _plain(new.get(name)) for name in _DESCRIBED):
        yield "described"


def _plain(value: Any) -> str:
    return name_of(value) or str(value or "")


def _told_quotes(tally: dict[str, int]) -> Iterator[str]:
    there = [(name, count) for name, count in tally.items() if count]
    if there:
        yield ", ".join(str(_QUOTES[name][place > 0] % count) for place, (name, count) in enumerate(there))


def _told_line(before: str, after: str, what: str) -> Iterator[str]:
    if before != after:
        said = (_("%s changed") if after else _("%s removed")) if before else _("%s added")
        yield said % what


def words_tally(before: str, after: str) -> tuple[int, int, int]:
    """Return how many words were added and removed, and in how many places."""
    # One and the same comparison in both directions: difflib finds more in one than in the other.
    turned = before > after
    old, new = sorted((before, after))
    old_words, new_words = old.split(), new.split()
    shared = matches(old_words, new_words)
    kept = sum(count for _old, _new, count in shared)
    ends = [(i, k, i + n, k + n) for i, k, n in [(0, 0, 0), *shared, (len(old_words), len(new_words), 0)]]
    places = sum(b[0] > a[2] or b[1] > a[3] for a, b in pairwise(ends))
    added, removed = len(new_words) - kept, len(old_words) - kept
    return (removed, added, places) if turned else (added, removed, places)


def _told_text(before: str, after: str) -> Iterator[str]:
    if before == after:
        return
    added, removed, places = words_tally(before, after)
    where = ngettext("in %d place", "in %d places", places) % places
    gained = ngettext("%d word added", "%d words added", added) % added
    lost = ngettext("%d word removed", "%d words removed", removed) % removed
    if added and removed:
        yield _("%(words)s, %(removed)d removed %(where)s") % {"words": gained, "removed": removed, "where": where}
    elif added or removed:
        yield _("%(words)s %(where)s") % {"words": gained if added else lost, "where": where}
    else:
        yield _("line breaks or spaces of the text changed")


def _told_photo(before: Content, after: Content) -> Iterator[str]:
    # Editions that do not name one are of a time when readers were shown none.
    was, now = before.get("lead_photo"), after.get("lead_photo")
    if was and now and was != now and was.get("guid") == now.get("guid"):
        yield _("photo described otherwise")
    elif was != now:
        yield (_("photo changed") if now else _("photo removed")) if was else _("photo added")


def _told_single(before: Content, after: Content) -> Iterator[str]:
    was, now = single(before), single(after)
    for name in _SINGLE:
        said = {"what": label(name), "was": was[name], "now": now[name]}
        if was[name] == now[name]:
            continue
        if was[name] and now[name]:
            yield _("%(what)s changed from “%(was)s” to “%(now)s”") % said
        elif now[name]:
            yield _("%(what)s added: “%(now)s”") % said
        else:
            yield _("%(what)s removed: “%(was)s”") % said


def _told_translation(before: Content, after: Content) -> Iterator[str]:
    # The original may be hidden from readers, so it is not named.
    was, now = before.get("translation_of"), after.get("translation_of")
    if was != now:
        if was and now:
            yield _("given as a translation of another story than before")
        else:
            yield _("given as a translation") if now else _("no longer given as a translation")


def _told_lists(before: Content, after: Content) -> Iterator[str]:
    for name in _LISTS:
        was, now = (Counter(map(_entry, content[name])) for content in (before, after))
        parts = []
        if more := list((now - was).elements()):
            parts.append(pgettext("in a list of changes", "added %s") % ", ".join(more))
        if fewer := list((was - now).elements()):
            parts.append(_("removed %s") % ", ".join(fewer))
        if parts:
            yield f"{label(name)}: {'; '.join(parts)}"
        elif _rows(before[name]) != _rows(after[name]):
            yield _("%s changed") % label(name)


def _entry(row: dict[str, Any]) -> str:
    """Return the name of one topic, person, or source of a chain."""
    return name_of(row) or name_of(row.get("person")) or name_of(row.get("source"))


def _rows(rows: list[dict[str, Any]]) -> list[Any]:
    """Return rows without the addresses of their records, which change without the story."""
    return [sorted((key, _plain(value)) for key, value in row.items() if key != "slug") for row in rows]
