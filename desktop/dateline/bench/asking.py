"""What asking costs: point 4, filters, the selection, typing ahead, the next event by key."""

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from dateline.bench.clock import STEPS, Timing, once, timed
from dateline.bench.figure import Figure, Limit, figure, median
from dateline.bench.floors import Floors
from dateline.bench.generator import KINDS
from dateline.bench.stage import Stage, staged
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.query import Query, ask

REGION_CHOICES = (frozenset({"RU"}), frozenset({"UA"}), frozenset({"RU-KRS", "UA-59"}), frozenset({"RU", "UA"}))
PERIODS = ("2003-05/2021-10", "2010", "2004/2018-06-15", "2001/2029")
TYPED = ("t", "troops l", "e", "rescuers r", "no title begins so", "zz", "a c", "p")
KEY_LIMIT: tuple[Limit, ...] = (median(16.0),)


def queries() -> list[Query]:
    """Filters by region, kind, certainty and period together, narrow ones and wide ones."""
    found = []
    for number, (regions, period) in enumerate(zip(REGION_CHOICES, PERIODS, strict=True)):
        for kinds in (1, 3, 7):
            certainties = sorted(Certainty, reverse=True)[: 1 + (number + kinds) % 5]
            found.append(
                Query(regions, frozenset(), frozenset(KINDS[:kinds]), frozenset(certainties), parse_edtf(period))
            )
    return found


def asking(chronology: Chronology, floors: Floors) -> list[Figure]:
    """Measure point 4 on one chronology, all but the search."""
    return [*_filters(chronology, floors), *_selection(chronology)]


def _filters(chronology: Chronology, floors: Floors) -> list[Figure]:
    count, wanted = len(chronology), queries()
    ask(chronology, wanted[0])  # the indexes, made once a chronology
    to_rows = timed(lambda step: ask(chronology, wanted[step % len(wanted)]))
    with staged(chronology, "show_filters", "show_details", "show_legend") as stage:
        stage.document.set_query(wanted[-1])
        stage.settle()
        pictures, counts = _pictures(stage, wanted)
    note = f"filter: {len(wanted)} by region, kind, certainty and period, narrow and wide"
    return [
        figure(4, "filter to new rows", to_rows, (median(30.0),), floors.edges, count, note),
        figure(4, "filter to a new picture", pictures, (median(60.0),), floors.filled, count, note),
        figure(
            4,
            "all else that follows a filter",
            counts,
            (),
            None,
            count,
            "all else: the counts in the panes, after the picture",
        ),
    ]


def _pictures(stage: Stage, wanted: list[Query]) -> tuple[Timing, Timing]:
    pictures, rest = [], []
    for step in range(STEPS):
        query = wanted[step % len(wanted)]

        def show(query: Query = query) -> None:
            stage.document.set_query(query)
            stage.paint()

        pictures.append(once(show))
        rest.append(once(stage.settle))
    return Timing.of(pictures), Timing.of(rest)


def _selection(chronology: Chronology) -> list[Figure]:
    count = len(chronology)
    with staged(chronology, "show_filters", "show_details", "show_table", "show_legend") as stage:
        document, rows = stage.document, stage.document.answer.rows
        spread = rows[np.linspace(0, len(rows) - 1, STEPS).astype(np.int64)].tolist()

        def clear() -> None:
            document.select_one(spread[0])
            stage.settle()

        everything = timed(lambda _: stage.step(stage.window.select_all), between=clear)
        one = timed(lambda step: stage.step(lambda: document.select_one(spread[step])))
        clear()
        stretch = timed(lambda step: stage.step(lambda: document.extend_to(spread[step])))
        stage.show_panes("show_filters", "show_details", "show_table", "show_legend")
        typed = timed(lambda step: stage.step(lambda: _type(stage, TYPED[step % len(TYPED)])))
        clear()
        stage.timeline.setFocus()
        moved = timed(lambda _: stage.step(lambda: _press(stage, Qt.Key.Key_Right)))
    note = "selecting and moving: a window with all panes, painted"
    return [
        figure(4, "select all", everything, KEY_LIMIT, None, count, note),
        figure(4, "select one", one, KEY_LIMIT, None, count, note),
        figure(4, "select a range", stretch, KEY_LIMIT, None, count, note),
        figure(
            4,
            "type ahead in the table",
            typed,
            KEY_LIMIT,
            None,
            count,
            f"type ahead: {len(TYPED)} beginnings, also of no title",
        ),
        figure(4, "next event by key", moved, KEY_LIMIT, None, count, note),
    ]


def _type(stage: Stage, text: str) -> None:
    stage.window.table.type_ahead.begin_anew()
    stage.window.table.keyboardSearch(text)


def _press(stage: Stage, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(stage.timeline, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
