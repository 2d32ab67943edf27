"""A table that was read, as columns and places, and how its rows become them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Kind
from dateline.domain.claim import Certainty
from dateline.domain.columns import Columns, Ragged, chronological_order, inverse
from dateline.domain.finding import Finding
from dateline.domain.region import Region
from dateline.domain.value import dataclass
from dateline.formats.report import shortened
from dateline.formats.table_cells import row_id
from dateline.formats.table_dates import Dates
from dateline.formats.table_header import Header
from dateline.formats.table_search import SearchText
from dateline.formats.table_vocabulary import Meaning
from dateline.formats.table_words import Hashes

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]
T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Where each row lies in the table's bytes: its start and size, and those of its title, from the row's start.

    `id_hashes` are sorted, `id_rows` the row of each; both are empty where no column gives ids.
    """

    start: NDArray[np.int64]
    size: NDArray[np.int32]
    title: NDArray[np.int32]
    title_size: NDArray[np.int32]
    id_hashes: NDArray[np.uint64]
    id_rows: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table that was read: all but its bytes, which stay where they were copied to."""

    header: Header
    columns: Columns
    spots: Spots
    search: SearchText
    kinds: tuple[Kind, ...]
    source_texts: tuple[str, ...]
    own_regions: tuple[Region, ...]
    findings: tuple[Finding, ...]
    left_out: int


def by_row(meaning: Meaning, codes: Codes | None) -> dict[int, str]:
    """Return why rows are left out by what their cells say."""
    if not meaning.faults or codes is None:
        return {}
    is_bad = np.zeros(len(meaning.codes), np.bool_)
    is_bad[list(meaning.faults)] = True
    return {row: meaning.faults[int(codes[row])] for row in np.flatnonzero(is_bad[codes]).tolist()}


def doubled_ids(
    hashes: Hashes, keep: Mask, places: Mapping[str, NDArray[Any]], read: Callable[[int, int], bytes]
) -> Iterator[tuple[int, str]]:
    """Yield the rows whose id another row before them has, with why; `read` gives bytes of the file."""
    if not len(hashes):
        return
    lines = places["line"]

    def id_of(row: int) -> bytes:
        size = int(places["id_size"][row])
        return read(int(places["id"][row]), size) if size else row_id(int(lines[row])).encode()

    rows = np.flatnonzero(keep)
    rows = rows[np.argsort(hashes[rows], kind="stable")]
    first: dict[bytes, int] = {}
    for place in (np.flatnonzero(hashes[rows[1:]] == hashes[rows[:-1]]) + 1).tolist():
        before, row = int(rows[place - 1]), int(rows[place])
        first.setdefault(id_of(before), before)
        found = id_of(row)
        if first.setdefault(found, row) != row:
            text = shortened(found.replace(b'""', b'"').decode())
            yield row, f"the id “{text}” is already used in line {int(lines[first[found]])}"


def kept(values: NDArray[T], keep: Mask) -> NDArray[T]:
    """Return the values of rows that are kept; mostly that is all."""
    return values if keep.all() else values[keep]


def spots_of(places: Mapping[str, NDArray[Any]], hashes: Hashes, keep: Mask) -> Spots:
    """Return where the rows that are kept lie."""
    hashes = kept(hashes, keep) if len(hashes) else hashes
    order = np.argsort(hashes, kind="stable").astype(np.int32)
    start, size, title, title_size = (kept(places[key], keep) for key in ("start", "size", "title", "title_size"))
    return Spots(start, size, title, title_size, hashes[order], order)


def columns_of(
    dates: Dates, lines: NDArray[np.int32], codes: Mapping[str, Codes], meanings: Mapping[str, Meaning], keep: Mask
) -> Columns:
    """Return the columns of the rows that are kept."""
    count = int(np.count_nonzero(keep))
    rows = np.flatnonzero(keep)
    bounds = np.stack([kept(column, keep) for column in dates.bounds.T]).T if count < len(keep) else dates.bounds
    place_of = dict(zip(rows.tolist(), range(count), strict=True)) if dates.several or dates.fractions else {}
    fractions = [dates.fractions.get(row, "") for row in rows.tolist()] if dates.fractions else []
    order = chronological_order(bounds, fractions)
    none = Ragged(np.zeros(count + 1, np.int64), np.zeros(0, np.int32))

    def ragged(role: str) -> Ragged:
        return meanings[role].ragged(kept(codes[role], keep)) if meanings[role].words else none

    certainty = np.full(count, Certainty.UNKNOWN, np.uint8)
    if "certainty" in codes:
        certainty = meanings["certainty"].single(kept(codes["certainty"], keep), 0).astype(np.uint8)
    kind = np.full(count, -1, np.int16)
    if meanings["kind"].words:
        kind = meanings["kind"].single(kept(codes["kind"], keep), -1).astype(np.int16)
    return Columns(
        start_earliest=bounds[:, 0],
        start_latest=bounds[:, 1],
        end_earliest=bounds[:, 2],
        end_latest=bounds[:, 3],
        flags=kept(dates.flags, keep),
        precision=kept(dates.precision, keep),
        order=order,
        rank=inverse(order),
        kind=kind,
        certainty=certainty,
        certainties=(np.uint8(1) << certainty).astype(np.uint8),
        region=ragged("region"),
        source=ragged("source"),
        speaker=ragged("speaker"),
        actor=ragged("actor"),
        lines=kept(lines, keep),
        kinds=meanings["kind"].words,
        region_codes=meanings["region"].words,
        source_ids=meanings["source"].words,
        speakers=meanings["speaker"].words,
        actors=meanings["actor"].words,
        several={place_of[row]: when for row, when in dates.several.items() if row in place_of},
    )
