"""Draws the overview strip; the frame over it is the widget's."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from dateline.layout.metrics import Role
from dateline.layout.overview import COLUMN, Overview
from dateline.painting.text import Type
from dateline.painting.theme import Theme

LABEL_ROOM = 15.0


def paint_overview(painter: QPainter, strip: Overview, height: float, theme: Theme, fonts: Type) -> None:
    """Draw counts of all events pale and of the shown ones strong, from the painter's origin, `height` high."""
    painter.save()
    painter.fillRect(QRectF(0, 0, strip.viewport.width, height), theme.colour("surface"))
    peak = max(int(strip.every.max(initial=0)), 1)
    room = height - LABEL_ROOM - 3.0
    for counts, colour in (
        (strip.every, theme.tint(theme.accent, 0.22)),
        (strip.shown, theme.tint(theme.accent, 0.6)),
    ):
        for column in counts.nonzero()[0].tolist():
            bar = max(room * (int(counts[column]) / peak) ** 0.5, 2.0)
            painter.fillRect(QRectF(column * COLUMN, height - 2.0 - bar, COLUMN - 0.6, bar), colour)
    painter.setPen(theme.colour("soft_ink"))
    end = 0.0
    for tick in strip.ticks:
        x, text = max(tick.x, 0.0) + 6.0, tick.text
        label_end = x + fonts.measure(text, Role.SMALL)
        if x >= end and label_end < min(tick.end_x, strip.viewport.width):
            fonts.draw(painter, x, LABEL_ROOM / 2 + 1.0, text, Role.SMALL)
            end = label_end + 14.0
    for x in strip.hits.tolist():
        painter.fillRect(QRectF(x - 1.0, height - 5.0, 2.0, 5.0), theme.colour("dispute"))
    painter.restore()
