"""Draws a legend with the same signs, colours and forms as the timeline."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from dateline.domain.claim import Certainty
from dateline.layout.legend import Legend, LegendForm
from dateline.layout.metrics import MARK, Role
from dateline.painting import signs
from dateline.painting.content import POSSIBLE_STRENGTH
from dateline.painting.text import Type
from dateline.painting.theme import Theme

LINE = 20.0
SAMPLE = 26.0
GAP = 20.0

Drawer = Callable[[QPainter, float, float], None]
"""Draws a sample from x, centred on y."""


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    lead: float
    draw: Drawer


def legend_height(legend: Legend, width: float, theme: Theme, fonts: Type) -> float:
    """The height that `draw_legend` takes at a width."""
    return _placed(legend, width, theme, fonts)[1]


def draw_legend(
    painter: QPainter, legend: Legend, x: float, y: float, width: float, theme: Theme, fonts: Type
) -> float:
    """Draw a legend in lines at most `width` wide from (x, y) down; return its height."""
    places, height = _placed(legend, width, theme, fonts)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for entry, left, middle in places:
        entry.draw(painter, x + left, y + middle)
        painter.setPen(theme.colour("soft_ink"))
        fonts.draw(painter, x + left + entry.lead, y + middle, entry.text, Role.SMALL)
    painter.restore()
    return height


def _placed(legend: Legend, width: float, theme: Theme, fonts: Type) -> tuple[list[tuple[_Entry, float, float]], float]:
    """Where each entry stands: signs, colours and forms each begin a line."""
    places: list[tuple[_Entry, float, float]] = []
    y = 0.0
    for group in (_signs(legend, theme), _inks(legend, theme), _forms(legend, theme)):
        x = 0.0
        for entry in group:
            length = entry.lead + fonts.measure(entry.text, Role.SMALL)
            if x > 0.0 and x + length > width:
                x, y = 0.0, y + LINE
            places.append((entry, x, y + LINE / 2))
            x += length + GAP
        y += LINE if group else 0.0
    return places, y


def _signs(legend: Legend, theme: Theme) -> list[_Entry]:
    def drawer(sign: int) -> Drawer:
        ink, paper = theme.colour("ink"), theme.colour("paper")
        return lambda painter, x, y: signs.draw_sign(painter, x + MARK / 2, y, sign, ink, paper)

    return [_Entry(Certainty(sign).word, MARK + 6.0, drawer(sign)) for sign in legend.signs]


def _inks(legend: Legend, theme: Theme) -> list[_Entry]:
    def drawer(colour: QColor) -> Drawer:
        return lambda painter, x, y: painter.fillRect(QRectF(x, y - 5.0, 10.0, 10.0), colour)

    return [_Entry(ink.name, 16.0, drawer(theme.ink_qcolor(ink))) for ink in legend.inks]


def _forms(legend: Legend, theme: Theme) -> list[_Entry]:
    def drawer(form: LegendForm) -> Drawer:
        return lambda painter, x, y: _draw_form(painter, x, y, form, theme)

    return [_Entry(form.value, SAMPLE + 7.0, drawer(form)) for form in legend.forms]


def _draw_form(painter: QPainter, x: float, y: float, form: LegendForm, theme: Theme) -> None:
    """A sample of a form, SAMPLE wide."""
    ink, paper, body = theme.colour("ink"), theme.colour("paper"), theme.tint(theme.ink, 0.12)
    right = x + SAMPLE
    ends = QPainterPath()
    match form:
        case LegendForm.DISPUTE:
            pen = QPen(theme.colour("dispute"), 1.2)
            pen.setDashPattern([3.5, 2.5])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, y), QPointF(right, y))
            return
        case LegendForm.POSSIBLE:
            painter.setOpacity(POSSIBLE_STRENGTH)
            signs.draw_sign(painter, x + SAMPLE / 2, y, Certainty.CONFIRMED, ink, paper)
            painter.setOpacity(1.0)
            return
        case LegendForm.UNCERTAIN:
            signs.draw_sign(painter, x + 8.0, y, Certainty.CLAIMED, ink, paper)
            signs.draw_doubt(painter, x + 18.0, y, ink)
            return
        case LegendForm.SEVERAL:
            painter.setPen(QPen(ink, 1.0))
            painter.drawLine(QPointF(x + 6.0, y), QPointF(right - 6.0, y))
            for middle in (x + 6.0, right - 6.0):
                signs.draw_sign(painter, middle, y, Certainty.CONFIRMED, ink, paper, 9.0)
            return
    signs.draw_hatched(painter, x, right, y, ink, body)
    if form is LegendForm.SOLID:
        signs.draw_solid(painter, x + 7.0, right - 7.0, y, ink)
    signs.bracket_end(ends, x, y, -1)
    if form is LegendForm.OPEN:
        signs.open_end(ends, right, y, 1)
    elif form is LegendForm.APPROXIMATE:
        signs.wavy_end(ends, right, y)
    elif form is LegendForm.UNKNOWN:
        signs.draw_doubt(painter, right + 1.0, y, ink)
    else:
        signs.bracket_end(ends, right, y, 1)
    painter.setPen(signs.end_pen(ink, Certainty.CONFIRMED))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(ends)
