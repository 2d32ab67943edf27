import numpy as np

from dateline.layout.density import anchors_of, blocks_and_columns, dense_members, heaped
from dateline.layout.lanes import Lane

DAY = 86400


def lane_of(starts: list[int], length: int = DAY) -> Lane:
    start = np.array(starts, np.int64)
    certainty = (np.arange(len(starts)) % 6).astype(np.uint8)[::-1].copy()
    return Lane("", "", np.arange(len(starts)), start, start + length, certainty, np.zeros(len(starts), np.bool_))


def every(lane: Lane) -> np.ndarray:
    return np.arange(len(lane), dtype=np.int64)


def test_a_heap_knows_its_count_its_events_and_the_weakest_certainty():
    lane = lane_of([0, 0, 0, 900 * DAY])

    heaps = heaped(lane, every(lane), 12, 5)

    assert heaps.count.tolist() == [3, 1]
    assert heaps.of(0).tolist() == [0, 1, 2]
    assert heaps.weakest.tolist() == [1, 0]
    assert len(heaps) == 2
    assert heaps.start[1] <= 900 * DAY
    assert heaps.end[1] > 900 * DAY


def test_nothing_makes_no_heap():
    lane = lane_of([0])

    blocks, columns = blocks_and_columns(lane, np.empty(0, np.int64), 12)

    assert (len(blocks), len(columns)) == (0, 0)


def test_blocks_become_columns_where_they_stand_edge_to_edge():
    cell = 2**12 * 2**5
    alone, crowded = [20 * 8 * cell], [number * cell + 1 for number in range(8)]
    lane = lane_of(crowded + alone, 0)

    blocks, columns = blocks_and_columns(lane, every(lane), 12)

    assert (blocks.count.tolist(), columns.count.sum()) == ([1], 8)


def test_a_day_stands_in_its_middle_and_a_year_at_its_earliest():
    assert anchors_of(lane_of([0]), 12).tolist() == [DAY // 2]
    assert anchors_of(lane_of([0], 366 * DAY), 12).tolist() == [0]


def test_few_events_are_never_density():
    lane = lane_of([0] * 30)

    assert not dense_members(lane, 12, 12).any()
    assert dense_members(lane, 12, 5).all()
