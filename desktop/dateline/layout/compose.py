"""Makes a scene of a plan at a viewport: gathers the tiles in view, marks, titles, heaps, curves and tray."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.layout.curves import curves
from dateline.layout.density import COLUMN_SHIFT, Heaps, anchors_of, blocks_and_columns, heaped
from dateline.layout.labels import Label, Titles, Wanted, labels
from dateline.layout.marks import Marks, Placing, marks_of, parts_of
from dateline.layout.metrics import AXIS_HEIGHT, CHIP_HEIGHT, LANE_PADDING, PREFIX, STRIP, TAG, Role
from dateline.layout.packing import Packing
from dateline.layout.plan import OctavePlan, Plan
from dateline.layout.scene import HeapBox, LaneBand, Scene, Tray
from dateline.layout.ticks import ticks, weekends
from dateline.layout.viewport import Viewport

TRAY_HEIGHT = 34.0
TRAY_TITLE = 220.0
NO_ROWS: NDArray[np.int64] = np.empty(0, np.int64)


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
        selected: the chronology's rows that are selected; their titles come first and are bold.
        hits: the rows that a search found.
        hover: the row under the pointer.
    """
    octave = plan.octave(viewport.octave)
    tray = _tray(plan, viewport.width, height)
    room = height - AXIS_HEIGHT - tray.height
    seen = _lanes_seen(octave, scroll, room)
    heaps = [_heap_boxes(octave.packings[lane], lane, octave, viewport, plan) for lane in seen]
    placing = _placing(plan, octave, viewport, seen)
    marks = marks_of(placing, plan.chronology.columns, plan.ink_codes, viewport)
    is_selected, is_hit = np.isin(marks.row, selected), np.isin(marks.row, hits)
    barriers = _barriers(octave, viewport, seen)
    wanted = Wanted(is_selected, is_hit, plan.source_counts[marks.row])
    titles = labels(
        marks, wanted, viewport.width, Titles(plan.chronology.title_of, plan.elider, _tags(plan, marks)), barriers
    )
    majors, minors = ticks(viewport)
    return Scene(
        viewport=viewport,
        options=plan.options,
        width=viewport.width + plan.options.header,
        height=height,
        scroll=scroll,
        content_height=octave.height,
        majors=majors,
        minors=minors,
        weekends=weekends(viewport),
        bands=tuple(_band(plan, octave, lane, pair) for lane, pair in zip(seen, heaps, strict=True)),
        marks=marks,
        parts=parts_of(marks, plan.chronology.columns, viewport),
        labels=titles,
        blocks=tuple(box for blocks, _ in heaps for box in blocks),
        columns=tuple(box for _, columns in heaps for box in columns),
        curves=curves(marks, titles, plan.disputed_by, viewport.width),
        tray=tray,
        inks=plan.inks,
        is_selected=is_selected,
        is_hit=is_hit,
        hover=hover,
    )


def _lanes_seen(octave: OctavePlan, scroll: float, room: float) -> list[int]:
    first = int(np.searchsorted(octave.tops, scroll, side="right")) - 1
    last = int(np.searchsorted(octave.tops, scroll + room, side="left"))
    return list(range(max(first, 0), min(last, len(octave.packings))))


def _window(packing: Packing, viewport: Viewport) -> tuple[int, int]:
    """The stretch of whole finest tiles that holds the view: what is gathered does not change while one pans in it."""
    shift = packing.shift(0)
    return viewport.start >> shift << shift, ((viewport.end >> shift) + 1 << shift) - 1


def _placing(plan: Plan, octave: OctavePlan, viewport: Viewport, seen: Sequence[int]) -> Placing:
    """Which rows stand where in the lanes in view."""
    rows, lanes, possible = [NO_ROWS], [np.empty(0, np.int32)], [np.empty(0, np.bool_)]
    ys: list[NDArray[np.float64]] = [np.empty(0)]
    pitch = plan.options.pitch
    for index in seen:
        packing = octave.packings[index]
        top = round(float(octave.tops[index]) + LANE_PADDING + pitch / 2)
        for tile in packing.tiles(viewport.start, viewport.end):
            rows.append(packing.lane.rows[tile.members])
            lanes.append(np.full(len(tile.members), index, np.int32))
            ys.append((top + tile.row * pitch).astype(np.float64))
            possible.append(packing.lane.is_possible[tile.members])
    return Placing(np.concatenate(rows), np.concatenate(lanes), np.concatenate(ys), np.concatenate(possible))


def _heap_boxes(
    packing: Packing, index: int, octave: OctavePlan, viewport: Viewport, plan: Plan
) -> tuple[list[HeapBox], list[HeapBox]]:
    """The blocks and the density columns of a lane."""
    start, end = _window(packing, viewport)
    lane = packing.lane
    overflow = [tile.overflow for tile in packing.tiles(start, end)]
    blocks, columns = blocks_and_columns(lane, np.concatenate([*overflow, NO_ROWS]), octave.octave)
    bottom = float(octave.tops[index + 1]) - LANE_PADDING + 2.0
    top = bottom - STRIP + 3.0
    block_boxes = _boxes(blocks, packing, index, viewport, top, bottom, peak=0)
    column_boxes = _boxes(columns, packing, index, viewport, top, bottom, peak=4)
    dense = packing.dense_between(start, end)
    if len(dense):
        heaps = heaped(lane, dense, octave.octave, COLUMN_SHIFT)
        whole_top = float(octave.tops[index]) + LANE_PADDING
        column_boxes += _boxes(heaps, packing, index, viewport, whole_top, bottom, peak=packing.densest)
    return block_boxes, column_boxes


def _boxes(
    heaps: Heaps, packing: Packing, index: int, viewport: Viewport, top: float, bottom: float, peak: int
) -> list[HeapBox]:
    """Boxes of the heaps in view; with a `peak`, columns whose area grows as the root of their count."""
    left, right = viewport.x_of(heaps.start), viewport.x_of(heaps.end)
    boxes = []
    for heap in np.flatnonzero((right > 0) & (left < viewport.width)).tolist():
        count = int(heaps.count[heap])
        share = min(1.0, (count / peak) ** 0.5) if peak else 0.0
        inset = 0.0 if peak else 2.0
        rows = packing.lane.rows[heaps.of(heap)]
        boxes.append(
            HeapBox(
                index, float(left[heap]) + inset, float(right[heap]) - inset, top, bottom,
                count, int(heaps.weakest[heap]), share, rows,
            )
        )  # fmt: skip
    return boxes


def _band(plan: Plan, octave: OctavePlan, index: int, heaps: tuple[list[HeapBox], list[HeapBox]]) -> LaneBand:
    lane, words = plan.lanes[index], plan.options.words
    top, bottom = float(octave.tops[index]), float(octave.tops[index + 1])
    more = sum(box.count for boxes in heaps for box in boxes)
    chip = words.more.format(n=f"{more:,}") if more else ""
    name = plan.elider.elided_plainly(lane.name, plan.options.header - 24.0, Role.LANE)
    if plan.elider.width(chip, Role.SMALL) + 18.0 > plan.options.header - 18.0:
        chip = f"+{more:,}"
    chip_width = plan.elider.width(chip, Role.SMALL) + 18.0 if chip else 0.0
    return LaneBand(
        index, lane.key, name, words.counted(len(lane)), top, bottom - top,
        more, chip, bottom - CHIP_HEIGHT - 5.0, chip_width,
    )  # fmt: skip


def _tags(plan: Plan, marks: Marks) -> list[str]:
    """The two-letter tag of each mark's ink, where tags are wanted."""
    if not plan.options.has_tags:
        return []
    tags = [ink.tag for ink in plan.inks]
    return [tags[ink] for ink in marks.ink.tolist()]


def _barriers(octave: OctavePlan, viewport: Viewport, seen: Sequence[int]) -> dict[int, NDArray[np.float64]]:
    """Per lane, where titles may not go: (left, right) x of what is drawn as density over the whole lane."""
    found = {}
    for index in seen:
        packing = octave.packings[index]
        start, end = _window(packing, viewport)
        dense = packing.dense_between(start, end)
        if len(dense):
            bits = max(octave.octave + COLUMN_SHIFT, 0)
            cells = np.unique(anchors_of(packing.lane, octave.octave, dense) >> bits)
            found[index] = np.stack([viewport.x_of(cells << bits), viewport.x_of((cells + 1) << bits)], axis=1)
    return found


def _tray(plan: Plan, width: float, height: float) -> Tray:
    """The undated events in one line at the lower edge."""
    words, count = plan.options.words, len(plan.undated)
    if not count:
        return Tray(height, 0.0, "", "", (), (), (), "", NO_ROWS)
    made: list[Label] = []
    rows: list[int] = []
    x, y = 8.0, height - TRAY_HEIGHT / 2
    for row in plan.undated.tolist():
        rest = width - x - (90.0 if len(made) + 1 < count else 8.0)
        room = min(TRAY_TITLE, rest - PREFIX)
        text = plan.elider.elided(plan.chronology.title_of(row), room) if room > 60.0 else ""
        if not text:
            break
        sign = int(plan.chronology.columns.certainty[row])
        label = Label(len(made), x + PREFIX, y, plan.elider.width(text), text, sign=sign)
        made.append(label)
        rows.append(row)
        x = label.right + TAG
    hidden = count - len(made)
    more = words.more.format(n=f"{hidden:,}") if hidden else ""
    inks = tuple(int(plan.ink_codes[row]) for row in rows)
    return Tray(
        height - TRAY_HEIGHT, TRAY_HEIGHT, words.undated, words.counted(count),
        tuple(made), tuple(rows), inks, more, plan.undated,
    )  # fmt: skip
