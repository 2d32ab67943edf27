"""The status bar's words: how many are shown, how many have no date, which stretch is seen, how zones are treated."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizeGrip, QStatusBar, QWidget

from dateline.domain.calendar import civil, edtf_day, edtf_year
from dateline.domain.edtf import parse_edtf
from dateline.domain.wording import short
from dateline.models.document import Document
from dateline.widgets.still_label import StillLabel

DAY = 86400
PAUSE = 50
"""Milliseconds: nobody reads a stretch that changes more often, and to write it is a tenth of what a move takes."""
INDENT = 12
"""Before the first word, so that it stands below the headings of the filters, px."""


class StatusLine(QStatusBar):
    """Follows a document; `show_address` tells where a link leads while the pointer is on it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._words = StillLabel(self, takes_rest=True)
        self._words.setContentsMargins(INDENT, 0, 0, 0)
        self._file = StillLabel(self)
        for label in (self._words, self._file):
            label.setObjectName("soft")
        self.addWidget(self._words, 1)
        self.addPermanentWidget(self._file)
        for grip in self.findChildren(QSizeGrip):
            grip.setAccessibleName(self.tr("Size of the window"))
        document.rows_changed.connect(self._tell)
        document.viewport_changed.connect(self._tell_soon)
        document.chronology_changed.connect(self._tell)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._tell)
        self._tell()

    def show_address(self, address: str) -> None:
        """Show where a link leads; nothing once the pointer has left it."""
        self.showMessage(address) if address else self.clearMessage()

    def _tell_soon(self) -> None:
        """Tell of a view that moves now and then, and at last of where it came to rest.

        What is due is told at once: while wheel and mouse keep the program busy, its timer may have to wait.
        """
        if self._pause.remainingTime() <= 0:
            self._pause.start()
            self._tell()

    def _tell(self) -> None:
        answer, viewport = self._document.answer, self._document.viewport
        parts = [self.tr("{shown:,} of {total:,} events").format(shown=len(answer.rows), total=answer.total)]
        if answer.undated:
            parts.append(self.tr("{undated:,} undated").format(undated=answer.undated))
        parts.append(stretch_words(viewport.start, viewport.end))
        parts.append(self.tr("dates without a clock are not shifted by a zone"))
        self._words.setText(" · ".join(parts))
        path = self._document.path
        problems = len(self._document.chronology.findings)
        told = self.tr("{count} problems").format(count=problems) if problems else self.tr("no problems")
        self._file.setText(f"{path.name if path else self.tr('no file')} · {told}")


def stretch_words(start: int, end: int) -> str:
    """A stretch of time in words, no finer than its length asks for: days, months or years."""
    first, last = civil(start), civil(max(end - 1, start))
    if end - start > 20 * 366 * DAY:
        texts = [edtf_year(each.year) for each in (first, last)]
    elif end - start > 2 * 366 * DAY:
        texts = [edtf_day(each)[:-3] for each in (start, max(end - 1, start))]
    else:
        texts = [edtf_day(each) for each in (start, max(end - 1, start))]
    if any(text.startswith("Y") for text in texts):  # EDTF has no months in such years
        texts = [f"Y{each.year}" for each in (first, last)]
    return short(parse_edtf("/".join(dict.fromkeys(texts))))
