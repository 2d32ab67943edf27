"""The program with a window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from dateline import __version__, paths
from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.formats import registry
from dateline.widgets.file_desk import BUNDLED
from dateline.widgets.main_window import MainWindow

LARGE = 1_000_000
"""Bytes; a file of more takes over 0.3 s to read."""


def run(files: Sequence[str] = ()) -> int:
    """Open a window on the first of `files`, or on the chronology that ships; return the exit code.

    A named file that cannot be read is one line on stderr and exit code 2, before any window opens. A large one is
    read under the eyes of the user, with progress and a way to cancel.
    """
    app = application()
    path = Path(files[0]).absolute() if files else paths.bundled("data", BUNDLED)
    is_large = path.is_file() and path.stat().st_size > LARGE
    try:
        chronology = Chronology.from_events(()) if is_large else registry.read(path)
    except ChronologyError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    window = MainWindow(chronology)
    window.show()
    if is_large:
        window.files.open(path)
    else:
        window.files.tell_opened(chronology)
    return app.exec()


def application() -> QApplication:
    """The one QApplication, dressed and named."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Dateline")
    app.setApplicationDisplayName("")  # the window's own title says it
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.dateline.Dateline")
    app.setWindowIcon(QIcon(str(paths.bundled("resources", "icons", "dateline.svg"))))
    if sys.platform.startswith("linux"):
        app.setStyle("Fusion")
    own = QTranslator(app)
    if own.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(own)
    return app


def main() -> int:
    """The gui script: files named on the command line, no console."""
    return run(sys.argv[1:])
