"""Why a verb refused."""

from collections.abc import Sequence
from typing import Any


class EditorialError(Exception):
    """A verb refused and changed nothing. The message tells an editor what was wrong and what to do."""


class Conflict(EditorialError):
    """The record was saved by somebody else since it was opened (D13)."""


class Blocked(EditorialError):
    """The state of the record does not allow the verb."""


class NotAllowed(EditorialError):
    """Whoever asked lacks the right to it."""


class Unreadable(EditorialError):
    """What was brought in is no copy that can be taken in."""


class Checked(EditorialError):
    """Desk checks keep a story from being published; `findings` are all that they found, in order of the page."""

    def __init__(self, message: str, findings: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.findings = list(findings)


class Faulty(Checked, Blocked):
    """Some of the findings are errors, which have to be mended first."""


class Unaccepted(Checked):
    """Some of the findings are warnings that nobody has said to have looked at."""
