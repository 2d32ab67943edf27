"""What searching costs: point 4, the first hits, all hits, and being cancelled by the next key."""

import time

from PySide6.QtWidgets import QApplication

from dateline.bench.clock import Timing
from dateline.bench.figure import Figure, figure, median
from dateline.domain.chronology import Chronology
from dateline.models.document import Document
from dateline.models.finder import Finder

TEXTS = ("bridge", "delegation deny", "the dam", "sector 77", "o", "convoy reach hospital", "no such word", "trench")
ROUNDS = 8
PATIENCE_S = 60.0


def seeking(chronology: Chronology) -> list[Figure]:
    """Measure the search of point 4 on one chronology."""
    finder = Finder(Document(chronology))
    _search(finder, "warm")
    pairs = [_search(finder, f"{text}") for _ in range(ROUNDS) for text in TEXTS]
    stops = Timing.of([_cancel(finder, text) for text in TEXTS * ROUNDS])
    count, note = len(chronology), f"search: {len(TEXTS)} texts, off the GUI thread"
    first = Timing.of([pair[0] for pair in pairs])
    every = Timing.of([pair[1] for pair in pairs])
    return [
        figure(4, "search: first hits", first, (median(100.0),), None, count, note),
        figure(4, "search: all hits", every, (median(1000.0),), None, count, note),
        figure(
            4,
            "search: the next key ends it",
            stops,
            (median(16.0),),
            None,
            count,
            "the next key: what it costs the GUI thread while a search goes on",
        ),
    ]


def _search(finder: Finder, text: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return (wall, CPU) milliseconds to the first hits, and to the last; without hits the first come with the last."""
    finder.set_text("")
    wall, cpu = time.perf_counter(), time.process_time()

    def since() -> tuple[float, float]:
        return (time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3

    first = None
    finder.set_text(text)
    while finder.is_searching and time.perf_counter() - wall < PATIENCE_S:
        QApplication.processEvents()
        if first is None and len(finder.hits):
            first = since()
        time.sleep(0.0005)
    return first or since(), since()


def _cancel(finder: Finder, text: str) -> tuple[float, float]:
    """Return what the next key costs the GUI thread while a search goes on."""
    finder.set_text(text)
    wall, cpu = time.perf_counter(), time.thread_time()
    finder.set_text("")
    return (time.perf_counter() - wall) * 1e3, (time.thread_time() - cpu) * 1e3
