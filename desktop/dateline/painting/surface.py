"""A picture of a part of a plane, kept while a view moves over it: what is new is painted, the rest copied as it is."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from dateline.painting.text import picture_bytes

GRID_X, GRID_Y = 128, 128
"""What is new is painted in whole steps of so many device pixels, so that not every move paints some."""
AHEAD_X, AHEAD_Y = 768, 256
"""How far beyond a view that leaves the picture the next one reaches, on the side one moves to."""
BEHIND_X = 256


class Surface:
    """The picture, in device pixels of the plane. One picture, as rows of many narrow ones take twice the time to copy.

    It is as large as the view at first, as one mostly zooms on, and a bounded bit larger once the view has moved.
    """

    def __init__(self) -> None:
        self._rect = QRect()
        self._picture = QImage()
        self._painted = QRegion()

    @property
    def bytes(self) -> int:
        """How much memory the picture takes."""
        return picture_bytes(self._picture)

    def clear(self) -> None:
        """Forget what was painted; the memory is used again where the next view is as large."""
        self._painted = QRegion()

    def cover(self, view: QRect, paint: Callable[[QImage, QRect, QPoint], None]) -> int:
        """Have painted what of the view is not there yet; return how many device pixels that was.

        `paint(picture, rect, origin)` paints a part `rect` of the plane onto a picture that begins at `origin`.
        """
        missing = QRegion(view).subtracted(self._painted)
        if missing.isEmpty():
            return 0
        if self._painted.isEmpty():
            self._begin(view)
        else:
            if not self._rect.contains(view):
                self._move_on(view)
            missing = QRegion(_aligned(missing.boundingRect()).intersected(self._rect)).subtracted(self._painted)
        painted = 0
        for rect in missing:  # type: ignore[attr-defined]  # the stub lacks __iter__
            paint(self._picture, rect, self._rect.topLeft())
            painted += rect.width() * rect.height()
        self._painted = self._painted.united(missing)
        return painted

    def draw(self, painter: QPainter, view: QRect, at: QPoint) -> None:
        """Copy the view to a point of the painter, which counts in device pixels."""
        x, y = view.x() - self._rect.x(), view.y() - self._rect.y()
        painter.drawImage(at.x(), at.y(), self._picture, x, y, view.width(), view.height())

    def _begin(self, view: QRect) -> None:
        if self._picture.size() != view.size():
            self._picture = QImage(view.size(), QImage.Format.Format_RGB32)
        self._rect = QRect(view)

    def _move_on(self, view: QRect) -> None:
        """Take a new picture around the view, with what it shares with the former one."""
        former, picture = self._rect, self._picture
        dx, dy = view.center().x() - former.center().x(), view.center().y() - former.center().y()
        left, right = (AHEAD_X if dx < 0 else BEHIND_X), (AHEAD_X if dx > 0 else BEHIND_X)
        above, below = (AHEAD_Y if dy < 0 else 0), (AHEAD_Y if dy > 0 else 0)
        self._rect = _aligned(view.adjusted(-left if dx else 0, -above, right if dx else 0, below))
        self._painted = self._painted.intersected(self._rect)
        self._picture = QImage(self._rect.size(), QImage.Format.Format_RGB32)
        shared = self._painted.boundingRect()
        if not shared.isEmpty():
            painter = QPainter(self._picture)
            painter.drawImage(shared.topLeft() - self._rect.topLeft(), picture, shared.translated(-former.topLeft()))
            painter.end()


def _aligned(rect: QRect) -> QRect:
    left, top = rect.left() // GRID_X * GRID_X, rect.top() // GRID_Y * GRID_Y
    right, bottom = -(-(rect.right() + 1) // GRID_X) * GRID_X, -(-(rect.bottom() + 1) // GRID_Y) * GRID_Y
    return QRect(left, top, right - left, bottom - top)
