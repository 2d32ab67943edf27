"""One running program per user and screen: who starts later hands its files to it and leaves."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLockFile, QObject, QStandardPaths, Signal

from dateline.domain.value import dataclass
from dateline.widgets.settings import digest

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_S = 5.0
"""How long a start waits for a program that is just starting itself, or that does not answer, before it goes alone."""
LIMIT = 1_000_000
"""Bytes of a request; one that never ends its line is not from here."""
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""Where the desktop says that the user asked for a window just now, so that it may come to the front."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a later start asks of the running program: files to open, none to come to the front."""

    files: tuple[Path, ...] = ()
    token: str = ""

    def written(self) -> bytes:
        import json  # only where a second start meets the first

        return json.dumps({"files": list(map(str, self.files)), "token": self.token}).encode("ascii") + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "Request | None":
        """The request of a line; None for what is none."""
        import json

        try:
            told = json.loads(line)
        except ValueError:
            return None
        files = told.get("files") if isinstance(told, dict) else None
        if not isinstance(files, list) or not all(isinstance(each, str) for each in files):
            return None
        return cls(tuple(map(Path, files)), str(told.get("token", "")))


class SingleInstance(QObject):
    """A lock tells whether the program runs already, and a socket takes the files of who comes later.

    Both lie in the folder of this user's running programs, which nobody else may enter. A lock whose process has gone
    is taken over, so that a crash never blocks the next start; a program that does not answer is left alone.
    """

    asked = Signal(object)  # Request

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        place = (folder or runtime_folder()) / f"dateline-{_screen()}"
        self._name = str(place) if os.name != "nt" else f"org.dateline.Dateline-{_screen()}"
        self._lock = QLockFile(f"{place}.lock")
        self._lock.setStaleLockTime(0)  # a lock is as old as the program that holds it, which may run for weeks
        self._server: QLocalServer | None = None

    def hand_over(self, files: Sequence[Path], patience_s: float = PATIENCE_S) -> bool:
        """Give `files` to the program that runs; False where this one is to go on, as the first or alone."""
        end = time.monotonic() + patience_s
        while not self._lock.tryLock(0):
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                return False  # no folder to put a lock into
            answer = self._ask(Request(tuple(files), _token()), end)
            if answer is not None:
                return answer
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return False

    def listen(self) -> None:
        """Take requests from now on, where this program is the one that others hand their files to."""
        if not self._lock.isLocked() or self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # of one that crashed: the lock says that nobody listens there
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        self._server.listen(self._name)

    def close(self) -> None:
        """Leave the lock and the socket to the next start."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _ask(self, request: Request, end: float) -> bool | None:
        """Whether the running program took a request; None where it does not listen yet."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(200):
            return None
        socket.write(request.written())
        socket.flush()
        return socket.waitForReadyRead(max(1, round(1000 * (end - time.monotonic())))) and bool(socket.readLine())

    def _take(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._read)
            self._read_from(socket)

    def _read(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read_from(socket)

    def _read_from(self, socket: "QLocalSocket") -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LIMIT:
                socket.abort()
            return
        request = Request.read(bytes(socket.readLine().data()))
        if request is None:
            socket.abort()
            return
        socket.write(b"taken\n")
        socket.flush()
        self.asked.emit(request)


def runtime_folder() -> Path:
    """The folder of this user's running programs; nobody else may enter it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return Path(folder or QDir.tempPath())


def _screen() -> str:
    """A short name of this user's screen: a file opens where it was asked for, and two users never meet."""
    names = ("USERNAME", "SESSIONNAME", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
    return digest("\n".join(os.environ.get(name, "") for name in names))[:8]


def _token() -> str:
    return next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")
