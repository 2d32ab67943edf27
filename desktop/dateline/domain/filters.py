"""The filters as row masks: regions by "lies in", kinds, certainties; each over small vocabularies, not over events."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import distinct, picked
from dateline.domain.claim import Certainty
from dateline.domain.columns import Columns, Vocabulary, chosen
from dateline.domain.region import RegionTable

Mask = NDArray[np.bool_]

PLACE_UNKNOWN = "unknown"
"""What a filter calls the events that name no region."""
NO_KIND = ""
"""What a filter calls the events that name no kind."""


def kind_mask(columns: Columns, kinds: Iterable[str]) -> Mask:
    """Return which rows are of one of the kinds."""
    kinds = frozenset(kinds)
    mask = chosen(columns.kind, np.array([word in kinds for word in columns.kinds], np.bool_))
    if NO_KIND in kinds:
        mask |= columns.kind < 0
    return mask


def certainty_mask(columns: Columns, certainties: Iterable[Certainty]) -> Mask:
    """Return which rows have a claim of one of the certainties."""
    bits = 0
    for certainty in certainties:
        bits |= 1 << certainty
    mask: Mask = (columns.certainties & np.uint8(bits)) != 0
    return mask


def kind_counts(columns: Columns, mask: Mask) -> dict[str, int]:
    """Return how many of the rows in the mask are of each kind; those of none only where there are some."""
    counts = np.bincount(picked(columns.kind, mask) + np.int16(1), minlength=len(columns.kinds) + 1).tolist()
    none = {NO_KIND: counts[0]} if counts[0] else {}
    return dict(zip(columns.kinds, counts[1:], strict=True)) | none


def certainty_counts(columns: Columns, mask: Mask) -> dict[Certainty, int]:
    """Return how many of the rows in the mask have a claim of each certainty."""
    patterns = np.bincount(picked(columns.certainties, mask), minlength=256)
    bits = np.arange(256)
    return {certainty: int(patterns[(bits >> certainty) & 1 == 1].sum()) for certainty in Certainty}


class RegionIndex:
    """The regions that a chronology's events name, with everything above them.

    `places` are their codes; a code that the table lacks stands alone.
    """

    def __init__(self, columns: Columns, table: RegionTable) -> None:
        self._columns = columns
        self._chains = [_chain(code, table) for code in columns.region_codes]
        self._is_unknown = columns.region.first < 0
        vocabulary = Vocabulary(place for chain in self._chains for place in chain)
        self.places = vocabulary.words
        self._above = np.zeros((len(self._chains), len(self.places)), np.bool_)
        for code, chain in enumerate(self._chains):
            self._above[code, vocabulary.codes(chain)] = True
        self._extra_rows, self._extra_places = self._further_places()

    def mask(self, regions: frozenset[str], alone: frozenset[str] = frozenset()) -> Mask:
        """Return which rows lie in one of the regions, or name one of those alone."""
        wanted = [not regions.isdisjoint(chain) or chain[0] in alone for chain in self._chains]
        mask = self._columns.region.any_of(np.array(wanted, np.bool_))
        if PLACE_UNKNOWN in regions or PLACE_UNKNOWN in alone:
            mask |= self._is_unknown
        return mask

    def counts(self, mask: Mask | None = None) -> dict[str, int]:
        """Return how many rows of the mask, or of all, lie in each place, each row once, and how many in none."""
        first = self._columns.region.first
        named = (first if mask is None else picked(first, mask)) + 1
        by_first = np.bincount(named, minlength=len(self._chains) + 1)
        totals = by_first[1:] @ self._above.astype(np.int64)
        further = self._extra_places if mask is None else self._extra_places[mask[self._extra_rows]]
        totals = totals + np.bincount(further, minlength=len(self.places))
        return dict(zip(self.places, totals.tolist(), strict=True)) | {PLACE_UNKNOWN: int(by_first[0])}

    def _further_places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (row, place) pairs, each once, that rows lie in through another region than their first."""
        region = self._columns.region
        if not len(region.extra_rows):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        which, places = np.nonzero(self._above[region.extra_values])
        rows = region.extra_rows[which]
        is_new = ~self._above[region.first[rows], places]
        pairs = distinct(rows[is_new] * len(self.places) + places[is_new])
        return pairs // len(self.places), pairs % len(self.places)


def _chain(code: str, table: RegionTable) -> tuple[str, ...]:
    return table.parent_chain(code) if code in table else (code,)
