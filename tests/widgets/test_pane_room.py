"""A narrow window: the side panes give way to the timeline one after the other, and come back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dateline.widgets.pane_room import LEAST, TIMELINE_LEAST


@pytest.fixture
def sized(window):
    """Make the window so wide and say which side panes are in sight."""

    def resize(width):
        window.resize(width, 700)
        return shown(window)

    yield resize
    window.resize(1440, 900)


def shown(window):
    QApplication.processEvents()
    return {name for name in LEAST if window.sides.places[name].isVisible()}


def test_filters_give_way_first_then_the_details_and_both_come_back(sized):
    seen = [sized(width) for width in (1000, 780, 560, 780, 1000)]

    assert seen == [{"filters", "details"}, {"details"}, set(), {"details"}, {"filters", "details"}]


def test_what_is_shown_keeps_a_width_that_can_be_read(sized, window):
    for width in range(1000, 460, -60):
        for name in sized(width):
            assert window.sides.places[name].width() >= LEAST[name]
        assert window.timeline.width() >= TIMELINE_LEAST


def test_a_pane_that_is_asked_for_is_shown_and_the_other_gives_way(sized, window):
    sized(700)

    window.menus.actions["show_filters"].setChecked(False)
    window.menus.actions["show_filters"].setChecked(True)
    filters = shown(window)
    window.go_to_details()

    assert filters == {"filters"}
    assert shown(window) == {"details"}


def test_a_pane_that_gave_way_stays_wanted(sized, window):
    sized(560)

    assert window.menus.actions["show_filters"].isChecked()
    window.menus.actions["show_filters"].setChecked(False)
    assert sized(1200) == {"details"}
    window.menus.actions["show_filters"].setChecked(True)


def test_what_a_pane_told_is_told_elsewhere_while_it_gives_way(sized, window, qtbot):
    certainties = {"confirmed", "claimed"}
    told = []
    for width in (1200, 560, 1200):
        sized(width)
        qtbot.waitUntil(lambda: not window.legend._waiting.isActive())
        told.append((window.timeline.hints.is_for_keys, bool(certainties & set(window.legend.entries))))

    assert told == [(False, False), (True, True), (False, False)]


def test_a_pane_comes_back_when_the_one_it_gave_way_to_is_hidden(sized, window):
    sized(700)
    window.menus.actions["show_filters"].setChecked(False)
    window.menus.actions["show_filters"].setChecked(True)
    one = shown(window)

    window.menus.actions["show_filters"].setChecked(False)

    assert one == {"filters"}
    assert shown(window) == {"details"}
    window.menus.actions["show_filters"].setChecked(True)


@pytest.mark.parametrize("width", [1440, 560])
def test_the_way_to_the_first_source_shows_the_details(sized, window, qtbot, width):
    sized(width)
    if width > 1000:
        window.menus.actions["show_details"].setChecked(False)
    before = shown(window)

    qtbot.keyClick(window.timeline, Qt.Key.Key_Space)

    assert "details" not in before
    assert "details" in shown(window)
    assert window.details.isAncestorOf(window.focusWidget())
    window.menus.actions["show_details"].setChecked(True)


def test_a_window_that_opens_narrow_has_given_way(opened, kursk):
    window = opened(kursk, (700, 700))

    assert shown(window) == {"details"}
    assert window.timeline.width() >= TIMELINE_LEAST
