"""Borders between panes, under the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dateline.widgets.pane_splitter import FOCUSED, STEP, THIN, PaneSplitter


@pytest.fixture(params=[Qt.Orientation.Horizontal, Qt.Orientation.Vertical])
def splitter(request, qtbot):
    splitter = PaneSplitter(request.param, [QWidget(), QWidget()], (200, 200), ["Border"])
    qtbot.addWidget(splitter)
    splitter.resize(401, 401)
    splitter.show()
    splitter.activateWindow()
    return splitter


def test_arrow_keys_move_a_border_that_has_the_focus(splitter, qtbot):
    back, on = (
        (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if splitter.orientation() is Qt.Orientation.Horizontal
        else (Qt.Key.Key_Up, Qt.Key.Key_Down)
    )
    border = splitter.handle(1)
    border.setFocus(Qt.FocusReason.TabFocusReason)
    before = splitter.sizes()[0]

    qtbot.keyClick(border, on)
    qtbot.keyClick(border, on)
    after_two = splitter.sizes()[0]
    qtbot.keyClick(border, back)

    assert after_two == before + 2 * STEP
    assert splitter.sizes()[0] == before + STEP


def test_a_border_has_a_name_and_is_thicker_while_it_has_the_focus(splitter):
    border = splitter.handle(1)

    border.setFocus(Qt.FocusReason.TabFocusReason)
    thick = splitter.handleWidth()
    border.clearFocus()

    assert (thick, splitter.handleWidth()) == (FOCUSED, THIN)
    assert border.accessibleName() == "Border"
    assert border.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_tab_leads_through_a_window_as_one_reads_it(window):
    window.sides.fill()
    stops = []
    widget = window.timeline
    while (widget := widget.nextInFocusChain()) is not window.timeline:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.focusProxy() is None:
            stops.append(widget)

    details, filters = window.details, window.filters
    assert stops[:4] == [window.panes.handle(2), details.view, details._previous, details._next]
    place = stops.index(filters.region_search)
    assert stops[place : place + 6] == [
        *(filters.region_search, filters.regions, filters.certainties, filters.kinds, filters.period, filters.text)
    ]
    assert stops[place + 6 :] == [window.panes.handle(1), window.overview]
