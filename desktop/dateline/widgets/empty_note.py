"""What stands in the timeline where it has nothing to draw: one sentence, and the one thing to do next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from dateline.models.document import Document

if TYPE_CHECKING:
    from dateline.widgets.timeline_view import TimelineView


class EmptyNote(QWidget):
    """Lies over the middle of a view and follows its size; hidden while there is something to see."""

    unfilter_requested = Signal()
    open_requested = Signal()

    def __init__(self, document: Document, view: "TimelineView") -> None:
        super().__init__(view.viewport())
        self._document, self._ground = document, view.viewport()
        self._reading = ""
        self.sentence = QLabel(self)
        self.sentence.setObjectName("heading")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.clicked.connect(self._act)
        view.resized.connect(self._centre)
        document.rows_changed.connect(self._follow)
        document.chronology_changed.connect(self._follow)
        self._follow()

    def set_reading(self, name: str) -> None:
        """Say that a file is being read (empty: none is), which takes its time."""
        self._reading = name
        self._follow()

    def _follow(self) -> None:
        document = self._document
        rows, is_empty = document.answer.rows, len(document.chronology) == 0
        if document.answer.surely + document.answer.possibly:
            self.hide()
            return
        if is_empty and self._reading:
            self.sentence.setText(self.tr("Reading {name}…").format(name=self._reading))
        elif is_empty:
            self.sentence.setText(self.tr("There are no events here yet."))
            self.button.setText(self.tr("Open a chronology…"))
        elif not len(rows):
            self.sentence.setText(self.tr("No event passes this filter."))
            self.button.setText(self.tr("Take all filters off"))
        else:
            self.sentence.setText(self.tr("What is shown has no date; it stands in the tray below and in the table."))
        self.button.setVisible(not self._reading and (is_empty or not len(rows)))
        self.show()
        self._centre()

    def _act(self) -> None:
        (self.unfilter_requested if len(self._document.chronology) else self.open_requested).emit()

    def _centre(self) -> None:
        if not self.isHidden():
            self.adjustSize()
            self.move(self._ground.rect().center() - self.rect().center())
