"""Drags that reach an edge, that are given up, and what a frame or a span holds and says."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt

from dateline.domain.calendar import DAY, instant
from dateline.formats import registry
from dateline.widgets.edge_scroll import REACH, EdgeScroll
from dateline.widgets.spans import length_words, span_words

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
YEAR = 31_556_952


@pytest.fixture
def view(window):
    return window.timeline


def drag_to_the_right_edge(view, hand, start, modifiers, ticks):
    """Hold a drag at the right edge for so many ticks; the point where it is held."""
    at = QPointF(view.viewport().width() - 3, start.y() + 30)
    hand.drag(view.viewport(), start, at, modifiers, ends=False)
    edges = view.gestures._edges
    assert edges.is_moving
    edges._timer.stop()
    for _ in range(ticks):
        edges._tick()
    return at


# the edge


@pytest.mark.parametrize("modifiers", [SHIFT, CTRL])
def test_a_drag_at_the_edge_moves_the_view_on(view, window, hand, modifiers):
    before = window.document.viewport

    at = drag_to_the_right_edge(view, hand, hand.ground(window) - QPointF(200, 0), modifiers, 10)

    assert window.document.viewport.start > before.start
    assert window.document.viewport.span == before.span
    hand.mouse(view.viewport(), QEvent.Type.MouseButtonRelease, at, modifiers)
    assert not view.gestures._edges.is_moving


def test_a_span_that_was_drawn_over_the_edge_holds_all_from_its_beginning(view, window, hand):
    start = hand.ground(window) - QPointF(200, 0)
    seen = window.document.viewport
    first = seen.instant_at(start.x() - view.scene.left)

    at = drag_to_the_right_edge(view, hand, start, SHIFT, 40)
    last = window.document.viewport.instant_at(at.x() - view.scene.left)
    hand.mouse(view.viewport(), QEvent.Type.MouseButtonRelease, at, SHIFT)

    after = window.document.viewport
    assert after.span > 0.5 * seen.span
    assert after.start == pytest.approx(first, abs=2 * seen.scale)
    assert after.end == pytest.approx(last, abs=2 * seen.scale)


def test_a_period_on_the_ruler_goes_on_over_the_edge(view, window, hand):
    start = QPointF(view.viewport().width() - 300, 20)
    first = window.document.viewport.instant_at(start.x() - view.scene.left)
    end = window.document.viewport.end

    at = drag_to_the_right_edge(view, hand, start, Qt.KeyboardModifier.NoModifier, 30)
    hand.mouse(view.viewport(), QEvent.Type.MouseButtonRelease, at)

    period = window.document.query.period
    assert abs(period.earliest - first) <= DAY
    assert period.latest > end


def test_a_frame_selects_what_it_has_left_behind(view, window, hand):
    view.zoom(3.0, 0.0)
    view.grab()
    start = QPointF(view.scene.left + 30, view.scene.top + 2)

    at = drag_to_the_right_edge(view, hand, start, CTRL, 60)
    hand.mouse(view.viewport(), QEvent.Type.MouseButtonRelease, at + QPointF(0, 300), CTRL)

    columns, seen = window.document.chronology.columns, window.document.viewport
    chosen = window.document.selection
    assert (columns.end_latest[chosen] < seen.start).any()
    assert window.document.current == min(chosen.tolist(), key=lambda row: columns.rank[row])


def test_edges_move_the_view_only_outwards_and_the_faster_the_deeper(qtbot):
    moves, area = [], QRectF(100, 60, 800, 400)
    edges = EdgeScroll(lambda dx, dy: moves.append((dx, dy)), parent=None)

    def moved(start, at, is_upright=False):
        edges.follow(area, QPointF(*start), QPointF(*at), is_upright)
        if edges.is_moving:
            edges._tick()
            return moves.pop()
        return None

    assert moved((400, 100), (500, 100)) is None
    assert moved((105, 100), (110, 100)) is None
    near, deep, beyond = (moved((400, 100), (x, 100))[0] for x in (900 - REACH + 2, 898, 950))
    assert 0 < near < deep < beyond
    assert moved((400, 100), (98, 100))[0] < 0
    assert moved((400, 100), (500, 470)) is None
    assert moved((400, 100), (500, 470), is_upright=True)[1] > 0
    edges.stop()


# giving up


@pytest.mark.parametrize("modifiers", [SHIFT, CTRL, Qt.KeyboardModifier.NoModifier])
def test_esc_brings_back_what_was_seen_before_the_drag(view, window, hand, qtbot, modifiers):
    before, chosen = window.document.viewport, window.document.selection.tolist()
    start = hand.ground(window) - QPointF(200, 0)

    if modifiers:
        drag_to_the_right_edge(view, hand, start, modifiers, 5)
    else:
        hand.drag(view.viewport(), start, start - QPointF(150, 0), ends=False)
    qtbot.keyClick(view, KEY.Key_Escape)
    hand.mouse(view.viewport(), QEvent.Type.MouseButtonRelease, start, modifiers)

    assert window.document.viewport == before
    assert window.document.selection.tolist() == chosen
    assert not window.document.can_go_back


def test_esc_brings_back_the_rows_that_were_seen_before_the_drag(view, window, hand, qtbot):
    window.resize(1440, 600)
    view.grab()
    view.verticalScrollBar().setValue(30)
    view.grab()
    start = hand.ground(window) - QPointF(200, 0)

    hand.drag(view.viewport(), start, start - QPointF(150, 60), ends=False)
    dragged = view.verticalScrollBar().value()
    qtbot.keyClick(view, KEY.Key_Escape)

    assert dragged == 90
    assert view.verticalScrollBar().value() == 30


# frames and spans


def test_a_frame_over_a_block_selects_its_events(view, window, hand):
    view.zoom(1 / 30)
    view.grab()
    scene = view.scene
    area = QRectF(scene.left + 1, scene.top + 1, scene.viewport.width - 2, scene.tray.top - scene.top - 2)

    hand.drag(view.viewport(), area.topLeft(), area.bottomRight(), CTRL)

    lanes = [band.index for band in scene.bands if band.top + band.height - scene.scroll < area.height()]
    wanted = np.concatenate([view.plan.lanes[lane].rows for lane in lanes])
    assert set(wanted.tolist()) <= set(window.document.selection.tolist())


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (30, "30 seconds"),
        (90 * 60, "90 minutes"),
        (36 * 3600, "36 hours"),
        (10 * DAY, "10 days"),
        (400 * DAY, "400 days"),
        (5 * YEAR, "5.0 years"),
        (1500 * YEAR, "1,500 years"),
        (4_500_000_000 * YEAR, "4,500.0 million years"),
    ],
)
def test_a_length_is_told_in_its_unit(seconds, words):
    assert length_words(seconds) == words


def test_a_span_says_its_dates_and_its_length():
    morning, noon = instant(2024, 8, 6, 10), instant(2024, 8, 6, 12, 30)

    assert span_words(morning, noon) == "6 Aug 2024, 10:00 – 12:30 · 2 hours"
    assert span_words(morning, noon + DAY) == "6 Aug 2024, 10:00 – 7 Aug 2024, 12:30 · 26 hours"
    assert span_words(instant(2024, 8, 1), instant(2024, 9, 1)) == "1–31 Aug 2024 · 31 days"


def test_shift_marks_a_span_even_on_the_ruler(view, window, hand):
    hand.drag(view.viewport(), QPointF(view.scene.left + 100, 20), QPointF(view.scene.left + 300, 20), SHIFT)

    assert window.document.query.period is None
    assert window.document.can_go_back


@pytest.mark.parametrize("modifiers", [PLAIN, SHIFT, CTRL])
def test_a_drag_ends_where_another_chronology_is_opened_meanwhile(view, window, hand, five_path, qtbot, modifiers):
    start = hand.ground(window) - QPointF(200, 0)
    hand.drag(view.viewport(), start, start + QPointF(90, 40), modifiers, ends=False)

    window.document.open(registry.read(five_path))
    seen, selected = window.document.viewport, window.document.selection.tolist()
    qtbot.keyClick(view, KEY.Key_Escape)
    hand.mouse(view.viewport(), QEvent.Type.MouseMove, start + QPointF(300, 90), modifiers)
    hand.mouse(view.viewport(), QEvent.Type.MouseButtonRelease, start + QPointF(300, 90), modifiers)

    assert window.document.viewport == seen
    assert set(window.document.selection.tolist()) <= set(selected)
