"""Who looks beside the box that counts an event, but into its date, is told of the event all the same."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.domain.calendar import instant
from dateline.layout.compose import build
from dateline.layout.metrics import AXIS_HEIGHT, CHIP_HEIGHT
from dateline.layout.plan import Plan
from dateline.layout.scene import HitKind, Scene
from dateline.layout.stretch import MovingStretch, Shown
from dateline.layout.viewport import Viewport

HOUR = 3600


def seen(plan: Plan, start: int, end: int) -> Scene:
    return build(plan, Viewport.fitted(start, end, 1600.0, 0.0), 900.0)


def led_to(scene: Scene, band) -> list[int]:
    """The rows to which a click on a lane's chip leads."""
    hit = scene.hit(20.0, AXIS_HEIGHT + band.chip_top + CHIP_HEIGHT / 2)
    assert hit is not None
    assert hit.kind is HitKind.MORE
    return sorted(hit.rows.tolist())


def test_bars_that_found_no_row_are_counted_where_only_their_middle_is_seen(plan_of):
    scene = seen(plan_of(["2010/2030-12"] * 30), instant(2024, 8, 1), instant(2024, 9, 1))

    assert (len(scene.marks), scene.bands[0].more, scene.bands[0].chip) == (12, 18, "+18 more here")
    assert sorted([*scene.marks.row.tolist(), *led_to(scene, scene.bands[0])]) == list(range(30))


def test_a_crowd_of_bars_is_counted_beside_its_beginning(plan_of):
    scene = seen(plan_of(["2024-01-01/2024-12-31"] * 100), instant(2024, 6, 1), instant(2024, 7, 1))

    assert len(scene.marks) + scene.bands[0].more == 100
    assert scene.bands[0].more == len(led_to(scene, scene.bands[0]))


@pytest.mark.parametrize("hour", [1, 20])
def test_a_crowd_of_one_day_is_counted_in_its_morning_and_in_its_evening(plan_of, hour):
    begin = instant(2024, 8, 6) + hour * HOUR
    scene = seen(plan_of(["2024-08-06"] * 100), begin, begin + HOUR)

    assert len(scene.marks) + scene.bands[0].more == 100


def test_what_nobody_knows_the_beginning_of_is_counted_at_any_time_before_its_end(plan_of):
    plan = plan_of(["../2024-10"] * 20)

    before, after = (seen(plan, instant(year, 1, 1), instant(year, 2, 1)) for year in (2020, 2025))

    assert len(before.marks) + before.bands[0].more == 20
    assert len(after.marks) + after.bands[0].more == 0


def lasting(dates) -> list[str]:
    """Dates from so many days into 2024, so many days longer than one."""
    first = datetime.date(2024, 1, 1)
    days = ((first + datetime.timedelta(begin), datetime.timedelta(length)) for begin, length in dates)
    return [f"{begin}/{begin + length}" for begin, length in days]


spans = st.lists(st.tuples(st.integers(0, 60), st.sampled_from([0, 0, 1, 3, 30, 400])), min_size=1, max_size=120)


@settings(max_examples=60, deadline=None)
@given(spans, st.integers(-100, 500), st.sampled_from([0.5, 2, 9, 45, 300]), st.integers(0, 23))
def test_whatever_meets_the_view_is_drawn_or_counted_once(plan_of, dates, day, days, hour):
    plan = plan_of(lasting(dates))
    begin = instant(2024, 1, 1) + day * 86400 + hour * HOUR
    scene = seen(plan, begin, begin + int(days * 86400))

    (band,) = scene.bands
    hidden = led_to(scene, band) if band.chip else []
    low, high = scene.viewport.start, scene.viewport.end
    columns = plan.chronology.columns
    meets = ((columns.start_earliest < high) & (columns.end_latest > low)).nonzero()[0].tolist()
    told = [*scene.marks.row.tolist(), *hidden]
    assert len(hidden) == band.more
    assert len(set(told)) == len(told)
    assert set(meets) <= set(told)


@settings(max_examples=30, deadline=None)
@given(spans, st.integers(-100, 500), st.floats(-3000.0, 3000.0))
def test_a_view_that_moves_counts_as_a_fresh_one_does(plan_of, dates, day, dx):
    plan = plan_of(lasting(dates))
    begin = instant(2024, 1, 1) + day * 86400
    viewport = Viewport.fitted(begin, begin + 20 * 86400, 1600.0, 0.0)
    moving = MovingStretch()
    for there in (viewport, viewport.panned(dx)):
        shown = Shown(plan, there, 900.0)
        low = moving.x_of(shown)
        stretch = moving.around(shown, low, low + there.width, 0.0, 800.0)

    assert stretch.seen(shown, low - stretch.x).bands[0].more == build(plan, there, 900.0).bands[0].more
