"""Which stretch of time to show: what a file is about, or all that its events bound."""

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.columns import Columns
from dateline.domain.when import FUTURE, PAST


def finite_stretch(columns: Columns, rows: NDArray[np.int64] | None = None) -> tuple[int, int] | None:
    """Return (earliest, latest) of all finite bounds of the given rows, or of all; None where nothing is bounded."""
    chosen = slice(None) if rows is None else rows
    bounds = np.concatenate([columns.start_earliest[chosen], columns.end_latest[chosen]])
    inner = np.concatenate([columns.start_latest[chosen], columns.end_earliest[chosen]])
    finite = np.concatenate([bounds, inner])
    finite = finite[(finite > PAST) & (finite < FUTURE)]
    return (int(finite.min()), int(finite.max())) if len(finite) else None


def first_stretch(chronology: Chronology) -> tuple[int, int]:
    """Return what to show at first: the file's period where it is bounded, else all finite bounds, else 1970."""
    if chronology.period is not None:
        spans = chronology.period.spans
        start = min(span.start_earliest for span in spans)
        end = max(span.end_latest for span in spans)
        if start > PAST and end < FUTURE:
            return start, end
    return finite_stretch(chronology.columns) or (0, 365 * 86400)
