"""What wheel, trackpad and two fingers do on the timeline: rows or time, zoom, row height."""

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent

if TYPE_CHECKING:
    from PySide6.QtGui import QNativeGestureEvent
    from PySide6.QtWidgets import QPinchGesture

    from dateline.widgets.timeline_view import TimelineView

LOCK_MS = 150
"""A pause of so long frees the axis that a run of wheel turns has locked."""
NOTCH = 120
NOTCH_SHARE = 0.1
"""Of the width, how far a notch leads through time."""
ZOOM_PER_NOTCH = 1.2
ROWS_PER_NOTCH = 3
LEAST_PINCH = 0.2
"""No single step of a pinch makes smaller than this."""
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Wheel:
    """Turns of the wheel come in runs: what the first one of a run does, all do."""

    def __init__(self, view: "TimelineView") -> None:
        self._view = view
        self._axis: Qt.Orientation | None = None
        self._time = 0
        self._is_zooming = self._is_sizing = False
        self._turned = 0  # since the last step of the row height
        self._is_first = True  # of a pinch

    def turn(self, event: QWheelEvent) -> None:
        """Rows up and down where they overflow, else time; Shift or sideways: time; Ctrl: zoom; Alt: row height."""
        now = event.timestamp() or int(monotonic() * 1000)  # when it was turned, however late it is handled
        is_new_run, self._time = abs(now - self._time) > LOCK_MS, now
        if is_new_run:
            is_pushed = event.phase() is not Qt.ScrollPhase.ScrollMomentum  # by fingers, not by what they left behind
            self._axis = None
            self._is_zooming = is_pushed and bool(event.modifiers() & CTRL)
            self._is_sizing = is_pushed and bool(event.modifiers() & ALT)
            self._turned = 0
        if self._is_zooming:
            self._zoom(event, is_new_run)
        elif self._is_sizing:
            self._size_rows(event)
        else:
            self._scroll(event, is_new_run)
        event.accept()

    def _zoom(self, event: QWheelEvent, is_first: bool) -> None:
        if event.modifiers() & CTRL:  # momentum after the key never becomes zoom
            delta = event.angleDelta().y() or event.angleDelta().x()
            self._zoom_at(ZOOM_PER_NOTCH ** (delta / NOTCH), event.position(), is_first)

    def _zoom_at(self, factor: float, at: QPointF, is_first: bool) -> None:
        self._view.zoom(factor, at.x() - self._view.plan.options.header, is_step=is_first)

    def _size_rows(self, event: QWheelEvent) -> None:
        """A step per notch; some systems turn the wheel sideways with Alt."""
        if not event.modifiers() & ALT:
            return  # momentum
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        if steps:
            self._view.row_height_requested.emit(steps, event.position().y())

    def _scroll(self, event: QWheelEvent, is_first: bool) -> None:
        turned, pixels, bar = event.angleDelta(), event.pixelDelta(), self._view.verticalScrollBar()
        if self._axis is None:
            is_sideways = abs(turned.x()) > abs(turned.y()) or bool(event.modifiers() & SHIFT) or bar.maximum() == 0
            self._axis = Qt.Orientation.Horizontal if is_sideways else Qt.Orientation.Vertical
        if self._axis is Qt.Orientation.Horizontal:
            exact = pixels.x() or (pixels.y() if abs(turned.y()) > abs(turned.x()) else 0)
            width = self._view.document.viewport.width
            notches = (turned.x() or turned.y()) / NOTCH
            self._view.pan(-exact if exact else -notches * NOTCH_SHARE * width, is_step=is_first)
        else:
            rows = turned.y() / NOTCH * ROWS_PER_NOTCH * bar.singleStep()
            bar.setValue(bar.value() - (pixels.y() or round(rows)))

    # fingers

    def native(self, event: "QNativeGestureEvent") -> bool:
        """A trackpad's pinch; whether it was one."""
        match event.gestureType():
            case Qt.NativeGestureType.BeginNativeGesture:
                self._is_first = True
            case Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_at(max(1.0 + event.value(), LEAST_PINCH), event.position(), self._is_first)
                self._is_first = False
            case _:
                return False
        return True

    def pinch(self, gesture: "QPinchGesture") -> None:
        """Two fingers on the screen: what is between them stays between them."""
        view, document = self._view, self._view.document
        if gesture.state() is Qt.GestureState.GestureStarted:
            self._is_first = True
            return
        was, now = (
            QPointF(view.viewport().mapFromGlobal(point))
            for point in (gesture.lastCenterPoint(), gesture.centerPoint())
        )
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + round(was.y() - now.y()))
        at = now.x() - view.plan.options.header
        moved = document.viewport.panned(was.x() - now.x())
        document.set_viewport(moved.zoomed(max(gesture.scaleFactor(), LEAST_PINCH), at), self._is_first)
        self._is_first = False
