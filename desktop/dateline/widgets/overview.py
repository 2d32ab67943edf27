"""The strip above the timeline: how many events there are over the whole time, and a frame around what is seen."""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from dateline.domain.query import Answer
from dateline.layout.metrics import Role
from dateline.layout.overview import Overview as Strip
from dateline.layout.overview import overview
from dateline.layout.viewport import Viewport
from dateline.models.document import Document
from dateline.models.finder import Finder
from dateline.painting.overview import paint_overview
from dateline.painting.text import Type
from dateline.painting.theme import Theme

HEIGHT = 48
MARGIN = 14
HANDLE = 5
CLICK_REACH = 4


class Grip(Enum):
    """What of the frame is held."""

    NONE = auto()
    FRAME = auto()
    LEFT = auto()
    RIGHT = auto()
    NEW = auto()


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """A strip and what it was made of."""

    answer: Answer
    hits: NDArray[np.int64]
    width: float
    strip: Strip | None


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """A strip's picture and what it was painted for."""

    strip: Strip
    theme: Theme
    ratio: float
    picture: QPixmap


class Overview(QWidget):
    """Exact counts of all events and, stronger, of those shown. Drag the frame, its edges, or a new one beside it."""

    def __init__(
        self, document: Document, finder: Finder, theme: Theme, fonts: Type, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._finder, self._theme, self._fonts = document, finder, theme, fonts
        self._grip = Grip.NONE
        self._from = QPointF()
        self._held = document.viewport
        self._has_moved = False
        self._kept: _Kept | None = None
        self._drawn: _Drawn | None = None
        self.setFixedHeight(HEIGHT + 4)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Overview of the whole time"))
        for signal in (
            document.rows_changed,
            document.chronology_changed,
            document.viewport_changed,
            document.current_changed,
            finder.hits_changed,
        ):
            signal.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT + 4)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    @property
    def strip(self) -> Strip | None:
        """Counts and scale of the strip; None: no event has a date. Kept until document, search or width change."""
        answer, hits, kept = self._document.answer, self._finder.hits, self._kept
        if kept is None or kept.answer is not answer or kept.hits is not hits or kept.width != self._width:
            strip = overview(self._document.chronology, answer, self._width, hits)
            self._kept = kept = _Kept(answer, hits, self._width, strip)
        return kept.strip

    @property
    def whole(self) -> Viewport:
        """The stretch of time that the strip covers."""
        return self.strip.viewport if self.strip is not None else self._document.viewport

    @property
    def _width(self) -> float:
        return max(float(self.width() - 2 * MARGIN), 50.0)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(MARGIN, 0)
        strip, area = self.strip, QRectF(0, 0.5, self._width, HEIGHT - 1)
        outline = QPainterPath()
        outline.addRoundedRect(area, 4, 4)
        painter.setClipPath(outline)
        if strip is None:
            painter.fillRect(area, self._theme.colour("surface"))
        else:
            painter.drawPixmap(QPointF(0, 0), self._picture(strip))
            self._draw_current(painter, strip.viewport)
            self._draw_frame(painter, strip.viewport)
            self._draw_outside(painter, strip)
        painter.setClipping(False)
        painter.setPen(QPen(self._theme.colour("accent" if self.hasFocus() else "hairline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.end()

    def _picture(self, strip: Strip) -> QPixmap:
        """The counts as painted; kept, since a pan moves only the frame over them (5 ms a step otherwise)."""
        ratio, drawn = self.devicePixelRatioF(), self._drawn
        if drawn is None or drawn.strip is not strip or drawn.theme is not self._theme or drawn.ratio != ratio:
            picture = QPixmap((QSizeF(self._width, HEIGHT) * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_overview(painter, strip, HEIGHT, self._theme, self._fonts)
            painter.end()
            self._drawn = drawn = _Drawn(strip, self._theme, ratio, picture)
        return drawn.picture

    def _draw_current(self, painter: QPainter, whole: Viewport) -> None:
        current, columns = self._document.current, self._document.chronology.columns
        if current is not None and bool(columns.is_dated[current]):
            x = whole.x_of(int(columns.start_earliest[current]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawPolygon([QPointF(x - 4, HEIGHT), QPointF(x + 4, HEIGHT), QPointF(x, HEIGHT - 6)])

    def _draw_outside(self, painter: QPainter, strip: Strip) -> None:
        """How many of the events shown lie before the strip and after it."""
        painter.setPen(self._theme.colour("soft_ink"))
        if strip.before:
            self._fonts.draw(painter, 14, HEIGHT - 9, f"‹ {strip.before:,}", Role.SMALL)
        if strip.after:
            text = f"{strip.after:,} ›"
            width = self._fonts.measure(text, Role.SMALL)
            self._fonts.draw(painter, self._width - width - 14, HEIGHT - 9, text, Role.SMALL)

    def _draw_frame(self, painter: QPainter, whole: Viewport) -> None:
        frame = self._frame(whole)
        accent = self._theme.colour("accent")
        veil = self._theme.colour("pane")
        veil.setAlphaF(0.62)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRect(QRectF(0, 0, max(frame.left(), 0), HEIGHT))
        painter.drawRect(QRectF(frame.right(), 0, max(self._width - frame.right(), 0), HEIGHT))
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        for x in (frame.left(), frame.right()):
            painter.drawRoundedRect(QRectF(x - 2.5, HEIGHT / 2 - 8, 5, 16), 2, 2)

    def _frame(self, whole: Viewport) -> QRectF:
        seen = self._document.viewport
        left, right = whole.x_of(seen.start), whole.x_of(seen.end)
        left, right = max(left, 1.0), min(right, self._width - 1.0)
        if right - left < 6:
            middle = (left + right) / 2
            left, right = middle - 3, middle + 3
        return QRectF(left, 1.5, right - left, HEIGHT - 3)

    # moving

    def _grip_at(self, x: float) -> Grip:
        frame = self._frame(self.whole)
        if abs(x - frame.left()) <= HANDLE:
            return Grip.LEFT
        if abs(x - frame.right()) <= HANDLE:
            return Grip.RIGHT
        return Grip.FRAME if frame.left() < x < frame.right() else Grip.NEW

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._from = event.position() - QPointF(MARGIN, 0)
        self._grip = self._grip_at(self._from.x())
        self._held, self._has_moved = self._document.viewport, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position() - QPointF(MARGIN, 0)
        if self._grip is Grip.NONE:
            is_edge = self._grip_at(at.x()) in (Grip.LEFT, Grip.RIGHT)
            self.setCursor(Qt.CursorShape.SizeHorCursor if is_edge else Qt.CursorShape.ArrowCursor)
            return
        if not self._has_moved and abs(at.x() - self._from.x()) < CLICK_REACH:
            return
        is_first, self._has_moved = not self._has_moved, True
        self._document.set_viewport(self._dragged(at.x()), is_step=is_first)

    def _dragged(self, x: float) -> Viewport:
        whole, held = self.whole, self._held
        start, end = whole.instant_at(self._from.x()), whole.instant_at(x)
        match self._grip:
            case Grip.FRAME:
                return held.panned((end - start) / held.scale)
            case Grip.LEFT:
                ends = sorted((end, held.end))
            case Grip.RIGHT:
                ends = sorted((held.start, end))
            case _:
                ends = sorted((start, end))
        return Viewport.fitted(ends[0], max(ends[1], ends[0] + 60), held.width, 0.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is not Grip.NONE and not self._has_moved:
            self._document.set_viewport(self._document.viewport.centred(self.whole.instant_at(self._from.x())))
        self._grip = Grip.NONE

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._document.set_viewport(self._document.fitted_to(self._document.answer.rows))

    def wheelEvent(self, event: QWheelEvent) -> None:
        seen = self._document.viewport
        self._document.set_viewport(seen.zoomed(1.2 ** (event.angleDelta().y() / 120), seen.width / 2))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        seen = self._document.viewport
        match event.key():
            case Qt.Key.Key_Left:
                self._document.set_viewport(seen.panned(-seen.width / 10))
            case Qt.Key.Key_Right:
                self._document.set_viewport(seen.panned(seen.width / 10))
            case Qt.Key.Key_Up | Qt.Key.Key_Plus:
                self._document.set_viewport(seen.zoomed(1.5, seen.width / 2))
            case Qt.Key.Key_Down | Qt.Key.Key_Minus:
                self._document.set_viewport(seen.zoomed(1 / 1.5, seen.width / 2))
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()
