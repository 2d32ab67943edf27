"""Draws a scene: the one painter for screen, PNG, SVG, PDF and print."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from dateline.layout.metrics import CHIP_HEIGHT, MAJOR_HEIGHT, NAME_LINE, PREFIX, Role
from dateline.layout.scene import LaneBand, Scene
from dateline.layout.ticks import Tick
from dateline.painting.content import PREFIX_SIGN, ContentPainter
from dateline.painting.sprites import OUTLINES, SPRITES
from dateline.painting.text import Type
from dateline.painting.theme import Theme

INSET = 5.0
HEADER_INSET = 14.0


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
        self.painter, self.scene, self.theme, self.fonts = painter, scene, theme, fonts
        self.device_scale = painter.combinedTransform().m11() or 1.0
        self.bottom = scene.tray.top

    def draw(self) -> None:
        """Draw everything, from the ground up."""
        scene = self.scene
        self.painter.fillRect(QRectF(0, 0, scene.width, scene.height), self.theme.colour("paper"))
        content = ContentPainter(self.painter, scene, self.theme, self.fonts)
        self._in_time_area(lambda: self.draw_ground(scene.top, self.bottom), scene.top, 0.0)
        self._separators()
        self._in_time_area(content.draw, scene.top, scene.top - scene.scroll)
        self.draw_headers()
        self._in_time_area(self._axis, 0.0, 0.0)
        self.draw_axis_line()
        if scene.tray.height:
            self.draw_tray()

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

    def _line(self, x0: float, y0: float, x1: float, y1: float, role: str) -> None:
        self.painter.setPen(QPen(self.theme.colour(role), 1.0))
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

    def draw_axis_line(self) -> None:
        """Draw the line between axis and lanes."""
        top = self.scene.top - 0.5
        self._line(0, top, self.scene.width, top, "strong_grid")

    def draw_ground(self, top: float, bottom: float, low: float = -math.inf, high: float = math.inf) -> None:
        """Draw weekends and grid between two y, and what of it lies between two x."""
        scene = self.scene
        weekend = self.theme.colour("weekend")
        is_seen = (scene.weekends[:, 1] > low) & (scene.weekends[:, 0] < high)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for left, right in self._on_pixels(scene.weekends[is_seen]):
            self.painter.fillRect(QRectF(left, top, right - left, bottom - top), weekend)
        for role, is_strong in (("grid", False), ("strong_grid", True)):
            self.painter.setPen(QPen(self.theme.colour(role), 1.0))
            xs = [self._crisp(tick.x) for tick in self._grid(is_strong) if low - 1.0 < tick.x < high + 1.0]
            self._lines([QLineF(x, top, x, bottom) for x in xs])

    def _grid(self, is_strong: bool) -> list[Tick]:
        majors = list(self.scene.majors) if is_strong else []
        return [tick for tick in (*self.scene.minors, *majors) if tick.is_strong is is_strong]

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
            self._line(0, y, width, y, "hairline")

    def draw_headers(self) -> None:
        """Draw names and counts of the lanes in view."""
        scene = self.scene
        self.painter.save()
        self.painter.setClipRect(
            QRectF(0, scene.top, scene.left, self.bottom - scene.top), Qt.ClipOperation.IntersectClip
        )
        self.painter.translate(0, scene.top - scene.scroll)
        for band in scene.bands:
            self._header(band)
        self.painter.restore()

    def _header(self, band: LaneBand) -> None:
        top = band.name_top(self.scene.scroll)
        if self.scene.options.can_collapse:
            self._triangle(top + NAME_LINE / 2 if band.is_collapsed else top + 16.0, band.is_collapsed)
        if band.is_collapsed:
            self._collapsed_header(band, top + NAME_LINE / 2)
            return
        self.painter.setPen(self.theme.colour("ink"))
        self.fonts.draw(self.painter, HEADER_INSET, top + 16.0, band.name, Role.LANE)
        self.painter.setPen(self.theme.colour("soft_ink"))
        self.fonts.draw(self.painter, HEADER_INSET, top + 32.0, band.counted, Role.SMALL)
        if band.chip:
            chip = QRectF(HEADER_INSET, band.chip_top, band.chip_width, CHIP_HEIGHT)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(self.theme.colour("pane"))
            self.painter.drawRoundedRect(chip, CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
            self.painter.setPen(self.theme.colour("soft_ink"))
            self.fonts.draw(self.painter, chip.left() + 9.0, chip.center().y(), band.chip, Role.SMALL)

    def _collapsed_header(self, band: LaneBand, middle: float) -> None:
        """Name and count in one line."""
        self.painter.setPen(self.theme.colour("ink"))
        self.fonts.draw(self.painter, HEADER_INSET, middle, band.name, Role.LANE)
        self.painter.setPen(self.theme.colour("soft_ink"))
        x = self.scene.left - self.fonts.measure(band.counted, Role.SMALL) - 9.0
        self.fonts.draw(self.painter, x, middle, band.counted, Role.SMALL)

    def _triangle(self, y: float, is_collapsed: bool) -> None:
        """Points down where the lane's rows are shown, to its name where they are not."""
        left, half = 4.0, 3.5
        corners = [(0.0, -half), (0.0, half), (5.0, 0.0)] if is_collapsed else [(-1.0, -2.5), (6.0, -2.5), (2.5, 2.5)]
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.colour("soft_ink"))
        self.painter.drawPolygon([QPointF(left + x, y + dy) for x, dy in corners])

    def _axis(self) -> None:
        self.draw_majors()
        self.draw_minors()

    def draw_majors(self) -> None:
        """Draw the upper tick row."""
        for tick in self.scene.majors:
            self._major(tick)

    def draw_minors(self) -> None:
        """Draw the lower tick row."""
        scene = self.scene
        minor_top, middle = MAJOR_HEIGHT + 2.0, MAJOR_HEIGHT + (scene.top - MAJOR_HEIGHT) / 2
        has_detail = any(tick.detail for tick in scene.minors)
        for role, is_strong, length in (("grid", False, minor_top + 4.0), ("strong_grid", True, minor_top)):
            self.painter.setPen(QPen(self.theme.colour(role), 1.0))
            xs = [self._crisp(tick.x) for tick in scene.minors if tick.is_strong is is_strong]
            self._lines([QLineF(x, length, x, scene.top) for x in xs])
        ink, soft = self.theme.colour("ink"), self.theme.colour("soft_ink")
        for tick in scene.minors:
            self._minor(tick, tick.text, middle - 7.0 if has_detail else middle, Role.AXIS, ink)
            if tick.detail:
                self._minor(tick, tick.detail, middle + 8.0, Role.SMALL, soft)

    def _major(self, tick: Tick) -> None:
        """The label keeps to the visible part of its stretch and is pushed out by the next."""
        self._line(tick.x, 6.0, tick.x, MAJOR_HEIGHT, "strong_grid")
        for text in (tick.text, *tick.shorter):
            width = self.fonts.measure(text, Role.AXIS_STRONG)
            x = min(max(tick.x, 0.0) + INSET, tick.end_x - width - 8.0)
            if x >= max(tick.x, 0.0) + INSET - 1.0:
                self.painter.setPen(self.theme.colour("ink"))
                self.fonts.draw(self.painter, x, MAJOR_HEIGHT / 2 + 1.0, text, Role.AXIS_STRONG)
                return

    def _minor(self, tick: Tick, text: str, y: float, role: Role, colour: QColor) -> None:
        width = self.fonts.width(text, role)
        x = (tick.x + tick.end_x - width) / 2 if tick.is_cell else tick.x + INSET
        if width + 2.0 <= tick.end_x - tick.x and x >= 0.0:
            self.fonts.draw_title(self.painter, x, y, text, role, colour, self.device_scale)

    def draw_tray(self) -> None:
        """Draw the undated events."""
        scene, tray = self.scene, self.scene.tray
        self.painter.fillRect(QRectF(0, tray.top, scene.width, tray.height), self.theme.colour("pane"))
        self._line(0, tray.top, scene.width, tray.top, "hairline")
        middle = tray.top + tray.height / 2
        self.painter.setPen(self.theme.colour("ink"))
        self.fonts.draw(self.painter, HEADER_INSET, middle - 7.0, tray.name, Role.LANE)
        self.painter.setPen(self.theme.colour("soft_ink"))
        self.fonts.draw(self.painter, HEADER_INSET, middle + 8.0, tray.counted, Role.SMALL)
        ground = self.theme.colour("pane")
        pens = SPRITES if self.fonts.is_for_screen else OUTLINES
        for label, ink in zip(tray.labels, tray.inks, strict=True):
            colour = self.theme.ink_qcolor(scene.inks[ink])
            x = scene.left + label.x
            pens.draw_signs(
                self.painter, [(x - PREFIX + PREFIX_SIGN / 2, middle)], label.sign, colour, ground, PREFIX_SIGN
            )
            self.painter.setPen(self.theme.colour("ink"))
            self.fonts.draw(self.painter, x, middle, label.text, label.role)
        if tray.more:
            x = scene.width - self.fonts.measure(tray.more, Role.SMALL) - 12.0
            self.painter.setPen(self.theme.colour("soft_ink"))
            self.fonts.draw(self.painter, x, middle, tray.more, Role.SMALL)
