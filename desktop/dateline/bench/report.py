"""The figures as an aligned table, and as JSON with the machine they were measured on."""

import json
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import qVersion

import dateline
from dateline.bench.figure import Figure
from dateline.domain.errors import ChronologyError

POINTS = {
    1: "1 · Marks shown singly",
    2: "2 · Dense views",
    3: "3 · Independent of what is not seen",
    4: "4 · Asking",
    5: "5 · Memory",
    6: "6 · Start",
    7: "Tables",
    0: "Floors and comparisons",
}
HEADS = ("", "events", "median", "p95", "CPU", "", "promised", "", "floor")


def machine() -> dict[str, str | int | float]:
    """What the figures depend on: cores, versions, platform, and how busy the machine was."""
    facts: dict[str, str | int | float] = {
        "dateline": dateline.__version__,
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "python": platform.python_version(),
        "qt": str(qVersion()),
        "system": f"{platform.system()} {platform.machine()}",
    }
    if hasattr(os, "getloadavg"):
        facts["load"] = round(os.getloadavg()[0], 2)
    return facts


def lines(figures: Sequence[Figure], facts: dict[str, str | int | float]) -> Iterator[str]:
    """Yield the report for people: promises in order, then the floors."""
    yield ", ".join(f"{name} {value}" for name, value in facts.items())
    yield "1920x1080 on a raster surface without a screen; milliseconds of a whole step unless said otherwise"
    rows = [_cells(figure) for figure in figures]
    widths = [max(map(len, column)) for column in zip(*rows, HEADS, strict=True)]
    widths[0] = max(widths[0], *map(len, POINTS.values()))
    for point, title in POINTS.items():
        own = [figure for figure in figures if figure.point == point]
        if own:
            yield ""
            yield _aligned((title, *HEADS[1:]), widths)
            yield from (_aligned(_cells(figure), widths) for figure in own)
            yield from (f"  · {note}" for note in dict.fromkeys(filter(None, (figure.note for figure in own))))
    yield ""
    kept = [figure.verdict for figure in figures]
    yield f"{kept.count('reached')} of {len(kept) - kept.count('')} promises reached."


def write_json(figures: Iterable[Figure], facts: dict[str, str | int | float], path: Path) -> None:
    """Write all figures to a file.

    Raises:
        ChronologyError: the file cannot be written.
    """
    content = {"machine": facts, "figures": [_object(figure) for figure in figures]}
    try:
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise ChronologyError(f"the figures cannot be written: {error.strerror}", str(path)) from error


def _cells(figure: Figure) -> tuple[str, ...]:
    floor = f"{_number(figure.floor)} {figure.floor_name}" if figure.floor_name else ""
    return (
        "  " + figure.name,
        f"{figure.events:,}" if figure.events else "",
        _number(figure.median),
        _number(figure.p95),
        _number(figure.cpu),
        figure.unit if figure.median is not None else "",
        ", ".join(map(str, figure.limits)),
        figure.verdict,
        floor,
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    parts = [
        cell.rjust(width) if 1 <= place <= 4 else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(parts).rstrip()


def _object(figure: Figure) -> dict[str, object]:
    return {
        "point": figure.point,
        "name": figure.name,
        "events": figure.events,
        "unit": figure.unit,
        "median": figure.median,
        "p95": figure.p95,
        "cpu_median": figure.cpu,
        "limits": {limit.of.value: limit.most for limit in figure.limits},
        "verdict": figure.verdict,
        "floor": {"name": figure.floor_name, "median": figure.floor} if figure.floor_name else None,
        "note": figure.note,
    }
