import itertools
import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline.layout.packing as packing_module
from dateline.domain.chronology import Chronology
from dateline.domain.query import Query, ask
from dateline.layout.bins import OFFSET
from dateline.layout.density import blocks_and_columns
from dateline.layout.metrics import Grouping, Options
from dateline.layout.packing import Packing
from dateline.layout.plan import Plan
from dateline.layout.viewport import REACH

DAY = 86400
OCTAVES = [-5, 4, 9, 12, 15, 18, 22, 30, 50]


def members_of(packing: Packing) -> list[int]:
    placed = [tile.members for tile in packing.tiles(-REACH, REACH)]
    over = [tile.overflow for tile in packing.tiles(-REACH, REACH)]
    dense = packing.dense(-REACH, REACH)
    return sorted(np.concatenate([*placed, *over, *map(dense.of, range(len(dense)))]).tolist())


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
        left, right = packing._footprints(np.arange(len(packing.lane)))
        for member, row in placed_of(packing).items():
            rows.setdefault(row, []).append((int(left[member]), int(right[member])))
        assert max(rows, default=0) < packing.rows <= 6
        for taken in rows.values():
            taken.sort()
            assert all(first[1] <= second[0] for first, second in itertools.pairwise(taken))


def test_rows_do_not_depend_on_what_was_looked_at_before(plan_of, crowd):
    events = crowd(900, 600)
    lane = plan_of(events, options=Options(grouping=Grouping.NONE)).lanes[0]
    left_to_right, right_to_left = (Packing(lane, 11, 8, lambda row: 90.0) for _ in range(2))
    start, end = int(lane.anchor[0]), int(lane.anchor[-1])
    steps = np.linspace(start, end, 40).astype(np.int64).tolist()

    for step in steps:
        list(left_to_right.tiles(step, step + 86400))
    for step in reversed(steps):
        list(right_to_left.tiles(step, step + 86400))

    assert placed_of(left_to_right) == placed_of(right_to_left)


def test_tiles_are_kept_but_not_for_ever_and_packed_again_to_the_same_rows(big_lane, monkeypatch):
    monkeypatch.setattr(packing_module, "TILES_KEPT", 20)
    packing = Packing(big_lane, 9, 12, lambda row: 90.0, 0)
    steps = np.linspace(0, 4000 * DAY, 200).astype(np.int64).tolist()
    rows_of, kept = [], []

    for step in [*steps, *steps]:
        tiles = list(packing.tiles(step, step + 14 * DAY))
        rows_of.append([(tile.members.tolist(), tile.row.tolist()) for tile in tiles])
        kept.append(len(packing._tiles))

    assert rows_of[:200] == rows_of[200:]
    assert max(kept) <= 20 + 15 < len(set(map(repr, rows_of)))


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

    assert packing.dense(-REACH, REACH).count.tolist() == [100]
    assert packing.densest == 100
    assert packing.rows == 3


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 10**5)), min_size=1, max_size=60),
    st.integers(-5, 40),
)
def test_no_day_near_the_year_zero_of_instants_is_lost(lane_of, spans, octave):
    starts, ends = [start for start, _ in spans], [start + length for start, length in spans]
    lane = lane_of(starts, ends)

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


def tiles_of(packing: Packing, start: int, end: int) -> dict[tuple[int, int], list[int]]:
    """Which members the tiles hold that meet a stretch of time."""
    found = {}
    for level, (bins, begins, members) in packing._bins(start, end).items():
        low, high = ((each + OFFSET) >> packing.shift(level) for each in (start, end))
        for place, number in enumerate(bins.tolist()):
            if low <= number <= high:
                found[level, number] = sorted(members[begins[place] : begins[place + 1]].tolist())
    return found


@pytest.fixture
def big_lane(lane_of):
    """Days over eleven years, crowds among them, clock times, long ones, and some without beginning or end."""
    random = np.random.default_rng(3)
    days = random.integers(0, 4000, 4000) * DAY
    crowd = random.integers(700, 720, 1500) * DAY
    hours = random.integers(0, 4000 * 24, 1500) * 3600
    long = random.integers(0, 4000, 60) * DAY
    starts = np.concatenate([days, crowd, hours, long, np.full(5, -REACH)])
    lasted = np.concatenate([np.full(5500, DAY), np.full(1500, 3600), random.integers(2, 900, 60) * DAY])
    ends = np.append(starts[:-5] + lasted, random.integers(0, 4000, 5) * DAY)
    ends[-65:-60] = REACH
    return lane_of(starts.tolist(), ends.tolist())


@pytest.mark.parametrize("octave", [2, 6, 9, 11, 13, 15, 17, 19])
def test_of_a_big_lane_what_is_near_the_view_is_what_all_of_it_tells(big_lane, octave, monkeypatch):
    near = Packing(big_lane, octave, 12, lambda row: 90.0, 0)
    monkeypatch.setattr(packing_module, "SMALL", len(big_lane))
    whole = Packing(big_lane, octave, 12, lambda row: 90.0, 0)
    monkeypatch.undo()
    width = int(1900 * 2.0**octave)

    for start in np.linspace(-2 * width, 4000 * DAY, 12).astype(np.int64).tolist():
        seen = tiles_of(near, start, start + width)
        assert seen == {key: members for key, members in tiles_of(whole, start, start + width).items() if members}


@pytest.mark.parametrize("octave", [9, 11, 13])
def test_of_a_big_lane_only_what_is_near_the_view_is_touched(big_lane, octave):
    packing = Packing(big_lane, octave, 12, lambda row: 90.0, 0)
    width = int(1900 * 2.0**octave)

    members = packing._members(
        ((1000 * DAY + OFFSET) >> packing.shift(0), (1000 * DAY + width + OFFSET) >> packing.shift(0))
    )

    reach = 8 * 2048 * 2**octave
    assert np.count_nonzero(np.abs(big_lane.anchor - 1000 * DAY) > reach + width) > 1000
    short = np.setdiff1d(members, big_lane.long)
    far = np.abs(big_lane.anchor[short] - 1000 * DAY) > reach + width
    assert np.count_nonzero(far) < 200  # those that take up a boundary of coarser tiles


@pytest.mark.parametrize("octave", OCTAVES)
def test_a_big_lane_draws_or_counts_each_event_exactly_once(big_lane, octave):
    packing = Packing(big_lane, octave, 12, lambda row: 90.0, 0)

    assert members_of(packing) == list(range(len(big_lane)))
    assert packing.rows <= 12


def test_a_big_lane_without_crowds_is_as_high_as_its_events_side_by_side(lane_of):
    lane = lane_of(range(0, 3000 * DAY, DAY))

    packing = Packing(lane, 10, 12, lambda row: 90.0, 0)

    assert (packing.rows, packing.has_strip) == (3, False)  # 84 units a day, a title and its mark take about 240


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 60)), min_size=4, max_size=40), st.integers(1, 4))
def test_an_event_finds_no_row_only_where_all_rows_are_taken(lane_of, spans, rows):
    lane = lane_of([start * 3600 for start, _ in spans], [(start + length) * 3600 for start, length in spans])

    packing = Packing(lane, 12, rows, lambda row: 50.0, 0)

    left, right = packing._footprints(np.arange(len(lane)))
    for tile in packing.tiles(-REACH, REACH):
        for member in tile.overflow.tolist():
            taken = {row for other, row in placed_of(packing).items() if left[other] <= left[member] < right[other]}
            assert len(taken) == packing._room_rows


def test_another_filter_measures_no_title_again_and_another_font_does(crowd):
    chronology = Chronology.from_events(crowd(300, 150))
    measured: list[str] = []

    def measure(text: str, _role: str) -> float:
        measured.append(text)
        return 6.0 * len(text)

    for font in (measure, measure, lambda text, role: measure(text, role)):
        for query in (Query(), Query(regions=frozenset({"UA"})), Query()):
            Plan(chronology, ask(chronology, query), Options(), font).octave(15)

    assert {measured.count(chronology.title_of(row)) for row in range(len(chronology))} == {2}


def test_what_is_packed_holds_no_plan_that_another_arrangement_has_replaced(plan_of, crowd):
    plan = plan_of(crowd(300, 150))
    collapsed, former = plan.options.collapsed, []

    for lane in plan.lanes:
        plan.octave(15)
        former.append(weakref.ref(plan))
        collapsed = collapsed.toggled(plan.options.grouping, lane.key)
        plan = plan.arranged(replace(plan.options, collapsed=collapsed))
    plan.octave(15)

    assert len(former) > 2
    assert [each() for each in former] == [None] * len(former)
