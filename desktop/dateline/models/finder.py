"""Finding as one types: which of the shown events hold the words, and which hit one is at."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal

from dateline.domain.chronology import Chronology
from dateline.domain.folding import words_of
from dateline.domain.search import blocks
from dateline.models.document import Document

NO_ROWS = np.empty(0, dtype=np.int64)

AT_ONCE = 20_000
"""Events up to which a search is over before one sees it (20 ms); more are looked through in a thread."""

STEP_S = 0.5
"""Between two tellings of what was found so far: each draws a million events anew."""


class Finder(QObject):
    """Hits among the rows that a document shows, in time's order; those that its filter hides are counted.

    Among many events the hits come bit by bit, and another text ends the search for the one before.
    """

    hits_changed = Signal()
    _found = Signal(object, bool)  # _Search, whether it is over; crosses from the thread to the GUI's

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._text = ""
        self._hits: NDArray[np.int64] = NO_ROWS
        self._hidden = 0
        self._search: _Search | None = None
        self._found.connect(self._take, Qt.ConnectionType.QueuedConnection)
        document.rows_changed.connect(self._begin)

    @property
    def text(self) -> str:
        return self._text

    @property
    def hits(self) -> NDArray[np.int64]:
        """Rows of the file that hold every word, among those shown; as far as they are found."""
        return self._hits

    @property
    def hidden(self) -> int:
        """How many more the filter hides."""
        return self._hidden

    @property
    def is_searching(self) -> bool:
        """Whether more may be found."""
        return self._search is not None and not self._search.is_done

    @property
    def place(self) -> int:
        """Which hit the current event is, from 0; -1 where it is none."""
        current = self._document.current
        found = np.flatnonzero(self._hits == (-1 if current is None else current))
        return int(found[0]) if len(found) else -1

    def set_text(self, text: str) -> None:
        """Find `text`; no words find nothing."""
        if text != self._text:
            self._text = text
            self._begin()

    def step(self, by: int) -> None:
        """Select the next hit (or the previous one, for -1) after the current event, going round at the ends."""
        if not len(self._hits):
            return
        rank, current = self._document.chronology.columns.rank, self._document.current
        here = int(rank[current]) if current is not None else -1
        places = rank[self._hits]
        if by > 0:
            at = int(np.searchsorted(places, here, side="right"))
        else:
            at = int(np.searchsorted(places, here, side="left")) - 1
        self._document.select_one(int(self._hits[at % len(self._hits)]))

    def _begin(self) -> None:
        """Search anew, or show what was found before to another filter."""
        chronology, last = self._document.chronology, self._search
        if last is not None and last.is_done and last.is_for(chronology, self._text):
            self._show(last)
            return
        self.stop()
        if not words_of(self._text):
            self._hits, self._hidden = NO_ROWS, 0
            self.hits_changed.emit()
            return
        self._search = _Search(chronology, self._text, self._found.emit)
        if len(chronology) <= AT_ONCE:
            self._search.run()
            self._take(self._search, True)
        else:
            self.destroyed.connect(self._search.stop.set)
            threading.Thread(target=self._search.run, name="dateline-finder", daemon=True).start()

    def stop(self) -> None:
        """End a search that still goes on; what it found stays."""
        if self._search is not None:
            self._search.stop.set()
            self._search = None

    def _take(self, search: "_Search", is_over: bool) -> None:
        if search is self._search:
            search.is_done = is_over
            self._show(search)

    def _show(self, search: "_Search") -> None:
        shown = np.zeros(len(search.mask), np.bool_)
        shown[self._document.answer.rows] = True
        found = search.mask & shown
        self._hits = self._document.chronology.columns.rows(found)
        self._hidden = int(np.count_nonzero(search.mask)) - len(self._hits)
        self.hits_changed.emit()


class _Search:
    """A search for one text through a whole chronology.

    `mask` has the rows found so far, `is_done` says that its end was taken note of.
    """

    def __init__(self, chronology: Chronology, text: str, tell: "Callable[[_Search, bool], None]") -> None:
        self.stop = threading.Event()
        self.is_done = False
        self.mask = np.zeros(len(chronology), np.bool_)
        self._chronology, self._words, self._text, self._tell = chronology, words_of(text), text, tell

    def is_for(self, chronology: Chronology, text: str) -> bool:
        return chronology is self._chronology and words_of(text) == self._words

    def run(self) -> None:
        """Look through all blocks; tell when there are first hits, now and then, and at the end."""
        is_threaded = threading.current_thread() is not threading.main_thread()
        due = 0.0
        for start, found in blocks(self._chronology, self._text):
            if self.stop.is_set():
                return
            self.mask[start : start + len(found)] = found
            if is_threaded and found.any() and time.monotonic() >= due:
                self._report(is_over=False)
                due = time.monotonic() + STEP_S
        if is_threaded:
            self._report(is_over=True)

    def _report(self, is_over: bool) -> None:
        with suppress(RuntimeError):  # the window, and Qt's half of the finder, went meanwhile
            self._tell(self, is_over)
