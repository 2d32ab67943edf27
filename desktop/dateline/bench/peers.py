"""The naive alternative: a QGraphicsView with one item per event, moved as the timeline is."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QGraphicsScene, QGraphicsSimpleTextItem, QGraphicsView

from dateline.bench.clock import Timing, once, timed
from dateline.bench.figure import Figure, figure
from dateline.bench.floors import HEIGHT, WIDTH
from dateline.bench.moving import FACTOR, PAN, RUN, SINGLY_DAYS, sparse
from dateline.domain.calendar import DAY
from dateline.domain.chronology import Chronology

MOST = 20_000
"""Items that end in reasonable time; larger sizes are measured with so many."""
ROWS = 40
PITCH = 24.0


def peers(sizes: list[int]) -> list[Figure]:
    """Measure a QGraphicsView at some sizes, with at most MOST items."""
    return [each for count in dict.fromkeys(min(size, MOST) for size in sizes) for each in _view(count)]


def _view(count: int) -> list[Figure]:
    view = QGraphicsView()
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(WIDTH, HEIGHT)
    scene = _scene(sparse(count))
    view.setScene(scene)
    all_width = scene.sceneRect().width()

    def show_all() -> None:
        view.scale(WIDTH / all_width, 1.0)
        view.show()
        QApplication.processEvents()

    note = "QGraphicsView, an item with a title per event" + (f"; capped at {MOST:,}" if count == MOST else "")
    first = Timing.of([once(show_all)])
    view.resetTransform()
    view.scale(WIDTH / (SINGLY_DAYS * DAY / _SECONDS_A_UNIT), 1.0)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum() // 2)
    QApplication.processEvents()
    panned = _panned(view)
    zoomed = timed(lambda step: _zoom(view, step))
    view.close()
    return [
        figure(0, "peer: first show-all", first, events=count, note=note),
        figure(0, "peer: pan step, near", panned, events=count, note=note),
        figure(0, "peer: zoom step, near", zoomed, events=count, note=note),
    ]


_SECONDS_A_UNIT = 3600.0


def _scene(chronology: Chronology) -> QGraphicsScene:
    scene = QGraphicsScene()
    columns = chronology.columns
    brush, pen = QBrush(QColor("steelblue")), QPen(Qt.PenStyle.NoPen)
    origin = int(columns.start_earliest.min())
    for place, row in enumerate(columns.order[columns.is_dated[columns.order]].tolist()):
        left = (int(columns.start_earliest[row]) - origin) / _SECONDS_A_UNIT
        right = (int(columns.end_latest[row]) - origin) / _SECONDS_A_UNIT
        item = QGraphicsRectItem(QRectF(left, PITCH * (place % ROWS), right - left, 14.0))
        item.setBrush(brush)
        item.setPen(pen)
        title = QGraphicsSimpleTextItem(chronology.title_of(row), item)
        title.setFlag(QGraphicsSimpleTextItem.GraphicsItemFlag.ItemIgnoresTransformations)
        title.setPos(left, PITCH * (place % ROWS))
        scene.addItem(item)
    return scene


def _panned(view: QGraphicsView) -> Timing:
    bar = view.horizontalScrollBar()

    def step(_: int) -> None:
        bar.setValue(bar.value() + int(PAN))
        QApplication.processEvents()

    return timed(step)


def _zoom(view: QGraphicsView, step: int) -> None:
    factor = FACTOR if step // RUN % 2 == 0 else 1 / FACTOR
    view.scale(factor, 1.0)
    QApplication.processEvents()
