"""Rows that hold a text, found block by block off the GUI thread; a new question ends the one before."""

import threading
from collections.abc import Callable
from contextlib import suppress
from weakref import ref

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal

from dateline.domain.arrays import picked
from dateline.domain.chronology import Chronology
from dateline.domain.folding import words_of
from dateline.domain.search import blocks, keep, text_mask
from dateline.domain.value import dataclass

AT_ONCE = 2000
"""Up to so many events are looked through at once, in some milliseconds."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The rows found so far, in the order of those allowed: `hits` are among these, `hidden` counts the others.

    `is_all` says that every row was looked at.
    """

    hits: NDArray[np.int64]
    hidden: int
    is_all: bool


class Seeker(QObject):
    """Looks for one text at a time. `found` comes with the first hits, ever seldomer with more, last with all."""

    found = Signal(object)  # Found
    _told = Signal(object, object)  # _Search, Found; crosses from the thread to the GUI's

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search: _Search | None = None
        self._last: _Answer | None = None  # of what came to its end: another filter does not repeat it
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def is_seeking(self) -> bool:
        return self._search is not None

    def seek(self, chronology: Chronology, text: str, allowed: NDArray[np.int64]) -> None:
        """Find the rows that hold every word of `text`; those in `allowed` are hits, the others hidden.

        Where every row is allowed, hits come in chronological order.
        """
        self.cancel()
        mask = text_mask(chronology, text) if len(chronology) <= AT_ONCE else None
        if self._last is not None and self._last.is_for(chronology, text):
            mask = self._last.mask
        if mask is not None:
            self.found.emit(_found(chronology, mask, allowed, is_all=True))
            return
        self._search = _Search(chronology, text, allowed, self._told.emit)
        self._search.thread.start()

    def cancel(self) -> None:
        """Stop looking; the thread ends after its present block, and nobody waits for it."""
        if self._search is not None:
            self._search.stop.set()
            self._search = None

    def wait(self) -> None:
        """Stop looking and wait for the thread's end, before the program ends."""
        search = self._search
        self.cancel()
        if search is not None:
            search.thread.join()

    def _pass_on(self, search: "_Search", found: Found) -> None:
        if search is not self._search:
            return  # cancelled
        if found.is_all:
            self._search = None
            self._last = _Answer(ref(search.chronology), words_of(search.text), search.mask)
            keep(search.chronology, search.text, search.mask)  # a filter by the same words need not look again
        self.found.emit(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """Which rows hold some words; the chronology is not kept for that once another is open."""

    chronology: "ref[Chronology]"
    words: tuple[str, ...]
    mask: Mask

    def is_for(self, chronology: Chronology, text: str) -> bool:
        return self.chronology() is chronology and words_of(text) == self.words


class _Search:
    """One text being looked for in a thread."""

    def __init__(
        self,
        chronology: Chronology,
        text: str,
        allowed: NDArray[np.int64],
        tell: "Callable[[_Search, Found], None]",
    ) -> None:
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, name="dateline-seeker", daemon=True)
        self.mask = np.zeros(len(chronology), np.bool_)
        self.chronology, self.text, self._allowed, self._tell = chronology, text, allowed, tell

    def _run(self) -> None:
        chronology, mask = self.chronology, self.mask
        next_told = 1  # rows: the first hits at once, then each time four times as many are looked at
        for start, block in blocks(chronology, self.text):
            if self.stop.is_set():
                return
            end = start + len(block)
            mask[start:end] = block
            if next_told <= end < len(mask) and block.any():
                found = _found(chronology, mask, self._allowed, is_all=False)
                if len(found.hits):
                    self._report(found)
                    next_told = 4 * end
        self._report(_found(chronology, mask, self._allowed, is_all=True))

    def _report(self, found: Found) -> None:
        if not self.stop.is_set():
            with suppress(RuntimeError):  # the window, and Qt's half of the seeker, went meanwhile
                self._tell(self, found)


def _found(chronology: Chronology, mask: Mask, allowed: NDArray[np.int64], *, is_all: bool) -> Found:
    if len(allowed) == len(mask):
        return Found(chronology.columns.rows(mask), 0, is_all)
    hits = picked(allowed, mask.take(allowed))
    return Found(hits, int(np.count_nonzero(mask)) - len(hits), is_all)
