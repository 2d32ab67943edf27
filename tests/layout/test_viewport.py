from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.domain.calendar import instant
from dateline.domain.when import FUTURE, PAST
from dateline.layout.viewport import BEGINNING, COARSEST_SCALE, END, FINEST_SCALE, YEAR_SECONDS, Viewport

AUGUST_6 = instant(2024, 8, 6)
INSTANTS = st.integers(-13 * 10**9 * YEAR_SECONDS, 13 * 10**9 * YEAR_SECONDS)
VIEWPORTS = st.builds(
    Viewport,
    origin=INSTANTS,
    offset=st.floats(0, 1, exclude_max=True),
    scale=st.floats(-5, 40).map(lambda power: 2.0**power),
    width=st.floats(200, 4000),
)


def exact_instant(viewport: Viewport, x: float) -> Fraction:
    return viewport.origin + Fraction(viewport.offset) + Fraction(x) * Fraction(viewport.scale)


@given(VIEWPORTS, st.floats(0.1, 10), st.floats(0, 1))
def test_zoom_keeps_the_instant_under_the_anchor(viewport, factor, share):
    anchor = share * viewport.width
    assume(FINEST_SCALE < viewport.scale / factor < COARSEST_SCALE)
    middle = viewport.zoomed(factor, anchor).instant_at(viewport.width / 2)
    assume(BEGINNING + 2 * YEAR_SECONDS < middle < END - 2 * YEAR_SECONDS)

    zoomed = viewport.zoomed(factor, anchor)

    moved = exact_instant(zoomed, anchor) - exact_instant(viewport, anchor)
    assert abs(moved / Fraction(zoomed.scale)) < 1


@given(VIEWPORTS, st.floats(-5000, 5000))
def test_panning_there_and_back_changes_nothing_one_could_see(viewport, dx):
    there = viewport.panned(dx)
    assume(BEGINNING + 1 < there.instant_at(viewport.width / 2) < END - 1)

    back = there.panned(-dx)

    assert abs(back.x_of(viewport.origin) - viewport.x_of(viewport.origin)) < 0.01


@pytest.mark.parametrize("years_ago", [0, 65_000_000, 4_500_000_000, 13_800_000_000])
def test_seconds_stay_apart_in_deep_time(years_ago):
    then = -years_ago * YEAR_SECONDS
    viewport = Viewport(then, 0.0, 1 / 16, 1000.0)

    xs = viewport.x_of(np.array([then, then + 1, then + 2], np.int64))

    assert xs.tolist() == pytest.approx([0.0, 16.0, 32.0])
    assert viewport.x_of(then + 1) == pytest.approx(16.0)


def test_fitting_leaves_a_margin_on_each_side():
    viewport = Viewport.fitted(0, 1_000_000, 1100.0, margin=0.05)

    assert viewport.x_of(0) == pytest.approx(50.0, abs=1)
    assert viewport.x_of(1_000_000) == pytest.approx(1050.0, abs=1)


def test_fitting_an_instant_shows_an_hour():
    viewport = Viewport.fitted(AUGUST_6, AUGUST_6, 1000.0, margin=0.0)

    assert viewport.span == pytest.approx(3600, rel=1e-6)


@pytest.mark.parametrize("far", [PAST, FUTURE])
def test_unbounded_instants_have_a_finite_x_outside_the_view(far):
    viewport = Viewport.fitted(AUGUST_6, AUGUST_6 + 86400, 1000.0)

    x = viewport.x_of(np.array([far], np.int64))[0]

    assert np.isfinite(x)
    assert x < 0 or x > 1000
    assert viewport.x_of(far) == pytest.approx(x)


def test_zoom_stops_at_its_limits():
    viewport = Viewport.fitted(AUGUST_6, AUGUST_6 + 86400, 1000.0)

    assert viewport.zoomed(1e30, 500).scale == FINEST_SCALE
    assert viewport.zoomed(1e-30, 500).scale == COARSEST_SCALE


@pytest.mark.parametrize(("dx", "limit"), [(-1e15, BEGINNING), (1e15, END)])
def test_panning_stops_at_the_beginning_and_end_of_time(dx, limit):
    viewport = Viewport.fitted(AUGUST_6, AUGUST_6 + 10**9, 1000.0)

    centre = viewport.panned(dx).instant_at(500.0)

    assert abs(centre - limit) <= viewport.scale + 2


def test_the_octave_is_the_power_of_two_at_or_above_the_scale():
    assert Viewport(0, 0.0, 1024.0, 100.0).octave == 10
    assert Viewport(0, 0.0, 1025.0, 100.0).octave == 11
    assert Viewport(0, 0.0, 768.0, 100.0).stretch == pytest.approx(1024 / 768)


def test_centring_keeps_the_zoom():
    viewport = Viewport.fitted(0, 10**6, 1000.0)

    centred = viewport.centred(AUGUST_6)

    assert centred.x_of(AUGUST_6) == pytest.approx(500.0, abs=1)
    assert centred.scale == viewport.scale
