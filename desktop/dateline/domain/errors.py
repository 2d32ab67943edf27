"""The one exception tree of domain and formats: a sentence for the user, and where it is."""


class ChronologyError(Exception):
    """Something a user can cause and mend.

    Args:
        message: one sentence for the user, without the place.
        where: "file", "file:line" or "file:line:column"; empty where no file is involved.
    """

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class DateError(ChronologyError):
    """A text that is not a date; the message names the part that is wrong."""
