"""The timeline: lays out and shows what the document answers, and lets keys, wheel and mouse move it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from dateline.layout.metrics import AXIS_HEIGHT, Options, Words
from dateline.layout.plan import Plan
from dateline.layout.scene import Hit, HitKind, Scene
from dateline.layout.stretch import MovingStretch, Shown
from dateline.layout.viewport import Viewport
from dateline.models.document import Document
from dateline.models.event_model import EventColumn, EventModel
from dateline.models.finder import Finder
from dateline.painting.canvas import Canvas
from dateline.painting.painter import paint
from dateline.painting.text import Type
from dateline.painting.theme import Theme
from dateline.widgets.gestures import Gestures

Index = QModelIndex | QPersistentModelIndex
KEPT_MIDDLE = 0.8
"""An event within this middle share of the width needs no move of the view."""
OVERLAP = 0.1
ZOOM_STEP = 1.5


class TimelineView(QListView):
    """One lane below the other, time to the right. Every row is there for assistive technology; Qt lays out nothing.

    A QListView because screen readers get rows of its kind only; whatever of it would walk the rows is overridden
    (1.6 s at a million), and the document owns the selection.
    """

    period_requested = Signal(object, object)  # int, int: the stretch marked on the ruler, in seconds
    pane_requested = Signal()  # into the detail pane
    source_requested = Signal()  # to the first source of the current event
    rows_requested = Signal(object)  # rows that cannot be told apart by zooming, to be listed
    hover_changed = Signal(str)

    def __init__(
        self, document: Document, finder: Finder, theme: Theme, fonts: Type, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._document, self._finder, self._theme, self._fonts = document, finder, theme, fonts
        self._model = EventModel(document, self)
        self._plan: Plan | None = None
        self._scene: Scene | None = None
        self._hover: int | None = None
        self._lane = -1  # the lane one moves in by Up and Down, where an event is in several
        self._gestures = Gestures(self)
        self._stretch = MovingStretch()
        self._canvas = Canvas(self._stretch, fonts)
        self.setModel(self._model)
        self.setModelColumn(EventColumn.TITLE)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAutoScroll(False)  # a model reset must not move the view
        self.setMinimumSize(360, 160)
        self.setAccessibleName(self.tr("Timeline"))
        document.rows_changed.connect(self.forget_plan)
        document.appearance_changed.connect(self.forget_plan)
        document.viewport_changed.connect(self.forget_scene)
        document.selection_changed.connect(self.forget_scene)
        document.current_changed.connect(self._follow_current)
        finder.hits_changed.connect(self.forget_scene)
        self.verticalScrollBar().valueChanged.connect(self.forget_scene)
        self._model.modelReset.connect(self._mirror_current)

    # the drawing

    @property
    def document(self) -> Document:
        return self._document

    @property
    def plan(self) -> Plan:
        """Lanes and rows of what the document answers; made when first needed after a change."""
        if self._plan is None:
            appearance = self._document.appearance
            options = Options(
                grouping=appearance.grouping, lens=appearance.lens, has_tags=appearance.has_tags, words=self._words()
            )
            self._plan = Plan(self._document.chronology, self._document.answer, options, self._fonts.measure)
            self._document.resize(self._time_width())
        return self._plan

    @property
    def scene(self) -> Scene:
        """What is drawn at the present viewport."""
        if self._scene is None:
            shown = self._shown()
            low = self._stretch.x_of(shown)
            room = shown.tray.top - AXIS_HEIGHT
            around = self._stretch.around(shown, low, low + shown.viewport.width, shown.scroll, shown.scroll + room)
            self._scene = around.seen(shown, low - around.x)
        return self._scene

    def _shown(self) -> Shown:
        plan = self.plan
        return Shown(
            plan,
            self._document.viewport,
            float(self.viewport().height()),
            float(self.verticalScrollBar().value()),
            self._document.selection,
            self._finder.hits,
            self._hover,
        )

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    def set_hover(self, row: int | None) -> None:
        """Show which event the pointer is on."""
        if row != self._hover:
            self._hover = row
            self.hover_changed.emit("" if row is None else self._document.chronology.title_of(row))
            if self._scene is not None:
                self._scene = replace(self._scene, hover=row)
            self.viewport().update()

    def forget_plan(self) -> None:
        self._plan = None
        self._hover = None
        self.forget_scene()

    def forget_scene(self) -> None:
        self._scene = None
        self.viewport().update()

    def _words(self) -> Words:
        return Words(
            place_unknown=self.tr("Place unknown"),
            no_kind=self.tr("No kind"),
            everything=self.tr("All events"),
            one_event=self.tr("1 event"),
            events=self.tr("{n} events"),
            more=self.tr("+{n} more here"),
            undated=self.tr("No date"),
        )

    def _time_width(self) -> float:
        header = self._plan.options.header if self._plan is not None else Options().header
        return max(self.viewport().width() - header, 50.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._fit_scroll_bar()
        painter = QPainter(self.viewport())
        self._canvas.paint(painter, self._shown(), self._theme)
        self._gestures.paint(painter, self._theme)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def paint_scene(self, painter: QPainter) -> None:
        """Draw what is shown, without the traces of a gesture."""
        paint(painter, self.scene, self._theme, self._fonts)

    def _fit_scroll_bar(self) -> None:
        """Lanes may be higher than the view; the bar's range follows the zoom's rows."""
        shown, bar = self._shown(), self.verticalScrollBar()
        room = int(shown.tray.top - AXIS_HEIGHT)
        most = max(0, int(shown.plan.height(shown.viewport)) - room)
        if bar.maximum() != most or bar.pageStep() != room:
            bar.setRange(0, most)
            bar.setPageStep(max(room, 1))
            bar.setSingleStep(int(shown.plan.options.pitch))

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
            self.reveal(self._model.row_at(index.row()))

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
                row = self._end_row(0)
            case move.MoveEnd:
                row = self._end_row(-1)
            case move.MoveUp:
                row = self._row_in_lane(-1)
            case move.MoveDown:
                row = self._row_in_lane(1)
            case _:
                row = self._document.current
        place = -1 if row is None else self._model.place_of(row)
        return self._model.index(place, EventColumn.TITLE)

    # the current event

    def _follow_current(self) -> None:
        self._mirror_current()
        if self._document.current is not None and not self._gestures.is_clicking:
            self.reveal(self._document.current)

    def _mirror_current(self) -> None:
        """Tell Qt, and through it assistive technology, which event is read."""
        current = self._document.current
        place = -1 if current is None else self._model.place_of(current)
        index = self._model.index(place, EventColumn.TITLE)
        if index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def reveal(self, row: int) -> None:
        """Bring an event into view: in time if it is outside the middle of the view, and its lane."""
        columns = self._document.chronology.columns
        if not bool(columns.is_dated[row]):
            return
        viewport = self._document.viewport
        left = viewport.x_of(int(columns.start_earliest[row]))
        right = viewport.x_of(int(columns.end_latest[row]))
        low, high = viewport.width * (1 - KEPT_MIDDLE) / 2, viewport.width * (1 + KEPT_MIDDLE) / 2
        if right < 0 or left > viewport.width:  # out of sight: to the middle, or its beginning there where it is long
            self._document.set_viewport(viewport.panned(min((left + right) / 2, left + high) - viewport.width / 2))
        elif right < low:
            self._document.set_viewport(viewport.panned(right - low))
        elif left > high:
            self._document.set_viewport(viewport.panned(left - high))
        self._reveal_lane(row)

    def _reveal_lane(self, row: int) -> None:
        octave = self.plan.octave(self._document.viewport.octave)
        rect = self.scene.rect_of(row)
        bar = self.verticalScrollBar()
        if rect is None:
            lanes = self._lanes_of(row)
            if not lanes:
                return
            self._fit_scroll_bar()
            bar.setValue(int(octave.tops[lanes[0]]))
            rect = self.scene.rect_of(row)
        if rect is None:
            return  # one of a block: its lane shows
        top, room = rect[1] - self.scene.top, self.scene.height - self.scene.top - self.scene.tray.height
        if top < 0:
            bar.setValue(int(bar.value() + top - rect[3]))
        elif top + rect[3] > room:
            bar.setValue(int(bar.value() + top + 2 * rect[3] - room))

    def _lanes_of(self, row: int) -> list[int]:
        return [index for index, lane in enumerate(self.plan.lanes) if (lane.rows == row).any()]

    def _end_row(self, place: int) -> int | None:
        rows = self._document.answer.rows
        dated = rows[self._document.chronology.columns.is_dated[rows]]
        return int(dated[place]) if len(dated) else None

    def _row_in_lane(self, step: int) -> int | None:
        """The event nearest in time to the current one, in the next lane up or down."""
        current, lanes = self._document.current, self.plan.lanes
        if current is None or not lanes:
            return self._document.neighbour(1)
        mine = self._lanes_of(current)
        if not mine:
            return current
        here = self._lane if self._lane in mine else mine[0]
        self._lane = min(max(here + step, 0), len(lanes) - 1)
        lane = lanes[self._lane]
        start = int(self._document.chronology.columns.start_earliest[current])
        return int(lane.rows[int(np.argmin(np.abs(lane.start - np.int64(start))))])

    # moving the view

    def zoom(self, factor: float, anchor: float | None = None, is_step: bool = True) -> None:
        """Magnify around `anchor` (x in the time area; the middle, or the current event where it is in view)."""
        viewport = self._document.viewport
        self._document.set_viewport(viewport.zoomed(factor, self._anchor() if anchor is None else anchor), is_step)

    def _anchor(self) -> float:
        current, viewport = self._document.current, self._document.viewport
        if current is not None:
            x = self.scene.middle_of(current)
            if x is not None:
                return x
        return viewport.width / 2

    def pan(self, dx: float, is_step: bool = True) -> None:
        self._document.set_viewport(self._document.viewport.panned(dx), is_step)

    def show_rows(self, rows: NDArray[np.int64], margin: float = 0.2) -> None:
        """Fit the dates of `rows`; where they share one date, ask for a list of them."""
        columns = self._document.chronology.columns
        bounds = {*zip(columns.start_earliest[rows].tolist(), columns.end_latest[rows].tolist(), strict=True)}
        if len(rows) > 1 and len(bounds) == 1:
            self.rows_requested.emit(rows)
        else:
            self._document.set_viewport(self._document.fitted_to(rows, margin))

    def centre(self) -> None:
        """Bring the current event to the middle; once it is there, fit it."""
        current, viewport = self._document.current, self._document.viewport
        if current is None:
            return
        columns = self._document.chronology.columns
        if not bool(columns.is_dated[current]):
            return
        target = self._document.fitted_to(np.array([current]), margin=1.0)
        middle = target.instant_at(target.width / 2)
        centred: Viewport = viewport.centred(middle)
        is_there = abs(viewport.x_of(middle) - viewport.width / 2) < 2
        self._document.set_viewport(target if is_there else centred)

    def beyond(self, step: int) -> None:
        """Select the next event that begins beyond the view's right edge, or before its left one for -1."""
        columns, viewport = self._document.chronology.columns, self._document.viewport
        rows = self._document.answer.rows
        rows = rows[columns.is_dated[rows]]
        starts = columns.start_earliest[rows]
        edge = viewport.end if step > 0 else viewport.start
        place = int(np.searchsorted(starts, edge, side="right" if step > 0 else "left")) - (step < 0)
        if 0 <= place < len(rows):
            self._document.select_one(int(rows[place]))

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._document.resize(self._time_width())
        self.forget_scene()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._gestures.key(event) and not self._move_by_key(event):
            event.ignore()

    def _move_by_key(self, event: QKeyEvent) -> bool:
        key, width = Qt.Key, self._document.viewport.width
        moves = {
            key.Key_Left: QAbstractItemView.CursorAction.MoveLeft,
            key.Key_Right: QAbstractItemView.CursorAction.MoveRight,
            key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
            key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
            key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
            key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
        }
        pressed = Qt.Key(event.key())
        if pressed in moves and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~KEYPAD:
            index = self.moveCursor(moves[pressed], event.modifiers())
            if index.isValid():
                row = self._model.row_at(index.row())
                is_extending = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._document.extend_to(row) if is_extending else self._document.select_one(row)
            return True
        match pressed:
            case key.Key_PageUp:
                self.pan(-width * (1 - OVERLAP))
            case key.Key_PageDown:
                self.pan(width * (1 - OVERLAP))
            case key.Key_BracketLeft:
                self.beyond(-1)
            case key.Key_BracketRight:
                self.beyond(1)
            case key.Key_Return | key.Key_Enter:
                self.pane_requested.emit()
            case key.Key_Space:
                self.source_requested.emit()
            case _:
                return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._gestures.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._gestures.wheel(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def hit(self, point: QPoint) -> Hit | None:
        """What is at a point of the view."""
        return self.scene.hit(point.x(), point.y())


KEYPAD = Qt.KeyboardModifier.KeypadModifier
