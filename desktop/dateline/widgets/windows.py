"""The windows of the program: one for each file, and the one that shows a file already comes to the front."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication

from dateline.domain.chronology import Chronology
from dateline.paths import is_bundled
from dateline.widgets.main_window import MainWindow
from dateline.widgets.single_instance import Request

STEP = QPoint(28, 28)
"""How far a further window stands from the one before, px."""


class Windows(QObject):
    """Makes windows, keeps them while they are open, and finds the one of a file."""

    closed = Signal()  # one of them is gone

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: dict[MainWindow, Path | None] = {}

    @property
    def all(self) -> list[MainWindow]:
        """The open windows, in the order in which they were made."""
        return list(self._asked)

    def show(self, chronology: Chronology, path: Path | None = None) -> MainWindow:
        """Open a window on a chronology; `path` is the file that it is to show, where it is still to be read."""
        before = self.all[-1] if self._asked else None
        window = MainWindow(chronology)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked[window] = path
        window.further_dropped.connect(self.open)
        window.destroyed.connect(lambda _=None: self._forget(window))
        if before is not None:
            window.move(before.pos() + STEP)
        window.show()
        return window

    def open(self, path: Path) -> MainWindow:
        """Bring the window of a file to the front, or read the file in a window of its own."""
        path = path.absolute()
        shown = next((window for window in self.all if self._shows(window, path)), None)
        window = shown or self.show(Chronology.from_events(()), path)
        if window.document.path is None:  # still to be read, or it could not be: perhaps it can now
            window.files.open(path)
        come_forward(window)
        return window

    def open_instead(self, path: Path) -> None:
        """Open a file that the system hands over just after the start, in place of the chronology that ships."""
        only = self.all[0] if len(self._asked) == 1 else None
        if only is not None and only.document.path is not None and is_bundled(only.document.path):
            only.files.open(path)
        else:
            self.open(path)

    def answer(self, request: Request) -> None:
        """Do what a later start of the program asks."""
        if request.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = request.token  # Qt reads it when a window comes forward on Wayland
        for path in request.files:
            self.open(path)
        if not request.files and self._asked:
            active = QApplication.activeWindow()
            come_forward(active if isinstance(active, MainWindow) else self.all[-1])

    def _forget(self, window: MainWindow) -> None:
        self._asked.pop(window, None)
        self.closed.emit()

    def _shows(self, window: MainWindow, path: Path) -> bool:
        shown = window.document.path or self._asked[window]
        try:
            return shown is not None and (shown == path or shown.samefile(path))
        except OSError:  # one of them is gone
            return False


def come_forward(window: MainWindow) -> None:
    """Show a window before all others, with the keyboard."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
