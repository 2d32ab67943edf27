"""Typing ahead: the next event of a model whose title begins with what is typed, among a million too."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from dateline.domain.folding import fold, words_of
from dateline.models.document import Document
from dateline.models.event_model import EventModel
from dateline.models.seeker import Found, Seeker

SLICE = 250
"""Titles looked at in one go, some 2 ms; the rest waits its turn."""


class TypeAhead(QObject):
    """Letters typed shortly after one another are one beginning. Near titles are looked at first; then a search off the
    GUI thread says which events hold the words at all, and only their titles are looked at.
    """

    reached = Signal(object)  # int, the place in the model's order

    def __init__(self, document: Document, model: EventModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._model = document, model
        self._typed, self._typed_at = "", QElapsedTimer()
        self._first = 0
        self._candidates: Iterator[int] = iter(())
        self._seeker = Seeker(self)
        self._seeker.found.connect(self._take)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._look_on)
        model.modelAboutToBeReset.connect(self.cancel)

    @property
    def is_looking(self) -> bool:
        return self._seeker.is_seeking or self._turn.isActive()

    def type(self, text: str, here: int, pause_ms: int) -> None:
        """Take further letters; after a pause of more than `pause_ms` they begin anew, behind the place `here`."""
        is_more = self._typed_at.isValid() and not self._typed_at.hasExpired(pause_ms)
        self._typed_at.start()
        self._typed = (self._typed if is_more else "") + fold(text)
        self._first = here + (0 if is_more else 1)  # further letters may still mean the event reached
        self.cancel()
        count = self._model.rowCount()
        if self._look_at([(self._first + step) % count for step in range(min(SLICE, count))]) or count <= SLICE:
            return
        if words_of(self._typed):
            self._seeker.seek(self._document.chronology, self._typed, self._model.rows)

    def begin_anew(self) -> None:
        """Let the next letter be a first one."""
        self._typed_at.invalidate()

    def cancel(self) -> None:
        """Look no further."""
        self._seeker.cancel()
        self._turn.stop()

    def close(self) -> None:
        """End what still goes on, before the program ends."""
        self._turn.stop()
        self._seeker.wait()

    def _take(self, found: Found) -> None:
        if found.is_all:
            self._candidates = iter(_from(self._first, self._places(found.hits)).tolist())
            self._look_on()

    def _places(self, hits: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where hits stand in the model's order, ascending."""
        is_hit = np.zeros(len(self._document.chronology), np.bool_)
        is_hit[hits] = True
        return np.flatnonzero(is_hit[self._model.rows])

    def _look_on(self) -> None:
        places = [place for place, _ in zip(self._candidates, range(SLICE), strict=False)]
        if places and not self._look_at(places):
            self._turn.start()

    def _look_at(self, places: list[int]) -> bool:
        """Reach the first of some places whose title begins as typed; say whether one does."""
        title_of, row_at = self._document.chronology.title_of, self._model.row_at
        for place in places:
            if fold(title_of(row_at(place))).startswith(self._typed):
                self.reached.emit(place)
                return True
        return False


def _from(first: int, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ascending places, from `first` on and round at the end."""
    return np.roll(places, -int(np.searchsorted(places, first)))
