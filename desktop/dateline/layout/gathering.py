"""What stands in some lanes over a stretch of whole tiles: looked up once, used while one moves and zooms within it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.layout.density import Heaps, blocks_and_columns, with_mix
from dateline.layout.marks import Gathered
from dateline.layout.metrics import LANE_PADDING
from dateline.layout.packing import Packing
from dateline.layout.passing import NONE, Passing
from dateline.layout.plan import OctavePlan, Plan

T = TypeVar("T")
KEPT = 512
"""Gathered stretches, heaps and what goes on beyond them kept per octave; one view needs two per lane and one."""
MOST_INKS = 16
"""Of more colours, density columns show none: their shares could not be told apart."""
Lanes = range
Seconds = tuple[int, int]
"""First and last second."""


def whole_tiles(octave: OctavePlan, start: int, end: int) -> Seconds:
    """The stretch of whole finest tiles that holds [start, end]: what is gathered does not change within it."""
    if not octave.packings:
        return start, end
    shift = octave.packings[0].shift(0)
    return start >> shift << shift, ((end >> shift) + 1 << shift) - 1


def gathered(plan: Plan, octave: OctavePlan, lanes: Lanes, stretch: Seconds) -> Gathered:
    """Return what stands in rows of these lanes; `stretch` as `whole_tiles` gives it."""
    key = ("marks", lanes.start, lanes.stop, *stretch)
    return _kept(octave.kept, key, lambda: _gathered(plan, octave, lanes, stretch))


def gathered_with_joined(plan: Plan, octave: OctavePlan, lanes: Lanes, stretch: Seconds) -> Gathered:
    """Return the same, and what stands in other lanes but is joined to another event by a dispute.

    Else it would depend on the lanes that are laid out whether a curve leads out of those one sees.
    """
    key = ("joined", lanes.start, lanes.stop, *stretch)
    return _kept(octave.kept, key, lambda: _gathered_with_joined(plan, octave, lanes, stretch))


def y_of(plan: Plan, octave: OctavePlan, lane: int, row: int, stretch: Seconds) -> float | None:
    """Return the middle of the row in which an event stands in a lane; None: it found none in that stretch of time."""
    packing = octave.packings[lane]
    for tile in packing.tiles(*stretch):
        place = (packing.lane.rows[tile.members] == row).nonzero()[0]
        if len(place):
            return float(_first_row(plan, octave, lane) + tile.row[place[0]] * plan.options.pitch)
    return None


def heaps_of(plan: Plan, octave: OctavePlan, lane: int, stretch: Seconds) -> tuple[Heaps, Heaps, Heaps]:
    """Return the blocks, the columns below rows and the columns over the whole height of a lane."""
    return _kept(octave.kept, ("heaps", lane, *stretch), lambda: _heaps(plan, octave.packings[lane], *stretch))


def passing_of(plan: Plan, octave: OctavePlan, lane: int, stretch: Seconds) -> Passing:
    """Return what of a lane goes on beyond its heaps; nothing where it is collapsed, which has no rows to lack."""
    if plan.is_collapsed(lane):
        return NONE

    def make() -> Passing:
        few, crowds, _ = heaps_of(plan, octave, lane, stretch)
        return Passing.of(octave.packings[lane], (few, crowds), *stretch)

    return _kept(octave.kept, ("passing", lane, *stretch), make)


def _kept(kept: "OrderedDict[Hashable, object]", key: Hashable, make: Callable[[], T]) -> T:
    found = kept.get(key)
    if found is None:
        found = kept[key] = make()
        if len(kept) > KEPT:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return found  # type: ignore[return-value]  # the key says of which type it is


def _gathered_with_joined(plan: Plan, octave: OctavePlan, lanes: Lanes, stretch: Seconds) -> Gathered:
    columns, (start, end) = plan.chronology.columns, stretch
    others = []
    for lane, rows in enumerate(plan.joined_rows):
        is_near = (columns.end_latest[rows] > start) & (columns.start_earliest[rows] <= end)
        if lane not in lanes and is_near.any():
            others.append(lane)
    if not others:
        return gathered(plan, octave, lanes, stretch)
    found = _gathered(plan, octave, [*lanes, *others], stretch)
    is_wanted = (found.lane >= lanes.start) & (found.lane < lanes.stop)
    return found.where(is_wanted | plan.disputes.joined(found.row))


def _gathered(plan: Plan, octave: OctavePlan, lanes: Iterable[int], stretch: Seconds) -> Gathered:
    rows: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    numbers, possible = [np.empty(0, np.int32)], [np.empty(0, np.bool_)]
    ys, widths = [np.empty(0)], [np.empty(0)]
    pitch = plan.options.pitch
    for index in lanes:
        packing = octave.packings[index]
        top = _first_row(plan, octave, index)
        for tile in packing.tiles(*stretch):
            rows.append(packing.lane.rows[tile.members])
            numbers.append(np.full(len(tile.members), index, np.int32))
            ys.append((top + tile.row * pitch).astype(np.float64))
            possible.append(packing.lane.is_possible[tile.members])
            widths.append(tile.title_width)
    return Gathered.of(
        plan.chronology.columns,
        plan.ink_codes,
        2.0**octave.octave,
        np.concatenate(rows),
        np.concatenate(numbers),
        np.concatenate(ys),
        np.concatenate(possible),
        np.concatenate(widths),
    )


def _first_row(plan: Plan, octave: OctavePlan, lane: int) -> int:
    """The middle of a lane's first row, from the first lane's top."""
    return round(float(octave.tops[lane]) + LANE_PADDING + plan.options.pitch / 2)


def _heaps(plan: Plan, packing: Packing, start: int, end: int) -> tuple[Heaps, Heaps, Heaps]:
    overflow = [tile.overflow for tile in packing.tiles(start, end)]
    blocks, columns = blocks_and_columns(
        packing.lane, np.concatenate([*overflow, np.empty(0, np.int64)]), packing.octave
    )
    dense = packing.dense(start, end)
    if len(plan.inks) > MOST_INKS:
        return blocks, columns, dense
    inks = plan.ink_codes, len(plan.inks)
    return blocks, with_mix(columns, packing.lane, *inks), with_mix(dense, packing.lane, *inks)
