"""Signs and hatching as pixmaps, drawn once per colour and resolution: screens need not draw each outline anew."""

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from dateline.layout.metrics import HATCH
from dateline.painting import signs
from dateline.painting.pictures import HALF, Numbers, draw_each

KEPT = 600
END_SIDE = 20.0
HATCH_HEIGHT = 12.0
"""The body with some air, whole device pixels at 125, 150 and 175 % too: at half a pixel the pattern would shift."""

HATCH_LENGTH = 16 * HATCH
"""How much hatching is copied at once."""

GROUND_LENGTH = 512.0
"""How much of a ground is copied at once."""
GROUND_END = 8.0
"""Its end with what is free around it: twice as much is less than any ground is long."""
GROUND_ROUND = 4.5
AROUND = 1.0
"""What its line takes around it, at the most."""

Sign = tuple[int, int]
"""Ink and certainty."""
EndLook = tuple[int, int, int]
"""Ink, certainty and form of an extent's end."""


class Bodies(NamedTuple):
    """Extents from `left` to `right` on rows whose middles are `y`, hatched from `origin` on; parallel arrays."""

    left: Numbers
    right: Numbers
    y: Numbers
    origin: Numbers
    ink: NDArray[np.int64]

    def rows(self) -> Iterable[tuple[float, float, float, float, int]]:
        """One by one."""
        return zip(*(column.tolist() for column in self), strict=True)


class Grounds(NamedTuple):
    """Rounded grounds of one height from `left` to `right`, parallel arrays, in a colour and with a line around."""

    left: Numbers
    right: Numbers
    top: Numbers
    height: float
    fill: QColor
    line: QPen


class Outlines:
    """Signs and hatching drawn anew each time: for files and paper, which have no pixels."""

    def draw_signs(
        self, painter: QPainter, x: Numbers, y: Numbers, looks: Sequence[Sign], inks: Sequence[QColor],
        ground: QColor, size: float,
    ) -> None:  # fmt: skip
        """Draw a sign centred on each point."""
        for at_x, at_y, (ink, certainty) in zip(x.tolist(), y.tolist(), looks, strict=True):
            signs.draw_sign(painter, at_x, at_y, certainty, inks[ink], ground, size)

    def draw_hatched(
        self, painter: QPainter, bodies: Bodies, inks: Sequence[QColor], grounds: Sequence[QColor]
    ) -> None:
        """Draw possible extents, the lines of each counted from its origin."""
        for left, right, y, origin, ink in bodies.rows():
            signs.draw_hatched(painter, left, right, y, inks[ink], grounds[ink], origin)

    def draw_solid(self, painter: QPainter, bodies: Bodies, inks: Sequence[QColor]) -> None:
        """Draw certain extents."""
        for left, right, y, _, ink in bodies.rows():
            signs.draw_solid(painter, left, right, y, inks[ink])

    def draw_grounds(self, painter: QPainter, grounds: Grounds) -> None:
        """Draw grounds, one over the other."""
        painter.setPen(grounds.line)
        painter.setBrush(grounds.fill)
        for left, right, top in zip(*(each.tolist() for each in grounds[:3]), strict=True):
            painter.drawRoundedRect(QRectF(left, top, right - left, grounds.height), GROUND_ROUND, GROUND_ROUND)

    def draw_ends(
        self, painter: QPainter, x: Numbers, y: Numbers, looks: Sequence[EndLook], inks: Sequence[QColor]
    ) -> None:
        """Draw an end of an extent at each point; those that look alike as one path."""
        paths: dict[tuple[int, int], QPainterPath] = {}
        for at_x, at_y, (ink, certainty, end) in zip(x.tolist(), y.tolist(), looks, strict=True):
            signs.add_end(paths.setdefault((ink, certainty), QPainterPath()), end, at_x, at_y)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for (ink, certainty), path in paths.items():
            painter.setPen(signs.end_pen(inks[ink], certainty))
            painter.drawPath(path)


class Sprites:
    """Pixmaps of signs and hatching, drawn without a Python step per point; the cache is bounded."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def draw_signs(
        self, painter: QPainter, x: Numbers, y: Numbers, looks: Sequence[Sign], inks: Sequence[QColor],
        ground: QColor, size: float,
    ) -> None:  # fmt: skip
        """Draw a sign centred on each point, moved to whole device pixels."""
        dpr = painter.combinedTransform().m11()
        sprites = {look: self._sign(look[1], inks[look[0]], ground, size, dpr) for look in set(looks)}
        _stamp(painter, x, y, looks, sprites, dpr)

    def draw_solid(self, painter: QPainter, bodies: Bodies, inks: Sequence[QColor]) -> None:
        """Draw certain extents, from and to whole device pixels."""
        dpr = painter.combinedTransform().m11()
        for left, right, y, _, ink in bodies.rows():
            signs.draw_solid(painter, round(left * dpr) / dpr, round(right * dpr) / dpr, y, inks[ink])

    def draw_ends(
        self, painter: QPainter, x: Numbers, y: Numbers, looks: Sequence[EndLook], inks: Sequence[QColor]
    ) -> None:
        """Draw an end of an extent at each point, moved to whole device pixels."""
        dpr = painter.combinedTransform().m11()
        sprites = {look: self._end(look[2], look[1], inks[look[0]], dpr) for look in set(looks)}
        _stamp(painter, x, y, looks, sprites, dpr)

    def draw_grounds(self, painter: QPainter, grounds: Grounds) -> None:
        """Draw grounds, one over the other, from and to whole device pixels, in pieces: an outline takes ten times."""
        if not len(grounds.left):
            return
        dpr = painter.combinedTransform().m11()
        picture = self._ground(grounds, dpr)
        length, end = picture.width(), round(GROUND_END * dpr)
        left, top = _whole((grounds.left - AROUND) * dpr), _whole((grounds.top - AROUND) * dpr)
        last = _whole((grounds.right + AROUND) * dpr) - end
        first, more = length - end, length - 2 * end  # how long the first piece may be, and each but the last
        counts = np.maximum(-((left + first - last) // more), 0) + 2
        ground = np.repeat(np.arange(len(left)), counts)
        piece = np.arange(len(ground)) - np.repeat(np.cumsum(counts) - counts, counts)
        is_first, is_last = piece == 0, piece == counts[ground] - 1
        x = np.where(is_last, last[ground], left[ground] + np.where(is_first, 0, first + (piece - 1) * more))
        width = np.where(is_last, end, np.minimum(last[ground] - x, np.where(is_first, first, more)))
        source = np.where(is_last, length - end, np.where(is_first, 0, end))
        painter.save()
        painter.scale(1 / dpr, 1 / dpr)
        draw_each(
            painter, x.tolist(), top[ground].tolist(), repeat(picture), source.tolist(), repeat(0), width.tolist(),
            repeat(picture.height()),
        )  # fmt: skip
        painter.restore()

    def draw_hatched(
        self, painter: QPainter, bodies: Bodies, inks: Sequence[QColor], grounds: Sequence[QColor]
    ) -> None:
        """Draw possible extents; the hatching of each is counted from its origin and keeps to it while it moves."""
        if not len(bodies.left):
            return
        dpr = painter.combinedTransform().m11()
        ink = bodies.ink
        pictures = {each: self._hatching(inks[each], grounds[each], dpr) for each in set(ink.tolist())}
        picture = next(iter(pictures.values()))
        pattern, length, height = round(HATCH * dpr), picture.width(), picture.height()
        begin, end = _whole(bodies.left * dpr), _whole(bodies.right * dpr)
        top = _whole((bodies.y - HATCH_HEIGHT / 2) * dpr)
        skipped = (begin - _whole(bodies.origin * dpr)) % pattern
        painter.save()
        painter.scale(1 / dpr, 1 / dpr)  # in device pixels, as integers: a pixmap is tiled in three times the time
        while True:
            goes_on = (begin < end).nonzero()[0]
            if not len(goes_on):
                break
            begin, end, top, skipped, ink = (each[goes_on] for each in (begin, end, top, skipped, ink))
            part = np.minimum(end - begin, length - skipped)
            draw_each(
                painter, begin.tolist(), top.tolist(), map(pictures.__getitem__, ink.tolist()), skipped.tolist(),
                repeat(0), part.tolist(), repeat(height),
            )  # fmt: skip
            begin, skipped = begin + part, np.zeros(len(part), np.int64)
        painter.restore()

    def _sign(self, certainty: int, colour: QColor, ground: QColor, size: float, dpr: float) -> QPixmap:
        key = certainty, colour.rgba(), ground.rgba(), size, dpr
        return self._kept.get(key) or self._keep(key, signs.sign_pixmap(certainty, colour, ground, size, dpr))

    def _end(self, end: int, certainty: int, colour: QColor, dpr: float) -> QPixmap:
        key = "end", end, certainty, colour.rgba(), dpr
        return self._kept.get(key) or self._keep(key, _end(end, certainty, colour, dpr))

    def _hatching(self, colour: QColor, ground: QColor, dpr: float) -> QPixmap:
        key = "hatching", colour.rgba(), ground.rgba(), dpr
        return self._kept.get(key) or self._keep(key, _hatching(colour, ground, dpr))

    def _ground(self, grounds: Grounds, dpr: float) -> QPixmap:
        key = "ground", grounds.height, grounds.fill.rgba(), grounds.line.color().rgba(), dpr
        return self._kept.get(key) or self._keep(key, _ground(grounds, dpr))

    def _keep(self, key: Hashable, pixmap: QPixmap) -> QPixmap:
        pixmap = self._kept[key] = pixmap.copy()  # what is painted on keeps what paints, 2 KB
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return pixmap


OUTLINES = Outlines()
SPRITES = Sprites()
"""Shared by all views, as they show the same colours."""


def _stamp(
    painter: QPainter, x: Numbers, y: Numbers, looks: Iterable[Any], sprites: Mapping[Any, QPixmap], dpr: float
) -> None:
    """Draw one of some equally large pixmaps centred on each point, on whole device pixels."""
    if not sprites:
        return
    half = next(iter(sprites.values())).deviceIndependentSize().width() / 2
    left, top = np.floor((x - half) * dpr + HALF), np.floor((y - half) * dpr + HALF)
    pixmaps = map(sprites.__getitem__, looks)
    if dpr == 1.0:  # integers take half the time of a QPointF
        draw_each(painter, left.astype(np.int64).tolist(), top.astype(np.int64).tolist(), pixmaps)
    else:
        draw_each(painter, map(QPointF, (left / dpr).tolist(), (top / dpr).tolist()), pixmaps)


def _whole(x: Numbers) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.rint(x).astype(np.int64)
    return found


def _end(end: int, certainty: int, colour: QColor, dpr: float) -> QPixmap:
    pixmap = QPixmap((QSizeF(END_SIDE, END_SIDE) * dpr).toSize())
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = np.array([END_SIDE / 2])
    OUTLINES.draw_ends(painter, middle, middle, [(0, certainty, end)], [colour])
    painter.end()
    return pixmap


def _ground(grounds: Grounds, dpr: float) -> QPixmap:
    """A long ground of a look, in device pixels, with what is free around it."""
    pixmap = QPixmap((QSizeF(GROUND_LENGTH, grounds.height + 2 * AROUND) * dpr).toSize())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(dpr, dpr)
    begin = np.array([AROUND])
    OUTLINES.draw_grounds(painter, grounds._replace(left=begin, right=pixmap.width() / dpr - begin, top=begin))
    painter.end()
    return pixmap


def _hatching(colour: QColor, body: QColor, dpr: float) -> QPixmap:
    """Many times the pattern, in device pixels."""
    pixmap = QPixmap((QSizeF(HATCH_LENGTH, HATCH_HEIGHT) * dpr).toSize())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(dpr, dpr)
    margin = 4 * signs.HATCH_STEP
    signs.draw_hatched(painter, -margin, HATCH_LENGTH + margin, HATCH_HEIGHT / 2, colour, body)
    painter.end()
    return pixmap
