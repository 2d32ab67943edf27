"""The timeline: lays out and shows what the document answers, and lets keys, wheel and mouse move it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QKeyCombination,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from dateline.layout.metrics import AXIS_HEIGHT, Options
from dateline.layout.plan import Plan
from dateline.layout.scene import Hit, Scene
from dateline.layout.stretch import MovingStretch, Shown
from dateline.models.document import Document
from dateline.models.finder import Finder
from dateline.painting.canvas import Canvas
from dateline.painting.painter import paint
from dateline.painting.text import Type
from dateline.painting.theme import Theme
from dateline.widgets.commands import EXTENDING
from dateline.widgets.gestures import Gestures
from dateline.widgets.glide import Glide
from dateline.widgets.hover import Hints
from dateline.widgets.moves import Moves
from dateline.widgets.reading import Reading
from dateline.widgets.row_list import RowList
from dateline.widgets.view_options import view_options
from dateline.widgets.wheel import Wheel


class TimelineView(RowList):
    """One lane below the other, time to the right. Every row is there for assistive technology; Qt lays out nothing.

    What Qt and assistive technology ask of the rows is answered by RowList.
    """

    period_requested = Signal(object, object)  # int, int: the stretch marked on the ruler, in seconds
    pane_requested = Signal()  # into the detail pane
    source_requested = Signal()  # to the first source of the current event
    rows_requested = Signal(object)  # rows that cannot be told apart by zooming, to be listed
    row_height_requested = Signal(int, float)  # so many steps higher; the y in the view whose row shall stay
    lane_toggled = Signal(int)  # by its triangle
    resized = Signal()

    def __init__(
        self, document: Document, finder: Finder, theme: Theme, fonts: Type, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, parent)
        self.setViewport(QWidget(self))  # of our own making: to find out what Qt's is, PySide6 makes 50 classes (18 ms)
        self.setObjectName("timeline")
        self._finder, self._theme, self._fonts = finder, theme, fonts
        self._plan: Plan | None = None
        self._scene: Scene | None = None
        self._hover: int | None = None
        self._is_painted = False
        self.reading, self.moves = Reading(self, document), Moves(self, document)
        self.hints = Hints(self, document)
        self.gestures, self.wheel = Gestures(self), Wheel(self)
        self._stretch = MovingStretch()
        self._canvas = Canvas(self._stretch, fonts)
        self.glide = Glide(
            self.viewport(), self._paint_still, lambda: document.viewport, lambda: self.plan.options.header
        )
        self.set_up_rows()
        self.setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # everything is painted: no ground first
        self.setMinimumSize(360, 160)
        self.setAccessibleName(self.tr("Timeline"))
        document.chronology_changed.connect(self._begin)
        document.rows_changed.connect(self.forget_plan)
        document.appearance_changed.connect(self._follow_appearance)
        document.viewport_changed.connect(self._follow_viewport)
        document.selection_changed.connect(self.forget_scene)
        document.current_changed.connect(self._follow_current)
        finder.hits_changed.connect(self.forget_scene)
        self.verticalScrollBar().valueChanged.connect(self.forget_scene)

    # the drawing

    @property
    def plan(self) -> Plan:
        """Lanes and rows of what the document answers; made when first needed after a change."""
        if self._plan is None:
            self._plan = Plan(
                self._document.chronology,
                self._document.answer,
                view_options(self._document.appearance),
                self._fonts.measure,
            )
            self._document.resize(self._time_width())
        return self._plan

    @property
    def left(self) -> float:
        """Where the time area begins, without making a scene for it."""
        return self.plan.options.header

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
            if self._scene is not None:
                self._scene = replace(self._scene, hover=row)
            self.viewport().update()

    def forget_plan(self) -> None:
        self._plan = None
        self._hover = None
        self.forget_scene()

    def forget_scene(self) -> None:
        self._scene = None
        self.glide.forget()
        self.viewport().update()

    def _follow_viewport(self) -> None:
        self.glide.finish()
        self.forget_scene()

    def _follow_appearance(self) -> None:
        """Arrange anew; what has the same lanes and titles is not packed again."""
        if self._plan is None:
            return
        former, options = self._plan.options, view_options(self._document.appearance)
        if options == replace(former, pitch=options.pitch, collapsed=options.collapsed):
            self._plan = self._plan.arranged(options)
            self.forget_scene()
        else:
            self.forget_plan()

    def _time_width(self) -> float:
        header = self._plan.options.header if self._plan is not None else Options().header
        return max(self.viewport().width() - header, 50.0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_scroll_bar()  # or the first picture would be laid out twice, without the bar and beside it

    def paintEvent(self, event: QPaintEvent) -> None:
        self._fit_scroll_bar()
        painter = QPainter(self.viewport())
        if self.glide.is_under_way:
            self.glide.paint(painter, self._theme.colour("paper"))
        else:
            self._paint_still(painter)
        self.gestures.paint(painter, self._theme)
        if self.hasFocus():
            self._draw_focus(painter, self.viewport().width(), self.viewport().height())
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._watch)

    def _watch(self) -> None:
        """Follow the events that no method here is for; they can wait for the first picture."""
        from dateline.widgets.viewport_events import ViewportEvents

        ViewportEvents(self)

    def _draw_focus(self, painter: QPainter, width: int, height: int) -> None:
        """A hairline around the view; filled, as an outlined rectangle takes twenty times as long."""
        accent = self._theme.colour("accent")
        for line in ((0, 0, width, 1), (0, height - 1, width, 1), (0, 0, 1, height), (width - 1, 0, 1, height)):
            painter.fillRect(*line, accent)

    @property
    def time_area(self) -> QRectF:
        """Where time and lanes are, in the view."""
        shown = self._shown()
        return QRectF(
            shown.plan.options.header, AXIS_HEIGHT, shown.viewport.width, max(shown.tray.top - AXIS_HEIGHT, 0.0)
        )

    def _paint_still(self, painter: QPainter) -> None:
        self._canvas.paint(painter, self._shown(), self._theme)
        self.reading.paint(painter, self._theme)

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

    def fit_scroll_bar(self) -> None:
        """Let the scroll bar know how high the lanes are now."""
        self._fit_scroll_bar()

    # the current event

    def _begin(self) -> None:
        """Show another chronology from its first lane on; a drag over the former one is off."""
        self.gestures.let_go()
        self.verticalScrollBar().setValue(0)

    def _follow_current(self) -> None:
        self.mirror_current()
        is_still = self.gestures.is_clicking or self._document.is_opening
        if self._document.current is not None and not is_still:
            self.reveal(self._document.current)
            self.hints.follow_keys()

    def reveal(self, row: int) -> None:
        """Bring an event into view."""
        self.reading.reveal(row)

    # moving the view

    def zoom(self, factor: float, anchor: float | None = None, is_step: bool = True) -> None:
        """Magnify around `anchor` (x in the time area; None: the current event or the middle)."""
        self.moves.zoom(factor, anchor, is_step)

    def pan(self, dx: float, is_step: bool = True) -> None:
        """Show what is `dx` layout units later."""
        self.moves.pan(dx, is_step)

    def show_rows(self, rows: NDArray[np.int64], margin: float = 0.2) -> None:
        """Fit the dates of `rows`."""
        self.moves.show_rows(rows, margin)

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._document.resize(self._time_width())
        self.forget_scene()
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mostly keys come as shortcuts of the view's actions; with Shift those that lead to an event extend."""
        if event.key() == Qt.Key.Key_Escape and self.hints.is_shown:
            self.hints.forget()
        elif not self.gestures.key(event) and not self._trigger(event):
            event.ignore()

    def _trigger(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = self._action_of(event, modifiers)
        if action is not None:
            action.trigger()
            return True
        action = self._action_of(event, modifiers & ~Qt.KeyboardModifier.ShiftModifier)
        if action is None or action.objectName() not in EXTENDING:
            return False
        with self.reading.extending():
            action.trigger()
        return True

    def _action_of(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> QAction | None:
        pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
        return next((action for action in self.actions() if pressed in action.shortcuts()), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.gestures.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.wheel.turn(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.mirror_current()  # where Qt has no current row, it makes one of the event after the one that is read
        super().focusInEvent(event)
        self.viewport().update()
        QTimer.singleShot(0, self.tell_focus)  # after Qt has told of the list

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def hit(self, point: QPoint) -> Hit | None:
        """What is at a point of the view."""
        return self.scene.hit(point.x(), point.y())
