"""Drawing a choice of the filter pane: a tick box, its sign, its name and its count, over a bar for its share."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dateline.models.choice_model import Tally
from dateline.widgets.kept_lines import KeptLines

Index = QModelIndex | QPersistentModelIndex
Decorate = Callable[[QPainter, QPointF, Any], None]

ROW_HEIGHT = 24
BOX = 13.0
BOX_ROOM = 18
SIGN_WIDTH = 20
GAP = 6
BAR_HEIGHT = 18
BAR_SHARE = 0.42
"""Of a view's width, the bar of the largest count."""


class CountDelegate(QStyledItemDelegate):
    """Rows of a checkable model that answers a role with a Tally; `decorate` draws a key's sign around a centre point.

    Boxes, signs and texts are kept as they were drawn, for one palette: a filter changes the counts of every row.
    """

    def __init__(self, role: int, decorate: Decorate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._decorate = role, decorate
        self._lines: KeptLines | None = None
        self._pictures: dict[object, QPixmap] = {}
        self._key: tuple[object, ...] = ()

    def forget(self) -> None:
        """Keep nothing drawn: the choices are another file's, where the same kind may have another colour."""
        self._lines = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tally, rect = index.data(self._role), option.rect
        lines = self._prepared(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _focus_ring(painter, option)
        self._draw_bar(painter, option, tally.share)
        top = rect.center().y() + 0.5 - BOX_ROOM / 2
        painter.drawPixmap(
            QPointF(rect.left(), top), self._picture(tally.tick, painter, partial(_draw_box, tally.tick))
        )
        left = rect.left() + BOX_ROOM + GAP - 2
        if self._decorate is not None:
            sign = self._picture(("sign", tally.key), painter, partial(self._draw_sign, tally.key))
            painter.drawPixmap(QPointF(left, top - 1), sign)
            left += SIGN_WIDTH + 2
        self._draw_words(painter, option, lines, tally, left)

    def _prepared(self, painter: QPainter, option: QStyleOptionViewItem) -> KeptLines:
        """Forget what was kept for another palette, font or screen."""
        key = (QGuiApplication.palette().cacheKey(), option.font.key(), painter.device().devicePixelRatioF())
        if self._lines is None or key != self._key:
            self._key, self._lines = key, KeptLines(option.font)
            self._pictures.clear()
        return self._lines

    def _picture(self, key: object, painter: QPainter, draw: Callable[[QPainter, QPointF], None]) -> QPixmap:
        found = self._pictures.get(key)
        if found is None:
            ratio = painter.device().devicePixelRatioF()
            found = QPixmap(math.ceil(SIGN_WIDTH * ratio), math.ceil(SIGN_WIDTH * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            own = QPainter(found)
            own.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(own, QPointF(BOX_ROOM / 2, BOX_ROOM / 2))
            own.end()
            self._pictures[key] = found
        return found

    def _draw_sign(self, key: object, painter: QPainter, centre: QPointF) -> None:
        if self._decorate is not None:
            self._decorate(painter, centre + QPointF(1, 1), key)

    def _draw_words(
        self, painter: QPainter, option: QStyleOptionViewItem, lines: KeptLines, tally: Tally, left: int
    ) -> None:
        palette, rect = option.palette, option.rect
        ink, soft = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setFont(lines.font)
        top = rect.top() + (rect.height() - lines.metrics.height()) // 2
        number, width = lines.cut(f"{tally.count:,}", rect.width())
        right = rect.right() - GAP - width
        painter.setPen(soft)
        painter.drawStaticText(QPointF(right, top), number)
        name, _ = lines.cut(tally.name, right - left - GAP)
        painter.setPen(ink if tally.count else soft)
        painter.drawStaticText(QPointF(left, top), name)

    def _draw_bar(self, painter: QPainter, option: QStyleOptionViewItem, share: float) -> None:
        """Behind name and count, where it takes no room from them; all bars end at the right."""
        if share <= 0:
            return
        colour, rect = option.palette.color(QPalette.ColorRole.Highlight), option.rect
        colour.setAlphaF(0.13)
        widest = BAR_SHARE * (option.widget.width() if option.widget is not None else rect.width())
        width = max(share * widest, 2.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        bar = QRectF(rect.right() + 1 - width, rect.center().y() + 0.5 - BAR_HEIGHT / 2, width, BAR_HEIGHT)
        painter.drawRoundedRect(bar, 3, 3)

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click anywhere in the row ticks it, as does Space: the row is one thing to hit, not a box of 13 px."""
        if not _is_tick(event, option) or not isinstance(model, QAbstractItemModel):
            return False
        is_ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        new = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        return model.setData(index, new, Qt.ItemDataRole.CheckStateRole)


def _draw_box(tick: Qt.CheckState, painter: QPainter, middle: QPointF) -> None:
    """Our own: styles draw a view's tick boxes each in its own way, some in black."""
    palette = QGuiApplication.palette()  # the view's own ground is transparent
    is_empty = tick == Qt.CheckState.Unchecked
    accent = palette.color(QPalette.ColorRole.Highlight)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark) if is_empty else accent, 1))
    painter.setBrush(palette.color(QPalette.ColorRole.Base) if is_empty else accent)
    painter.drawRoundedRect(QRectF(middle.x() - BOX / 2, middle.y() - BOX / 2, BOX, BOX), 3, 3)
    if is_empty:
        return
    pen = QPen(palette.color(QPalette.ColorRole.HighlightedText), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if tick == Qt.CheckState.PartiallyChecked:
        painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0))
    else:
        painter.drawPolyline([middle + QPointF(x, y) for x, y in ((-3.2, 0.2), (-1, 2.6), (3.4, -2.6))])


def _is_tick(event: QEvent, option: QStyleOptionViewItem) -> bool:
    if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
        return event.button() == Qt.MouseButton.LeftButton and option.rect.contains(event.position().toPoint())
    return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)


def _focus_ring(painter: QPainter, option: QStyleOptionViewItem) -> None:
    colour = option.palette.color(QPalette.ColorRole.Highlight)
    painter.setPen(colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -2.5, -0.5), 4, 4)
