"""Draws a scene: the one painter for screen, PNG, SVG, PDF and print."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dateline.layout.metrics import CHIP_HEIGHT, MAJOR_HEIGHT, PREFIX, Role
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
    _Frame(painter, scene, theme, fonts).draw()
    painter.restore()


class _Frame:
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
        self._in_time_area(self._ground, scene.top, 0.0)
        self._separators()
        self._in_time_area(content.draw, scene.top, scene.top - scene.scroll)
        self._headers()
        self._in_time_area(self._axis, 0.0, 0.0)
        self._line(0, scene.top - 0.5, scene.width, scene.top - 0.5, "strong_grid")
        if scene.tray.height:
            self._tray()

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
        return (int(x * self.device_scale) + 0.5) / self.device_scale

    def _line(self, x0: float, y0: float, x1: float, y1: float, role: str) -> None:
        self.painter.setPen(QPen(self.theme.colour(role), 1.0))
        if x0 == x1:
            x0 = x1 = self._crisp(x0)
        else:
            y0 = y1 = self._crisp(y0)
        self.painter.drawLine(QLineF(x0, y0, x1, y1))

    def _ground(self) -> None:
        scene = self.scene
        weekend = self.theme.colour("weekend")
        for left, right in scene.weekends.tolist():
            self.painter.fillRect(QRectF(left, scene.top - 34.0, right - left, self.bottom - scene.top + 34.0), weekend)
        for role, is_strong in (("grid", False), ("strong_grid", True)):
            self.painter.setPen(QPen(self.theme.colour(role), 1.0))
            xs = [self._crisp(tick.x) for tick in self._grid(is_strong)]
            self.painter.drawLines([QLineF(x, scene.top, x, self.bottom) for x in xs])

    def _grid(self, is_strong: bool) -> list[Tick]:
        majors = list(self.scene.majors) if is_strong else []
        return [tick for tick in (*self.scene.minors, *majors) if tick.is_strong is is_strong]

    def _separators(self) -> None:
        scene = self.scene
        self.painter.save()
        self.painter.setClipRect(
            QRectF(0, scene.top, scene.width, self.bottom - scene.top), Qt.ClipOperation.IntersectClip
        )
        for band in scene.bands:
            y = scene.top - scene.scroll + band.top + band.height
            self._line(0, y, scene.width, y, "hairline")
        self.painter.restore()

    def _headers(self) -> None:
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
        """Name and count stay in view while any of the lane is."""
        top = min(max(band.top, self.scene.scroll), band.top + band.height - 42.0)
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

    def _axis(self) -> None:
        scene = self.scene
        for tick in scene.majors:
            self._major(tick)
        minor_top, middle = MAJOR_HEIGHT + 2.0, MAJOR_HEIGHT + (scene.top - MAJOR_HEIGHT) / 2
        has_detail = any(tick.detail for tick in scene.minors)
        for tick in scene.minors:
            length = minor_top if tick.is_strong else minor_top + 4.0
            self._line(tick.x, length, tick.x, scene.top, "strong_grid" if tick.is_strong else "grid")
            line = middle - 7.0 if has_detail else middle
            self._minor(tick, tick.text, line, Role.AXIS, "ink")
            if tick.detail:
                self._minor(tick, tick.detail, middle + 8.0, Role.SMALL, "soft_ink")

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

    def _minor(self, tick: Tick, text: str, y: float, role: Role, colour: str) -> None:
        width = self.fonts.measure(text, role)
        x = (tick.x + tick.end_x - width) / 2 if tick.is_cell else tick.x + INSET
        if width + 2.0 <= tick.end_x - tick.x and x >= 0.0:
            self.painter.setPen(self.theme.colour(colour))
            self.fonts.draw(self.painter, x, y, text, role)

    def _tray(self) -> None:
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
