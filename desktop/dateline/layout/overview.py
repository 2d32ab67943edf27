"""The overview strip: how many events each column of it holds, of all and of those shown."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer
from dateline.domain.when import FUTURE, PAST
from dateline.layout.fit import finite_stretch, first_stretch
from dateline.layout.ticks import Tick, ticks
from dateline.layout.viewport import REACH, Viewport

COLUMN = 4
"""Layout units per column."""
FAR = 2.0
"""Where all dates take more than so many times the file's period, the strip covers the period and counts the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """Exact counts per column of COLUMN layout units, by the earliest bound (the latest where there is none).

    `every` counts the chronology, `shown` the answer, `hits` are x of what a search found. `viewport` maps the strip;
    `before` and `after` count the shown events that lie outside it, so that none is dropped unseen.
    """

    viewport: Viewport
    every: NDArray[np.int64]
    shown: NDArray[np.int64]
    hits: NDArray[np.float64]
    ticks: tuple[Tick, ...]
    before: int
    after: int


def overview(
    chronology: Chronology, answer: Answer, width: float, hits: NDArray[np.int64] | None = None
) -> Overview | None:
    """Return the strip of a chronology at a width, or None where no event is dated."""
    columns = chronology.columns
    whole = _WHOLES.get(chronology)
    if whole is None or whole.width != width:
        whole = _WHOLES[chronology] = _whole(chronology, width)
    if whole.viewport is None:
        return None
    viewport, stand = whole.viewport, whole.stand
    shown = answer.rows[columns.is_dated[answer.rows]]
    found = viewport.x_of(stand[hits[columns.is_dated[hits]]]) if hits is not None else np.empty(0)
    majors, minors = ticks(viewport)
    return Overview(
        viewport,
        whole.counts,
        whole.counts if len(answer) == len(chronology) else _counts(stand[shown], viewport),
        found,
        majors if len(majors) > 2 else minors,
        before=int(np.count_nonzero(stand[shown] < viewport.start)),
        after=int(np.count_nonzero(stand[shown] >= viewport.end)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Whole:
    """What no filter changes: where events stand at a width, and how many stand in each column."""

    width: float
    viewport: Viewport | None
    stand: NDArray[np.int64]
    counts: NDArray[np.int64]


_WHOLES: WeakKeyDictionary[Chronology, _Whole] = WeakKeyDictionary()


def _whole(chronology: Chronology, width: float) -> _Whole:
    columns, stretch = chronology.columns, _stretch(chronology)
    stand = np.where(columns.start_earliest > PAST, columns.start_earliest, columns.end_latest)
    stand = np.clip(np.where(stand < FUTURE, stand, columns.start_earliest), -REACH, REACH)
    if stretch is None:
        return _Whole(width, None, stand, np.empty(0, np.int64))
    viewport = Viewport.fitted(*stretch, width, margin=0.01)
    return _Whole(width, viewport, stand, _counts(stand[columns.is_dated], viewport))


def _stretch(chronology: Chronology) -> tuple[int, int] | None:
    every, period = finite_stretch(chronology.columns), first_stretch(chronology)
    if every is None:
        return None
    whole = min(every[0], period[0]), max(every[1], period[1])
    return period if whole[1] - whole[0] > FAR * (period[1] - period[0]) else whole


def _counts(stand: NDArray[np.int64], viewport: Viewport) -> NDArray[np.int64]:
    number = max(int(np.ceil(viewport.width / COLUMN)), 1)
    inside = stand[(stand >= viewport.start) & (stand < viewport.end)]
    column = np.clip(viewport.x_of(inside) // COLUMN, 0, number - 1).astype(np.int64)
    return np.bincount(column, minlength=number).astype(np.int64)
