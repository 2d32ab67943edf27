"""Draws the rows of the table: a line of texts each, laid out once and kept."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QPainter, QPalette

from dateline.domain.value import dataclass
from dateline.widgets.kept_lines import KeptLines

PADDING = 9
"""Left and right of a cell's text, px."""
MARK_WIDTH = 3
"""The bar at the left of the row that is read, px."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where the texts of a column stand: its left edge and width in the view, and how they are set."""

    left: int
    width: int
    is_centred: bool = False
    is_soft: bool = False


class RowPainter:
    """Draws with one font and palette. Qt's own way asks the model seven times a cell, and a style sheet each time."""

    def __init__(self, font: QFont, palette: QPalette) -> None:
        role = QPalette.ColorRole
        self._lines = KeptLines(font)
        self._base, self._ground = palette.color(role.Base), palette.color(role.Highlight)
        self._mark = palette.color(role.Accent)
        self._ink, self._soft = palette.color(role.Text), palette.color(role.PlaceholderText)

    def begin(self, painter: QPainter, rect: QRect) -> None:
        """Make a painter ready for rows, on an empty ground."""
        painter.fillRect(rect, self._base)
        painter.setFont(self._lines.font)

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        texts: Sequence[str],
        cells: Sequence[Cell],
        *,
        is_selected: bool,
        is_current: bool,
    ) -> None:
        """Draw a row: on quiet ground where it is selected, with a bar at its left where it is read."""
        if is_selected:
            painter.fillRect(rect, self._ground)
        if is_current:
            painter.fillRect(QRect(rect.left(), rect.top(), MARK_WIDTH, rect.height()), self._mark)
        top = rect.top() + (rect.height() - self._lines.metrics.height()) // 2
        for is_soft in (False, True):
            painter.setPen(self._soft if is_soft and not is_selected else self._ink)
            for text, cell in zip(texts, cells, strict=True):
                if text and cell.width and cell.is_soft is is_soft:
                    room = cell.width - 2 * PADDING
                    laid_out, width = self._lines.cut(text, room)
                    shift = max(room - width, 0) // 2 if cell.is_centred else 0
                    painter.drawStaticText(QPointF(cell.left + PADDING + shift, top), laid_out)
