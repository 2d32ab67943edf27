"""The line of text that lays out nothing when it changes."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from dateline.widgets.still_label import StillLabel


class Watch(QObject):
    """Counts events of a kind that reach a widget."""

    def __init__(self, widget, kind):
        super().__init__(widget)
        self.count, self._kind = 0, kind
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == self._kind
        return False


@pytest.fixture
def frame(qtbot):
    made = QWidget()
    QHBoxLayout(made)
    made.resize(300, 40)
    qtbot.addWidget(made)
    return made


def shown(qtbot, frame, label):
    frame.layout().addWidget(label)
    label.setText("1 of 10")
    with qtbot.waitExposed(frame):
        frame.show()
    return label


@pytest.mark.parametrize(("make", "asks"), [(QLabel, 1), (StillLabel, 0)])
def test_another_text_of_about_the_same_width_lays_out_nothing(make, asks, frame, qtbot, qapp):
    label = shown(qtbot, frame, make())
    qapp.processEvents()
    layouts = Watch(frame, QEvent.Type.LayoutRequest)

    label.setText("2 of 10")
    qapp.processEvents()

    assert layouts.count == asks


def test_the_same_text_again_is_not_painted(frame, qtbot, qapp):
    label = shown(qtbot, frame, StillLabel())
    qapp.processEvents()
    paints = Watch(label, QEvent.Type.Paint)

    label.setText("1 of 10")
    qapp.processEvents()
    same = paints.count
    label.setText("3 of 10")
    qapp.processEvents()

    assert (same, paints.count) == (0, 1)


def test_it_grows_with_its_text(frame, qtbot, qapp):
    label = shown(qtbot, frame, StillLabel())

    label.setText("1,000,000 of 1,000,000 shown")
    qapp.processEvents()
    label.grab()

    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
    assert not label.toolTip()


def test_what_takes_the_rest_is_cut_and_read_whole(frame, qtbot):
    text = "A long line <b>of</b> text " * 5
    label = shown(qtbot, frame, StillLabel(takes_rest=True))

    label.setText(text)
    label.grab()

    assert frame.width() == 300
    assert label.accessibleName() == text
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;" in label.toolTip()
