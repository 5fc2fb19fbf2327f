"""Why a verb refused."""


class EditorialError(Exception):
    """A verb refused and changed nothing. The message tells an editor what was wrong and what to do."""


class Conflict(EditorialError):
    """The record was saved by somebody else since it was opened (D13)."""


class Blocked(EditorialError):
    """The state of the record does not allow the verb."""
