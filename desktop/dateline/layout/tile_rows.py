"""The rows of one tile while it is packed: what is taken in each, and where the next mark goes."""

import math
from bisect import bisect_right

NEVER = -(1 << 62)


class Row:
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
        place = bisect_right(starts, start)
        room = math.inf
        if place and self.soft_ends[place - 1] > start:
            room = start - self.hard_ends[place - 1]
        if place < len(starts) and starts[place] < soft:
            room = min(room, starts[place] - hard)
        return room

    def take(self, start: int, hard: int, soft: int) -> None:
        """Put a mark after all that is here."""
        if self.starts:
            self.soft_ends[-1] = min(self.soft_ends[-1], max(start, self.hard_ends[-1]))
        self.starts.append(start)
        self.hard_ends.append(hard)
        self.soft_ends.append(soft)


class Shelf:
    """The rows of one tile while it is packed, with those of the coarser tiles over it, `above`."""

    def __init__(self, count: int, above: list[list[Row]]) -> None:
        self.rows = [Row() for _ in range(count)]
        self._hard_ends, self._soft_ends = [NEVER] * count, [NEVER] * count  # of what came last in each row
        self._above = [[book[row] for book in above if book[row].starts] for row in range(count)]

    def is_full(self, start: int) -> bool:
        """Whether all rows are still taken at an instant; marks come in the order of their starts."""
        return not self.rows or min(self._hard_ends) > start

    def put(self, start: int, hard: int, soft: int) -> int:
        """Put a mark into the first row where no title is cut, else where the most remains; -1: nowhere."""
        best, chosen = -1.0, -1
        for row, end in enumerate(self._hard_ends):
            if end > start:
                continue
            room = math.inf if self._soft_ends[row] <= start else float(start - end)
            if room <= best:
                continue
            for other in self._above[row]:
                room = min(room, other.room(start, hard, soft))
            if room > best:
                best, chosen = room, row
                if room == math.inf:
                    break
        if chosen >= 0:
            self.rows[chosen].take(start, hard, soft)
            self._hard_ends[chosen], self._soft_ends[chosen] = hard, soft
        return chosen
