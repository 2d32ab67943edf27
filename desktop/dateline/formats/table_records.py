"""The events of a table, made from its bytes when one is looked at."""

import os
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology, said
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Place
from dateline.domain.folding import fold
from dateline.domain.region import RegionTable
from dateline.domain.source import Citation, Source
from dateline.formats.table_cells import DEGREES, SPACES, degrees, row_id
from dateline.formats.table_columns import Table
from dateline.formats.table_dates import date_text, joined
from dateline.formats.table_search import Search, Store
from dateline.formats.table_text import Grid, cell_text, row_texts
from dateline.formats.table_vocabulary import is_address, name_list
from dateline.formats.table_words import hash_of

EVENTS_KEPT = 1024
"""Events last looked at."""


class FileStore:
    """Bytes in an open file, read by place from any thread, so that they take no memory. It closes the descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()
        weakref.finalize(self, os.close, descriptor)

    def read(self, start: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, size, start)
        with self._lock:
            os.lseek(self._descriptor, start, os.SEEK_SET)
            return os.read(self._descriptor, size)


class TableRecords:
    """The rows of a table that was read, whose bytes are in `rows` and whose text for a search is in `sought`."""

    def __init__(self, table: Table, rows: Store, sought: Store) -> None:
        self._rows = rows
        self._search = Search(table.search, sought)
        self._columns, self._spots = table.columns, table.spots
        self._roles = table.header.roles
        self._further_columns = table.header.further
        self._grid = Grid(table.header.delimiter, len(table.header.names))
        self.event: Callable[[int], Event] = lru_cache(EVENTS_KEPT)(self._event)

    def __len__(self) -> int:
        return len(self._columns)

    def id(self, row: int) -> str:
        return self._id(self._cells(row), row)

    def title(self, row: int) -> str:
        start = int(self._spots.start[row]) + int(self._spots.title[row])
        return " ".join(cell_text(self._rows.read(start, int(self._spots.title_size[row]))).split())

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an event, looked up among the hashes of all ids."""
        if "id" not in self._roles:
            return self._row_of_line(event_id)
        raw = event_id.encode("utf-8", "surrogatepass")
        for spelling in dict.fromkeys((raw, raw.replace(b'"', b'""'))):
            sought = hash_of(spelling)
            place = int(np.searchsorted(self._spots.id_hashes, sought))
            while place < len(self) and self._spots.id_hashes[place] == sought:
                row = int(self._spots.id_rows[place])
                if self.id(row) == event_id:
                    return row
                place += 1
        return None

    def links(self) -> Mapping[int, Sequence[Link]]:
        """A table has no relations."""
        return {}

    def holding(self, word: str, start: int, stop: int) -> NDArray[np.bool_]:
        held = self._search.holding(word, start, stop)
        if '"' in word:  # the lines keep the quotes around cells
            for row in np.flatnonzero(held).tolist():
                held[row] = word in fold(said(self.event(start + row)))
        return held

    def _row_of_line(self, event_id: str) -> int | None:
        line = event_id.removeprefix(row_id(0)[:-1])
        if not line.isdecimal() or row_id(int(line)) != event_id:
            return None
        row = int(np.searchsorted(self._columns.lines, int(line)))
        return row if row < len(self) and self._columns.lines[row] == int(line) else None

    def _cells(self, row: int) -> list[str]:
        return row_texts(self._grid, self._rows.read(int(self._spots.start[row]), int(self._spots.size[row])))

    def _id(self, cells: list[str], row: int) -> str:
        text = cells[self._roles["id"]].strip(SPACES) if "id" in self._roles else ""
        return text or row_id(int(self._columns.lines[row]))

    def _event(self, row: int) -> Event:
        columns = self._columns
        cells = self._cells(row)
        kind = int(columns.kind[row])

        def text(role: str) -> str:
            return cells[self._roles[role]].strip() if role in self._roles else ""

        date = joined(date_text(text("start")), date_text(text("end")))
        place, unused = self._place(text)
        return Event(
            id=self._id(cells, row),
            title=self.title(row),
            summary=text("summary"),
            when=parse_edtf(date) if date else None,
            stated=text("stated"),
            basis=text("basis"),
            kind=columns.kinds[kind] if kind >= 0 else "",
            regions=tuple(columns.region_codes[code] for code in columns.region.of(row).tolist()),
            place=place,
            actors=tuple(name_list(text("actor"))),
            claims=self._claims(row, name_list(text("speaker"))),
            line=int(columns.lines[row]),
            further=(*unused, *self._further(cells)),
        )

    def _place(self, text: Callable[[str], str]) -> tuple[Place | None, tuple[tuple[str, str], ...]]:
        """Return the place and, where its coordinates are none, their texts."""
        name = text("place")
        given = {role: text(role) for role in DEGREES if text(role)}
        values = [degrees(given.get(role, ""), limit) for role, limit in DEGREES.items()]
        if None not in values:
            return Place(name or ", ".join(given.values()), *values), ()
        return Place(name) if name else None, tuple(given.items())

    def _claims(self, row: int, speakers: list[str]) -> tuple[Claim, ...]:
        """Return a claim for each speaker, or the one that nobody is named for."""
        columns = self._columns
        certainty = Certainty(int(columns.certainty[row]))
        cites = tuple(Citation(columns.source_ids[code]) for code in columns.source.of(row).tolist())
        return tuple(Claim(Attribution(by), certainty=certainty, cites=cites) for by in speakers or [""])

    def _further(self, cells: list[str]) -> Iterator[tuple[str, str]]:
        for column, name in self._further_columns:
            if text := cells[column].strip():
                yield name, text


class TableSources(Mapping[str, Source]):
    """The sources that the rows of a table name, by id, each made when it is looked at."""

    def __init__(self, ids: tuple[str, ...], texts: tuple[str, ...]) -> None:
        self._texts = dict(zip(ids, texts, strict=True))

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __getitem__(self, source_id: str) -> Source:
        text = self._texts[source_id]
        return Source(source_id, type="webpage", url=text) if is_address(text) else Source(source_id, title=text)


def chronology_of(table: Table, rows: Store, sought: Store, path: Path) -> Chronology:
    """Return the chronology of a table that was read; its title is the file's name without suffix."""
    return Chronology(
        columns=table.columns,
        records=TableRecords(table, rows, sought),
        regions=RegionTable.builtin().extended(table.own_regions),
        title=path.stem,
        kinds={kind.id: kind for kind in table.kinds},
        sources=TableSources(table.columns.source_ids, table.source_texts),
        own_regions=table.own_regions,
        findings=table.findings,
        path=path,
        left_out=table.left_out,
    )
