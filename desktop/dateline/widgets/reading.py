"""Which event is read next as one goes by keys, and where the view must be to show it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from dateline.domain.when import FUTURE, PAST
from dateline.layout.anchors import anchors_of_rows
from dateline.layout.compose import lanes_seen
from dateline.layout.gathering import y_of
from dateline.layout.lane import Lane
from dateline.layout.metrics import AXIS_HEIGHT, COLLAPSED_HEIGHT, Collapsed
from dateline.layout.plan import OctavePlan
from dateline.models.document import Document
from dateline.painting.theme import Theme

if TYPE_CHECKING:
    from dateline.widgets.timeline_view import TimelineView

KEPT_MIDDLE = 0.8
"""An event within this middle share of the width needs no move of the view."""
POINTER = ((-4.5, 0.0), (4.5, 0.0), (0.0, 7.0))
NOTHING_COLLAPSED = Collapsed()


class Reading:
    """Goes from event to event of one view."""

    def __init__(self, view: "TimelineView", document: Document) -> None:
        self._view, self._document = view, document
        self._lane = -1  # the lane one moves in by Up and Down, where an event is in several
        self._is_extending = False
        self._found: tuple[tuple[Lane, ...], int, list[int]] | None = None  # lanes, row, where among them it is

    @contextmanager
    def extending(self) -> Iterator[None]:
        """Meanwhile going to an event selects all up to it."""
        self._is_extending = True
        yield
        self._is_extending = False

    def go_to(self, row: int | None) -> None:
        """Read an event, or extend the selection to it; None: stay."""
        if row is not None:
            self._document.extend_to(row) if self._is_extending else self._document.select_one(row)

    # which event

    def end_row(self, place: int) -> int | None:
        """The first (0) or the last (-1) event that has a date."""
        dated = self._dated
        return int(dated[place]) if len(dated) else None

    @property
    def _dated(self) -> NDArray[np.int64]:
        """The rows shown that have a date; those without one are the last."""
        rows, columns = self._document.answer.rows, self._document.chronology.columns
        return rows[: bisect_left(rows, FUTURE, key=columns.start_earliest.__getitem__)]

    def row_in_lane(self, step: int) -> int | None:
        """The event nearest in time to the current one, in the next lane up or down."""
        current, lanes = self._document.current, self._view.plan.lanes
        if current is None or not lanes:
            return self._document.neighbour(1)
        here = self.lane
        if here is None:
            return current
        self._lane = min(max(here + step, 0), len(lanes) - 1)
        anchor = anchors_of_rows(self._document.chronology.columns, np.array([current]))
        return lanes[self._lane].nearest(int(anchor[0]))

    def beyond(self, step: int) -> None:
        """Select the next event that begins beyond the view's right edge, or before its left one for -1."""
        rows, viewport = self._dated, self._document.viewport
        starts = self._document.chronology.columns.start_earliest.__getitem__
        place = (
            bisect_right(rows, viewport.end, key=starts)
            if step > 0
            else bisect_left(rows, viewport.start, key=starts) - 1
        )
        if 0 <= place < len(rows):
            self._document.select_one(int(rows[place]))

    @property
    def lane(self) -> int | None:
        """The lane one is in: that of the current event, or the one of its lanes that one moved to."""
        current = self._document.current
        mine = self._lanes_of(current) if current is not None else []
        return (self._lane if self._lane in mine else mine[0]) if mine else None

    def _lanes_of(self, row: int) -> list[int]:
        """The lanes of an event; looked for once."""
        lanes = self._view.plan.lanes
        if self._found is None or self._found[0] is not lanes or self._found[1] != row:
            anchor = int(anchors_of_rows(self._document.chronology.columns, np.array([row]))[0])
            found = [index for index, lane in enumerate(lanes) if lane.holds(row, anchor)]
            self._found = lanes, row, found
        return self._found[2]

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Point to the current event in lanes that are collapsed, where no title tells it."""
        current, plan = self._document.current, self._view.plan
        if current is None or plan.options.collapsed == NOTHING_COLLAPSED:
            return
        collapsed = [lane for lane in self._lanes_of(current) if plan.is_collapsed(lane)]
        viewport, header = self._document.viewport, plan.options.header
        anchor = int(anchors_of_rows(self._document.chronology.columns, np.array([current]))[0])
        x = viewport.x_of(anchor)
        if not collapsed or not 0 <= x <= viewport.width:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._view.time_area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        tops, scroll = plan.octave(viewport.octave).tops, self._view.verticalScrollBar().value()
        for lane in collapsed:
            foot = AXIS_HEIGHT + float(tops[lane + 1]) - scroll - 1.0
            painter.drawPolygon([QPointF(header + x + dx, foot - dy) for dx, dy in POINTER])
        painter.restore()

    # in view

    def reveal(self, row: int) -> None:
        """Bring an event into view: in time if it is outside the middle of the view, and its lane."""
        columns = self._document.chronology.columns
        if columns.start_earliest[row] == FUTURE:  # undated; asking all rows for it takes a millisecond of a million
            return
        viewport = self._document.viewport
        start, end = int(columns.start_earliest[row]), int(columns.end_latest[row])
        left = viewport.x_of(start if start > PAST else end)  # who knows when it began is asked for its end
        right = viewport.x_of(end if end < FUTURE else start)
        low, high = viewport.width * (1 - KEPT_MIDDLE) / 2, viewport.width * (1 + KEPT_MIDDLE) / 2
        left, right = min(left, right), max(left, right)
        if right < 0 or left > viewport.width:  # out of sight: to the middle, or its beginning there where it is long
            self._view.moves.show(viewport.panned(min((left + right) / 2, left + high) - viewport.width / 2))
        elif right < low:
            self._view.moves.show(viewport.panned(right - low))
        elif left > high:
            self._view.moves.show(viewport.panned(left - high))
        self._reveal_lane(row)

    def _reveal_lane(self, row: int) -> None:
        view, lanes = self._view, self._lanes_of(row)
        octave, bar = view.plan.octave(self._document.viewport.octave), view.verticalScrollBar()
        y = self._y_of(row, octave, lanes)
        if y is None:
            if not lanes or any(self._is_seen(octave, lane) for lane in lanes):
                return
            view.fit_scroll_bar()
            bar.setValue(int(octave.tops[lanes[0]]))
            y = self._y_of(row, octave, lanes)
        if y is None:
            return  # one of a heap: its lane shows
        pitch, room = view.plan.options.pitch, view.time_area.height()
        top = y - pitch / 2 - bar.value()
        if top < 0:
            bar.setValue(int(bar.value() + top - pitch))
        elif top + pitch > room:
            bar.setValue(int(bar.value() + top + 2 * pitch - room))

    def _y_of(self, row: int, octave: OctavePlan, lanes: list[int]) -> float | None:
        """The middle of an event's row in the first of its lanes in view where it has one; no scene is made for it."""
        columns, viewport = self._document.chronology.columns, self._document.viewport
        seen = lanes_seen(octave, self._view.verticalScrollBar().value(), self._view.time_area.height())
        start = max(int(columns.start_earliest[row]), viewport.start)
        end = max(min(int(columns.end_latest[row]), viewport.end), start)
        found = (y_of(self._view.plan, octave, lane, row, (start, end)) for lane in lanes if lane in seen)
        return next((y for y in found if y is not None), None)

    def _is_seen(self, octave: OctavePlan, lane: int) -> bool:
        """Whether as much of a lane shows as a collapsed one is high."""
        scroll, room = self._view.verticalScrollBar().value(), self._view.time_area.height()
        low, high = float(octave.tops[lane]) - scroll, float(octave.tops[lane + 1]) - scroll
        return min(high, room) - max(low, 0.0) >= COLLAPSED_HEIGHT
