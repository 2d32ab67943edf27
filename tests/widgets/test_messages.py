"""The message bar: one message at a time, told to everyone, with at most one thing to do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QToolButton

from dateline.widgets.messages import MessageBar


@pytest.fixture
def bar(dressed, qtbot):
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_until_there_is_something_to_say(bar):
    assert bar.isHidden()
    assert bar.text == ""


@pytest.mark.parametrize(
    ("tell", "tone"), [("show_note", "note"), ("show_warning", "warning"), ("show_error", "error")]
)
def test_a_message_shows_with_its_tone_and_is_read_aloud(bar, tell, tone):
    getattr(bar, tell)("Something")

    assert not bar.isHidden()
    assert (bar.text, bar.property("tone"), bar.accessibleName()) == ("Something", tone, "Something")
    assert bar.findChild(QPushButton).isHidden()


def test_what_it_offers_is_done_once_and_the_bar_goes(bar, qtbot):
    done = []
    bar.show_note("Changed", "Read again", lambda: done.append(bar.isHidden()))
    bar.show()

    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert done == [True]


def test_what_is_done_may_show_the_next_message(bar, qtbot):
    bar.show_note("First", "Go on", lambda: bar.show_error("Second"))

    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert bar.text == "Second"
    assert not bar.isHidden()


def test_a_second_message_takes_the_firsts_place_and_its_offer(bar):
    bar.show_warning("First", "Do", lambda: None)

    bar.show_note("Second")

    assert bar.text == "Second"
    assert bar.findChild(QPushButton).isHidden()


def test_progress_can_be_cancelled_but_not_closed(bar, qtbot):
    cancelled = []
    bar.show_progress("Reading", lambda: cancelled.append(True))

    bar.set_progress(250_000_000_000, 1_000_000_000_000)
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert bar.findChild(QProgressBar).value() == 250
    assert bar.findChild(QToolButton).isHidden()
    assert cancelled == [True]


def test_progress_of_nothing_divides_by_nothing(bar):
    bar.show_progress("Reading", lambda: None)

    bar.set_progress(0, 0)

    assert bar.findChild(QProgressBar).value() == 0


def test_markup_in_a_message_is_shown_as_it_is(bar):
    bar.show_error("<b>no</b> <img src=x>")

    label = bar.findChild(QLabel)
    assert label.text() == "<b>no</b> <img src=x>"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_message_wraps_instead_of_widening_the_window(bar):
    bar.show_error("word " * 2000)

    assert bar.minimumSizeHint().width() < 700
