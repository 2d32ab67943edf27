"""Finding as one types: which of the shown events hold the words, and which hit one is at."""

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from dateline.models.document import Document
from dateline.models.seeker import Found, Seeker

NO_ROWS = np.empty(0, dtype=np.int64)


class Finder(QObject):
    """Hits among the rows that a document shows, in time's order; those that its filter hides are counted.

    Many events are looked through off the GUI thread: the first hits come first, and `is_searching` tells of more.
    """

    hits_changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._text = ""
        self._hits: NDArray[np.int64] = NO_ROWS
        self._hidden = 0
        self._wanted_step = 0  # asked for before there was a hit
        self._seeker = Seeker(self)
        self._seeker.found.connect(self._take)
        document.rows_changed.connect(self._search)

    @property
    def text(self) -> str:
        return self._text

    @property
    def hits(self) -> NDArray[np.int64]:
        """Rows of the file that hold every word, among those shown; while searching, those found so far."""
        return self._hits

    @property
    def hidden(self) -> int:
        """How many more the filter hides."""
        return self._hidden

    @property
    def is_searching(self) -> bool:
        """Whether further hits may come."""
        return self._seeker.is_seeking

    @property
    def place(self) -> int:
        """Which hit the current event is, from 0; -1 where it is none."""
        current, rank = self._document.current, self._document.chronology.columns.rank
        if current is None or not len(self._hits):
            return -1
        place = bisect_left(self._hits, rank[current], key=rank.__getitem__)
        return int(place) if place < len(self._hits) and int(self._hits[place]) == current else -1

    def set_text(self, text: str) -> None:
        """Find `text`; no words find nothing."""
        if text != self._text:
            self._text = text
            self._search()

    def step(self, by: int) -> None:
        """Select the next hit (or the previous one, for -1) after the current event, going round at the ends."""
        if not len(self._hits):
            self._wanted_step = by if self.is_searching else 0
            return
        rank, current = self._document.chronology.columns.rank, self._document.current
        here = int(rank[current]) if current is not None else -1
        if by > 0:
            at = bisect_left(self._hits, here + 1, key=rank.__getitem__)
        else:
            at = bisect_left(self._hits, here, key=rank.__getitem__) - 1
        self._document.select_one(int(self._hits[at % len(self._hits)]))

    def close(self) -> None:
        """End a search that still goes on."""
        self._seeker.wait()

    def _search(self) -> None:
        self._wanted_step = 0
        self._hits, self._hidden = NO_ROWS, 0
        if self._text.strip():
            self._seeker.seek(self._document.chronology, self._text, self._document.answer.rows)
        else:
            self._seeker.cancel()
        if self.is_searching or not self._text.strip():
            self.hits_changed.emit()

    def _take(self, found: Found) -> None:
        self._hits, self._hidden = found.hits, found.hidden
        self.hits_changed.emit()
        if self._wanted_step and len(self._hits):
            step, self._wanted_step = self._wanted_step, 0
            self.step(step)
