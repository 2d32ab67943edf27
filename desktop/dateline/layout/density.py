"""Where marks have no room: cells too dense for rows, blocks of a few, columns of many. Counts are exact."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.layout.lanes import Lane
from dateline.layout.viewport import REACH

CELL_ROOM = 64.0
"""A day wider than this at the octave's scale is drawn as the bracket of its extent: its hour is not known."""
CELL_SHIFT = 5
"""Blocks stand in cells of 2**5 layout units of the octave's scale."""
COLUMN_SHIFT = 3
"""Density columns are 2**3 of them wide: narrower ones would beat with the days."""
CROWD_SHIFT = 3
"""Of 2**3 neighbouring cells, with at most one empty, the blocks become columns."""
CLOSE = 4
"""Cells that take up to so many times their entries are counted in a list of all."""
DENSE = 3
"""A cell with more events than this times the rows of a lane is drawn as density over the whole lane."""


@dataclass(frozen=True, slots=True, eq=False)
class Heaps:
    """Events of a lane gathered by stretches [start, end) of time; parallel arrays.

    `members` holds all positions in the lane's arrays; heap i has `members[begins[i]:begins[i + 1]]`.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    count: NDArray[np.int64]
    weakest: NDArray[np.uint8]
    members: NDArray[np.int64]
    begins: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start)

    def of(self, heap: int) -> NDArray[np.int64]:
        """Return the positions in the lane of one heap's events."""
        return self.members[self.begins[heap] : self.begins[heap + 1]]


def anchors_of(lane: Lane, octave: int, members: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
    """Return where events stand in a heap: in the middle of a day or less, as a dot would, else at the earliest."""
    start = lane.start if members is None else lane.start[members]
    end = lane.end if members is None else lane.end[members]
    length = end - start
    return np.where(length <= CELL_ROOM * 2.0**octave, start + length // 2, start)


def dense_members(lane: Lane, octave: int, limit: int) -> NDArray[np.bool_]:
    """Return which events begin in a cell that holds more than rows could show."""
    if len(lane) <= DENSE * limit:
        return np.zeros(len(lane), np.bool_)
    cells = anchors_of(lane, octave) >> max(octave + CELL_SHIFT, 0)
    is_dense: NDArray[np.bool_] = counts_beside(cells) > DENSE * limit
    return is_dense & (lane.start > -REACH)


def counts_beside(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each entry how many are in its cell; without sorting where the cells lie close together."""
    if not len(cells):
        return cells
    low = np.int64(cells.min())
    if int(cells.max()) - int(low) <= CLOSE * len(cells):
        beside: NDArray[np.int64] = np.bincount(cells - low)[cells - low]
        return beside
    _, inverse, counts = np.unique(cells, return_inverse=True, return_counts=True)
    return np.asarray(counts[inverse], np.int64)


def heaped(lane: Lane, members: NDArray[np.int64], octave: int, shift: int) -> Heaps:
    """Gather members by the cell of 2**shift layout units in which they stand (see `anchors_of`)."""
    bits = max(octave + shift, 0)
    anchors = anchors_of(lane, octave, members)
    order = np.argsort(anchors, kind="stable")
    members = members[order]
    placed = anchors[order] >> bits
    begins = np.flatnonzero(np.append(True, placed[1:] != placed[:-1])) if len(placed) else np.empty(0, np.int64)
    cells, counts = placed[begins], np.diff(np.append(begins, len(placed)))
    weakest = np.minimum.reduceat(lane.certainty[members], begins) if len(members) else np.empty(0, np.uint8)
    return Heaps(cells << bits, (cells + 1) << bits, counts, weakest, members, np.append(begins, len(members)))


def blocks_and_columns(lane: Lane, overflow: NDArray[np.int64], octave: int) -> tuple[Heaps, Heaps]:
    """Split what found no row into blocks, and columns where blocks would stand edge to edge."""
    bits = max(octave + CELL_SHIFT, 0)
    cells = anchors_of(lane, octave, overflow) >> bits
    crowds, inverse = np.unique(cells >> CROWD_SHIFT, return_inverse=True)
    used = np.bincount(np.unique(np.stack([inverse, cells]), axis=1)[0], minlength=len(crowds))
    is_crowded = (used >= (1 << CROWD_SHIFT) - 1)[inverse]
    return (
        heaped(lane, overflow[~is_crowded], octave, CELL_SHIFT),
        heaped(lane, overflow[is_crowded], octave, COLUMN_SHIFT),
    )
