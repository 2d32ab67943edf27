"""Hints come where the pointer rests and where keys lead, say what the panes say too, and go by Esc."""

from html import unescape

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from dateline.bench.generator import synthetic
from dateline.domain.claim import Certainty
from dateline.domain.query import Query
from dateline.layout.scene import Hit, HitKind
from dateline.widgets.hover import REST_MS

KEY = Qt.Key
NOTHING = np.empty(0, np.int64)


@pytest.fixture
def view(window):
    yield window.timeline
    window.timeline.hints.forget()
    window.timeline.hints.is_for_keys = False


def rest(view):
    """As if the hand had rested for as long as it takes."""
    assert view.hints._timer.isActive()
    assert view.hints._timer.interval() == REST_MS == 300
    view.hints._timer.stop()
    view.hints._rest()


def row_of(window, ident):
    return window.document.chronology.row_of(ident)


def test_the_pointer_that_rests_on_a_mark_is_told_of_its_event(view, window, hand, qtbot):
    ident = window.document.chronology.id(window.document.current)

    qtbot.mouseMove(view.viewport(), hand.mark(window, ident))
    before = QToolTip.isVisible()
    rest(view)

    assert not before
    assert hand.title_of(window) in unescape(QToolTip.text())


def test_qts_own_hint_does_not_take_it_away(view, window, qtbot):
    qtbot.keyClick(view, KEY.Key_I)
    at = QPoint(500, 300)

    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at)))

    assert QToolTip.isVisible()
    assert QToolTip.text()


def test_a_hint_tells_date_certainty_and_sources_in_words(view, window):
    row = window.document.current
    event = window.document.chronology.event(row)

    told = view.hints.event_words(row)

    assert "2024" in told
    assert event.certainty.word in told
    assert f"{len(event.sources)} sources" in told


def test_titles_are_text_and_never_markup(view, window, monkeypatch):
    from dataclasses import replace

    chronology = window.document.chronology
    event = replace(chronology.event(0), title="<img src=x> & more")
    monkeypatch.setattr(type(chronology), "event", lambda self, row: event)

    assert "&lt;img src=x&gt; &amp; more" in view.hints.event_words(0)


def test_a_heap_tells_its_count_and_its_weakest_certainty(view, window):
    rows = window.document.answer.rows[:20]

    told = view.hints.words(Hit(HitKind.DENSITY, rows, 0))

    assert "20 events" in told
    assert min(window.document.chronology.event(int(row)).certainty for row in rows).word in told


def test_a_lane_tells_its_whole_name_and_its_count(view, window):
    told = view.hints.words(Hit(HitKind.HEADER, NOTHING, 1))

    assert "Donetsk Oblast" in told
    assert "27 events" in told


def test_nothing_is_said_of_empty_ground(view):
    assert view.hints.words(Hit(HitKind.LANE, NOTHING, 0)) == ""
    assert view.hints.words(Hit(HitKind.AXIS, NOTHING)) == ""


def test_a_key_says_it_of_the_event_that_is_read_and_esc_takes_it_away_and_nothing_else(view, window, qtbot):
    chosen = window.document.selection.tolist()

    qtbot.keyClick(view, KEY.Key_I)
    told = QToolTip.text()
    qtbot.keyClick(view, KEY.Key_Escape)

    assert window.document.chronology.title_of(window.document.current) in unescape(told)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    assert window.document.selection.tolist() == chosen


def test_where_no_pane_tells_of_the_event_keys_bring_a_hint(view, window, qtbot):
    qtbot.keyClick(view, KEY.Key_Right)
    with_pane = view.hints._timer.isActive()
    window.menus.actions["show_details"].setChecked(False)
    qtbot.keyClick(view, KEY.Key_Right)
    rest(view)

    assert not with_pane
    assert window.document.chronology.title_of(window.document.current) in unescape(QToolTip.text())
    window.menus.actions["show_details"].setChecked(True)


def test_a_pointer_that_rests_on_empty_ground_takes_the_hint_away(view, window, hand, qtbot):
    qtbot.keyClick(view, KEY.Key_I)
    assert QToolTip.isVisible()

    qtbot.mouseMove(view.viewport(), hand.ground(window).toPoint())
    rest(view)

    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_press_takes_the_hint_away(view, window, hand, qtbot):
    qtbot.keyClick(view, KEY.Key_I)
    assert QToolTip.isVisible()

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=hand.ground(window).toPoint())

    qtbot.waitUntil(lambda: not QToolTip.isVisible())


# heaps and context


def test_a_heap_that_no_zoom_could_split_is_listed(view, window, qtbot):
    rows = window.document.answer.rows
    fitted = window.document.fitted_to(rows, 0.2)
    window.document.set_viewport(fitted)
    with qtbot.waitSignal(view.rows_requested) as listed:
        view.moves.split(rows)

    assert listed.args[0].tolist() == rows.tolist()
    assert window.document.viewport == fitted
    assert window.table.isVisible()
    window.menus.actions["show_table"].setChecked(False)


def test_a_heap_comes_apart_step_by_step_or_is_listed_in_the_end(view, window, qtbot):
    window.document.open(synthetic(20_000))
    window.document.set_viewport(window.document.viewport.zoomed(1 / 60, 300.0))
    spans = []
    for _ in range(20):
        view.grab()
        scene = view.scene
        boxes = [box for box in (*scene.blocks, *scene.columns) if box.left > 0 and box.right < scene.viewport.width]
        heaps = [
            QPointF(scene.left + (box.left + box.right) / 2, scene.top + box.bottom - 3 - scene.scroll) for box in boxes
        ]
        heaps = [at for at in heaps if scene.top < at.y() < scene.tray.top]
        if not heaps or window.table.isVisible():
            break
        before = window.document.viewport.span
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=heaps[0].toPoint())
        spans.append((before, window.document.viewport.span))

    *steps, last = spans
    assert steps
    assert all(after < before for before, after in steps)
    assert window.table.isVisible() or last[1] < last[0]
    window.menus.actions["show_table"].setChecked(False)


def test_the_context_shows_the_nearest_events_and_this_one_in_the_middle(view, window, qtbot):
    window.document.select_one(int(window.document.answer.rows[40]))

    qtbot.keyClick(view, KEY.Key_C)

    columns, seen = window.document.chronology.columns, window.document.viewport
    own = int(columns.start_earliest[window.document.current])
    starts = columns.start_earliest[window.document.answer.rows]
    near = starts[np.argsort(np.abs(starts - own), kind="stable")[:10]]
    assert bool(((near >= seen.start) & (near < seen.end)).all())
    assert seen.span < 60 * 86400
    assert seen.x_of(own) == pytest.approx(seen.width / 2, abs=0.1 * seen.width)


def test_an_event_long_before_all_others_does_not_widen_their_context(view, window, qtbot):
    assert window.document.position_of(window.document.current) < 12

    qtbot.keyClick(view, KEY.Key_C)

    assert window.document.viewport.span < 60 * 86400


def test_the_context_once_more_shows_what_the_filter_hides_and_undo_brings_the_filter_back(view, window, qtbot):
    query = Query(kinds=frozenset(["aid"]))
    window.document.set_query(query)
    window.document.select_one(int(window.document.answer.rows[1]))
    current = window.document.current

    qtbot.keyClick(view, KEY.Key_C)
    first = window.document.query
    qtbot.keyClick(view, KEY.Key_C)
    second = window.document.query
    window.undo_filter()

    assert (first, second, window.document.query) == (query, Query(), query)
    assert window.document.current == current


def test_an_undated_event_has_no_context(view, window, five_path, qtbot):
    from dateline.formats import registry

    window.document.open(registry.read(five_path))
    query = Query(certainties=frozenset([Certainty.DISPUTED]))
    window.document.set_query(query)
    window.document.select_one(row_of(window, "rumour"))
    before = window.document.viewport

    qtbot.keyClick(view, KEY.Key_C)

    assert window.document.viewport == before
    assert window.document.query == query


def test_a_point_is_asked_for_only_when_the_pointer_rests(view, window, monkeypatch):
    asked = []
    monkeypatch.setattr(type(view.hints), "words", lambda self, hit: asked.append(hit) or "")

    for x in range(500, 600, 5):
        view.hints.rest_at(QPoint(x, 300), Hit(HitKind.LANE, NOTHING, 0))
    before = len(asked)
    rest(view)

    assert (before, len(asked)) == (0, 1)
