"""Lanes collapse and expand, rows get higher and lower, and what one looks at stays where it is."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from dateline.domain.query import Query
from dateline.layout.metrics import COLLAPSED_HEIGHT, ROW_HEIGHTS, Grouping
from dateline.widgets.settings import Settings

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
USUAL = ROW_HEIGHTS[2]


@pytest.fixture
def view(window):
    return window.timeline


def band(view, index=0):
    return next(band for band in view.scene.bands if band.index == index)


def triangle(view, index=0):
    scene = view.scene
    return QPoint(8, round(scene.top - scene.scroll + band(view, index).name_top(scene.scroll) + 12))


def alt_wheel(view, notches, y=300.0, is_sideways=True):
    """As X11 sends it: Alt turns the wheel sideways."""
    delta = QPoint(round(120 * notches), 0) if is_sideways else QPoint(0, round(120 * notches))
    at = QPointF(700, y)
    event = QWheelEvent(at, view.viewport().mapToGlobal(at), QPoint(), delta, Qt.MouseButton.NoButton, ALT,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


# lanes


def test_a_click_on_its_triangle_collapses_a_lane_and_another_expands_it(view, window, qtbot):
    view.forget_plan()  # so that both pictures begin at the same fraction of a pixel
    before = view.grab().toImage()

    qtbot.mouseClick(view.viewport(), LEFT, pos=triangle(view))
    height = band(view).height
    view.grab()
    qtbot.mouseClick(view.viewport(), LEFT, pos=triangle(view))

    assert height == COLLAPSED_HEIGHT
    assert not band(view).is_collapsed
    assert view.grab().toImage() == before


def test_a_click_on_the_triangle_selects_nothing(view, window, qtbot):
    chosen = window.document.selection.tolist()

    qtbot.mouseClick(view.viewport(), LEFT, pos=triangle(view))

    assert window.document.selection.tolist() == chosen


def test_a_key_collapses_and_expands_the_lane_one_is_in(view, window, qtbot):
    qtbot.keyClick(view, KEY.Key_Down)
    lane = view.reading.lane

    qtbot.keyClick(view, KEY.Key_X)
    collapsed = [each.index for each in view.scene.bands if each.is_collapsed]
    qtbot.keyClick(view, KEY.Key_X)

    assert collapsed == [lane]
    assert not any(each.is_collapsed for each in view.scene.bands)


def test_all_lanes_collapse_and_expand_even_those_a_filter_hides_now(view, window, qtbot):
    window.document.set_query(Query(kinds=frozenset(["aid"])))
    qtbot.keyClick(view, KEY.Key_Up, CTRL | SHIFT)
    window.document.set_query(Query())
    collapsed = [each.is_collapsed for each in view.scene.bands]
    qtbot.keyClick(view, KEY.Key_Down, CTRL | SHIFT)

    assert len(collapsed) > 5
    assert all(collapsed)
    assert not any(each.is_collapsed for each in view.scene.bands)


def test_each_grouping_has_its_own_collapsed_lanes(view, window):
    window.arrangement.collapse_all()

    window.menus._choose("grouping", "kind")
    by_kind = [each.is_collapsed for each in view.scene.bands]
    window.menus._choose("grouping", "region")

    assert not any(by_kind)
    assert all(each.is_collapsed for each in view.scene.bands)


def test_a_collapsed_lane_leads_to_its_events(view, window, qtbot):
    window.arrangement.collapse_all()
    scene = view.scene
    box = max((box for box in scene.columns if box.left > 0 and box.right < scene.viewport.width),
              key=lambda box: box.count)  # fmt: skip
    at = QPointF(scene.left + (box.left + box.right) / 2, scene.top + box.bottom - 2 - scene.scroll).toPoint()
    before = window.document.viewport.span

    qtbot.mouseClick(view.viewport(), LEFT, pos=at)

    assert window.document.viewport.span < before


def test_one_still_goes_by_keys_through_collapsed_lanes(view, window, qtbot):
    window.arrangement.collapse_all()
    view.grab()
    start = window.document.position_of(window.document.current)

    for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Up, KEY.Key_End, KEY.Key_Home, KEY.Key_F, KEY.Key_F):
        qtbot.keyClick(view, key)
        view.grab()

    assert window.document.position_of(window.document.current) != start


# rows


def test_alt_and_the_wheel_change_the_height_of_rows_step_by_step_to_the_ends(view, window):
    heights = []
    for notches in (1, 1, 1, -1, -4, -1):
        window.timeline.wheel._time = 0
        alt_wheel(view, notches)
        heights.append(window.document.appearance.row_height)

    assert heights == [*ROW_HEIGHTS[3:], ROW_HEIGHTS[4], ROW_HEIGHTS[3], ROW_HEIGHTS[0], ROW_HEIGHTS[0]]
    assert view.scene.options.pitch == ROW_HEIGHTS[0]


def test_parts_of_notches_add_up_to_a_step(view, window):
    for _ in range(3):
        alt_wheel(view, 0.25, is_sideways=False)
    before = window.document.appearance.row_height
    alt_wheel(view, 0.25, is_sideways=False)

    assert before == USUAL
    assert window.document.appearance.row_height == ROW_HEIGHTS[3]


def test_alt_and_the_wheel_do_not_move_the_view(view, window):
    seen = window.document.viewport

    alt_wheel(view, 1)

    assert window.document.viewport == seen


def test_the_row_under_the_pointer_stays_there(view, window):
    view.verticalScrollBar().setValue(200)
    view.grab()
    scene = view.scene
    row = next(row for row, y in zip(scene.marks.row.tolist(), scene.marks.y.tolist(), strict=True)
               if 350 < y + scene.top - scene.scroll < 450)  # fmt: skip
    y = scene.rect_of(row)[1] + scene.options.pitch / 2

    alt_wheel(view, 1, y)
    view.grab()

    assert view.scene.rect_of(row)[1] + view.scene.options.pitch / 2 == pytest.approx(y, abs=2)


def test_keys_make_rows_higher_and_lower(view, window, qtbot):
    qtbot.keyClick(view, KEY.Key_Plus, ALT)
    higher = window.document.appearance.row_height
    qtbot.keyClick(view, KEY.Key_Minus, ALT)

    assert (higher, window.document.appearance.row_height) == (ROW_HEIGHTS[3], USUAL)


def test_the_menu_offers_every_row_height_and_ticks_the_one_in_use(window):
    menu = next(each for each in window.findChildren(QMenu) if each.title().replace("&", "") == "Row height")
    for action in menu.actions():
        action.trigger()
        menu.aboutToShow.emit()

        assert [each for each in menu.actions() if each.isChecked()] == [action]
        assert window.document.appearance.row_height == action.data()
    assert [action.data() for action in menu.actions()] == list(ROW_HEIGHTS)


def test_other_rows_and_collapsed_lanes_keep_the_plans_lanes(view, window):
    lanes = view.plan.lanes

    window.arrangement.higher_rows()
    window.arrangement.collapse_all()

    assert view.plan.lanes is lanes


def test_row_height_and_collapsed_lanes_are_kept_per_file(opened, kursk, five_path, ini):
    from PySide6.QtCore import QSettings

    window = opened(kursk)
    window.arrangement.higher_rows()
    window.arrangement.toggle(1)
    window.menus._choose("grouping", "kind")
    window.arrangement.collapse_all()
    kept = window.document.appearance
    window.close()

    again = Settings(QSettings(str(ini), QSettings.Format.IniFormat)).file_state(kursk.path).appearance
    other = Settings(QSettings(str(ini), QSettings.Format.IniFormat)).file_state(five_path).appearance

    assert again == kept
    assert again.collapsed.holds(Grouping.KIND, "aid")
    assert other.row_height == USUAL


# colours


def test_a_key_lets_colour_stand_for_the_next(view, window, qtbot):
    seen = []
    for _ in range(3):
        qtbot.keyClick(view, KEY.Key_L)
        seen.append(window.document.appearance.lens.value)

    assert seen == ["certainty", "region", "kind"]


def test_the_event_that_is_read_is_pointed_to_in_its_collapsed_lane(view, window, qtbot):
    window.arrangement.collapse_all()
    lane = band(view, view.reading.lane)
    row = window.document.current
    x = window.document.viewport.x_of(int(window.document.chronology.columns.start_earliest[row]) + 43200)
    foot = QPointF(view.scene.left + x, view.scene.top + lane.top + lane.height - 3).toPoint()

    def colour():
        return view.grab().toImage().pixelColor(foot).name()

    pointed = colour()
    window.document.select([], None)

    assert pointed == window.theme.colour("accent").name()
    assert colour() != pointed


def test_an_event_of_a_heap_does_not_scroll_where_its_lane_is_seen(view, window, qtbot):
    window.arrangement.collapse_all()
    view.grab()
    bar, moved = view.verticalScrollBar(), []
    for _ in range(40):
        before, tops = bar.value(), view.plan.octave(window.document.viewport.octave).tops
        qtbot.keyClick(view, KEY.Key_Right)
        lanes, room = view.reading._lanes_of(window.document.current), view.time_area.height()
        is_seen = any(tops[lane] - before >= 0 and tops[lane + 1] - before <= room for lane in lanes)
        assert not is_seen or bar.value() == before
        moved.append(is_seen)

    assert any(moved)


def test_collapsing_all_lanes_at_the_top_stays_at_the_top(view, window):
    window.arrangement.collapse_all()
    view.grab()

    assert view.verticalScrollBar().value() == 0
