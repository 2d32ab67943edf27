"""Moves the view on while something is dragged to its edge."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer

REACH = 20.0
"""So near an edge the view moves on, layout units."""
TICK_MS = 16
SHARE = 0.5
"""How far it moves each time, of how deep within the reach, or beyond the edge, the pointer is."""
FASTEST = 40.0


class EdgeScroll(QObject):
    """Ticks while the pointer is near an edge, and further out than where the drag began."""

    def __init__(self, move: Callable[[float, float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._move = move
        self._by = QPointF()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    def follow(self, area: QRectF, start: QPointF, at: QPointF, is_upright: bool) -> None:
        """Move on or stop, by where the pointer is; up and down only where `is_upright`."""
        dx = _depth(area.left(), area.right(), start.x(), at.x())
        dy = _depth(area.top(), area.bottom(), start.y(), at.y()) if is_upright else 0.0
        self._by = QPointF(dx, dy) * SHARE
        if self._by.isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @property
    def is_moving(self) -> bool:
        return self._timer.isActive()

    def _tick(self) -> None:
        self._move(_held(self._by.x()), _held(self._by.y()))


def _held(value: float) -> float:
    return min(max(value, -FASTEST), FASTEST)


def _depth(low: float, high: float, start: float, at: float) -> float:
    """How deep a place is within the reach of an edge: below 0 at the lower one, 0 elsewhere."""
    if at < low + REACH and at < start:
        return at - (low + REACH)
    if at > high - REACH and at > start:
        return at - (high - REACH)
    return 0.0
