"""What happens when the program is wrong: a report without the user's data, a dialog, and a word at the next start."""

import faulthandler
import os
import platform
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TextIO

# By module: PySide6 makes a class, with all its enums, when its name is first asked for; these wait for a command.
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QStandardPaths,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import dateline
from dateline.widgets.log_file import LogFile, without_names

LOG_LINES = 40
REPORTS_A_RUN = 20
"""More than so many errors are one error again and again, such as one in every painting."""
KEPT = 20
"""Reports that stay in the state folder."""
RUNNING = "running-{}.txt"
"""Where faulthandler writes when the process of this number crashes; empty and gone when it ends well."""
Handler = Callable[[QtMsgType, QMessageLogContext, str], object]


class CrashReports(QObject):
    """Watches a run of the program from `begin` to `end`. Errors of any thread come to the dialog of the first."""

    _failed = Signal(str, str)  # a line that says what happened, the path of the report or nothing

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or state_folder()
        self._log = LogFile(self._folder, LOG_LINES)
        self._told: set[str] = set()
        self._written = 0
        self._box: QtWidgets.QMessageBox | None = None
        self._file: TextIO | None = None
        self._before: Handler | None = None
        self._hooks = sys.excepthook, threading.excepthook
        self._failed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> Path | None:
        """Watch from now on; the report of an earlier run that crashed, which nobody has been told of."""
        crashed = self._crash_before()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = (self._folder / RUNNING.format(os.getpid())).open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError:
            self._file = None  # nowhere to write to is no reason not to start
        self._log.write(f"begins: {', '.join(versions().splitlines()[:-1])}")
        self._before = qInstallMessageHandler(self._remember)
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._take
        threading.excepthook = self._take_of_thread
        return crashed

    def end(self) -> None:
        """Watch no longer; the run ended well."""
        self._log.write("ends")
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(self._before)
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)
            self._file = None

    def _remember(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        self._log.write(f"{kind.name}: {text}")
        if self._before is not None:
            self._before(kind, context, text)
        elif sys.stderr is not None:  # a program without a console has none
            print(text, file=sys.stderr)

    def _take_of_thread(self, hook: threading.ExceptHookArgs) -> None:
        self._take(hook.exc_type, hook.exc_value, hook.exc_traceback)

    def _take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt) or error is None:
            QApplication.quit()
            return
        sys.__excepthook__(kind, error, trace)
        what = where(error)
        self._written += 1
        if self._written > REPORTS_A_RUN:
            return
        self._log.write(f"error: {what}")
        path = self._write(report(error, self._log.last()))
        if what not in self._told:
            self._told.add(what)
            self._failed.emit(what, str(path or ""))

    def _write(self, text: str) -> Path | None:
        path = self._folder / f"report-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{self._written}.txt"
        try:
            path.write_text(text, encoding="utf-8")
            for old in sorted(self._folder.glob("report-*.txt"))[:-KEPT]:
                old.unlink()
        except OSError:
            return None
        return path

    def _tell(self, what: str, path: str) -> None:
        if self._box is not None:  # one at a time; the reports are written all the same
            return
        text = self.tr("Dateline made a mistake ({what}). Your files are not touched, and you can go on.").format(
            what=what
        )
        lies = self.tr("A report that holds nothing of your data lies in {path}").format(path=path)
        nowhere = self.tr("A report could not be written.")
        icon = QtWidgets.QMessageBox.Icon.Critical
        box = QtWidgets.QMessageBox(icon, self.tr("Dateline"), text, parent=QApplication.activeWindow())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(lies if path else nowhere)
        box.setEscapeButton(box.addButton(self.tr("Go on"), QtWidgets.QMessageBox.ButtonRole.AcceptRole))
        if path:
            show = box.addButton(self.tr("Show the report"), QtWidgets.QMessageBox.ButtonRole.ActionRole)
            show.clicked.connect(lambda: QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(path)))
        leave = box.addButton(self.tr("Quit"), QtWidgets.QMessageBox.ButtonRole.DestructiveRole)
        leave.clicked.connect(QApplication.closeAllWindows)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._forget_box)
        self._box = box
        box.open()

    def _forget_box(self) -> None:
        self._box = None

    def _crash_before(self) -> Path | None:
        """Make a report of what faulthandler wrote in a run that is over."""
        found = None
        for path in sorted(self._folder.glob(RUNNING.format("*"))):
            number = path.stem.partition("-")[2]
            if number.isdigit() and is_running(int(number)):
                continue
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
                path.unlink()
            except OSError:
                continue
            if text.strip():
                self._written += 1
                log = "\n".join(self._log.last_of_earlier_runs())
                found = self._write(f"{versions()}\n\n{without_names(text)}\nLog:\n{log}\n")
        return found


def state_folder() -> Path:
    """Where reports lie: the platform's place for what a program remembers of its runs."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


def report(error: BaseException, log: Iterable[str]) -> str:
    """What went wrong and where, with versions and the last lines of the log; no messages: they quote data."""
    parts = [versions(), ""]
    chain: BaseException | None = error
    while chain is not None:
        frames = traceback.extract_tb(chain.__traceback__)
        lines = [f"  {_module(frame.filename)}:{frame.lineno} {frame.name}\n    {frame.line}" for frame in frames]
        parts += [type(chain).__name__, *lines, ""]
        chain = chain.__cause__ or chain.__context__
    return "\n".join([*parts, "Log:", *log, ""])


def where(error: BaseException) -> str:
    """The kind of an error and the line that it comes from, e.g. "KeyError at dateline/widgets/menus.py:41"."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {_module(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def versions() -> str:
    """Dateline and what it stands on, and the system."""
    rows = {
        "Dateline": dateline.__version__,
        "Python": platform.python_version(),
        "Qt": f"{qVersion()}, {QGuiApplication.platformName()}",
        "System": system(),
        "Time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    }
    return "\n".join(f"{name} {value}" for name, value in rows.items())


def system() -> str:
    """The system and its C library; on Linux asked directly, where `platform.platform` starts a process for it."""
    if not sys.platform.startswith("linux"):
        return platform.platform()
    library = os.confstr("CS_GNU_LIBC_VERSION") if "CS_GNU_LIBC_VERSION" in os.confstr_names else None
    return " ".join(part for part in (platform.system(), platform.release(), platform.machine(), library) if part)


def is_running(process: int) -> bool:
    """Whether there is a process of this number."""
    if os.name == "nt":
        return False  # asking would end it; a report of a program that still runs does no harm
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _module(name: str) -> str:
    parts = Path(name).parts
    return "/".join(parts[len(parts) - parts[::-1].index("dateline") - 1 :]) if "dateline" in parts else parts[-1]
