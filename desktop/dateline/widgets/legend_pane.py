"""The signs as small pictures, and a legend of those that occur among the events shown."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dateline.domain.calendar import DAY
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.columns import Columns
from dateline.domain.event import Relation
from dateline.domain.query import Answer
from dateline.domain.when import Precision, WhenFlag
from dateline.models.document import Document
from dateline.models.event_model import certainty_word
from dateline.painting import signs
from dateline.painting.content import POSSIBLE_STRENGTH
from dateline.painting.theme import Theme

SIGN_HEIGHT = 14
EACH_LOOKED_AT = 500
"""Of more events than these, a dispute is looked for in the first ones only: it takes each event in the hand."""


class Shape(StrEnum):
    """The forms that dates, disputes and doubtful matches take besides the signs of certainty."""

    DAY = "day"
    BRACKET = "bracket"
    BAR = "bar"
    PARTLY = "partly"
    OPEN = "open"
    END_UNKNOWN = "end-unknown"
    ABOUT = "about"
    DOUBTED = "doubted"
    DISPUTE = "dispute"
    POSSIBLY = "possibly"


def sign_image(name: str, width: float, colour: QColor, theme: Theme, dpr: float) -> QImage | None:
    """Return the sign of a certainty's word or a Shape, `width` by SIGN_HEIGHT px; None for any other name."""
    words = {certainty.word: certainty for certainty in Certainty}
    if name not in words and name not in set(Shape):
        return None
    image = QImage((QSize(round(width), SIGN_HEIGHT) * dpr), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(dpr)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if name in words:
        signs.draw_sign(painter, 6.5, SIGN_HEIGHT / 2, words[name], colour, theme.colour("surface"))
    else:
        draw_shape(painter, Shape(name), QRectF(1, 0, width - 4, SIGN_HEIGHT), colour, theme)
    painter.end()
    return image


def draw_shape(painter: QPainter, shape: Shape, room: QRectF, colour: QColor, theme: Theme) -> None:
    """Draw a form into a room as the timeline draws it."""
    middle = room.center()
    match shape:
        case Shape.DAY:
            signs.draw_sign(painter, middle.x(), middle.y(), Certainty.CONFIRMED, colour, theme.colour("surface"))
        case Shape.POSSIBLY:
            painter.setOpacity(POSSIBLE_STRENGTH)
            signs.draw_sign(painter, middle.x(), middle.y(), Certainty.CONFIRMED, colour, theme.colour("surface"))
            painter.setOpacity(1)
        case Shape.DISPUTE:
            pen = QPen(theme.colour("dispute"), 1.4)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawLine(QPointF(room.left(), middle.y()), QPointF(room.right(), middle.y()))
        case Shape.DOUBTED:
            signs.draw_sign(painter, middle.x() - 5, middle.y(), Certainty.CONFIRMED, colour, theme.colour("surface"))
            _draw_question(painter, room.adjusted(12, 0, 0, 0), theme)
        case _:
            _draw_extent(painter, shape, room.left() + 1, room.right() - 1, middle.y(), colour, theme)
    if shape is Shape.END_UNKNOWN:
        _draw_question(painter, room.adjusted(room.width() - 10, 0, 0, 0), theme)


def _draw_extent(
    painter: QPainter, shape: Shape, left: float, right: float, y: float, colour: QColor, theme: Theme
) -> None:
    ends = QPainterPath()
    inset = {Shape.BAR: 0.0, Shape.PARTLY: (right - left) / 3.4}.get(shape)
    reach = right - 12 if shape is Shape.END_UNKNOWN else right - 6 if shape is Shape.OPEN else right
    if shape not in (Shape.BAR, Shape.OPEN):
        signs.draw_hatched(painter, left, reach, y, colour, theme.tint(colour.name(), 0.16))
    if shape is Shape.OPEN:
        signs.draw_solid(painter, left, reach, y, colour)
        signs.open_end(ends, right, y, 1)
    elif inset is not None:
        signs.draw_solid(painter, left + inset, right - inset, y, colour)
    if shape is Shape.ABOUT:
        signs.wavy_end(ends, left + 1, y)
        signs.wavy_end(ends, right - 1, y)
    else:
        signs.bracket_end(ends, left, y, -1)
    if shape in (Shape.BRACKET, Shape.BAR, Shape.PARTLY):
        signs.bracket_end(ends, right, y, 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(signs.end_pen(colour, Certainty.CONFIRMED))
    painter.drawPath(ends)


def _draw_question(painter: QPainter, room: QRectF, theme: Theme) -> None:
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.colour("ink"))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "?")


def shapes_of(chronology: Chronology, answer: Answer) -> tuple[Shape, ...]:
    """Return the forms that occur among the rows shown, in the order of Shape."""
    columns, rows = chronology.columns, answer.rows
    dated = rows[(columns.flags[rows] & np.uint16(WhenFlag.DATED)) != 0]
    found = {shape for shape, mask in _masks(columns, dated).items() if mask.any()}
    looked_at = (chronology.event(int(row)) for row in rows[:EACH_LOOKED_AT])
    if any(link.how is Relation.DISPUTES for event in looked_at for link in event.relates):
        found.add(Shape.DISPUTE)
    if answer.possibly:
        found.add(Shape.POSSIBLY)
    return tuple(shape for shape in Shape if shape in found)


def _masks(columns: Columns, rows: NDArray[np.int64]) -> dict[Shape, NDArray[np.bool_]]:
    flags = columns.flags[rows]

    def has(flag: WhenFlag) -> NDArray[np.bool_]:
        mask: NDArray[np.bool_] = (flags & np.uint16(flag)) != 0
        return mask

    is_bar, is_about = has(WhenFlag.INTERVAL), has(WhenFlag.APPROXIMATE)
    is_open, is_unknown = (
        has(WhenFlag.START_OPEN | WhenFlag.END_OPEN),
        has(WhenFlag.START_UNKNOWN | WhenFlag.END_UNKNOWN),
    )
    is_vague = (columns.precision[rows] < Precision.DAY) | has(WhenFlag.ONE_OF)
    is_partly = is_bar & ~is_unknown & (columns.start_latest[rows] - columns.start_earliest[rows] > DAY)
    return {
        Shape.DAY: ~is_bar & ~is_vague & ~is_about,
        Shape.BRACKET: ~is_bar & is_vague & ~is_about & ~is_open,
        Shape.BAR: is_bar & ~is_partly & ~is_open & ~is_unknown,
        Shape.PARTLY: is_partly,
        Shape.OPEN: is_open,
        Shape.END_UNKNOWN: is_unknown,
        Shape.ABOUT: is_about,
        Shape.DOUBTED: has(WhenFlag.UNCERTAIN),
    }


def shape_words(shape: Shape) -> str:
    """What a form means, in a few words of the user's language."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("LegendPane", text)

    match shape:
        case Shape.DAY:
            return tr("known to the day")
        case Shape.BRACKET:
            return tr("once, some time in here")
        case Shape.BAR:
            return tr("lasted from here to there")
        case Shape.PARTLY:
            return tr("surely solid, perhaps hatched")
        case Shape.OPEN:
            return tr("goes on, or began before")
        case Shape.END_UNKNOWN:
            return tr("one end is not known")
        case Shape.ABOUT:
            return tr("about this time")
        case Shape.DOUBTED:
            return tr("the date is doubted")
        case Shape.DISPUTE:
            return tr("one disputes the other")
        case Shape.POSSIBLY:
            return tr("possibly in the period")


class LegendPane(QWidget):
    """Lists the signs that occur in the document's answer, in as many columns as fit; hidden where none does."""

    ROW = 22
    SIGN = 34
    GAP = 8

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._document = document
        self._theme = theme
        self._entries: tuple[tuple[str, str], ...] = ()
        document.rows_changed.connect(self._follow)
        document.chronology_changed.connect(self._follow)
        self._follow()

    @property
    def entries(self) -> Sequence[tuple[str, str]]:
        """(name of the sign, what it means), as listed."""
        return self._entries

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(228, self._height(max(self.width(), 228)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height(max(self.width(), 120)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns(self.width())
        per_column = -(-len(self._entries) // columns)
        for place, (name, text) in enumerate(self._entries):
            column, row = divmod(place, per_column)
            self._draw(
                painter,
                name,
                text,
                QRect(column * self.width() // columns, row * self.ROW, self.width() // columns, self.ROW),
            )
        painter.end()

    def _draw(self, painter: QPainter, name: str, text: str, room: QRect) -> None:
        ink = self._theme.colour("soft_ink")
        words = {certainty.word: certainty for certainty in Certainty}
        centre = QPointF(room.left() + self.SIGN / 2, room.center().y() + 0.5)
        if name in words:
            signs.draw_sign(painter, centre.x(), centre.y(), words[name], ink, self._theme.colour("pane"))
        else:
            width = self.SIGN - 2
            draw_shape(
                painter, Shape(name), QRectF(centre.x() - width / 2, centre.y() - 7, width, 14), ink, self._theme
            )
        left = room.left() + self.SIGN + self.GAP
        room = QRect(left, room.top(), room.right() - left, room.height())
        painter.setPen(self._theme.colour("ink"))
        painter.setFont(self.font())
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _columns(self, width: int) -> int:
        widest = max((self.fontMetrics().horizontalAdvance(text) for _, text in self._entries), default=0)
        return min(max(width // (self.SIGN + 3 * self.GAP + widest), 1), max(len(self._entries), 1))

    def _height(self, width: int) -> int:
        return self.ROW * -(-len(self._entries) // self._columns(width))

    def _follow(self) -> None:
        chronology, answer = self._document.chronology, self._document.answer
        bits = int(np.bitwise_or.reduce(chronology.columns.certainties[answer.rows], initial=0))
        certainties = [certainty for certainty in reversed(Certainty) if bits >> certainty & 1]
        shapes = shapes_of(chronology, answer)
        self._entries = (
            *((certainty.word, certainty_word(certainty)) for certainty in certainties),
            *((shape.value, shape_words(shape)) for shape in shapes),
        )
        self.setAccessibleName(self.tr("Legend"))
        self.setAccessibleDescription(", ".join(text for _, text in self._entries))
        self.setVisible(bool(self._entries))
        self.updateGeometry()
        self.update()
