"""A drawing of the timeline as immutable values, and what stands at a point of it.

Use::

    plan = Plan(chronology, answer, Options(), measure)          # new when answer or options change
    viewport = Viewport.fitted(earliest, latest, width=980 - plan.options.header)
    scene = build(plan, viewport, height=640, scroll=0.0, selected=rows, hover=None)
    paint(painter, scene, Theme.light(), Type())                       # painting.painter
    hit = scene.hit(x, y)                                        # in the view's coordinates
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from dateline.domain.value import dataclass
from dateline.layout.curves import Curve
from dateline.layout.inks import Ink
from dateline.layout.label import Label
from dateline.layout.marks import Marks, Part
from dateline.layout.metrics import (
    AXIS_HEIGHT,
    CHIP_HEIGHT,
    COLLAPSED_HEIGHT,
    HEADER_LINES,
    NAME_LINE,
    TRIANGLE_ROOM,
    Options,
)
from dateline.layout.passing import NONE, Passing
from dateline.layout.ticks import Tick
from dateline.layout.viewport import Viewport

FEW_SELECTED = 24
"""Titles of so many selected marks are drawn over their neighbours; of more, each keeps to its own room."""


class HitKind(StrEnum):
    """What a point belongs to."""

    MARK = "mark"
    BLOCK = "block"
    DENSITY = "density"
    MORE = "more"
    HEADER = "header"
    TRIANGLE = "triangle"
    LANE = "lane"
    AXIS = "axis"
    TRAY = "tray"


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """What is at a point: the chronology's rows it stands for, the lane (-1: none) and the instant (None: none)."""

    kind: HitKind
    rows: NDArray[np.int64]
    lane: int = -1
    instant: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LaneBand:
    """A lane in view: `top` and `height` from the first lane's top; `more` events of the stretch found no row.

    Its chip (empty text: none) stands in the header, `chip_top` from the first lane's top.
    """

    index: int
    key: str
    name: str
    counted: str
    top: float
    height: float
    more: int
    chip: str
    chip_top: float
    chip_width: float
    is_collapsed: bool = False

    def name_top(self, scroll: float) -> float:
        """Where name and count begin: they stay in view while any of the lane is."""
        lines = COLLAPSED_HEIGHT if self.is_collapsed else HEADER_LINES
        return min(max(self.top, scroll), self.top + self.height - lines)


@dataclass(frozen=True, slots=True, eq=False)
class HeapBox:
    """Events without a row: a block with its `count`, or a density column where `share` is above 0.

    `share` is the part of the height it fills, `weakest` the least certainty among its events, `rows` the chronology's
    rows.
    """

    lane: int
    left: float
    right: float
    top: float
    bottom: float
    count: int
    weakest: int
    share: float
    rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class HeapBoxes:
    """Many heap boxes as parallel arrays; box i is made when asked for. `rows_of(i)` gives its rows.

    `mix` has a row per column: which share of it has the first ink, which one of the first two, and so on; it is empty
    where the inks are too many, and for blocks.
    """

    lane: NDArray[np.int32]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    top: NDArray[np.float64]
    bottom: NDArray[np.float64]
    count: NDArray[np.int64]
    weakest: NDArray[np.uint8]
    share: NDArray[np.float64]
    mix: NDArray[np.float32]
    rows_of: Callable[[int], NDArray[np.int64]]

    def __len__(self) -> int:
        return len(self.lane)

    def __iter__(self) -> Iterator[HeapBox]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, box: int) -> HeapBox:
        return HeapBox(
            int(self.lane[box]), float(self.left[box]), float(self.right[box]), float(self.top[box]),
            float(self.bottom[box]), int(self.count[box]), int(self.weakest[box]), float(self.share[box]),
            self.rows_of(box),
        )  # fmt: skip

    def where(self, kept: NDArray[np.int64], dx: float = 0.0) -> "HeapBoxes":
        """Return some of them, moved to the left by `dx`."""
        return HeapBoxes(
            self.lane[kept], self.left[kept] - dx, self.right[kept] - dx, self.top[kept], self.bottom[kept],
            self.count[kept], self.weakest[kept], self.share[kept], self.mix[kept],
            lambda box: self.rows_of(int(kept[box])),
        )  # fmt: skip

    def at(self, x: float, y: float) -> HeapBox | None:
        """The box at a point, if there is one."""
        here = (self.left <= x) & (x < self.right) & (self.top <= y) & (y < self.bottom)
        found = here.nonzero()[0]
        return self[int(found[0])] if len(found) else None

    def of_lane(self, lane: int) -> list[NDArray[np.int64]]:
        """The rows of each box of a lane."""
        return [self.rows_of(box) for box in (self.lane == lane).nonzero()[0].tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Tray:
    """The undated events, below the lanes: `labels` with their sign at `x - PREFIX`, `rows` parallel to them.

    `top` is in the view's coordinates; `height` 0 means that there are none. `all_rows` are also those without room.
    """

    top: float
    height: float
    name: str
    counted: str
    labels: tuple[Label, ...]
    rows: tuple[int, ...]
    inks: tuple[int, ...]
    more: str
    all_rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """All that is drawn at one viewport.

    Coordinates of marks, labels, curves, bands and heaps: x from the time area's left edge, y from the first lane's
    top. The view's own are `(x + left, y + top - scroll)`; axis and tray do not scroll.

    Where `has_few_selected`, what is selected stands out over its neighbours. `is_titled` is parallel to the marks;
    `label_left` and `label_right` to the labels of the stretch that it was taken from, whose `spare_labels` are what
    stands right of a mark while the title left of it is beyond the view's edge. `passing` has, by lane, what found no
    row and goes on beyond its heap.
    """

    viewport: Viewport
    options: Options
    width: float
    height: float
    scroll: float
    content_height: float
    majors: tuple[Tick, ...]
    minors: tuple[Tick, ...]
    weekends: NDArray[np.float64]
    bands: tuple[LaneBand, ...]
    marks: Marks
    parts: tuple[Part, ...]
    labels: tuple[Label, ...]
    blocks: HeapBoxes
    columns: HeapBoxes
    curves: tuple[Curve, ...]
    tray: Tray
    inks: tuple[Ink, ...]
    is_selected: NDArray[np.bool_]
    is_hit: NDArray[np.bool_]
    has_few_selected: bool
    is_titled: NDArray[np.bool_]
    label_left: NDArray[np.float64]
    label_right: NDArray[np.float64]
    spare_labels: Mapping[int, Label]
    passing: Mapping[int, Passing]
    hover: int | None = None

    @property
    def left(self) -> float:
        return self.options.header

    @property
    def top(self) -> float:
        return AXIS_HEIGHT

    def label_of(self, mark: int) -> Label | None:
        """The title shown for a mark, if it has one."""
        return next((label for label in self.labels if label.mark == mark), None)

    def rect_of(self, row: int) -> tuple[float, float, float, float] | None:
        """x, y, width, height of a row's first mark with its title, in the view's coordinates; None: not in view."""
        found = np.flatnonzero(self.marks.row == row)
        if not len(found):
            return None
        mark = int(found[0])
        left, right = float(self.marks.left[mark]), float(self.marks.right[mark])
        label = self.label_of(mark)
        if label is not None:
            left, right = min(left, label.left), max(right, label.right)
        left, right = max(left, -2.0), min(right, self.viewport.width + 2.0)
        pitch = self.options.pitch
        y = float(self.marks.y[mark]) + self.top - self.scroll
        return left + self.left, y - pitch / 2, max(right - left, 1.0), pitch

    def hit(self, x: float, y: float) -> Hit | None:
        """What is at a point in the view's coordinates; None outside everything."""
        nothing = np.empty(0, np.int64)
        if not (0 <= x < self.width and 0 <= y < self.height):
            return None
        time_x = x - self.left
        instant = self.viewport.instant_at(time_x) if time_x >= 0 else None
        if y < self.top:
            return Hit(HitKind.AXIS, nothing, instant=instant) if time_x >= 0 else None
        if self.tray.height and y >= self.tray.top:
            return self._tray_hit(time_x)
        lane_y = y - self.top + self.scroll
        band = next((band for band in self.bands if band.top <= lane_y < band.top + band.height), None)
        if band is None:
            return Hit(HitKind.LANE, nothing, instant=instant)
        if time_x < 0:
            return self._header_hit(band, x, lane_y)
        mark = self._mark_at(time_x, lane_y)
        if mark is not None:
            return Hit(HitKind.MARK, self.marks.row[[mark]], band.index, instant)
        for kind, heaps in ((HitKind.BLOCK, self.blocks), (HitKind.DENSITY, self.columns)):
            heap = heaps.at(time_x, lane_y)
            if heap is not None:
                return Hit(kind, heap.rows, band.index, instant)
        return Hit(HitKind.LANE, nothing, band.index, instant)

    def _header_hit(self, band: LaneBand, x: float, lane_y: float) -> Hit:
        is_on_line = 0 <= lane_y - band.name_top(self.scroll) < NAME_LINE
        if self.options.can_collapse and x < TRIANGLE_ROOM and is_on_line:
            return Hit(HitKind.TRIANGLE, np.empty(0, np.int64), band.index)
        is_chip = band.chip and band.chip_top <= lane_y < band.chip_top + CHIP_HEIGHT and x < band.chip_width + 16.0
        if is_chip:
            return Hit(HitKind.MORE, self._more(band.index), band.index)
        return Hit(HitKind.HEADER, np.empty(0, np.int64), band.index)

    def _more(self, lane: int) -> NDArray[np.int64]:
        """The rows of a lane that found no row in view."""
        found = self.blocks.of_lane(lane) + self.columns.of_lane(lane)
        stretch = self.viewport.seconds_between(0.0, self.viewport.width)
        return np.concatenate([*found, self.passing.get(lane, NONE).rows_between(*stretch)])

    def _mark_at(self, x: float, y: float) -> int | None:
        """The mark at a point, or else the one whose title is there."""
        marks = self.marks
        near = np.abs(marks.y - y) <= self.options.pitch / 2
        over = np.flatnonzero(near & (marks.left - 2.0 <= x) & (x <= marks.right + 2.0))
        if len(over):
            return int(over[np.argmin(np.abs(marks.x[over] - x))])
        for label in self.labels:
            if label.left - 4.0 <= x <= label.right + 4.0 and abs(label.y - y) <= self.options.pitch / 2:
                return label.mark
        return None

    def _tray_hit(self, x: float) -> Hit:
        for label, row in zip(self.tray.labels, self.tray.rows, strict=True):
            if label.left <= x <= label.right:
                return Hit(HitKind.TRAY, np.array([row], np.int64))
        return Hit(HitKind.TRAY, self.tray.all_rows)
