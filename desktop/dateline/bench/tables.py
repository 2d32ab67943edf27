"""What opening a table of events costs, beside csv.reader alone on the same file."""

import csv
from pathlib import Path

import numpy as np

from dateline.bench.clock import Timing, once
from dateline.bench.figure import Figure, figure, median
from dateline.bench.stage import staged
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.when import WhenFlag
from dateline.formats import registry
from dateline.layout.readiness import make_ready

HEADER = ("id", "title", "start", "end", "region", "kind", "certainty", "source", "summary")
ROUNDS = 3
PROMISED = 1_000_000
"""Smaller tables are opened before anyone could count: most of that is the start of the process that reads."""


def write(chronology: Chronology, path: Path) -> None:
    """Write a synthetic chronology as a table with a line an event."""
    columns = chronology.columns
    words = [certainty.word for certainty in Certainty]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for row, (start, end) in enumerate(zip(*_dates(chronology), strict=True)):
            regions = ";".join(columns.region_codes[code] for code in columns.region.of(row))
            sources = ";".join(columns.source_ids[code] for code in columns.source.of(row))
            kind, certainty = columns.kinds[columns.kind[row]], words[columns.certainty[row]]
            title = chronology.title_of(row)
            summary = f"Account {row % 997} of what happened, as the sources tell it."
            writer.writerow((chronology.id(row), title, start, end, regions, kind, certainty, sources, summary))


def _dates(chronology: Chronology) -> tuple[list[str], list[str]]:
    """Return each row's first day and, for intervals, its last."""
    columns = chronology.columns
    is_dated = columns.is_dated
    is_interval = (columns.flags & np.uint16(WhenFlag.INTERVAL)).astype(np.bool_)
    starts = np.datetime_as_string(np.where(is_dated, columns.start_earliest, 0).astype("datetime64[s]"), unit="D")
    ends = np.datetime_as_string(np.where(is_interval, columns.end_latest - 1, 0).astype("datetime64[s]"), unit="D")
    return np.where(is_dated, starts, "").tolist(), np.where(is_interval, ends, "").tolist()


def can_read(path: Path) -> bool:
    """Whether this version reads tables."""
    return any(path.name.endswith(suffix) for each in registry.FORMATS for suffix in each.suffixes)


def reading(path: Path, count: int) -> tuple[list[Figure], Chronology]:
    """Measure opening a table of so many rows, until its first picture is painted; return the chronology too."""
    plain = Timing.of([once(lambda: _plain(path)) for _ in range(ROUNDS)])
    floor = figure(0, "csv.reader alone", plain, events=count, note=f"{path.stat().st_size / 1e6:,.0f} MB")
    with staged(Chronology.from_events([])) as stage:

        def opening() -> None:
            chronology = registry.read(path)
            make_ready(chronology)
            stage.document.open(chronology)
            stage.paint()

        opened = figure(7, "from the file to the first picture", Timing.of([once(opening) for _ in range(ROUNDS)]),
                        (), floor, count)  # fmt: skip
        chronology = stage.document.chronology
    ratio = opened.median / floor.median if opened.median and floor.median else None
    limits = (median(4.0),) if count >= PROMISED else ()
    return [
        floor,
        opened,
        Figure(7, "the same over csv.reader", ratio, unit="×", limits=limits, events=count),
    ], chronology


def _plain(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass
