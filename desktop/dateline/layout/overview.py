"""The overview strip: how many events each column of it holds, of all and of those shown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer
from dateline.domain.when import FUTURE, PAST
from dateline.layout.fit import finite_stretch
from dateline.layout.ticks import Tick, ticks
from dateline.layout.viewport import REACH, Viewport

COLUMN = 4
"""Layout units per column."""


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """Exact counts per column of COLUMN layout units, by the earliest bound (the latest where there is none).

    `every` counts the chronology, `shown` the answer, `hits` are x of what a search found. `viewport` maps the strip.
    """

    viewport: Viewport
    every: NDArray[np.int64]
    shown: NDArray[np.int64]
    hits: NDArray[np.float64]
    ticks: tuple[Tick, ...]


def overview(
    chronology: Chronology, answer: Answer, width: float, hits: NDArray[np.int64] | None = None
) -> Overview | None:
    """Return the strip of a chronology at a width, or None where no event is dated."""
    columns = chronology.columns
    stretch = finite_stretch(columns)
    if stretch is None:
        return None
    viewport = Viewport.fitted(*stretch, width, margin=0.01)
    stand = np.where(columns.start_earliest > PAST, columns.start_earliest, columns.end_latest)
    stand = np.clip(np.where(stand < FUTURE, stand, columns.start_earliest), -REACH, REACH)
    dated = np.flatnonzero(columns.is_dated).astype(np.int64)
    shown = answer.rows[columns.is_dated[answer.rows]]
    found = viewport.x_of(stand[hits[columns.is_dated[hits]]]) if hits is not None else np.empty(0)
    majors, minors = ticks(viewport)
    return Overview(
        viewport,
        _counts(stand[dated], viewport),
        _counts(stand[shown], viewport),
        found,
        majors if len(majors) > 2 else minors,
    )


def _counts(stand: NDArray[np.int64], viewport: Viewport) -> NDArray[np.int64]:
    """Every event is counted: what lies beyond the ends goes to the first or the last column."""
    number = max(int(np.ceil(viewport.width / COLUMN)), 1)
    column = np.clip(viewport.x_of(stand) // COLUMN, 0, number - 1).astype(np.int64)
    return np.bincount(column, minlength=number).astype(np.int64)
