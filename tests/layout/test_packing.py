import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.layout.density import blocks_and_columns
from dateline.layout.metrics import Grouping, Options
from dateline.layout.packing import Packing
from dateline.layout.viewport import REACH

OCTAVES = [-5, 4, 9, 12, 15, 18, 22, 30, 50]


def members_of(packing: Packing) -> list[int]:
    placed = [tile.members for tile in packing.tiles(-REACH, REACH)]
    over = [tile.overflow for tile in packing.tiles(-REACH, REACH)]
    dense = np.flatnonzero(packing.is_dense)
    return sorted(np.concatenate([*placed, *over, dense]).tolist())


def placed_of(packing: Packing) -> dict[int, int]:
    return {
        member: row
        for tile in packing.tiles(-REACH, REACH)
        for member, row in zip(tile.members.tolist(), tile.row.tolist(), strict=True)
    }


@pytest.mark.parametrize("octave", OCTAVES)
@pytest.mark.parametrize("count", [3, 150, 900])
def test_every_event_is_a_mark_or_in_a_heap_exactly_once(plan_of, crowd, count, octave):
    plan = plan_of(crowd(count, 150), options=Options(max_rows=4))

    for packing in plan.octave(octave).packings:
        overflow = np.concatenate([tile.overflow for tile in packing.tiles(-REACH, REACH)] or [np.empty(0, np.int64)])
        blocks, columns = blocks_and_columns(packing.lane, overflow.astype(np.int64), octave)
        assert members_of(packing) == list(range(len(packing.lane)))
        assert blocks.count.sum() + columns.count.sum() == len(overflow)


@pytest.mark.parametrize("octave", [9, 13, 17])
def test_marks_of_one_row_never_overlap(plan_of, crowd, octave):
    plan = plan_of(crowd(400, 100), options=Options(max_rows=6))

    for packing in plan.octave(octave).packings:
        rows: dict[int, list[tuple[int, int]]] = {}
        for member, row in placed_of(packing).items():
            rows.setdefault(row, []).append((int(packing._left[member]), int(packing._right[member])))
        assert max(rows, default=0) < packing.rows <= 6
        for taken in rows.values():
            taken.sort()
            assert all(first[1] <= second[0] for first, second in itertools.pairwise(taken))


def test_rows_do_not_depend_on_what_was_looked_at_before(plan_of, crowd):
    events = crowd(900, 600)
    lane = plan_of(events, options=Options(grouping=Grouping.NONE)).lanes[0]
    left_to_right, right_to_left = (Packing(lane, 11, 8, lambda row: 90.0) for _ in range(2))
    start, end = int(lane.start.min()), int(lane.end.max())
    steps = np.linspace(start, end, 40).astype(np.int64).tolist()

    for step in steps:
        list(left_to_right.tiles(step, step + 86400))
    for step in reversed(steps):
        list(right_to_left.tiles(step, step + 86400))

    assert placed_of(left_to_right) == placed_of(right_to_left)


def test_a_lane_is_only_as_high_as_it_needs_to_be(plan_of):
    plan = plan_of(["2024-08-06", "2024-08-07", "2025-08-06"], options=Options(grouping=Grouping.NONE))

    near, far = plan.octave(10).packings[0], plan.octave(16).packings[0]

    assert (near.rows, near.has_strip) == (2, False)
    assert far.rows >= near.rows


def test_titles_give_way_before_marks_do(plan_of):
    days = [f"2024-08-{day:02}" for day in range(1, 31)]
    plan = plan_of(days, options=Options(grouping=Grouping.NONE, max_rows=2))

    packing = plan.octave(13).packings[0]

    assert len(placed_of(packing)) == 30


def test_what_cannot_be_told_apart_becomes_density(plan_of):
    plan = plan_of(["2024-08-06"] * 100, options=Options(grouping=Grouping.NONE, max_rows=4))

    packing = plan.octave(12).packings[0]

    assert packing.is_dense.all()
    assert packing.densest == 100
    assert packing.rows == 3


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 10**5)), min_size=1, max_size=60),
    st.integers(-5, 40),
)
def test_no_day_near_the_year_zero_of_instants_is_lost(spans, octave):
    from dateline.layout.lanes import Lane

    spans.sort()
    start = np.array([start for start, _ in spans], np.int64)
    end = start + np.array([length for _, length in spans], np.int64)
    lane = Lane("", "", np.arange(len(spans)), start, end, np.zeros(len(spans), np.uint8), start > 0)

    packing = Packing(lane, octave, 3, lambda row: 50.0)

    assert members_of(packing) == list(range(len(spans)))


def test_dates_without_bounds_have_their_rows(plan_of):
    plan = plan_of(["../2024-08", "2024-08/..", "/2024", "[..2024-01-01]"], options=Options(grouping=Grouping.NONE))

    for octave in OCTAVES:
        packing = plan.octave(octave).packings[0]
        assert len(placed_of(packing)) == 4


def test_only_a_few_octaves_are_kept(plan_of):
    plan = plan_of(["2024-08-06"])
    first = plan.octave(10)

    for octave in range(11, 20):
        plan.octave(octave)

    assert plan.octave(10) is not first
    assert plan.octave(19) is plan.octave(19)
