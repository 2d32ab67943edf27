"""The distinct cells of a table's column: each row's as a code, and each distinct one's bytes once."""

import numpy as np
from numpy.typing import NDArray

from dateline.formats.table_text import PADDING, Places, Window

Hashes = NDArray[np.uint64]

_MASKS = np.array([(1 << 8 * count) - 1 for count in range(9)], np.uint64)
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93], np.uint64)
_HALF = np.uint64(32)


class Words:
    """Distinct cells, in order of first use, as they stand in the file (quotes and all).

    Cells are told apart by 64 bits made of all their bytes: of a million distinct ones, some two are mistaken for one
    another in 3 of 100 million tables. Up to eight bytes there is no mistaking.
    """

    def __init__(self) -> None:
        self.cells: list[bytes] = []
        self._known: Hashes = np.zeros(0, np.uint64)  # sorted
        self._codes: NDArray[np.int32] = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self.cells)

    def codes(self, window: Window, column: int) -> NDArray[np.int32]:
        """Return the code of each row's cell of a column; codes count the distinct cells from 0."""
        starts, ends = window.cells(column)
        hashes = cell_hashes(window.data, starts, ends)
        places, is_known = self._places(hashes)
        if not is_known.all():
            self._learn(window.data, starts, ends, hashes, np.flatnonzero(~is_known))
            places, _ = self._places(hashes)
        return self._codes[places]

    def _places(self, hashes: Hashes) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        if not len(self._known):
            return np.zeros(len(hashes), np.int64), np.zeros(len(hashes), np.bool_)
        places = np.minimum(np.searchsorted(self._known, hashes), len(self._known) - 1)
        return places, self._known[places] == hashes

    def _learn(self, data: bytes, starts: Places, ends: Places, hashes: Hashes, rows: Places) -> None:
        new, firsts = np.unique(hashes[rows], return_index=True)
        by_use = np.argsort(firsts)
        codes = np.empty(len(new), np.int32)
        codes[by_use] = np.arange(len(self.cells), len(self.cells) + len(new), dtype=np.int32)
        chosen = rows[firsts[by_use]]
        self.cells += [
            data[start:end] for start, end in zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True)
        ]
        known = np.concatenate((self._known, new))
        order = np.argsort(known, kind="stable")
        self._known, self._codes = known[order], np.concatenate((self._codes, codes))[order]


def cell_hashes(data: bytes, starts: Places, ends: Places) -> Hashes:
    """Return 64 bits for each cell, made of its length and all its bytes; `data` ends with PADDING."""
    eights = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    lengths = ends - starts
    hashes: Hashes = lengths.astype(np.uint64) * _FACTORS[1]
    active: Places | slice = slice(None)
    for done in range(0, int(lengths.max(initial=0)), 8):
        if done:
            active = np.flatnonzero(lengths > done)
        left = np.minimum(lengths[active] - done, 8)
        mixed = (hashes[active] ^ (eights[starts[active] + done] & _MASKS[left])) * _FACTORS[0]
        mixed ^= mixed >> _HALF
        hashes[active] = mixed
    return hashes


def hash_of(cell: bytes) -> np.uint64:
    """Return the 64 bits of one cell."""
    hashes = cell_hashes(cell + PADDING, np.zeros(1, np.int64), np.array([len(cell)], np.int64))
    return np.uint64(hashes[0])
