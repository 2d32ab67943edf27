"""Where the cells of a delimited table lie: rows and cells as places in its bytes, found without a string for each.

Cells are quoted as in RFC 4180: a cell that begins with a quote ends at the next single one, and may hold delimiters,
line breaks and doubled quotes. A quote inside any other cell is a letter, as `csv.reader` has it. Unlike there, a row
in which more text follows a closing quote, or whose last quote never closes, is not read: reading goes on at the line
below, so that one stray quote costs one line and not all to the next. Blank lines are passed over.

A table of a million rows is looked through in windows with numpy (half the time of `csv.reader`);
where quotes or line ends are out of the ordinary, a window's rest is read cell by cell.
"""

import re
from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.domain.errors import ChronologyError
from dateline.domain.value import dataclass

WINDOW = 512 * 1024
"""Bytes looked through at a time. More are no faster and take more memory."""
ROW_LIMIT = 4 * 1024 * 1024
"""Bytes that one row may have."""
PADDING = bytes(8)
"""What follows a window's bytes, so that eight can be taken from any of its places."""

_QUOTE, _LINE_FEED, _RETURN = 34, 10, 13
_BREAK = re.compile(rb"\r\n?|\n")
_QUOTED = re.compile(rb'"(?:[^"]++|"")*+')
_NOT_CLOSED = "a quote opens in this row and is never closed"
_TEXT_BEHIND = "text follows a closing quote; double each quote that stands inside a quoted cell"

Places = NDArray[np.int64]
Stray = tuple[int, str]
"""The 1-based line of a row that was not read, and why."""


class Source(Protocol):
    """Bytes in their order."""

    def read(self, size: int, /) -> bytes:
        """Return the next `size` bytes; fewer only at the end."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Some rows of a table: `data` are their bytes and PADDING; all places count from its beginning.

    `offset` is where it begins in the file. Row r has its cells from `first[r]` in `cell_starts` and `cell_ends`
    (exclusive, quotes included), ends before `row_ends[r]` and begins in line `lines[r]`. All rows have the same
    number of cells.
    """

    data: bytes
    offset: int
    cell_starts: Places
    cell_ends: Places
    first: Places
    row_ends: Places
    lines: Places
    strays: tuple[Stray, ...]

    def __len__(self) -> int:
        return len(self.first)

    @property
    def row_starts(self) -> Places:
        return self.cell_starts[self.first]

    def cells(self, column: int) -> tuple[Places, Places]:
        """Return where each row's cell of a column starts and ends."""
        places = self.first + column
        return self.cell_starts[places], self.cell_ends[places]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Cells of some rows: `first` is the place of each row's first cell, and one more."""

    starts: Places
    ends: Places
    first: Places


class Grid:
    """The rows of a table that lies in a file.

    Args:
        delimiter: the byte between two cells.
        width: cells of each row.
        name: stands in front of places in messages.
    """

    def __init__(self, delimiter: bytes, width: int, name: str = "") -> None:
        self.delimiter = delimiter[0]
        self._width = width
        self._name = name
        self._plain = re.compile(b"[^" + re.escape(delimiter) + rb"\r\n]*+")
        self._after_quote = frozenset((self.delimiter, _LINE_FEED, _RETURN))

    def windows(self, file: Source, offset: int = 0, line: int = 1) -> Iterator[Window]:
        """Yield a file's rows from where it stands: `offset` bytes from its beginning, at the start of a line.

        Raises:
            ChronologyError: a line has more than ROW_LIMIT bytes, or the text is not UTF-8.
        """
        rest = b""
        is_last = False
        while not is_last:
            block = file.read(WINDOW)
            is_last = len(block) < WINDOW
            data = rest + block
            if is_last and data and not data.endswith((b"\n", b"\r")):
                data += b"\n"
            window, used, lines = self._window(data, offset, line, is_last)
            yield window
            rest = data[used:]
            offset += used
            line += lines

    def row(
        self, data: bytes, start: int, is_last: bool, is_long: bool = False
    ) -> tuple[list[tuple[int, int]], int] | str | None:
        """Return where a row's cells lie and where the next row starts; why it cannot be read; or None: no end yet.

        Where `is_long`, a quote that does not close in `data` counts as one that never does.
        """
        cells = []
        place = start
        while True:
            if data[place : place + 1] == b'"':
                matched = _QUOTED.match(data, place)
                end = matched.end() + 1 if matched else place
                if end > len(data):
                    return _NOT_CLOSED if is_last or is_long else None
                if end < len(data) and data[end] not in self._after_quote:
                    return _TEXT_BEHIND
            else:
                plain = self._plain.match(data, place)
                end = plain.end() if plain else place
            cells.append((place, end))
            if end >= len(data):
                return (cells, end) if is_last else None
            if data[end] != self.delimiter:
                break
            place = end + 1
        if data[end] == _RETURN and end + 1 == len(data) and not is_last:
            return None
        return cells, end + (2 if data[end : end + 2] == b"\r\n" else 1)

    def _window(self, data: bytes, offset: int, line: int, is_last: bool) -> tuple[Window, int, int]:
        rows, used, is_regular = self._fast(np.frombuffer(data, np.uint8), is_last)
        strays: list[tuple[int, str]] = []
        if not is_regular or len(data) - used > ROW_LIMIT:
            further, used, strays = self._slow(data, used, is_last, line)
            rows = _joined(rows, further)
        _check_encoding(data[:used], line, self._name)
        codes = np.frombuffer(data, np.uint8, used)
        breaks = _line_breaks(codes)
        starts = rows.starts[rows.first[:-1]] if len(rows.first) > 1 else np.zeros(0, np.int64)
        lines = np.searchsorted(breaks, starts) + line
        found = [(int(np.searchsorted(breaks, place)) + line, why) for place, why in strays]
        fits = self._fitting(rows, data[:used], lines, found)
        window = Window(
            data[:used] + PADDING,
            offset,
            rows.starts,
            rows.ends,
            rows.first[:-1][fits],
            rows.ends[rows.first[1:] - 1][fits],
            lines[fits],
            tuple(found),
        )
        return window, used, len(breaks)

    def _fast(self, codes: NDArray[np.uint8], is_last: bool) -> tuple[_Rows, int, bool]:
        """Return the rows up to the last that ends, or the first that is out of the ordinary; their bytes; if all."""
        breaks = (codes == self.delimiter) | (codes == _LINE_FEED)
        separators = np.flatnonzero(breaks)
        limit, is_regular = len(codes), True
        quotes = np.flatnonzero(codes == _QUOTE)
        if len(quotes):
            separators = separators[np.searchsorted(quotes, separators) & 1 == 0]
            limit = self._first_irregular(codes, quotes, is_last)
            is_regular = limit == len(codes)
        returns = np.flatnonzero(codes == _RETURN)
        if len(returns):
            lone = returns[codes[np.minimum(returns + 1, len(codes) - 1)] != _LINE_FEED]
            if len(lone) and (is_last or lone[0] + 1 < len(codes)) and lone[0] < limit:
                limit, is_regular = int(lone[0]), False
        if limit < len(codes):
            separators = separators[: np.searchsorted(separators, limit)]
        row_ends = np.flatnonzero(codes[separators] == _LINE_FEED)
        first = np.concatenate(([0], row_ends + 1))
        ends = separators[: first[-1]]
        used = int(ends[-1]) + 1 if len(ends) else 0
        starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
        if len(returns):
            ends = ends - ((codes[ends] == _LINE_FEED) & (ends > starts) & (codes[ends - 1] == _RETURN))
        return _Rows(starts, ends, first), used, is_regular

    def _first_irregular(self, codes: NDArray[np.uint8], quotes: Places, is_last: bool) -> int:
        """Return the first quote that does not open or close a whole cell nor is doubled, or the end."""
        opening, closing = quotes[0::2], quotes[1::2]
        may_stand = np.zeros(256, np.bool_)
        may_stand[[self.delimiter, _LINE_FEED, _QUOTE]] = True
        is_odd = np.zeros(len(quotes), np.bool_)
        is_odd[0::2] = ~may_stand[codes[opening - 1]] & (opening > 0)
        may_stand[_RETURN] = True
        after = np.minimum(closing + 1, len(codes) - 1)
        is_odd[1::2] = ~may_stand[codes[after]]
        if is_last and len(quotes) % 2:
            is_odd[-1] = True
        odd: Places = np.flatnonzero(is_odd)
        return int(quotes[odd[0]]) if len(odd) else len(codes)

    def _slow(self, data: bytes, place: int, is_last: bool, line: int) -> tuple[_Rows, int, list[tuple[int, str]]]:
        """Return the rows from a place on, read cell by cell; where they end; and (place, why) of those not read."""
        bounds: list[tuple[int, int]] = []
        first = [0]
        strays = []
        while place < len(data):
            row = self.row(data, place, is_last, is_long=len(data) - place > ROW_LIMIT)
            if row is None:
                break
            if isinstance(row, str):
                strays.append((place, row))
                place = _next_line(data, place)
                continue
            cells, place = row
            bounds += cells
            first.append(len(bounds))
        if len(data) - place > ROW_LIMIT:
            line += len(_line_breaks(np.frombuffer(data, np.uint8, place)))
            limit = ROW_LIMIT // (1024 * 1024)
            raise ChronologyError(f"this line has more than {limit} MB; this is no table of events", self._at(line))
        array = np.array(bounds, np.int64).reshape(-1, 2)
        return _Rows(array[:, 0].copy(), array[:, 1].copy(), np.array(first, np.int64)), place, strays

    def _fitting(self, rows: _Rows, data: bytes, lines: Places, strays: list[Stray]) -> NDArray[np.bool_]:
        """Return which rows have as many cells as the header and no NUL byte; the others are told."""
        counts = np.diff(rows.first)
        fits: NDArray[np.bool_] = counts == self._width
        for row in np.flatnonzero(~fits).tolist():
            begin, count = int(rows.first[row]), int(counts[row])
            cells = [data[rows.starts[k] : rows.ends[k]] for k in range(begin, begin + count)]
            if count > 1 or any(cells):
                strays.append((int(lines[row]), self._miscount(count)))
        if b"\0" in data:
            for place in np.flatnonzero(np.frombuffer(data, np.uint8) == 0):
                row = int(np.searchsorted(rows.starts[rows.first[:-1]], place, side="right")) - 1
                if row >= 0 and fits[row]:
                    fits[row] = False
                    strays.append((int(lines[row]), "a cell holds a NUL byte"))
        return fits

    def _miscount(self, count: int) -> str:
        found = f"it has {count} {'cell' if count == 1 else 'cells'} where the header has {self._width}"
        return f"{found}; a cell with “{chr(self.delimiter)}” in it needs quotes" if count > self._width else found

    def _at(self, line: int) -> str:
        return f"{self._name}:{line}" if self._name else ""


def cell_text(raw: bytes) -> str:
    """Return the text of a cell as it stands in the file, with its quotes if it has any."""
    if raw[:1] == b'"':
        return raw[1:-1].replace(b'""', b'"').decode()
    return raw.decode()


def row_texts(grid: Grid, raw: bytes) -> list[str]:
    """Return the texts of the cells of one row that is known to be one."""
    if b'"' not in raw:
        return raw.decode().split(chr(grid.delimiter))
    row = grid.row(raw, 0, is_last=True)
    assert isinstance(row, tuple)
    return [cell_text(raw[start:end]) for start, end in row[0]]


def _joined(one: _Rows, other: _Rows) -> _Rows:
    first = np.concatenate((one.first, other.first[1:] + one.first[-1]))
    return _Rows(np.concatenate((one.starts, other.starts)), np.concatenate((one.ends, other.ends)), first)


def _line_breaks(codes: NDArray[np.uint8]) -> Places:
    breaks = codes == _LINE_FEED
    returns = np.flatnonzero(codes == _RETURN)
    if len(returns):
        is_lone = np.append(codes, 0)[returns + 1] != _LINE_FEED
        breaks[returns[is_lone]] = True
    return np.flatnonzero(breaks)


def _next_line(data: bytes, place: int) -> int:
    found = _BREAK.search(data, place)
    return found.end() if found else len(data)


def _check_encoding(data: bytes, line: int, name: str) -> None:
    if data.isascii():
        return
    try:
        data.decode()
    except UnicodeDecodeError as error:
        start = error.start
        found = line + data.count(b"\n", 0, start)
        column = len(data[data.rfind(b"\n", 0, start) + 1 : start].decode("utf-8", "replace")) + 1
        raise ChronologyError(
            f"the file is not UTF-8: byte 0x{data[start]:02X} is out of place; save it as UTF-8",
            f"{name}:{found}:{column}" if name else "",
        ) from error
