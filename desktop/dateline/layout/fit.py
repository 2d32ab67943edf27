"""Which stretch of time to show: what a file is about, or all that its events bound."""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.columns import Columns
from dateline.domain.when import FUTURE, PAST

BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def finite_stretch(columns: Columns, rows: NDArray[np.int64] | None = None) -> tuple[int, int] | None:
    """Return (earliest, latest) of all finite bounds of the given rows, or of all; None where nothing is bounded."""
    earliest = columns.start_earliest if rows is None else columns.start_earliest[rows]
    latest = columns.end_latest if rows is None else columns.end_latest[rows]
    is_closed = (earliest > PAST) & (latest < FUTURE)
    found = []
    if is_closed.any():
        found += [int(earliest.min(where=is_closed, initial=FUTURE)), int(latest.max(where=is_closed, initial=PAST))]
    places = np.flatnonzero(~is_closed)  # open ends, and no date: few, and any of their bounds may be an instant
    chosen = places if rows is None else rows[places]
    bounds = np.concatenate([getattr(columns, name)[chosen] for name in BOUNDS])
    found += bounds[(bounds > PAST) & (bounds < FUTURE)].tolist()
    return (min(found), max(found)) if found else None


def first_stretch(chronology: Chronology) -> tuple[int, int]:
    """Return what to show at first: the file's period where it is bounded, else all finite bounds, else 1970."""
    if chronology.period is not None:
        spans = chronology.period.spans
        start = min(span.start_earliest for span in spans)
        end = max(span.end_latest for span in spans)
        if start > PAST and end < FUTURE:
            return start, end
    return whole_stretch(chronology) or (0, 365 * 86400)


def whole_stretch(chronology: Chronology) -> tuple[int, int] | None:
    """Return (earliest, latest) of all finite bounds, or None; looked for once per chronology."""
    if chronology not in _WHOLE:
        _WHOLE[chronology] = finite_stretch(chronology.columns)
    return _WHOLE[chronology]


_WHOLE: WeakKeyDictionary[Chronology, tuple[int, int] | None] = WeakKeyDictionary()
