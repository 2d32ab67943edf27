"""Tables of events: `NAME.csv`, `NAME.tsv` to a Chronology, small ones here and big ones in a process of their own.

The first line names the columns, in any order and case: title (needed), id, start and end (EDTF or ISO 8601), region,
kind, certainty, source, summary; further speaker, actor, stated, basis, place, lat and lon. Every other column is kept
as a further field of its events. Cells are separated by commas, semicolons or tabs, whichever the header has. Several
regions, sources, speakers or actors in a cell are separated by semicolons. What a defect costs, `table_reading` says.
"""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.formats.files import open_regular
from dateline.formats.table_reading import Progress, read_table
from dateline.formats.table_records import chronology_of
from dateline.formats.table_worker import SIZE_LIMIT, read_in_worker

SMALL = 1024 * 1024
"""Bytes up to which a table is read here: a process of its own takes 0.2 s to start."""


class MemoryStore:
    """Bytes in memory, read by place."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, start: int, size: int) -> bytes:
        return self._data[start : start + size]


def read(path: Path | str, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Chronology:
    """Return the chronology in a table.

    Args:
        path: the file.
        progress: called now and then with (bytes done, bytes in all), last with both the same.
        cancelled: asked as often whether to stop.

    Raises:
        Cancelled: `cancelled` said so.
        ChronologyError: nothing can be opened; the message says which column is missing.
    """
    path = Path(path)
    with open_regular(path, SIZE_LIMIT) as file:
        size = os.fstat(file.fileno()).st_size
        if size > SMALL:
            return read_in_worker(path, progress, cancelled)
        return _read(file, size, path, progress, cancelled)


def read_bytes(data: bytes, path: Path) -> Chronology:
    """Return the chronology in the bytes of a table; `path` is what it is called.

    Raises:
        ChronologyError: nothing can be opened.
    """
    return _read(io.BytesIO(data), len(data), path, None, None)


def _read(
    file: BinaryIO, size: int, path: Path, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Chronology:
    rows, sought = io.BytesIO(), io.BytesIO()
    try:
        table = read_table(file, size, str(path), rows, sought, progress, cancelled)
    except OSError as error:
        raise ChronologyError(f"the file cannot be read: {error.strerror}", str(path)) from error
    return chronology_of(table, MemoryStore(rows.getvalue()), MemoryStore(sought.getvalue()), path)
