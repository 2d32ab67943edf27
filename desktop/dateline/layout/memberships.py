"""Which events belong to which group of a grouping, sorted once per chronology for all lanes that are made of it."""

from dataclasses import replace
from typing import Any, Self
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.columns import Columns, Ragged
from dateline.domain.value import dataclass
from dateline.layout.anchors import SHORT as ANCHORED_IN_MIDDLE
from dateline.layout.anchors import Instants, time_order
from dateline.layout.metrics import Grouping
from dateline.layout.viewport import REACH

FEW_GROUPS = 2**16
"""With fewer groups, their codes are sorted in 16 bits."""

Rows = NDArray[np.int64]
Codes = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class InOrder:
    """Some events in the order of their anchors, as parallel arrays.

    `long` are the places of those that are anchored at their earliest bound, and `long_end` their latest ones.
    """

    rows: Rows
    anchor: Instants
    certainty: NDArray[np.uint8]
    long: NDArray[np.int64]
    long_end: Instants

    @classmethod
    def of(cls, columns: Columns, rows: Rows, anchor: Instants) -> Self:
        """Look up what else a lane needs of its rows."""
        end = np.minimum(columns.end_latest[rows], REACH)
        long = (end - anchor > ANCHORED_IN_MIDDLE).nonzero()[0]  # half of what is short lies after its anchor
        return cls(rows, anchor, columns.certainty[rows], long, end[long])

    def between(self, begin: int, end: int) -> "InOrder":
        """Return those in some neighbouring places."""
        first, last = self.long.searchsorted([begin, end])
        return InOrder(
            self.rows[begin:end], self.anchor[begin:end], self.certainty[begin:end],
            self.long[first:last] - begin, self.long_end[first:last],
        )  # fmt: skip

    def at(self, places: NDArray[np.int64]) -> "InOrder":
        """Return those in some places, which ascend."""
        found = np.minimum(places.searchsorted(self.long), max(len(places) - 1, 0))
        is_kept = places[found] == self.long if len(places) else np.zeros(len(self.long), np.bool_)
        return InOrder(
            self.rows[places], self.anchor[places], self.certainty[places], found[is_kept], self.long_end[is_kept]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Memberships:
    """All dated events by group and then by anchor: group i has those from cuts[i] to cuts[i + 1] of `every`.

    A row may be in several groups. `totals` also counts undated events. Each filter only leaves some of them out.
    """

    every: InOrder
    cuts: NDArray[np.int64]
    totals: NDArray[np.int64]

    def of_group(self, code: int) -> InOrder:
        """Return the events of one group."""
        return self.every.between(int(self.cuts[code]), int(self.cuts[code + 1]))

    def where(self, is_shown: NDArray[np.bool_] | None) -> "Memberships":
        """Return those of which the row is shown (None: all)."""
        if is_shown is None:
            return self
        kept = is_shown[self.every.rows].nonzero()[0]
        return replace(self, every=self.every.at(kept), cuts=kept.searchsorted(self.cuts))

    def joined(self, chronology: Chronology, codes: NDArray[np.int64]) -> InOrder:
        """Return the events of several groups, each once."""
        is_of = np.zeros(len(self.totals), np.bool_)
        is_of[codes] = True
        is_in = np.zeros(len(chronology), np.bool_)
        is_in[self.every.rows[np.repeat(is_of, np.diff(self.cuts))]] = True
        rows, anchor = time_order(chronology)
        kept = is_in[rows].nonzero()[0]
        return InOrder.of(chronology.columns, rows[kept], anchor[kept])


def memberships(chronology: Chronology, grouping: Grouping) -> Memberships:
    """Return the memberships of a grouping; worth asking for off the GUI's thread where there are many events."""
    known = _KNOWN.setdefault(chronology, {})
    found = known.get(grouping)
    if found is None:
        found = known[grouping] = _sorted(chronology, grouping)
    return found


_KNOWN: WeakKeyDictionary[Chronology, dict[Grouping, Memberships]] = WeakKeyDictionary()


def _sorted(chronology: Chronology, grouping: Grouping) -> Memberships:
    columns = chronology.columns
    first, further, count = _codes(columns, grouping)
    rows, anchor = time_order(chronology)
    codes, totals = first[rows], np.bincount(first, minlength=count)
    if further is not None and len(further.extra_rows):
        totals += np.bincount(further.extra_values, minlength=count)
        rows, anchor, codes = _with_further(columns, rows, anchor, codes, further)
    order = np.argsort(codes.astype(np.uint16 if count < FEW_GROUPS else np.int64), kind="stable")  # 16: a radix sort
    cuts = codes[order].searchsorted(np.arange(count + 1))
    return Memberships(InOrder.of(columns, rows[order], anchor[order]), cuts, totals)


def _with_further(
    columns: Columns, rows: Rows, anchor: Instants, codes: Codes, further: Ragged
) -> tuple[Rows, Instants, Codes]:
    """All memberships in the order of anchors, with the second and further ones of rows."""
    dated = columns.is_dated[further.extra_rows]
    extra_codes = further.extra_values[dated]
    place_of = np.empty(len(columns), np.int64)
    place_of[rows] = np.arange(len(rows))
    places = np.concatenate([np.arange(len(rows)), place_of[further.extra_rows[dated]]])
    order = np.argsort(places, kind="stable")  # not by anchors: what has the same one keeps its order in time
    places = places[order]
    return rows[places], anchor[places], np.concatenate([codes, extra_codes])[order]


def _codes(columns: Columns, grouping: Grouping) -> tuple[Codes, Ragged | None, int]:
    """The first group of every row, what tells of further ones, and how many groups there are."""
    match grouping:
        case Grouping.REGION:
            return _several(columns.region, len(columns.region_codes))
        case Grouping.ACTOR:
            return _several(columns.actor, len(columns.actors))
        case Grouping.SOURCE:
            return _several(columns.source, len(columns.source_ids))
        case Grouping.KIND:
            none = len(columns.kinds)
            return np.where(columns.kind < 0, np.int16(none), columns.kind), None, none + 1
        case Grouping.CERTAINTY:
            return np.uint8(Certainty.CONFIRMED) - columns.certainty, None, len(Certainty)
        case Grouping.NONE:
            return np.zeros(len(columns), np.uint8), None, 1


def _several(values: Ragged, count: int) -> tuple[Codes, Ragged, int]:
    """Of what an event may have several of; those without any are in a last group."""
    return np.where(values.first < 0, np.int32(count), values.first), values, count + 1
