import numpy as np
import pytest

from dateline.layout.anchors import anchors_of
from dateline.layout.density import CELL_SHIFT, blocks_and_columns, dense_cells, dense_heaps, densest, heaped

DAY = 86400
CELL = 2**12 * 2**CELL_SHIFT


def every(lane) -> np.ndarray:
    return np.arange(len(lane), dtype=np.int64)


def test_a_heap_knows_its_count_its_events_and_the_weakest_certainty(lane_of):
    lane = lane_of([0, 0, 0, 900 * DAY])

    heaps = heaped(lane, every(lane), 12, 5)

    assert heaps.count.tolist() == [3, 1]
    assert heaps.of(0).tolist() == [0, 1, 2]
    assert heaps.weakest.tolist() == [1, 0]
    assert len(heaps) == 2
    assert heaps.start[1] <= 900 * DAY
    assert heaps.end[1] > 900 * DAY


def test_nothing_makes_no_heap(lane_of):
    lane = lane_of([0])

    blocks, columns = blocks_and_columns(lane, np.empty(0, np.int64), 12)

    assert (len(blocks), len(columns)) == (0, 0)
    assert len(dense_heaps(lane, np.empty(0, np.int64), 12)) == 0


def test_blocks_become_columns_where_they_stand_edge_to_edge(lane_of):
    alone, crowded = [20 * 8 * CELL], [number * CELL + 1 for number in range(8)]
    lane = lane_of(crowded + alone, crowded + alone)

    blocks, columns = blocks_and_columns(lane, every(lane), 12)

    assert (blocks.count.tolist(), columns.count.sum()) == ([1], 8)


@pytest.mark.parametrize(("length", "anchor"), [(0, 0), (3600, 1800), (DAY, DAY // 2), (DAY + 1, 0), (366 * DAY, 0)])
def test_what_takes_up_to_a_day_stands_in_its_middle_and_the_rest_at_its_earliest(length, anchor):
    assert anchors_of(np.array([0]), np.array([length])).tolist() == [anchor]


def test_few_events_are_never_density(lane_of):
    lane = lane_of([0] * 30)

    assert not dense_cells(lane, np.array([0]), 12, 12).any()
    assert dense_cells(lane, np.array([0]), 12, 5).all()


def test_columns_of_dense_cells_count_each_event_once_with_the_weakest_certainty(lane_of):
    random = np.random.default_rng(1)
    lane = lane_of(np.sort(random.integers(0, 20 * CELL, 5000)).tolist())
    cells = np.array([2, 3, 7])

    heaps = dense_heaps(lane, cells, 12)

    inside = np.isin(lane.anchor >> 17, cells).nonzero()[0]
    assert np.concatenate([heaps.of(heap) for heap in range(len(heaps))]).tolist() == inside.tolist()
    assert heaps.weakest.tolist() == [lane.certainty[heaps.of(heap)].min() for heap in range(len(heaps))]


@pytest.mark.parametrize("stretch", [30, 10**6])
def test_the_densest_column_is_found_whether_columns_are_few_or_many(lane_of, stretch):
    random = np.random.default_rng(2)
    crowd = (random.integers(0, 4 * CELL, 900) + 5 * CELL).tolist()
    lane = lane_of(sorted([*crowd, *random.integers(0, stretch * CELL, 300).tolist()]))

    found = densest(lane, 12, 4)

    columns = lane.anchor >> 15
    is_dense = np.isin(lane.anchor >> 17, [cell for cell in np.unique(lane.anchor >> 17)
                                           if dense_cells(lane, np.array([cell]), 12, 4)[0]])  # fmt: skip
    assert found == np.unique(columns[is_dense], return_counts=True)[1].max()
