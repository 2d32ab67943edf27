"""Opening, making, saving and handing over files; every problem goes to the message bar."""

import os
import shutil
import sys
from pathlib import Path

# By module: PySide6 makes a class, with all its enums, when its name is first asked for; these wait for a command.
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QFileSystemWatcher, QObject, Signal
from PySide6.QtWidgets import QWidget

from dateline import paths
from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.formats import registry
from dateline.models.document import Document
from dateline.models.loader import Loader
from dateline.widgets.messages import MessageBar
from dateline.widgets.modal import run
from dateline.widgets.settings import Settings

DESKTOP_TOLD_MS = 1500
"""The desktop's list of recent files can wait until the window stands."""
EDITORS = {
    "code": ("--goto", "{path}:{line}"),
    "codium": ("--goto", "{path}:{line}"),
    "subl": ("{path}:{line}",),
    "kate": ("--line", "{line}", "{path}"),
    "kwrite": ("--line", "{line}", "{path}"),
    "gnome-text-editor": ("+{line}", "{path}"),
    "gedit": ("+{line}", "{path}"),
    "xed": ("+{line}", "{path}"),
    "pluma": ("+{line}", "{path}"),
    "mousepad": ("--line={line}", "{path}"),
    "geany": ("--line={line}", "{path}"),
    "notepad++": ("-n{line}", "{path}"),
}
"""Editors with a window of their own, and how each is told a line."""


class FileDesk(QObject):
    """Files come in and go out here. `opened` follows every successful reading."""

    opened = Signal(object)  # Chronology
    changed_on_disk = Signal()
    recent_forgotten = Signal()  # for all windows: nothing of what they show is to be remembered
    reading_changed = Signal(str)  # the name of a file that takes long to read; empty: none is read any more

    def __init__(self, document: Document, settings: Settings, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._settings, self._messages, self._window = document, settings, messages, window
        self._loader = Loader(registry.read, self)
        self._loader.begun.connect(self._tell_begun)
        self._loader.progressed.connect(messages.set_progress)
        self._loader.loaded.connect(self._take)
        self._loader.failed.connect(self._tell_failed)
        self._loader.cancelled.connect(messages.clear)
        for ended in (self._loader.loaded, self._loader.failed, self._loader.cancelled):
            ended.connect(self._tell_ended)
        self.is_changed_on_disk = False
        """Whether what is shown is no longer what the file says."""
        self.is_forgotten = False
        """Whether nothing of the file that is shown is to be remembered."""
        self._untold: list[Path] = []
        self._telling = QtCore.QTimer(self, singleShot=True, interval=DESKTOP_TOLD_MS)
        self._telling.timeout.connect(self._tell_desktop)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._tell_changed)
        self._watch(document.path)

    # opening

    def open(self, path: Path) -> None:
        """Read `path` and show it; what was shown stays until it is read."""
        self._messages.clear()
        path = path.absolute()
        self._loader.start(path, self._settings.file_state(path).appearance)

    def open_file(self) -> None:
        """Ask which file, then open it."""
        path, _ = QtWidgets.QFileDialog.getOpenFileName(
            self._window, self.tr("Open a chronology"), self._folder(), self._file_types()
        )
        if path:
            self.open(Path(path))

    def open_bundled(self) -> None:
        self.open(paths.bundled_chronology())

    def reload_file(self) -> None:
        if self._document.path is not None:
            self.open(self._document.path)

    def close(self) -> None:
        """End a reading that still goes on."""
        self._loader.wait()

    def _take(self, chronology: Chronology) -> None:
        self._messages.clear()
        self._watch(chronology.path)
        self.opened.emit(chronology)
        self.tell_opened(chronology)

    def tell_opened(self, chronology: Chronology) -> None:
        """Remember a chronology that the window shows, and say in the message bar what its reader had to say."""
        if chronology.path is not None and not paths.is_bundled(chronology.path):
            self._settings.remember_opened(chronology.path)
            self._untold.append(chronology.path)
            self._telling.start()
        self.is_forgotten = False
        self._tell_findings(chronology)

    def forget_recent(self) -> None:
        """Forget what was opened lately, here and in the desktop's list."""
        self._settings.forget_recent()
        self.recent_forgotten.emit()
        if sys.platform.startswith("linux"):
            from dateline.widgets import desktop_recent

            desktop_recent.forget(_data_folder())

    def forget_shown(self) -> None:
        """Remember nothing of the file that is shown, until it is opened again."""
        self.is_forgotten = True
        self._untold.clear()

    def _tell_desktop(self) -> None:
        """Add files to the desktop's list of recent ones; Windows and macOS keep theirs by themselves."""
        untold, self._untold = self._untold, []
        if untold and sys.platform.startswith("linux"):
            from dateline.widgets import desktop_recent  # with Python's XML, not before it is needed

            for path in untold:
                desktop_recent.remember(_data_folder(), path.absolute())

    def tell_crashed(self, report: Path) -> None:
        """Say that the program crashed when it last ran, and where the report lies."""
        self._messages.show_warning(
            self.tr(
                "Dateline crashed when it last ran. A report that holds nothing of your data lies in {path}"
            ).format(path=report),
            self.tr("Show"),
            lambda: _show(report),
        )

    def _watch(self, path: Path | None) -> None:
        """Be told when another program changes the file, which has just been read."""
        self.is_changed_on_disk = False
        for old in self._watcher.files():
            self._watcher.removePath(old)
        if path is not None:
            self._watcher.addPath(str(path))

    def _tell_begun(self, path: Path) -> None:
        self._messages.show_progress(self.tr("Reading {name}…").format(name=path.name), self._loader.cancel)

        self.reading_changed.emit(path.name)

    def _tell_ended(self) -> None:
        self.reading_changed.emit("")

    def _tell_failed(self, error: ChronologyError) -> None:
        self._messages.show_error(str(error), self.tr("Open another…"), self.open_file)

    def _tell_changed(self, path: str) -> None:
        name = Path(path).name
        self.is_changed_on_disk = True
        self.changed_on_disk.emit()
        if not os.path.exists(path):
            self._messages.show_warning(
                self.tr("{name} was moved or removed; what is shown is what it said.").format(name=name)
            )
            return
        self._messages.show_note(
            self.tr("{name} was changed by another program.").format(name=name), self.tr("Read again"), self.reload_file
        )

    def _tell_findings(self, chronology: Chronology) -> None:
        if not chronology.findings:
            return
        first = chronology.findings[0].located(chronology.path.name if chronology.path else "")
        if chronology.left_out:
            text = self.tr("{count} events could not be read and are left out. First: {first}")
        else:
            text = self.tr("The file has something to mend. First: {first}")
        self._messages.show_warning(
            text.format(count=chronology.left_out, first=first), self.tr("Show all…"), self.show_findings
        )

    def show_findings(self) -> None:
        """Check the file and list what there is to say about it."""
        from dateline.widgets.findings_dialog import FindingsDialog  # with the checks, where one looks for faults

        run(FindingsDialog(self._document.chronology, self._window, self._open_line))

    # making and editing

    def new_file(self) -> None:
        """Write the commented template under a name of the user's, open it and offer it to the editor."""
        suggested = str(Path(self._folder()) / self.tr("my-chronology.dateline.yaml"))
        name, _ = QtWidgets.QFileDialog.getSaveFileName(
            self._window, self.tr("Start a chronology"), suggested, self._file_types()
        )
        if not name:
            return
        path = Path(name)
        if path.suffix not in (".yaml", ".yml", ".dateline"):
            path = path.with_name(path.name + ".dateline.yaml")
        if self._write(path, paths.bundled("resources", "templates", "new.dateline.yaml").read_bytes()):
            self.open(path)
            self._messages.show_note(
                self.tr(
                    "{name} holds examples to write over, in any text editor; this window says when it changes."
                ).format(name=path.name),
                self.tr("Open in editor"),
                self.open_in_editor,
            )

    def open_in_editor(self) -> None:
        """Open the file in a text editor, at the line of the event that is read where the editor can."""
        current = self._document.current
        self._open_line(int(self._document.chronology.columns.lines[current]) if current is not None else 1)

    def _open_line(self, line: int) -> None:
        path = self._document.path
        if path is None:
            return
        command = editor_command(path, max(line, 1))
        if command is not None and QtCore.QProcess.startDetached(command[0], command[1:])[0]:
            return
        if not QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path))):
            text = self.tr("No text editor was found. The event is at line {line} of {path}.")
            self._messages.show_warning(text.format(line=line, path=path))

    # saving

    def save(self, content: bytes, title: str, suffix: str, types: str) -> Path | None:
        """Ask for a name and write `content` whole or not at all; the path, or None where nothing was written."""
        stem = self._document.path.name.split(".")[0] if self._document.path else "chronology"
        name, _ = QtWidgets.QFileDialog.getSaveFileName(
            self._window, title, str(Path(self._folder()) / f"{stem}{suffix}"), types
        )
        if not name:
            return None
        path = Path(name) if Path(name).suffix else Path(name + suffix)
        return path if self._write(path, content) else None

    def tell_saved(self, path: Path) -> None:
        self._messages.show_note(self.tr("Saved {path}").format(path=path), self.tr("Show"), lambda: _show(path))

    def _write(self, path: Path, content: bytes) -> bool:
        file = QtCore.QSaveFile(str(path))
        is_written = (
            file.open(QtCore.QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()
        )
        if not is_written:
            reason = file.errorString()
            self._messages.show_error(self.tr("{path} could not be written: {reason}").format(path=path, reason=reason))
        return bool(is_written)

    # names

    def _folder(self) -> str:
        path = self._document.path
        return str(path.parent if path is not None and not paths.is_bundled(path) else Path.home())

    def _file_types(self) -> str:
        patterns = " ".join(f"*{suffix}" for each in registry.FORMATS for suffix in each.suffixes)
        return self.tr("Chronologies ({patterns});;All files (*)").format(patterns=patterns)


def editor_command(path: Path, line: int) -> list[str] | None:
    """The words that open `path` at `line` in a known editor with a window, $VISUAL first; None where the desktop must
    choose. An editor that needs a terminal is never started without one.
    """
    preferred = Path(os.environ.get("VISUAL", "")).name
    for name in sorted(EDITORS, key=lambda each: each != preferred):
        if (program := shutil.which(name)) is not None:
            return [program, *(word.format(path=path, line=line) for word in EDITORS[name])]
    return None


def _data_folder() -> Path:
    places = QtCore.QStandardPaths
    return Path(places.writableLocation(places.StandardLocation.GenericDataLocation))


def _show(path: Path) -> None:
    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path.parent)))
