"""The short way of the picture from one stretch of time to the next, so that the eye can follow a leap."""

from collections.abc import Callable
from functools import cached_property

# By module: PySide6 makes a class, with all its enums, when its name is first asked for; animations wait for a move.
from PySide6 import QtCore
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from dateline.layout.viewport import Viewport

DURATION_MS = 150
FARTHEST_ZOOM = 32.0
"""A zoom by more is a cut: nothing of one picture could be told in the other."""
FARTHEST_PAN = 1.0
"""Of the width; what is farther shares nothing with what was seen."""


class Glide(QObject):
    """Blends the picture before a move into the one after it, both at their place in time.

    The document is at its new stretch of time all along; only what is painted comes later. Two pictures are made,
    whatever is shown, so that a glide costs the same over ten events and over a million. Whatever the user does next
    ends it, and steps that follow each other faster than it lasts are not blended at all.

    Args:
        paint: paints the view as it is to stand.
        seen: gives the stretch of time that the document is at.
        left: gives where the time area begins.
    """

    def __init__(
        self,
        view: QWidget,
        paint: Callable[[QPainter], None],
        seen: Callable[[], Viewport],
        left: Callable[[], float],
    ) -> None:
        super().__init__(view)
        self._view, self._paint, self._seen, self._left = view, paint, seen, left
        self.is_on = True  # the user's own choice
        self._before = self._after = QPixmap()
        self._from = self._to = Viewport(0, 0.0, 1.0, 1.0)

    @cached_property
    def way(self) -> "QtCore.QVariantAnimation":
        """How far the picture has come, from 0 to 1."""
        way = QtCore.QVariantAnimation(self)
        way.setDuration(DURATION_MS)
        way.setStartValue(0.0)
        way.setEndValue(1.0)
        way.setEasingCurve(QtCore.QEasingCurve.Type.OutCubic)
        way.valueChanged.connect(self._step)
        way.finished.connect(self.finish)
        return way

    @property
    def is_wanted(self) -> bool:
        """Whether someone looks on and neither the system nor the user wants motion reduced."""
        from PySide6.QtWidgets import QStyle  # when one moves: to make this class takes 15 ms of a start

        duration = self._view.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._view)
        is_seen = self._view.isVisible() and QGuiApplication.platformName() not in ("offscreen", "minimal")
        return self.is_on and duration > 0 and is_seen

    @property
    def is_under_way(self) -> bool:
        return not self._before.isNull()

    def move(self, go: Callable[[], object]) -> None:
        """Do `go`, which may change the stretch of time, and blend the pictures where that helps."""
        was_under_way = self.is_under_way
        self.finish()
        if was_under_way or not self.is_wanted:
            go()
            return
        before, picture = self._seen(), self._picture()
        go()
        after = self._seen()
        if before != after and is_near(before, after):
            self._before, self._after, self._from, self._to = picture, QPixmap(), before, after
            self.way.start()

    def forget(self) -> None:
        """What is shown has changed: the picture after the move is to be painted again."""
        self._after = QPixmap()

    def finish(self) -> None:
        """Show where the move leads to."""
        if not self._before.isNull():
            self.way.stop()
            self._before = self._after = QPixmap()
            self._view.update()

    def _step(self) -> None:
        self._view.update()

    def paint(self, painter: QPainter, paper: QColor) -> None:
        """Paint a moment of the way; the headers stand where they will be."""
        if self._after.isNull():
            self._after = self._picture()
        share = float(self.way.currentValue())
        seen = between(self._from, self._to, share)
        painter.drawPixmap(0, 0, self._after)
        area = QRectF(self._left(), 0.0, self._view.width() - self._left(), float(self._view.height()))
        painter.setClipRect(area)
        painter.fillRect(area, paper)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._draw(painter, self._before, self._from, seen)
        painter.setOpacity(share)
        self._draw(painter, self._after, self._to, seen)
        painter.setOpacity(1.0)
        painter.setClipping(False)

    def _draw(self, painter: QPainter, picture: QPixmap, taken: Viewport, seen: Viewport) -> None:
        """Draw the time area of a picture where its stretch of time is now."""
        left, ratio = self._left(), picture.devicePixelRatio()
        x, width = -seen.ahead_of(taken), taken.span / seen.scale
        target = QRectF(left + x, 0.0, width, float(self._view.height()))
        source = QRectF(left * ratio, 0.0, picture.width() - left * ratio, float(picture.height()))
        painter.drawPixmap(target, picture, source)

    def _picture(self) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        picture = QPixmap(self._view.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._paint(painter)
        painter.end()
        return picture


def is_near(before: Viewport, after: Viewport) -> bool:
    """Whether one can be followed into the other."""
    factor = before.scale / after.scale
    if not 1 / FARTHEST_ZOOM < factor < FARTHEST_ZOOM or before.width != after.width:
        return False
    closer, wider = (after, before) if factor >= 1 else (before, after)
    return abs(wider.ahead_of(closer)) <= FARTHEST_PAN * wider.width


def between(before: Viewport, after: Viewport, share: float) -> Viewport:
    """The stretch of time at a share of the way; what stands at one x before and after stays there all along."""
    scale = before.scale ** (1 - share) * after.scale**share
    whole = before.scale - after.scale
    part = share if abs(whole) < 1e-9 * before.scale else (before.scale - scale) / whole
    offset = before.offset + part * ((after.origin - before.origin) + (after.offset - before.offset))
    return Viewport(before.origin, offset, scale, before.width)
