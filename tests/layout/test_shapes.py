import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.generator import synthetic
from dateline.domain.query import Query, ask
from dateline.layout import legend as legend_module
from dateline.layout.legend import legend
from dateline.layout.shapes import Shapes, shapes

DATES = [
    "2024-10", "2024-08-06", "2024-08-06T05:30", "[2024-12-19..2024-12-22]", "2024-08-06/2024-08-20", "2024-08/2024-10",
    "2024-08-06/2024-08-20?", "2024-08-06/..", "../2024-08-06", "[..2024-08-09]", "2024-08-06/", "2024-12-15~", "1950~",
    "2024-12-24?", "{2024-08-01,2024-08-06}", "[2024-08-01,2024-08-06]", "Y-66000000", "2024-08-06/2024-08-06", "",
]  # fmt: skip


def one_by_one(chronology) -> Shapes:
    """Every row a shape of its own."""
    rows = np.arange(len(chronology))
    return Shapes(rows.astype(np.int32), rows)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(DATES), max_size=12), st.integers(-5, 40))
def test_what_one_event_of_each_shape_tells_is_what_all_of_them_tell(plan_of, dates, octave):
    plan = plan_of(dates)
    by_shape = legend(plan, 2.0**octave)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(legend_module, "shapes", one_by_one)
        assert legend(plan, 2.0**octave) == by_shape


def test_a_hundred_thousand_events_have_few_shapes():
    chronology = synthetic(100_000)

    examples = shapes(chronology).among(ask(chronology, Query()).rows)

    assert len(examples) < 60
