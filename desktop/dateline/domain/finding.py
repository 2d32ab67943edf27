"""A finding: something a reader or a check has to say about a file, and where."""

from enum import StrEnum

from dateline.domain.value import dataclass


class Level(StrEnum):
    """How grave a finding is; the value is the word shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about a file; `line` and `column` are 1-based, 0 where unknown.

    `check` names the check that found it ("single-source"; empty: the format's own rules), `event` the id of the event
    it is about (empty: none).
    """

    level: Level
    message: str
    line: int = 0
    column: int = 0
    check: str = ""
    event: str = ""

    def located(self, name: str) -> str:
        """Return "NAME:LINE:COLUMN: LEVEL: MESSAGE" as compilers write it; what is unknown counts as the first."""
        return f"{name}:{self.line or 1}:{self.column or 1}: {self.level}: {self.message}"
