import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.arrays import distinct


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
