"""Copy as it comes in, pasted or as a file, to items: what is accepted, how much of it, and what is left out of it."""

import unicodedata
from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from articles.formats.errors import FormatError
from articles.formats.item import Item
from articles.formats.wire import read_wire, to_item
from articles.text import clean_line, deceptive_characters

from .errors import Unreadable

COPY_LIMIT = 100_000  # characters; the longest reports of agencies have a fifth of it
FILE_LIMIT = 4 * COPY_LIMIT  # bytes: a character of UTF-8 has at most four
NAME_LIMIT = 100


def _wire(data: bytes, name: str) -> Item:
    return to_item(read_wire(data, name=name))


# What a file's name ends in, and who reads it.
READERS: dict[str, Callable[[bytes, str], Item]] = {".txt": _wire, ".text": _wire}
ACCEPTED = tuple(READERS)


def read_copy(copy: str | bytes, *, name: str = "") -> tuple[Item, list[str]]:
    """Return the item that pasted text or a file's bytes hold, and the invisible characters taken out ("U+202E").

    `name` is the file's, empty for what was pasted; its ending says who reads it. Raises Unreadable, which names the
    file, says what is wrong with it, and what to do.
    """
    reader = READERS[_ending(name)] if name else _wire
    where = label(name)
    data = _plain(copy) if isinstance(copy, bytes) else copy.encode("utf-8", "replace")
    if isinstance(copy, bytes) and len(copy) > FILE_LIMIT:
        raise Unreadable(_("%(name)s: larger than %(most)d KB.") % {"name": where, "most": FILE_LIMIT // 1000})
    try:
        item = reader(_cleaned(data, where, found := []), where)
    except FormatError as error:
        raise Unreadable(str(error)) from error
    _check(item, where)
    return item, found


def label(name: str) -> str:
    """Return how messages name a piece of copy: by its file, cleaned and cut, or as the pasted text."""
    visible = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    return clean_line(visible)[-NAME_LIMIT:] or _("The pasted text")


def _ending(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        raise Unreadable(
            _("%(name)s: not a kind of file that is read here. Bring plain text in UTF-8, named %(kinds)s.")
            % {"name": label(name), "kinds": ", ".join(f"*{kind}" for kind in ACCEPTED)}
        )
    return ending


def _plain(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf")


def _cleaned(data: bytes, where: str, found: list[str]) -> bytes:
    """Return text with line feeds and without what no body may hold; `found` is told what was taken out."""
    if b"\0" in data:
        raise Unreadable(_("%s: not plain text. Save it as text in UTF-8, or paste the words.") % where)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data  # the reader says where
    if len(text) > COPY_LIMIT:
        raise Unreadable(
            _("%(name)s: %(length)d characters long, and %(most)d are taken in at once. Split it.")
            % {"name": where, "length": len(text), "most": COPY_LIMIT}
        )
    for end in ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    text = text.lstrip("\ufeff\n")
    found += deceptive_characters(text, multiline=True)
    gone = {int(code[2:], 16): None for code in found}
    return text.translate(gone).encode()


def _check(item: Item, where: str) -> None:
    if any(c.isalpha() for c in item.body):
        return
    if item.place or item.credit or item.posted:
        raise Unreadable(_("%s: there is a header, and no story below it. Paste the whole copy.") % where)
    raise Unreadable(_("%s: there are no words in it.") % where)
