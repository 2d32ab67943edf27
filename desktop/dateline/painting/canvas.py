"""The view's picture while it moves: what stays the same is painted once and copied, the rest drawn over it."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion

from dateline.layout.compose import lanes_seen
from dateline.layout.labels import Label, over_neighbours
from dateline.layout.metrics import AXIS_HEIGHT
from dateline.layout.scene import FEW_SELECTED, Scene
from dateline.layout.stretch import MovingStretch, Shown, Stretch
from dateline.layout.ticks import Tick
from dateline.painting.content import ContentPainter
from dateline.painting.extents import ExtentPainter
from dateline.painting.painter import FramePainter
from dateline.painting.slabs import Slabs
from dateline.painting.sprites import SPRITES
from dateline.painting.text import Type
from dateline.painting.theme import Theme

ROW = 20.0
HALF_LINE = 8.0
"""Above and below its middle, what a line of text takes."""


class Canvas:
    """Paints what a view shows, pixel by pixel what a fresh one would paint; `stretch` is shared with who hits marks.

    Lanes and the lower tick row are kept as pictures; titles, what is selected or pointed at, open ends and the upper
    tick row depend on where the view's edges are and are drawn each time.
    """

    def __init__(self, stretch: MovingStretch, fonts: Type) -> None:
        self._moving, self._fonts = stretch, fonts
        self._lanes, self._axis = Slabs(), Slabs()
        self._key: tuple[object, ...] = ()
        self._sides: dict[str, tuple[tuple[object, ...], QPixmap]] = {}
        self.painted = 0  # device pixels painted anew by the last call

    def paint(self, painter: QPainter, shown: Shown, theme: Theme) -> None:
        """Paint at the painter's origin, in layout units; the painter's own scale is the device's business."""
        dpr = painter.combinedTransform().m11() or 1.0
        x = self._moving.x_of(shown)
        if self._key != (self._moving.generation, theme.name, dpr):
            self._key = self._moving.generation, theme.name, dpr
            self._lanes.clear()
            self._axis.clear()
        tray = shown.tray
        view = QRect(
            round(x * dpr), round(shown.scroll * dpr), math.ceil(shown.viewport.width * dpr),
            math.ceil((tray.top - AXIS_HEIGHT) * dpr),
        )  # fmt: skip
        ruler = QRect(view.x(), 0, view.width(), math.ceil(AXIS_HEIGHT * dpr))
        self.painted = self._lanes.cover(view, lambda rect: self._picture(shown, theme, dpr, rect, _draw_lanes))
        self.painted += self._axis.cover(ruler, lambda rect: self._picture(shown, theme, dpr, rect, _draw_axis))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = round(shown.plan.options.header * dpr), round(AXIS_HEIGHT * dpr)
        self._copy(painter, dpr, ((self._lanes, view, QPoint(left, top)), (self._axis, ruler, QPoint(left, 0))))
        low, high = view.x() / dpr, view.x() / dpr + shown.viewport.width
        bottom = view.y() / dpr + tray.top - AXIS_HEIGHT
        stretch = self._moving.around(shown, low, high, view.y() / dpr, bottom)
        painter.setClipRect(QRectF(left / dpr, top / dpr, shown.viewport.width, view.height() / dpr))
        painter.translate(left / dpr - (low - stretch.x), top / dpr - view.y() / dpr)
        _Over(painter, stretch, shown, theme, self._fonts).draw(low - stretch.x)
        painter.restore()
        self._draw_sides(painter, shown, stretch, theme, dpr, low)

    @property
    def bytes(self) -> int:
        """How much memory the pictures of lanes and axis take."""
        return self._lanes.bytes + self._axis.bytes

    def _copy(self, painter: QPainter, dpr: float, parts: tuple[tuple[Slabs, QRect, QPoint], ...]) -> None:
        painter.save()
        painter.scale(1 / dpr, 1 / dpr)
        for slabs, view, at in parts:
            slabs.draw(painter, view, at)
        painter.restore()

    def _picture(self, shown: Shown, theme: Theme, dpr: float, rect: QRect, draw: "Drawing") -> QPixmap:
        """A part of lanes or axis; `rect` counts device pixels from the anchor and the first lane's top."""
        low, high = rect.left() / dpr, (rect.right() + 1) / dpr
        top, bottom = rect.top() / dpr, (rect.bottom() + 1) / dpr
        if draw is _draw_axis:
            stretch = self._moving.around(shown, low, high, shown.scroll, shown.scroll)
        else:
            stretch = self._moving.around(shown, low, high, top, bottom)
        picture = QPixmap(rect.size())
        picture.fill(theme.colour("paper"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(dpr, dpr)
        painter.translate(stretch.x - low, -top)
        painter.setClipRect(QRectF(low - stretch.x, top, high - low, bottom - top))
        draw(painter, stretch.scene, theme, self._fonts, top, bottom)
        painter.end()
        return picture

    def _draw_sides(
        self, painter: QPainter, shown: Shown, stretch: Stretch, theme: Theme, dpr: float, low: float
    ) -> None:
        """Headers, the upper tick row and the tray; the first and the last change seldom and are kept."""
        tray, header = shown.tray, shown.plan.options.header
        lanes = lanes_seen(shown.plan.octave(shown.viewport.octave), shown.scroll, tray.top - AXIS_HEIGHT)
        bands = stretch.bands(low - stretch.x, shown.viewport.width, lanes)
        scene = replace(
            stretch.scene, viewport=shown.viewport, width=shown.viewport.width + header, height=shown.height,
            scroll=shown.scroll, tray=tray, bands=bands,
            majors=_majors_seen(stretch.scene.majors, low - stretch.x, shown.viewport.width),
        )  # fmt: skip
        size = QRect(0, 0, math.ceil(header), math.ceil(tray.top - AXIS_HEIGHT))
        key: tuple[object, ...] = (shown.plan, shown.scroll, shown.height, theme.name, dpr, shown.viewport.octave)
        key += tuple(band.chip for band in bands)
        self._keep("headers", key, size, dpr, lambda at: self._draw_headers(at, scene, theme))
        painter.drawPixmap(QPointF(0, AXIS_HEIGHT), self._sides["headers"][1])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = FramePainter(painter, scene, theme, self._fonts)
        painter.fillRect(QRectF(0, 0, header, AXIS_HEIGHT), theme.colour("paper"))
        painter.setClipRect(QRectF(header, 0, shown.viewport.width, AXIS_HEIGHT))
        painter.translate(header, 0)
        frame.draw_majors()
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame.draw_axis_line()
        if tray.height:
            key = (shown.plan, shown.viewport.width, shown.height, theme.name, dpr)
            size = QRect(0, 0, math.ceil(scene.width), math.ceil(tray.height))
            self._keep("tray", key, size, dpr, lambda at: self._draw_tray(at, scene, theme))
            painter.drawPixmap(QPointF(0, tray.top), self._sides["tray"][1])

    def _keep(
        self, name: str, key: tuple[object, ...], size: QRect, dpr: float, draw: Callable[[QPainter], None]
    ) -> None:
        if name in self._sides and self._sides[name][0] == key:
            return
        picture = QPixmap(math.ceil(size.width() * dpr), math.ceil(size.height() * dpr))
        picture.setDevicePixelRatio(dpr)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        self._sides[name] = key, picture

    def _draw_headers(self, painter: QPainter, scene: Scene, theme: Theme) -> None:
        painter.fillRect(QRectF(0, 0, scene.left, scene.height), theme.colour("paper"))
        painter.translate(0, -AXIS_HEIGHT)
        frame = FramePainter(painter, scene, theme, self._fonts)
        painter.save()
        painter.translate(0, AXIS_HEIGHT - scene.scroll)
        frame.draw_separators(scene.left)
        painter.restore()
        frame.draw_headers()

    def _draw_tray(self, painter: QPainter, scene: Scene, theme: Theme) -> None:
        painter.translate(0, -scene.tray.top)
        FramePainter(painter, scene, theme, self._fonts).draw_tray()


Drawing = Callable[[QPainter, Scene, Theme, Type, float, float], None]


def _draw_lanes(painter: QPainter, scene: Scene, theme: Theme, fonts: Type, top: float, bottom: float) -> None:
    frame = FramePainter(painter, scene, theme, fonts)
    frame.draw_ground(top, bottom)
    frame.draw_separators(scene.viewport.width)
    content = ContentPainter(painter, scene, theme, fonts)
    content.draw_still()
    content.draw_titles(scene.labels)


def _draw_axis(painter: QPainter, scene: Scene, theme: Theme, fonts: Type, top: float, bottom: float) -> None:
    FramePainter(painter, scene, theme, fonts).draw_minors()


def _majors_seen(majors: tuple[Tick, ...], low: float, width: float) -> tuple[Tick, ...]:
    return tuple(
        replace(tick, x=tick.x - low, end_x=tick.end_x - low)
        for tick in majors
        if tick.end_x > low and tick.x < low + width
    )


class _Over:
    """What is drawn over the kept pictures of the lanes; the painter stands at the stretch's left edge."""

    def __init__(self, painter: QPainter, stretch: Stretch, shown: Shown, theme: Theme, fonts: Type) -> None:
        self._stretch, self._shown = stretch, shown
        is_selected = stretch.selected(shown.selected)
        self._has_few = len(shown.selected) <= FEW_SELECTED
        scene = replace(
            stretch.scene, is_selected=is_selected, has_few_selected=self._has_few, hover=shown.hover
        )  # fmt: skip
        self._content = ContentPainter(painter, scene, theme, fonts)
        self._extents = ExtentPainter(painter, scene, fonts, theme, SPRITES)
        self._frame = FramePainter(painter, scene, theme, fonts)
        self._painter, self._theme, self._scene = painter, theme, scene

    def draw(self, low: float) -> None:
        width = self._shown.viewport.width
        open_ended = self._stretch.open_ended(low, width)
        top, bottom = self._shown.scroll - ROW, self._shown.scroll + self._shown.height + ROW
        hidden, instead = self._stretch.titles_at_edges(low, width, top, bottom)
        on_top = self._on_top(low, low + width)
        former = self._former(on_top, low, width) if len(on_top) else {}
        chosen = {mark: label for mark, label in former.items() if self._scene.is_selected[mark]}
        self._erase([*hidden, *chosen.values()], low)
        if len(open_ended):
            self._extents.draw_open_ends(open_ended, low, low + width)
        self._content.draw_titles([label for label in instead if label.mark not in chosen])
        if not len(on_top):
            return
        for curve in self._scene.curves:
            if self._scene.is_selected[curve.first] or self._scene.is_selected[curve.second]:
                self._content.draw_curve(curve, True)
        self._content.draw_on_top(on_top, self._labels(on_top, former, low, low + width))

    def _erase(self, labels: list[Label], low: float) -> None:
        """Show the ground again where titles were painted that are not to be seen."""
        for is_left in (True, False):
            patches = QRegion()
            for label in labels:
                if (label.left < low) is is_left:
                    x, y = math.floor(label.left - 1.0), math.floor(label.y - HALF_LINE)
                    patches |= QRect(x, y, math.ceil(label.right - label.left) + 4, round(2 * HALF_LINE) + 1)
            if patches.isEmpty():
                continue
            self._painter.save()
            self._painter.setClipRegion(patches, Qt.ClipOperation.IntersectClip)
            bounds = patches.boundingRect()
            self._painter.fillRect(bounds, self._theme.colour("paper"))
            self._frame.draw_ground(bounds.top(), bounds.bottom() + 1.0, bounds.left(), bounds.right() + 1.0)
            self._painter.restore()

    def _former(self, marks: NDArray[np.int64], low: float, width: float) -> dict[int, Label]:
        """The titles that these marks have among the others."""
        wanted = set(marks.tolist())
        return {label.mark: label for label in self._stretch.titles_seen(low, width) if label.mark in wanted}

    def _on_top(self, low: float, high: float) -> NDArray[np.int64]:
        scene = self._scene
        is_on_top = scene.marks.row == (-1 if self._shown.hover is None else self._shown.hover)
        if self._has_few:
            is_on_top |= scene.is_selected
        found: NDArray[np.int64] = (is_on_top & (scene.marks.right > low) & (scene.marks.left < high)).nonzero()[0]
        return found

    def _labels(self, marks: NDArray[np.int64], former: dict[int, Label], low: float, high: float) -> dict[int, Label]:
        """Whole titles for what is selected; what is pointed at keeps the one it has."""
        found = dict(former)
        for mark in marks.tolist():
            if self._has_few and self._scene.is_selected[mark]:
                found[mark] = over_neighbours(
                    self._scene.marks, mark, former.get(mark), low, high, self._stretch.titles
                )
        return found
