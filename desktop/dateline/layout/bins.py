"""The bins of time that tiles are made of, nested eightfold: their bounds, and what may be in those around a view."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.layout.anchors import SHORT
from dateline.layout.metrics import REACH_OF_DOT, TITLE_CLEARANCE, TITLE_GAP, TITLE_ROOM

TILE_SHIFT = 11
"""The finest tiles are 2**11 layout units of the octave's scale."""
NESTING = 3
OFFSET = 1 << 61
"""Added to instants before they are binned, so that no bin boundary depends on their sign."""
TOP_SHIFT = 62


def shift_of(octave: int, level: int) -> int:
    """Return by how many bits an instant is shifted to give its bin; level 0 is the finest."""
    return min(octave + TILE_SHIFT + NESTING * level, TOP_SHIFT)


def seconds(octave: int, length: float) -> int:
    """Return how many seconds a length takes at the octave's scale."""
    return math.ceil(length * 2.0**octave)


@lru_cache(maxsize=8)  # all lanes of a view ask for the same
def windows(octave: int, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Stretches of time, apart, that hold what is in the finest tiles from `first` to `last` and in those over them.

    An event is in a coarser tile because it takes up one of the inner boundaries of that. What is short is anchored in
    such a stretch, what is long meets one.
    """
    shift = shift_of(octave, 0)
    reach = seconds(octave, REACH_OF_DOT) + SHORT
    room = reach + seconds(octave, TITLE_GAP + TITLE_ROOM + TITLE_CLEARANCE)
    starts, ends = [np.array([first << shift])], [np.array([(last + 1) << shift])]
    for level in range(1, math.ceil((TOP_SHIFT - shift) / NESTING) + 1):
        finer, coarser = shift_of(octave, level - 1), shift_of(octave, level)
        low, high = first << shift >> coarser, ((last + 1 << shift) - 1) >> coarser
        inner = np.arange(low << coarser - finer, high + 1 << coarser - finer, dtype=np.int64) << finer
        starts.append(inner - room)
        ends.append(inner + reach)
    begin, end = np.concatenate(starts) - OFFSET, np.concatenate(ends) - OFFSET
    order = np.argsort(begin, kind="stable")
    begin, end = begin[order], np.maximum.accumulate(end[order])
    is_apart = np.append(True, begin[1:] > end[:-1])
    return begin[is_apart], end[np.append(is_apart[1:], True)]
