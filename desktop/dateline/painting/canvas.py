"""The view's picture while it moves: what stays the same is painted once and copied, the rest drawn over it."""

import math
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from dateline.layout.compose import NO_ROWS
from dateline.layout.metrics import AXIS_HEIGHT
from dateline.layout.stretch import Marked, MovingStretch, Shown, Stretch
from dateline.painting.content import ContentPainter
from dateline.painting.ground import Ground
from dateline.painting.over import Over
from dateline.painting.painter import FramePainter
from dateline.painting.palette import Palette, palette_of
from dateline.painting.sides import Sides
from dateline.painting.surface import Surface
from dateline.painting.text import Type
from dateline.painting.theme import Theme

BESIDE = 10.0
"""Around marks, their titles and curves, what the grounds under them and their lines may reach."""


class Canvas:
    """Paints what a view shows, pixel by pixel what a fresh one would paint; `stretch` is shared with who hits marks.

    Lanes and the lower tick row are kept as pictures; titles at the view's edges, a few that are selected, what is
    pointed at, open ends and the upper tick row depend on where those edges are and are drawn each time.
    """

    def __init__(self, stretch: MovingStretch, fonts: Type) -> None:
        self._moving, self._fonts = stretch, fonts
        self._lanes, self._axis = Surface(), Surface()
        self._key: tuple[object, ...] = ()
        self._marked: Marked = NO_ROWS, NO_ROWS  # what the lanes are painted with
        self._ground: tuple[Stretch, Palette, float, Ground] | None = None
        self._sides = Sides(fonts)
        self.painted = 0  # device pixels painted anew by the last call

    def paint(self, painter: QPainter, shown: Shown, theme: Theme) -> None:
        """Paint at the painter's origin, in layout units; the painter's own scale is the device's business."""
        dpr = painter.combinedTransform().m11() or 1.0
        x = self._moving.x_of(shown)
        width, tray = shown.viewport.width, shown.tray
        view = QRect(
            round(x * dpr), round(shown.scroll * dpr), math.ceil(width * dpr), math.ceil((tray.top - AXIS_HEIGHT) * dpr)
        )
        self._forget_what_changed(shown, (self._moving.generation, theme.name), view, dpr)
        self._fonts.view_bytes = view.width() * view.height() * 4
        ruler = QRect(view.x(), 0, view.width(), math.ceil(AXIS_HEIGHT * dpr))
        palette = palette_of(theme, shown.plan.inks)
        self.painted = self._lanes.cover(view, partial(self._paint_lanes, shown, palette, dpr))
        self.painted += self._axis.cover(ruler, partial(self._paint_axis, shown, palette, dpr))
        low, top = view.x() / dpr, view.y() / dpr
        stretch = self._moving.around(shown, low, low + width, top, top + tray.top - AXIS_HEIGHT)
        over = Over(stretch, shown, self._ground_of(stretch, palette, dpr), palette, self._fonts, low - stretch.x, dpr)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, above = round(shown.plan.options.header * dpr), round(AXIS_HEIGHT * dpr)
        painter.save()
        painter.scale(1 / dpr, 1 / dpr)
        self._lanes.draw(painter, view, QPoint(left, above))
        self._axis.draw(painter, ruler, QPoint(left, 0))
        painter.setClipRect(QRect(left, above, view.width(), view.height()))
        over.erase(painter, QPoint(left - view.x() + round(stretch.x * dpr), above - view.y()))
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(left / dpr, above / dpr, width, view.height() / dpr))
        painter.translate(left / dpr - (low - stretch.x), above / dpr - top)
        over.draw(painter)
        painter.restore()
        self._sides.draw(painter, shown, stretch, theme, dpr, low - stretch.x)
        painter.restore()

    @property
    def bytes(self) -> int:
        """How much memory the pictures of lanes and axis take."""
        return self._lanes.bytes + self._axis.bytes

    def _forget_what_changed(self, shown: Shown, key: tuple[object, ...], view: QRect, dpr: float) -> None:
        """Forget of the pictures what would look otherwise now."""
        former, self._marked = self._marked, shown.marked
        if self._key != (*key, dpr):
            self._key = (*key, dpr)
            self._axis.clear()
            self._lanes.clear()
        elif former[0] is not self._marked[0] or former[1] is not self._marked[1]:
            self._forget_marks(former, shown, view, dpr)

    def _forget_marks(self, former: Marked, shown: Shown, view: QRect, dpr: float) -> None:
        """Forget those marks in view that are selected or found now and were not, or no longer."""
        self._lanes.keep(view)  # what is around it may be of a former stretch
        low, high = view.left() / dpr, (view.right() + 1) / dpr
        stretch = self._moving.around(shown, low, high, view.top() / dpr, (view.bottom() + 1) / dpr)
        changed = stretch.changed(former, shown.marked)
        if len(changed):
            left, right, top, bottom = stretch.bounds(changed)
            area = QRectF(left, top, right - left, bottom - top).adjusted(-BESIDE, -BESIDE, BESIDE, BESIDE)
            begin, end = area.topLeft() * dpr, area.bottomRight() * dpr
            painted = QRectF(begin, end).toAlignedRect()
            self._lanes.forget(painted.translated(round(stretch.x * dpr), 0))

    def _ground_of(self, stretch: Stretch, palette: Palette, dpr: float) -> Ground:
        kept = self._ground
        if kept is None or kept[0] is not stretch or kept[1] is not palette or kept[2] != dpr:
            kept = self._ground = stretch, palette, dpr, Ground(stretch.scene, palette, dpr)
        return kept[3]

    def _paint_lanes(
        self, shown: Shown, palette: Palette, dpr: float, picture: QImage, rect: QRect, origin: QPoint
    ) -> None:
        """Paint a part of the lanes; `rect` counts device pixels from the anchor and the first lane's top."""
        low, high = rect.left() / dpr, (rect.right() + 1) / dpr
        stretch = self._moving.around(shown, low, high, rect.top() / dpr, (rect.bottom() + 1) / dpr)
        inner, part = _within(stretch, rect, dpr)
        self._ground_of(stretch, palette, dpr).paint(picture, inner, rect.topLeft() - origin)
        painter = _painter_on(picture, inner, rect.translated(-origin), dpr)
        content = ContentPainter(painter, stretch.marked(shown, shown.many_selected), palette, self._fonts, part)
        content.draw_still()
        content.titles.draw(stretch.titles_between(part.left(), part.right()))
        painter.end()

    def _paint_axis(
        self, shown: Shown, palette: Palette, dpr: float, picture: QImage, rect: QRect, origin: QPoint
    ) -> None:
        """Paint a part of the lower tick row."""
        low, high = rect.left() / dpr, (rect.right() + 1) / dpr
        stretch = self._moving.around(shown, low, high, shown.scroll, shown.scroll)
        inner, part = _within(stretch, rect, dpr)
        painter = _painter_on(picture, inner, rect.translated(-origin), dpr)
        painter.fillRect(part, palette.paper)
        FramePainter(painter, stretch.scene, palette.theme, self._fonts).draw_minors(part.left(), part.right())
        painter.end()


def _within(stretch: Stretch, rect: QRect, dpr: float) -> tuple[QRect, QRectF]:
    """A part of the plane as the stretch counts, in device pixels and in layout units."""
    inner = rect.translated(-round(stretch.x * dpr), 0)
    return inner, QRectF(inner.x() / dpr, inner.y() / dpr, inner.width() / dpr, inner.height() / dpr)


def _painter_on(picture: QImage, inner: QRect, at: QRect, dpr: float) -> QPainter:
    """A painter at the stretch's left edge, of which the picture shows the part `inner` at `at`, in device pixels."""
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if at.size() != picture.size():
        painter.setClipRect(at)
    painter.scale(dpr, dpr)
    painter.translate((at.x() - inner.x()) / dpr, (at.y() - inner.y()) / dpr)
    return painter
