"""Finding as one types: which of the shown events hold the words, and which hit one is at."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from dateline.domain.search import find
from dateline.models.document import Document

NO_ROWS = np.empty(0, dtype=np.int64)


class Finder(QObject):
    """Hits among the rows that a document shows, in time's order; those that its filter hides are counted."""

    hits_changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._text = ""
        self._hits: NDArray[np.int64] = NO_ROWS
        self._hidden = 0
        document.rows_changed.connect(self._search)

    @property
    def text(self) -> str:
        return self._text

    @property
    def hits(self) -> NDArray[np.int64]:
        """Rows of the file that hold every word, among those shown."""
        return self._hits

    @property
    def hidden(self) -> int:
        """How many more the filter hides."""
        return self._hidden

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
            self._search()

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

    def _search(self) -> None:
        if self._text.strip():
            found = find(self._document.chronology, self._text)
            self._hits = found[np.isin(found, self._document.answer.rows)]
            self._hidden = len(found) - len(self._hits)
        else:
            self._hits, self._hidden = NO_ROWS, 0
        self.hits_changed.emit()
