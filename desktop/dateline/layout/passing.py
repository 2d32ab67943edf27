"""Events without a row whose dates go on beyond the box that counts them: a view beside the box counts them too."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.layout.anchors import Instants
from dateline.layout.density import COLUMN_SHIFT, Heaps, bits_of
from dateline.layout.packing import Packing

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Passing:
    """Some rows with their dates, [start, end), and the stretches of time over which their boxes stand; parallel."""

    rows: Rows
    start: Instants
    end: Instants
    box_start: Instants
    box_end: Instants

    @classmethod
    def of(cls, packing: Packing, heaps: tuple[Heaps, ...], first: int, last: int) -> Self:
        """Return those of a lane that meet a stretch of time; `heaps` hold what of it found no row and is not dense."""
        lane, bits = packing.lane, bits_of(packing.octave, COLUMN_SHIFT)
        members = [packing.with_extent(heap.members) for heap in heaps if heap.members is not None]
        dense = packing.dense_with_extent(first, last)
        cells = lane.anchor[dense] >> bits
        starts, ends = [cells << bits], [(cells + 1) << bits]
        for heap, own in zip(heaps, members, strict=True):
            place = _places(heap, own)
            starts.append(heap.start[place])
            ends.append(heap.end[place])
        every = np.concatenate([dense, *members])
        start, end = lane.hull(every)
        box_start, box_end = np.concatenate(starts), np.concatenate(ends)
        is_beyond = ((start < box_start) | (end > box_end)).nonzero()[0]
        columns = lane.rows[every], start, end, box_start, box_end
        return cls(*(column[is_beyond] for column in columns))

    def __len__(self) -> int:
        return len(self.rows)

    def count(self, begin: int, end: int) -> int:
        """How many meet [begin, end) while their boxes do not. Costs a few looks into sorted instants."""
        if not len(self):
            return 0
        starts, ends, box_starts, box_ends = self._sorted
        after = starts.searchsorted(end) - box_starts.searchsorted(end)
        before = box_ends.searchsorted(begin, side="right") - ends.searchsorted(begin, side="right")
        return int(after + before)

    def rows_between(self, begin: int, end: int) -> Rows:
        """Which those are."""
        is_after = (self.start < end) & (self.box_start >= end)
        is_before = (self.box_end <= begin) & (self.end > begin)
        return self.rows[is_after | is_before]

    @cached_property
    def _sorted(self) -> tuple[Instants, Instants, Instants, Instants]:
        """Where dates begin and end and where boxes do, of dates taken at least as far as their boxes."""
        return (
            np.sort(np.minimum(self.start, self.box_start)), np.sort(np.maximum(self.end, self.box_end)),
            np.sort(self.box_start), np.sort(self.box_end),
        )  # fmt: skip


NONE = Passing(*(np.empty(0, np.int64) for _ in range(5)))
"""Of a lane where there is none."""


def _places(heap: Heaps, members: Rows) -> NDArray[np.int64]:
    """In which heap each of some members is."""
    assert heap.members is not None
    found: NDArray[np.int64] = heap.begins.searchsorted(heap.members.searchsorted(members), side="right") - 1
    return found
