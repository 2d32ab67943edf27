"""Draws the overview strip and the frame around what is seen."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from dateline.layout.metrics import Role
from dateline.layout.overview import COLUMN, Overview
from dateline.painting.text import Type
from dateline.painting.theme import Theme

LABEL_ROOM = 15.0
CORNER = 4.0
VEIL = 0.62
"""How much of the strip is hidden beside the frame."""
FRAME_REACH = 5.0
"""So far from an edge of the frame, or the middle of the current event's mark, anything of it is drawn."""


class OverviewPainter:
    """Draws a strip with its frame, from pictures that are kept: a pan moves only the frame over them.

    `painted` counts how often these pictures were made.
    """

    def __init__(self, fonts: Type) -> None:
        self._fonts = fonts
        self._key: tuple[object, ...] = ()
        self._seen = self._veiled = QPixmap()
        self.painted = 0

    def draw(
        self,
        painter: QPainter,
        strip: Overview,
        height: float,
        frame: QRectF,
        current: float | None,
        theme: Theme,
        *,
        is_focused: bool,
    ) -> None:
        """Draw at the painter's origin; `current` is where the event that is read stands, if anywhere."""
        ratio = painter.device().devicePixelRatioF()
        key = (strip, height, theme, ratio, is_focused)
        if key != self._key:
            self._key = key
            self._seen = self._picture(strip, height, theme, ratio)
            self._veiled = self._seen.copy()
            self._finish(self._seen, strip, height, theme, veil=0.0, is_focused=is_focused)
            self._finish(self._veiled, strip, height, theme, veil=VEIL, is_focused=is_focused)
            self.painted += 1
        painter.drawPixmap(QPointF(0, 0), self._veiled)
        left, right = round(frame.left() * ratio), round(frame.right() * ratio)
        inside = QRectF(left, 0, right - left, self._seen.height())
        painter.drawPixmap(QPointF(left / ratio, 0), self._seen, inside)
        _draw_frame(painter, frame, height, theme)
        if current is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawPolygon([
                QPointF(current - 4, height), QPointF(current + 4, height), QPointF(current, height - 6),
            ])  # fmt: skip

    def _picture(self, strip: Overview, height: float, theme: Theme, ratio: float) -> QPixmap:
        picture = QPixmap(math.ceil(strip.viewport.width * ratio), math.ceil(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(outlined(strip.viewport.width, height))
        paint_overview(painter, strip, height, theme, self._fonts)
        painter.end()
        return picture

    def _finish(
        self, picture: QPixmap, strip: Overview, height: float, theme: Theme, *, veil: float, is_focused: bool
    ) -> None:
        """Veil a picture and draw what stands over it."""
        outline = outlined(strip.viewport.width, height)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if veil:
            veiling = theme.colour("pane")
            veiling.setAlphaF(veil)
            painter.fillPath(outline, veiling)
        _draw_outside(painter, strip, height, theme, self._fonts)
        draw_outline(painter, outline, theme, is_focused=is_focused)
        painter.end()


def outlined(width: float, height: float) -> QPainterPath:
    """The strip's outline."""
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), CORNER, CORNER)
    return outline


def draw_outline(painter: QPainter, outline: QPainterPath, theme: Theme, *, is_focused: bool) -> None:
    """Draw the line around the strip, which tells whether it has the focus."""
    painter.setPen(QPen(theme.colour("accent" if is_focused else "hairline"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)


def _draw_frame(painter: QPainter, frame: QRectF, height: float, theme: Theme) -> None:
    accent = theme.colour("accent")
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    for x in (frame.left(), frame.right()):
        painter.drawRoundedRect(QRectF(x - 2.5, height / 2 - 8, 5, 16), 2, 2)


def _draw_outside(painter: QPainter, strip: Overview, height: float, theme: Theme, fonts: Type) -> None:
    """How many of the events shown lie before the strip and after it."""
    painter.setPen(theme.colour("soft_ink"))
    if strip.before:
        fonts.draw(painter, 14, height - 9, f"‹ {strip.before:,}", Role.SMALL)
    if strip.after:
        text = f"{strip.after:,} ›"
        fonts.draw(painter, strip.viewport.width - fonts.measure(text, Role.SMALL) - 14, height - 9, text, Role.SMALL)


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
        columns = counts.nonzero()[0]
        bars = np.maximum(room * (counts[columns] / peak) ** 0.5, 2.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects([
            QRectF(column * COLUMN, height - 2.0 - bar, COLUMN - 0.6, bar)
            for column, bar in zip(columns.tolist(), bars.tolist(), strict=True)
        ])  # fmt: skip
    painter.setPen(theme.colour("soft_ink"))
    end = 0.0
    for tick in strip.ticks:
        x, text = max(tick.x, 0.0) + 6.0, tick.text
        label_end = x + fonts.measure(text, Role.SMALL)
        if x >= end and label_end < min(tick.end_x, strip.viewport.width):
            fonts.draw(painter, x, LABEL_ROOM / 2 + 1.0, text, Role.SMALL)
            end = label_end + 14.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("dispute"))
    painter.drawRects([QRectF(x - 1.0, height - 5.0, 2.0, 5.0) for x in strip.hits.tolist()])
    painter.restore()
