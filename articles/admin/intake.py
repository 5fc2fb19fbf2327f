"""The box of the board: copy pasted or dropped becomes drafts, and the editor lands on the story."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.editorial.copy_files import ACCEPTED, COPY_LIMIT, FILE_LIMIT, label
from articles.editorial.errors import EditorialError, Unreadable
from articles.editorial.intake import Taken, take_in
from articles.editorial.suggesting import Suggested
from articles.models import Article

from .base import link

FILES_AT_ONCE = 20


@dataclass
class Box:
    """The box as it was sent and is shown again: what is still in it, and what is said of each piece.

    known: stories that the copy sent had become before; faults: why pieces were refused
    """

    copy: str = ""
    source: str = ""
    known: list[tuple[str, Article]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    made: list[Taken] = field(default_factory=list)
    accepted = ",".join(ACCEPTED)
    most = COPY_LIMIT


def receive(request: HttpRequest) -> Box:
    """Take in what was sent, each piece by itself, and return the box with what is left of it.

    A single piece is assigned to whoever sent it; of several, all that are good become drafts.
    """
    box = Box(request.POST.get("copy", ""), request.POST.get("source", "").strip()[:200])
    files = request.FILES.getlist("files")
    if not box.copy.strip() and not files:
        box.faults.append(str(_("There is nothing in the box: paste the words of the copy, or choose a file.")))
        return box
    if len(files) > FILES_AT_ONCE:
        box.faults.append(
            str(_("%(sent)d files were sent; bring at most %(most)d at once. None was taken in."))
            % {"sent": len(files), "most": FILES_AT_ONCE}
        )
        return box
    single = len(files) + bool(box.copy.strip()) == 1
    if box.copy.strip():
        box.copy = _take(request, box, box.copy, "", single) or ""
    for file in files:
        left = _take(request, box, file, file.name or "", single)
        if single and isinstance(left, str):
            box.copy = left
    return box


def _take(request: HttpRequest, box: Box, piece: str | UploadedFile, name: str, single: bool) -> str | None:
    """Take one piece in; return its text where it stays in the box."""
    try:
        copy = piece if isinstance(piece, str) else _read(piece)
        taken = take_in(
            copy, request.user, name=name, source=box.source, mine=single, again=bool(request.POST.get("again"))
        )
    except ValidationError as refusal:
        box.faults.append(f"{label(name)}: {' '.join(refusal.messages)}")
    except EditorialError as refusal:
        box.faults.append(str(refusal))
    else:
        if taken.made:
            box.made.append(taken)
            return None
        box.known.append((label(name), taken.article))
        return copy if isinstance(copy, str) else copy.decode("utf-8-sig", "replace")
    return piece if isinstance(piece, str) else None


def _read(file: UploadedFile) -> bytes:
    if file.size > FILE_LIMIT:
        raise Unreadable(
            str(_("%(name)s: larger than %(most)d KB.")) % {"name": label(file.name), "most": FILE_LIMIT // 1000}
        )
    return file.read()


def tell(request: HttpRequest, taken: Taken) -> None:
    """Say what became of a piece, and what its editor has to supply."""
    article, done = taken.article, taken.suggested
    day = date_format(article.dateline_date) if article.dateline_date else ""
    facts = ", ".join(filter(None, (str(article.source or ""), article.dateline_place, day))) or article.headline
    messages.success(request, format_html("{} {}. {}", _("Taken in:"), facts, _found(done) if done else ""))
    notes: list[Any] = [*taken.notes]
    if taken.twin:
        notes.append(format_html("{} {}", _("Another story has the same text:"), link(taken.twin)))
    if notes:
        messages.warning(request, format_html("{}", _joined(notes)))


def _found(done: Suggested) -> str:
    found = ngettext("%d quotation suggested", "%d quotations suggested", done.added) % done.added
    names = ngettext("%d name new on record", "%d names new on record", done.proposed) % done.proposed
    return f"{found}, {names}." if done.proposed else f"{found}."


def _joined(notes: list[Any]) -> Any:
    return format_html(" ".join("{}" for _note in notes), *notes)


def tell_all(request: HttpRequest, made: list[Taken]) -> None:
    """Say how many pieces became drafts, and which."""
    count = ngettext("%d draft was made:", "%d drafts were made:", len(made)) % len(made)
    messages.success(request, format_html("{} {}", count, _joined([link(taken.article) for taken in made])))


def page_of(article: Article) -> str:
    """Return the address of a story on the desk, where its quotations are."""
    return reverse("admin:articles_article_change", args=[article.pk])
