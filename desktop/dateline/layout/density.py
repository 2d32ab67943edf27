"""Where marks have no room: cells too dense for rows, blocks of a few, columns of many. Counts are exact."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import distinct, ranges
from dateline.domain.value import dataclass
from dateline.layout.lane import Lane, Members
from dateline.layout.viewport import REACH

CELL_SHIFT = 5
"""Blocks stand in cells of 2**5 layout units of the octave's scale."""
COLUMN_SHIFT = 3
"""Density columns are 2**3 of them wide: narrower ones would beat with the days."""
CROWD_SHIFT = 3
"""Of 2**3 neighbouring cells, with at most one empty, the blocks become columns."""
DENSE = 3
"""A cell with more events than this times the rows of a lane is drawn as density over the whole lane."""
FEW_COLUMNS = 4096
"""So many columns are looked up in the anchors one by one; more are counted in one pass over these."""

Cells = NDArray[np.int64]
"""Numbers of stretches of 2**bits seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Heaps:
    """Events of a lane gathered by stretches [start, end) of time; parallel arrays.

    `members` are positions in the lane's arrays; heap i has `members[begins[i]:begins[i + 1]]`. None: they lie side by
    side in the lane, and heap i has those from `begins[i]` on. `mix`, where it was asked for, has a row per heap: which
    share of it has the first ink, which one of the first two, and so on.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    count: NDArray[np.int64]
    weakest: NDArray[np.uint8]
    members: Members | None
    begins: NDArray[np.int64]
    mix: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self.start)

    def of(self, heap: int) -> Members:
        """Return the positions in the lane of one heap's events."""
        begin = int(self.begins[heap])
        end = begin + int(self.count[heap])
        return np.arange(begin, end, dtype=np.int64) if self.members is None else self.members[begin:end]


def bits_of(octave: int, shift: int) -> int:
    """Return by how many bits an instant is shifted to give its cell of 2**shift layout units."""
    return max(octave + shift, 0)


def dense_cells(lane: Lane, cells: Cells, octave: int, limit: int) -> NDArray[np.bool_]:
    """Return which cells of 2**CELL_SHIFT layout units hold more events than `limit` rows could show."""
    bits = bits_of(octave, CELL_SHIFT)
    first, last = lane.between(cells << bits, (cells + 1) << bits)
    is_dense: NDArray[np.bool_] = last - first > DENSE * limit
    return is_dense & (cells > -REACH >> bits)  # what has no beginning is no crowd at the beginning of time


def dense_heaps(lane: Lane, cells: Cells, octave: int) -> Heaps:
    """Gather what is in some whole cells, ascending, by density columns."""
    bits = bits_of(octave, COLUMN_SHIFT)
    finer = 1 << (bits_of(octave, CELL_SHIFT) - bits)
    columns = (cells[:, None] * finer + np.arange(finer)).ravel()
    first, last = lane.between(columns << bits, (columns + 1) << bits)
    used = (last > first).nonzero()[0]
    columns, first, last = columns[used], first[used], last[used]
    return Heaps(columns << bits, (columns + 1) << bits, last - first, _weakest(lane, first, last), None, first)


def densest(lane: Lane, octave: int, limit: int) -> int:
    """Return the highest count of a density column of a lane, so that columns keep their height while one pans."""
    if len(lane) <= DENSE * limit:
        return 0
    bits, coarser = bits_of(octave, COLUMN_SHIFT), bits_of(octave, CELL_SHIFT)
    low, high = int(lane.anchor[0]) >> coarser, int(lane.anchor[-1]) >> coarser
    if high - low < FEW_COLUMNS >> (coarser - bits):
        cells = np.arange(low, high + 1, dtype=np.int64)
        heaps = dense_heaps(lane, cells[dense_cells(lane, cells, octave, limit)], octave)
        return int(heaps.count.max(initial=0))
    columns = lane.anchor >> bits
    begins = np.flatnonzero(np.append(True, columns[1:] != columns[:-1]))
    counts = np.diff(begins, append=len(columns))
    least = (DENSE * limit >> (coarser - bits)) + 1  # of the columns of a dense cell, one holds at least so many
    full = (counts >= least).nonzero()[0]
    is_dense = dense_cells(lane, columns[begins[full]] >> (coarser - bits), octave, limit)
    return int(counts[full][is_dense].max(initial=0))


def heaped(lane: Lane, members: Members, octave: int, shift: int) -> Heaps:
    """Gather members by the cell of 2**shift layout units in which they are anchored."""
    bits = bits_of(octave, shift)
    members = np.sort(members)
    placed = lane.anchor[members] >> bits
    begins = np.flatnonzero(np.append(True, placed[1:] != placed[:-1])) if len(placed) else np.empty(0, np.int64)
    cells, counts = placed[begins], np.diff(begins, append=len(placed))
    weakest = np.minimum.reduceat(lane.certainty[members], begins) if len(members) else np.empty(0, np.uint8)
    return Heaps(cells << bits, (cells + 1) << bits, counts, weakest, members, begins)


def with_mix(heaps: Heaps, lane: Lane, ink_codes: NDArray[np.integer[Any]], inks: int) -> Heaps:
    """Return the heaps with the shares of so many inks in each; `ink_codes` are those of all rows."""
    if not len(heaps):
        return heaps
    ends = heaps.begins + heaps.count
    if heaps.members is not None:
        rows = lane.rows[heaps.members]
    elif bool((heaps.begins[1:] == ends[:-1]).all()):
        rows = lane.rows[heaps.begins[0] : ends[-1]]
    else:
        rows = lane.rows[ranges(heaps.begins, ends)]
    places = np.repeat(np.arange(0, len(heaps) * inks, inks, dtype=np.int32), heaps.count)
    places += ink_codes[rows]
    counts = np.bincount(places, minlength=len(heaps) * inks).reshape(len(heaps), inks)
    return replace(heaps, mix=(np.cumsum(counts, axis=1) / heaps.count[:, None]).astype(np.float32))


def blocks_and_columns(lane: Lane, overflow: Members, octave: int) -> tuple[Heaps, Heaps]:
    """Split what found no row into blocks, and columns where blocks would stand edge to edge."""
    cells = lane.anchor[overflow] >> bits_of(octave, CELL_SHIFT)
    crowds, inverse = np.unique(cells >> CROWD_SHIFT, return_inverse=True)
    used = np.bincount(np.searchsorted(crowds, distinct(cells) >> CROWD_SHIFT), minlength=len(crowds))
    is_crowded = (used >= (1 << CROWD_SHIFT) - 1)[inverse]
    return (
        heaped(lane, overflow[~is_crowded], octave, CELL_SHIFT),
        heaped(lane, overflow[is_crowded], octave, COLUMN_SHIFT),
    )


def _weakest(lane: Lane, first: Members, last: Members) -> NDArray[np.uint8]:
    """The weakest certainty from each first member up to its last; none is empty."""
    if not len(first):
        return np.empty(0, np.uint8)
    cuts = np.stack([first, last], axis=1).ravel()[:-1]  # the last stretch ends where the array does
    found: NDArray[np.uint8] = np.minimum.reduceat(lane.certainty[: last[-1]], cuts)[::2]
    return found
