"""A picture of a part of a plane, kept while a view moves over it: what is new is painted, the rest copied as it is."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from dateline.painting.pictures import picture_bytes

GRID_X, GRID_Y = 128, 128
"""What is new is painted in whole steps of so many device pixels, so that not every move paints some."""
AHEAD_X, AHEAD_Y = 768, 256
"""How far beyond a view that leaves the picture the next one reaches, on the side one moves to."""
BEHIND_X, BEHIND_Y = 256, 768
"""The same on the other side: lanes are gone through up and down, time more in one direction."""


class Surface:
    """The picture, in device pixels of the plane. One picture, as rows of many narrow ones take twice the time to copy.

    It is as large as the view at first, as one mostly zooms on, and a bounded bit larger once the view has moved; while
    that does not change, what is painted is moved within its memory.
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
        self._rect, self._painted = QRect(), QRegion()

    def keep(self, rect: QRect) -> None:
        """Forget what was painted elsewhere."""
        self._painted = self._painted.intersected(rect)

    def forget(self, rect: QRect) -> None:
        """Forget what was painted in a part."""
        self._painted = self._painted.subtracted(rect)

    def cover(self, view: QRect, paint: Callable[[QImage, QRect, QPoint], None]) -> int:
        """Have painted what of the view is not there yet; return how many device pixels that was.

        `paint(picture, rect, origin)` paints a part `rect` of the plane onto a picture that begins at `origin`.
        """
        missing = QRegion(view).subtracted(self._painted)
        if missing.isEmpty():
            return 0
        if self._rect.isEmpty():
            self._begin(view)
        elif not self._painted.intersects(view):
            self._leap(view)
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

    def _leap(self, view: QRect) -> None:
        """Begin anew at a view that shares nothing with what is painted, in the memory there is."""
        self._painted = QRegion()
        if self._picture.width() >= view.width() and self._picture.height() >= view.height():
            self._rect = QRect(view.topLeft(), self._picture.size())
        else:
            self._begin(view)

    def _move_on(self, view: QRect) -> None:
        """Reach on beyond the view where it leaves the picture, and keep what is painted there."""
        former, picture = self._rect, self._picture
        left, width = _along((view.left(), view.right()), (former.left(), former.right()), AHEAD_X, BEHIND_X, GRID_X)
        top, height = _along((view.top(), view.bottom()), (former.top(), former.bottom()), AHEAD_Y, BEHIND_Y, GRID_Y)
        self._rect = QRect(left, top, width, height)
        self._painted = self._painted.intersected(self._rect)
        if self._rect.size() == former.size():
            _move(picture, former.topLeft() - self._rect.topLeft())
            return
        self._picture = QImage(self._rect.size(), QImage.Format.Format_RGB32)
        shared = self._painted.boundingRect()
        if not shared.isEmpty():
            painter = QPainter(self._picture)
            painter.drawImage(shared.topLeft() - self._rect.topLeft(), picture, shared.translated(-former.topLeft()))
            painter.end()


def _along(view: tuple[int, int], former: tuple[int, int], ahead: int, behind: int, grid: int) -> tuple[int, int]:
    """Where along an axis the next picture begins, and its length: where the view leaves the former, always the same.

    Beyond a view that stays within the former there is nothing, so that pictures grow in one direction at a time.
    """
    low, high = view
    if former[0] <= low and high <= former[1]:
        begin = low // grid * grid
        return begin, -(-(high + 1) // grid) * grid - begin
    length = -(-(high + 1 - low + ahead + behind) // grid) * grid + grid
    is_on = low >= former[0]
    begin = max(former[0], low - behind) if is_on else min(former[1], high + behind) + 1 - length
    return min(max(begin, high + grid - length), low) // grid * grid, length


def _move(picture: QImage, way: QPoint) -> None:
    """Move all pixels in place; what comes in at the other side is to be painted."""
    pixels, offset = memoryview(picture.bits()), way.y() * picture.bytesPerLine() + way.x() * picture.depth() // 8
    if offset > 0:
        pixels[offset:] = pixels[:-offset]
    elif offset < 0:
        pixels[:offset] = pixels[-offset:]


def _aligned(rect: QRect) -> QRect:
    left, top = rect.left() // GRID_X * GRID_X, rect.top() // GRID_Y * GRID_Y
    right, bottom = -(-(rect.right() + 1) // GRID_X) * GRID_X, -(-(rect.bottom() + 1) // GRID_Y) * GRID_Y
    return QRect(left, top, right - left, bottom - top)
