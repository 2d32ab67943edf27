"""The rows of a lane at one zoom octave: which event stands in which row, tile by tile.

A tile is a bin of time. Bins nest eightfold, and an event belongs to the smallest bin that holds all it takes up,
title included; the coarser tiles are packed first and the finer ones around them. So the row of an event depends on
nothing but the lane and the octave (never on the way one panned there), and packing a tile costs what is in it.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import distinct
from dateline.layout.density import CELL_ROOM, COLUMN_SHIFT, anchors_of, counts_beside, dense_members
from dateline.layout.lanes import Lane
from dateline.layout.metrics import CUT_ROOM, DENSE_ROWS, REACH_OF_DOT, TITLE_CLEARANCE, TITLE_GAP, TITLE_ROOM
from dateline.layout.viewport import REACH

TILE_SHIFT = 11
"""The finest tiles are 2**11 layout units of the octave's scale."""
NESTING = 3
OFFSET = 1 << 61
"""Added to instants before they are binned, so that no bin boundary depends on their sign."""
ALL_AT_ONCE = 600
"""Lanes up to this size are packed whole, so that they are exactly as high as they need to be."""

Members = NDArray[np.int64]
"""Positions in a lane's arrays."""


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """What one tile holds: `members` with their `row` and title's width, and the `overflow` that found no row."""

    members: Members
    row: NDArray[np.int64]
    title_width: NDArray[np.float64]
    overflow: Members


class _Row:
    """What is taken in one row of one tile, in order: a mark from start to its hard end, its title to the soft end."""

    __slots__ = ("hard_ends", "soft_ends", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.hard_ends: list[int] = []
        self.soft_ends: list[int] = []

    def room(self, start: int, hard: int, soft: int) -> float:
        """How much the tighter of two titles keeps, the predecessor's or one's own, if a mark is put here.

        Infinite where neither is cut, below 0 where the marks themselves collide.
        """
        starts = self.starts
        if not starts:
            return math.inf
        if starts[-1] <= start:  # mostly events come in order
            return start - self.hard_ends[-1] if self.soft_ends[-1] > start else math.inf
        place = bisect_right(starts, start)
        room = math.inf
        if place and self.soft_ends[place - 1] > start:
            room = start - self.hard_ends[place - 1]
        if starts[place] < soft:
            room = min(room, starts[place] - hard)
        return room

    def take(self, start: int, hard: int, soft: int) -> None:
        place = bisect_right(self.starts, start)
        if place:
            self.soft_ends[place - 1] = min(self.soft_ends[place - 1], max(start, self.hard_ends[place - 1]))
        self.starts.insert(place, start)
        self.hard_ends.insert(place, hard)
        self.soft_ends.insert(place, soft)


class Packing:
    """The rows of one lane at one octave, made tile by tile and kept.

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
        self._unit = 2.0**octave
        self._title_width = title_width
        self._tiles: dict[tuple[int, int], tuple[Tile, list[_Row]]] = {}
        self.is_dense = dense_members(lane, octave, limit)
        self._left, self._right = self._footprints()
        self._levels = self._binned()
        peak = self._peak()
        self.rows = self._room_rows = min(limit, max(peak, 1))
        self.has_strip = peak > limit
        if len(lane) <= at_once:
            self._fit_height()
        if self.is_dense.any():
            self.rows = max(self.rows, DENSE_ROWS)

    def shift(self, level: int) -> int:
        """By how many bits an instant is shifted to give its bin."""
        return min(self.octave + TILE_SHIFT + NESTING * level, 62)

    def tiles(self, start: int, end: int) -> Iterator[Tile]:
        """Return the tiles that meet a stretch of time."""
        for level, (bins, _, _) in self._levels.items():
            shift = self.shift(level)
            first = np.searchsorted(bins, (start + OFFSET) >> shift)
            last = np.searchsorted(bins, (end + OFFSET) >> shift, side="right")
            for bin_number in bins[first:last].tolist():
                yield self._tile(level, bin_number)[0]

    @cached_property
    def densest(self) -> int:
        """The highest count of a density column of this lane, so that columns keep their height while one pans."""
        if not self.is_dense.any():
            return 0
        anchors = anchors_of(self.lane, self.octave)[self.is_dense]
        return int(counts_beside(anchors >> max(self.octave + COLUMN_SHIFT, 0)).max())

    def dense_between(self, start: int, end: int) -> Members:
        """Return the events drawn as density that may stand in a stretch of time."""
        margin = self._seconds(2 * CELL_ROOM)
        first, last = np.searchsorted(self.lane.start, [start - margin, end + margin]).tolist()
        found: Members = (first + np.flatnonzero(self.is_dense[first:last])).astype(np.int64)
        return found

    def _footprints(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What each event takes up at the most, without its title's width, in seconds."""
        reach = int(np.ceil(REACH_OF_DOT * self._unit))
        middle = self.lane.start + (self.lane.end - self.lane.start) // 2
        left: NDArray[np.int64] = np.minimum(self.lane.start, middle - reach)
        right: NDArray[np.int64] = np.maximum(self.lane.end, middle + reach)
        return left, right

    def _seconds(self, length: float) -> int:
        return int(np.ceil(length * self._unit))

    def _binned(self) -> dict[int, tuple[NDArray[np.int64], NDArray[np.int64], Members]]:
        """Per level, coarsest first: the bins in use, where each begins in the members, and the members."""
        room = self._seconds(TITLE_GAP + TITLE_ROOM + TITLE_CLEARANCE)
        first, last = self._left + OFFSET, np.minimum(self._right, REACH) + room + OFFSET
        bits = np.frexp((first ^ last).astype(np.float64))[1]
        level = np.maximum(-(-(bits - self.octave - TILE_SHIFT) // NESTING), 0)
        found = {}
        for number in distinct(level[~self.is_dense])[::-1].tolist():
            members = np.flatnonzero((level == number) & ~self.is_dense).astype(np.int64)
            bins = first[members] >> self.shift(number)
            order = np.argsort(bins, kind="stable")
            used, begins = np.unique(bins[order], return_index=True)
            found[number] = (used, np.append(begins, len(members)).astype(np.int64), members[order])
        return found

    def _peak(self) -> int:
        """How many events with somewhat cut titles stand side by side at the most."""
        kept = ~self.is_dense
        if not kept.any():
            return 0
        room = self._seconds(TITLE_GAP + CUT_ROOM + TITLE_CLEARANCE)
        starts, ends = np.sort(self._left[kept]), np.sort(self._right[kept] + room)
        over = np.searchsorted(ends, starts, side="right")
        return int((np.arange(1, len(starts) + 1) - over).max())

    def _fit_height(self) -> None:
        tiles = list(self.tiles(-REACH, REACH))
        used = [int(tile.row.max()) + 1 for tile in tiles if len(tile.row)]
        self.rows = max(used, default=1)
        self.has_strip = any(len(tile.overflow) for tile in tiles)

    def _tile(self, level: int, number: int) -> tuple[Tile, list[_Row]]:
        made = self._tiles.get((level, number))
        if made is None:
            made = self._tiles[level, number] = self._packed(level, number)
        return made

    def _packed(self, level: int, number: int) -> tuple[Tile, list[_Row]]:
        bins, begins, members = self._levels[level]
        place = int(np.searchsorted(bins, number))
        own = members[begins[place] : begins[place + 1]]
        rows = [_Row() for _ in range(self._room_rows)]
        above = self._books_above(level, number)
        shelves = [[book[row] for book in above if book[row].starts] for row in range(len(rows))]
        widths = [self._title_width(row) for row in self.lane.rows[own].tolist()]
        hards = self._right[own]
        room = np.minimum(widths, TITLE_ROOM) + (TITLE_GAP + TITLE_CLEARANCE)
        softs = hards + np.ceil(room * self._unit).astype(np.int64)
        found = [
            self._place(start, hard, soft, rows, shelves)
            for start, hard, soft in zip(self._left[own].tolist(), hards.tolist(), softs.tolist(), strict=True)
        ]
        row = np.array(found, np.int64)
        order = np.argsort(own[row >= 0], kind="stable")
        shown, width = own[row >= 0][order], np.array(widths, np.float64)[row >= 0][order]
        return Tile(shown, row[row >= 0][order], width, own[row < 0]), rows

    def _books_above(self, level: int, number: int) -> list[list[_Row]]:
        """What the coarser tiles over this one have taken."""
        books = []
        for other, (bins, _, _) in self._levels.items():
            if other <= level:
                break
            above = number >> (self.shift(other) - self.shift(level))
            place = int(np.searchsorted(bins, above))
            if place < len(bins) and bins[place] == above:
                books.append(self._tile(other, above)[1])
        return books

    def _place(self, start: int, hard: int, soft: int, rows: list[_Row], shelves: list[list[_Row]]) -> int:
        """Put an event into the first row where no title is cut, else where the most remains; -1: nowhere."""
        best, best_row = -1.0, -1
        for number, row in enumerate(rows):
            room = row.room(start, hard, soft)
            if room <= best:
                continue
            for other in shelves[number]:
                room = min(room, other.room(start, hard, soft))
            if room > best:
                best, best_row = room, number
                if room == math.inf:
                    break
        if best_row >= 0:
            rows[best_row].take(start, hard, soft)
        return best_row
