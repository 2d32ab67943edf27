"""The program with a window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from dateline import __version__, paths, qt_support
from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.formats import registry
from dateline.widgets import assistive
from dateline.widgets.collector import Collector
from dateline.widgets.crash_report import CrashReports
from dateline.widgets.single_instance import SingleInstance
from dateline.widgets.windows import Windows

APP_ID = "org.dateline.Dateline"
"""What desktops know the program by."""
LARGE = 1_000_000
"""Bytes; a file of more takes over 0.3 s to read."""
LISTENING_MS = 1000
"""When later starts are listened to at the latest: a window that opens minimized is not painted."""


class FinderApplication(QApplication):
    """The program on macOS, where the Finder hands over files by an event to it."""

    file_asked = Signal(object)  # Path

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QtGui.QFileOpenEvent) and event.file():
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)


def run(files: Sequence[str] = ()) -> int:
    """Open a window on each of `files`, or on the chronology that ships; return the exit code.

    Where the program runs already on this screen, the files open there. Otherwise, when the first of them cannot be
    read, that is one line on stderr and exit code 2, before any window opens. A large one is read under the eyes of the
    user, with progress and a way to cancel.
    """
    app = application()
    asked = [Path(name).absolute() for name in files]
    instance = SingleInstance()
    if instance.hand_over(asked):
        return 0
    reports = CrashReports()
    crashed = reports.begin()
    collector = Collector(app)
    try:
        path = asked[0] if asked else paths.bundled_chronology()
        is_large = path.is_file() and path.stat().st_size > LARGE
        chronology = Chronology.from_events(()) if is_large else registry.read(path)
        windows = Windows(app)
        window = windows.show(chronology, path)
        if is_large:
            window.files.open(path)
        else:
            window.files.tell_opened(chronology)
        for further in asked[1:]:
            windows.open(further)
        instance.asked.connect(windows.answer)
        # Its library takes a while to load: the window first, where there is one to be seen.
        window.painted.connect(collector.begin)
        windows.closed.connect(collector.collect_all)
        window.painted.connect(instance.listen)
        window.painted.connect(show_icon)
        window.painted.connect(assistive.set_up)
        window.painted.connect(window.timeline.tell_focus)
        QTimer.singleShot(LISTENING_MS, instance.listen)
        if crashed is not None:
            window.files.tell_crashed(crashed)
        if isinstance(app, FinderApplication):
            app.file_asked.connect(windows.open_instead)
        del window, chronology  # this frame lasts as long as the program, and they need not
        return app.exec()
    except ChronologyError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    finally:
        collector.end()
        reports.end()
        instance.close()
        qt_support.keep()


def name_to_windows() -> None:
    """Give Windows the name that the Start menu's entry has, so that both are one button of the taskbar."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def show_icon() -> None:
    """Give all windows the icon that the system's theme has for us, or our own; after the first picture, as drawings of
    SVG bring their library along.
    """
    own = QtGui.QIcon(str(paths.bundled("resources", "icons", "dateline.svg")))
    QApplication.setWindowIcon(QtGui.QIcon.fromTheme(APP_ID, own))


def application() -> QApplication:
    """The one QApplication, dressed and named."""
    name_to_windows()
    # As an argument: setStyle has PySide6 make QStyle, whose enums take 15 ms of a start.
    style = ["-style", "Fusion"] if sys.platform.startswith("linux") else []
    kind = FinderApplication if sys.platform == "darwin" else QApplication
    app = QApplication.instance() or kind([*sys.argv[:1], *style])
    assert isinstance(app, QApplication)
    app.setApplicationName("Dateline")
    app.setApplicationDisplayName("")  # the window's own title says it
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_ID)
    own = QTranslator(app)
    if own.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(own)
    return app
