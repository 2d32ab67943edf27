"""The signs of certainty and the forms of imprecision, drawn one by one."""

import math
from enum import IntEnum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from dateline.domain.claim import Certainty
from dateline.layout.metrics import MARK

LINE = 1.6
HATCH_STEP = 5.0
BODY = 9.0
"""The height of a bar or a hatched body."""
BRACKET = 13.0
"""The height of a bracket's ends."""
HOOK = 3.0


def draw_sign(
    painter: QPainter, x: float, y: float, certainty: int, colour: QColor, ground: QColor, size: float = MARK
) -> None:
    """Draw the sign of a certainty centred on a point; its inside is `ground`, so that curves do not run through."""
    centre, radius = QPointF(x, y), size / 2 - LINE / 2
    painter.setPen(QPen(colour, LINE))
    painter.setBrush(ground)
    match Certainty(certainty):
        case Certainty.CONFIRMED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, size / 2 - 0.2, size / 2 - 0.2)
        case Certainty.REPORTED:
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, size * 0.19, size * 0.19)
        case Certainty.CLAIMED:
            painter.drawEllipse(centre, radius, radius)
        case Certainty.DISPUTED:
            reach = size / 2 + 0.6
            painter.drawPolygon(_diamond(x, y, reach))
            painter.setPen(QPen(colour, 1.3))
            inner = reach * 0.42
            painter.drawLines([QLineF(x - inner, y, x + inner, y), QLineF(x, y - inner, x, y + inner)])
        case Certainty.RETRACTED:
            painter.drawEllipse(centre, radius, radius)
            reach = size / 2 + 0.8
            painter.drawLine(QLineF(x - reach, y + reach, x + reach, y - reach))
        case Certainty.UNKNOWN:
            painter.setPen(_dotted(colour))
            painter.drawEllipse(centre, radius, radius)


def sign_pixmap(certainty: int, colour: QColor, ground: QColor, size: float = MARK, dpr: float = 1.0) -> QPixmap:
    """Return a sign on a transparent square of `size + 3` layout units, for legends and panes."""
    side = size + 3.0
    pixmap = QPixmap((QSizeF(side, side) * dpr).toSize())
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_sign(painter, side / 2, side / 2, certainty, colour, ground, size)
    painter.end()
    return pixmap


def draw_hatched(
    painter: QPainter, left: float, right: float, y: float, colour: QColor, body: QColor, origin: float | None = None
) -> None:
    """Draw a possible extent: diagonal lines on a light body, counted from `origin` (from `left` if there is none)."""
    top, bottom = y - BODY / 2, y + BODY / 2
    if right - left < 0.5:
        return
    painter.fillRect(QRectF(left, top, right - left, BODY), body)
    lines = []
    first = math.floor((left - BODY) / HATCH_STEP) * HATCH_STEP
    offset = (left if origin is None else origin) % HATCH_STEP  # the lines keep to the extent while it moves
    for step in range(math.ceil((right - first) / HATCH_STEP) + 1):
        x = first + offset + step * HATCH_STEP
        begin, end = max(x, left), min(x + BODY, right)
        if end - begin > 0.3:
            lines.append(QLineF(begin, bottom - (begin - x), end, bottom - (end - x)))
    painter.setPen(QPen(colour, 1.0))
    painter.drawLines(lines)


def draw_solid(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    """Draw a certain extent."""
    painter.fillRect(QRectF(left, y - BODY / 2, right - left, BODY), colour)


def bracket_end(path: QPainterPath, x: float, y: float, way: int) -> None:
    """Add a bracket's end at x, its hooks pointing inwards; `way` is -1 for the left end and 1 for the right."""
    top, bottom = y - BRACKET / 2, y + BRACKET / 2
    path.moveTo(x - way * HOOK, top)
    path.lineTo(x, top)
    path.lineTo(x, bottom)
    path.lineTo(x - way * HOOK, bottom)


def wavy_end(path: QPainterPath, x: float, y: float) -> None:
    """Add the end of an approximate date."""
    top, third = y - BRACKET / 2, BRACKET / 3
    path.moveTo(x, top)
    for turn, bulge in enumerate((2.6, -2.6, 2.6)):
        begin = top + turn * third
        path.quadTo(x + bulge, begin + third / 2, x, begin + third)


def open_end(path: QPainterPath, x: float, y: float, way: int) -> None:
    """Add an open arrow pointing outwards: the date goes on that way."""
    reach = BRACKET / 2
    path.moveTo(x - way * reach * 0.8, y - reach)
    path.lineTo(x, y)
    path.lineTo(x - way * reach * 0.8, y + reach)


class End(IntEnum):
    """How an extent ends, and on which side."""

    BRACKET_LEFT = 0
    BRACKET_RIGHT = 1
    WAVY = 2
    OPEN_LEFT = 3
    OPEN_RIGHT = 4


def add_end(path: QPainterPath, end: int, x: float, y: float) -> None:
    """Add an end of any form."""
    match end:
        case End.BRACKET_LEFT | End.BRACKET_RIGHT:
            bracket_end(path, x, y, -1 if end == End.BRACKET_LEFT else 1)
        case End.WAVY:
            wavy_end(path, x, y)
        case _:
            open_end(path, x, y, -1 if end == End.OPEN_LEFT else 1)


def end_pen(colour: QColor, certainty: int) -> QPen:
    """The pen of a bracket's ends: dotted where certainty is unknown."""
    pen = QPen(colour, LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if certainty == Certainty.UNKNOWN:
        pen.setDashPattern([1.2, 1.2])
    return pen


def _dotted(colour: QColor) -> QPen:
    pen = QPen(colour, LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # the usual square cap fills the gaps
    pen.setDashPattern([1.2, 1.1])
    return pen


def _diamond(x: float, y: float, reach: float) -> list[QPointF]:
    return [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)]


def draw_doubt(painter: QPainter, x: float, y: float, colour: QColor) -> None:
    """Draw a question mark centred on a point, as a path, so that it needs no font."""
    path = QPainterPath(QPointF(x - 2.4, y - 2.6))
    path.cubicTo(x - 2.4, y - 5.6, x + 2.6, y - 5.6, x + 2.6, y - 2.6)
    path.cubicTo(x + 2.6, y - 0.6, x, y - 0.6, x, y + 1.6)
    pen = QPen(colour, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, y + 4.2), 0.95, 0.95)
