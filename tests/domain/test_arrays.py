import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.arrays import disjoint, distinct, ranges


@given(st.lists(st.integers(-(2**62), 2**62)))
def test_every_value_comes_once_in_order(values):
    given_values = np.array(values, np.int64)

    found = distinct(given_values)

    assert found.tolist() == sorted(set(values))
    assert found.dtype == np.int64


@pytest.mark.parametrize("values", [[], [7], [3, 1, 3]])
def test_the_values_given_stay_as_they_are(values):
    array = np.array(values, np.int64)

    distinct(array)[:] = 0

    assert array.tolist() == values


def test_ranges_are_all_integers_of_each_stretch_one_after_the_other():
    assert ranges(np.array([3, 7, 7, -2]), np.array([6, 7, 9, 0])).tolist() == [3, 4, 5, 7, 8, -2, -1]
    assert ranges(np.empty(0, np.int64), np.empty(0, np.int64)).tolist() == []


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 20)), max_size=12))
def test_disjoint_stretches_hold_the_same_integers_once_each(spans):
    starts = np.sort(np.array([start for start, _ in spans], np.int64))
    ends = np.maximum.accumulate(starts + np.array([length for _, length in spans], np.int64))

    found = ranges(*disjoint(starts, ends)).tolist()

    assert found == sorted(set(ranges(starts, ends).tolist()))
