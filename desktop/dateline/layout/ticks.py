"""Axis marks: which two tick rows suit a zoom, where they stand, what they say."""

import math
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.domain.calendar import DAY
from dateline.layout.ladder import (
    CLOCK_ROOM,
    DAYS,
    DETAIL_ROOM,
    LADDER,
    MONTH,
    MONTH_ROOM,
    QUARTERS,
    WEEKS,
    YEARS,
    Base,
    Rung,
    Unit,
    major_words,
    minor_words,
    shorter_words,
)
from dateline.layout.viewport import Viewport

MAJOR_ROOM = 60.0
"""Labelled major ticks are at least so far apart."""
SPACINGS = -math.inf, *sorted((DETAIL_ROOM, CLOCK_ROOM, MONTH_ROOM))
"""Widths of a minor tick from which on its label says more: between them it is the same, and kept."""
KEPT = 2048
"""Words of so many ticks of each rung."""
WEEKEND_ROOM = 3.5
"""From this width of a day on, weekends are tinted."""


class Tick(NamedTuple):
    """An axis mark at `x`, up to `end_x` where the next begins; `text` over `detail` (either may be empty).

    `shorter` is what to write instead where the text has no room, the longest first.
    A strong tick's line is drawn stronger: weeks among days, months among weeks, years among months. The label of a
    cell (a day, a month, a year) stands in its middle, that of an instant (a full hour, a week's Monday) beside it.
    A named tuple, as it is made in a quarter of a dataclass's time.
    """

    instant: int
    x: float
    end_x: float
    text: str
    detail: str = ""
    is_strong: bool = False
    is_cell: bool = False
    shorter: tuple[str, ...] = ()


def ticks(viewport: Viewport) -> tuple[tuple[Tick, ...], tuple[Tick, ...]]:
    """Return the major and the minor ticks whose stretch meets the viewport, each in order of time.

    The first of each usually begins left of the viewport: its label is to be kept in the visible part.
    """
    words = _texts_of(suitable_rung(viewport.scale))
    rung, majors, minors = words.rung, words.majors, words.minors
    is_cell = rung.minor in (DAYS, MONTH, QUARTERS, YEARS)
    return (
        tuple(Tick(at, x, end, *majors[at]) for at, x, end in _marks(rung.major, viewport)),
        tuple(
            Tick(at, x, end, *minors[at, SPACINGS[bisect_right(SPACINGS, end - x) - 1]], is_cell)
            for at, x, end in _marks(rung.minor, viewport)
        ),
    )


class _Texts:
    """What the ticks of a rung say, made once each."""

    def __init__(self, rung: Rung) -> None:
        self.rung = rung
        self.majors = _Majors(rung.major)
        self.minors = _Minors(rung)


class _Majors(dict[int, tuple[str, str, bool, bool, tuple[str, ...]]]):
    """By instant: text, detail, strength, whether it is a cell, and shorter texts."""

    def __init__(self, unit: Unit) -> None:
        super().__init__()
        self._unit = unit

    def __missing__(self, at: int) -> tuple[str, str, bool, bool, tuple[str, ...]]:
        if len(self) >= KEPT:
            self.clear()
        found = self[at] = major_words(self._unit, at), "", True, False, shorter_words(self._unit, at)
        return found


class _Minors(dict[tuple[int, float], tuple[str, str, bool]]):
    """By instant and room: text, detail and strength."""

    def __init__(self, rung: Rung) -> None:
        super().__init__()
        self._rung = rung

    def __missing__(self, key: tuple[int, float]) -> tuple[str, str, bool]:
        if len(self) >= KEPT:
            self.clear()
        at, spacing = key
        found = self[key] = *minor_words(self._rung.minor, at, spacing), _is_strong(self._rung, at)
        return found


@lru_cache(len(LADDER))
def _texts_of(rung: Rung) -> _Texts:
    return _Texts(rung)


def suitable_rung(scale: float) -> Rung:
    """The finest pair of tick rows whose labels have room at `scale` seconds per layout unit."""
    for rung in LADDER:
        if rung.minor.length / scale >= rung.room and rung.major.length / scale >= MAJOR_ROOM:
            return rung
    return LADDER[-1]


def weekends(viewport: Viewport) -> NDArray[np.float64]:
    """Return (left, right) x of each Saturday-to-Sunday in view, shape (n, 2); none where days are too narrow."""
    if DAY / viewport.scale < WEEKEND_ROOM:
        return np.empty((0, 2))
    first = WEEKS.floor(viewport.start) + 5 * DAY
    saturdays = np.arange(first, viewport.end, 7 * DAY, dtype=np.int64)
    return np.stack([viewport.x_of(saturdays), viewport.x_of(saturdays + 2 * DAY)], axis=1)


def _marks(unit: Unit, viewport: Viewport) -> Iterator[tuple[int, float, float]]:
    bounds = _bounds(unit, viewport.start, viewport.end)
    xs = viewport.x_of(np.array(bounds, np.int64)).tolist()
    return zip(bounds, xs, xs[1:], strict=False)


def _bounds(unit: Unit, start: int, end: int) -> list[int]:
    """The boundaries of a unit that stand in a stretch, with the one before and the one after it."""
    at = unit.floor(start)
    if unit.base is Base.SECOND:
        return list(range(at, end + unit.count, unit.count))
    found = [at]
    while at < end:
        following = unit.after(at)
        if following <= at:  # the calendar saturates at the ends of int64
            break
        found.append(following)
        at = following
    return found


def _is_strong(rung: Rung, at: int) -> bool:
    if rung.minor == DAYS:
        return WEEKS.floor(at) == at
    if rung.minor == WEEKS:
        return False
    if rung.minor == MONTH:
        return YEARS.floor(at) == at
    return rung.major.floor(at) == at
