"""Which rows meet a period, surely or possibly, for a million rows in a few milliseconds."""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.domain.columns import Columns
from dateline.domain.value import dataclass
from dateline.domain.when import Meeting, When, WhenFlag

Mask = NDArray[np.bool_]
Bounds = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class IntervalIndex:
    """The bounds of every row, and of every span of the rows whose date has more than one.

    `several` are those rows; row `several[i]` has the spans from `starts[i]` up to the next start, of which all must
    meet the period where `is_one_of[i]`, else any. `runs` are the few rows with a span that stands for a run of
    members: their dates answer themselves. `is_doubted` is None where no row is.
    """

    bounds: Bounds
    is_doubted: Mask | None
    several: NDArray[np.int64]
    starts: NDArray[np.int64]
    spans: Bounds
    is_one_of: Mask
    runs: Mapping[int, When]

    @classmethod
    def of(cls, columns: Columns) -> Self:
        """Make the index of a chronology's columns."""
        is_doubted = (columns.flags & np.uint16(WhenFlag.UNCERTAIN)).astype(np.bool_)
        runs = {row: when for row, when in columns.several.items() if any(span.unit is not None for span in when.spans)}
        rows = [row for row in columns.several if row not in runs]
        whens = [columns.several[row] for row in rows]
        counts = np.array([len(when.spans) for when in whens], np.int64)
        return cls(
            bounds=(columns.start_earliest, columns.start_latest, columns.end_earliest, columns.end_latest),
            is_doubted=is_doubted if is_doubted.any() else None,
            several=np.array(rows, np.int64),
            starts=np.cumsum(counts) - counts,
            spans=_span_bounds(whens),
            is_one_of=np.array([WhenFlag.ONE_OF in when.flags for when in whens], np.bool_),
            runs=runs,
        )

    def meeting(self, period: When) -> tuple[Mask, Mask]:
        """Return which rows meet a period surely, and which do so surely or possibly; undated rows meet none."""
        stretches = period.stretches()
        surely, possibly = _meeting(self.bounds, stretches)
        if len(self.several):
            span_surely, span_possibly = _meeting(self.spans, stretches)
            every = np.logical_and.reduceat(span_surely, self.starts)
            some = np.logical_or.reduceat(span_surely, self.starts)
            surely[self.several] = np.where(self.is_one_of, every, some)
            possibly[self.several] = np.logical_or.reduceat(span_possibly, self.starts)
        for row, when in self.runs.items():
            meeting = when.meets(period)
            surely[row], possibly[row] = meeting == Meeting.SURELY, meeting != Meeting.NOT
        if self.is_doubted is not None:
            surely &= ~self.is_doubted
        return surely, possibly


def _span_bounds(whens: Sequence[When]) -> Bounds:
    spans = [span for when in whens for span in when.spans]
    return (
        np.array([span.start_earliest for span in spans], np.int64),
        np.array([span.start_latest for span in spans], np.int64),
        np.array([span.end_earliest for span in spans], np.int64),
        np.array([span.end_latest for span in spans], np.int64),
    )


def _meeting(bounds: Bounds, stretches: Sequence[tuple[int, int]]) -> tuple[Mask, Mask]:
    start_earliest, start_latest, end_earliest, end_latest = bounds
    surely = np.zeros(len(start_earliest), np.bool_)
    possibly = np.zeros(len(start_earliest), np.bool_)
    for earliest, latest in stretches:
        meets = (start_earliest < latest) & (end_latest > earliest)
        possibly |= meets
        meets &= start_latest <= latest
        meets &= end_earliest >= earliest
        surely |= meets
    return surely, possibly
