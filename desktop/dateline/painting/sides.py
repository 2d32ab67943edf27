"""What stands around the lanes of a view that moves: headers, the upper tick row and the tray."""

import math
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from dateline.layout.bands import bands_of
from dateline.layout.compose import lanes_seen
from dateline.layout.metrics import AXIS_HEIGHT, CHIP_HEIGHT, MAJOR_HEIGHT, Role
from dateline.layout.scene import LaneBand
from dateline.layout.stretch import Shown, Stretch
from dateline.painting.painter import CHIP_INSET, HEADER_INSET, FramePainter, draw_chip
from dateline.painting.text import Type
from dateline.painting.theme import Theme

PICTURES_KEPT = 40
"""Headers, tray and chips' grounds of some widths."""


class Sides:
    """Keeps pictures of headers, tray and the grounds of chips; what a chip counts changes at most steps."""

    def __init__(self, fonts: Type) -> None:
        self._fonts = fonts
        self._kept: dict[Hashable, tuple[tuple[object, ...], QPixmap]] = {}
        self._bands: tuple[tuple[object, ...], tuple[LaneBand, ...]] = (), ()

    def draw(self, painter: QPainter, shown: Shown, stretch: Stretch, theme: Theme, dpr: float, low: float) -> None:
        """Draw around a view that begins at `low` in its stretch; the painter stands at the view's corner."""
        header, tray, width = shown.plan.options.header, shown.tray, shown.viewport.width
        look = shown.plan, theme.name, dpr, shown.height
        bands = self._bands_of(shown, stretch, low)

        def frame(on: QPainter) -> FramePainter:
            scene = replace(
                stretch.scene, width=width + header, height=shown.height, scroll=shown.scroll, tray=tray, bands=bands
            )
            return FramePainter(on, scene, theme, self._fonts)

        key = *look, shown.scroll, shown.viewport.octave
        size = QSizeF(header, tray.top - AXIS_HEIGHT)
        picture = self._picture("headers", key, size, dpr, lambda at: _draw_headers(frame(at)), theme.colour("paper"))
        painter.drawPixmap(QPointF(0, round(AXIS_HEIGHT * dpr) / dpr), picture)
        self._chips(painter, bands, QRectF(QPointF(0, AXIS_HEIGHT), size), shown.scroll, theme, dpr)
        self._majors(painter, FramePainter(painter, stretch.scene, theme, self._fonts), header, low, width)
        if tray.height:
            size = QSizeF(header + width, tray.height)
            picture = self._picture(
                "tray", (*look, width), size, dpr, lambda at: _draw_tray(frame(at)), theme.colour("pane")
            )
            painter.drawPixmap(QPointF(0, round(tray.top * dpr) / dpr), picture)

    def _bands_of(self, shown: Shown, stretch: Stretch, low: float) -> tuple[LaneBand, ...]:
        octave = shown.plan.octave(shown.viewport.octave)
        lanes = lanes_seen(octave, shown.scroll, shown.tray.top - AXIS_HEIGHT)
        more = stretch.more(low, shown.viewport.width)
        key = octave, lanes, more.tobytes()
        if self._bands[0] != key:
            self._bands = key, bands_of(shown.plan, octave, lanes, more)
        return self._bands[1]

    def _chips(
        self, painter: QPainter, bands: tuple[LaneBand, ...], area: QRectF, scroll: float, theme: Theme, dpr: float
    ) -> None:
        chips = [band for band in bands if band.chip]
        if not chips:
            return
        painter.setClipRect(area)
        painter.setPen(theme.colour("soft_ink"))
        for band in chips:
            size = QSizeF(band.chip_width, CHIP_HEIGHT)
            key = theme.name, dpr
            draw = partial(draw_chip, chip=QRectF(QPointF(), size), ground=theme.colour("pane"))
            ground = self._picture(band.chip_width, key, size, dpr, draw)
            top = round((area.top() - scroll + band.chip_top) * dpr) / dpr
            painter.drawPixmap(QPointF(HEADER_INSET, top), ground)
            self._fonts.draw_once(painter, HEADER_INSET + CHIP_INSET, top + CHIP_HEIGHT / 2, band.chip, Role.SMALL)
        painter.setClipping(False)

    def _majors(self, painter: QPainter, frame: FramePainter, header: float, low: float, width: float) -> None:
        painter.fillRect(QRectF(0, 0, header, AXIS_HEIGHT), frame.palette.paper)
        cut = QRectF(header, MAJOR_HEIGHT, frame.cut_label(low), AXIS_HEIGHT - MAJOR_HEIGHT)
        painter.fillRect(cut, frame.palette.paper)
        painter.save()
        painter.setClipRect(QRectF(header, 0, width, AXIS_HEIGHT))
        painter.translate(header, 0)
        for tick in frame.scene.majors:
            if tick.end_x > low and tick.x < low + width:
                frame.draw_major(tick, tick.x - low, tick.end_x - low)
        painter.restore()
        frame.draw_axis_line(header + width)

    def _picture(
        self, name: Hashable, key: tuple[object, ...], size: QSizeF, dpr: float, draw: Callable[[QPainter], None],
        ground: QColor | Qt.GlobalColor = Qt.GlobalColor.transparent,
    ) -> QPixmap:  # fmt: skip
        """Return a picture that was kept, or is made; on an opaque ground it is copied in a fifth of the time."""
        found = self._kept.get(name)
        if found is None or found[0] != key:
            if len(self._kept) >= PICTURES_KEPT:
                self._kept.clear()
            picture = QPixmap(math.ceil(size.width() * dpr), math.ceil(size.height() * dpr))
            picture.setDevicePixelRatio(dpr)
            picture.fill(ground)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
            painter.end()
            found = self._kept[name] = key, picture
        return found[1]


def _draw_headers(frame: FramePainter) -> None:
    painter, scene = frame.painter, frame.scene
    painter.translate(0, -AXIS_HEIGHT)
    painter.save()
    scale = frame.device_scale  # as the lanes do, scroll by whole device pixels
    painter.translate(0, AXIS_HEIGHT - round(scene.scroll * scale) / scale)
    frame.draw_separators(scene.left)
    painter.restore()
    frame.draw_headers(has_chips=False)


def _draw_tray(frame: FramePainter) -> None:
    frame.painter.translate(0, -frame.scene.tray.top)
    frame.draw_tray()
