"""The timeline under keys, wheel and mouse."""

import itertools
import time

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from dateline.domain.chronology import Chronology
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.query import Query
from dateline.formats import registry
from dateline.layout.stretch import Stretch
from dateline.widgets.commands import COMMANDS, Reach
from dateline.widgets.key_map import is_single
from dateline.widgets.navigation import SPANS

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(window):
    return window.timeline


def press(qtbot, view, *keys):
    for key in keys:
        qtbot.keyClick(view, key)


def ident(window):
    return window.document.chronology.id(window.document.current)


def place(window):
    return window.document.position_of(window.document.current)


# keys that choose an event


def test_right_and_left_go_to_the_next_and_the_previous_event(view, window, qtbot):
    start = place(window)

    press(qtbot, view, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Left)

    assert place(window) == start + 2


def test_going_to_an_event_makes_no_scene_of_all_that_is_in_view(view, window, qtbot, monkeypatch):
    made = []
    seen = Stretch.seen
    monkeypatch.setattr(Stretch, "seen", lambda self, *how: (made.append(how), seen(self, *how))[1])

    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, KEY.Key_End, KEY.Key_Home, KEY.Key_Up):
        qtbot.keyClick(view, key)
        view.viewport().repaint()

    assert made == []


def test_home_and_end_go_to_the_ends_and_no_further(view, window, qtbot):
    press(qtbot, view, KEY.Key_End, KEY.Key_Right)
    last = place(window)
    press(qtbot, view, KEY.Key_Home, KEY.Key_Left)

    assert last == len(window.document.answer.rows) - 1
    assert place(window) == 0


def test_the_event_that_is_chosen_by_a_key_comes_into_view(view, window, qtbot):
    press(qtbot, view, *[KEY.Key_Plus] * 8, KEY.Key_End)

    row, seen = window.document.current, window.document.viewport
    x = seen.x_of(int(window.document.chronology.columns.start_earliest[row]))
    assert -1 <= x <= seen.width
    assert view.scene.rect_of(row) is not None or view.scene.blocks or view.scene.columns


def test_down_and_up_go_to_the_lanes_below_and_above(view, window, qtbot):
    lanes = [set(lane.rows.tolist()) for lane in view.plan.lanes]
    first = next(index for index, rows in enumerate(lanes) if window.document.current in rows)

    press(qtbot, view, KEY.Key_Down)
    below = window.document.current
    press(qtbot, view, KEY.Key_Up)

    assert below in lanes[first + 1]
    assert window.document.current in lanes[first]


def test_up_at_the_highest_lane_and_down_at_the_lowest_stay(view, window, qtbot):
    press(qtbot, view, *[KEY.Key_Up] * (len(view.plan.lanes) + 2))
    highest = window.document.current
    press(qtbot, view, *[KEY.Key_Down] * (len(view.plan.lanes) + 2))

    assert highest in view.plan.lanes[0].rows
    assert window.document.current in view.plan.lanes[-1].rows


def test_brackets_go_to_the_next_event_beyond_the_window(view, window, qtbot):
    press(qtbot, view, *[KEY.Key_Plus] * 6)
    end = window.document.viewport.end
    press(qtbot, view, KEY.Key_BracketRight)
    after = int(window.document.chronology.columns.start_earliest[window.document.current])
    start = window.document.viewport.start
    press(qtbot, view, KEY.Key_BracketLeft)

    assert after >= end
    assert int(window.document.chronology.columns.start_earliest[window.document.current]) < start


def test_shift_and_an_arrow_select_on(view, window, qtbot):
    for _ in range(2):
        qtbot.keyClick(view, KEY.Key_Right, SHIFT)

    assert len(window.document.selection) == 3


def test_ctrl_a_selects_what_the_filter_leaves(view, window, hand, qtbot):
    hand.click_row(qtbot, window.filters.kinds, "Aid")
    view.setFocus()

    qtbot.keyClick(view, KEY.Key_A, CTRL)

    assert window.document.selection.tolist() == sorted(window.document.answer.rows.tolist())


def test_space_leads_to_the_first_source_and_shows_its_address(view, window, qtbot):
    press(qtbot, view, KEY.Key_Space)
    address = window.statusBar().currentMessage()
    qtbot.keyClick(window.focusWidget(), KEY.Key_Escape)

    assert address.startswith("http")
    assert view.hasFocus()
    assert window.statusBar().currentMessage() == ""


def test_enter_leads_into_the_pane(view, window, qtbot):
    press(qtbot, view, KEY.Key_Return)

    assert window.details.isAncestorOf(window.focusWidget())


@pytest.mark.parametrize(("when", "day"), [("../2024-08-10", "2024-08-10"), ("2024-08-10/..", "2024-08-10")])
def test_an_event_that_has_one_end_only_is_shown_by_that_end(opened, when, day, qtbot):
    events = [Event("open", "Open", when=parse_edtf(when)), Event("far", "Far", when=parse_edtf("2030"))]
    window = opened(Chronology.from_events(events))
    window.document.select_one(1)
    window.document.set_viewport(window.document.viewport.zoomed(50, window.document.viewport.width))

    window.document.select_one(0)

    seen = window.document.viewport
    assert 0 <= seen.x_of(parse_edtf(day).earliest) <= seen.width


# keys that move the view


def test_page_down_and_up_move_by_nine_tenths_of_the_window(view, window, qtbot):
    before = window.document.viewport

    press(qtbot, view, KEY.Key_PageDown)
    moved = window.document.viewport.start - before.start
    press(qtbot, view, KEY.Key_PageUp)

    assert moved == pytest.approx(0.9 * before.span, rel=0.01)
    assert window.document.viewport.start == pytest.approx(before.start, abs=2)


def test_plus_and_minus_are_each_others_opposite(view, window, qtbot):
    before = window.document.viewport

    press(qtbot, view, KEY.Key_Plus)
    closer = window.document.viewport.span
    press(qtbot, view, KEY.Key_Minus)

    assert closer < before.span
    assert window.document.viewport.span == pytest.approx(before.span)


@pytest.mark.parametrize("position", [20, 100, -1])
def test_zooming_by_key_keeps_the_event_that_is_read_in_view(view, window, qtbot, position):
    row = int(window.document.answer.rows[position])
    window.document.select_one(row)
    columns = window.document.chronology.columns
    middle = (int(columns.start_earliest[row]) + int(columns.end_latest[row])) // 2

    for _ in range(5):
        press(qtbot, view, KEY.Key_Plus)

        assert 0 <= window.document.viewport.x_of(middle) <= window.document.viewport.width


def test_nought_fits_what_the_filter_leaves(view, window, hand, qtbot):
    hand.click_row(qtbot, window.filters.kinds, "Aid")
    view.setFocus()

    press(qtbot, view, *[KEY.Key_Plus] * 5, KEY.Key_0)

    columns, seen = window.document.chronology.columns, window.document.viewport
    starts = columns.start_earliest[window.document.answer.rows]
    assert bool(((starts >= seen.start) & (starts <= seen.end)).all())


def test_ctrl_nought_fits_the_whole_file(view, window, qtbot):
    press(qtbot, view, *[KEY.Key_Plus] * 5)

    qtbot.keyClick(view, KEY.Key_0, CTRL)

    assert window.document.viewport == window.document.fitted_to_file()


def test_a_figure_shows_its_span_around_the_middle(view, window, qtbot):
    middle = window.document.viewport.instant_at(window.document.viewport.width / 2)
    for key, seconds in zip("123456", SPANS.values(), strict=True):
        qtbot.keyClick(view, key)

        seen = window.document.viewport
        assert seen.span == pytest.approx(seconds)
        assert seen.instant_at(seen.width / 2) == pytest.approx(middle, abs=2 * seen.scale + 2)


def test_f_brings_the_event_to_the_middle_and_f_again_fits_it(view, window, qtbot):
    press(qtbot, view, KEY.Key_End)
    columns = window.document.chronology.columns
    middle = (
        int(columns.start_earliest[window.document.current]) + int(columns.end_latest[window.document.current])
    ) // 2
    view.pan(60)

    press(qtbot, view, KEY.Key_F)
    centred = window.document.viewport
    press(qtbot, view, KEY.Key_F)

    assert centred.x_of(middle) == pytest.approx(centred.width / 2, abs=2)
    assert window.document.viewport.span < centred.span


def test_a_step_by_key_makes_no_scene(view, window, qtbot, monkeypatch):
    qtbot.waitExposed(window)
    view.viewport().repaint()
    made = []
    monkeypatch.setattr(Stretch, "seen", lambda *_: made.append(1))

    view.zoom(1.2)
    view.pan(24.0)
    view.viewport().repaint()

    assert made == []


def test_ctrl_t_shows_today_at_the_same_zoom(view, window, qtbot):
    span = window.document.viewport.span

    qtbot.keyClick(view, KEY.Key_T, CTRL)

    seen = window.document.viewport
    assert seen.x_of(int(time.time())) == pytest.approx(seen.width / 2, abs=2 * 86400 / seen.scale)
    assert seen.span == pytest.approx(span)


def test_a_hundred_steps_lead_back(view, window, qtbot):
    first = window.document.viewport
    for _ in range(100):
        view.pan(5.0)
    for _ in range(100):
        qtbot.keyClick(view, KEY.Key_Left, ALT)

    assert window.document.viewport.start == first.start
    assert not window.document.can_go_back


def test_zoom_ends_at_its_limits_both_ways(view, window, qtbot):
    press(qtbot, view, *[KEY.Key_Plus] * 80)
    closest = window.document.viewport.span
    view.grab()
    press(qtbot, view, *[KEY.Key_Minus] * 160)
    widest = window.document.viewport.span
    view.grab()

    assert 0 < closest < 120
    assert 1e16 < widest < 1e19


# keys and the focus


LETTERS = [
    command for command in COMMANDS if command.reach is Reach.TIMELINE and is_single(QKeySequence(command.shortcut))
]


def test_single_key_commands_are_mere_text_in_a_field(window, qtbot):
    called = []
    for command in LETTERS:
        window.menus.actions[command.id].triggered.connect(lambda _=False, name=command.id: called.append(name))
    field = window.find_field.line
    field.setFocus()

    qtbot.keyClicks(field, "".join(str(command.shortcut).lower() for command in LETTERS))

    assert called == []
    assert field.text() == "".join(str(command.shortcut).lower() for command in LETTERS)


def test_single_keys_do_nothing_while_the_table_has_the_focus(window, qtbot):
    window.menus.actions["show_table"].setChecked(True)
    window.table.setFocus()
    before = window.document.viewport

    for key in (KEY.Key_F, KEY.Key_Plus, KEY.Key_1, KEY.Key_0):
        qtbot.keyClick(window.table, key)

    assert window.document.viewport == before


def test_the_single_keys_act_again_once_the_timeline_has_the_focus(view, window, qtbot):
    window.find_field.line.setFocus()
    view.setFocus()
    before = window.document.viewport

    press(qtbot, view, KEY.Key_Plus)

    assert window.document.viewport.span < before.span


# wheel


def test_ctrl_and_the_wheel_keep_the_instant_under_the_pointer(view, window, hand):
    whole = window.document.viewport
    for share, notches in itertools.product((0.0, 0.1, 0.5, 0.93), (1, -1, 0.25, 5)):
        window.document.set_viewport(whole)
        x = share * whole.width
        instant = whole.origin + whole.offset + x * whole.scale

        hand.wheel(view.viewport(), QPointF(view.scene.left + x, 300), notches, CTRL)

        after = window.document.viewport
        where = (instant - after.origin - after.offset) / after.scale
        assert after.span == pytest.approx(whole.span / 1.2**notches)
        assert where == pytest.approx(x, abs=1.0)


def test_shift_and_the_wheel_move_through_time_by_a_tenth(view, window, hand):
    before = window.document.viewport

    hand.wheel(view.viewport(), QPointF(500, 300), -1, SHIFT)

    assert window.document.viewport.start - before.start == pytest.approx(before.span / 10, rel=0.01)


def test_the_wheel_moves_the_rows_where_they_overflow(view, window, hand):
    window.resize(1440, 420)
    view.grab()
    before, bar = window.document.viewport, view.verticalScrollBar()
    assert bar.maximum() > 0

    hand.wheel(view.viewport(), QPointF(500, 120), -1)

    assert bar.value() > 0
    assert window.document.viewport == before


def test_the_wheel_moves_through_time_where_all_rows_fit(view, window, hand, qtbot):
    hand.click_row(qtbot, window.filters.kinds, "Aid")
    view.grab()
    before = window.document.viewport
    assert view.verticalScrollBar().maximum() == 0

    hand.wheel(view.viewport(), QPointF(500, 300), -1)

    assert window.document.viewport.start > before.start


def test_a_run_of_the_wheel_is_one_step_of_the_history(view, window, hand):
    before = window.document.viewport

    hand.wheel(view.viewport(), QPointF(500, 300), 1, CTRL)
    for _ in range(4):
        hand.wheel(view.viewport(), QPointF(500, 300), 1, CTRL, after_ms=40)
    window.navigation.go_back()

    assert window.document.viewport.span == pytest.approx(before.span)
    assert not window.document.can_go_back


def test_momentum_after_ctrl_is_let_go_neither_zooms_nor_moves(view, window, hand):
    hand.wheel(view.viewport(), QPointF(500, 300), 1, CTRL)
    zoomed = window.document.viewport

    for _ in range(6):
        hand.wheel(view.viewport(), QPointF(500, 300), 0.5, after_ms=40)

    assert window.document.viewport == zoomed


# mouse


def test_dragging_the_ground_pans_with_the_pointer(view, window, hand):
    start = hand.ground(window)
    seen = window.document.viewport
    instant = seen.instant_at(start.x() - view.scene.left)

    hand.drag(view.viewport(), start, start + QPointF(-200, 0))

    after = window.document.viewport
    assert after.x_of(instant) + view.scene.left == pytest.approx(start.x() - 200, abs=1.5)
    assert after.span == seen.span


def test_a_drag_is_one_step_of_the_history(view, window, hand):
    start, before = hand.ground(window), window.document.viewport

    hand.drag(view.viewport(), start, start + QPointF(-200, 0))
    window.navigation.go_back()

    assert window.document.viewport.start == before.start


def test_shift_drag_zooms_to_the_span(view, window, hand):
    start = hand.ground(window)
    left = view.scene.left
    seen = window.document.viewport
    first, last = (seen.instant_at(start.x() + dx - left) for dx in (-300, 0))

    hand.drag(view.viewport(), start, start + QPointF(-300, 20), SHIFT)

    after = window.document.viewport
    assert after.start == pytest.approx(first, abs=seen.scale)
    assert after.end == pytest.approx(last, abs=seen.scale)


def test_a_drag_under_four_pixels_is_a_click(view, window, hand):
    at = QPointF(hand.mark(window, ident(window)))
    before = window.document.viewport

    hand.drag(view.viewport(), at, at + QPointF(2, 1), SHIFT)

    assert window.document.viewport == before


def test_esc_ends_a_drag_without_its_effect(view, window, hand, qtbot):
    start = hand.ground(window)
    before = window.document.viewport

    hand.drag(view.viewport(), start, start + QPointF(-300, 20), SHIFT, ends=False)
    view.grab()
    press(qtbot, view, KEY.Key_Escape)
    hand.mouse(view.viewport(), QEvent.Type.MouseButtonRelease, start + QPointF(-300, 20), SHIFT)

    assert window.document.viewport == before


def test_dragging_on_the_ruler_makes_a_period_chip(view, window, hand, qtbot):
    seen = window.document.viewport
    left = view.scene.left
    first, last = (seen.x_of(day) + left + 1 for day in (1728604800, 1729123200))  # 11 and 17 October 2024

    hand.drag(view.viewport(), QPointF(first, 20), QPointF(last, 22))

    assert str(window.document.query.period) == "2024-10-11/2024-10-17"
    assert [chip.text() for chip in hand.chips(window)] == ["from 11 to 17 October 2024  ×"]
    qtbot.mouseClick(hand.chips(window)[0], Qt.MouseButton.LeftButton)
    assert not window.document.query


def test_a_drag_on_the_ruler_within_one_day_asks_for_that_day(view, window, hand, qtbot):
    qtbot.keyClick(view, "1")
    middle = view.scene.left + window.document.viewport.width / 2
    at = window.document.viewport.instant_at(window.document.viewport.width / 2)
    shift = 20 if at % 86400 < 43200 else -20

    hand.drag(view.viewport(), QPointF(middle, 20), QPointF(middle + shift, 20))

    assert len(str(window.document.query.period)) == len("2024-10-11")


def test_clicking_a_mark_reads_its_event_without_moving_the_view(view, window, hand, qtbot):
    seen = window.document.viewport
    mark = marks_alone(view)[5]

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=hand.mark(window, mark))

    assert ident(window) == mark
    assert hand.read(window).startswith(hand.title_of(window))
    assert window.document.viewport == seen


def test_ctrl_click_adds_an_event_and_takes_it_out(view, window, hand, qtbot):
    mark = next(each for each in marks_alone(view) if each != ident(window))
    at = hand.mark(window, mark)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CTRL, at)
    two = len(window.document.selection)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CTRL, at)

    assert (two, len(window.document.selection)) == (2, 1)


def test_shift_click_takes_all_between(view, window, hand, qtbot):
    mark = marks_alone(view)[-1]
    row = window.document.chronology.row_of(mark)
    first = place(window)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, SHIFT, hand.mark(window, mark))

    assert len(window.document.selection) == abs(window.document.position_of(row) - first) + 1


def test_ctrl_drag_selects_what_is_in_the_frame(view, window, hand):
    corners = QPointF(view.scene.left + 20, view.scene.top + 4), QPointF(view.scene.width - 60, view.scene.tray.top - 4)

    hand.drag(view.viewport(), *corners, CTRL)

    inside = {window.document.chronology.row_of(mark) for mark in marks_alone(view)}
    assert len(inside & set(window.document.selection.tolist())) > 3


def test_double_click_on_a_mark_fits_it(view, window, hand, qtbot):
    mark = marks_alone(view)[5]
    row = window.document.chronology.row_of(mark)

    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=hand.mark(window, mark))

    assert window.document.viewport == window.document.fitted_to(np.array([row]), 0.2)


def test_double_click_on_the_ground_zooms_in_there(view, window, hand, qtbot):
    at, before = hand.ground(window), window.document.viewport
    instant = before.instant_at(at.x() - view.scene.left)

    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())

    assert window.document.viewport.span == pytest.approx(before.span / 2)
    assert window.document.viewport.x_of(instant) == pytest.approx(at.x() - view.scene.left, abs=1)


def test_clicking_a_lanes_name_selects_its_events(view, window, qtbot):
    band = view.scene.bands[0]
    y = int(band.top + 12 + view.scene.top - view.scene.scroll)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(20, y).toPoint())

    assert window.document.selection.tolist() == sorted(view.plan.lanes[0].rows.tolist())


@pytest.mark.parametrize("is_outside", [False, True])
def test_a_click_on_a_lanes_name_reads_an_event_of_the_lane(view, window, qtbot, is_outside):
    lane = view.plan.lanes[0].rows.tolist()
    before = next(row for row in window.document.answer.rows.tolist()[40:] if (row in lane) is not is_outside)
    window.document.select_one(before)
    view.verticalScrollBar().setValue(0)
    view.grab()
    band = view.scene.bands[0]
    y = int(band.top + 12 + view.scene.top - view.scene.scroll)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(20, y).toPoint())

    first = min(lane, key=window.document.position_of)
    assert window.document.current == (first if is_outside else before)
    assert window.document.is_selected(window.document.current)


def test_a_heap_zooms_in_until_it_splits_or_is_listed(view, window, qtbot):
    view.zoom(1 / 30)
    view.grab()
    at = middle_of_a_heap(view)
    before = window.document.viewport

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert window.document.viewport.span < before.span or window.table.isVisible()


def test_the_tray_of_undated_events_can_be_clicked(window, five_path, hand, qtbot):
    window.document.open(registry.read(five_path))
    view = window.timeline
    view.grab()
    label = view.scene.tray.labels[0]
    at = QPointF(view.scene.left + label.left + 8, view.scene.tray.top + view.scene.tray.height / 2)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())

    assert ident(window) == "rumour"
    assert "No date" in hand.read(window)


def test_the_undated_event_is_reached_by_the_arrow_keys(window, five_path, qtbot):
    window.document.open(registry.read(five_path))
    view = window.timeline

    press(qtbot, view, *[KEY.Key_Right] * 6)

    assert ident(window) == "rumour"
    view.grab()
    for key in (KEY.Key_Up, KEY.Key_Down, KEY.Key_F, KEY.Key_Plus, KEY.Key_Home):
        press(qtbot, view, key)
        view.grab()


# what assistive technology is told


def test_the_current_event_is_the_current_index(view, window, qtbot):
    press(qtbot, view, KEY.Key_Right)

    assert view.currentIndex().data() == window.document.chronology.title_of(window.document.current)
    spoken = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"{place(window) + 1} of 166" in spoken
    assert "2024" in spoken


def test_the_place_of_a_row_is_found_again_at_its_middle(view, window):
    index = view.currentIndex()

    rect = view.visualRect(index)

    assert rect.isValid()
    assert view.indexAt(view.viewport().rect().topLeft()).row() == -1
    assert view.visualRect(view.model().index(-1, 0)).isNull()
    found = view.hit(QPointF(rect.left() + 7, rect.center().y()).toPoint())
    assert found is not None


def test_a_filter_leaves_the_view_where_it_was(view, window):
    before = window.document.viewport

    window.document.set_query(Query(regions=frozenset(["RU-KRS"])))
    view.grab()

    assert window.document.viewport == before


def test_no_field_of_the_window_takes_the_focus_at_first(opened, kursk):
    window = opened(kursk)

    assert window.timeline.hasFocus()
    assert not any(field.hasFocus() for field in window.findChildren(QLineEdit))


def marks_alone(view):
    """Ids of marks in view whose own place hits no other."""
    scene, chronology = view.scene, view.document.chronology
    found = []
    for row, x, y in zip(scene.marks.row.tolist(), scene.marks.x.tolist(), scene.marks.y.tolist(), strict=True):
        left, top = round(x + scene.left), round(y + scene.top - scene.scroll)
        if not (scene.left + 5 < left < scene.width - 5 and scene.top < top < scene.tray.top - 10):
            continue
        hit = scene.hit(left, top)
        if hit is not None and hit.kind == "mark" and hit.rows.tolist() == [row]:
            found.append(chronology.id(row))
    return [each for each in found if found.count(each) == 1]


def middle_of_a_heap(view):
    """A point of a block or a density column that is in view."""
    scene = view.scene
    for heap in (*scene.blocks, *scene.columns):
        x = scene.left + (max(heap.left, 1) + min(heap.right, scene.viewport.width)) / 2
        at = QPointF(x, scene.top + (heap.top + heap.bottom) / 2 - scene.scroll).toPoint()
        hit = view.hit(at)
        if hit is not None and hit.kind in ("block", "density"):
            return at
    raise AssertionError("no heap in view")


def test_the_row_that_qt_tells_of_on_focus_is_the_event_that_is_read(view, window, qtbot):
    window.filters.text.setFocus()
    view.setCurrentIndex(QModelIndex())

    view.setFocus()

    assert view.currentIndex().row() == place(window)
