"""How lanes and rows stand: collapsed or not, high or low, in which colours."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dateline.layout.metrics import AXIS_HEIGHT, LANE_PADDING, ROW_HEIGHTS, Lens
from dateline.layout.plan import OctavePlan
from dateline.models.document import Document
from dateline.widgets.timeline_view import TimelineView


class Arrangement(QObject):
    """Holds the commands that arrange the timeline; a command is the method of its id."""

    def __init__(self, document: Document, timeline: TimelineView, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._timeline = document, timeline
        timeline.row_height_requested.connect(self._step_rows)
        timeline.lane_toggled.connect(self.toggle)

    # lanes

    def toggle_lane(self) -> None:
        """Collapse or expand the lane of the event that is read."""
        lane = self._timeline.reading.lane
        if lane is not None:
            self.toggle(lane)

    def toggle(self, lane: int) -> None:
        """Collapse or expand a lane, its name where it is."""
        appearance, plan = self._document.appearance, self._timeline.plan
        collapsed = appearance.collapsed.toggled(appearance.grouping, plan.lanes[lane].key)
        bar = self._timeline.verticalScrollBar()
        top = float(self._octave.tops[lane])
        self._document.set_appearance(replace(appearance, collapsed=collapsed))
        self._timeline.fit_scroll_bar()
        if top < bar.value():  # its name stood at the upper edge
            bar.setValue(int(top))

    def collapse_all(self) -> None:
        self._set_all(True)

    def expand_all(self) -> None:
        self._set_all(False)

    def _set_all(self, is_collapsed: bool) -> None:
        appearance = self._document.appearance
        collapsed = appearance.collapsed.with_all(appearance.grouping, is_collapsed)
        with self._kept(AXIS_HEIGHT):
            self._document.set_appearance(replace(appearance, collapsed=collapsed))

    # rows

    def higher_rows(self) -> None:
        self._step_rows(1, self._middle)

    def lower_rows(self) -> None:
        self._step_rows(-1, self._middle)

    def set_row_height(self, height: float) -> None:
        """Give rows one of the known heights."""
        with self._kept(self._middle):
            self._document.set_appearance(replace(self._document.appearance, row_height=height))

    def _step_rows(self, step: int, y: float) -> None:
        """Go so many steps higher; the row at `y` in the view stays there."""
        place = ROW_HEIGHTS.index(self._document.appearance.row_height) + step
        height = ROW_HEIGHTS[min(max(place, 0), len(ROW_HEIGHTS) - 1)]
        with self._kept(y):
            self._document.set_appearance(replace(self._document.appearance, row_height=height))

    @property
    def _middle(self) -> float:
        """The middle of the rows in view."""
        return (AXIS_HEIGHT + self._timeline.scene.tray.top) / 2

    @property
    def _octave(self) -> OctavePlan:
        return self._timeline.plan.octave(self._document.viewport.octave)

    @contextmanager
    def _kept(self, y: float) -> Iterator[None]:
        """Keep the row that is at `y` in the view there, whatever happens to rows and lanes meanwhile."""
        bar = self._timeline.verticalScrollBar()
        at = bar.value() + y - AXIS_HEIGHT
        before, pitch = self._octave, self._timeline.plan.options.pitch
        lane = max(int((before.tops[:-1] <= at).sum()) - 1, 0)
        offset = at - float(before.tops[lane])
        yield
        after = self._octave
        if offset > LANE_PADDING:
            offset = LANE_PADDING + (offset - LANE_PADDING) * self._timeline.plan.options.pitch / pitch
        place = float(after.tops[min(lane, len(after.tops) - 1)]) + offset
        bottom = float(after.tops[min(lane + 1, len(after.tops) - 1)])
        self._timeline.fit_scroll_bar()
        if before.height:
            bar.setValue(round(min(place, bottom) - (y - AXIS_HEIGHT)))

    # colours

    def next_colour(self) -> None:
        """Let colour stand for the next of what it can stand for."""
        lenses = list(Lens)
        lens = lenses[(lenses.index(self._document.appearance.lens) + 1) % len(lenses)]
        self._document.set_appearance(replace(self._document.appearance, lens=lens))
