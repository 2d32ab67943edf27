"""The overview strip: how many events each column of it holds, of all and of those shown."""

import math
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import picked
from dateline.domain.chronology import Chronology
from dateline.domain.columns import Columns
from dateline.domain.query import Answer
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE
from dateline.layout.anchors import anchors_of_rows, standing, time_order
from dateline.layout.fit import first_stretch, whole_stretch
from dateline.layout.ticks import Tick, ticks
from dateline.layout.viewport import REACH, Viewport

COLUMN = 4
"""Layout units per column."""
MANY_HITS = 1000
FAR = 2.0
"""Where all dates take more than so many times the file's period, the strip covers the period and counts the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """Exact counts per column of COLUMN layout units, by where events stand (see `anchors`).

    `every` counts the chronology, `shown` the answer, `hits` are x of what a search found, or of the columns that hold
    any where it found many. `viewport` maps the strip; `before` and `after` count the shown events that lie outside it,
    so that none is dropped unseen.
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
    found = np.empty(0) if hits is None else _hits_at(columns, hits, whole.places, viewport)
    majors, minors = ticks(viewport)
    is_filtered, number = len(answer) < len(chronology), len(whole.counts)
    dated = answer.rows[: answer.surely + answer.possibly]
    shown = np.bincount(whole.places.take(dated), minlength=number) if is_filtered else whole.counts
    return Overview(
        viewport, whole.counts[1:-1], shown[1:-1], found, majors if len(majors) > 2 else minors,
        before=int(shown[0]), after=int(shown[-1]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Whole:
    """What no filter changes: the strip's stretch at a width, and how many events stand before, in and after it.

    `places` says of each row which of these counts it belongs to; of undated ones it says nothing.
    """

    width: float
    viewport: Viewport | None
    places: NDArray[np.uint16]
    counts: NDArray[np.int64]


_WHOLES: WeakKeyDictionary[Chronology, _Whole] = WeakKeyDictionary()


def _whole(chronology: Chronology, width: float) -> _Whole:
    stretch = _stretch(chronology)
    if stretch is None:
        return _Whole(width, None, np.empty(0, np.uint16), np.empty(0, np.int64))
    viewport = Viewport.fitted(*stretch, width, margin=0.01)
    return _Whole(width, viewport, *_places(chronology, viewport))


def _stretch(chronology: Chronology) -> tuple[int, int] | None:
    every, period = whole_stretch(chronology), first_stretch(chronology)
    if every is None:
        return None
    whole = min(every[0], period[0]), max(every[1], period[1])
    return period if whole[1] - whole[0] > FAR * (period[1] - period[0]) else whole


def _places(chronology: Chronology, viewport: Viewport) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """Where each dated row stands: 0 before the strip, 1 in its first column, and so on; and how many do in each place.

    They are looked up in the order of time; only the few that have no beginning are out of it, and come first.
    """
    rows, anchors = time_order(chronology)
    number = _number(viewport)
    edges = np.array([viewport.instant_at(min(COLUMN * place, viewport.width)) for place in range(number + 1)])
    ends = np.append(anchors.searchsorted(edges), len(anchors))
    counts = np.diff(ends, prepend=0)
    places = np.zeros(len(chronology), np.uint16)
    places[rows] = np.repeat(np.arange(number + 2, dtype=np.uint16), counts)
    open_ones = rows[: int(anchors.searchsorted(-REACH, side="right"))]
    for row, place in zip(
        open_ones, edges.searchsorted(_stand(chronology.columns, open_ones), side="right"), strict=True
    ):
        counts[places[row]] -= 1
        counts[place] += 1
        places[row] = place
    return places, counts


def _number(viewport: Viewport) -> int:
    """How many columns a strip has."""
    return max(math.ceil(viewport.width / COLUMN), 1)


def _hits_at(
    columns: Columns, hits: NDArray[np.int64], places: NDArray[np.uint16], viewport: Viewport
) -> NDArray[np.float64]:
    """Where hits stand; of many, which columns of the strip have any, as a million cannot be told apart."""
    dated = picked(hits, columns.start_earliest.take(hits) < FUTURE)
    if len(dated) <= MANY_HITS:
        return viewport.x_of(_stand(columns, dated))
    has_hit = np.bincount(places.take(dated), minlength=_number(viewport) + 2)[1:-1] > 0
    return np.flatnonzero(has_hit).astype(np.float64) * COLUMN + COLUMN / 2


def _stand(columns: Columns, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    return standing(anchors_of_rows(columns, rows), columns.end_latest[rows])
