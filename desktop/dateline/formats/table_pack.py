"""A table that was read, as files in a folder, by which one process hands it to another."""

import json
import mmap
import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Kind
from dateline.domain.columns import Columns, Ragged
from dateline.domain.edtf import parse_edtf
from dateline.domain.finding import Finding, Level
from dateline.domain.region import Region
from dateline.formats.table_columns import Spots, Table
from dateline.formats.table_header import Header
from dateline.formats.table_search import SearchText

ROWS, SOUGHT, ARRAYS, REST = "rows", "sought", "arrays", "rest.json"
"""The files: the table's bytes, the text for a search, all arrays one after the other, and all else."""

_ALIGNMENT = 64
_RAGGED = ("region", "source", "speaker", "actor")
_VOCABULARIES = ("kinds", "region_codes", "source_ids", "speakers", "actors")
_BOUNDS = {"end_earliest": "start_earliest", "end_latest": "start_latest"}
"""Bounds that are mostly the same as others."""


def save(table: Table, folder: Path) -> None:
    """Write a table's arrays and all else but its bytes into a folder.

    Raises:
        OSError: it cannot be written.
    """
    columns = table.columns
    arrays = _arrays(table.spots, "spots ") | _arrays(table.search, "search ") | _arrays(columns)
    for name in _RAGGED:
        ragged: Ragged = getattr(columns, name)
        if len(ragged.values):
            arrays |= {f"{name} offsets": ragged.offsets, f"{name} values": ragged.values}
    for name, other in _BOUNDS.items():
        if np.array_equal(arrays[name], arrays[other]):
            del arrays[name]
    places = {}
    with open(folder / ARRAYS, "wb") as file:
        for name, array in arrays.items():
            file.write(bytes(-file.tell() % _ALIGNMENT))
            places[name] = (file.tell(), len(array), array.dtype.str)
            file.write(np.ascontiguousarray(array).data)
    rest = {
        "count": len(columns),
        "places": places,
        "header": asdict(table.header) | {"delimiter": table.header.delimiter.decode()},
        "vocabularies": {name: getattr(columns, name) for name in _VOCABULARIES},
        "several": {row: when.text for row, when in columns.several.items()},
        "kinds": [asdict(kind) for kind in table.kinds],
        "source_texts": table.source_texts,
        "own_regions": [asdict(region) for region in table.own_regions],
        "findings": [asdict(finding) for finding in table.findings],
        "left_out": table.left_out,
    }
    (folder / REST).write_text(json.dumps(rest), encoding="utf-8")


def load(folder: Path) -> Table:
    """Return the table that was saved in a folder. Its arrays lie in the file, which may be removed meanwhile.

    Raises:
        OSError: it cannot be read.
    """
    rest = json.loads((folder / REST).read_text(encoding="utf-8"))
    descriptor = open_passing(folder / ARRAYS)
    try:
        memory = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    finally:
        os.close(descriptor)
    arrays = {
        name: np.frombuffer(memory, dtype, count, start) for name, (start, count, dtype) in rest["places"].items()
    }
    header = rest["header"]
    return Table(
        header=Header(
            names=tuple(header["names"]),
            roles=header["roles"],
            delimiter=header["delimiter"].encode(),
            start=header["start"],
            line=header["line"],
            doubts=tuple(header["doubts"]),
        ),
        columns=_columns(arrays, rest),
        spots=Spots(*(arrays[f"spots {field.name}"] for field in fields(Spots))),
        search=SearchText(*(arrays[f"search {field.name}"] for field in fields(SearchText))),
        kinds=tuple(Kind(**kind) for kind in rest["kinds"]),
        source_texts=tuple(rest["source_texts"]),
        own_regions=tuple(Region(**region | {"also": tuple(region["also"])}) for region in rest["own_regions"]),
        findings=tuple(Finding(**finding | {"level": Level(finding["level"])}) for finding in rest["findings"]),
        left_out=rest["left_out"],
    )


def open_passing(path: Path) -> int:
    """Return the descriptor of a file that, where the system knows such files, goes with the last handle to it."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_TEMPORARY", 0))


def _columns(arrays: Mapping[str, NDArray[Any]], rest: Mapping[str, Any]) -> Columns:
    none = Ragged(np.zeros(rest["count"] + 1, np.int64), np.zeros(0, np.int32))

    def ragged(name: str) -> Ragged:
        offsets = arrays.get(f"{name} offsets")
        return none if offsets is None else Ragged(offsets, arrays[f"{name} values"])

    values: dict[str, Any] = {
        field.name: arrays.get(field.name, arrays.get(_BOUNDS.get(field.name, "")))
        for field in fields(Columns)
        if field.name in arrays or field.name in _BOUNDS
    }
    values |= {name: ragged(name) for name in _RAGGED}
    values |= {name: tuple(words) for name, words in rest["vocabularies"].items()}
    values["several"] = {int(row): parse_edtf(text) for row, text in rest["several"].items()}
    return Columns(**values)


def _arrays(value: Any, prefix: str = "") -> dict[str, NDArray[Any]]:
    found = {prefix + field.name: getattr(value, field.name) for field in fields(value)}
    return {name: array for name, array in found.items() if isinstance(array, np.ndarray)}
