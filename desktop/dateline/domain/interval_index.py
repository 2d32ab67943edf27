"""Which rows meet a period, surely or possibly, for a million rows in a few milliseconds."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.domain.columns import Columns
from dateline.domain.when import When, WhenFlag

Mask = NDArray[np.bool_]
Bounds = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def stretches(period: When) -> tuple[tuple[int, int], ...]:
    """Return the stretches of time [earliest, latest) that a period covers, in time's order, adjacent ones merged."""
    merged: list[tuple[int, int]] = []
    for span in sorted(period.spans, key=lambda span: span.start_earliest):
        earliest, latest = span.start_earliest, span.end_latest
        if merged and earliest <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], latest))
        else:
            merged.append((earliest, latest))
    return tuple(merged)


@dataclass(frozen=True, slots=True, eq=False)
class IntervalIndex:
    """The bounds of every row, and of every span of the rows whose date has more than one.

    `several` are those rows, ascending; row `several[i]` has the spans `starts[i]` up to the next start; `is_each`
    says whether its spans are members that all hold, and not alternatives. `is_doubted` is None where no row is.
    """

    bounds: Bounds
    is_doubted: Mask | None
    several: NDArray[np.int64]
    starts: NDArray[np.int64]
    spans: Bounds
    is_each: Mask

    @classmethod
    def of(cls, columns: Columns) -> Self:
        """Make the index of a chronology's columns."""
        is_doubted = (columns.flags & np.uint16(WhenFlag.UNCERTAIN)).astype(np.bool_)
        whens = [columns.several[row] for row in sorted(columns.several)]
        spans = np.array(
            [(s.start_earliest, s.start_latest, s.end_earliest, s.end_latest) for when in whens for s in when.spans],
            np.int64,
        ).reshape(-1, 4)
        ends = np.cumsum([len(when.spans) for when in whens], dtype=np.int64)
        return cls(
            bounds=(columns.start_earliest, columns.start_latest, columns.end_earliest, columns.end_latest),
            is_doubted=is_doubted if is_doubted.any() else None,
            several=np.array(sorted(columns.several), np.int64),
            starts=np.concatenate((np.zeros(1, np.int64), ends[:-1])) if whens else ends,
            spans=(spans[:, 0], spans[:, 1], spans[:, 2], spans[:, 3]),
            is_each=np.array([WhenFlag.EACH in when.flags for when in whens], np.bool_),
        )

    def meeting(self, period: When) -> tuple[Mask, Mask]:
        """Return which rows meet a period surely, and which do so surely or possibly; undated rows meet none."""
        covered = stretches(period)
        surely, possibly = _meeting(self.bounds, covered)
        if len(self.several):
            span_surely, span_possibly = _meeting(self.spans, covered)
            every = np.logical_and.reduceat(span_surely, self.starts)
            some = np.logical_or.reduceat(span_surely, self.starts)
            surely[self.several] = np.where(self.is_each, some, every)
            possibly[self.several] = np.logical_or.reduceat(span_possibly, self.starts)
        if self.is_doubted is not None:
            surely &= ~self.is_doubted
        return surely, possibly


def _meeting(bounds: Bounds, covered: tuple[tuple[int, int], ...]) -> tuple[Mask, Mask]:
    start_earliest, start_latest, end_earliest, end_latest = bounds
    surely = np.zeros(len(start_earliest), np.bool_)
    possibly = np.zeros(len(start_earliest), np.bool_)
    for earliest, latest in covered:
        meets = (start_earliest < latest) & (end_latest > earliest)
        possibly |= meets
        meets &= start_latest <= latest
        meets &= end_earliest >= earliest
        surely |= meets
    return surely, possibly
