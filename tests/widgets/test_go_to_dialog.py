"""Go to a date: EDTF or words, with its reading shown before Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from dateline.domain.calendar import instant
from dateline.domain.errors import DateError
from dateline.widgets.go_to_dialog import GoToDialog, read_date


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("17 December 2024", "2024-12-17"),
        ("17 december 2024", "2024-12-17"),
        ("17 Dec 2024", "2024-12-17"),
        ("17 Dec. 2024", "2024-12-17"),
        ("December 17, 2024", "2024-12-17"),
        ("Dec 17 2024", "2024-12-17"),
        ("December 2024", "2024-12"),
        ("in December 2024", "2024-12"),
        ("sept 2024", "2024-09"),
        ("  2024-12-17  ", "2024-12-17"),
        ("2024-12-1X", "2024-12-1X"),
        ("2024", "2024"),
        ("May 44", "0044-05"),
        ("[2024-12-19..2024-12-22]", "[2024-12-19..2024-12-22]"),
        ("Y-13800000000", "Y-13800000000"),
    ],
)
def test_a_date_is_read_in_words_and_in_edtf(typed, edtf):
    assert str(read_date(typed)) == edtf


@pytest.mark.parametrize(
    "typed", ["ma 2024", "31 February 2024", "yesterday", "17/12/2024", "2024-13", "0 May 2024", "?"]
)
def test_what_is_no_date_is_refused_with_a_reason(typed):
    with pytest.raises(DateError) as refused:
        read_date(typed)

    assert refused.value.message


@pytest.fixture
def dialog(dressed, qtbot):
    made = GoToDialog()
    qtbot.addWidget(made)
    return made


def go(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def test_the_reading_is_shown_before_enter(dialog, qtbot):
    qtbot.keyClicks(dialog.line, "17 Dec 2024")

    assert dialog.reading.text() == "Tuesday, 17 December 2024"
    assert go(dialog).isEnabled()


def test_what_is_no_date_cannot_be_gone_to(dialog, qtbot):
    qtbot.keyClicks(dialog.line, "2024-13")

    assert not go(dialog).isEnabled()
    assert "2024-13" in dialog.reading.text()
    assert dialog.when is None


def test_nothing_typed_is_no_date(dialog, qtbot):
    qtbot.keyClicks(dialog.line, "2024")
    dialog.line.clear()

    assert not go(dialog).isEnabled()
    assert dialog.reading.text() == "A date in EDTF or in words"


def asked(monkeypatch, qtbot, window, text):
    """Ctrl+G, type, Enter."""

    def answer(dialog):
        dialog.open()
        qtbot.waitUntil(dialog.line.hasFocus)
        qtbot.keyClicks(dialog.line, text)
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(GoToDialog, "exec", answer)
    qtbot.keyClick(window.timeline, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)


def middle(window):
    seen = window.document.viewport
    return seen.instant_at(seen.width / 2)


def test_ctrl_g_brings_the_day_to_the_middle(window, monkeypatch, qtbot):
    asked(monkeypatch, qtbot, window, "17 December 2024")

    assert middle(window) == pytest.approx(instant(2024, 12, 17, 12), abs=2 * window.document.viewport.scale)


def test_a_minute_is_gone_to_so_closely_that_it_can_be_seen(window, monkeypatch, qtbot):
    asked(monkeypatch, qtbot, window, "2024-08-06T05:30")

    seen = window.document.viewport
    assert middle(window) == pytest.approx(instant(2024, 8, 6, 5, 30) + 30, abs=2)
    assert 60 / seen.scale > 3.0


def test_a_century_is_shown_whole(window, monkeypatch, qtbot):
    asked(monkeypatch, qtbot, window, "19XX")

    seen = window.document.viewport
    assert seen.start <= instant(1900)
    assert seen.end >= instant(2000)


@pytest.mark.parametrize(
    "text", ["../2024-11-05", "2024-08-06/..", "2024-08-06/", "Y-13800000000", "Y14000000000", "-9999", "9999-12-31"]
)
def test_dates_without_an_end_and_in_deep_time_can_be_gone_to(window, monkeypatch, qtbot, text):
    before = window.document.viewport

    asked(monkeypatch, qtbot, window, text)
    window.timeline.grab()
    window.overview.grab()
    window.timeline.zoom(1e9, 100.0)
    window.timeline.grab()

    assert window.document.viewport != before
