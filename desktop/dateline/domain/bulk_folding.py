"""Texts of millions of letters folded at once: each distinct letter by `fold`, once."""

import unicodedata
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import distinct
from dateline.domain.folding import fold

_LETTERS = 0x110000


def fold_many(data: bytes) -> bytes:
    """Return UTF-8 text folded as `fold` does, still as UTF-8.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    if data.isascii():
        return data.translate(_ascii_table(), b"'`")
    letters = np.frombuffer(unicodedata.normalize("NFC", data.decode()).encode("utf-32-le"), np.uint32)
    return _folded_letters().of(letters).tobytes().decode("utf-32-le").encode()


class _FoldedLetters:
    """What each letter met so far becomes: some letters, one after the other in one array.

    One for all readings, which may overlap: each window reads in a thread of its own, and so does one called off.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts = np.full(_LETTERS, -1, np.int8)
        self._starts = np.zeros(_LETTERS, np.int32)
        self._parts: NDArray[np.uint32] = np.zeros(0, np.uint32)

    def of(self, letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
        with self._lock:
            return self._of(letters)

    def _of(self, letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
        counts = self._counts[letters]
        if counts.min(initial=0) < 0:
            self._learn(distinct(letters[counts < 0]))
            counts = self._counts[letters]
        starts = self._starts[letters]
        if (counts == 1).all():
            return self._parts[starts]
        ends = np.cumsum(counts, dtype=np.int64)
        shifts = starts - (ends - counts)
        folded: NDArray[np.uint32] = self._parts[np.repeat(shifts, counts) + np.arange(ends[-1])]
        return folded

    def _learn(self, letters: NDArray[np.uint32]) -> None:
        for letter in letters.tolist():
            folded = np.frombuffer(fold(chr(letter)).encode("utf-32-le"), np.uint32)
            self._counts[letter], self._starts[letter] = len(folded), len(self._parts)
            self._parts = np.concatenate((self._parts, folded))


@cache
def _folded_letters() -> _FoldedLetters:
    return _FoldedLetters()


@cache
def _ascii_table() -> bytes:
    return bytes(range(256)).lower()
