"""Draws a scene: the one painter for screen, PNG, SVG, PDF and print."""

import math
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from dateline.layout.metrics import CHIP_HEIGHT, MAJOR_HEIGHT, NAME_LINE, PREFIX, Role
from dateline.layout.scene import LaneBand, Scene
from dateline.layout.ticks import Tick
from dateline.painting.content import ContentPainter
from dateline.painting.palette import palette_of
from dateline.painting.sprites import OUTLINES, SPRITES
from dateline.painting.text import Type
from dateline.painting.theme import Theme
from dateline.painting.titles import PREFIX_SIGN

INSET = 5.0
HEADER_INSET = 14.0
CHIP_INSET = 9.0


def paint(painter: QPainter, scene: Scene, theme: Theme, fonts: Type) -> None:
    """Draw a scene at the painter's origin, in layout units; the painter's own scale is the device's business.

    To repaint a part, set a clip on the painter first.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    FramePainter(painter, scene, theme, fonts).draw()
    painter.restore()


class FramePainter:
    """Ground, axis, lane headers and tray of one drawing."""

    def __init__(self, painter: QPainter, scene: Scene, theme: Theme, fonts: Type) -> None:
        self.painter, self.scene, self.fonts = painter, scene, fonts
        self.palette = palette_of(theme, scene.inks)
        self.device_scale = painter.combinedTransform().m11() or 1.0
        self.bottom = scene.tray.top

    def draw(self) -> None:
        """Draw everything, from the ground up."""
        scene = self.scene
        self.painter.fillRect(QRectF(0, 0, scene.width, scene.height), self.palette.paper)
        self._in_time_area(lambda: self.draw_ground(scene.top, self.bottom), scene.top, 0.0)
        self._separators()
        self._in_time_area(self._content, scene.top, scene.top - scene.scroll)
        self.draw_headers()
        self._in_time_area(self._axis, 0.0, 0.0)
        self.draw_axis_line(scene.width)
        if scene.tray.height:
            self.draw_tray()

    def _content(self) -> None:
        ContentPainter(self.painter, self.scene, self.palette, self.fonts).draw()

    def _in_time_area(self, draw: Callable[[], None], top: float, shift: float) -> None:
        scene = self.scene
        self.painter.save()
        area = QRectF(scene.left, top, scene.viewport.width, self.bottom - top)
        self.painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        self.painter.translate(scene.left, shift)
        draw()
        self.painter.restore()

    def _crisp(self, x: float) -> float:
        """The middle of the device pixel that holds x, so that a hairline is not smeared over two."""
        return (math.floor(x * self.device_scale) + 0.5) / self.device_scale

    def _on_pixels(self, x: NDArray[np.float64]) -> list[list[float]]:
        """The nearest whole device pixels: smoothed edges of high areas take ten times as long."""
        found: list[list[float]] = (np.round(x * self.device_scale) / self.device_scale).tolist()
        return found

    def _line(self, x0: float, y0: float, x1: float, y1: float, colour: QColor) -> None:
        self.painter.setPen(QPen(colour, 1.0))
        if x0 == x1:
            x0 = x1 = self._crisp(x0)
        else:
            y0 = y1 = self._crisp(y0)
        self._lines([QLineF(x0, y0, x1, y1)])

    def _lines(self, lines: list[QLineF]) -> None:
        """Draw upright or level lines in the painter's pen, without smoothing, which costs twenty times as much."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.painter.drawLines(lines)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def draw_axis_line(self, width: float) -> None:
        """Draw the line between axis and lanes."""
        top = self.scene.top - 0.5
        self._line(0, top, width, top, self.palette.strong_grid)

    def draw_ground(self, top: float, bottom: float) -> None:
        """Draw weekends and grid between two y."""
        scene = self.scene
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for left, right in self._on_pixels(scene.weekends):
            self.painter.fillRect(QRectF(left, top, right - left, bottom - top), self.palette.weekend)
        ticks = [*scene.minors, *scene.majors]
        for colour, is_strong in ((self.palette.grid, False), (self.palette.strong_grid, True)):
            self.painter.setPen(QPen(colour, 1.0))
            xs = [self._crisp(tick.x) for tick in ticks if tick.is_strong is is_strong]
            self._lines([QLineF(x, top, x, bottom) for x in xs])

    def _separators(self) -> None:
        scene = self.scene
        self.painter.save()
        self.painter.setClipRect(
            QRectF(0, scene.top, scene.width, self.bottom - scene.top), Qt.ClipOperation.IntersectClip
        )
        self.painter.translate(0, scene.top - scene.scroll)
        self.draw_separators(scene.width)
        self.painter.restore()

    def draw_separators(self, width: float) -> None:
        """Draw the lines below lanes; the painter stands at the first lane's top."""
        for band in self.scene.bands:
            y = band.top + band.height
            self._line(0, y, width, y, self.palette.hairline)

    def draw_headers(self, has_chips: bool = True) -> None:
        """Draw names and counts of the lanes in view."""
        scene = self.scene
        self.painter.save()
        self.painter.setClipRect(
            QRectF(0, scene.top, scene.left, self.bottom - scene.top), Qt.ClipOperation.IntersectClip
        )
        self.painter.translate(0, scene.top - scene.scroll)
        for band in scene.bands:
            self._header(band, has_chips)
        self.painter.restore()

    def _header(self, band: LaneBand, has_chip: bool) -> None:
        top = band.name_top(self.scene.scroll)
        if self.scene.options.can_collapse:
            self._triangle(top + NAME_LINE / 2 if band.is_collapsed else top + 16.0, band.is_collapsed)
        if band.is_collapsed:
            self._collapsed_header(band, top + NAME_LINE / 2)
            return
        self.painter.setPen(self.palette.ink)
        self.fonts.draw(self.painter, HEADER_INSET, top + 16.0, band.name, Role.LANE)
        self.painter.setPen(self.palette.soft)
        self.fonts.draw(self.painter, HEADER_INSET, top + 32.0, band.counted, Role.SMALL)
        if band.chip and has_chip:
            chip = QRectF(HEADER_INSET, band.chip_top, band.chip_width, CHIP_HEIGHT)
            draw_chip(self.painter, chip, self.palette.pane)
            self.painter.setPen(self.palette.soft)
            self.fonts.draw(self.painter, chip.left() + CHIP_INSET, chip.center().y(), band.chip, Role.SMALL)

    def _collapsed_header(self, band: LaneBand, middle: float) -> None:
        """Name and count in one line."""
        self.painter.setPen(self.palette.ink)
        self.fonts.draw(self.painter, HEADER_INSET, middle, band.name, Role.LANE)
        self.painter.setPen(self.palette.soft)
        x = self.scene.left - self.fonts.measure(band.counted, Role.SMALL) - 9.0
        self.fonts.draw(self.painter, x, middle, band.counted, Role.SMALL)

    def _triangle(self, y: float, is_collapsed: bool) -> None:
        """Points down where the lane's rows are shown, to its name where they are not."""
        left, half = 4.0, 3.5
        corners = [(0.0, -half), (0.0, half), (5.0, 0.0)] if is_collapsed else [(-1.0, -2.5), (6.0, -2.5), (2.5, 2.5)]
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.palette.soft)
        self.painter.drawPolygon([QPointF(left + x, y + dy) for x, dy in corners])

    def _axis(self) -> None:
        for tick in self.scene.majors:
            self.draw_major(tick, tick.x, tick.end_x)
        self.draw_minors()

    def draw_minors(self, low: float = -math.inf, high: float = math.inf) -> None:
        """Draw the lower tick row, and what of it lies between two x."""
        scene = self.scene
        minor_top, middle = MAJOR_HEIGHT + 2.0, MAJOR_HEIGHT + (scene.top - MAJOR_HEIGHT) / 2
        has_detail = any(tick.detail for tick in scene.minors)
        palette, seen = self.palette, [tick for tick in scene.minors if tick.end_x > low - 1.0 and tick.x < high + 1.0]
        rows = (palette.grid, False, minor_top + 4.0), (palette.strong_grid, True, minor_top)
        for colour, is_strong, length in rows:
            self.painter.setPen(QPen(colour, 1.0))
            xs = [self._crisp(tick.x) for tick in seen if tick.is_strong is is_strong]
            self._lines([QLineF(x, length, x, scene.top) for x in xs])
        upper = middle - 7.0 if has_detail else middle
        self._minor_texts([(tick, tick.text) for tick in seen], upper, Role.AXIS, palette.ink)
        details = [(tick, tick.detail) for tick in seen if tick.detail]
        self._minor_texts(details, middle + 8.0, Role.SMALL, palette.soft)

    def cut_label(self, low: float) -> float:
        """How far the lower row's label goes on beyond `low` that begins before it; 0: none does. It says nothing."""
        cut = next((tick for tick in self.scene.minors if tick.x < low < tick.end_x), None)
        if cut is None:
            return 0.0
        width = max(self.fonts.width(cut.text, Role.AXIS), self.fonts.width(cut.detail, Role.SMALL))
        begin = (cut.x + cut.end_x - width) / 2 if cut.is_cell else cut.x + INSET
        return max(min(begin + width, cut.end_x - 2.0) + 1.0 - low, 0.0) if begin < low else 0.0

    def draw_major(self, tick: Tick, left: float, right: float) -> None:
        """Draw a mark of the upper tick row that stands from `left` to `right` in the view.

        The label keeps to the visible part of its stretch and is pushed out by the next.
        """
        scale = self.device_scale
        pixel, pixels = math.floor(left * scale), max(int(scale), 1)
        line = QRectF((pixel - (pixels - 1) // 2) / scale, 6.0, pixels / scale, MAJOR_HEIGHT - 6.0)
        self.painter.fillRect(line, self.palette.strong_grid)
        for text in (tick.text, *tick.shorter):
            width = self.fonts.width(text, Role.AXIS_STRONG)
            x = min(max(left, 0.0) + INSET, right - width - 8.0)
            if x >= max(left, 0.0) + INSET - 1.0:
                middle, ink = MAJOR_HEIGHT / 2 + 1.0, self.palette.ink
                self.fonts.draw_title(self.painter, x, middle, text, Role.AXIS_STRONG, ink, self.device_scale)
                return

    def _minor_texts(self, texts: Iterable[tuple[Tick, str]], y: float, role: Role, colour: QColor) -> None:
        """Write what has room at its tick: in the middle of a cell, beside an instant."""
        width_of, found = self.fonts.width, []
        for tick, text in texts:
            width, left, room = width_of(text, role), tick.x, tick.end_x - tick.x
            x = left + (room - width) / 2 if tick.is_cell else left + INSET
            if width + 2.0 <= room and x >= 0.0:
                found.append((x, text))
        if found and self.fonts.is_for_screen:
            xs, shown = zip(*found, strict=True)
            pictures = self.fonts.pictures(role, colour, self.device_scale)
            pictures.draw_all(self.painter, np.array(xs), np.full(len(xs), y), shown)
            return
        self.painter.setPen(colour)
        for x, text in found:
            self.fonts.draw(self.painter, x, y, text, role)

    def draw_tray(self) -> None:
        """Draw the undated events."""
        scene, tray = self.scene, self.scene.tray
        self.painter.fillRect(QRectF(0, tray.top, scene.width, tray.height), self.palette.pane)
        self._line(0, tray.top, scene.width, tray.top, self.palette.hairline)
        middle = tray.top + tray.height / 2
        self.painter.setPen(self.palette.ink)
        self.fonts.draw(self.painter, HEADER_INSET, middle - 7.0, tray.name, Role.LANE)
        self.painter.setPen(self.palette.soft)
        self.fonts.draw(self.painter, HEADER_INSET, middle + 8.0, tray.counted, Role.SMALL)
        ground = self.palette.pane
        pens = SPRITES if self.fonts.is_for_screen else OUTLINES
        signs = scene.left + np.array([label.x for label in tray.labels]) - PREFIX + PREFIX_SIGN / 2
        looks = [(ink, label.sign) for label, ink in zip(tray.labels, tray.inks, strict=True)]
        pens.draw_signs(self.painter, signs, np.full(len(signs), middle), looks, self.palette.inks, ground, PREFIX_SIGN)
        self.painter.setPen(self.palette.ink)
        for label in tray.labels:
            self.fonts.draw(self.painter, scene.left + label.x, middle, label.text, label.role)
        if tray.more:
            x = scene.width - self.fonts.measure(tray.more, Role.SMALL) - 12.0
            self.painter.setPen(self.palette.soft)
            self.fonts.draw(self.painter, x, middle, tray.more, Role.SMALL)


def draw_chip(painter: QPainter, chip: QRectF, ground: QColor) -> None:
    """Draw the ground of a chip."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(chip, CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
