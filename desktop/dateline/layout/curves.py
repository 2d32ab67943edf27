"""Disputes as curves: from an event to each event in view that it contradicts."""

from collections.abc import Callable
from dataclasses import dataclass

from dateline.domain.chronology import Chronology
from dateline.domain.event import Relation
from dateline.layout.marks import Marks


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic from (x0, y0) to (x1, y1) through two control points, in the coordinates of marks.

    `first` and `second` are the indices of the marks it joins.
    """

    first: int
    second: int
    points: tuple[float, float, float, float, float, float, float, float]


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


def curves(marks: Marks, disputed_by: Callable[[int], tuple[int, ...]], width: float) -> tuple[Curve, ...]:
    """Join what is in view; an event that stands in two lanes is joined where it is nearest."""
    places: dict[int, list[int]] = {}
    for mark, row in enumerate(marks.row.tolist()):
        if -1.0 <= _anchor(marks, mark, width) <= width + 1.0:
            places.setdefault(row, []).append(mark)
    found = []
    for row, firsts in places.items():
        for target in disputed_by(row):
            seconds = places.get(target, [])
            pairs = [(abs(float(marks.y[a] - marks.y[b])), a, b) for a in firsts for b in seconds]
            if pairs:
                _, first, second = min(pairs)
                found.append(_curve(marks, first, second, width))
    return tuple(found)


def _anchor(marks: Marks, mark: int, width: float) -> float:
    """The middle of what is visible of a mark."""
    left, right = float(marks.left[mark]), float(marks.right[mark])
    if right - left < 40.0:
        return float(marks.x[mark])
    return (max(left, 0.0) + min(right, width)) / 2


def _curve(marks: Marks, first: int, second: int, width: float) -> Curve:
    x0, x1 = _anchor(marks, first, width), _anchor(marks, second, width)
    y0, y1 = float(marks.y[first]), float(marks.y[second])
    if abs(y1 - y0) < 1.0:
        bow = min(22.0, 8.0 + abs(x1 - x0) / 12)
        return Curve(first, second, (x0, y0 - 6, x0, y0 - bow, x1, y1 - bow, x1, y1 - 6))
    way = 1.0 if y1 > y0 else -1.0
    y0, y1 = y0 + way * 6, y1 - way * 6
    bend = (y1 - y0) * 0.55
    return Curve(first, second, (x0, y0, x0, y0 + bend, x1, y1 - bend, x1, y1))
