"""The events of a view as rows for Qt and assistive technology, none of which Qt lays out or walks."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from dateline.layout.scene import HitKind, Scene
from dateline.models.document import Document
from dateline.models.event_model import EventColumn, EventModel
from dateline.widgets import assistive
from dateline.widgets.reading import Reading

Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """A QListView, because screen readers get rows of its kind only; what of it would walk the rows is overridden.

    At a million rows Qt's own takes 1.6 s to show. The document owns the selection; Qt's mirrors the current event.
    """

    reading: Reading

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._model = EventModel(document, self)

    def set_up_rows(self) -> None:
        """Take the rows, once all that Qt asks while it does so can answer."""
        self.setModel(self._model)
        self.setModelColumn(EventColumn.TITLE)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)  # a model reset must not move the view
        self._model.modelReset.connect(self.mirror_current)

    @property
    def document(self) -> Document:
        return self._document

    @property
    def scene(self) -> Scene:
        """What is drawn."""
        raise NotImplementedError

    # what Qt would lay out by walking the rows

    def doItemsLayout(self) -> None:
        """Nothing: the scene is the layout."""

    def updateGeometries(self) -> None:
        """Nothing: painting fits the scroll bar."""

    def visualRect(self, index: Index) -> QRect:
        found = self.scene.rect_of(self._model.row_at(index.row())) if index.isValid() else None
        return QRect() if found is None else QRect(*(round(part) for part in found))

    def indexAt(self, point: QPoint) -> QModelIndex:
        if not self.isVisible():  # Qt asks while the view is being made: nothing is drawn, and nothing shall be
            return QModelIndex()
        hit = self.scene.hit(point.x(), point.y())
        if hit is None or hit.kind not in (HitKind.MARK, HitKind.TRAY) or len(hit.rows) != 1:
            return QModelIndex()
        return self._model.index(self._model.place_of(int(hit.rows[0])), EventColumn.TITLE)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if index.isValid():
            self.reading.reveal(self._model.row_at(index.row()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """The document owns the selection; gestures ask it."""

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    def selectAll(self) -> None:
        self._document.select_all()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; Ctrl+F searches."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        move = QAbstractItemView.CursorAction
        match action:
            case move.MoveLeft | move.MovePrevious:
                row = self._document.neighbour(-1)
            case move.MoveRight | move.MoveNext:
                row = self._document.neighbour(1)
            case move.MoveHome:
                row = self.reading.end_row(0)
            case move.MoveEnd:
                row = self.reading.end_row(-1)
            case move.MoveUp:
                row = self.reading.row_in_lane(-1)
            case move.MoveDown:
                row = self.reading.row_in_lane(1)
            case _:
                row = self._document.current
        place = -1 if row is None else self._model.place_of(row)
        return self._model.index(place, EventColumn.TITLE)

    # the current row

    def mirror_current(self) -> None:
        """Tell Qt, and through it assistive technology, which event is read."""
        current = self._document.current
        place = -1 if current is None else self._model.place_of(current)
        index = self._model.index(place, EventColumn.TITLE)
        if index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which event is read now. Qt's own would do nothing else here, and names the list instead of the row."""
        if self.hasFocus():
            assistive.tell_focus(self, current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        for ranges, is_selected in ((deselected, False), (selected, True)):
            if not ranges.isEmpty():
                assistive.tell_selection(self, ranges.first().top(), is_selected)

    def tell_focus(self) -> None:
        """Say which event has the focus."""
        if self.hasFocus():
            assistive.tell_focus(self, self.currentIndex().row())
