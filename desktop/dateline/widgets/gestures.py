"""What the mouse does on the timeline: pan, mark a span or a period, select."""

import math
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen

from dateline.domain.arrays import distinct
from dateline.layout.compose import composed, lanes_seen
from dateline.layout.scene import Hit, HitKind
from dateline.painting.theme import Theme
from dateline.widgets.edge_scroll import EdgeScroll
from dateline.widgets.spans import span_words

if TYPE_CHECKING:
    from dateline.widgets.timeline_view import TimelineView

CLICK_REACH = 4
"""A drag of less than so many layout units is a click."""
LINE = 57
BUTTONS = frozenset({HitKind.MARK, HitKind.BLOCK, HitKind.DENSITY, HitKind.MORE, HitKind.TRIANGLE})
"""What does something when clicked."""


class Drag(Enum):
    """What a pressed button does as it moves."""

    NONE = auto()
    PAN = auto()
    SPAN = auto()
    RULER = auto()
    BAND = auto()


class Gestures:
    """One gesture at a time, on one view."""

    def __init__(self, view: "TimelineView") -> None:
        self._view = view
        self._drag = Drag.NONE
        self._from = QPointF()
        self._at = QPointF()
        self._last = QPointF()
        self._has_moved = False
        self.is_clicking = False  # what is under the pointer stays there
        self._held, self._held_top = view.document.viewport, 0  # time and rows as they were when the drag began
        self._edges = EdgeScroll(self._move_on, view)

    # buttons

    def press(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        self._view.hints.forget()
        self._from = self._at = self._last = event.position()
        self._has_moved = False
        hit = self._view.hit(event.position().toPoint())
        modifiers = event.modifiers()
        self._held, self._held_top = self._view.document.viewport, self._view.verticalScrollBar().value()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._drag = Drag.SPAN
        elif hit is not None and hit.kind is HitKind.AXIS:
            self._drag = Drag.RULER
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._drag = Drag.BAND
        else:
            self._drag = Drag.PAN

    def move(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if self._drag is Drag.NONE:
            self._hover()
            return
        moved = self._at - self._from
        if not self._has_moved and math.hypot(moved.x(), moved.y()) < CLICK_REACH:
            return
        is_first, self._has_moved = not self._has_moved, True
        if self._drag is Drag.PAN:
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() - round(self._at.y()) + round(self._last.y()))
            self._view.pan(self._last.x() - self._at.x(), is_step=is_first)
        else:
            self._edges.follow(self._view.time_area, self._from, self._at, is_upright=self._drag is Drag.BAND)
        self._last = self._at
        self._view.viewport().update()

    def release(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, Drag.NONE
        self._at = event.position()
        self._edges.stop()
        self._view.viewport().unsetCursor()
        if drag is Drag.NONE:
            return
        self.is_clicking = True
        if not self._has_moved:
            self._click(event)
        elif drag is Drag.SPAN:
            self._zoom_to_span()
        elif drag is Drag.RULER:
            self._view.period_requested.emit(*self._span())
        elif drag is Drag.BAND:
            self._select_band()
        self.is_clicking = False
        self._view.viewport().update()

    def double_click(self, event: QMouseEvent) -> None:
        """Fit the event, the lane or, on empty ground, zoom in there."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        hit = self._view.hit(event.position().toPoint())
        if hit is not None and hit.kind is HitKind.MARK:
            self._view.show_rows(hit.rows)
        elif hit is not None and hit.kind is HitKind.HEADER and 0 <= hit.lane < len(self._view.plan.lanes):
            self._view.show_rows(self._view.plan.lanes[hit.lane].rows)
        elif hit is not None and hit.kind in (HitKind.LANE, HitKind.AXIS):
            self._view.zoom(2.0, event.position().x() - self._view.left)

    def key(self, event: QKeyEvent) -> bool:
        """Esc ends a gesture that goes on; whether it was used."""
        if event.key() != Qt.Key.Key_Escape or self._drag is Drag.NONE:
            return False
        self.cancel()
        return True

    def cancel(self) -> None:
        """End a drag, and show what was seen before it."""
        self._drag = Drag.NONE
        self._edges.stop()
        self._view.document.set_viewport(self._held, is_step=False)
        self._view.verticalScrollBar().setValue(self._held_top)
        self._view.viewport().unsetCursor()
        self._view.viewport().update()

    def let_go(self) -> None:
        """End a drag, as a second finger comes down: what it did stays, what it would do is off."""
        self._drag = Drag.NONE
        self._edges.stop()
        self._view.viewport().unsetCursor()

    def _move_on(self, dx: float, dy: float) -> None:
        """Move the view below a drag that reaches its edge; where the drag began moves along."""
        view, bar = self._view, self._view.verticalScrollBar()
        start, top = view.document.viewport, bar.value()
        view.pan(dx, is_step=start == self._held)
        bar.setValue(top + round(dy))
        moved = view.document.viewport.ahead_of(start)
        self._from -= QPointF(moved, bar.value() - top)
        view.viewport().update()

    def _hover(self) -> None:
        hit = self._view.hit(self._at.toPoint())
        is_event = hit is not None and hit.kind in (HitKind.MARK, HitKind.TRAY) and len(hit.rows) == 1
        self._view.set_hover(int(hit.rows[0]) if hit is not None and is_event else None)
        self._view.hints.rest_at(self._at.toPoint(), hit)
        is_button = hit is not None and hit.kind in BUTTONS
        self._view.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_event or is_button else Qt.CursorShape.ArrowCursor
        )

    def _click(self, event: QMouseEvent) -> None:
        document = self._view.document
        hit: Hit | None = self._view.hit(event.position().toPoint())
        if hit is None:
            return
        match hit.kind:
            case HitKind.MARK | HitKind.TRAY if len(hit.rows) == 1:
                row = int(hit.rows[0])
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    document.toggle(row)
                elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    document.extend_to(row)
                else:
                    document.select_one(row)
            case HitKind.BLOCK | HitKind.DENSITY | HitKind.MORE:
                self._view.moves.split(hit.rows)
            case HitKind.TRAY:
                self._view.rows_requested.emit(hit.rows)
            case HitKind.TRIANGLE:
                self._view.lane_toggled.emit(hit.lane)
            case HitKind.HEADER if 0 <= hit.lane < len(self._view.plan.lanes):
                rows = self._view.plan.lanes[hit.lane].rows
                self._select(rows, document.current if (rows == document.current).any() else None)

    def _select(self, rows: NDArray[np.int64], current: int | None = None) -> None:
        """Select some rows, if any, and read one of them; None: the first in time."""
        document = self._view.document
        if len(rows):
            first = int(rows[np.argmin(document.chronology.columns.rank[rows])])
            document.select(rows, first if current is None else current)

    # spans

    def _span(self) -> tuple[int, int]:
        viewport, left = self._view.document.viewport, self._view.scene.left
        start, end = sorted((self._from.x() - left, self._at.x() - left))
        return viewport.instant_at(start), viewport.instant_at(min(max(end, start), max(viewport.width, start)))

    def _zoom_to_span(self) -> None:
        start, end = self._span()
        viewport = self._view.document.viewport
        self._view.moves.show(type(viewport).fitted(start, max(end, start + 1), viewport.width, 0.0))

    def _select_band(self) -> None:
        """Select what is in the frame, also what it has left behind; blocks and density are all their events."""
        view, scene = self._view, self._view.scene
        band = QRectF(self._from, self._at).normalized()
        band.translate(-scene.left, scene.scroll - scene.top)
        octave = view.plan.octave(scene.viewport.octave)
        lanes = lanes_seen(octave, max(band.top(), 0.0), band.height())
        framed = composed(view.plan, scene.viewport.beside(band.left(), max(band.width(), 1.0)), lanes)
        marks = framed.marks
        inside = (
            (marks.right >= 0) & (marks.left <= band.width()) & (marks.y >= band.top()) & (marks.y <= band.bottom())
        )
        found = [marks.row[inside]]
        for boxes in (framed.blocks, framed.columns):
            x, y = (boxes.left + boxes.right) / 2, (boxes.top + boxes.bottom) / 2
            is_in = (x >= 0) & (x <= band.width()) & (y >= band.top()) & (y <= band.bottom())
            found += [boxes.rows_of(box) for box in is_in.nonzero()[0].tolist()]
        self._select(distinct(np.concatenate(found)))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """The span or the band being marked, with its dates."""
        if self._drag not in (Drag.SPAN, Drag.RULER, Drag.BAND) or not self._has_moved:
            return
        view = self._view.viewport()
        area = QRectF(self._from, self._at).normalized()
        if self._drag is not Drag.BAND:
            area.setTop(0)
            area.setBottom(view.height())
        accent = QColor(theme.accent)
        ground = QColor(accent)
        ground.setAlphaF(0.14)
        painter.setPen(QPen(accent, 1))
        painter.setBrush(ground)
        painter.drawRect(area)
        if self._drag is not Drag.BAND:
            painter.setFont(self._view.font())
            words = span_words(*self._span())
            width = painter.fontMetrics().horizontalAdvance(words) + 16
            box = QRectF(min(max(area.center().x() - width / 2, 4), view.width() - width - 4), LINE + 6, width, 22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(theme.paper))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
