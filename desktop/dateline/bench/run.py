"""A whole run: everything measured in an order that leaves each its quiet."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dateline.bench.figure import Figure

if TYPE_CHECKING:
    from dateline.bench.floors import Floors

SIZES = (10_000, 1_000_000)


def run(sizes: Sequence[int] = SIZES, json_path: Path | None = None, *, with_peers: bool = False) -> int:
    """Measure, print the table, write the JSON if a path is given; 0 also where figures fall short.

    Raises:
        ChronologyError: the JSON file cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt starts: figures of a screen would be another machine's
    from PySide6.QtCore import qInstallMessageHandler

    from dateline.app import application
    from dateline.bench import report

    sizes = sorted(set(sizes)) or SIZES
    before = qInstallMessageHandler(_drop)  # the platform without a screen says of each window what it cannot do
    app = application()
    figures = _figures(sizes, with_peers)
    facts = report.machine()
    for line in report.lines(figures, facts):
        print(line)
    if json_path is not None:
        report.write_json(figures, facts, json_path)
    qInstallMessageHandler(before)
    del app
    return 0


def _figures(sizes: Sequence[int], with_peers: bool) -> list[Figure]:
    from dateline.bench.floors import floors
    from dateline.bench.moving import moving
    from dateline.bench.peers import peers
    from dateline.bench.processes import memory, starting

    _tell("start")
    figures = starting()
    _tell("memory")
    figures += memory(sizes)
    _tell("floors")
    least = floors()
    _tell("moving")
    figures += moving(sizes, least)
    for count in sizes:
        _tell(f"asking {count:,}")
        figures += _answers(count, least)
    figures += least.all
    if with_peers:
        _tell("peers")
        figures += peers(list(sizes))
    return figures


def _answers(count: int, least: "Floors") -> list[Figure]:
    from dateline.bench import tables
    from dateline.bench.asking import asking
    from dateline.bench.generator import synthetic
    from dateline.bench.seeking import seeking

    chronology = synthetic(count)
    found: list[Figure] = []
    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        path = Path(folder) / "events.csv"
        if tables.can_read(path):
            tables.write(chronology, path)
            found, chronology = tables.reading(path, count)
        else:
            why = "not measured: this version reads no tables; the figures above are of generated columns"
            found = [Figure(7, "from the file to the first picture", None, events=count, note=why)]
        return [*asking(chronology, least), *seeking(chronology), *found]


def _drop(_kind: object, _where: object, _message: str) -> None:
    """Say nothing of what Qt has to say."""


def _tell(what: str) -> None:
    print(f"dateline bench: {what}…", file=sys.stderr, flush=True)
