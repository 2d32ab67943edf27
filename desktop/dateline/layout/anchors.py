"""Where events stand among others: one instant each, by which lanes are ordered and crowds counted."""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.calendar import DAY
from dateline.domain.chronology import Chronology
from dateline.domain.columns import Columns
from dateline.layout.viewport import REACH

SHORT = DAY
"""What takes so many seconds or less stands in its middle, as its dot does; what is longer, at its earliest bound."""

Instants = NDArray[np.int64]


def anchors_of(start: Instants, end: Instants) -> Instants:
    """Return the instant by which dates with these bounds, within ±REACH, are placed among others."""
    length = end - start
    length[length > SHORT] = 0
    length >>= 1
    length += start
    return length


def anchors_of_rows(columns: Columns, rows: NDArray[np.int64]) -> Instants:
    """Return the anchors of some dated rows."""
    return anchors_of(
        np.clip(columns.start_earliest[rows], -REACH, REACH), np.clip(columns.end_latest[rows], -REACH, REACH)
    )


def standing(anchors: Instants, ends: Instants) -> Instants:
    """Where events stand alone: at their anchors, or where nobody knows the beginning at the last second of their date.

    `ends` are their latest bounds, exclusive.
    """
    return np.where(anchors <= -REACH, np.minimum(ends, REACH) - 1, anchors)


def time_order(chronology: Chronology) -> tuple[NDArray[np.int64], Instants]:
    """Return all dated rows in the order of their anchors, and these. Made once per chronology."""
    found = _ORDERS.get(chronology)
    if found is None:
        columns = chronology.columns
        rows = columns.order[: columns.dated]  # nearly in order already, which makes the sort a merge of runs
        anchors = anchors_of_rows(columns, rows)
        order = np.argsort(anchors, kind="stable")
        found = _ORDERS[chronology] = rows[order], anchors[order]
    return found


_ORDERS: WeakKeyDictionary[Chronology, tuple[NDArray[np.int64], Instants]] = WeakKeyDictionary()
