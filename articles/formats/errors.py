"""What goes wrong when copy is read."""


class FormatError(ValueError):
    """Copy that cannot be read: says what was wrong, where, and what to do about it."""

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.what = what
        self.where = where
        self.remedy = remedy
