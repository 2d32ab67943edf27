"""Disputes as curves: from an event to each event in view that it contradicts."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from weakref import proxy

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import distinct
from dateline.domain.chronology import Chronology
from dateline.domain.event import Relation
from dateline.domain.value import dataclass
from dateline.layout.label import Label
from dateline.layout.marks import Marks

Points = NDArray[np.float64]
HALF_TITLE = 7.5
LONG = 40.0
CRUMB = 24.0
"""A shorter piece between two titles says nothing of where the curve leads."""
JOINED_WITHIN = 1600.0
"""Farther apart, two events are not joined: one would not be in view with the other."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve between the marks of indices `first` and `second`, in the coordinates of marks.

    `pieces` are polylines, each an array of shape (n, 2): the curve without what would run through titles; `starts`
    is how far along the curve each begins, so that its dashes do not depend on where it is cut.
    """

    first: int
    second: int
    pieces: tuple[NDArray[np.float64], ...]
    starts: tuple[float, ...]


class Disputes:
    """Which rows of a chronology dispute which, told by the links between events; no event is looked at."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = proxy(chronology)  # kept by chronology: a strong reference would keep both for ever
        self._known: dict[int, tuple[int, ...]] = {}
        self._joined: NDArray[np.bool_] | None = None
        self._links = chronology.records.links()
        self._relating = np.zeros(len(chronology), np.bool_)
        self._relating[list(self._links)] = True

    def joined(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which of the rows a dispute joins to another."""
        if self._joined is None:
            self._joined = np.zeros(len(self._chronology), np.bool_)
            for row in self.among(np.arange(len(self._joined), dtype=np.int64)):
                targets = self.by(row)
                self._joined[list(targets)] = True
                self._joined[row] |= bool(targets)
        found: NDArray[np.bool_] = self._joined[rows]
        return found

    def joined_among(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return those of the rows that a dispute joins to another."""
        return rows[self.joined(rows)] if len(self._links) else rows[:0]

    def among(self, rows: NDArray[np.int64]) -> list[int]:
        """Return those of the rows that may dispute another, each once, ascending."""
        found: list[int] = distinct(rows[self._relating[rows]]).tolist()
        return found

    def by(self, row: int) -> tuple[int, ...]:
        """Return the rows that a row's event disputes."""
        if not self._relating[row]:
            return ()
        found = self._known.get(row)
        if found is None:
            targets = (self._chronology.row_of(link.to) for link in self._links[row] if link.how is Relation.DISPUTES)
            found = self._known[row] = tuple(target for target in targets if target is not None)
        return found


def curves(marks: Marks, labels: Sequence[Label], disputes: Disputes) -> tuple[Curve, ...]:
    """Join what is near enough; an event that stands in two lanes is joined where it is nearest, or else higher up."""
    targets = [(row, found) for row in disputes.among(marks.row) if (found := disputes.by(row))]
    if not targets:
        return ()
    boxes = np.array([(label.left, label.right, label.y) for label in labels]).reshape(-1, 3)
    places: dict[int, list[int]] = {}
    for mark, row in enumerate(marks.row.tolist()):
        places.setdefault(row, []).append(mark)
    ys = marks.y.tolist()
    made = []
    for row, disputed in targets:
        for target in disputed:
            pairs = [(abs(ys[a] - ys[b]), ys[a], ys[b], a, b) for a in places[row] for b in places.get(target, [])]
            if not pairs:
                continue
            *_, first, second = min(pairs)
            x0, x1 = _ends(marks, first, second)
            if abs(x1 - x0) <= JOINED_WITHIN:
                made.append(_curve(first, second, (x0, ys[first], x1, ys[second]), boxes))
    return tuple(made)


def _curve(first: int, second: int, ends: tuple[float, float, float, float], boxes: Points) -> Curve:
    pieces = _around(_samples(_controls(*ends)), boxes)
    return Curve(first, second, tuple(piece[:, :2] for piece in pieces), tuple(float(piece[0, 2]) for piece in pieces))


def _ends(marks: Marks, first: int, second: int) -> tuple[float, float]:
    """x where a curve leaves two marks: the middle of a short one, of a long one what is nearest to the other."""
    x0, x1 = float(marks.x[first]), float(marks.x[second])
    return _nearest(marks, first, x1), _nearest(marks, second, x0)


def _nearest(marks: Marks, mark: int, x: float) -> float:
    left, right = float(marks.left[mark]), float(marks.right[mark])
    return float(marks.x[mark]) if right - left < LONG else min(max(x, left + LONG / 4), right - LONG / 4)


def _controls(x0: float, y0: float, x1: float, y1: float) -> Points:
    """The four control points of a cubic: straight out of both marks, or an arc above two in one row."""
    if abs(y1 - y0) < 1.0:
        bow = min(22.0, 8.0 + abs(x1 - x0) / 12)
        return np.array([(x0, y0 - 6), (x0, y0 - bow), (x1, y1 - bow), (x1, y1 - 6)])
    way = 1.0 if y1 > y0 else -1.0
    y0, y1 = y0 + way * 6, y1 - way * 6
    bend = (y1 - y0) * 0.55
    return np.array([(x0, y0), (x0, y0 + bend), (x1, y1 - bend), (x1, y1)])


def _samples(controls: Points) -> Points:
    """Points on the cubic, about 5 layout units apart: x, y, and how far along it."""
    count = int(np.abs(controls[1:] - controls[:-1]).sum() / 5)
    weights = _weights(min(max(count, 12), 160))
    points = np.zeros((len(weights), 3))
    points[:, :2] = weights @ controls
    steps = points[1:] - points[:-1]
    np.cumsum(np.hypot(steps[:, 0], steps[:, 1]), out=points[1:, 2])
    return points


@lru_cache(maxsize=160)
def _weights(count: int) -> Points:
    """How much each of the four control points counts at so many points of a cubic."""
    t = np.linspace(0.0, 1.0, count)[:, None]
    u = 1.0 - t
    return np.concatenate([u**3, 3 * u * u * t, 3 * u * t * t, t**3], axis=1)


def _around(points: Points, boxes: Points) -> tuple[Points, ...]:
    """The polylines that are left of one where titles have been taken out, without crumbs between two titles."""
    x, y = points[:, :1], points[:, 1:2]
    covered = (boxes[:, 0] - 2.0 < x) & (x < boxes[:, 1] + 2.0) & (np.abs(boxes[:, 2] - y) < HALF_TITLE)
    is_free: NDArray[np.bool_] = np.logical_not(covered.any(axis=1))
    cuts = (is_free[1:] != is_free[:-1]).nonzero()[0] + 1
    stretches = pairwise([0, *cuts.tolist(), len(points)])
    pieces = (points[begin:end] for begin, end in stretches if is_free[begin] and end - begin > 2)
    return tuple(piece for piece in pieces if _says_something(piece, points))


def _says_something(piece: Points, points: Points) -> bool:
    is_at_an_end = piece[0, 2] == points[0, 2] or piece[-1, 2] == points[-1, 2]
    return bool(is_at_an_end or piece[-1, 2] - piece[0, 2] > CRUMB)
