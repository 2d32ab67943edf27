"""Signs and hatching as pixmaps, drawn once per colour and resolution: screens need not draw each outline anew."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from dateline.painting import signs

KEPT = 600
HATCH_WIDTH = 20.0
"""Four steps: a whole number of device pixels at 100, 125, 150, 175 and 200 %."""

Points = Sequence[tuple[float, float]]
Key = tuple[int, int, int, float, float]


class Outlines:
    """Signs and hatching drawn anew each time: for files and paper, which have no pixels."""

    def draw_signs(
        self, painter: QPainter, points: Points, certainty: int, colour: QColor, ground: QColor, size: float
    ) -> None:
        """Draw a sign centred on each point."""
        for x, y in points:
            signs.draw_sign(painter, x, y, certainty, colour, ground, size)

    def draw_hatched(
        self, painter: QPainter, left: float, right: float, y: float, colour: QColor, body: QColor
    ) -> None:
        """Draw a possible extent."""
        signs.draw_hatched(painter, left, right, y, colour, body)


class Sprites:
    """Pixmaps of signs and hatching; the cache is bounded."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()

    def draw_signs(
        self, painter: QPainter, points: Points, certainty: int, colour: QColor, ground: QColor, size: float
    ) -> None:
        """Draw a sign centred on each point, moved to whole device pixels."""
        dpr = painter.combinedTransform().m11()
        key = (certainty, colour.rgba(), ground.rgba(), size, dpr)
        pixmap = self._kept.get(key)
        if pixmap is None:
            pixmap = self._keep(key, signs.sign_pixmap(certainty, colour, ground, size, dpr))
        half = pixmap.deviceIndependentSize().width() / 2
        draw = painter.drawPixmap
        for x, y in points:
            draw(QPointF(round((x - half) * dpr) / dpr, round((y - half) * dpr) / dpr), pixmap)

    def draw_hatched(
        self, painter: QPainter, left: float, right: float, y: float, colour: QColor, body: QColor
    ) -> None:
        """Draw a possible extent; the hatching keeps to it while it moves."""
        if right - left < 0.5:
            return
        dpr = painter.combinedTransform().m11()
        key = (-1, colour.rgba(), body.rgba(), signs.BODY, dpr)
        pixmap = self._kept.get(key) or self._keep(key, _hatching(colour, body, dpr))
        painter.drawTiledPixmap(QRectF(left, y - signs.BODY / 2, right - left, signs.BODY), pixmap)

    def _keep(self, key: Key, pixmap: QPixmap) -> QPixmap:
        self._kept[key] = pixmap
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return pixmap


OUTLINES = Outlines()
SPRITES = Sprites()
"""Shared by all views, as they show the same colours."""


def _hatching(colour: QColor, body: QColor, dpr: float) -> QPixmap:
    pixmap = QPixmap((QSizeF(HATCH_WIDTH, signs.BODY) * dpr).toSize())
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = 4 * signs.HATCH_STEP
    signs.draw_hatched(painter, -margin, HATCH_WIDTH + margin, signs.BODY / 2, colour, body)
    painter.end()
    return pixmap
