"""The table of the events shown, sortable, with the selection of the document."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dateline.models.document import Document
from dateline.models.event_model import EventColumn, EventModel, EventRole
from dateline.models.type_ahead import TypeAhead

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 24
WIDTHS = {
    EventColumn.WHEN: 136,
    EventColumn.KIND: 92,
    EventColumn.REGIONS: 150,
    EventColumn.CERTAINTY: 84,
    EventColumn.SOURCES: 68,
}


class EventTable(QTableView):
    """One event a row. The document owns the selection: Qt's own mode is off, a delegate shows what is selected."""

    pane_requested = Signal()  # Enter: into the detail pane

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("event_table")
        self._document = document
        self._model = EventModel(document, self)
        self._is_following = False
        self.type_ahead = TypeAhead(document, self._model, self)
        self.type_ahead.reached.connect(self._go_to)
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(document, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Table of events"))
        self._set_up_headers()
        document.current_changed.connect(self._follow)
        document.selection_changed.connect(self.viewport().update)
        self._model.modelReset.connect(self._follow)
        self._follow()

    def _set_up_headers(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(EventColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSortingEnabled(True)
        self.sortByColumn(EventColumn.WHEN, Qt.SortOrder.AscendingOrder)

    # the document's selection

    def _follow(self) -> None:
        current = self._document.current
        place = self._model.place_of(current) if current is not None else -1
        index = self._model.index(place, EventColumn.TITLE) if place >= 0 else QModelIndex()
        if index.row() != self.currentIndex().row() or not index.isValid():
            self._is_following = True
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._is_following = False
        if index.isValid():
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._is_following and current.isValid():
            self._document.select_one(self._model.row_at(current.row()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        chosen = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or not chosen:
            super().mousePressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend_to(index.row())
        else:
            self._document.toggle(self._model.row_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_extending = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.pane_requested.emit()
            case Qt.Key.Key_Up if is_extending:
                self._extend_to(max(0, self.currentIndex().row() - 1))
            case Qt.Key.Key_Down if is_extending:
                self._extend_to(min(self._model.rowCount() - 1, self.currentIndex().row() + 1))
            case _:
                super().keyPressEvent(event)

    def selectAll(self) -> None:
        """The document's: Qt's own walks every row (7.4 s at a million)."""
        self._document.select_all()

    def keyboardSearch(self, text: str) -> None:
        """The next event whose title begins with what is typed; Qt's own asks every cell through the model."""
        self.type_ahead.type(text, max(self.currentIndex().row(), 0), QApplication.keyboardInputInterval())

    def _go_to(self, place: int) -> None:
        index = self._model.index(place, EventColumn.TITLE)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _extend_to(self, place: int) -> None:
        """Select from where the selection began to `place`, in the table's order."""
        self._document.extend_to(self._model.row_at(place), self._model.rows)


class _RowDelegate(QStyledItemDelegate):
    """Shows the document's selection, and sources as figures at the right."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if self._document.is_selected(index.data(EventRole.ROW)):
            option.state |= QStyle.StateFlag.State_Selected
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.column() == EventColumn.SOURCES:
            option.displayAlignment = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        if index.column() not in (EventColumn.TITLE, EventColumn.WHEN):
            soft = option.palette.color(QPalette.ColorRole.PlaceholderText)
            option.palette.setColor(QPalette.ColorRole.Text, soft)
