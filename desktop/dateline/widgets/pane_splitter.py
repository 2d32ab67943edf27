"""Panes beside each other, whose borders move by the mouse or, once Tab has reached them, by the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

THIN, FOCUSED = 1, 3
STEP = 16
"""What an arrow key moves a border by, px."""
DIRECTIONS = {
    Qt.Orientation.Horizontal: (Qt.Key.Key_Left, Qt.Key.Key_Right),
    Qt.Orientation.Vertical: (Qt.Key.Key_Up, Qt.Key.Key_Down),
}


class PaneSplitter(QSplitter):
    """Holds `parts` at `sizes`; `names` tell what the borders between them are."""

    room_changed = Signal()  # there is more of it to be seen, or less

    def __init__(
        self, orientation: Qt.Orientation, parts: Sequence[QWidget], sizes: Sequence[int], names: Sequence[str]
    ) -> None:
        super().__init__(orientation)
        for part in parts:
            self.addWidget(part)
        self.setSizes(list(sizes))
        self.setHandleWidth(THIN)
        self.setChildrenCollapsible(False)
        for place, name in enumerate(names, 1):
            self.handle(place).setAccessibleName(name)

    def createHandle(self) -> QSplitterHandle:
        return Border(self.orientation(), self)

    def showEvent(self, event: QShowEvent) -> None:
        self.room_changed.emit()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.isVisible():
            self.room_changed.emit()
        super().resizeEvent(event)


class Border(QSplitterHandle):
    """The line between two panes; thicker while it has the focus."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back, on = DIRECTIONS[self.orientation()]
        before = self.splitter().widget(self.splitter().indexOf(self) - 1)
        if event.key() in (back, on) and before is not None:
            pane = before.geometry()
            place = pane.right() + 1 if self.orientation() is Qt.Orientation.Horizontal else pane.bottom() + 1
            self.moveSplitter(place + (STEP if event.key() == on else -STEP))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.splitter().setHandleWidth(FOCUSED)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.splitter().setHandleWidth(THIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            QPainter(self).fillRect(self.rect(), self.palette().highlight())
