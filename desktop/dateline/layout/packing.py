"""The rows of a lane at one zoom octave: which event stands in which row, tile by tile.

A tile is a bin of time. Bins nest eightfold, and an event belongs to the smallest bin that holds all it takes up,
title included; the coarser tiles are packed first and the finer ones around them. So the row of an event depends on
nothing but the lane and the octave (never on the way one panned there), and packing a tile costs what is in it.

Of a big lane only what lies around the stretch one looks at is ever touched; of a small one all is.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import disjoint, distinct, ranges
from dateline.domain.value import dataclass
from dateline.layout.anchors import SHORT
from dateline.layout.bins import NESTING, OFFSET, TILE_SHIFT, seconds, shift_of, windows
from dateline.layout.density import CELL_SHIFT, DENSE, Heaps, bits_of, dense_cells, dense_heaps, densest
from dateline.layout.lane import Lane, Members
from dateline.layout.metrics import CUT_ROOM, DENSE_ROWS, DOT_MOST, REACH_OF_DOT, TITLE_CLEARANCE, TITLE_GAP, TITLE_ROOM
from dateline.layout.tile_rows import Row, Shelf
from dateline.layout.viewport import REACH

ALL_AT_ONCE = 600
"""Lanes up to this size are packed whole, so that they are exactly as high as they need to be."""
SMALL = 1000
"""Of a lane of up to so many events all are looked at, at each octave; of a bigger one only those near the view."""
FAR_TILES = 64
"""A stretch of more tiles than this is no view: all of the lane is looked at for it."""
TILES_KEPT = 128
"""A view takes some fifteen of a lane; what has gone is packed again, to the same rows."""
ALL = 0, -1
"""The stretch of all finest tiles."""
SAMPLE = 256
"""By so many events, evenly spread, the height of a big lane is judged."""
CROWDED = 0.9
"""This share of them has room in the rows of a big lane."""
MOSTLY_DENSE = 0.5
"""A big lane is only as high as its density needs where no more than this share of it is anything else."""

Bins = dict[int, tuple[NDArray[np.int64], NDArray[np.int64], Members]]
"""Per level, coarsest first: the bins in use, where each begins in the members, and the members."""


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """What one tile holds: `members` with their `row` and title's width, and the `overflow` that found no row."""

    members: Members
    row: NDArray[np.int64]
    title_width: NDArray[np.float64]
    overflow: Members


def _holds(known: tuple[int, int], stretch: tuple[int, int]) -> bool:
    """Whether what is known of one stretch tells all of another."""
    return known == ALL or (stretch != ALL and known[0] <= stretch[0] and stretch[1] <= known[1])


class Packing:
    """The rows of one lane at one octave, made tile by tile; those last looked at are kept.

    Args:
        limit: the most rows the lane may have.
        title_width: how wide the title of a chronology's row is, in layout units.
        at_once: a lane of up to so many events is packed whole.
    """

    def __init__(
        self,
        lane: Lane,
        octave: int,
        limit: int,
        title_width: Callable[[int], float],
        at_once: int = ALL_AT_ONCE,
    ) -> None:
        self.lane = lane
        self.octave = octave
        self._limit = limit
        self._unit = 2.0**octave
        self._title_width = title_width
        self._tiles: OrderedDict[tuple[int, int], tuple[Tile, list[Row]]] = OrderedDict()
        self._near: tuple[tuple[int, int], Bins] | None = None
        self.rows, self.has_strip, has_density = self._judged() if len(lane) > SMALL else self._counted()
        self._room_rows = self.rows
        if len(lane) <= at_once:
            self._fit_height()
        if has_density:
            self.rows = max(self.rows, DENSE_ROWS)

    def shift(self, level: int) -> int:
        """By how many bits an instant is shifted to give its bin."""
        return shift_of(self.octave, level)

    def tiles(self, start: int, end: int) -> Iterator[Tile]:
        """Return the tiles that meet a stretch of time."""
        while len(self._tiles) > TILES_KEPT:
            self._tiles.popitem(last=False)
        found = self._bins(start, end)
        for level, (bins, _, _) in found.items():
            shift = self.shift(level)
            first = np.searchsorted(bins, (start + OFFSET) >> shift)
            last = np.searchsorted(bins, (end + OFFSET) >> shift, side="right")
            for bin_number in bins[first:last].tolist():
                yield self._tile(found, level, bin_number)[0]

    def dense(self, start: int, end: int) -> Heaps:
        """Return the density columns of a stretch of time, which is one of whole tiles."""
        cells = self._cells(np.array([start]), np.array([end + 1]))
        return dense_heaps(self.lane, cells[self._is_dense(cells)], self.octave)

    def with_extent(self, members: Members) -> Members:
        """Those of the members that are drawn from where they begin to where they end, not as dots."""
        long = self.lane.long
        if self._has_wide_days:
            return members
        if not len(long):
            return long
        is_long: NDArray[np.bool_] = long[np.minimum(long.searchsorted(members), len(long) - 1)] == members
        return members[is_long]

    def dense_with_extent(self, start: int, end: int) -> Members:
        """Those that would be drawn so in a stretch of time, but are part of a crowd wherever that stands."""
        lane = self.lane
        if len(lane) <= DENSE * self._limit:
            return np.empty(0, np.int64)
        first, last = lane.long_between(np.array([start]), np.array([end + 1]))
        members = lane.long[first[0] : last[0]]
        if self._has_wide_days:
            begin, after = lane.between(np.array([start - SHORT]), np.array([end + 1 + SHORT]))
            members = distinct(np.concatenate([members, np.arange(begin[0], after[0])]))
        return members[self._is_in_crowd(members)]

    @cached_property
    def densest(self) -> int:
        """The highest count of a density column of this lane."""
        return densest(self.lane, self.octave, self._limit)

    @property
    def _has_wide_days(self) -> bool:
        """Whether a day is drawn with its extent too."""
        return DOT_MOST * self._unit < SHORT

    # what is looked at

    def _bins(self, start: int, end: int) -> Bins:
        """The tiles of a stretch with their members, and tiles elsewhere with some of theirs."""
        shift = self.shift(0)
        stretch = (start + OFFSET) >> shift, (end + OFFSET) >> shift
        if len(self.lane) <= SMALL or stretch[1] - stretch[0] > FAR_TILES:
            stretch = ALL
        if self._near is None or not _holds(self._near[0], stretch):
            self._near = stretch, self._binned(self._members(stretch))
        return self._near[1]

    def _members(self, stretch: tuple[int, int]) -> Members:
        """All that may be in the tiles that meet the finest ones from the first to the last of a stretch."""
        if stretch == ALL:
            members = np.arange(len(self.lane), dtype=np.int64)
        else:
            near = windows(self.octave, *stretch)
            cells = self._cells(*near)
            begin, end = self.lane.between(*self._edges(cells[~self._is_dense(cells)]))
            long = self.lane.long[ranges(*disjoint(*self.lane.long_between(*near)))]
            members = distinct(np.concatenate([ranges(begin, end), long]))
        return self._sparse(members)

    def _cells(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
        """The cells that hold events in some stretches of time, which ascend; each once, ascending."""
        bits = bits_of(self.octave, CELL_SHIFT)
        begin, end = self.lane.between(starts, ends)
        used = (end > begin).nonzero()[0]
        begin, end = disjoint(begin[used], end[used])
        low, high = disjoint(starts[used] >> bits, (ends[used] - 1 >> bits) + 1)
        if int((high - low).sum()) <= int((end - begin).sum()):
            return ranges(low, high)
        return distinct(self.lane.anchor[ranges(begin, end)] >> bits)

    def _edges(self, cells: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        bits = bits_of(self.octave, CELL_SHIFT)
        return cells << bits, (cells + 1) << bits

    def _is_dense(self, cells: NDArray[np.int64]) -> NDArray[np.bool_]:
        return dense_cells(self.lane, cells, self.octave, self._limit)

    def _sparse(self, members: Members) -> Members:
        """Those of the members that are not drawn as density."""
        return members if len(self.lane) <= DENSE * self._limit else members[~self._is_in_crowd(members)]

    def _is_in_crowd(self, members: Members) -> NDArray[np.bool_]:
        """Which of the members, which ascend, are drawn as density."""
        cells = self.lane.anchor[members] >> bits_of(self.octave, CELL_SHIFT)
        begins = np.append(True, cells[1:] != cells[:-1]).nonzero()[0] if len(cells) else np.empty(0, np.int64)
        return np.repeat(self._is_dense(cells[begins]), np.diff(begins, append=len(cells)))

    def _footprints(self, members: Members) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What each event takes up at the most, without its title's width, in seconds."""
        start, end = self.lane.hull(members)
        reach = self._seconds(REACH_OF_DOT)
        middle = start + (end - start) // 2
        left: NDArray[np.int64] = np.minimum(start, middle - reach)
        right: NDArray[np.int64] = np.maximum(end, middle + reach)
        return left, right

    def _seconds(self, length: float) -> int:
        return seconds(self.octave, length)

    def _binned(self, members: Members) -> Bins:
        room = self._seconds(TITLE_GAP + TITLE_ROOM + TITLE_CLEARANCE)
        left, right = self._footprints(members)
        first, last = left + OFFSET, np.minimum(right, REACH) + room + OFFSET
        bits = np.frexp((first ^ last).astype(np.float64))[1]
        level = np.maximum(-(-(bits - self.octave - TILE_SHIFT) // NESTING), 0)
        found = {}
        for number in distinct(level)[::-1].tolist():
            own = (level == number).nonzero()[0]
            bins = first[own] >> self.shift(number)
            order = np.argsort(bins, kind="stable")
            used, begins = np.unique(bins[order], return_index=True)
            found[number] = (used, np.append(begins, len(own)).astype(np.int64), members[own][order])
        return found

    # how high the lane is

    def _counted(self) -> tuple[int, bool, bool]:
        """How many rows it takes, and whether some find none and others are density."""
        members = self._sparse(np.arange(len(self.lane), dtype=np.int64))
        peak = self._side_by_side(*self._footprints(members))
        return min(max(peak, 1), self._limit), peak > self._limit, len(members) < len(self.lane)

    def _side_by_side(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> int:
        """How many of these marks, with somewhat cut titles, stand side by side at the most."""
        if not len(left):
            return 0
        room = self._seconds(TITLE_GAP + CUT_ROOM + TITLE_CLEARANCE)
        starts, ends = np.sort(left), np.sort(right + room)
        over = np.searchsorted(ends, starts, side="right")
        return int((np.arange(1, len(starts) + 1) - over).max())

    def _judged(self) -> tuple[int, bool, bool]:
        """The same for a big lane without looking at all of it: what is sure, else what a sample of it tells."""
        lane, limit = self.lane, self._limit
        if not limit:
            return 0, False, True
        room = self._seconds(TITLE_GAP + CUT_ROOM + TITLE_CLEARANCE)
        window = room + max(2 * self._seconds(REACH_OF_DOT), SHORT)
        if lane.gap(limit) >= window:  # no more than the limit anywhere
            peak = next(count for count in range(1, limit + 1) if lane.gap(count) >= window)
            peak += self._side_by_side(lane.anchor[lane.long], lane.long_end)
            return min(peak, limit), peak > limit, False
        sample = lane.anchor[:: len(lane) // SAMPLE]
        sparse = sample[~self._is_dense(sample >> bits_of(self.octave, CELL_SHIFT))]
        if len(sparse) < MOSTLY_DENSE * len(sample):
            return min(DENSE_ROWS, limit), True, True
        begin, end = lane.between(sparse, sparse + window)
        return min(int(np.quantile(end - begin, CROWDED)), limit), True, len(sparse) < len(sample)

    def _fit_height(self) -> None:
        tiles = list(self.tiles(-REACH, REACH))
        used = [int(tile.row.max()) + 1 for tile in tiles if len(tile.row)]
        self.rows = max(used, default=1)
        self.has_strip = any(len(tile.overflow) for tile in tiles)

    # which row an event stands in

    def _tile(self, found: Bins, level: int, number: int) -> tuple[Tile, list[Row]]:
        made = self._tiles.get((level, number))
        if made is None:
            made = self._tiles[level, number] = self._packed(found, level, number)
        self._tiles.move_to_end((level, number))
        return made

    def _packed(self, found: Bins, level: int, number: int) -> tuple[Tile, list[Row]]:
        bins, begins, members = found[level]
        place = int(np.searchsorted(bins, number))
        own = members[begins[place] : begins[place + 1]]
        lefts, hards = self._footprints(own)
        order = np.argsort(lefts, kind="stable")  # in this order the fewest rows suffice
        own, lefts, hards = own[order], lefts[order], hards[order]
        shelf = Shelf(self._room_rows, self._books_above(found, level, number))
        placed, widths = [], []
        for row, start, hard in zip(self.lane.rows[own].tolist(), lefts.tolist(), hards.tolist(), strict=True):
            taken = -1
            if not shelf.is_full(start):
                width = self._title_width(row)
                room = min(width, TITLE_ROOM) + (TITLE_GAP + TITLE_CLEARANCE)
                taken = shelf.put(start, hard, hard + math.ceil(room * self._unit))
                if taken >= 0:
                    widths.append(width)
            placed.append(taken)
        rows = np.array(placed, np.int64)
        has_row = rows >= 0
        tile = Tile(own[has_row], rows[has_row], np.array(widths, np.float64), own[~has_row])
        return tile, shelf.rows if level else []  # below the finest there is none to pack around them

    def _books_above(self, found: Bins, level: int, number: int) -> list[list[Row]]:
        """What the coarser tiles over this one have taken."""
        books = []
        for other, (bins, _, _) in found.items():
            if other <= level:
                break
            above = number >> (self.shift(other) - self.shift(level))
            place = int(np.searchsorted(bins, above))
            if place < len(bins) and bins[place] == above:
                books.append(self._tile(found, other, above)[1])
        return books
