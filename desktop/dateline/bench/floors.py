"""The floors: what the least imaginable costs here, of everything that a step is made of."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap

from dateline.bench.clock import timed
from dateline.bench.figure import Figure, figure
from dateline.bench.generator import SEED
from dateline.domain.value import dataclass

WIDTH, HEIGHT = 1920, 1080
RECTANGLES, TITLES = 2000, 300


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one run."""

    filled: Figure
    moved: Figure
    rectangles: Figure
    titles: Figure
    edges: Figure

    @property
    def all(self) -> tuple[Figure, ...]:
        return self.filled, self.moved, self.rectangles, self.titles, self.edges


def floors() -> Floors:
    """Measure the floors on a surface of 1920x1080."""
    surface = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    surface.fill(Qt.GlobalColor.white)
    painter = QPainter(surface)
    measured = Floors(
        filled=figure(0, "filled surface", timed(lambda _: painter.fillRect(surface.rect(), Qt.GlobalColor.white))),
        moved=_moved(painter),
        rectangles=_rectangles(painter),
        titles=_titles(painter),
        edges=_edges(),
    )
    painter.end()
    return measured


def _moved(painter: QPainter) -> Figure:
    painted = QPixmap(WIDTH, HEIGHT)
    painted.fill(Qt.GlobalColor.white)
    # by whole cache lines: rows that lie a few bytes apart modulo 4,096 take some processors six times as long
    return figure(0, "moved surface", timed(lambda step: painter.drawPixmap(step % 8 * 16, 0, painted)))


def _rectangles(painter: QPainter) -> Figure:
    places = _places(RECTANGLES)
    kept = [QRectF(x, y, 7, 14) for x, y in places]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("steelblue"))
    return figure(0, f"{RECTANGLES:,} kept rectangles", timed(lambda _: painter.drawRects(kept)))


def _titles(painter: QPainter) -> Figure:
    title = QPixmap(150, 16)
    title.fill(Qt.GlobalColor.transparent)
    with_text = QPainter(title)
    with_text.setFont(QFont())
    with_text.drawText(QPointF(0, 12), "Troops cross the border")
    with_text.end()
    places = [QPoint(int(x), int(y)) for x, y in _places(TITLES)]

    def draw(_: int) -> None:
        for place in places:
            painter.drawPixmap(place, title)

    return figure(0, f"{TITLES} titles as pixmaps", timed(draw))


def _edges() -> Figure:
    starts = np.sort(np.random.default_rng(SEED).integers(0, 10**9, 10**6))
    edges = np.linspace(0, 10**9, WIDTH + 1).astype(np.int64)
    return figure(0, "1,921 edges in 1e6 starts", timed(lambda _: np.searchsorted(starts, edges)))


def _places(count: int) -> list[tuple[float, float]]:
    random = np.random.default_rng(SEED)
    places = random.random((count, 2)) * (WIDTH - 160, HEIGHT - 20)
    return [(float(x), float(y)) for x, y in places]
