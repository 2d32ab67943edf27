"""The log: what happened in the last runs, in two files that never grow beyond a bound; nothing in it is the user's."""

import re
import threading
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

NAME, OLDER = "log.txt", "log-older.txt"
LARGEST = 64 * 1024
"""Bytes of a file; the one before it stays as the older one until the next."""
SUFFIXES = (".yaml", ".yml", ".dateline", ".csv", ".tsv", ".tab", ".pdf", ".svg", ".png", ".json", ".html", ".txt")
"""Of files that are the user's."""
LINE = 500
"""Characters of a line; what is longer is cut."""


class LogFile:
    """Appends lines, and keeps the last of them in memory. What cannot be written to stays in memory alone.

    Lines come from any thread, and Qt may have something to say while a line is being written.
    """

    def __init__(self, folder: Path, kept: int) -> None:
        self._path, self._older = folder / NAME, folder / OLDER
        self._lines: deque[str] = deque(maxlen=kept)
        self._lock = threading.RLock()

    def write(self, text: str) -> None:
        """Add a line with the time, without names of the user's."""
        line = f"{time.strftime('%Y-%m-%d %H:%M:%S')} {' '.join(without_names(text).split())[:LINE]}"
        with self._lock:
            self._lines.append(line)
            try:
                self._make_room(len(line))
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(f"{line}\n")
            except OSError:
                return  # nowhere to write to is no reason to stop

    def last(self) -> Sequence[str]:
        """The last lines of this run."""
        return tuple(self._lines)

    def last_of_earlier_runs(self) -> Sequence[str]:
        """The last lines in the files."""
        lines: deque[str] = deque(maxlen=self._lines.maxlen)
        for path in (self._older, self._path):
            try:
                lines.extend(path.read_text(encoding="utf-8", errors="replace").splitlines())
            except OSError:
                continue
        return tuple(line[: LINE + 40] for line in lines)

    def _make_room(self, coming: int) -> None:
        if self._path.exists() and self._path.stat().st_size + coming > LARGEST:
            self._path.replace(self._older)


def without_names(text: str) -> str:
    """A text without what is quoted in it and without names of files; the program's own files keep their end.

    Names may have spaces: of a line with a path what stands before it is left, of one that names a file without its
    folder nothing is.
    """
    text = re.sub(r"\"[^\"\n]*?(dateline/[^\"\n]*)\"", r"‹\1›", text.replace("\\", "/"))
    text = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|“[^”\n]*”", "…", text)
    text = re.sub(r"(?:\b\w+:|(?<![\w/]))/\S.*", "…", text)
    return re.sub(rf".*\S(?:{'|'.join(map(re.escape, SUFFIXES))})(?!\w).*", "…", text, flags=re.IGNORECASE)
