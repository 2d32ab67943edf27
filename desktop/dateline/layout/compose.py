"""Makes a scene of a plan at a viewport: gathers the tiles in view, marks, titles, heaps, curves and tray."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.layout.bands import bands_of, more_of
from dateline.layout.curves import JOINED_WITHIN, curves
from dateline.layout.density import Heaps
from dateline.layout.gathering import gathered, gathered_with_joined, heaps_of, passing_of, whole_tiles
from dateline.layout.label import Label, Titles, spans_of
from dateline.layout.labels import labels, over_neighbours
from dateline.layout.marks import Marks, marks_of, parts_of
from dateline.layout.metrics import AXIS_HEIGHT, COLLAPSED_PADDING, LANE_PADDING, STRIP
from dateline.layout.packing import Packing
from dateline.layout.plan import OctavePlan, Plan
from dateline.layout.scene import FEW_SELECTED, HeapBoxes, Scene
from dateline.layout.ticks import ticks, weekends
from dateline.layout.tray import NO_TRAY, tray_of
from dateline.layout.viewport import Viewport

NO_ROWS: NDArray[np.int64] = np.empty(0, np.int64)
FEW_COMPARED = 8
"""Comparing rows with so many, one by one, takes less than numpy takes to begin with a set."""
SORTED_FROM = 64


def build(
    plan: Plan,
    viewport: Viewport,
    height: float,
    *,
    scroll: float = 0.0,
    selected: NDArray[np.int64] = NO_ROWS,
    hits: NDArray[np.int64] = NO_ROWS,
    hover: int | None = None,
) -> Scene:
    """Return the scene of a view `height` high whose lanes are scrolled down by `scroll` layout units.

    Args:
        selected: the chronology's rows that are selected; the titles of a few are whole and bold.
        hits: the rows that a search found.
        hover: the row under the pointer.
    """
    octave = plan.octave(viewport.octave)
    tray = tray_of(plan, viewport.width, height)
    lanes = lanes_seen(octave, scroll, height - AXIS_HEIGHT - tray.height)
    made = composed(plan, viewport, lanes)
    is_selected, has_few_selected = among(made.marks.row, selected), len(selected) <= FEW_SELECTED
    placed = made.labels
    if has_few_selected:
        placed = with_selected(placed, made.marks, is_selected, 0.0, viewport.width, titles_of(plan, made.marks))
    return replace(
        made, height=height, scroll=scroll, tray=tray, hover=hover, labels=placed, is_selected=is_selected,
        has_few_selected=has_few_selected, is_hit=among_hits(made.marks.row, hits, plan.chronology.columns.rank),
    )  # fmt: skip


def composed(plan: Plan, viewport: Viewport, lanes: range, *, is_endless: bool = False) -> Scene:
    """Return a scene of whole lanes without a tray, nothing in it selected or found.

    `is_endless`: titles stand as if the viewport had no edges.
    """
    octave = plan.octave(viewport.octave)
    stretch = whole_tiles(octave, viewport.start, viewport.end)
    marks = _marks(plan, octave, lanes, viewport, is_endless)
    blocks, columns, barriers = _heap_boxes(plan, octave, lanes, stretch, viewport)
    placed, spare = labels(marks, viewport.width, titles_of(plan, marks), barriers, is_endless=is_endless)
    majors, minors = ticks(viewport)
    passing = {lane: passing_of(plan, octave, lane, stretch) for lane in lanes}
    label_left, label_right = spans_of(placed)
    is_titled = np.zeros(len(marks), np.bool_)
    is_titled[[label.mark for label in placed]] = True
    made = Scene(
        viewport=viewport,
        options=plan.options,
        width=viewport.width + plan.options.header,
        height=octave.height,
        scroll=0.0,
        content_height=octave.height,
        majors=majors,
        minors=minors,
        weekends=weekends(viewport),
        bands=(),
        marks=marks,
        parts=parts_of(marks, plan.chronology.columns, viewport),
        labels=placed,
        blocks=blocks,
        columns=columns,
        curves=curves(marks, placed, plan.disputes),
        tray=NO_TRAY,
        inks=plan.inks,
        is_selected=np.zeros(len(marks), np.bool_),
        is_hit=np.zeros(len(marks), np.bool_),
        has_few_selected=True,
        is_titled=is_titled,
        spare_labels=spare,
        label_left=label_left,
        label_right=label_right,
        passing={lane: each for lane, each in passing.items() if len(each)},
    )
    size = len(octave.packings)  # of an endless stretch, each view counts what is in it
    more = np.zeros(size, np.int64) if is_endless else more_of(made, size, 0.0, viewport.width)
    return replace(made, bands=bands_of(plan, octave, lanes, more))


def _marks(plan: Plan, octave: OctavePlan, lanes: range, viewport: Viewport, is_endless: bool) -> Marks:
    """The marks in view; of an endless stretch also those around it that a dispute joins to one in it."""
    if not is_endless:
        stretch = whole_tiles(octave, viewport.start, viewport.end)
        return marks_of(gathered(plan, octave, lanes, stretch), viewport)
    wider = viewport.beside(-JOINED_WITHIN, viewport.width + 2 * JOINED_WITHIN)
    found = gathered_with_joined(plan, octave, lanes, whole_tiles(octave, wider.start, wider.end))
    return marks_of(found, viewport, plan.disputes.joined(found.row))


def with_selected(
    placed: Sequence[Label], marks: Marks, is_selected: NDArray[np.bool_], low: float, high: float, titles: Titles
) -> tuple[Label, ...]:
    """The titles with those of a few selected marks whole, whatever stands beside them, and last."""
    chosen = is_selected.nonzero()[0].tolist()
    if not chosen:
        return tuple(placed)
    former = {label.mark: label for label in placed if is_selected[label.mark]}
    rest = [label for label in placed if label.mark not in former]
    own = [over_neighbours(marks, mark, former.get(mark), low, high, titles) for mark in chosen]
    return (*rest, *(label for label in own if label is not None))


def among(rows: NDArray[np.int64], chosen: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rows are chosen; a few hundred rows among a million chosen cost microseconds if those ascend."""
    if not len(rows):  # of no rows, NumPy would still go through all that are chosen (45 ms)
        return np.zeros(0, np.bool_)
    if len(chosen) <= FEW_COMPARED:
        is_chosen = np.zeros(len(rows), np.bool_)
        for row in chosen.tolist():
            is_chosen |= rows == row
        return is_chosen
    if len(chosen) > SORTED_FROM and bool((chosen[1:] > chosen[:-1]).all()):
        places = np.minimum(np.searchsorted(chosen, rows), len(chosen) - 1)
        found: NDArray[np.bool_] = chosen[places] == rows
        return found
    return np.isin(rows, chosen)


def among_hits(rows: NDArray[np.int64], hits: NDArray[np.int64], rank: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Which rows are hits; of many hits, which stand in chronological order, only some twenty are looked at a row."""
    if len(hits) <= SORTED_FROM or not len(rows):
        return among(rows, hits)
    wanted = rank[rows]
    low, high = np.zeros(len(rows), np.int64), np.full(len(rows), len(hits) - 1)
    while bool((low < high).any()):
        middle = (low + high) >> 1
        is_later = (rank[hits[middle]] < wanted) & (low < high)  # what is settled stays, also behind the last hit
        low, high = np.where(is_later, middle + 1, low), np.where(is_later, high, middle)
    found: NDArray[np.bool_] = hits[low] == rows
    return found


def lanes_seen(octave: OctavePlan, scroll: float, room: float) -> range:
    """The lanes that meet `room` layout units below `scroll`."""
    first = int(np.searchsorted(octave.tops, scroll, side="right")) - 1
    last = int(np.searchsorted(octave.tops, scroll + room, side="left"))
    return range(max(first, 0), max(min(last, len(octave.packings)), max(first, 0)))


def _heap_boxes(
    plan: Plan, octave: OctavePlan, lanes: range, stretch: tuple[int, int], viewport: Viewport
) -> tuple[HeapBoxes, HeapBoxes, dict[int, NDArray[np.float64]]]:
    """The blocks and the density columns in view, and per lane where titles may not go for density."""
    blocks, columns = _Boxes(viewport), _Boxes(viewport)
    barriers = {}
    for index in lanes:
        packing = octave.packings[index]
        is_collapsed = plan.is_collapsed(index)
        bottom = float(octave.tops[index + 1]) - (COLLAPSED_PADDING if is_collapsed else LANE_PADDING - 2.0)
        top = bottom - STRIP + 3.0
        few, crowds, dense = heaps_of(plan, octave, index, stretch)
        blocks.add(few, packing, index, top, bottom, peak=0)
        columns.add(crowds, packing, index, top, bottom, peak=4)
        if len(dense):
            above = float(octave.tops[index]) + (COLLAPSED_PADDING if is_collapsed else LANE_PADDING)
            columns.add(dense, packing, index, above, bottom, packing.densest)
            barriers[index] = np.stack([viewport.x_of(dense.start), viewport.x_of(dense.end)], axis=1)
    return blocks.all(), columns.all(), barriers


class _Boxes:
    """Gathers the heaps of several lanes that are in view."""

    def __init__(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self._parts: list[tuple[NDArray[Any], ...]] = []
        self._sources: list[tuple[Heaps, Packing]] = []

    def add(self, heaps: Heaps, packing: Packing, index: int, top: float, bottom: float, peak: int) -> None:
        """Add a lane's; with a `peak`, columns whose area grows as the root of their count."""
        if not len(heaps):
            return
        left, right = self._viewport.x_of(heaps.start), self._viewport.x_of(heaps.end)
        seen = ((right > 0) & (left < self._viewport.width)).nonzero()[0]
        count = heaps.count[seen]
        share = np.minimum(1.0, (count / peak) ** 0.5) if peak else np.zeros(len(seen))
        size = len(seen)
        mix = np.ones((size, 0), np.float32) if heaps.mix is None else heaps.mix[seen]
        self._parts.append((
            np.full(size, index, np.int32), left[seen], right[seen], np.full(size, top),
            np.full(size, bottom), count, heaps.weakest[seen], share, mix, np.full(size, len(self._sources)), seen,
        ))  # fmt: skip
        self._sources.append((heaps, packing))

    def all(self) -> HeapBoxes:
        if not self._parts:
            none = np.empty(0)
            ints = np.empty(0, np.int64)
            return HeapBoxes(
                np.empty(0, np.int32),
                none,
                none,
                none,
                none,
                ints,
                np.empty(0, np.uint8),
                none,
                np.ones((0, 0), np.float32),
                lambda box: NO_ROWS,
            )
        lane, left, right, top, bottom, count, weakest, share, mix, source, place = (
            np.concatenate(part) for part in zip(*self._parts, strict=True)
        )

        def rows_of(box: int) -> NDArray[np.int64]:
            heaps, packing = self._sources[int(source[box])]
            rows: NDArray[np.int64] = packing.lane.rows[heaps.of(int(place[box]))]
            return rows

        return HeapBoxes(lane, left, right, top, bottom, count, weakest, share, mix, rows_of)


def titles_of(plan: Plan, marks: Marks) -> Titles:
    """Where the titles of a plan's marks come from."""
    return Titles(plan.titles.__getitem__, plan.elider, _tags_of(plan, marks))


def _tags_of(plan: Plan, marks: Marks) -> list[str]:
    """The two-letter tag of each mark's ink, where tags are wanted."""
    if not plan.options.has_tags:
        return []
    tags = [ink.tag for ink in plan.inks]
    return [tags[ink] for ink in marks.ink.tolist()]
