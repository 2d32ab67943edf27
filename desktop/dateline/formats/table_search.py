"""What a search looks through of a table: a folded line per row, in a file of its own, read in blocks."""

from functools import lru_cache
from typing import BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import picked
from dateline.domain.bulk_folding import fold_many
from dateline.domain.value import dataclass
from dateline.formats.table_text import Window

BLOCKS_KEPT = 12
"""Blocks last read, of a third of a megabyte each: as many as the rows of one part of a search lie in."""
SHORT = 2
"""Letters: a word of so many stands in most lines, and is looked for line by line."""

_LINE_FEED = 10


class Store(Protocol):
    """Bytes that are read by place."""

    def read(self, start: int, size: int) -> bytes:
        """Return `size` bytes from a place on; fewer at the end."""


@dataclass(frozen=True, slots=True, eq=False)
class SearchText:
    """Where lines lie: `offsets` and `lines` are a block's first byte and first line, and one more for the end.

    `line_of_row` is empty where every line is a row's.
    """

    offsets: NDArray[np.int64]
    lines: NDArray[np.int64]
    line_of_row: NDArray[np.int32]

    def of(self, row: int) -> int:
        """Return the line of a row."""
        return int(self.line_of_row[row]) if len(self.line_of_row) else row


class Search:
    """Looks for words in the lines of a table's rows."""

    def __init__(self, text: SearchText, store: Store) -> None:
        self._text, self._store = text, store
        # Several words of one search go through the same blocks.
        self._block = lru_cache(BLOCKS_KEPT)(self._read_block)
        self._ends: dict[int, NDArray[np.int32]] = {}
        self._frequency: NDArray[np.int64] | None = None  # of each byte in a block

    def holding(self, word: str, start: int, stop: int) -> NDArray[np.bool_]:
        """Return which rows from `start` up to `stop` have a folded word in their line.

        A word with a quote may be found where there is none: cells keep their quotes.
        """
        if stop <= start:
            return np.zeros(0, np.bool_)
        text = self._text
        first = int(np.searchsorted(text.lines, text.of(start), side="right")) - 1
        last = int(np.searchsorted(text.lines, text.of(stop - 1), side="right"))
        found = [self._held(word.encode("utf-8", "surrogatepass"), block) for block in range(first, last)]
        held = np.concatenate(found)
        shift = int(text.lines[first])
        rows = text.line_of_row[start:stop] - shift if len(text.line_of_row) else slice(start - shift, stop - shift)
        return held[rows]

    def _held(self, word: bytes, block: int) -> NDArray[np.bool_]:
        letters = np.frombuffer(self._block(block), np.uint8)
        held = np.zeros(int(self._text.lines[block + 1] - self._text.lines[block]), np.bool_)
        if len(word) <= SHORT:
            return self._held_often(word, block, letters)
        places = self._places(word, letters)
        if len(places):
            held[self._ends_of(block, letters).searchsorted(places)] = True
        return held

    def _places(self, word: bytes, letters: NDArray[np.uint8]) -> NDArray[np.int64]:
        """Where a word stands: where its two rarest letters do, as they seldom stand so by chance, and all others."""
        if self._frequency is None:
            self._frequency = np.bincount(letters, minlength=256)
        rare = sorted(range(len(word)), key=lambda place: int(self._frequency[word[place]]))  # type: ignore[index]
        count = max(len(letters) - len(word) + 1, 0)
        is_hit = letters[rare[0] : rare[0] + count] == word[rare[0]]
        is_hit &= letters[rare[1] : rare[1] + count] == word[rare[1]]
        places = np.flatnonzero(is_hit)
        for place in rare[2:]:
            places = picked(places, letters.take(places + place) == word[place])
        return places

    def _held_often(self, word: bytes, block: int, letters: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Gather by lines where a word of one letter or two stands: that is nearly everywhere."""
        is_hit = letters == word[0]
        if len(word) == SHORT:
            is_hit[:-1] &= letters[1:] == word[1]
            is_hit[-1:] = False
        starts = np.zeros(int(self._text.lines[block + 1] - self._text.lines[block]), np.int32)
        starts[1:] = self._ends_of(block, letters)[:-1] + 1
        held: NDArray[np.bool_] = np.logical_or.reduceat(is_hit, starts)
        return held

    def _ends_of(self, block: int, letters: NDArray[np.uint8]) -> NDArray[np.int32]:
        """Where the lines of a block end; kept once known, which takes four bytes a row."""
        ends = self._ends.get(block)
        if ends is None:
            ends = np.flatnonzero(letters == _LINE_FEED).astype(np.int32)
            self._ends[block] = ends
        return ends

    def _read_block(self, block: int) -> bytes:
        start, end = int(self._text.offsets[block]), int(self._text.offsets[block + 1])
        return self._store.read(start, end - start)


class SearchWriter:
    """Writes the lines, a block for each window of rows, from the cells of some columns."""

    def __init__(self, file: BinaryIO, columns: list[int]) -> None:
        self._file, self._columns = file, columns
        self._offsets, self._lines = [0], [0]

    def take(self, window: Window) -> None:
        """Write the lines of a window's rows."""
        parts = [_cells(window, column) for column in self._columns]
        text = b"\n".join([b" ".join(cells) for cells in zip(*parts, strict=True)])
        if text.count(b"\n") + 1 != len(window) or b"\r" in text:
            whole = (b" ".join(b" ".join(cells).split()) for cells in zip(*parts, strict=True))
            text = b"\n".join(whole)
        if b'"' in text:
            text = text.replace(b'""', b'"')
        folded = fold_many(text + b"\n")
        self._file.write(folded)
        self._offsets.append(self._offsets[-1] + len(folded))
        self._lines.append(self._lines[-1] + len(window))

    def done(self, keep: NDArray[np.bool_]) -> SearchText:
        """Return where all was written; `keep` says which lines are rows."""
        self._file.flush()
        lines = np.zeros(0, np.int32) if keep.all() else np.flatnonzero(keep).astype(np.int32)
        return SearchText(np.array(self._offsets, np.int64), np.array(self._lines, np.int64), lines)


def _cells(window: Window, column: int) -> list[bytes]:
    starts, ends = window.cells(column)
    data = window.data
    return [data[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
