"""The strip above the timeline: its frame is the view, and its counts are exact."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt

from dateline.domain.query import Query
from dateline.formats import registry
from dateline.painting.theme import Theme
from dateline.widgets.overview import MARGIN

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def strip(window):
    window.timeline.zoom(6.0, 300.0)
    return window.overview


def frame(strip):
    """Left and right edge of the frame, in the widget's coordinates."""
    found = strip._frame(strip.whole)
    return found.left() + MARGIN, found.right() + MARGIN


def test_dragging_the_frame_pans_by_as_much_time(strip, window, hand):
    before = window.document.viewport
    left, right = frame(strip)
    middle = (left + right) / 2

    hand.drag(strip, QPointF(middle, 25), QPointF(middle + 40, 25))

    after = window.document.viewport
    assert after.span == before.span
    assert after.start - before.start == pytest.approx(40 * strip.whole.scale, rel=0.02)


@pytest.mark.parametrize("side", [0, 1])
def test_dragging_an_edge_resizes_and_leaves_the_other_edge(strip, window, hand, side):
    before, edge = window.document.viewport, frame(strip)[side]
    outwards = 30 if side else -30

    hand.drag(strip, QPointF(edge, 25), QPointF(edge + outwards, 25))

    after = window.document.viewport
    assert after.span > before.span
    kept = (after.start, before.start) if side else (after.end, before.end)
    assert kept[0] == pytest.approx(kept[1], abs=2 * strip.whole.scale)


def test_an_edge_that_is_drawn_over_the_other_turns_the_frame_round(strip, window, hand):
    left, right = frame(strip)

    hand.drag(strip, QPointF(left, 25), QPointF(right + 50, 25))

    assert window.document.viewport.span > 0
    assert frame(strip)[0] == pytest.approx(right, abs=3)


def test_dragging_beside_the_frame_makes_a_new_one(strip, window, hand):
    start = frame(strip)[1] + 40
    whole = strip.whole

    hand.drag(strip, QPointF(start, 25), QPointF(start + 60, 25))

    assert window.document.viewport.start == pytest.approx(whole.instant_at(start - MARGIN), abs=whole.scale)
    assert window.document.viewport.span == pytest.approx(60 * whole.scale, rel=0.02)


def test_a_click_centres(strip, window, qtbot):
    span = window.document.viewport.span
    x = frame(strip)[1] + 80

    qtbot.mouseClick(strip, LEFT, pos=QPointF(x, 25).toPoint())

    seen = window.document.viewport
    assert seen.span == pytest.approx(span)
    assert seen.instant_at(seen.width / 2) == pytest.approx(
        strip.whole.instant_at(int(x) - MARGIN), abs=strip.whole.scale
    )


def test_a_double_click_fits_what_is_shown(strip, window, qtbot):
    qtbot.mouseDClick(strip, LEFT, pos=QPointF(frame(strip)[1] + 80, 25).toPoint())

    assert window.document.viewport == window.document.fitted_to(window.document.answer.rows)


def test_the_wheel_zooms(strip, window, hand):
    span = window.document.viewport.span

    hand.wheel(strip, QPointF(200, 25), 1)

    assert window.document.viewport.span == pytest.approx(span / 1.2)


def test_it_works_by_keys(strip, window, qtbot):
    strip.setFocus()
    before = window.document.viewport

    qtbot.keyClick(strip, KEY.Key_Right)
    moved = window.document.viewport
    qtbot.keyClick(strip, KEY.Key_Up)

    assert moved.start > before.start
    assert window.document.viewport.span < moved.span


def test_a_drag_is_one_step_of_the_history(strip, window, hand):
    before = window.document.viewport
    left, right = frame(strip)

    hand.drag(strip, QPointF((left + right) / 2, 25), QPointF(right + 60, 25))
    window.navigation.go_back()

    assert window.document.viewport.start == before.start


def test_its_bars_count_every_event_once(strip, window):
    whole = strip.strip
    window.document.set_query(Query(regions=frozenset(["RU-KRS"])))

    counts = strip.strip

    assert int(whole.shown.sum()) + whole.before + whole.after == 166
    assert np.array_equal(counts.every, whole.shown)
    assert int(counts.shown.sum()) + counts.before + counts.after == 65
    assert bool((counts.shown <= counts.every).all())


def test_its_counts_follow_filters_that_change_faster_than_it_paints(strip, window):
    document = window.document
    for kind in document.chronology.kinds:
        document.set_query(Query(kinds=frozenset([kind])))
        document.set_query(Query())
        document.set_query(Query(kinds=frozenset([kind]), regions=frozenset(["RU-KRS"])))
        counts = strip.strip

        assert int(counts.shown.sum()) + counts.before + counts.after == len(document.answer.rows)


def test_the_filter_and_the_theme_change_what_it_draws(strip, window):
    first = strip.grab().toImage()

    window.document.set_query(Query(regions=frozenset(["RU-KRS"])))

    assert strip.grab().toImage() != first


def test_another_button_does_not_drag(strip, window, qtbot):
    before = window.document.viewport

    qtbot.mouseClick(strip, Qt.MouseButton.RightButton, pos=QPointF(frame(strip)[1] + 80, 25).toPoint())

    assert window.document.viewport == before


class Paints(QObject):
    """The regions of a widget that were painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.regions = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.regions.append(event.region())
        return False


def test_a_pan_draws_anew_only_where_the_frames_edges_were_and_are(strip, window, qapp):
    qapp.processEvents()
    pictures, before, paints = strip._painter.painted, frame(strip), Paints(strip)

    window.timeline.pan(24.0)
    qapp.processEvents()

    (region,) = paints.regions
    for edge in (*before, *frame(strip)):
        for x in (edge - 3, edge + 3):
            assert region.contains(QPoint(round(x), 25))
    assert not region.contains(QPoint(round(sum(frame(strip)) / 2), 25))
    assert strip._painter.painted == pictures


def test_another_event_moves_the_mark_only(strip, window, qapp):
    rows = window.document.answer.rows
    window.document.select_one(int(rows[60]))
    qapp.processEvents()
    pictures, paints = strip._painter.painted, Paints(strip)

    window.document.select_one(int(rows[61]))
    qapp.processEvents()

    painted = sum(rect.width() for region in paints.regions for rect in region)
    assert 0 < painted < strip.width() / 4
    assert strip._painter.painted == pictures


def test_another_theme_and_other_counts_are_painted_anew(strip, window, qapp):
    qapp.processEvents()
    pictures = strip._painter.painted

    window.document.set_query(Query(regions=frozenset({"RU"})))
    strip.grab()
    filtered = strip._painter.painted
    strip.set_theme(Theme.dark())
    strip.grab()
    dark = strip._painter.painted

    assert (filtered, dark) == (pictures + 1, pictures + 2)


def test_home_and_end_lead_to_the_ends_and_pages_overlap(strip, window, qtbot):
    strip.setFocus()
    span = window.document.viewport.span
    starts = []
    for key in (KEY.Key_Home, KEY.Key_PageDown, KEY.Key_PageUp, KEY.Key_End):
        qtbot.keyClick(strip, key)
        starts.append(window.document.viewport.start)

    whole = strip.whole
    assert starts[0] == pytest.approx(whole.start, abs=2 * whole.scale)
    assert starts[1] - starts[0] == pytest.approx(0.9 * span, rel=0.01)
    assert starts[2] == pytest.approx(starts[0], abs=2)
    assert window.document.viewport.end == pytest.approx(whole.end, abs=2 * whole.scale)
    assert window.document.viewport.span == pytest.approx(span)


def test_a_run_of_the_wheel_is_one_step_of_the_history(strip, window, hand):
    before = window.document.viewport

    for after_ms in (1000, 40, 40):
        hand.wheel(strip, QPointF(200, 25), 1, after_ms=after_ms)
    window.navigation.go_back()

    assert window.document.viewport.span == pytest.approx(before.span)


def test_esc_gives_a_drag_up(strip, window, hand, qtbot):
    before = window.document.viewport
    left, right = frame(strip)

    hand.drag(strip, QPointF((left + right) / 2, 25), QPointF(right + 60, 25), ends=False)
    moved = window.document.viewport
    qtbot.keyClick(window.timeline, KEY.Key_Escape)

    assert moved != before
    assert window.document.viewport == before
    assert len(window.document.selection) == 1


def test_a_drag_ends_where_another_chronology_is_opened_meanwhile(strip, window, hand, five_path, qtbot):
    left, right = frame(strip)
    hand.drag(strip, QPointF((left + right) / 2, 25), QPointF(right + 60, 25), ends=False)

    window.document.open(registry.read(five_path))
    seen = window.document.viewport
    qtbot.keyClick(window.timeline, KEY.Key_Escape)
    hand.mouse(strip, QEvent.Type.MouseMove, QPointF(right + 90, 25))
    hand.mouse(strip, QEvent.Type.MouseButtonRelease, QPointF(right + 90, 25))

    assert window.document.viewport == seen


def test_it_is_one_tab_before_the_timeline(strip, window, qtbot):
    window.timeline.setFocus()

    qtbot.keyClick(window.timeline, KEY.Key_Backtab)

    assert strip.hasFocus()
