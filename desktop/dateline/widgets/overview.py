"""The strip above the timeline: how many events there are over the whole time, and a frame around what is seen."""

from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from dateline.domain.query import Answer
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE
from dateline.layout.overview import Overview as Strip
from dateline.layout.overview import overview
from dateline.layout.viewport import Viewport
from dateline.models.document import Document
from dateline.models.finder import Finder
from dateline.painting.overview import FRAME_REACH, OverviewPainter, draw_outline, outlined
from dateline.painting.text import Type
from dateline.painting.theme import Theme
from dateline.widgets.assistive import announce
from dateline.widgets.status import stretch_words
from dateline.widgets.wheel import LOCK_MS, NOTCH, ZOOM_PER_NOTCH

HEIGHT = 48
MARGIN = 14
HANDLE = 5
CLICK_REACH = 4
OVERLAP = 0.1
"""What of a window is seen again in the next one."""


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


class Overview(QWidget):
    """Exact counts of all events and, stronger, of those shown. Drag the frame, its edges, or a new one beside it."""

    def __init__(
        self, document: Document, finder: Finder, theme: Theme, fonts: Type, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._finder, self._theme = document, finder, theme
        self._grip = Grip.NONE
        self._from = QPointF()
        self._held = document.viewport
        self._turned_at = 0  # when the wheel was turned last, ms
        self._has_moved = False
        self._kept: _Kept | None = None
        self._painter = OverviewPainter(fonts)
        self._framed, self._marked = QRectF(), -1.0  # where the frame and the mark of the current event were drawn
        self.setFixedHeight(HEIGHT + 4)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Overview of the whole time"))
        for signal in (document.rows_changed, document.chronology_changed, finder.hits_changed):
            signal.connect(self.update)
        document.chronology_changed.connect(self._let_go)
        document.viewport_changed.connect(self._follow_frame)
        document.current_changed.connect(self._follow_current)

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
        strip = self.strip
        if strip is None:
            outline = outlined(self._width, HEIGHT)
            painter.fillPath(outline, self._theme.colour("surface"))
            draw_outline(painter, outline, self._theme, is_focused=self.hasFocus())
        else:
            self._framed, current = self._frame(strip.viewport), self._current_x(strip.viewport)
            self._marked = -1.0 if current is None else current
            is_focused = self.hasFocus()
            self._painter.draw(painter, strip, HEIGHT, self._framed, current, self._theme, is_focused=is_focused)
        painter.end()

    def _follow_frame(self) -> None:
        """Draw anew where an edge of the frame was and where it is now."""
        before, after = self._framed, self._frame(self.whole)
        for was, now in ((before.left(), after.left()), (before.right(), after.right())):
            if was != now:
                self._update_between(was, now)

    def _follow_current(self) -> None:
        """Draw anew where the mark of the current event was and where it is now."""
        current = self._current_x(self.whole)
        for x in (self._marked, -1.0 if current is None else current):
            self._update_between(x, x)

    def _update_between(self, first: float, second: float) -> None:
        left, right = min(first, second) - FRAME_REACH, max(first, second) + FRAME_REACH
        self.update(QRectF(left + MARGIN, 0, right - left, self.height()).toAlignedRect())

    def _current_x(self, whole: Viewport) -> float | None:
        current, columns = self._document.current, self._document.chronology.columns
        if current is None or columns.start_earliest[current] == FUTURE:
            return None
        return float(whole.x_of(int(columns.start_earliest[current])))

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

    def _let_go(self) -> None:
        """A drag over another chronology is off."""
        self._grip = Grip.NONE

    def cancel(self) -> bool:
        """Give up a drag, and show what was seen before; whether there was one."""
        is_dragging, self._grip = self._grip is not Grip.NONE, Grip.NONE
        if is_dragging and self._has_moved:
            self._document.set_viewport(self._held, is_step=False)
        return is_dragging

    def wheelEvent(self, event: QWheelEvent) -> None:
        seen = self._document.viewport
        is_first = abs(event.timestamp() - self._turned_at) > LOCK_MS
        self._turned_at = event.timestamp()
        zoomed = seen.zoomed(ZOOM_PER_NOTCH ** (event.angleDelta().y() / NOTCH), seen.width / 2)
        self._document.set_viewport(zoomed, is_step=is_first)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        seen, whole = self._document.viewport, self.whole
        half = int(seen.span / 2)
        match event.key():
            case Qt.Key.Key_Left:
                self._document.set_viewport(seen.panned(-seen.width / 10))
            case Qt.Key.Key_Right:
                self._document.set_viewport(seen.panned(seen.width / 10))
            case Qt.Key.Key_PageUp:
                self._document.set_viewport(seen.panned(-seen.width * (1 - OVERLAP)))
            case Qt.Key.Key_PageDown:
                self._document.set_viewport(seen.panned(seen.width * (1 - OVERLAP)))
            case Qt.Key.Key_Home:
                self._document.set_viewport(seen.centred(whole.start + half))
            case Qt.Key.Key_End:
                self._document.set_viewport(seen.centred(whole.end - half))
            case Qt.Key.Key_Up | Qt.Key.Key_Plus:
                self._document.set_viewport(seen.zoomed(1.5, seen.width / 2))
            case Qt.Key.Key_Down | Qt.Key.Key_Minus:
                self._document.set_viewport(seen.zoomed(1 / 1.5, seen.width / 2))
            case Qt.Key.Key_0:
                self._document.set_viewport(self._document.fitted_to(self._document.answer.rows))
            case _:
                super().keyPressEvent(event)
                return
        seen = self._document.viewport
        announce(self, stretch_words(seen.start, seen.end))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()
