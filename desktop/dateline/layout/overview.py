"""The overview strip: how many events each column of it holds, of all and of those shown."""

import math
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.columns import Columns
from dateline.domain.query import Answer
from dateline.domain.value import dataclass
from dateline.layout.anchors import anchors_of_rows, time_order
from dateline.layout.fit import first_stretch, whole_stretch
from dateline.layout.ticks import Tick, ticks
from dateline.layout.viewport import REACH, Viewport

COLUMN = 4
"""Layout units per column."""
FAR = 2.0
"""Where all dates take more than so many times the file's period, the strip covers the period and counts the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """Exact counts per column of COLUMN layout units, by where events stand among others (see `anchors`).

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
    whole = _WHOLES.get(chronology)
    if whole is None or whole.width != width:
        whole = _WHOLES[chronology] = _whole(chronology, width)
    if whole.viewport is None:
        return None
    columns, viewport = chronology.columns, whole.viewport
    found = np.empty(0) if hits is None else viewport.x_of(_stand(columns, hits[columns.is_dated[hits]]))
    majors, minors = ticks(viewport)
    shown = whole.counts if len(answer) == len(chronology) else _counts(chronology, answer, viewport)
    return Overview(
        viewport, whole.counts[1:-1], shown[1:-1], found, majors if len(majors) > 2 else minors,
        before=int(shown[0]), after=int(shown[-1]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Whole:
    """What no filter changes: the strip's stretch at a width, and how many events stand before, in and after it."""

    width: float
    viewport: Viewport | None
    counts: NDArray[np.int64]


_WHOLES: WeakKeyDictionary[Chronology, _Whole] = WeakKeyDictionary()


def _whole(chronology: Chronology, width: float) -> _Whole:
    stretch = _stretch(chronology)
    if stretch is None:
        return _Whole(width, None, np.empty(0, np.int64))
    viewport = Viewport.fitted(*stretch, width, margin=0.01)
    return _Whole(width, viewport, _counts(chronology, None, viewport))


def _stretch(chronology: Chronology) -> tuple[int, int] | None:
    every, period = whole_stretch(chronology), first_stretch(chronology)
    if every is None:
        return None
    whole = min(every[0], period[0]), max(every[1], period[1])
    return period if whole[1] - whole[0] > FAR * (period[1] - period[0]) else whole


def _counts(chronology: Chronology, answer: Answer | None, viewport: Viewport) -> NDArray[np.int64]:
    """How many dated events of an answer, or of all, stand before the strip, in each column, and after it.

    They are looked up in the order of time; only the few that have no beginning are out of it, and come first.
    """
    rows, anchors = time_order(chronology)
    if answer is not None:
        is_shown = np.zeros(len(chronology), np.bool_)
        is_shown[answer.rows] = True
        kept = is_shown[rows].nonzero()[0]
        rows, anchors = rows[kept], anchors[kept]
    number = max(math.ceil(viewport.width / COLUMN), 1)
    edges = np.array([viewport.instant_at(min(COLUMN * place, viewport.width)) for place in range(number + 1)])
    open_ones = int(anchors.searchsorted(-REACH, side="right"))
    places = np.concatenate([[open_ones], anchors.searchsorted(edges), [len(anchors)]])
    counts: NDArray[np.int64] = np.diff(np.maximum(places, open_ones))
    for place in edges.searchsorted(_stand(chronology.columns, rows[:open_ones]), side="right").tolist():
        counts[place] += 1
    return counts


def _stand(columns: Columns, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where dated rows stand: at their anchors, or at their latest bound where they have no beginning."""
    anchors, end = anchors_of_rows(columns, rows), columns.end_latest[rows]
    return np.where((anchors <= -REACH) & (end < REACH), end, anchors)
