"""The synthetic chronologies are what their columns say, whatever their size."""

import numpy as np
import pytest

from dateline.bench.generator import synthetic
from dateline.domain.columns import Columns
from dateline.domain.when import Precision, WhenFlag

COUNT = 3000


@pytest.fixture(scope="module")
def chronology():
    return synthetic(COUNT, years=2)


def test_the_columns_are_those_of_the_events(chronology):
    made = Columns.from_events(
        [chronology.event(row) for row in range(COUNT)],
        kinds=chronology.columns.kinds,
        source_ids=chronology.columns.source_ids,
    )

    for name in ("start_earliest", "start_latest", "end_earliest", "end_latest", "flags", "precision", "order", "kind"):
        np.testing.assert_array_equal(getattr(chronology.columns, name), getattr(made, name), name)
    np.testing.assert_array_equal(chronology.columns.certainty, made.certainty)
    np.testing.assert_array_equal(chronology.columns.certainties, made.certainties)
    np.testing.assert_array_equal(chronology.columns.region.counts, made.region.counts)


def test_equal_arguments_give_equal_chronologies(chronology):
    again = synthetic(COUNT, years=2)

    assert [again.event(row) for row in range(50)] == [chronology.event(row) for row in range(50)]
    np.testing.assert_array_equal(again.columns.order, chronology.columns.order)


def test_making_one_makes_no_event():
    assert synthetic(1000).records.made == 0


def test_there_is_some_of_everything(chronology):
    columns = chronology.columns
    flags = int(np.bitwise_or.reduce(columns.flags))

    assert flags == WhenFlag.DATED | WhenFlag.INTERVAL | WhenFlag.APPROXIMATE | WhenFlag.UNCERTAIN
    assert set(columns.precision.tolist()) == {0, Precision.MONTH, Precision.DAY}
    assert set(columns.region.counts.tolist()) == {0, 1, 2}
    assert set(columns.region.values.tolist()) == set(range(20))
    assert set(columns.kind.tolist()) == set(range(9))
    assert len(set(columns.certainty.tolist())) == 6


def test_the_events_fill_the_years_asked_for(chronology):
    columns = chronology.columns
    dated = columns.is_dated
    span = int(columns.end_latest[dated].max() - columns.start_earliest[dated].min())

    assert span == pytest.approx(2 * 365.25 * 86400, rel=0.1)
