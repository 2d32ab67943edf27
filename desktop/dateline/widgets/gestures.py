"""What mouse, wheel and fingers do on the timeline: pan, zoom, mark a span, select."""

import math
from enum import Enum, auto
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent

from dateline.domain.arrays import distinct
from dateline.layout.scene import Hit, HitKind
from dateline.painting.theme import Theme
from dateline.widgets.status import stretch_words

if TYPE_CHECKING:
    from dateline.widgets.timeline_view import TimelineView

CLICK_REACH = 4
"""A drag of less than so many layout units is a click."""
LOCK_MS = 150
"""A pause of so long frees the axis that a run of wheel turns has locked."""
NOTCH = 120
NOTCH_SHARE = 0.1
ZOOM_PER_NOTCH = 1.2
LINE = 57
BUTTONS = frozenset({HitKind.MARK, HitKind.BLOCK, HitKind.DENSITY, HitKind.MORE, HitKind.TRIANGLE})
"""What does something when clicked."""


class Drag(Enum):
    """What a pressed button does as it moves."""

    NONE = auto()
    PAN = auto()
    SPAN = auto()
    RULER = auto()
    BAND = auto()


class Gestures:
    """One gesture at a time, on one view."""

    def __init__(self, view: "TimelineView") -> None:
        self._view = view
        self._drag = Drag.NONE
        self._from = QPointF()
        self._at = QPointF()
        self._last = QPointF()
        self._has_moved = False
        self.is_clicking = False  # what is under the pointer stays there
        self._wheel_axis: Qt.Orientation | None = None
        self._wheel_time = 0
        self._is_zooming = False
        self._is_sizing = False
        self._turned = 0  # since the last step of the row height

    # buttons

    def press(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        self._from = self._at = self._last = event.position()
        self._has_moved = False
        hit = self._view.hit(event.position().toPoint())
        modifiers = event.modifiers()
        if hit is not None and hit.kind is HitKind.AXIS:
            self._drag = Drag.RULER
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._drag = Drag.SPAN
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._drag = Drag.BAND
        else:
            self._drag = Drag.PAN

    def move(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if self._drag is Drag.NONE:
            self._hover()
            return
        moved = self._at - self._from
        if not self._has_moved and math.hypot(moved.x(), moved.y()) < CLICK_REACH:
            return
        is_first, self._has_moved = not self._has_moved, True
        if self._drag is Drag.PAN:
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() - round(self._at.y()) + round(self._last.y()))
            self._view.pan(self._last.x() - self._at.x(), is_step=is_first)
        self._last = self._at
        self._view.viewport().update()

    def release(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, Drag.NONE
        self._at = event.position()
        self._view.viewport().unsetCursor()
        if drag is Drag.NONE:
            return
        if not self._has_moved:
            self.is_clicking = True
            self._click(event)
            self.is_clicking = False
        elif drag is Drag.SPAN:
            self._zoom_to_span()
        elif drag is Drag.RULER:
            self._view.period_requested.emit(*self._span())
        elif drag is Drag.BAND:
            self._select_band()
        self._view.viewport().update()

    def double_click(self, event: QMouseEvent) -> None:
        """Fit the event, the lane or, on empty ground, zoom in there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        hit = self._view.hit(event.position().toPoint())
        if hit is not None and hit.kind is HitKind.MARK:
            self._view.show_rows(hit.rows)
        elif hit is not None and hit.kind is HitKind.HEADER and 0 <= hit.lane < len(self._view.plan.lanes):
            self._view.show_rows(self._view.plan.lanes[hit.lane].rows)
        elif hit is not None and hit.kind in (HitKind.LANE, HitKind.AXIS):
            self._view.zoom(2.0, event.position().x() - self._view.left)

    def key(self, event: QKeyEvent) -> bool:
        """Esc ends a gesture that goes on; whether it was used."""
        if event.key() != Qt.Key.Key_Escape or self._drag is Drag.NONE:
            return False
        self._drag = Drag.NONE
        self._view.viewport().unsetCursor()
        self._view.viewport().update()
        return True

    def _hover(self) -> None:
        hit = self._view.hit(self._at.toPoint())
        is_event = hit is not None and hit.kind in (HitKind.MARK, HitKind.TRAY) and len(hit.rows) == 1
        self._view.set_hover(int(hit.rows[0]) if hit is not None and is_event else None)
        is_button = hit is not None and hit.kind in BUTTONS
        self._view.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_event or is_button else Qt.CursorShape.ArrowCursor
        )

    def _click(self, event: QMouseEvent) -> None:
        document = self._view.document
        hit: Hit | None = self._view.hit(event.position().toPoint())
        if hit is None:
            return
        match hit.kind:
            case HitKind.MARK | HitKind.TRAY if len(hit.rows) == 1:
                row = int(hit.rows[0])
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    document.toggle(row)
                elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    document.extend_to(row)
                else:
                    document.select_one(row)
            case HitKind.BLOCK | HitKind.DENSITY | HitKind.MORE:
                self._view.show_rows(hit.rows)
            case HitKind.TRAY:
                self._view.rows_requested.emit(hit.rows)
            case HitKind.TRIANGLE:
                self._view.lane_toggled.emit(hit.lane)
            case HitKind.HEADER if 0 <= hit.lane < len(self._view.plan.lanes):
                document.select(self._view.plan.lanes[hit.lane].rows, document.current)

    # spans

    def _span(self) -> tuple[int, int]:
        viewport, left = self._view.document.viewport, self._view.left
        ends = sorted(min(max(each.x() - left, 0.0), viewport.width) for each in (self._from, self._at))
        return viewport.instant_at(ends[0]), viewport.instant_at(ends[1])

    def _zoom_to_span(self) -> None:
        start, end = self._span()
        viewport = self._view.document.viewport
        self._view.moves.show(type(viewport).fitted(start, max(end, start + 1), viewport.width, 0.0))

    def _select_band(self) -> None:
        scene, band = self._view.scene, QRectF(self._from, self._at).normalized()
        xs = scene.marks.x + scene.left
        ys = scene.marks.y + scene.top - scene.scroll
        inside = (xs >= band.left()) & (xs <= band.right()) & (ys >= band.top()) & (ys <= band.bottom())
        rows = distinct(scene.marks.row[inside])
        if len(rows):
            self._view.document.select(rows, int(rows[0]))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """The span or the band being marked, with its dates."""
        if self._drag not in (Drag.SPAN, Drag.RULER, Drag.BAND) or not self._has_moved:
            return
        view = self._view.viewport()
        area = QRectF(self._from, self._at).normalized()
        if self._drag is not Drag.BAND:
            area.setTop(0)
            area.setBottom(view.height())
        accent = QColor(theme.accent)
        ground = QColor(accent)
        ground.setAlphaF(0.14)
        painter.setPen(QPen(accent, 1))
        painter.setBrush(ground)
        painter.drawRect(area)
        if self._drag is not Drag.BAND:
            painter.setFont(self._view.font())
            words = stretch_words(*self._span())
            width = painter.fontMetrics().horizontalAdvance(words) + 16
            box = QRectF(min(max(area.center().x() - width / 2, 4), view.width() - width - 4), LINE + 6, width, 22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(theme.paper))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    # wheel

    def wheel(self, event: QWheelEvent) -> None:
        """Rows up and down where they overflow, else time; Shift or sideways: time; Ctrl: zoom at the pointer."""
        now = event.timestamp() or int(monotonic() * 1000)  # when it was turned, however late it is handled
        is_new_run = now - self._wheel_time > LOCK_MS
        self._wheel_time = now
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if is_new_run:
            self._wheel_axis = None
            self._is_zooming = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._is_sizing = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._turned = 0
        if self._is_sizing:
            self._size_rows(event)
            event.accept()
            return
        if self._is_zooming:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # momentum after the key never becomes zoom
                delta = turned.y() or turned.x()
                self._view.zoom(
                    ZOOM_PER_NOTCH ** (delta / NOTCH), event.position().x() - self._view.left, is_step=is_new_run
                )
            event.accept()
            return
        sideways = turned.x() if turned.x() else turned.y()
        if self._wheel_axis is None:
            is_sideways = abs(turned.x()) > abs(turned.y()) or bool(
                event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            )
            has_overflow = self._view.verticalScrollBar().maximum() > 0
            self._wheel_axis = Qt.Orientation.Horizontal if is_sideways or not has_overflow else Qt.Orientation.Vertical
        if self._wheel_axis is Qt.Orientation.Horizontal:
            exact = pixels.x() or (pixels.y() if abs(turned.y()) > abs(turned.x()) else 0)
            width = self._view.document.viewport.width
            self._view.pan(-exact if exact else -sideways / NOTCH * NOTCH_SHARE * width, is_step=is_new_run)
        else:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() - (pixels.y() or round(turned.y() / NOTCH * 3 * bar.singleStep())))
        event.accept()

    def _size_rows(self, event: QWheelEvent) -> None:
        """A step per notch; some systems turn the wheel sideways with Alt."""
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return  # momentum
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        if steps:
            self._view.row_height_requested.emit(steps, event.position().y())
