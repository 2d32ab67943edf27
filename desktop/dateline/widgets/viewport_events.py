"""What comes to the timeline without a handler of its own: the pointer's leaving, tips, gestures of a touchpad."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from dateline.widgets.timeline_view import TimelineView

TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel})


class ViewportEvents(QObject):
    """Watches the view's viewport, once its first picture is painted.

    To hand an event of whatever kind to Python, PySide6 makes the classes of all kinds, 40 of them.
    """

    def __init__(self, view: "TimelineView") -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        view = self._view
        if event.type() in TOUCHES:
            view.glide.finish()
            view.hints.forget()
        elif event.type() is QEvent.Type.Leave:
            view.set_hover(None)
            view.hints.forget()
        elif event.type() is QEvent.Type.ToolTip:
            return True  # Qt's own would take the hint away
        elif isinstance(event, QNativeGestureEvent):
            return view.wheel.native(event)
        elif event.type() is QEvent.Type.Gesture:
            return self._pinch(event)
        return False

    def _pinch(self, event: QEvent) -> bool:
        assert isinstance(event, QGestureEvent)
        gesture = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(gesture, QPinchGesture):
            return False
        self._view.gestures.let_go()
        self._view.wheel.pinch(gesture)
        event.accept(gesture)
        return True
