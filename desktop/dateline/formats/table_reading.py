"""Reading a table of events into columns, and what is wrong with which row.

What a defect costs, beside format.md's rules for the other format:

- A row is left out by an unreadable date, an unknown certainty, an empty title, an id that is used before, and where
  its cells are not those of the header. It is listed with its line and why.
- A region that is not known stands as one of the table's own, with a warning; the row is shown.
- Coordinates that are none cost the place alone; their text is kept in the event's `further`.
- Cells without a column for an event's part are kept in its `further`. So is a column of more kinds, or of more unknown
  regions, than can be chosen from.
- An empty id is "row-N", N being the row's line.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Kind
from dateline.domain.finding import Level
from dateline.domain.region import Region
from dateline.formats import table_vocabulary as vocabulary
from dateline.formats.files import Cancelled
from dateline.formats.report import Report
from dateline.formats.table_cells import DEGREES, degree_states, inner, row_id_hashes, why_no_place
from dateline.formats.table_columns import Codes, Mask, Table, by_row, columns_of, doubled_ids, spots_of
from dateline.formats.table_dates import RowDates, texts_of
from dateline.formats.table_header import ROLES, Header, header_of
from dateline.formats.table_search import SearchWriter
from dateline.formats.table_text import WINDOW, Grid, Places, Window
from dateline.formats.table_words import Hashes, Words, cell_hashes

ENCODED = ("start", "end", "region", "kind", "certainty", "speaker", "actor", "source")
"""The parts of an event that few distinct cells give, over and over."""
SOUGHT = ("title", "summary", "speaker", "actor", "place")
"""The parts of an event that a search looks through, beside the names of its regions."""

ROWS_SHARE = 80
"""Of a hundred parts of the time that reading takes, those that pass while rows are read."""

_PLACES = {"start": np.int64, "id": np.int64} | dict.fromkeys(
    ("size", "title", "title_size", "title_length", "line", "id_size"), np.int32
)

T = TypeVar("T", bound=np.generic)


class Progress(Protocol):
    """Told (bytes done, bytes in all)."""

    def __call__(self, done: int, of_all: int, /) -> None: ...


@dataclass(slots=True)
class _Line:
    """A place in a table, for a finding: the line alone."""

    line: int
    column: int = -1
    index: int = 0


def read_table(
    file: BinaryIO,
    size: int,
    name: str,
    copy: BinaryIO,
    sought: BinaryIO,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Table:
    """Read a table of events.

    Args:
        file: its bytes, from the beginning.
        size: how many there are, for `progress`.
        name: stands in front of places in messages.
        copy: takes all bytes as they are read; what is looked at later comes from there.
        sought: takes the text that a search looks through.

    Raises:
        Cancelled: `cancelled` said so.
        ChronologyError: nothing can be opened.
    """
    beginning = file.read(WINDOW)
    header = header_of(beginning, name)
    copy.write(beginning[: header.start])
    reading = _Reading(header, sought)
    stream = _Copied(beginning[header.start :], file, copy)
    for window in Grid(header.delimiter, len(header.names), name).windows(stream, header.start, header.line):
        if cancelled is not None and cancelled():
            raise Cancelled(name)
        reading.take(window)
        if progress is not None:
            progress(min(stream.done + header.start, size) * ROWS_SHARE // 100, size)
    copy.flush()
    table = reading.table(lambda start, count: _from(copy, start, count))
    if progress is not None:
        progress(size, size)
    return table


class _Copied:
    """What is left of a file, with what was read of it before; all of it goes into a copy."""

    def __init__(self, first: bytes, file: BinaryIO, copy: BinaryIO) -> None:
        self._first, self._file, self._copy = first, file, copy
        self.done = 0

    def read(self, size: int) -> bytes:
        data = self._first[:size]
        self._first = self._first[size:]
        while len(data) < size and (more := self._file.read(size - len(data))):
            data += more
        self._copy.write(data)
        self.done += len(data)
        return data


def _from(copy: BinaryIO, start: int, count: int) -> bytes:
    copy.seek(start)
    return copy.read(count)


class _Reading:
    """Takes windows of rows and makes the table of them."""

    def __init__(self, header: Header, sought: BinaryIO) -> None:
        self._header = header
        self._roles = dict(header.roles)
        self._words = {role: Words() for role in ENCODED if role in self._roles}
        self._codes: dict[str, list[Codes]] = {role: [] for role in self._words}
        self._places: dict[str, list[NDArray[Any]]] = {key: [] for key in _PLACES}
        self._hashes: list[Hashes] = []
        self._strays: list[tuple[int, str]] = []
        self._doubts: list[tuple[int, str]] = []
        self._search = SearchWriter(sought, sorted(self._roles[role] for role in SOUGHT if role in self._roles))
        self._report = Report()

    def take(self, window: Window) -> None:
        """Take the rows of a window."""
        self._strays += window.strays
        if not len(window):
            return
        row_starts = window.row_starts
        starts, ends = window.cells(self._roles["title"])
        self._keep("title", starts - row_starts)
        self._keep("title_size", ends - starts)
        starts, ends = inner(window, self._roles["title"])
        self._keep("title_length", ends - starts)
        self._keep("start", row_starts + window.offset)
        self._keep("size", window.row_ends - row_starts)
        self._keep("line", window.lines)
        if "id" in self._roles:
            self._take_ids(window)
        for role, words in self._words.items():
            self._codes[role].append(words.codes(window, self._roles[role]))
        self._check_degrees(window)
        self._search.take(window)

    def _keep(self, key: str, values: Places) -> None:
        self._places[key].append(values.astype(_PLACES[key]))

    def _take_ids(self, window: Window) -> None:
        starts, ends = inner(window, self._roles["id"])
        self._keep("id", starts + window.offset)
        self._keep("id_size", ends - starts)
        hashes = cell_hashes(window.data, starts, ends)
        empty = np.flatnonzero(starts == ends)
        if len(empty):
            hashes[empty] = row_id_hashes(window.lines[empty])
        self._hashes.append(hashes)

    def _check_degrees(self, window: Window) -> None:
        """Tell of coordinates that are none, or stand alone."""
        given = [self._roles.get(role) for role in DEGREES]
        if given == [None, None]:
            return
        states = [degree_states(window, column, limit) for column, limit in zip(given, DEGREES.values(), strict=True)]
        is_bad = (states[0] != states[1]) | (states[0] < 0)
        for row in np.flatnonzero(is_bad).tolist():
            self._doubts.append((int(window.lines[row]), why_no_place([int(state[row]) for state in states])))

    def table(self, read: Callable[[int, int], bytes]) -> Table:
        """Return the table, when all was taken; `read` gives back bytes of the file by place and count."""
        places = {key: _joined(self._places.pop(key), dtype) for key, dtype in _PLACES.items()}
        codes = {role: _joined(self._codes.pop(role), np.int32) for role in self._words}
        hashes, lines = _joined(self._hashes, np.uint64), places["line"]
        self._hashes.clear()
        self._tell_all()
        kinds, made_kinds = self._kinds()
        regions, own_regions = self._regions()
        self._tell_doubts(regions, codes.get("region"), lines)
        certainties = vocabulary.certainties(self._cells("certainty"), self._report)
        sources, source_texts = vocabulary.sources(self._cells("source"))
        dates = self._dates(codes, len(lines))
        keep = np.ones(len(lines), np.bool_)
        for faults in (
            dates.faults,
            by_row(certainties, codes.get("certainty")),
            dict.fromkeys(np.flatnonzero(places["title_length"] == 0).tolist(), "the title is empty"),
        ):
            self._leave_out(keep, lines, faults)
        self._leave_out(keep, lines, dict(doubled_ids(hashes, keep, places, read)))
        meanings = {
            "kind": kinds,
            "certainty": certainties,
            "region": regions,
            "source": sources,
            "speaker": vocabulary.names(self._cells("speaker")),
            "actor": vocabulary.names(self._cells("actor")),
        }
        return Table(
            header=replace(
                self._header, roles={role: place for role, place in self._header.roles.items() if role in self._roles}
            ),
            columns=columns_of(dates.dates, lines, codes, meanings, keep),
            spots=spots_of(places, hashes, keep),
            search=self._search.done(keep),
            kinds=made_kinds,
            source_texts=source_texts,
            own_regions=own_regions,
            findings=self._report.findings(),
            left_out=len(self._strays) + int(np.count_nonzero(~keep)),
        )

    def _cells(self, role: str) -> list[bytes]:
        return self._words[role].cells if role in self._words else []

    def _tell(self, line: int, message: str, level: Level = Level.ERROR) -> None:
        self._report.tell(_Line(line - 1), message, level)

    def _tell_all(self) -> None:
        """Tell what was met while rows were taken, and what is strange about the header."""
        line = self._header.line - 1
        for doubt in self._header.doubts:
            self._tell(line, doubt, Level.WARNING)
        if "start" not in self._roles and "end" not in self._roles:
            spellings = " or ".join(f"“{name}”" for name in ROLES["start"])
            self._tell(line, f"no column {spellings} gives dates; all events are undated", Level.WARNING)
        for line, why in self._strays:
            self._tell(line, f"this row is left out: {why}")
        for line, why in self._doubts:
            self._tell(line, why, Level.WARNING)

    def _tell_doubts(self, meaning: vocabulary.Meaning, codes: Codes | None, lines: NDArray[np.int32]) -> None:
        """Tell what is strange about distinct cells, each where it stands first."""
        if not meaning.doubts or codes is None:
            return
        first = np.zeros(len(meaning.codes), np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        for cell, why in meaning.doubts.items():
            self._tell(int(lines[first[cell]]), why, Level.WARNING)

    def _leave_out(self, keep: Mask, lines: NDArray[np.int32], faults: dict[int, str]) -> None:
        for row, why in faults.items():
            if keep[row]:
                keep[row] = False
                self._tell(int(lines[row]), f"this row is left out: {why}")

    def _kinds(self) -> tuple[vocabulary.Meaning, tuple[Kind, ...]]:
        meaning, kinds = vocabulary.kinds(self._cells("kind"))
        if len(kinds) <= vocabulary.CHOICES:
            return meaning, kinds
        self._set_aside("kind", "kinds")
        return vocabulary.kinds([])

    def _regions(self) -> tuple[vocabulary.Meaning, tuple[Region, ...]]:
        regions = vocabulary.Regions(self._report)
        meaning = regions.of(self._cells("region"))
        if len(regions.own) <= vocabulary.CHOICES:
            return meaning, tuple(regions.own.values())
        self._set_aside("region", "unknown regions")
        return vocabulary.names([]), ()

    def _set_aside(self, role: str, what: str) -> None:
        """Keep a column as a further field since it has too many different words for what its name says."""
        name = self._header.names[self._roles.pop(role)]
        message = f"the column “{name}” is kept as a further field: it has more than {vocabulary.CHOICES:,} {what}"
        self._tell(self._header.line - 1, message, Level.WARNING)

    def _dates(self, codes: dict[str, Codes], count: int) -> RowDates:
        none = np.zeros(count, np.int32)
        starts, ends = (texts_of(self._cells(role) or [b""]) for role in ("start", "end"))
        return RowDates(codes.get("start", none), starts, codes.get("end", none), ends)


def _joined(parts: list[NDArray[T]], dtype: type[T]) -> NDArray[T]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype)
