"""Reading a file off the GUI thread, with progress and cancel."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.layout.readiness import make_ready
from dateline.models.document import Appearance

PATIENCE_S = 0.3
"""How long opening may take before the user is told about it."""

PLAIN = Appearance()
Read = Callable[..., Chronology]


class Loader(QObject):
    """Reads one file at a time in a thread of its own.

    `start` returns at once for a slow file and after the whole reading for one that takes less than PATIENCE_S, so that
    small files open without a flicker. A new `start` cancels the reading before it.
    """

    begun = Signal(object)  # Path; only where reading takes longer than PATIENCE_S
    progressed = Signal(object, object)  # int done, int of all
    loaded = Signal(object)  # Chronology
    failed = Signal(object)  # ChronologyError
    cancelled = Signal()
    _ended = Signal(object)  # _Reading; crosses from the thread to the GUI's

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._reading: _Reading | None = None
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def is_reading(self) -> bool:
        return self._reading is not None

    def start(self, path: Path, appearance: Appearance = PLAIN) -> None:
        """Read `path`, to be shown as it appeared last; ends in exactly one of loaded, failed, cancelled."""
        self.cancel()
        reading = _Reading(path, appearance, self._read, self._progress, self._ended.emit)
        self._reading = reading
        reading.thread.start()
        reading.thread.join(PATIENCE_S)
        if reading.thread.is_alive():
            self.begun.emit(path)
        else:
            self._finish(reading)

    def cancel(self) -> None:
        """Stop the present reading, if there is one."""
        if self._reading is not None:
            self._reading.stop.set()
            self._reading = None
            self.cancelled.emit()

    def wait(self) -> None:
        """Stop and wait for the thread's end, before the program ends."""
        reading = self._reading
        self.cancel()
        if reading is not None:
            reading.thread.join()

    def _progress(self, reading: "_Reading", done: int, of_all: int) -> None:
        if not reading.stop.is_set():
            self.progressed.emit(done, of_all)

    def _finish(self, reading: "_Reading") -> None:
        if reading is not self._reading:
            return  # cancelled, or already told
        self._reading = None
        if isinstance(reading.outcome, Chronology):
            self.loaded.emit(reading.outcome)
        else:
            self.failed.emit(reading.outcome)


class _Reading:
    """One file being read in a thread."""

    def __init__(
        self,
        path: Path,
        appearance: Appearance,
        read: Read,
        progress: "Callable[[_Reading, int, int], None]",
        ended: "Callable[[_Reading], None]",
    ) -> None:
        self.stop = threading.Event()
        mistake = ChronologyError("Dateline made a mistake while reading this file", where=str(path))
        self.outcome: Chronology | ChronologyError = mistake  # unless it comes to another end
        self.thread = threading.Thread(target=self._run, name="dateline-reader", daemon=True)
        self._path, self._appearance = path, appearance
        self._read, self._progress, self._ended = read, progress, ended

    def _run(self) -> None:
        try:
            chronology = self._read(
                self._path,
                progress=lambda done, of_all: self._progress(self, done, of_all),
                cancelled=self.stop.is_set,
            )
            make_ready(chronology, self._appearance.grouping, self._appearance.lens)
            self.outcome = chronology
        except ChronologyError as error:
            self.outcome = error
        except MemoryError:
            self.outcome = ChronologyError("this file needs more memory than there is", where=str(self._path))
        finally:
            self._ended(self)
