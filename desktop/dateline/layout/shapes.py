"""The few shapes of date that a chronology has: what a drawing has to explain is asked of one event of each.

Two dates have one shape where no zoom draws them in different forms: alike in all that is not a length, and with
lengths that lie between the same powers of two of what a form depends on.
"""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.columns import Columns
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE, PAST
from dateline.layout.metrics import DOT_MOST
from dateline.layout.viewport import REACH

HATCH_SEEN = 6.0
"""A bar's hatched end shorter than this does not show beside its bracket."""


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """The shape of each row, and a row of each shape."""

    of_row: NDArray[np.int32]
    example: NDArray[np.int64]

    def among(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return one row of each shape that some rows have."""
        counts = np.bincount(self.of_row[rows], minlength=len(self.example))
        found: NDArray[np.int64] = self.example[counts > 0]
        return found


def shapes(chronology: Chronology) -> Shapes:
    """Return the shapes of a chronology's dates; told apart once."""
    found = _KNOWN.get(chronology)
    if found is None:
        keys = _keys(chronology.columns)
        _, example, of_row = np.unique(keys, return_index=True, return_inverse=True)
        found = _KNOWN[chronology] = Shapes(of_row.astype(np.int32), example.astype(np.int64))
    return found


_KNOWN: WeakKeyDictionary[Chronology, Shapes] = WeakKeyDictionary()


def _keys(columns: Columns) -> NDArray[np.int64]:
    """A number per row, equal where the shape is."""
    start, sure_from, sure_to, end = (
        np.clip(bound, -REACH, REACH)
        for bound in (columns.start_earliest, columns.start_latest, columns.end_earliest, columns.end_latest)
    )
    several = np.zeros(len(columns), np.bool_)
    several[list(columns.several)] = True
    parts: Iterable[tuple[NDArray[np.int64] | NDArray[np.bool_], int]] = (
        (columns.flags.astype(np.int64), 16),
        (columns.precision.astype(np.int64), 5),
        (_power(end - start, DOT_MOST), 7),
        (_power(sure_from - start, HATCH_SEEN), 7),
        (_power(end - sure_to, HATCH_SEEN), 7),
        (sure_from >= sure_to, 1),
        (columns.start_earliest <= PAST, 1),
        (columns.end_latest >= FUTURE, 1),
        (several, 1),
    )
    keys = np.zeros(len(columns), np.int64)
    for values, bits in parts:
        keys <<= bits
        keys |= values
    return keys


def _power(length: NDArray[np.int64], unit: float) -> NDArray[np.int64]:
    """The exponent of the least power of two that, times `unit`, is no less than a length; no zoom goes below -8."""
    with np.errstate(divide="ignore"):
        power = np.ceil(np.log2(np.maximum(length, 0) / unit))
    return np.clip(power, -8, 100).astype(np.int64) + 8
