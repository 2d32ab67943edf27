"""One lane: the events it holds, in the order of the instants by which they are placed among others."""

from dataclasses import field, replace

import numpy as np
from numpy.typing import NDArray

from dateline.domain.value import dataclass
from dateline.layout.anchors import Instants, standing
from dateline.layout.viewport import REACH

Members = NDArray[np.int64]
"""Positions in a lane's arrays."""


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """The dated events of one lane in the order of their anchors, as parallel arrays; `key` is what is grouped by.

    `long` are the members that are anchored at their earliest bound, `long_end` their latest ones. `bounds` are the
    earliest and the latest of all rows of the chronology: few other members are ever asked for theirs.
    """

    key: str
    name: str
    rows: NDArray[np.int64]
    anchor: Instants
    certainty: NDArray[np.uint8]
    is_possible: NDArray[np.bool_]
    long: Members
    long_end: Instants
    bounds: tuple[Instants, Instants]
    _gaps: dict[int, int] = field(default_factory=dict, repr=False)
    _reach: list[Instants] = field(default_factory=list, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def holds(self, row: int, anchor: int) -> bool:
        """Whether a row that stands at `anchor` is in this lane; only what stands there is looked at."""
        first, last = self.anchor.searchsorted((anchor, anchor + 1))
        return bool((self.rows[first:last] == row).any())

    def hull(self, members: Members) -> tuple[Instants, Instants]:
        """Return the bounds of some members' dates, clipped to ±REACH."""
        rows = self.rows[members]
        start, end = (np.minimum(np.maximum(bound[rows], -REACH), REACH) for bound in self.bounds)
        return start, end  # np.clip takes four times as long for a few

    def between(self, starts: Instants, ends: Instants) -> tuple[Members, Members]:
        """Return the first member anchored at or after each start, and the first at or after each end."""
        return self.anchor.searchsorted(starts), self.anchor.searchsorted(ends)

    def gap(self, count: int) -> int:
        """Return the seconds from an anchor to the one `count` places later, where that is least: how crowded it is."""
        found = self._gaps.get(count)
        if found is None:
            anchor = self.anchor
            is_so_many = len(anchor) > count
            found = int((anchor[count:] - anchor[: len(anchor) - count]).min()) if is_so_many else 2 * REACH
            self._gaps[count] = found
        return found

    def long_between(self, starts: Instants, ends: Instants) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return, for each stretch, between which places of `long` all lie that meet it, and maybe others."""
        if not self._reach:
            self._reach.append(np.maximum.accumulate(self.long_end))  # no earlier one goes on longer
        begin, end = self._reach[0].searchsorted(starts, side="right"), self.anchor[self.long].searchsorted(ends)
        return np.minimum(begin, end), end

    def nearest(self, instant: int) -> int:
        """Return the row whose anchor is nearest to an instant."""
        place = int(self.anchor.searchsorted(instant))
        near = range(max(place - 1, 0), min(place + 1, len(self)))
        return int(self.rows[min(near, key=lambda member: abs(int(self.anchor[member]) - instant))])


def with_beginnings(lane: Lane) -> Lane:
    """The lane with every event at one place: where nobody knows the beginning, at the last second of its date."""
    if not len(lane) or lane.anchor[0] > -REACH:
        return lane
    anchor = standing(lane.anchor, lane.bounds[1][lane.rows])
    order = np.argsort(anchor, kind="stable")
    return replace(
        lane,
        rows=lane.rows[order],
        anchor=anchor[order],
        certainty=lane.certainty[order],
        is_possible=lane.is_possible[order],
        long=np.argsort(order)[lane.long],  # of no order: a lane without rows has no use for it
        _gaps={},
        _reach=[],
    )
