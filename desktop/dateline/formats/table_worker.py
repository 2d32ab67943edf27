"""Reading a big table in a process of its own, so that the one with the window stays free and small.

The worker copies the table's bytes into a folder, reads the copy into arrays beside it and tells its progress in lines
of JSON. The files are opened here and removed at once (on Windows they go with their last handle): nothing is left,
whether reading ends well, is cancelled or fails, and later changes to the table change nothing here.

The worker is this Python with this module. In a frozen program, whose executable is the program itself, it is that with
WORKER_OPTION as its first argument; the command line hands the others to `serve`.
"""

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from dateline.domain.chronology import Chronology
from dateline.domain.errors import ChronologyError
from dateline.formats import table_pack as pack
from dateline.formats.files import Cancelled, open_regular
from dateline.formats.table_reading import Progress, read_table
from dateline.formats.table_records import FileStore, chronology_of

WORKER_OPTION = "--read-table-worker"
SIZE_LIMIT = 2 * 1024**3
"""Bytes that a table may have."""

_PATIENCE_S = 0.05
"""How long a wish to cancel may wait."""
_SOURCE_ROOT = Path(__file__).resolve().parents[2]
_COMPLAINTS = "complaints"
_STDOUT = 1
"""By number: a frozen program without a console has no sys.stdout, however it was started."""


def read_in_worker(
    path: Path, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Chronology:
    """Return the chronology in a table, read in a process of its own.

    Raises:
        Cancelled: `cancelled` said so.
        ChronologyError: nothing can be opened.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix="dateline-table-"))
    except OSError as error:
        raise ChronologyError(f"there is no room for a copy: {error.strerror}", str(path)) from error
    try:
        _run(path, folder, progress, cancelled)
        table = pack.load(folder)
        rows, sought = (FileStore(pack.open_passing(folder / name)) for name in (pack.ROWS, pack.SOUGHT))
        chronology = chronology_of(table, rows, sought, path)
        weakref.finalize(chronology, shutil.rmtree, folder, ignore_errors=True)  # where open files cannot be removed
        return chronology
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def serve(arguments: Sequence[str]) -> int:
    """Read a table as a worker: `arguments` are its path and the folder for what is made of it."""
    path, folder = map(Path, arguments)
    try:
        _serve(path, folder)
    except ChronologyError as error:
        _say({"error": error.message, "where": error.where})
    except MemoryError:
        _say({"error": "this file needs more memory than there is", "where": str(path)})
    except BrokenPipeError:  # nobody waits any more
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
    except OSError as error:
        _say({"error": f"the table cannot be copied to be read: {error.strerror}", "where": str(path)})
    return 0


def _serve(path: Path, folder: Path) -> None:
    with (
        open_regular(path, SIZE_LIMIT) as file,
        open(folder / pack.ROWS, "w+b") as rows,
        open(folder / pack.SOUGHT, "w+b") as sought,
    ):
        size = os.fstat(file.fileno()).st_size
        table = read_table(file, size, str(path), rows, sought, _tell_progress)
    pack.save(table, folder)
    _say({"done": True})


def _tell_progress(done: int, of_all: int) -> None:
    _say({"progress": [done, of_all]})


def _say(message: dict[str, object]) -> None:
    os.write(_STDOUT, json.dumps(message).encode() + b"\n")


def _run(path: Path, folder: Path, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
    """Wait for the worker's end, however it comes about.

    Raises:
        Cancelled: `cancelled` said so.
        ChronologyError: the worker could not read the table.
    """
    with _worker(path, folder) as said:
        while True:
            if cancelled is not None and cancelled():
                raise Cancelled(str(path))
            try:
                line = said.get(timeout=_PATIENCE_S)
            except queue.Empty:
                continue
            if not line:
                raise ChronologyError(f"the table could not be read: {_last_complaint(folder)}", str(path))
            message = json.loads(line)
            if "error" in message:
                raise ChronologyError(message["error"], message["where"])
            if "done" in message:
                return
            if progress is not None:
                progress(*message["progress"])


@contextmanager
def _worker(path: Path, folder: Path) -> "Iterator[queue.SimpleQueue[bytes]]":
    """Run a worker and give what it says, line by line, empty at its end; afterwards none is left."""
    said: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    with open(folder / _COMPLAINTS, "wb") as complaints:
        process = subprocess.Popen(
            [*_command(), str(path.absolute()), str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=os.environ | {"PYTHONPATH": _python_path()},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    assert process.stdout is not None
    listener = threading.Thread(target=_listen, args=(process.stdout, said), daemon=True)
    listener.start()
    try:
        yield said
    finally:
        with suppress(OSError):
            process.kill()
        process.wait()
        listener.join()
        process.stdout.close()


def _listen(stream: IO[bytes], said: "queue.SimpleQueue[bytes]") -> None:
    for line in stream:
        said.put(line)
    said.put(b"")


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_OPTION]
    return [sys.executable, "-P", "-m", __name__]  # -P: no module of this name from the folder one is in


def _python_path() -> str:
    others = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return os.pathsep.join([str(_SOURCE_ROOT), *(other for other in others if other)])


def _last_complaint(folder: Path) -> str:
    lines = (folder / _COMPLAINTS).read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "its reader was ended")


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:]))
