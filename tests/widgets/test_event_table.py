"""The table: the document's selection under mouse and keys, sorted by any column."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dateline.domain.query import Query
from dateline.models.event_model import EventColumn
from dateline.widgets.event_table import EventTable

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
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


def test_shift_down_selects_on(table, window, qtbot):
    click(qtbot, table, 2)

    for _ in range(3):
        qtbot.keyClick(table, KEY.Key_Down, SHIFT)

    assert len(window.document.selection) == 4


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
        table._make_room(width)
        return [column.name for column in EventColumn if not table.isColumnHidden(column)]

    assert columns(800) == ["WHEN", "TITLE", "KIND", "REGIONS", "CERTAINTY", "SOURCES"]
    assert columns(660) == ["WHEN", "TITLE", "REGIONS", "CERTAINTY", "SOURCES"]
    assert columns(420) == ["WHEN", "TITLE", "SOURCES"]
    assert columns(800) == ["WHEN", "TITLE", "KIND", "REGIONS", "CERTAINTY", "SOURCES"]
    table.grab()  # hidden cells are not drawn
