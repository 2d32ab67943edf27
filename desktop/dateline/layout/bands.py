"""The headers of lanes: names, counts, and how many more events stand there than have a row."""

import re

import numpy as np
from numpy.typing import NDArray

from dateline.layout.metrics import CHIP_HEIGHT, Role
from dateline.layout.plan import OctavePlan, Plan
from dateline.layout.scene import LaneBand, Scene

FIGURE = re.compile("[1-9]")


def more_of(scene: Scene, size: int, low: float, high: float) -> NDArray[np.int64]:
    """How many events of each of `size` lanes found no row between two x: they stand in heaps or go on beyond them."""
    more = np.zeros(size)
    for boxes in (scene.blocks, scene.columns):
        if len(boxes):
            is_seen = (boxes.right > low) & (boxes.left < high)
            more += np.bincount(boxes.lane[is_seen], boxes.count[is_seen], size)
    stretch = scene.viewport.seconds_between(low, high)
    for lane, passing in scene.passing.items():
        more[lane] += passing.count(*stretch)
    return more.astype(np.int64)


def bands_of(plan: Plan, octave: OctavePlan, lanes: range, more: NDArray[np.int64]) -> tuple[LaneBand, ...]:
    """The headers of lanes; `more` is how many events of each lane of the plan found no row in view."""
    return tuple(_band(plan, octave, lane, int(more[lane])) for lane in lanes)


def _band(plan: Plan, octave: OctavePlan, index: int, more: int) -> LaneBand:
    lane, words = plan.lanes[index], plan.options.words
    top, bottom = float(octave.tops[index]), float(octave.tops[index + 1])
    if plan.is_collapsed(index):
        counted = f"{len(lane):,}"
        room = plan.options.header - 32.0 - plan.elider.width(counted, Role.SMALL)
        name = plan.elider.elided_plainly(lane.name, room, Role.LANE)
        return LaneBand(index, lane.key, name, counted, top, bottom - top, more, "", bottom, 0.0, True)
    chip = words.more.format(n=f"{more:,}") if more else ""
    name = plan.elider.elided_plainly(lane.name, plan.options.header - 24.0, Role.LANE)
    if _chip_width(plan, chip) > plan.options.header - 18.0:
        chip = f"+{more:,}"
    chip_width = _chip_width(plan, chip) if chip else 0.0
    return LaneBand(
        index, lane.key, name, words.counted(len(lane)), top, bottom - top,
        more, chip, bottom - CHIP_HEIGHT - 5.0, chip_width,
    )  # fmt: skip


def _chip_width(plan: Plan, chip: str) -> float:
    """Its figures are as wide as any: measured once, as a count seldom comes again."""
    return plan.elider.width(FIGURE.sub("0", chip), Role.SMALL) + 18.0
