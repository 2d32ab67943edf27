"""Disputes as curves: from an event to each event in view that it contradicts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.event import Relation
from dateline.layout.labels import Label
from dateline.layout.marks import Marks

Points = NDArray[np.float64]
HALF_TITLE = 7.5


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve between the marks of indices `first` and `second`, in the coordinates of marks.

    `pieces` are polylines, each an array of shape (n, 2): the curve without what would run through titles.
    """

    first: int
    second: int
    pieces: tuple[NDArray[np.float64], ...]


def dispute_reader(chronology: Chronology) -> Callable[[int], tuple[int, ...]]:
    """Return a function from a row to the rows its event disputes; each event is looked at once, when it is shown."""
    known: dict[int, tuple[int, ...]] = {}

    def disputed_by(row: int) -> tuple[int, ...]:
        found = known.get(row)
        if found is None:
            links = chronology.event(row).relates
            targets = (chronology.row_of(link.to) for link in links if link.how is Relation.DISPUTES)
            found = known[row] = tuple(target for target in targets if target is not None)
        return found

    return disputed_by


def curves(
    marks: Marks, labels: Sequence[Label], disputed_by: Callable[[int], tuple[int, ...]], width: float
) -> tuple[Curve, ...]:
    """Join what is in view; an event that stands in two lanes is joined where it is nearest."""
    boxes = np.array([(label.left, label.right, label.y) for label in labels]).reshape(-1, 3)
    anchors = _anchors(marks, width)
    ys = marks.y.tolist()
    places: dict[int, list[int]] = {}
    for mark, row in enumerate(marks.row.tolist()):
        places.setdefault(row, []).append(mark)
    found = []
    for row, firsts in places.items():
        for target in disputed_by(row):
            pairs = [(abs(ys[a] - ys[b]), a, b) for a in firsts for b in places.get(target, [])]
            if pairs:
                _, first, second = min(pairs)
                ends = anchors[first], ys[first], anchors[second], ys[second]
                found.append(Curve(first, second, _around(_samples(_controls(*ends)), boxes)))
    return tuple(found)


def _anchors(marks: Marks, width: float) -> list[float]:
    """The middle of what is visible of each mark."""
    visible = (np.maximum(marks.left, 0.0) + np.minimum(marks.right, width)) / 2
    anchors: list[float] = np.where(marks.right - marks.left < 40.0, marks.x, visible).tolist()
    return anchors


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
    """Points on the cubic, about 5 layout units apart."""
    count = int(np.clip(np.abs(np.diff(controls, axis=0)).sum() / 5, 12, 160))
    t = np.linspace(0.0, 1.0, count)[:, None]
    u = 1.0 - t
    weights = np.concatenate([u**3, 3 * u * u * t, 3 * u * t * t, t**3], axis=1)
    return weights @ controls


def _around(points: Points, boxes: Points) -> tuple[Points, ...]:
    """The polylines that are left of one where titles have been taken out."""
    x, y = points[:, :1], points[:, 1:]
    covered = (boxes[:, 0] - 2.0 < x) & (x < boxes[:, 1] + 2.0) & (np.abs(boxes[:, 2] - y) < HALF_TITLE)
    is_free = ~covered.any(axis=1)
    cuts = np.flatnonzero(np.diff(is_free.astype(np.int8))) + 1
    return tuple(
        piece for piece, free in zip(np.split(points, cuts), np.split(is_free, cuts), strict=True)
        if free[0] and len(piece) > 2
    )  # fmt: skip
