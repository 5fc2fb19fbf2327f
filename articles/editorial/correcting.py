"""Corrections: what was wrong in a published story, attached to the words that it changes, with a note to readers."""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Correction, Edition
from articles.text import clean_line

from . import auditing, copies, editions, permissions
from .accepting import settle
from .changes import Content, by_guid, label, name_of, single
from .errors import Blocked
from .passages import Passage, Place, passages
from .publishing import check_verbatim
from .saving import claimed

LONGEST = 5_000
_FACTS = ("dateline", "source", "byline", "credit_line")
_KINDS = {
    "direct": gettext_lazy("verbatim"),
    "mixed": gettext_lazy("partly verbatim"),
    "indirect": gettext_lazy("in reported speech"),
}
Row = dict[str, str]


def correct(
    copy: Article, user: AbstractBaseUser | None, *, note: str, accepted: Collection[str] | None = None
) -> Article:
    """Publish a working copy as a correction of its story, and return the story.

    `note` tells readers what was wrong; `accepted` is as in `publish`. Each passage that changed, and each quotation
    that is attributed otherwise, becomes a Correction. Raises NotAllowed; what the desk checks raise (see
    `accepting.settle`); Blocked where there is no note, nothing that readers read was changed, a
    quotation waits for a decision, or readers do not have the story; and Conflict where the copy was saved since it
    was read. Nothing is changed then.
    """
    note = clean_line(note)
    with claimed(copy) as before:
        permissions.check(user, "correct", before)
        if not before.update_of_id:
            raise Blocked(_("Only a published story is corrected; save this one, and publish it."))
        if not note:
            raise Blocked(_("Tell readers what was wrong: a correction is published with a note."))
        kept = settle(before, accepted)
        check_verbatim(before)
        article = copies.original(before)
        if not copies.are_out(article):
            raise Blocked(_("Readers do not have this story yet, so there is nothing to correct. Publish the update."))
        edition = copies.fold(before, article, user, kind=Edition.Kind.CORRECTION, note=note, put_right=_required)
        made = record(edition)
        auditing.record(user, "correct", article, edition=edition.number, corrections=len(made), note=note, **kept)
    return article


def record(edition: Edition) -> list[Correction]:
    """Write the corrections that an edition carries in its content, and return them."""
    told = (editions.read(edition) or {}).get("edition", {}).get("corrections", [])
    touched = edition.article.quotes.filter(guid__in={row["quote"] for row in told})
    quotes = dict(touched.values_list("guid", "pk"))
    rows = [
        Correction(
            article=edition.article,
            edition=edition,
            quote_id=quotes.get(row["quote"]),
            before=row["before"],
            after=row["after"],
            note=edition.note,
            made=edition.published,
        )
        for row in told
    ]
    for row in rows:
        row.clean_fields(exclude=["article", "edition", "quote"])
    return Correction.objects.bulk_create(rows)


def _required(before: Content, after: Content) -> list[Row]:
    rows = corrections(before, after)
    if not rows:
        raise Blocked(_("Nothing that readers read was changed. Correct the words, or publish this as an update."))
    return rows


def corrections(before: Content, after: Content) -> list[Row]:
    """Return what readers read otherwise, from the contents of a story before and after: before, after, quote.

    `quote` is the guid of the quotation that is touched, or nothing. Changes of white space alone are left out; a
    passage is cut at LONGEST, for the editions hold it whole.
    """
    rows = [
        *(_row(p.before, p.after) for name in ("headline", "summary") for p in passages(before[name], after[name])),
        *(_row(p.before, p.after, _touched(p, before, after)) for p in passages(before["body"], after["body"])),
        *_attributions(before, after),
        *_facts(before, after),
    ]
    return [row for row in rows if row["before"].split() != row["after"].split()]


def _row(before: str, after: str, quote: str = "") -> Row:
    return {"before": _cut(before.strip()), "after": _cut(after.strip()), "quote": quote}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _touched(passage: Passage, before: Content, after: Content) -> str:
    """Return the innermost of the quotations that readers still have which a passage changes, or nothing."""
    was = by_guid(before)
    found = [
        quote
        for quote in after["quotes"]
        if any(_meets(quote, was.get(quote["guid"]), change) for change in passage.changes)
    ]
    innermost = min(found, key=lambda q: sum(end - start for start, end in q["spans"]), default=None)
    return innermost["guid"] if innermost else ""


def _meets(quote: dict[str, Any], was: dict[str, Any] | None, change: Place) -> bool:
    old_spans = was["spans"] if was else []
    return any(_crosses(span, change.new_start, change.new_end) for span in quote["spans"]) or any(
        _crosses(span, change.old_start, change.old_end) for span in old_spans
    )


def _crosses(span: list[int], start: int, end: int) -> bool:
    return span[0] < end and start < span[1]


def _attributions(before: Content, after: Content) -> Iterator[Row]:
    """Yield how quotations are attributed otherwise, and which are no longer given as quotations though they stand."""
    now = by_guid(after)
    for guid, quote in by_guid(before).items():
        if guid in now:
            old, new = _said_of(quote), _said_of(now[guid])
            differ = [name for name in old if old[name] != new[name]]
            yield _row(*("; ".join(filter(None, (side[name] for name in differ))) for side in (old, new)), guid)
        elif all(part in after["body"] for part in quote["words"].split(" … ")):
            who = name_of(quote["speaker"]) or _("somebody who is not named")
            given = _("Given as the words of %(who)s: “%(words)s”") % {"who": who, "words": quote["words"]}
            yield _row(given, _("Not a quotation"))


def _said_of(quote: dict[str, Any]) -> Row:
    """Return what readers are told of a quotation, fact by fact, in words."""
    who = ", ".join(filter(None, [name_of(quote["speaker"]), quote["role"]]))
    return {
        "speaker": _("Attributed to %s") % who if who else _("Attributed to nobody by name"),
        "kind": _("Given %s") % _KINDS[quote["kind"]],
        "attribution": _("As printed: “%s”") % quote["attribution"] if quote["attribution"] else "",
        "via": _("By way of %s") % name_of(quote["via"]) if quote["via"] else "",
        "venue": _("Where: %s") % quote["venue"] if quote["venue"] else "",
        "said_on": _("Said on %s") % quote["said_on"] if quote["said_on"] else "",
        "original": _("In the original: “%s”") % quote["original_words"] if quote["original_words"] else "",
    }


def _facts(before: Content, after: Content) -> Iterator[Row]:
    """Yield what is said otherwise of the story itself: where it is from, who wrote it, what the photo shows."""
    was, now = single(before), single(after)
    for name in _FACTS:
        old, new = (f"{label(name).capitalize()}: {side[name]}" if side[name] else "" for side in (was, now))
        yield _row(old, new)
    old, new = (
        _("Photo: %s") % _pictured(photo) if (photo := side.get("lead_photo")) else "" for side in (before, after)
    )
    yield _row(old, new)
    old, new = (
        _("Source chain: %s") % ", ".join(name_of(hop["source"]) for hop in side["hops"]) if side["hops"] else ""
        for side in (before, after)
    )
    yield _row(old, new)


def _pictured(photo: dict[str, Any]) -> str:
    return str(photo["caption"] or photo["alt"])
