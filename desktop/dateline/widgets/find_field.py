"""The search field: finds as one types, says how many, steps through the hits."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from dateline.models.document import Document
from dateline.models.finder import Finder
from dateline.widgets.assistive import add_clear_button

TYPING_PAUSE_MS = 25
"""As long as one key of a fast roll; a search that goes on ends with the next key."""


class FindField(QWidget):
    """A line with the hit count beside it; Enter and Shift+Enter step, Esc ends the search."""

    def __init__(self, finder: Finder, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder = finder
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Search titles, claims, names, places"))
        self.line.setAccessibleName(self.tr("Search"))
        add_clear_button(self.line, self.tr("Clear"))
        self.line.setMinimumWidth(150)
        self.count = QLabel(self)
        self.count.setObjectName("soft")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._steps = [
            self._step_button("‹", self.tr("Previous hit (Shift+F3)"), -1),
            self._step_button("›", self.tr("Next hit (F3)"), 1),
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.line, self.count, *self._steps):
            row.addWidget(part)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._pause.start)
        finder.hits_changed.connect(self._tell)
        document.current_changed.connect(self._tell)
        self._tell()

    def begin(self) -> None:
        """Take the focus, with what was typed selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def step(self, by: int) -> None:
        """Go to the next or previous hit; with nothing typed begin."""
        self._search()
        if self.line.text().strip():
            self._finder.step(by)
        else:
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case Qt.Key.Key_Escape if self.line.text():
                self.line.clear()
                self._search()
            case _:
                super().keyPressEvent(event)

    def _step_button(self, text: str, name: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.step(by))
        return button

    def _search(self) -> None:
        self._pause.stop()
        self._finder.set_text(self.line.text())

    def _tell(self) -> None:
        hits, is_asked = len(self._finder.hits), bool(self._finder.text.strip())
        for button in self._steps:
            button.setVisible(is_asked)
            button.setEnabled(hits > 0)
        self.count.setVisible(is_asked)
        if not is_asked:
            return
        if self._finder.place >= 0:
            text = self.tr("{place:,} of {hits:,}").format(place=self._finder.place + 1, hits=hits)
        else:
            none = self.tr("searching…") if self._finder.is_searching else self.tr("none found")
            text = self.tr("{hits:,} found").format(hits=hits) if hits else none
        if self._finder.is_searching and hits:
            text += self.tr(", searching on")
        if self._finder.hidden:
            text += self.tr(", {hidden:,} more filtered out").format(hidden=self._finder.hidden)
        self.count.setText(text)
