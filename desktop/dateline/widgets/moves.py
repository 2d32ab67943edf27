"""How the view moves through time: zoom, pan, fit, centre."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dateline.domain.calendar import DAY
from dateline.domain.when import WhenFlag
from dateline.layout.anchors import anchors_of_rows
from dateline.layout.viewport import REACH, Viewport
from dateline.models.document import Document

if TYPE_CHECKING:
    from dateline.widgets.timeline_view import TimelineView

CLOSER = 0.98
"""A view that fits events shows them come apart only if its scale is this much finer."""
NEIGHBOURS = 12
"""So many of the nearest events belong to the context of one."""
CONTEXT_MARGIN = 0.15


class Moves:
    """Moves one view."""

    def __init__(self, view: "TimelineView", document: Document) -> None:
        self._view, self._document = view, document

    def show(self, viewport: Viewport) -> None:
        """Show another stretch of time; the eye is led there where that helps."""
        if viewport != self._document.viewport:
            self._view.glide.move(lambda: self._document.set_viewport(viewport))

    def go_back(self) -> None:
        """Show what was seen before."""
        self._view.glide.move(self._document.go_back)

    def go_forward(self) -> None:
        """Take back the last step back."""
        self._view.glide.move(self._document.go_forward)

    def zoom(self, factor: float, anchor: float | None = None, is_step: bool = True) -> None:
        """Magnify around `anchor` (x in the time area; the middle, or the current event where it is in view)."""
        self._document.set_viewport(self._zoomed(factor, anchor), is_step)

    def leap(self, factor: float, anchor: float | None = None) -> None:
        """Magnify likewise, and lead the eye there."""
        self.show(self._zoomed(factor, anchor))

    def _zoomed(self, factor: float, anchor: float | None) -> Viewport:
        return self._document.viewport.zoomed(factor, self._anchor() if anchor is None else anchor)

    def _anchor(self) -> float:
        """The middle of what is seen of the current event, by its dates: a scene would take longer than the zoom."""
        current, viewport = self._document.current, self._document.viewport
        columns = self._document.chronology.columns
        if current is not None and columns.flags[current] & np.uint16(WhenFlag.DATED):
            left = max(viewport.x_of(int(columns.start_earliest[current])), 0.0)
            right = min(viewport.x_of(int(columns.end_latest[current])), viewport.width)
            if left <= right:
                return (left + right) / 2
        return viewport.width / 2

    def pan(self, dx: float, is_step: bool = True) -> None:
        """Show what is `dx` layout units later, at once."""
        self._document.set_viewport(self._document.viewport.panned(dx), is_step)

    def show_rows(self, rows: NDArray[np.int64], margin: float = 0.2) -> None:
        """Fit the dates of `rows`."""
        self.show(self._document.fitted_to(rows, margin))

    def split(self, rows: NDArray[np.int64]) -> None:
        """Zoom in until events come apart; ask for a list of them where no zoom could tell more of them apart."""
        columns = self._document.chronology.columns
        starts, ends = columns.start_earliest[rows], columns.end_latest[rows]
        has_one_date = bool((starts == starts[0]).all() and (ends == ends[0]).all())
        target = self._document.fitted_to(rows, 0.2)
        if has_one_date or target.scale > CLOSER * self._document.viewport.scale:
            self._view.rows_requested.emit(rows)
        else:
            self.show(target)

    def context(self) -> bool:
        """Show the current event in the middle, with the nearest others in time; whether that was not seen yet."""
        document, columns = self._document, self._document.chronology.columns
        current = document.current
        place = -1 if current is None else document.position_of(current)
        if current is None or place < 0 or not columns.flags[current] & np.uint16(WhenFlag.DATED):
            return False
        around = document.answer.rows[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS + 1]
        around = around[columns.is_dated[around]]
        anchors = anchors_of_rows(columns, around)
        known = anchors[(anchors > -REACH) & (anchors < REACH)]
        own = int(anchors_of_rows(columns, np.array([current]))[0])
        middle = own if -REACH < own < REACH else int(columns.end_latest[current])
        away = np.sort(np.abs(known - middle))[: NEIGHBOURS + 1]
        half = max(int(away.max(initial=0)), DAY)
        target = Viewport.fitted(middle - half, middle + half, document.viewport.width, CONTEXT_MARGIN)
        is_new = target != document.viewport
        self.show(target)
        return is_new

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
        self.show(target if is_there else centred)
