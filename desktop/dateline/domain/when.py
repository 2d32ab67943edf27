"""A date as known: bounds, precision and qualifiers, and how it meets a period (the one date algebra)."""

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

PAST = -(2**63)
"""The instant of a start that has no bound."""
FUTURE = 2**63 - 1
"""The instant of an end that has no bound."""


class Precision(IntEnum):
    """The finest unit a date is sure of, coarse to fine."""

    MILLENNIUM = 1
    CENTURY = 2
    DECADE = 3
    YEAR = 4
    SEASON = 5
    MONTH = 6
    DAY = 7
    HOUR = 8
    MINUTE = 9
    SECOND = 10


class Meeting(IntEnum):
    """How an event meets a period: no reading of its date does, some do, or every one does."""

    NOT = 0
    POSSIBLY = 1
    SURELY = 2


class WhenFlag(IntFlag):
    """What a date is besides its bounds, as it stands in a column."""

    DATED = 1
    INTERVAL = 2
    APPROXIMATE = 4
    UNCERTAIN = 8
    START_OPEN = 16
    START_UNKNOWN = 32
    END_OPEN = 64
    END_UNKNOWN = 128
    ONE_OF = 256
    EACH = 512
    CLOCK = 1024
    LOCAL = 2048


@dataclass(frozen=True, slots=True)
class Span:
    """One alternative or member: its start lies in [start_earliest, start_latest), its end in [end_earliest, end_latest).

    Instants are seconds since 1970-01-01T00:00Z; PAST and FUTURE stand for no bound. A date without an interval
    has the same start and end: one happening at some time in [start_earliest, end_latest).
    """

    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as its evidence. Made by `edtf.parse_edtf`; `str()` gives its EDTF text.

    `spans` are the alternatives (flag ONE_OF), the members (flag EACH) or the single reading, in time's order.
    """

    text: str
    spans: tuple[Span, ...]
    flags: WhenFlag
    precision: Precision
    fraction: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.text
