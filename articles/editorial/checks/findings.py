"""What a check says: what, where, what to do, and what a verb can mend by itself."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class AddAlias:
    """Take a spelling into the other names of a person (a key); see `editorial.fixing`."""

    person: int
    alias: str

    def __str__(self) -> str:
        return _("Add “%s” to the other names") % self.alias


@dataclass(frozen=True)
class LinkMention:
    """Link a person (a key) as mentioned in the story, described in its words."""

    person: int
    description: str = ""

    def __str__(self) -> str:
        return _("Link as mentioned")


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    code: stable, such as "quote-without-speaker"; level: ERROR or WARNING; message: for an editor: what, where, what to
    do; field: the form's, such as "body", or ""; spans: [start, end) code points of that field's text; quote, person:
    keys; fix: what a verb can do about it. about: what it is about, in words that stay when the text around them moves;
    the `key` under which a warning is accepted comes from it (default: the words at the spans).
    """

    code: str
    level: str
    message: str
    field: str = ""
    spans: Sequence[Sequence[int]] = ()
    quote: int | None = None
    person: int | None = None
    fix: AddAlias | LinkMention | None = None
    about: str = ""

    def __post_init__(self) -> None:
        if self.level not in (ERROR, WARNING):
            raise ValueError(f"the level of a finding is “{ERROR}” or “{WARNING}”, not “{self.level}”")
        object.__setattr__(self, "message", str(self.message))
        object.__setattr__(self, "spans", tuple((int(start), int(end)) for start, end in self.spans))

    @property
    def is_error(self) -> bool:
        return self.level == ERROR

    @property
    def key(self) -> str:
        """What it is acknowledged by: the same wherever the words stand, another for other words."""
        return hashlib.sha256(f"{self.code}\n{self.field}\n{self.about}".encode(errors="replace")).hexdigest()[:16]


def short(words: str, limit: int = 60) -> str:
    """Return the beginning of `words` on one line, cut between words."""
    line = " ".join(words[: limit * 4].split())
    if len(line) <= limit and len(words) <= limit * 4:
        return line
    return (line[:limit].rsplit(" ", 1)[0] or line[:limit]).rstrip(" ,.;:") + "…"
