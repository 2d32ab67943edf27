"""What is drawn of big lanes, where only what is near the view is looked at: nothing is lost, nothing told twice."""

from collections import Counter

import numpy as np
import pytest

from dateline.bench.generator import synthetic
from dateline.domain.calendar import DAY
from dateline.domain.query import Query, ask
from dateline.layout.compose import build
from dateline.layout.fit import whole_stretch
from dateline.layout.lane import Lane
from dateline.layout.metrics import Options
from dateline.layout.plan import Plan
from dateline.layout.scene import Scene
from dateline.layout.viewport import Viewport

MANY = 120_000
DAYS = [12_000, 3000, 700, 150, 40, 9, 2, 0.2]


@pytest.fixture(scope="module")
def plan():
    chronology = synthetic(MANY)
    return Plan(chronology, ask(chronology, Query()), Options(), lambda text, role: 6.0 * len(text))


def around(plan: Plan, days: float, shift: float = 0.0) -> Viewport:
    start, end = whole_stretch(plan.chronology)
    middle = (start + end) // 2 + int(shift * days * DAY)
    return Viewport.fitted(int(middle - days * DAY / 2), int(middle + days * DAY / 2), 1600.0, 0.0)


def told(scene: Scene) -> list[Counter[int]]:
    """How often each lane in view draws or counts each row."""
    found = [Counter() for _ in range(scene.bands[-1].index + 1)]
    for lane, row in zip(scene.marks.lane.tolist(), scene.marks.row.tolist(), strict=True):
        found[lane][row] += 1
    for box in (*scene.blocks, *scene.columns):
        found[box.lane].update(box.rows.tolist())
    for lane, passing in scene.passing.items():
        found[lane].update(passing.rows_between(scene.viewport.start, scene.viewport.end).tolist())
    return found


def well_inside(lane: Lane, viewport: Viewport) -> set[int]:
    """The rows that stand well inside a view, or last into it."""
    low, high = viewport.instant_at(70), viewport.instant_at(1530)
    begin, end = lane.between(np.array([low]), np.array([high]))
    lasting = (lane.anchor[lane.long] < high) & (lane.long_end > low)
    return {*lane.rows[begin[0] : end[0]].tolist(), *lane.rows[lane.long[lasting]].tolist()}


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("shift", [0.0, 0.37, -3.2])
def test_every_event_well_inside_the_view_is_drawn_or_counted_once(plan, days, shift):
    viewport = around(plan, days, shift)

    scene = build(plan, viewport, 700.0)

    for band, counts in zip(scene.bands, told(scene), strict=True):
        assert well_inside(plan.lanes[band.index], viewport) <= counts.keys()
        assert max(counts.values(), default=1) == 1


@pytest.mark.parametrize("days", DAYS)
def test_a_count_is_of_just_the_rows_that_stand_for_it(plan, days):
    scene = build(plan, around(plan, days), 700.0)

    for box in (*scene.blocks, *scene.columns):
        certainties = plan.chronology.columns.certainty[box.rows]
        assert len(np.unique(box.rows)) == box.count
        assert certainties.min() == box.weakest


@pytest.mark.parametrize("days", [12_000, 3000, 40, 2])
def test_a_picture_looks_at_the_bounds_of_few_events(plan, days, monkeypatch):
    looked = []
    hull = Lane.hull
    monkeypatch.setattr(Lane, "hull", lambda lane, members: looked.append(len(members)) or hull(lane, members))
    fresh = Plan(plan.chronology, plan.answer, plan.options, plan.measure)

    build(fresh, around(plan, days), 700.0)

    assert sum(looked) < MANY / 10
