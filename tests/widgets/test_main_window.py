"""The window in use: filter, read, undo, find, open, and what it remembers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


# filter, read, undo


def test_clicking_kursk_oblast_leaves_65_of_166(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    assert window.chips.count.text().startswith("65 of 166")
    assert hand.status(window).startswith("65 of 166 events")
    assert "65 of 166" in [label.text() for label in window.filters.findChildren(type(window.chips.count), "soft")]
    assert len(window.document.answer.rows) == 65


def test_a_region_that_is_clicked_shows_as_a_chip_and_as_a_tick(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    index = window.filters.region_model.index_of("RU-KRS")
    assert Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    assert Qt.CheckState(index.parent().data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.PartiallyChecked
    assert [chip.text() for chip in hand.chips(window)] == ["Kursk Oblast  ×"]


def test_ctrl_z_takes_a_filter_back_and_ctrl_shift_z_sets_it_again(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL)
    undone = window.chips.count.text()
    qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL | SHIFT)

    assert undone.startswith("166 of 166")
    assert window.chips.count.text().startswith("65 of 166")


def test_undoing_more_often_than_there_are_filters_changes_nothing_more(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")

    for _ in range(50):
        qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL)

    assert not window.document.query
    assert not window.menus.actions["undo_filter"].isEnabled()


def test_a_chip_takes_its_filter_off_and_leaves_the_others(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")
    hand.click_row(qtbot, window.filters.kinds, "Combat")

    region = next(chip for chip in hand.chips(window) if "Kursk" in chip.text())
    qtbot.mouseClick(region, Qt.MouseButton.LeftButton)

    assert [chip.text() for chip in hand.chips(window)] == ["Combat  ×"]
    assert window.document.query.kinds == {"combat"}
    assert not window.document.query.regions


def test_clear_all_filters_takes_region_period_and_words_off_at_once(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.regions, "Kursk Oblast")
    type_into(qtbot, window.filters.period, "2024-12")
    type_into(qtbot, window.filters.text, "korean")
    window.timeline.setFocus()

    qtbot.keyClick(window.timeline, Qt.Key.Key_X, CTRL | SHIFT)

    assert not window.document.query
    assert (window.filters.period.text(), window.filters.text.text()) == ("", "")
    assert hand.chips(window) == []


def test_undo_steps_back_through_words_and_period_one_at_a_time(window, qtbot):
    type_into(qtbot, window.filters.period, "2024-12")
    type_into(qtbot, window.filters.text, "korean")
    window.timeline.setFocus()

    qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL)
    first = (str(window.document.query.period), window.document.query.text)
    qtbot.keyClick(window.timeline, Qt.Key.Key_Z, CTRL)

    assert first == ("2024-12", "")
    assert not window.document.query


def test_the_pane_reads_the_event_and_its_sources(window, hand):
    text = hand.read(window)

    assert text.startswith("Ukrainian troops cross into Russia's Kursk region")
    assert "Tuesday, 6 August 2024" in text
    assert "exact to the day" in text.replace("\u00a0", " ")
    assert "Al Arabiya English" in text
    assert "english.alarabiya.net" in text


def test_reading_goes_on_to_the_next_event_with_alt_down(window, hand, qtbot):
    before = hand.title_of(window)

    qtbot.keyClick(window.timeline, Qt.Key.Key_Down, ALT)

    assert hand.title_of(window) != before
    assert hand.read(window).startswith(hand.title_of(window))


def test_an_event_that_the_filter_hides_is_no_longer_read(window, hand, qtbot):
    hand.click_row(qtbot, window.filters.kinds, "Aid")

    assert window.document.current is None or window.document.current in window.document.answer.rows
    assert "Ukrainian troops cross" not in hand.read(window)


def test_a_filter_that_nothing_passes_says_so_and_offers_all(window, hand, qtbot):
    type_into(qtbot, window.filters.text, "no such word anywhere")

    assert hand.read(window).startswith("No event passes the filters.")
    assert "Show all 166 events" in hand.read(window)
    assert window.chips.count.text().startswith("0 of 166")
    window.timeline.grab()


# view history


def test_alt_left_and_right_walk_through_what_was_seen(window, qtbot):
    whole = window.document.viewport
    qtbot.keyClick(window.timeline, Qt.Key.Key_Plus)
    close = window.document.viewport

    qtbot.keyClick(window.timeline, Qt.Key.Key_Left, ALT)
    back = window.document.viewport
    qtbot.keyClick(window.timeline, Qt.Key.Key_Right, ALT)

    assert (back.start, back.span) == (whole.start, pytest.approx(whole.span))
    assert window.document.viewport == close


# clipboard and help


def test_ctrl_c_copies_the_event_with_its_sources_as_text_and_html(window, qtbot):
    QGuiApplication.clipboard().clear()

    qtbot.keyClick(window.timeline, Qt.Key.Key_C, CTRL)

    data = QGuiApplication.clipboard().mimeData()
    assert data.hasText()
    assert data.hasHtml()
    assert "Ukrainian troops cross into Russia's Kursk region" in data.text()
    assert "https://english.alarabiya.net/" in data.text()
    assert "english.alarabiya.net" in data.html()
    assert window.messages.text == "Copied, with its sources."


# sizes and looks


@pytest.mark.parametrize("size", [(1, 1), (400, 300), (640, 480), (2560, 1440)])
def test_the_window_draws_at_any_size(window, size, qtbot):
    window.resize(*size)

    picture = window.grab()

    assert not picture.isNull()
    assert window.timeline.width() >= 360


def type_into(qtbot, line, text):
    """Type over what stands in a field and press Enter."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
