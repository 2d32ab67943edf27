"""The stretch of time that is laid out around a view: wider than it, so that moving the view lays out nothing."""

import math
from collections.abc import Callable, Iterable
from dataclasses import field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.domain.value import dataclass
from dateline.domain.when import WhenFlag
from dateline.layout.bands import bands_of, more_of
from dateline.layout.compose import (
    NO_ROWS,
    among,
    among_hits,
    composed,
    lanes_seen,
    titles_of,
    with_selected,
)
from dateline.layout.inner_titles import INNER_LEAST, Body, body_of, can_hold_title, inner_label, inner_room
from dateline.layout.label import Label, Titles, with_titles
from dateline.layout.labels import EDGE, cut_at
from dateline.layout.metrics import AXIS_HEIGHT, TITLE_GAP, TITLE_LEAST, TITLE_REACH
from dateline.layout.plan import OctavePlan, Plan
from dateline.layout.scene import FEW_SELECTED, HeapBoxes, Scene, Tray
from dateline.layout.ticks import ticks, weekends
from dateline.layout.tray import tray_of
from dateline.layout.viewport import Viewport

MARGIN = 2 * TITLE_REACH
"""So far beside what is shown marks are laid out too: titles reach into it, and give way to marks as far away again."""
AHEAD = 0.5
"""Of its width, what is laid out beside a view that moves, so that the next moves need nothing."""
BEHIND = 0.25
"""The same on the side that the view comes from."""
ROOMS = 4.0
"""So many times as high as a view is what is laid out around one that goes up and down."""
NO_LANES = range(0)
GRAIN = 4
"""Stretches begin at multiples of so many layout units: whole device pixels at 100, 125, 150, 175 and 200 %."""
TIE = 2.0**-20
"""Stretches begin so much later, as noise would else decide to which device pixel what stands between two of them goes:
this way now and that way in the next stretch. That is often so: fitted views put days at halves of a layout unit.
"""
FARTHEST = 1e6
"""From its anchor, in layout units: beyond it x would lose precision."""
SEPARATOR = 1.0
"""So far into a lane the line below the lane above it reaches."""
REACH_OF_TITLE = 6.0
"""Beyond its ends, what a title's picture or patch of ground may take."""
Among = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]]
"""Which of the first rows are among the second."""
Marked = tuple[NDArray[np.int64], NDArray[np.int64]]
"""The rows that are selected, where those are many, and those that a search found."""
OPEN = np.uint16(WhenFlag.START_OPEN | WhenFlag.START_UNKNOWN | WhenFlag.END_OPEN | WhenFlag.END_UNKNOWN)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What a view shows: a plan at a viewport, `height` high, its lanes scrolled down by `scroll`."""

    plan: Plan
    viewport: Viewport
    height: float
    scroll: float = 0.0
    selected: NDArray[np.int64] = field(default_factory=lambda: NO_ROWS)
    hits: NDArray[np.int64] = field(default_factory=lambda: NO_ROWS)
    hover: int | None = None

    @property
    def many_selected(self) -> NDArray[np.int64]:
        """What is selected, where that is too much to stand out."""
        return self.selected if len(self.selected) > FEW_SELECTED else NO_ROWS

    @property
    def marked(self) -> Marked:
        """What marks are painted with, wherever the view is."""
        return self.many_selected, self.hits

    @property
    def tray(self) -> Tray:
        return tray_of(self.plan, self.viewport.width, self.height)


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """An endless scene that begins at `x` from the anchor; between `low` and `high` it shows what any other would."""

    scene: Scene
    plan: Plan
    titles: Titles
    x: float
    low: float
    high: float
    lanes: range
    bodied: NDArray[np.int64]
    """The marks that may carry their title inside."""
    bodies: dict[int, Body] = field(default_factory=dict)
    _among: dict[str, tuple[NDArray[np.int64], NDArray[np.bool_]]] = field(default_factory=dict)
    """Rows last asked for, and which marks are among them."""
    _places: dict[int, int] = field(default_factory=dict)

    def covers(self, low: float, high: float, lanes: range) -> bool:
        """Whether it holds all between two x and all of these lanes."""
        has_lanes = not len(lanes) or (self.lanes.start <= lanes.start and lanes.stop <= self.lanes.stop)
        return self.low <= low and high <= self.high and has_lanes

    def meets(self, low: float, high: float, lanes: range) -> bool:
        """Whether it holds anything of what lies between two x in these lanes."""
        has_lanes = not len(lanes) or (self.lanes.start < lanes.stop and lanes.start < self.lanes.stop)
        return self.low < high and low < self.high and has_lanes

    def titles_seen(self, low: float, width: float) -> list[Label]:
        """The titles as they show from `low` in the scene on."""
        scene, high = self.scene, low + width - EDGE
        is_whole = (scene.label_left >= low) & (scene.label_right <= high)
        found = [scene.labels[place] for place in is_whole.nonzero()[0].tolist()]
        edges = self.titles_at_edges(low, width)
        return [*found, *edges.kept, *edges.instead, *(short for _, short in edges.shortened)]

    def titles_of(self, marks: Iterable[int], low: float, width: float, edges: "TitlesAtEdges") -> dict[int, Label]:
        """The titles of some marks as they show from `low` on, where `edges` tells what shows at its edges."""
        near = (*edges.kept, *edges.instead, *(short for _, short in edges.shortened))
        at_edges = {label.mark: label for label in near}
        high, found = low + width - EDGE, {}
        for mark in marks:
            label = at_edges.get(mark) or self._whole(mark, low, high)
            if label is not None:
                found[mark] = label
        return found

    def _whole(self, mark: int, low: float, high: float) -> Label | None:
        """The title of a mark, as it is laid out, where that lies between two x."""
        place = self._label_places.get(mark, -1)
        is_there = place >= 0 and self.scene.label_left[place] >= low and self.scene.label_right[place] <= high
        return self.scene.labels[place] if is_there else None

    @property
    def _label_places(self) -> dict[int, int]:
        """Where among the titles that of a mark is."""
        if not self._places:
            self._places.update((label.mark, place) for place, label in enumerate(self.scene.labels))
        return self._places

    def titles_between(self, low: float, high: float) -> list[Label]:
        """The titles as they are laid out of which something lies between two x."""
        scene = self.scene
        is_there = (scene.label_right > low - REACH_OF_TITLE) & (scene.label_left < high + REACH_OF_TITLE)
        return [scene.labels[place] for place in is_there.nonzero()[0].tolist()]

    def titles_at_edges(
        self, low: float, width: float, top: float = -math.inf, bottom: float = math.inf
    ) -> "TitlesAtEdges":
        """The titles that do not show as they are laid out.

        Only those of rows whose middle is between `top` and `bottom`. At the right edge titles are cut to what fits;
        at the left one none shows without its beginning. A long bar whose end is out of view carries its title inside.
        """
        scene, high = self.scene, low + width - EDGE
        bare = [mark for mark in self._long(low, high, top, bottom) if self._whole(mark, low, high) is None]
        inner = {mark: self._inner(mark, low, low + width) for mark in bare}
        instead = [label for label in inner.values() if label is not None]
        hidden, shortened, kept = [], [], []
        is_at_edge = (scene.label_right > high) & (scene.label_left < high + EDGE)
        is_at_edge |= (scene.label_left < low) & (scene.label_right > low)
        for place in is_at_edge.nonzero()[0].tolist():
            label = scene.labels[place]
            if not top < label.y < bottom:
                continue
            short = self._at_edge(label, low, high) if inner.get(label.mark) is None else None
            if short is label:
                kept.append(label)
            elif short is not None and short.x == label.x:
                shortened.append((label, short))
            else:
                hidden.append(label)
                if short is not None:
                    instead.append(short)
        return TitlesAtEdges(hidden, instead, shortened, kept)

    def _long(self, low: float, high: float, top: float, bottom: float) -> list[int]:
        """The marks with a body in view that has room for their title, beside which none shows."""
        marks, bodied = self.scene.marks, self.bodied
        is_long = (marks.hull_right[bodied] > low) & (marks.hull_left[bodied] < high)
        is_long &= (marks.right[bodied] + (TITLE_GAP + TITLE_LEAST) > high) | ~self.scene.is_titled[bodied]
        is_long &= (marks.y[bodied] > top) & (marks.y[bodied] < bottom)
        is_long &= inner_room(marks.hull_left[bodied], marks.hull_right[bodied], low, high + EDGE) >= INNER_LEAST
        found: list[int] = bodied[is_long].tolist()
        return found

    def _inner(self, mark: int, low: float, high: float) -> Label | None:
        body = self.bodies.get(mark)
        if body is None:
            body = self.bodies[mark] = body_of(self.scene.marks, mark, self.titles)
        return inner_label(body, low, high, self.titles.elider)

    def _at_edge(self, label: Label, low: float, high: float) -> Label | None:
        """What shows of a title that reaches beyond an edge."""
        if label.left < low:
            spare = self.scene.spare_labels.get(label.mark)
            return None if spare is None or spare.left < low else cut_at(spare, high, self.titles, self.scene.marks)
        return cut_at(label, high, self.titles, self.scene.marks)

    def marked(self, shown: Shown, selected: NDArray[np.int64]) -> Scene:
        """The scene with these rows selected, and with what a search found."""
        has_few_selected = len(shown.selected) <= FEW_SELECTED
        is_selected, is_hit = self._selected(selected), self._found(shown.hits)
        return replace(self.scene, is_selected=is_selected, is_hit=is_hit, has_few_selected=has_few_selected)

    def changed(self, former: Marked, marked: Marked) -> NDArray[np.int64]:
        """The marks of which only one of two tells that they are selected or found."""
        is_changed = self._selected(former[0]) != self._selected(marked[0])
        is_changed |= self._found(former[1]) != self._found(marked[1])
        found: NDArray[np.int64] = is_changed.nonzero()[0]
        return found

    def bounds(self, chosen: NDArray[np.int64]) -> tuple[float, float, float, float]:
        """Between which x and which y some marks stand with their titles and the curves that lead to them."""
        scene, half = self.scene, self.plan.options.pitch / 2
        left, right = with_titles(scene.marks, scene.labels)
        y = scene.marks.y[chosen]
        boxes = [(left[chosen].min(), right[chosen].max(), y.min() - half, y.max() + half)]
        own = set(chosen.tolist()) if scene.curves else set()
        for piece in (piece for curve in scene.curves if {curve.first, curve.second} & own for piece in curve.pieces):
            boxes.append((piece[:, 0].min(), piece[:, 0].max(), piece[:, 1].min(), piece[:, 1].max()))
        lefts, rights, tops, bottoms = zip(*boxes, strict=True)
        return float(min(lefts)), float(max(rights)), float(min(tops)), float(max(bottoms))

    def _selected(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        return self._kept("selected", rows, among)

    def _found(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        return self._kept("found", rows, lambda own, hits: among_hits(own, hits, self.plan.chronology.columns.rank))

    def _kept(self, name: str, rows: NDArray[np.int64], among: Among) -> NDArray[np.bool_]:
        """Which marks are among some rows; of many rows this is found once."""
        if len(rows) <= FEW_SELECTED:
            return among(self.scene.marks.row, rows)
        known = self._among.get(name)
        if known is None or known[0] is not rows:
            known = self._among[name] = rows, among(self.scene.marks.row, rows)
        return known[1]

    def open_ended(self, low: float, width: float) -> NDArray[np.int64]:
        """The marks that go on beyond an edge of the view."""
        marks = self.scene.marks
        goes_on = ((marks.flags & OPEN) != 0) & (marks.hull_right > low) & (marks.hull_left < low + width)
        found: NDArray[np.int64] = goes_on.nonzero()[0]
        return found

    def more(self, low: float, width: float) -> NDArray[np.int64]:
        """How many events of each lane of the plan found no row between `low` and `low + width`."""
        return more_of(self.scene, len(self.plan.lanes), low, low + width)

    def _boxes(self, low: float, width: float, lanes: range) -> tuple[HeapBoxes, HeapBoxes]:
        found = []
        for boxes in (self.scene.blocks, self.scene.columns):
            is_seen = (boxes.right > low) & (boxes.left < low + width)
            is_seen &= (boxes.lane >= lanes.start) & (boxes.lane < lanes.stop)
            found.append(boxes.where(is_seen.nonzero()[0], low))
        return found[0], found[1]

    def seen(self, shown: Shown, low: float) -> Scene:
        """Return the scene of a view that begins at `low` here: what is drawn in it, to be hit and found."""
        viewport, tray, octave = shown.viewport, shown.tray, self.plan.octave(shown.viewport.octave)
        width = viewport.width
        lanes = lanes_seen(octave, shown.scroll, shown.height - AXIS_HEIGHT - tray.height)
        marks = self.scene.marks
        is_kept = (marks.right > low) & (marks.left < low + width)
        is_kept &= (marks.lane >= lanes.start) & (marks.lane < lanes.stop)
        kept = is_kept.nonzero()[0]
        is_selected = self._selected(shown.selected)
        labels: tuple[Label, ...] = tuple(self.titles_seen(low, width))
        if len(shown.selected) <= FEW_SELECTED:
            labels = with_selected(labels, marks, is_selected & is_kept, low, low + width, self.titles)
        blocks, columns = self._boxes(low, width, lanes)
        majors, minors = ticks(viewport)
        return replace(
            self._moved(kept, labels, low),
            viewport=viewport, width=width + self.plan.options.header, height=shown.height, scroll=shown.scroll,
            majors=majors, minors=minors, weekends=weekends(viewport),
            bands=bands_of(self.plan, octave, lanes, self.more(low, width)), blocks=blocks, columns=columns,
            tray=tray, is_selected=is_selected[kept], is_hit=self._found(shown.hits)[kept],
            has_few_selected=len(shown.selected) <= FEW_SELECTED, hover=shown.hover,
        )  # fmt: skip

    def _moved(self, kept: NDArray[np.int64], labels: tuple[Label, ...], dx: float) -> Scene:
        """The scene with some of its marks and what belongs to them, x counted from `dx`."""
        place = {mark: number for number, mark in enumerate(kept.tolist())}
        parts = (part for part in self.scene.parts if part.mark in place)
        curves = (curve for curve in self.scene.curves if curve.first in place and curve.second in place)
        return replace(
            self.scene,
            marks=self.scene.marks.where(kept).moved(dx),
            is_titled=self.scene.is_titled[kept],
            parts=tuple(
                replace(part, mark=place[part.mark], x=part.x - dx, left=part.left - dx, right=part.right - dx)
                for part in parts
            ),
            labels=tuple(
                label._replace(mark=place[label.mark], x=label.x - dx) for label in labels if label.mark in place
            ),
            curves=tuple(
                replace(
                    curve,
                    first=place[curve.first],
                    second=place[curve.second],
                    pieces=tuple(piece - np.array([dx, 0.0]) for piece in curve.pieces),
                )
                for curve in curves
            ),
        )


class TitlesAtEdges(NamedTuple):
    """Titles near a view's edges: those that do not show at all, and what shows `instead`, there and inside long bars;
    those that show `shortened`, as laid out and as they show; those `kept` although they reach beyond the edge.
    """

    hidden: list[Label]
    instead: list[Label]
    shortened: list[tuple[Label, Label]]
    kept: list[Label]


class MovingStretch:
    """Keeps the stretch around a view that moves, and lays out the next when the view leaves it.

    x is counted from the left edge of an anchor, the viewport at which rows or zoom last changed; `generation` counts
    those changes. What is drawn at one x does not depend on the way one came there. What is selected, found or pointed
    at moves nothing.
    """

    def __init__(self) -> None:
        self.generation = 0
        self._anchor: Viewport | None = None
        self._stretch: Stretch | None = None
        self._key: tuple[object, ...] = ()

    def x_of(self, shown: Shown) -> float:
        """Where the view's left edge is."""
        key = (shown.plan, shown.viewport.scale, shown.viewport.width)
        if self._anchor is not None and key == self._key:
            x = shown.viewport.ahead_of(self._anchor)
            if abs(x) < FARTHEST:
                return x
        self._key, self._anchor, self._stretch = key, shown.viewport, None
        self.generation += 1
        return 0.0

    def around(self, shown: Shown, low: float, high: float, top: float, bottom: float) -> Stretch:
        """Return a stretch that holds what lies between two x and two y; call `x_of` first."""
        octave = shown.plan.octave(shown.viewport.octave)
        top -= SEPARATOR
        lanes = lanes_seen(octave, top, bottom - top)
        former, left = self._stretch, self.x_of(shown)
        begin, end = min(low, left), max(high, left + shown.viewport.width)  # a strip is asked for before its view
        if former is None or not former.meets(begin, end, lanes):
            self._stretch = self._made(shown, low, high, lanes)
        elif not former.covers(low, high, lanes):
            room = AHEAD * (bottom - top)
            more = lanes_seen(octave, max(top - room, 0.0), bottom - top + 2 * room)
            if former.covers(low, high, NO_LANES):
                low, high, more = former.low, former.high, _joined(octave, former.lanes, more, ROOMS * (bottom - top))
            else:
                before, after = (AHEAD if low < former.low else BEHIND), (AHEAD if high > former.high else BEHIND)
                low, high = begin - before * shown.viewport.width, end + after * shown.viewport.width
            self._stretch = self._made(shown, low, high, more)
        assert self._stretch is not None
        return self._stretch

    def _made(self, shown: Shown, low: float, high: float, lanes: range) -> Stretch:
        assert self._anchor is not None
        x = float((low - MARGIN) // GRAIN * GRAIN)
        viewport = self._anchor.beside(x + TIE, high + MARGIN - x)
        scene = composed(shown.plan, viewport, lanes, is_endless=True)
        titles = titles_of(shown.plan, scene.marks)
        bodied = can_hold_title(scene.marks).nonzero()[0]
        return Stretch(scene, shown.plan, titles, x, low, high, lanes, bodied)


def _joined(octave: OctavePlan, former: range, more: range, most: float) -> range:
    """Some lanes with those one comes from, as one goes to and fro among them; without these where that is too high."""
    joined = range(min(former.start, more.start), max(former.stop, more.stop))
    return joined if octave.tops[joined.stop] - octave.tops[joined.start] <= most else more
