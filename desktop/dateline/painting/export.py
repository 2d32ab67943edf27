"""Scenes as files: PNG images, SVG and PDF figures, drawn by the same painter as the screen."""

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer, Query
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE, PAST
from dateline.layout.compose import build
from dateline.layout.fit import finite_stretch, first_stretch
from dateline.layout.legend import Legend, legend
from dateline.layout.metrics import AXIS_HEIGHT, Options
from dateline.layout.plan import Plan
from dateline.layout.scene import Scene
from dateline.layout.viewport import Viewport
from dateline.painting.legend import draw_legend, legend_height
from dateline.painting.painter import paint
from dateline.painting.text import Type, bundled_family
from dateline.painting.theme import Theme

UNITS_PER_MM = 96 / 25.4
LEGEND_GAP = 14.0
FIGURE_ROWS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A scene with its legend below it; sizes in layout units."""

    scene: Scene
    legend: Legend | None
    theme: Theme
    fonts: Type

    @property
    def width(self) -> float:
        return self.scene.width

    @property
    def height(self) -> float:
        if self.legend is None:
            return self.scene.height
        return self.scene.height + LEGEND_GAP + legend_height(self.legend, self.scene.width, self.theme, self.fonts)

    def draw(self, painter: QPainter) -> None:
        """Draw it at the painter's origin."""
        painter.fillRect(QRectF(0, 0, self.width, self.height), self.theme.colour("paper"))
        paint(painter, self.scene, self.theme, self.fonts)
        if self.legend is not None:
            top = self.scene.height + LEGEND_GAP
            draw_legend(painter, self.legend, 0.0, top, self.width, self.theme, self.fonts)


def figure(
    chronology: Chronology,
    answer: Answer,
    query: Query,
    width_mm: float,
    *,
    options: Options | None = None,
    theme: Theme | None = None,
    family: str = "",
    has_legend: bool = True,
) -> Figure:
    """Lay out all events of an answer over the whole of its period, as high as that takes.

    The stretch is the query's period where it is bounded on both sides, else all finite bounds of the answer.
    """
    fonts, plan, viewport = _laid_out(chronology, answer, query, width_mm, options, family)
    tray = build(plan, viewport, AXIS_HEIGHT).tray.height
    height = AXIS_HEIGHT + plan.height(viewport) + tray
    explained = legend(plan, 2.0**viewport.octave) if has_legend else None
    return Figure(build(plan, viewport, height), explained, theme or Theme.on_paper(), fonts)


def figures(
    chronology: Chronology,
    answer: Answer,
    query: Query,
    width_mm: float,
    height_mm: float,
    *,
    options: Options | None = None,
    theme: Theme | None = None,
    family: str = "",
) -> tuple[Figure, ...]:
    """Lay out the same in pieces no higher than a page where lanes allow it; the last carries the legend.

    A lane is not divided: one that is higher than a page makes a figure of its own that is.
    """
    fonts, plan, viewport = _laid_out(chronology, answer, query, width_mm, options, family)
    theme = theme or Theme.on_paper()
    explained = legend(plan, 2.0**viewport.octave)
    tray = build(plan, viewport, AXIS_HEIGHT).tray.height
    foot = tray + LEGEND_GAP + legend_height(explained, width_mm * UNITS_PER_MM, theme, fonts)
    tops = plan.octave(viewport.octave).tops.tolist()
    pieces = _pieces(tops, height_mm * UNITS_PER_MM - AXIS_HEIGHT - foot)
    return tuple(
        Figure(
            build(plan, viewport, AXIS_HEIGHT + bottom - top + tray, scroll=top),
            explained if bottom == tops[-1] else None,
            theme,
            fonts,
        )
        for top, bottom in pieces
    )


def _laid_out(
    chronology: Chronology, answer: Answer, query: Query, width_mm: float, options: Options | None, family: str
) -> tuple[Type, Plan, Viewport]:
    fonts = Type(family or bundled_family(), is_for_screen=False)
    plan = Plan(chronology, answer, replace(options or Options(), max_rows=FIGURE_ROWS), fonts.measure)
    start, end = _stretch(chronology, answer, query)
    width = max(width_mm * UNITS_PER_MM - plan.options.header, 100.0)
    return fonts, plan, Viewport.fitted(start, end, width, margin=0.02)


def _pieces(tops: list[float], room: float) -> list[tuple[float, float]]:
    """(top, bottom) of runs of whole lanes that fit into `room`, at least one lane each."""
    pieces = []
    begin = 0
    for lane in range(1, len(tops)):
        is_last = lane == len(tops) - 1
        if is_last or tops[lane + 1] - tops[begin] > room:
            pieces.append((tops[begin], tops[lane]))
            begin = lane
    return pieces or [(0.0, 0.0)]


def svg(drawn: Figure, title: str = "", description: str = "") -> bytes:
    """Return a figure as SVG 1.1, with its text as text."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSizeF(drawn.width, drawn.height).toSize())
    generator.setViewBox(QRectF(0, 0, drawn.width, drawn.height))
    generator.setTitle(title)
    generator.setDescription(description)
    painter = QPainter(generator)
    drawn.draw(painter)
    painter.end()
    buffer.close()
    return bytes(data.data())


def pdf(drawn: Figure, title: str = "") -> bytes:
    """Return a figure as a PDF of one page of its own size."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QSizeF(drawn.width, drawn.height) * 0.75, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    drawn.draw(painter)
    painter.end()
    buffer.close()
    return bytes(data.data())


def image(drawn: Figure, scale: float = 2.0) -> QImage:
    """Return a figure as an image with `scale` pixels per layout unit."""
    size = QSize(round(drawn.width * scale), round(drawn.height * scale))
    made = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    drawn.draw(painter)
    painter.end()
    return made


def png(drawn: Figure, scale: float = 2.0) -> bytes:
    """Return a figure as PNG with `scale` pixels per layout unit."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image(drawn, scale).save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())


def _stretch(chronology: Chronology, answer: Answer, query: Query) -> tuple[int, int]:
    if query.period is not None:
        start = min(span.start_earliest for span in query.period.spans)
        end = max(span.end_latest for span in query.period.spans)
        if start > PAST and end < FUTURE:
            return start, end
    return finite_stretch(chronology.columns, answer.rows) or first_stretch(chronology)
