"""Pictures of parts of a plane, kept and moved: what has been painted once is copied, what is new is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion

from dateline.painting.text import picture_bytes

GRID_X, GRID_Y = 256, 128
"""Further parts are painted in whole steps of so many device pixels, so that not every move paints one."""
MOST = 96
"""More parts than this cost more to put together than to paint anew."""
VIEWS_KEPT = 3.0
"""Of pictures, the area kept, in views; those farthest away go first."""


@dataclass(frozen=True, slots=True, eq=False)
class _Slab:
    rect: QRect
    picture: QPixmap


class Slabs:
    """Disjoint pictures of a plane, in device pixels; what they may take is bounded by the size of the view."""

    def __init__(self) -> None:
        self._slabs: list[_Slab] = []
        self._covered = QRegion()

    def __len__(self) -> int:
        return len(self._slabs)

    @property
    def bytes(self) -> int:
        """How much memory the pictures take."""
        return sum(picture_bytes(slab.picture) for slab in self._slabs)

    def clear(self) -> None:
        self._slabs = []
        self._covered = QRegion()

    def cover(self, view: QRect, paint: Callable[[QRect], QPixmap]) -> int:
        """Have painted what of the view is not there yet; return how many device pixels that was.

        The first picture is the view's own, as one mostly zooms on; later ones reach beyond it.
        """
        if QRegion(view).subtracted(self._covered).isEmpty():
            return 0
        if len(self._slabs) > MOST:
            self.clear()
        missing = QRegion(view).subtracted(self._covered)
        if self._slabs:
            missing = QRegion(_aligned(missing.boundingRect())).subtracted(self._covered)
        painted = 0
        for rect in missing:  # type: ignore[attr-defined]  # the stub lacks __iter__
            self._slabs.append(_Slab(rect, paint(rect)))
            self._covered = self._covered.united(rect)
            painted += rect.width() * rect.height()
        self._drop_far(view)
        return painted

    def draw(self, painter: QPainter, view: QRect, at: QPoint) -> None:
        """Copy the view to a point of the painter, which counts in device pixels."""
        for slab in self._slabs:
            part = slab.rect.intersected(view)
            if not part.isEmpty():
                painter.drawPixmap(
                    at.x() + part.x() - view.x(), at.y() + part.y() - view.y(), slab.picture,
                    part.x() - slab.rect.x(), part.y() - slab.rect.y(), part.width(), part.height(),
                )  # fmt: skip

    def _drop_far(self, view: QRect) -> None:
        most = VIEWS_KEPT * view.width() * view.height()
        area = sum(slab.rect.width() * slab.rect.height() for slab in self._slabs)
        if area <= most:
            return
        centre = view.center()
        self._slabs.sort(key=lambda slab: (slab.rect.center() - centre).manhattanLength())
        while area > most and not self._slabs[-1].rect.intersects(view):
            gone = self._slabs.pop().rect
            area -= gone.width() * gone.height()
            self._covered = self._covered.subtracted(gone)


def _aligned(rect: QRect) -> QRect:
    left, top = rect.left() // GRID_X * GRID_X, rect.top() // GRID_Y * GRID_Y
    right, bottom = -(-(rect.right() + 1) // GRID_X) * GRID_X, -(-(rect.bottom() + 1) // GRID_Y) * GRID_Y
    return QRect(left, top, right - left, bottom - top)
