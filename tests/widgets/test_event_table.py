"""The table: the document's selection under mouse and keys, sorted by any column."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from dateline.domain.query import Query
from dateline.models.event_model import EventColumn
from dateline.widgets.event_table import EventTable
from dateline.widgets.table_columns import TITLE_LEAST, WIDTHS

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
POPS_UP = pytest.mark.qt_log_ignore(r"This plugin does not support (raise|grabbing the keyboard)")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(window):
    window.menus.actions["show_table"].setChecked(True)
    window.table.scrollToTop()
    window.table.setFocus()
    return window.table


def click(qtbot, table, place, modifiers=Qt.KeyboardModifier.NoModifier):
    index = table.model().index(place, EventColumn.TITLE)
    table.scrollTo(index)
    qtbot.mouseClick(table.viewport(), LEFT, modifiers, table.visualRect(index).center())


def sort_by(qtbot, table, column):
    header = table.horizontalHeader()
    at = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    qtbot.mouseClick(header.viewport(), LEFT, pos=header.viewport().rect().topLeft() + type(header.pos())(at, 8))


def column(table, which):
    return [table.model().index(row, which).data() for row in range(table.model().rowCount())]


def test_f6_shows_the_table_and_hides_it(window, qtbot):
    qtbot.keyClick(window.timeline, KEY.Key_F6)
    is_shown = window.table.isVisible()
    qtbot.keyClick(window.timeline, KEY.Key_F6)

    assert is_shown
    assert not window.table.isVisible()


def test_it_has_a_row_for_each_event_that_the_filter_leaves(table, window):
    whole = table.model().rowCount()

    window.document.set_query(Query(regions=frozenset(["RU-KRS"])))

    assert (whole, table.model().rowCount()) == (166, 65)


def test_a_click_reads_the_event_and_the_timeline_follows(table, window, hand, qtbot):
    window.timeline.zoom(20.0, 10.0)
    window.timeline.grab()

    click(qtbot, table, 150)

    row = window.document.current
    assert hand.title_of(window) == table.model().index(150, EventColumn.TITLE).data()
    assert hand.read(window).startswith(hand.title_of(window))
    seen = window.document.viewport
    assert 0 <= seen.x_of(int(window.document.chronology.columns.start_earliest[row])) <= seen.width
    assert window.timeline.currentIndex().data() == hand.title_of(window)


def test_the_table_follows_the_timeline(table, window, qtbot):
    window.timeline.setFocus()

    qtbot.keyClick(window.timeline, KEY.Key_End)

    assert table.currentIndex().row() == 165
    assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))


def test_ctrl_click_adds_and_takes_out(table, window, qtbot):
    click(qtbot, table, 2)
    click(qtbot, table, 4, CTRL)
    click(qtbot, table, 6, CTRL)
    three = sorted(window.document.position_of(row) for row in window.document.selection.tolist())
    click(qtbot, table, 4, CTRL)

    assert three == [2, 4, 6]
    assert sorted(window.document.position_of(row) for row in window.document.selection.tolist()) == [2, 6]


def test_shift_click_takes_all_between_and_a_shorter_range_gives_back(table, window, qtbot):
    click(qtbot, table, 2)
    click(qtbot, table, 8, SHIFT)
    seven = len(window.document.selection)
    click(qtbot, table, 5, SHIFT)

    assert seven == 7
    assert sorted(window.document.position_of(row) for row in window.document.selection.tolist()) == [2, 3, 4, 5]


def test_a_click_on_the_event_that_is_read_selects_it_alone(table, window, qtbot):
    click(qtbot, table, 3)
    window.document.select_all()

    click(qtbot, table, 3)

    assert window.document.selection.tolist() == [window.document.current]


def test_shift_clicks_begin_a_selection_where_there_was_none(table, window, qtbot):
    window.document.select([], None)

    click(qtbot, table, 2, SHIFT)
    click(qtbot, table, 8, SHIFT)

    assert sorted(window.document.position_of(row) for row in window.document.selection.tolist()) == [*range(2, 9)]


@pytest.mark.parametrize("key", [KEY.Key_Up, KEY.Key_Down])
def test_shift_and_an_arrow_do_nothing_where_no_event_is_shown(table, window, qtbot, key):
    window.document.set_query(Query(text="no event says so"))
    assert table.model().rowCount() == 0

    qtbot.keyClick(table, key, SHIFT)

    assert window.document.current is None
    assert not len(window.document.selection)


def test_shift_down_selects_on(table, window, qtbot):
    click(qtbot, table, 2)

    for _ in range(3):
        qtbot.keyClick(table, KEY.Key_Down, SHIFT)

    assert len(window.document.selection) == 4


def test_ctrl_with_up_down_and_space_select_rows_apart_as_ctrl_click_does(table, window, qtbot):
    click(qtbot, table, 2)
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Up, KEY.Key_Up):
        qtbot.keyClick(table, key, CTRL)
    apart = sorted(window.document.position_of(row) for row in window.document.selection.tolist())
    read = window.document.position_of(window.document.current)
    qtbot.keyClick(table, KEY.Key_Up, CTRL)
    qtbot.keyClick(table, KEY.Key_Space, CTRL)

    assert (apart, read) == ([2, 4], 3)
    assert [window.document.position_of(row) for row in window.document.selection.tolist()] == [4]


def test_ctrl_a_selects_all_that_is_shown(table, window, qtbot):
    qtbot.keyClick(table, KEY.Key_A, CTRL)

    assert len(window.document.selection) == 166


def test_down_end_and_home_read_other_events(table, window, qtbot):
    click(qtbot, table, 2)
    qtbot.keyClick(table, KEY.Key_Down)
    next_place = window.document.position_of(window.document.current)
    qtbot.keyClick(table, KEY.Key_End, CTRL)
    last = window.document.position_of(window.document.current)
    qtbot.keyClick(table, KEY.Key_Home, CTRL)

    assert (next_place, last, window.document.position_of(window.document.current)) == (3, 165, 0)


def test_enter_leads_into_the_pane(table, window, qtbot):
    qtbot.keyClick(table, KEY.Key_Return)

    assert window.details.isAncestorOf(window.focusWidget())


def test_a_click_on_any_header_sorts_and_another_turns_the_order_round(table, qtbot):
    for which in reversed(EventColumn):
        sort_by(qtbot, table, which)
        once, values = column(table, EventColumn.TITLE), column(table, which)
        sort_by(qtbot, table, which)

        assert once == list(reversed(column(table, EventColumn.TITLE)))
        if which in (EventColumn.TITLE, EventColumn.SOURCES):
            assert values == sorted(values, key=lambda each: each.casefold() if isinstance(each, str) else each)


def test_sorting_keeps_the_event_that_is_read(table, window, hand, qtbot):
    click(qtbot, table, 17)
    title = hand.title_of(window)

    sort_by(qtbot, table, EventColumn.TITLE)

    assert hand.title_of(window) == title
    assert table.currentIndex().data() == title
    assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))


def test_a_click_in_the_sorted_table_reads_the_event_of_that_row(table, window, hand, qtbot):
    sort_by(qtbot, table, EventColumn.TITLE)

    click(qtbot, table, 9)

    assert hand.title_of(window) == table.model().index(9, EventColumn.TITLE).data()


def test_typing_goes_to_the_next_title_that_begins_so(table, window, hand, qtbot):
    click(qtbot, table, 0)

    qtbot.keyClicks(table, "pen")

    assert hand.title_of(window).startswith("Pen")


def test_a_filter_keeps_the_table_sorted(table, window, qtbot):
    sort_by(qtbot, table, EventColumn.TITLE)

    window.document.set_query(Query(regions=frozenset(["RU-KRS"])))

    titles = [title.casefold() for title in column(table, EventColumn.TITLE)]
    assert titles == sorted(titles)


def test_events_of_one_date_that_zooming_cannot_part_are_listed(window, qtbot):
    columns = window.document.chronology.columns
    dates = list(zip(columns.start_earliest.tolist(), columns.end_latest.tolist(), strict=True))
    often = max(set(dates), key=dates.count)
    same = [row for row, date in enumerate(dates) if date == often]

    window.timeline.moves.split(np.array(same))

    assert len(same) > 1
    assert window.table.isVisible()
    assert window.document.selection.tolist() == same


@pytest.mark.parametrize("height", [0, 10, 26, 400])
def test_however_high_it_only_looks_at_rows_that_it_shows(window, monkeypatch, qtbot, height):
    looked_at = []
    window.document.select_one(int(window.document.answer.rows[0]))
    are_selected = window.document.are_selected
    monkeypatch.setattr(window.document, "are_selected", lambda rows: looked_at.append(len(rows)) or are_selected(rows))
    place = QWidget()
    qtbot.addWidget(place)
    table = EventTable(window.document, place)
    table.setGeometry(0, 0, 600, height)

    place.show()
    table.repaint()

    assert len(window.document.answer.rows) == 166
    assert max(looked_at, default=0) <= height / table.rowHeight(0) + 2


def test_columns_give_way_to_titles_and_come_back(table, qtbot):
    def columns(width):
        table.columns.make_room(width)
        return [column.name for column in EventColumn if not table.isColumnHidden(column)]

    assert columns(800) == ["WHEN", "TITLE", "KIND", "REGIONS", "CERTAINTY", "SOURCES"]
    assert columns(660) == ["WHEN", "TITLE", "REGIONS", "CERTAINTY", "SOURCES"]
    assert columns(420) == ["WHEN", "TITLE", "SOURCES"]
    assert columns(800) == ["WHEN", "TITLE", "KIND", "REGIONS", "CERTAINTY", "SOURCES"]
    table.grab()  # hidden cells are not drawn


def menu_at(qtbot, widget, at, reason=QContextMenuEvent.Reason.Mouse):
    """The menu that is asked for at a place of a widget, as Qt asks for the menu key and the right button."""
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


def said(menu):
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]


def choose(menu, text):
    next(action for action in menu.actions() if action.text().replace("&", "") == text).trigger()
    menu.close()


def of_view(window):
    """The table's menu in the menu bar."""
    view = window.menuBar().findChild(QMenu, "menu_view")
    return next(action.menu() for action in view.actions() if action.text() == "Order of the ta&ble")


@POPS_UP
def test_the_menu_key_offers_below_the_row_that_is_read_to_sort_by_any_column(table, qtbot):
    click(qtbot, table, 3)
    menu = menu_at(qtbot, table.viewport(), QPoint(5, 5), QContextMenuEvent.Reason.Keyboard)
    offered = said(menu)
    place = table.viewport().mapFromGlobal(menu.pos())
    qtbot.keyClick(menu, KEY.Key_T)

    titles = [title.casefold() for title in column(table, EventColumn.TITLE)]
    assert offered[:6] == ["By date", "By title", "By kind", "By region", "By certainty", "By number of sources"]
    assert place.x() == 0
    assert titles == sorted(titles)


@POPS_UP
def test_a_right_click_on_the_header_offers_the_same(table, window, qtbot):
    menu = menu_at(qtbot, table.horizontalHeader().viewport(), QPoint(30, 8))

    assert said(menu) == said(of_view(window))
    menu.close()


def test_the_menu_ticks_what_the_table_is_sorted_by_and_choosing_it_again_turns_it_round(table, window):
    menu = of_view(window)
    choose(menu, "By number of sources")
    counts = column(table, EventColumn.SOURCES)
    menu.aboutToShow.emit()
    ticked = [action.text().replace("&", "") for action in menu.actions() if action.isChecked()]
    choose(menu, "By number of sources")

    assert counts == sorted(counts)
    assert ticked == ["By number of sources"]
    assert column(table, EventColumn.SOURCES) == counts[::-1]


def test_sorting_shows_the_table(window):
    assert not window.table.isVisible()

    window.menus.actions["turn_order"].trigger()

    assert window.table.isVisible()
    assert column(window.table, EventColumn.WHEN)[0] != "since 2022"
    assert window.table.order is Qt.SortOrder.DescendingOrder


def test_one_command_goes_through_the_columns_that_are_shown(table, window):
    reached = []
    for _ in EventColumn:
        window.menus.actions["sort_by_next"].trigger()
        reached.append(table.sorted_by.name)

    assert reached == ["TITLE", "KIND", "REGIONS", "CERTAINTY", "SOURCES", "WHEN"]


def test_columns_are_fitted_to_what_they_say_and_put_back(table, window):
    usual = [table.columnWidth(each) for each in WIDTHS]

    window.menus.actions["fit_columns"].trigger()
    fitted = [table.columnWidth(each) for each in WIDTHS]
    needed = [table.sizeHintForColumn(each) for each in WIDTHS]
    window.menus.actions["reset_columns"].trigger()

    assert fitted != usual
    assert [width >= least for width, least in zip(fitted, needed, strict=True) if width != max(fitted)] == [True] * 4
    assert table.columnWidth(EventColumn.TITLE) >= TITLE_LEAST
    assert [table.columnWidth(each) for each in WIDTHS] == usual


def test_fitted_columns_leave_titles_their_room(table):
    table.columns.make_room(620)
    table.setColumnWidth(EventColumn.REGIONS, 900)

    table.columns.fit()

    assert table.columnWidth(EventColumn.TITLE) >= TITLE_LEAST


def test_widths_are_remembered_also_of_a_column_that_gave_way(opened, kursk):
    first = opened(kursk)
    first.menus.actions["show_table"].setChecked(True)
    first.table.setColumnWidth(EventColumn.SOURCES, 91)
    first.table.setColumnWidth(EventColumn.KIND, 77)
    first.table.columns.make_room(420)
    first.close()

    table = opened(kursk).table

    assert table.columnWidth(EventColumn.SOURCES) == 91
    assert table.columnWidth(EventColumn.KIND) == 77


@pytest.mark.parametrize("text", ["", "1,2", "a,b,c,d,e", "-5,5,5,5,5", "99999999999,90,90,90,90"])
def test_widths_that_are_none_leave_the_usual_ones(table, text):
    usual = table.columns.text

    table.columns.restore(text)

    assert table.columns.text == usual
