"""Draws a legend, and each of its samples alone, with the same signs, colours and forms as the timeline."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from dateline.domain.claim import Certainty
from dateline.layout.legend import SWATCH, Caption, Entry, Legend, LegendForm, LegendWords, in_groups
from dateline.layout.metrics import MARK, Role
from dateline.painting import signs
from dateline.painting.content import POSSIBLE_STRENGTH, TRACE_STRENGTH
from dateline.painting.palette import BODY_SHARE
from dateline.painting.text import Type
from dateline.painting.theme import Theme

ENGLISH = LegendWords()
SIGN_HEIGHT = 14
"""The height of `sign_image`, in layout units."""
ARROW_ROOM = 8.0
"""Between the tip of an open end and the body before it."""
FADE = 4.0
DOT = 9.0
"""Diameter of the signs in the sample of several dates."""


def legend_height(legend: Legend, width: float, theme: Theme, fonts: Type, words: LegendWords = ENGLISH) -> float:
    """The height that `draw_legend` takes at a width."""
    return in_groups(legend, words, width, fonts.measure).height


def draw_legend(
    painter: QPainter,
    legend: Legend,
    x: float,
    y: float,
    width: float,
    theme: Theme,
    fonts: Type,
    words: LegendWords = ENGLISH,
) -> float:
    """Draw a legend in lines at most `width` wide from (x, y) down; return its height."""
    caption = in_groups(legend, words, width, fonts.measure)
    draw_caption(painter, caption, x, y, theme, fonts)
    return caption.height


def draw_caption(painter: QPainter, caption: Caption, x: float, y: float, theme: Theme, fonts: Type) -> None:
    """Draw a legend that is set out, from (x, y) down."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    for entry in caption.entries:
        _draw_sample(painter, entry, theme)
        painter.setPen(theme.colour("soft_ink"))
        fonts.draw(painter, entry.text_x, entry.y, entry.text, Role.SMALL)
    painter.restore()


def _draw_sample(painter: QPainter, entry: Entry, theme: Theme) -> None:
    colour = theme.colour("soft_ink") if entry.ink is None else theme.ink_qcolor(entry.ink)
    if entry.form is not None:
        draw_form(painter, entry.form, entry.x, entry.y, theme, colour=colour)
    elif entry.sign >= 0:
        signs.draw_sign(painter, entry.x + MARK / 2, entry.y, entry.sign, colour, theme.colour("paper"))
    elif entry.ink is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(entry.x, entry.y - SWATCH / 2, SWATCH, SWATCH), 2.0, 2.0)


def sign_image(name: str, width: float, colour: QColor, theme: Theme, dpr: float) -> QImage | None:
    """Return the sign of a certainty's word or a LegendForm, `width` by SIGN_HEIGHT; None for any other name."""
    words = {certainty.word: certainty for certainty in Certainty}
    if name not in words and name not in set(LegendForm):
        return None
    image = QImage(QSize(round(width), SIGN_HEIGHT) * dpr, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(dpr)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if name in words:
        signs.draw_sign(painter, 6.5, SIGN_HEIGHT / 2, words[name], colour, theme.colour("surface"))
    else:
        draw_form(painter, LegendForm(name), 2.0, SIGN_HEIGHT / 2, theme, width - 6.0, colour, "surface")
    painter.end()
    return image


def draw_form(
    painter: QPainter,
    form: LegendForm,
    x: float,
    y: float,
    theme: Theme,
    width: float = 0.0,
    colour: QColor | None = None,
    ground: str = "paper",
) -> None:
    """Draw a sample of a form from x, centred on y, on the ground of a theme's role.

    Args:
        width: in layout units; 0 for what a legend gives it.
        colour: None for ink.
    """
    ink = theme.colour("ink") if colour is None else colour
    _Sample(painter, x, y, width or form.width, ink, theme, ground).draw(form)


class _Sample:
    """One sample being drawn."""

    def __init__(
        self, painter: QPainter, x: float, y: float, width: float, colour: QColor, theme: Theme, ground: str
    ) -> None:
        self.painter, self.left, self.right, self.y = painter, x, x + width, y
        self.colour, self.theme, self.ground = colour, theme, theme.colour(ground)
        self.ends = QPainterPath()

    def draw(self, form: LegendForm) -> None:
        """Draw a form as the timeline does."""
        middle = (self.left + self.right) / 2
        match form:
            case LegendForm.EXACT:
                self._sign(middle)
            case LegendForm.POSSIBLE:
                self.painter.setOpacity(POSSIBLE_STRENGTH)
                self._sign(middle)
                self.painter.setOpacity(1.0)
            case LegendForm.DOUBTED:
                self._sign(middle - MARK / 2)
                signs.draw_doubt(self.painter, middle + 6.5, self.y, self.colour)
            case LegendForm.DISPUTE:
                pen = QPen(self.theme.colour("dispute"), 1.1)
                pen.setDashPattern([3.5, 2.5])
                self.painter.setOpacity((1.0 + TRACE_STRENGTH) / 2)
                self._line(self.left, self.right, pen)
                self.painter.setOpacity(1.0)
            case LegendForm.SEVERAL:
                self._line(self.left + DOT / 2, self.right - DOT / 2, QPen(self.colour, 1.0))
                self._sign(self.left + DOT / 2, DOT)
                self._sign(self.right - DOT / 2, DOT)
            case _:
                self._extent(form)
                self._draw_ends()

    def _sign(self, x: float, size: float = MARK) -> None:
        signs.draw_sign(self.painter, x, self.y, Certainty.CONFIRMED, self.colour, self.ground, size)

    def _line(self, left: float, right: float, pen: QPen) -> None:
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(left, self.y), QPointF(right, self.y))

    def _extent(self, form: LegendForm) -> None:
        left, right, width = self.left, self.right, self.right - self.left
        match form:
            case LegendForm.LASTED:
                signs.draw_solid(self.painter, left, right, self.y, self.colour)
                self._brackets(left, right)
            case LegendForm.PARTLY:
                self._hatched(left, right)
                signs.draw_solid(self.painter, left + width * 0.3, right - width * 0.3, self.y, self.colour)
                self._brackets(left, right)
            case LegendForm.GOES_ON:
                signs.draw_solid(self.painter, left, right - ARROW_ROOM, self.y, self.colour)
                signs.bracket_end(self.ends, left, self.y, -1)
                signs.open_end(self.ends, right, self.y, 1)
            case LegendForm.ONE_BOUND:
                self._hatched(left + ARROW_ROOM, right)
                signs.open_end(self.ends, left, self.y, -1)
                signs.bracket_end(self.ends, right, self.y, 1)
            case LegendForm.END_UNKNOWN:
                self._hatched(left, right - 3.0)
                signs.bracket_end(self.ends, left, self.y, -1)
                self._dissolve()
            case LegendForm.ABOUT:
                self._hatched(left + 1.0, right - 1.0)
                signs.wavy_end(self.ends, left + 1.0, self.y)
                signs.wavy_end(self.ends, right - 1.0, self.y)
            case LegendForm.ONE_OF:
                pen = QPen(self.colour, 1.0)
                pen.setDashPattern([1.5, 3.0])
                self._line(left, right, pen)
                for begin, end in ((left, left + 8.0), (right - 8.0, right)):
                    self._hatched(begin, end)
                    self._brackets(begin, end)
            case _:
                self._hatched(left, right)
                self._brackets(left, right)

    def _hatched(self, left: float, right: float) -> None:
        body = self.theme.tint(self.colour.name(), BODY_SHARE)
        signs.draw_hatched(self.painter, left, right, self.y, self.colour, body)

    def _brackets(self, left: float, right: float) -> None:
        signs.bracket_end(self.ends, left, self.y, -1)
        signs.bracket_end(self.ends, right, self.y, 1)

    def _dissolve(self) -> None:
        """The right end fades out and says that it is not known."""
        for step in range(4):
            veil = QColor(self.ground)
            veil.setAlphaF(0.9 - step * 0.2)
            self.painter.fillRect(QRectF(self.right - (step + 1) * FADE, self.y - 6.0, FADE, 12.0), veil)
        signs.draw_doubt(self.painter, self.right - 3.0, self.y, self.colour)

    def _draw_ends(self) -> None:
        self.painter.setPen(signs.end_pen(self.colour, Certainty.CONFIRMED))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(self.ends)
