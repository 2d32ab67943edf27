"""The table of the events shown, sortable, with the selection of the document."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from dateline.models.document import Document
from dateline.models.event_model import EventColumn, EventModel
from dateline.models.type_ahead import TypeAhead
from dateline.widgets.row_painter import Cell, RowPainter
from dateline.widgets.table_columns import TableColumns

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 24
INKED = frozenset({EventColumn.WHEN, EventColumn.TITLE})
"""The columns in the ink; the others are softer."""


class EventTable(QTableView):
    """One event a row. The document owns the selection: Qt's own mode is off, and the rows are drawn here.

    A change of the selection draws the rows anew that look otherwise than before; while hidden, nothing is looked at.
    """

    pane_requested = Signal()  # Enter: into the detail pane
    menu_requested = Signal(object)  # QPoint on the screen: the table's menu is to stand there

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("event_table")
        self._document = document
        self._model = EventModel(document, self)
        self._is_following = False
        self._looks: dict[int, tuple[bool, bool]] = {}  # of the rows on the screen: selected? read?
        self._painter: RowPainter | None = None
        self.type_ahead = TypeAhead(document, self._model, self)
        self.type_ahead.reached.connect(self._go_to)
        self.setModel(self._model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or all is drawn anew to scroll by a row
        self.setAccessibleName(self.tr("Table of events"))
        self._set_up_headers()
        document.current_changed.connect(self._follow)
        document.selection_changed.connect(self._show_looks)
        self._model.modelReset.connect(self._follow)
        self._follow()

    def _set_up_headers(self) -> None:
        self.columns = TableColumns(self)
        header = self.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.menu_requested.emit(header.mapToGlobal(at)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSortingEnabled(True)
        self.sortByColumn(EventColumn.WHEN, Qt.SortOrder.AscendingOrder)

    # what is shown

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rows = QPainter(self.viewport()), self._row_painter()
        rows.begin(painter, event.rect())
        cells = [self._cell(column) for column in EventColumn]  # a hidden one is no px wide
        seen = self._places_seen()
        looks = self._looks_of(seen)
        region = event.region()
        for place in seen:
            rect = self._row_rect(place)
            if region.intersects(rect):
                is_selected, is_current = looks[place]
                texts = self._model.texts_at(place)
                rows.draw(painter, rect, texts, cells, is_selected=is_selected, is_current=is_current)
        self._looks = looks
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._painter = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.make_room(event.size().width())

    def _row_painter(self) -> RowPainter:
        if self._painter is None:
            self._painter = RowPainter(self.font(), self.palette())
        return self._painter

    def _cell(self, column: EventColumn) -> Cell:
        return Cell(
            self.columnViewportPosition(column),
            self.columnWidth(column),
            is_centred=column is EventColumn.SOURCES,
            is_soft=column not in INKED,
        )

    def _row_rect(self, place: int) -> QRect:
        return QRect(0, self.rowViewportPosition(place), self.viewport().width(), self.rowHeight(place))

    def _places_seen(self) -> range:
        """The places in the model that the view shows, if only in part."""
        first, height = self.rowAt(0), self.viewport().height()
        if first < 0 or height < 1:  # without a height, as at its first moment, no row is its last
            return range(0)
        last = self.rowAt(height - 1)
        return range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)

    def _looks_of(self, places: range) -> dict[int, tuple[bool, bool]]:
        rows, current = self._model.rows[places.start : places.stop], self._document.current
        are_selected = self._document.are_selected(rows).tolist()
        return {
            place: (is_selected, row == current)
            for place, row, is_selected in zip(places, rows.tolist(), are_selected, strict=True)
        }

    def _show_looks(self) -> None:
        """Draw the rows anew that look otherwise than they were drawn."""
        if not self.isVisible():
            return
        for place, look in self._looks_of(self._places_seen()).items():
            if self._looks.get(place) != look:
                self.viewport().update(self._row_rect(place))

    # the document's selection

    def _follow(self) -> None:
        """Show the event that is read, once the table is on the screen."""
        if not self.isVisible():
            return
        current = self._document.current
        place = self._model.place_of(current) if current is not None else -1
        index = self._model.index(place, EventColumn.TITLE) if place >= 0 else QModelIndex()
        if index.row() != self.currentIndex().row() or not index.isValid():
            self._is_following = True
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._is_following = False
        if index.isValid():
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._show_looks()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._is_following and current.isValid():
            self._document.select_one(self._model.row_at(current.row()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        chosen = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
        elif not chosen:
            super().mousePressEvent(event)
            self._document.select_one(self._model.row_at(index.row()))  # Qt tells nothing where it is the current one
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend_to(index.row())
        else:
            self._document.toggle(self._model.row_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_extending = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        is_apart = event.modifiers() & Qt.KeyboardModifier.ControlModifier and not is_extending
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.pane_requested.emit()
            case Qt.Key.Key_Up if is_extending:
                self._extend_to(max(0, self.currentIndex().row() - 1))
            case Qt.Key.Key_Down if is_extending:
                self._extend_to(min(self._model.rowCount() - 1, self.currentIndex().row() + 1))
            case Qt.Key.Key_Up if is_apart:
                self._read(max(0, self.currentIndex().row() - 1))
            case Qt.Key.Key_Down if is_apart:
                self._read(min(self._model.rowCount() - 1, self.currentIndex().row() + 1))
            case Qt.Key.Key_Space if is_apart and self.currentIndex().isValid():
                self._document.toggle(self._model.row_at(self.currentIndex().row()))
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu at the pointer, or, asked for by its key, below the row that is read."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            row = self._row_rect(self.currentIndex().row()) if self.currentIndex().isValid() else QRect()
            at = self.viewport().mapToGlobal((row & self.viewport().rect()).bottomLeft())
        self.menu_requested.emit(at)

    @property
    def sorted_by(self) -> EventColumn:
        return EventColumn(self.horizontalHeader().sortIndicatorSection())

    @property
    def order(self) -> Qt.SortOrder:
        return self.horizontalHeader().sortIndicatorOrder()

    def selectAll(self) -> None:
        """The document's: Qt's own walks every row (7.4 s at a million)."""
        self._document.select_all()

    def keyboardSearch(self, text: str) -> None:
        """The next event whose title begins with what is typed; Qt's own asks every cell through the model."""
        self.type_ahead.type(text, max(self.currentIndex().row(), 0), QApplication.keyboardInputInterval())

    def _go_to(self, place: int) -> None:
        index = self._model.index(place, EventColumn.TITLE)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _read(self, place: int) -> None:
        """Go to another row without selecting it, on the way to one more that is to be selected."""
        if place >= 0:
            self._document.read(self._model.row_at(place))

    def _extend_to(self, place: int) -> None:
        """Select from where the selection began to `place`, in the table's order; nothing in an empty table."""
        if self._model.rowCount():
            self._document.extend_to(self._model.row_at(place), self._model.rows)
