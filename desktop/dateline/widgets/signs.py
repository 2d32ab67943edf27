"""The signs before the choices of the filter pane, drawn by the painter that draws the timeline."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from dateline.layout.inks import Ink, inks
from dateline.layout.metrics import Lens
from dateline.models.document import Document
from dateline.painting.signs import draw_sign
from dateline.painting.theme import Theme
from dateline.widgets.count_delegate import Decorate

SWATCH = 11.0


def certainty_decorator(theme: Callable[[], Theme]) -> Decorate:
    """Draws the sign of a certainty, in ink."""

    def draw(painter: QPainter, centre: QPointF, key: Any) -> None:
        now = theme()
        draw_sign(painter, centre.x(), centre.y(), key, now.colour("ink"), now.colour("pane"))

    return draw


def kind_decorator(document: Document, theme: Callable[[], Theme]) -> Decorate:
    """Draws the colour of a kind."""

    def draw(painter: QPainter, centre: QPointF, key: Any) -> None:
        known: dict[str, Ink] = {ink.key: ink for ink in inks(document.chronology, Lens.KIND)}
        ink = known.get(key)
        now = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("soft_ink") if ink is None else now.ink_colour(ink))
        square = QRectF(0, 0, SWATCH, SWATCH)
        square.moveCenter(centre)
        painter.drawRoundedRect(square, 2.5, 2.5)

    return draw
