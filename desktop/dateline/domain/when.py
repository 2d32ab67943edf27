"""A date as known: bounds, precision and qualifiers, and how it meets a period (the one date algebra)."""

from collections.abc import Sequence
from dataclasses import field
from enum import IntEnum, IntFlag

from dateline.domain.calendar import DAY, FUTURE, HOUR, MINUTE, PAST, add_months, civil, instant
from dateline.domain.value import dataclass

__all__ = ["FUTURE", "PAST", "Meeting", "Precision", "Span", "When", "WhenFlag"]


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


SECONDS = {Precision.DAY: DAY, Precision.HOUR: HOUR, Precision.MINUTE: MINUTE, Precision.SECOND: 1}
"""The units of one length, in seconds."""


@dataclass(frozen=True, slots=True)
class Span:
    """One alternative or member: it starts in [start_earliest, start_latest) and ends in [end_earliest, end_latest).

    Instants are seconds since 1970-01-01T00:00Z; PAST and FUTURE stand for no bound. A date without an interval
    has the same start and end: one happening at some time in [start_earliest, end_latest).

    `unit` is set where the span stands for a run of members of an EACH date, one happening in each YEAR, MONTH, DAY
    (or clock unit) from its first to its last; such a span never stands alone in a When.
    """

    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int
    unit: Precision | None = None

    def meets(self, earliest: int, latest: int) -> Meeting:
        """How what the span says meets the stretch [earliest, latest)."""
        if not (self.start_earliest < latest and self.end_latest > earliest):
            return Meeting.NOT
        if self.unit is not None:
            return self._run_meets(self.unit, earliest, latest)
        if self.start_latest <= latest and self.end_earliest >= earliest:
            return Meeting.SURELY
        return Meeting.POSSIBLY

    def _run_meets(self, unit: Precision, earliest: int, latest: int) -> Meeting:
        # Surely only where a whole member lies inside: part of a member may miss its one happening.
        start, end = max(earliest, self.start_earliest), min(latest, self.end_latest)
        if start == PAST:  # members without end before it
            return Meeting.SURELY
        return Meeting.SURELY if _next_unit(_unit_start(start, unit), unit) <= end else Meeting.POSSIBLY


def _unit_start(moment: int, unit: Precision) -> int:
    """The first beginning of a year, month, day or clock unit that is not before the moment."""
    if seconds := SECONDS.get(unit):
        return -(-moment // seconds) * seconds
    here = civil(moment)
    begin = instant(here.year, here.month if unit == Precision.MONTH else 1)
    return begin if begin >= moment else _next_unit(begin, unit)


def _next_unit(moment: int, unit: Precision) -> int:
    if seconds := SECONDS.get(unit):
        return moment + seconds
    here = civil(moment)
    return instant(*add_months(here.year, here.month, 1 if unit == Precision.MONTH else 12))


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as its evidence. Made by `edtf.parse_edtf`; `str()` gives its EDTF text.

    `spans` are the alternatives (flag ONE_OF), the members (flag EACH) or the single reading, in time's order.
    `precision` is the coarsest of what the date is made of, `fraction` the digits after the second's point.
    `written` is the hull before an approximation widened it.
    """

    text: str
    spans: tuple[Span, ...]
    flags: WhenFlag
    precision: Precision
    fraction: str = field(default="", compare=False)
    narrow: tuple[int, int] | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    @property
    def earliest(self) -> int:
        """The first instant it may have begun at; PAST without a bound."""
        return self.spans[0].start_earliest

    @property
    def latest(self) -> int:
        """The instant before which it was over at the latest (exclusive); FUTURE without a bound."""
        return max(span.end_latest for span in self.spans)

    @property
    def hull(self) -> Span:
        """One span around all: the single one itself, else from the first start to the last end."""
        if len(self.spans) == 1:
            return self.spans[0]
        return Span(
            self.earliest,
            max(span.start_latest for span in self.spans),
            min(span.end_earliest for span in self.spans),
            self.latest,
        )

    @property
    def written(self) -> tuple[int, int]:
        """(earliest, latest) as the text has it, before "about" widened it; the same where nothing is approximate."""
        return self.narrow or (self.earliest, self.latest)

    @property
    def is_interval(self) -> bool:
        return bool(self.flags & WhenFlag.INTERVAL)

    @property
    def is_approximate(self) -> bool:
        return bool(self.flags & WhenFlag.APPROXIMATE)

    @property
    def is_uncertain(self) -> bool:
        return bool(self.flags & WhenFlag.UNCERTAIN)

    @property
    def has_clock(self) -> bool:
        return bool(self.flags & WhenFlag.CLOCK)

    @property
    def is_local(self) -> bool:
        """Whether a clock stands without a zone; its instants are reckoned as if it were UTC."""
        return bool(self.flags & WhenFlag.LOCAL)

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The (earliest, latest) of its spans in time's order, overlapping and adjacent ones merged."""
        if len(self.spans) == 1:
            return ((self.spans[0].start_earliest, self.spans[0].end_latest),)
        return merged([(span.start_earliest, span.end_latest) for span in self.spans])

    def meets(self, period: "When") -> Meeting:
        """How it meets a period, which is the whole stretch that `period` may touch (format.md's table).

        A period of several spans is met where any of its stretches is; doubt about the date caps at POSSIBLY.
        """
        meetings = self._meetings(period.stretches())
        surest = max(meetings)
        if self.is_uncertain or (surest and self.flags & WhenFlag.ONE_OF and min(meetings) < Meeting.SURELY):
            return min(surest, Meeting.POSSIBLY)
        return surest

    def _meetings(self, stretches: Sequence[tuple[int, int]]) -> list[Meeting]:
        return [max(span.meets(*stretch) for stretch in stretches) for span in self.spans]

    def within(self, other: "When") -> bool:
        """Whether every reading of it lies inside the hull of the other date."""
        return other.earliest <= self.earliest and self.latest <= other.latest

    def overlaps(self, other: "When") -> bool:
        """Whether some stretch of it and some stretch of the other date have an instant in common."""
        theirs = other.stretches()
        return any(a < d and c < b for a, b in self.stretches() for c, d in theirs)


def merged(stretches: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The same time as disjoint, not adjacent stretches [earliest, latest) in order."""
    result: list[tuple[int, int]] = []
    for earliest, latest in sorted(stretches):
        if result and earliest <= result[-1][1]:
            result[-1] = (result[-1][0], max(latest, result[-1][1]))
        else:
            result.append((earliest, latest))
    return tuple(result)
