"""The program's own window on a chronology, 1920x1080, with nothing remembered and nothing to remember."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from dateline.bench.floors import HEIGHT, WIDTH
from dateline.domain.calendar import DAY
from dateline.domain.chronology import Chronology
from dateline.layout.viewport import Viewport
from dateline.widgets.main_window import MainWindow
from dateline.widgets.settings import Settings

PANES = ("show_filters", "show_details", "show_table", "show_legend")


class Stage:
    """A window to do things in; `settle` lets Qt do all that waits: layout, painting, presenting, deferred work."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.document = window.document
        self.timeline = window.timeline

    def settle(self) -> None:
        QApplication.processEvents()

    def paint(self) -> None:
        """Have the timeline painted now, before anything that may wait."""
        self.timeline.viewport().repaint()

    def show_panes(self, *names: str) -> None:
        """Show exactly these panes around the timeline."""
        for name in PANES:
            self.window.menus.actions[name].setChecked(name in names)
        self.window.sides.fill()
        self.settle()

    def look_at(self, days: float) -> None:
        """Show so many days around the middle of the file."""
        whole = self.document.fitted_to_file()
        middle = whole.instant_at(whole.width / 2)
        half = int(days * DAY / 2)
        self.document.set_viewport(Viewport.fitted(middle - half, middle + half, self.document.viewport.width, 0.0))
        self.settle()

    def visible(self) -> int:
        """How many events the timeline's stretch of time holds."""
        columns, seen = self.document.chronology.columns, self.document.viewport
        return int(((columns.start_earliest < seen.end) & (columns.end_latest > seen.start)).sum())

    def step(self, action: Callable[[], object]) -> None:
        """Do something and see it painted."""
        action()
        self.settle()


@contextmanager
def staged(chronology: Chronology, *panes: str) -> Iterator[Stage]:
    """Open a window on a chronology, with only these panes; close it at the end."""
    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(chronology, Settings(store))
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.sides.fill()
        stage = Stage(window)
        stage.show_panes(*panes)
        stage.settle()
        gc.freeze()  # as the program does once its window is painted
        try:
            yield stage
        finally:
            gc.unfreeze()
            window.close()
            window.deleteLater()
            stage.settle()
