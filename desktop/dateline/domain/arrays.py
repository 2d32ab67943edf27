"""What numpy says in another way, or at a cost."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)


def picked(values: NDArray[T], mask: NDArray[np.bool_]) -> NDArray[T]:
    """Return `values[mask]` at a third of its cost: of a million values without a pattern 2 ms instead of 8."""
    return values.take(np.flatnonzero(mask))


def distinct(values: NDArray[T]) -> NDArray[T]:
    """Return the values once each, ascending.

    `np.unique` of an array alone imports numpy.ma to ask whether it is masked: 20 ms of a start.
    """
    if len(values) < 2:
        return values.copy()
    ordered = np.sort(values)
    is_first = np.empty(len(ordered), np.bool_)
    is_first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """All integers from each start up to its end, one stretch after the other."""
    counts = ends - starts
    before = np.cumsum(counts) - counts
    found: NDArray[np.int64] = np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
    return found


def disjoint(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return stretches, of which both ends ascend, without what an earlier one holds already; some may be empty."""
    after = starts.copy()
    np.maximum(starts[1:], ends[:-1], out=after[1:])
    return np.minimum(after, ends), ends
