"""Drawing a choice of the filter pane: a tick box, its sign, its name, a bar for its share and its count."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
Decorate = Callable[[QPainter, QPointF, Index], None]

ROW_HEIGHT = 24
BOX = 13.0
BAR_WIDTH = 26
SIGN_WIDTH = 20
GAP = 6


class CountDelegate(QStyledItemDelegate):
    """Rows of a checkable model with a count and a share; `decorate` draws the sign of a row around a centre point."""

    def __init__(
        self, count_role: int, share_role: int, decorate: Decorate | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._count_role, self._share_role, self._decorate = count_role, share_role, decorate

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _focus_ring(painter, option)
        box = self._box(option)
        self._draw_box(painter, box, option, index)
        left = int(box.right()) + 1 + GAP
        if self._decorate is not None:
            self._decorate(painter, QPointF(left + SIGN_WIDTH / 2, option.rect.center().y() + 0.5), index)
            left += SIGN_WIDTH + 2
        self._draw_words(painter, option, index, left)
        painter.restore()

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click anywhere in the row ticks it, as does Space: the row is one thing to hit, not a box of 13 px."""
        if not _is_tick(event, option) or not isinstance(model, QAbstractItemModel):
            return False
        is_ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        new = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        return model.setData(index, new, Qt.ItemDataRole.CheckStateRole)

    def _box(self, option: QStyleOptionViewItem) -> QRectF:
        return QRectF(option.rect.left() + 2.5, option.rect.center().y() - BOX / 2 + 0.5, BOX, BOX)

    def _draw_box(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        """Our own: styles draw a view's tick boxes each in its own way, some in black."""
        palette = QGuiApplication.palette()  # the view's own ground is transparent
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        is_empty = state == Qt.CheckState.Unchecked
        accent = palette.color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark) if is_empty else accent, 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base) if is_empty else accent)
        painter.drawRoundedRect(box, 3, 3)
        if is_empty:
            return
        pen = QPen(palette.color(QPalette.ColorRole.HighlightedText), 1.7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        middle = box.center()
        if state == Qt.CheckState.PartiallyChecked:
            painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0))
        else:
            painter.drawPolyline([middle + QPointF(x, y) for x, y in ((-3.2, 0.2), (-1, 2.6), (3.4, -2.6))])

    def _draw_words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, left: int) -> None:
        palette, count = option.palette, index.data(self._count_role)
        font = QFont(option.font)
        painter.setFont(font)
        right = option.rect.right() - GAP
        number = QRect(right - 60, option.rect.top(), 60, option.rect.height())
        ink = palette.color(QPalette.ColorRole.Text if count else QPalette.ColorRole.PlaceholderText)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{count:,}")
        bar_left = right - self._count_width(option, index) - BAR_WIDTH - 4
        self._draw_bar(painter, option, bar_left, index.data(self._share_role))
        name = QRect(left, option.rect.top(), bar_left - left - GAP, option.rect.height())
        text = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, name.width())
        painter.setPen(ink)
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _count_width(self, option: QStyleOptionViewItem, index: Index) -> int:
        """Room for the largest count of the model, so that bars begin at one x."""
        share = index.data(self._share_role)
        largest = round(index.data(self._count_role) / share) if share else 0
        return option.fontMetrics.horizontalAdvance(f"{max(largest, 100):,}")

    def _draw_bar(self, painter: QPainter, option: QStyleOptionViewItem, left: int, share: float) -> None:
        colour = option.palette.color(QPalette.ColorRole.Highlight)
        colour.setAlphaF(0.30)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        width = BAR_WIDTH * min(share, 1.0)
        if width > 0:
            painter.drawRoundedRect(QRectF(left, option.rect.center().y() - 1.5, max(width, 1.5), 4), 2, 2)


def _is_tick(event: QEvent, option: QStyleOptionViewItem) -> bool:
    if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
        return event.button() == Qt.MouseButton.LeftButton and option.rect.contains(event.position().toPoint())
    return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)


def _focus_ring(painter: QPainter, option: QStyleOptionViewItem) -> None:
    colour = option.palette.color(QPalette.ColorRole.Highlight)
    painter.setPen(colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -2.5, -0.5), 4, 4)
