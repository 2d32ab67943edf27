"""Signs and hatching as pixmaps, drawn once per colour and resolution: screens need not draw each outline anew."""

from collections import OrderedDict
from collections.abc import Sequence
from math import floor

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from dateline.layout.metrics import HATCH
from dateline.painting import signs
from dateline.painting.text import HALF

KEPT = 600
END_SIDE = 20.0
HATCH_HEIGHT = 12.0
"""The body with some air, whole device pixels at 125, 150 and 175 % too: at half a pixel the pattern would shift."""

HATCH_LENGTH = 16 * HATCH
"""How much hatching is copied at once."""

Points = Sequence[tuple[float, float]]
Bodies = Sequence[tuple[float, float, float, float]]
"""Left, right, y and the origin of the hatching."""
Key = tuple[int, int, int, float, float]
Sprite = tuple[QPixmap, float]
"""A pixmap and half its width."""


class Outlines:
    """Signs and hatching drawn anew each time: for files and paper, which have no pixels."""

    def draw_signs(
        self, painter: QPainter, points: Points, certainty: int, colour: QColor, ground: QColor, size: float
    ) -> None:
        """Draw a sign centred on each point."""
        for x, y in points:
            signs.draw_sign(painter, x, y, certainty, colour, ground, size)

    def draw_hatched(self, painter: QPainter, bodies: Bodies, colour: QColor, ground: QColor) -> None:
        """Draw possible extents, the lines of each counted from its origin."""
        for left, right, y, origin in bodies:
            signs.draw_hatched(painter, left, right, y, colour, ground, origin)

    def draw_solid(self, painter: QPainter, bodies: Bodies, colour: QColor) -> None:
        """Draw certain extents."""
        for left, right, y, _ in bodies:
            signs.draw_solid(painter, left, right, y, colour)

    def draw_ends(self, painter: QPainter, points: Points, end: int, certainty: int, colour: QColor) -> None:
        """Draw an end of an extent at each point."""
        path = QPainterPath()
        for x, y in points:
            signs.add_end(path, end, x, y)
        painter.setPen(signs.end_pen(colour, certainty))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


class Sprites:
    """Pixmaps of signs and hatching; the cache is bounded."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Sprite] = OrderedDict()

    def draw_signs(
        self, painter: QPainter, points: Points, certainty: int, colour: QColor, ground: QColor, size: float
    ) -> None:
        """Draw a sign centred on each point, moved to whole device pixels."""
        dpr = painter.combinedTransform().m11()
        key = (certainty, colour.rgba(), ground.rgba(), size, dpr)
        sprite = self._kept.get(key) or self._keep(key, signs.sign_pixmap(certainty, colour, ground, size, dpr))
        _stamp(painter, points, sprite, dpr)

    def draw_solid(self, painter: QPainter, bodies: Bodies, colour: QColor) -> None:
        """Draw certain extents, from and to whole device pixels."""
        dpr = painter.combinedTransform().m11()
        for left, right, y, _ in bodies:
            signs.draw_solid(painter, round(left * dpr) / dpr, round(right * dpr) / dpr, y, colour)

    def draw_ends(self, painter: QPainter, points: Points, end: int, certainty: int, colour: QColor) -> None:
        """Draw an end of an extent at each point, moved to whole device pixels."""
        dpr = painter.combinedTransform().m11()
        key = (-2 - end, colour.rgba(), certainty, signs.BRACKET, dpr)
        _stamp(painter, points, self._kept.get(key) or self._keep(key, _end(end, certainty, colour, dpr)), dpr)

    def draw_hatched(self, painter: QPainter, bodies: Bodies, colour: QColor, ground: QColor) -> None:
        """Draw possible extents; the hatching of each is counted from its origin and keeps to it while it moves."""
        dpr = painter.combinedTransform().m11()
        key = (-1, colour.rgba(), ground.rgba(), signs.BODY, dpr)
        pixmap, _ = self._kept.get(key) or self._keep(key, _hatching(colour, ground, dpr))
        pattern, length, height = round(HATCH * dpr), pixmap.width(), pixmap.height()
        painter.save()
        painter.scale(1 / dpr, 1 / dpr)  # in device pixels, as integers: a pixmap is tiled in three times the time
        draw = painter.drawPixmap
        for left, right, y, origin in bodies:
            begin, end, top = round(left * dpr), round(right * dpr), round((y - HATCH_HEIGHT / 2) * dpr)
            skipped = (begin - round(origin * dpr)) % pattern
            while begin < end:
                part = min(end - begin, length - skipped)
                draw(begin, top, pixmap, skipped, 0, part, height)
                begin, skipped = begin + part, 0
        painter.restore()

    def _keep(self, key: Key, pixmap: QPixmap) -> Sprite:
        made = self._kept[key] = pixmap, pixmap.deviceIndependentSize().width() / 2
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made


OUTLINES = Outlines()
SPRITES = Sprites()
"""Shared by all views, as they show the same colours."""


def _stamp(painter: QPainter, points: Points, sprite: Sprite, dpr: float) -> None:
    """Draw a sprite centred on each point, on whole device pixels."""
    draw, (pixmap, half) = painter.drawPixmap, sprite
    if dpr == 1.0:
        for x, y in points:
            draw(floor(x - half + HALF), floor(y - half + HALF), pixmap)  # integers take half the time of a QPointF
        return
    for x, y in points:
        draw(QPointF(floor((x - half) * dpr + HALF) / dpr, floor((y - half) * dpr + HALF) / dpr), pixmap)


def _end(end: int, certainty: int, colour: QColor, dpr: float) -> QPixmap:
    pixmap = QPixmap((QSizeF(END_SIDE, END_SIDE) * dpr).toSize())
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    OUTLINES.draw_ends(painter, [(END_SIDE / 2, END_SIDE / 2)], end, certainty, colour)
    painter.end()
    return pixmap


def _hatching(colour: QColor, body: QColor, dpr: float) -> QPixmap:
    """Many times the pattern, in device pixels."""
    pixmap = QPixmap((QSizeF(HATCH_LENGTH, HATCH_HEIGHT) * dpr).toSize())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(dpr, dpr)
    margin = 4 * signs.HATCH_STEP
    signs.draw_hatched(painter, -margin, HATCH_LENGTH + margin, HATCH_HEIGHT / 2, colour, body)
    painter.end()
    return pixmap
