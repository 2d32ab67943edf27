"""One measured thing: what it cost, the floor beside it, and whether it keeps what was promised."""

from enum import StrEnum

from dateline.bench.clock import Timing
from dateline.domain.value import dataclass


class Of(StrEnum):
    """Which value of a figure a limit holds."""

    MEDIAN = "median"
    P95 = "p95"
    CPU = "CPU"


@dataclass(frozen=True, slots=True)
class Limit:
    """What was promised: at most `most` of the figure's unit."""

    of: Of
    most: float

    def __str__(self) -> str:
        return f"{self.of} ≤ {self.most:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value in `unit`; `median` is None where it was not measured, and `note` says why.

    `point` is the number of the promise it belongs to (0: a floor, or a comparison), `events` the chronology's size
    (0: of none), `floor` what the least imaginable costs in the same run.
    """

    point: int
    name: str
    median: float | None
    p95: float | None = None
    cpu: float | None = None
    unit: str = "ms"
    limits: tuple[Limit, ...] = ()
    floor_name: str = ""
    floor: float | None = None
    events: int = 0
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether every limit is kept; empty where there is none, or nothing to hold against it."""
        if not self.limits or self.median is None:
            return ""
        values = {Of.MEDIAN: self.median, Of.P95: self.p95, Of.CPU: self.cpu}
        known = [(values[limit.of], limit.most) for limit in self.limits]
        return "reached" if all(value is not None and value <= most for value, most in known) else "short"


def figure(
    point: int,
    name: str,
    timing: Timing,
    limits: tuple[Limit, ...] = (),
    floor: "Figure | None" = None,
    events: int = 0,
    note: str = "",
) -> Figure:
    """Return the figure of some timed steps."""
    return Figure(
        point,
        name,
        timing.median,
        timing.p95,
        timing.cpu_median,
        limits=limits,
        floor_name=floor.name if floor else "",
        floor=floor.median if floor else None,
        events=events,
        note=note,
    )


def median(most: float) -> Limit:
    """A limit for the median."""
    return Limit(Of.MEDIAN, most)


def p95(most: float) -> Limit:
    """A limit for the 95th percentile."""
    return Limit(Of.P95, most)


def cpu(most: float) -> Limit:
    """A limit for the CPU's median."""
    return Limit(Of.CPU, most)
