"""Lines of text laid out once, cut to their room, and kept for the next time they are drawn."""

from collections import OrderedDict

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText

KEPT = 2048
"""Lines last drawn, of some hundred bytes each."""


class KeptLines:
    """Lines in one font."""

    def __init__(self, font: QFont) -> None:
        self.font, self.metrics = QFont(font), QFontMetrics(font)
        self._laid_out: OrderedDict[tuple[str, int], tuple[QStaticText, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._laid_out)

    def cut(self, text: str, room: int) -> tuple[QStaticText, int]:
        """Return a text cut at its end to a room in px, and how wide it is."""
        found = self._laid_out.get((text, room))
        if found is None:
            width, shown = self.metrics.horizontalAdvance(text), text
            if width > room:
                shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
                width = self.metrics.horizontalAdvance(shown)
            laid_out = QStaticText(shown)
            laid_out.setTextFormat(Qt.TextFormat.PlainText)
            laid_out.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid_out.prepare(font=self.font)
            found = self._laid_out[text, room] = laid_out, width
            if len(self._laid_out) > KEPT:
                self._laid_out.popitem(last=False)
        return found
