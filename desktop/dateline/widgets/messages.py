"""The one channel for problems and progress: a bar above the timeline."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from dateline.widgets.assistive import announce


class Tone(StrEnum):
    """What a message is; the style sheet colours the bar by it."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class MessageBar(QFrame):
    """One message at a time above the timeline, with at most one thing to do about it; hidden when there is none."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._progress = QProgressBar(self)
        self._progress.setFixedWidth(180)
        self._progress.setTextVisible(False)
        self._act = QPushButton(self)
        self._close = QToolButton(self)
        self._close.setText("×")
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._doing: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        for part in (self._text, self._progress, self._act, self._close):
            row.addWidget(part)
        self._act.clicked.connect(self._do)
        self._close.clicked.connect(self.clear)
        self.clear()

    @property
    def text(self) -> str:
        """What stands in the bar; empty when it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def show_note(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        self._show(Tone.NOTE, text, action, do)

    def show_warning(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        self._show(Tone.WARNING, text, action, do)

    def show_error(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        self._show(Tone.ERROR, text, action, do)

    def show_progress(self, text: str, cancel: Callable[[], None]) -> None:
        """Tell of work going on, with a button that ends it; set_progress moves the bar."""
        self._show(Tone.NOTE, text, self.tr("Cancel"), cancel)
        self._progress.setAccessibleName(text)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._close.hide()

    def set_progress(self, done: int, of_all: int) -> None:
        self._progress.setRange(0, 1000)
        self._progress.setValue(int(1000 * done / max(of_all, 1)))

    def clear(self) -> None:
        self._doing = None
        self.hide()
        self.closed.emit()

    def _show(self, tone: Tone, text: str, action: str, do: Callable[[], None] | None) -> None:
        self.setProperty("tone", tone.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._progress.hide()
        self._close.show()
        self._act.setVisible(bool(action))
        self._act.setText(action)
        self._doing = do
        self.show()
        announce(self, text, is_urgent=tone is Tone.ERROR)

    def _do(self) -> None:
        doing = self._doing
        self.clear()
        if doing is not None:
            doing()
