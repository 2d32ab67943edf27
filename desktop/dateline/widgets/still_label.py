"""A line of text that may change with every step, since nothing is laid out anew for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dateline.widgets.markup import tip

GRAIN = 40
"""A line that keeps to its text is as wide as the next multiple of so many px, which most changes leave as it is."""


class StillLabel(QLabel):
    """A label that draws its text itself: QLabel tells the whole window of each new one, to be laid out anew.

    With `takes_rest` it is as wide as what is left and cuts its text at the end; the whole is its tool tip then. Else
    it stands at the right, a little wider than its text.
    """

    def __init__(self, parent: QWidget | None = None, *, takes_rest: bool = False) -> None:
        super().__init__(parent)
        self._text, self._colour, self._takes_rest = "", QColor(), takes_rest
        policy = QSizePolicy.Policy.Ignored if takes_rest else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        """Show another text; the same one again costs nothing."""
        if text == self._text:
            return
        grains = self._grains()
        self._text = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(text)  # else the tip is read out, with its markup
        if self._grains() != grains:
            self.updateGeometry()
        self.update()

    def set_colour(self, colour: QColor) -> None:
        """Draw in a colour instead of the palette's."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._grains() * GRAIN, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0 if self._takes_rest else self.sizeHint().width(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics, room = self.fontMetrics(), self.contentsRect()
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        whole = tip(self._text) if shown != self._text else ""
        if whole != self.toolTip():
            self.setToolTip(whole)
        painter = QPainter(self)
        ink = self._colour if self._colour.isValid() else self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignLeft if self._takes_rest else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _grains(self) -> int:
        return 0 if self._takes_rest else -(-self.fontMetrics().horizontalAdvance(self._text) // GRAIN)
