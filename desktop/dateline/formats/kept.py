"""What reading a chronology that ships with the program gave, kept in the cache: it opens in a twentieth of the time.

As Python keeps a module compiled. A kept reading holds the text that it was made from, so that it is used for exactly
the same bytes, and counts only for the program that made it. Its events stay packed until one is looked at. Nothing
depends on it: what is missing, damaged or of another program is read from the text and kept anew. Nothing of a file of
the user's own is ever kept: a copy of it in the cache would outlive what was meant to be confidential.
"""

import io
import os
import pickle
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from enum import Enum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

import dateline
from dateline import paths
from dateline.domain.chronology import Chronology, EventRecords
from dateline.domain.event import Event, Link
from dateline.domain.region import RegionTable
from dateline.domain.source import Source

MAGIC = b"dateline kept reading 1\n"
MOST_BYTES = 8 * 1024 * 1024
"""Of a text that is kept; with its reading it takes twice that."""
MOST_FILES = 8
"""The readings of so many files stay, those that were made last."""
HEADER = ("title", "description", "language", "period", "own_regions", "findings", "left_out")
PROTOCOL = 5
ARRAYS = {
    ("decimal", "Decimal"),
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy._core.numeric", "_frombuffer"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy.core.numeric", "_frombuffer"),
    ("numpy.core.multiarray", "_reconstruct"),
}
"""What a reading is made of besides values of `dateline.domain`."""
UNFIT = (
    pickle.UnpicklingError,
    ArithmeticError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)
"""What unpacking raises, and looking into what was unpacked, where that is no reading."""


def load(path: Path, text: bytes) -> Chronology | None:
    """Return what the text of a file was read as before; None where that is not kept.

    What others could have put there is not unpacked: even out of values of this program alone they could change it.
    """
    place = _place(path)
    if not all(map(paths.is_ours_alone, (place, *_folders()))):
        return None
    try:
        data = place.read_bytes()
    except OSError:
        return None
    seal, rest = data[: len(MAGIC) + 4], memoryview(data)[len(MAGIC) + 4 :]
    if seal != MAGIC + zlib.crc32(rest).to_bytes(4, "big"):
        return None
    size = int.from_bytes(rest[:8], "big")
    if bytes(rest[8 : 8 + len(_program())]) != _program():
        return None
    rest = rest[8 + len(_program()) :]
    if rest[:size] != text:
        return None
    try:
        return _unpacked(rest[size:], path)
    except UNFIT:
        return None


def keep(path: Path, text: bytes, chronology: Chronology) -> None:
    """Keep what the text of a file was read as; without a word where that is not possible."""
    if len(text) > MOST_BYTES:
        return
    rest = len(text).to_bytes(8, "big") + _program() + text + _packed(chronology)
    place = _place(path)
    try:
        for folder in _folders():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not paths.is_ours_alone(folder):
                return
        _write(place, MAGIC + zlib.crc32(rest).to_bytes(4, "big") + rest)
        for old in sorted(place.parent.iterdir(), key=lambda each: each.stat().st_mtime)[:-MOST_FILES]:
            old.unlink()
    except OSError:
        return


def _write(place: Path, data: bytes) -> None:
    """Put all of it there, or nothing anywhere."""
    descriptor, temporary = tempfile.mkstemp(prefix="new-", dir=place.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, place)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


class _Pickler(pickle.Pickler):
    """Writes members of enums by their values; by itself Python 3.11.2 has them looked up by getattr."""

    def reducer_override(self, value: Any) -> Any:
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes this program's values and arrays, and nothing else, whatever is in the cache."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("dateline.domain.") or (module, name) in ARRAYS:
            found = super().find_class(module, name)
            if (module, name) in ARRAYS or (isinstance(found, type) and found.__module__ == module):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")


def _dumped(value: object) -> bytes:
    written = io.BytesIO()
    _Pickler(written, PROTOCOL).dump(value)
    return written.getvalue()


def _loaded(data: bytes | memoryview) -> Any:
    return _Unpickler(io.BytesIO(data)).load()


class KeptRecords:
    """Events that are unpacked one by one, when they are looked at."""

    def __init__(
        self, ids: list[str], titles: list[str], links: Mapping[int, Sequence[Link]], events: bytes, ends: list[int]
    ) -> None:
        self._ids, self._titles, self._links = ids, titles, links
        self._events, self._ends = events, ends

    def __len__(self) -> int:
        return len(self._ids)

    def id(self, row: int) -> str:
        return self._ids[row]

    def title(self, row: int) -> str:
        return self._titles[row]

    def event(self, row: int) -> Event:
        begin = self._ends[row - 1] if row else 0
        event: Event = _loaded(self._events[begin : self._ends[row]])
        return event

    def row_of(self, event_id: str) -> int | None:
        return self._rows.get(event_id)

    def links(self) -> Mapping[int, Sequence[Link]]:
        return self._links

    def holding(self, word: str, start: int, stop: int) -> NDArray[np.bool_]:
        return self._unpacked.holding(word, start, stop)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {event_id: row for row, event_id in enumerate(self._ids)}

    @cached_property
    def _unpacked(self) -> EventRecords:
        """All events, for what looks at each of them."""
        return EventRecords(map(self.event, range(len(self))))


class KeptSources(Mapping[str, Source]):
    """Sources that are unpacked together, when one is looked at; their ids are known before."""

    def __init__(self, ids: list[str], packed: bytes) -> None:
        self._ids, self._packed = dict.fromkeys(ids), packed

    def __getitem__(self, source_id: str) -> Source:
        return self._sources[source_id]

    def __contains__(self, source_id: object) -> bool:
        return source_id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return dict(zip(self._ids, _loaded(self._packed), strict=True))


def _packed(chronology: Chronology) -> bytes:
    events = [_dumped(chronology.event(row)) for row in range(len(chronology))]
    rows = range(len(chronology))
    whole = {
        "columns": chronology.columns,
        "header": {name: getattr(chronology, name) for name in HEADER},
        "kinds": dict(chronology.kinds),
        "source_lines": dict(chronology.source_lines),
        "source_ids": list(chronology.sources),
        "sources": _dumped(list(chronology.sources.values())),
        "ids": [chronology.id(row) for row in rows],
        "titles": [chronology.title_of(row) for row in rows],
        "links": dict(chronology.records.links()),
        "events": b"".join(events),
        "ends": np.cumsum([len(each) for each in events], dtype=np.int64).tolist(),
    }
    return _dumped(whole)


def _unpacked(data: memoryview, path: Path) -> Chronology:
    whole: dict[str, Any] = _loaded(data)
    columns, header = whole["columns"], whole["header"]
    for each in (columns, columns.region, columns.source, columns.speaker, columns.actor):
        for field in fields(each):
            value = getattr(each, field.name)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
    return Chronology(
        columns=columns,
        records=KeptRecords(whole["ids"], whole["titles"], whole["links"], whole["events"], whole["ends"]),
        regions=RegionTable.builtin().extended(header["own_regions"]),
        kinds=MappingProxyType(whole["kinds"]),
        sources=KeptSources(whole["source_ids"], whole["sources"]),
        source_lines=MappingProxyType(whole["source_lines"]),
        path=path,
        **header,
    )


def _folders() -> tuple[Path, Path]:
    """The cache, and what is ours of it."""
    return paths.cache_folder(), paths.cache_folder() / "readings"


def _place(path: Path) -> Path:
    name = str(path.absolute()).encode("utf-8", "surrogateescape")
    return _folders()[1] / f"{zlib.crc32(name):08x}{zlib.adler32(name):08x}"


def _program() -> bytes:
    """What tells this program from one that would read otherwise, 24 bytes: its modules, the region table, Python."""
    marks = [dateline.__version__, sys.version, np.__version__]
    for folder in (paths.PACKAGE / "domain", paths.PACKAGE / "formats", paths.bundled("data")):
        for entry in sorted(os.scandir(folder), key=lambda each: each.name) if folder.is_dir() else ():
            if entry.name.endswith((".py", ".tsv")):
                status = entry.stat()
                marks.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    text = "\n".join(marks).encode()
    return f"{zlib.crc32(text):08x}{zlib.adler32(text):08x}{len(text):08x}".encode()
