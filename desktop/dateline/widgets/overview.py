"""The strip above the timeline: how many events there are over the whole time, and a frame around what is seen."""

from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from dateline.layout.density import histogram
from dateline.layout.metrics import Role
from dateline.layout.ticks import ticks
from dateline.layout.viewport import Viewport
from dateline.models.document import Document
from dateline.models.finder import Finder
from dateline.painting.text import Type
from dateline.painting.theme import Theme

Counts = NDArray[np.int64]

HEIGHT = 48
MARGIN = 14
LABEL_HEIGHT = 15
HANDLE = 5
CLICK_REACH = 4
FAR = 2.0
"""Where all dates take more than so many times the file's period, the strip covers the period and counts the rest."""
BIN = 6
"""Layout units a bar of the density is wide, one of them free."""


class Grip(Enum):
    """What of the frame is held."""

    NONE = auto()
    FRAME = auto()
    LEFT = auto()
    RIGHT = auto()
    NEW = auto()


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
        self._kept: tuple[tuple[Viewport, int], Counts, Counts] | None = None
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
    def whole(self) -> Viewport:
        """The stretch of time that the strip covers: all dates, or the file's period where a few lie far outside it."""
        rows = np.arange(len(self._document.chronology), dtype=np.int64)
        every, period = self._document.fitted_to(rows, margin=0.01), self._document.fitted_to_file()
        start, end = min(every.start, period.start), max(every.end, period.end)
        if end - start > FAR * period.span:
            start, end = period.start, period.end
        return Viewport.fitted(start, end, self._width, 0.0)

    @property
    def _width(self) -> float:
        return max(float(self.width() - 2 * MARGIN), 50.0)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(MARGIN, 0)
        whole = self.whole
        area = QRectF(0, 0.5, self._width, HEIGHT - 1)
        painter.setPen(QPen(self._theme.colour("accent" if self.hasFocus() else "hairline"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(area, 4, 4)
        painter.setClipRect(area)
        self._draw_ticks(painter, whole)
        self._draw_density(painter, whole)
        self._draw_hits(painter, whole)
        self._draw_frame(painter, whole)
        self._draw_outside(painter, whole)
        painter.end()

    def _draw_ticks(self, painter: QPainter, whole: Viewport) -> None:
        majors, minors = ticks(whole)
        for tick in majors if len(majors) >= 3 else [tick for tick in minors if tick.text]:
            painter.setPen(QPen(self._theme.colour("grid"), 1))
            painter.drawLine(QPointF(tick.x, 1), QPointF(tick.x, HEIGHT - 1))
            left = max(tick.x, 0) + 5
            if min(tick.end_x, self._width) - left > self._fonts.measure(tick.text, Role.SMALL):
                painter.setPen(self._theme.colour("soft_ink"))
                self._fonts.draw(painter, left, 9.5, tick.text, Role.SMALL)

    def _draw_density(self, painter: QPainter, whole: Viewport) -> None:
        everything, shown = self._densities(whole)
        peak = max(int(everything.max(initial=0)), 1)
        room = HEIGHT - LABEL_HEIGHT - 4
        painter.setPen(Qt.PenStyle.NoPen)
        for counts, strength in ((everything, 0.22), (shown, 0.62)):
            colour = QColor(self._theme.accent)
            colour.setAlphaF(strength)
            painter.setBrush(colour)
            heights = np.where(counts > 0, np.maximum(counts / peak * room, 1.5), 0.0)
            painter.drawRects(
                [
                    QRectF(place * BIN, HEIGHT - 2 - height, BIN - 1, height)
                    for place, height in enumerate(heights.tolist())
                    if height
                ]
            )

    def _densities(self, whole: Viewport) -> tuple[Counts, Counts]:
        """Counts of all events and of those shown; kept until the strip or the answer changes."""
        if self._kept is None or self._kept[0] != (whole, id(self._document.answer)):
            everything = self._counts(whole, self._document.chronology.columns.order)
            shown = self._counts(whole, self._document.answer.rows)
            self._kept = ((whole, id(self._document.answer)), everything, shown)
        return self._kept[1], self._kept[2]

    def _counts(self, whole: Viewport, rows: Counts) -> Counts:
        columns = self._document.chronology.columns
        starts = columns.start_earliest[rows[columns.is_dated[rows]]]
        exact = histogram(starts, whole)
        padded = np.zeros(-(-len(exact) // BIN) * BIN, dtype=np.int64)
        padded[: len(exact)] = exact
        return np.add.reduceat(padded, np.arange(0, len(padded), BIN))

    def _draw_hits(self, painter: QPainter, whole: Viewport) -> None:
        columns = self._document.chronology.columns
        painter.setPen(QPen(self._theme.colour("dispute"), 1.5))
        hits = self._finder.hits[columns.is_dated[self._finder.hits]]
        for x in np.unique(np.round(whole.x_of(columns.start_earliest[hits]))).tolist():
            painter.drawLine(QPointF(x, LABEL_HEIGHT + 1), QPointF(x, LABEL_HEIGHT + 6))
        current = self._document.current
        if current is not None and bool(columns.is_dated[current]):
            x = whole.x_of(int(columns.start_earliest[current]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawPolygon([QPointF(x - 4, HEIGHT), QPointF(x + 4, HEIGHT), QPointF(x, HEIGHT - 6)])

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

    def _draw_outside(self, painter: QPainter, whole: Viewport) -> None:
        """How many of the events shown begin before the strip and after it; none is dropped unseen."""
        columns, rows = self._document.chronology.columns, self._document.answer.rows
        starts = columns.start_earliest[rows[columns.is_dated[rows]]]
        before, upto = np.searchsorted(starts, [whole.start, whole.end]).tolist()
        painter.setPen(self._theme.colour("soft_ink"))
        if before:
            self._fonts.draw(painter, 6, HEIGHT - 9, f"‹ {before:,}", Role.SMALL)
        if len(starts) - upto:
            text = f"{len(starts) - upto:,} ›"
            width = self._fonts.measure(text, Role.SMALL)
            self._fonts.draw(painter, self._width - width - 6, HEIGHT - 9, text, Role.SMALL)

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
