"""The program with a window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from dateline import __version__, paths
from dateline.domain.errors import ChronologyError
from dateline.formats import registry
from dateline.widgets.file_desk import BUNDLED
from dateline.widgets.main_window import MainWindow


def run(files: Sequence[str] = ()) -> int:
    """Open a window on the first of `files`, or on the chronology that ships; return the exit code.

    A named file that cannot be read is one line on stderr and exit code 2, before any window opens.
    """
    app = application()
    path = Path(files[0]).absolute() if files else paths.bundled("data", BUNDLED)
    try:
        chronology = registry.read(path)
    except ChronologyError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    window = MainWindow(chronology)
    window.show()
    if files:
        window.settings.remember_opened(path)
    window.files.tell_findings(chronology)
    code = app.exec()
    if printing := sys.modules.get("dateline.widgets.print_dialog"):  # loaded only where one has printed
        printing.wait_for_press()
    return code


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
