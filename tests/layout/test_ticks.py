import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.calendar import DAY, civil, instant, weekday
from dateline.layout.ladder import (
    DAYS,
    LADDER,
    MINUTES,
    MONTH,
    QUARTERS,
    SECONDS,
    WEEKS,
    YEARS,
    Base,
    Unit,
    major_words,
    minor_words,
    year_words,
)  # fmt: skip
from dateline.layout.ticks import MAJOR_ROOM, suitable_rung, ticks, weekends
from dateline.layout.viewport import COARSEST_SCALE, YEAR_SECONDS, Viewport

MEGA, GIGA = 10**6, 10**9

VIEWPORTS = st.builds(
    Viewport,
    origin=st.integers(-13 * 10**9 * YEAR_SECONDS, 10**9 * YEAR_SECONDS),
    offset=st.floats(0, 1, exclude_max=True),
    scale=st.floats(-5, 48).map(lambda power: 2.0**power),
    width=st.floats(300, 2000),
)
NEAR = st.builds(
    Viewport,
    origin=st.integers(instant(-3000), instant(3000)),
    offset=st.just(0.0),
    scale=st.floats(-5, 32).map(lambda power: 2.0**power),
    width=st.floats(300, 2000),
)


@given(VIEWPORTS | NEAR)
def test_ticks_follow_one_another_and_majors_have_room(viewport):
    majors, minors = ticks(viewport)

    for row in (majors, minors):
        xs = [tick.x for tick in row]
        assert all(first < second for first, second in itertools.pairwise(xs))
        assert all(tick.end_x == pytest.approx(following.x) for tick, following in itertools.pairwise(row))
    assert all(tick.end_x - tick.x >= MAJOR_ROOM * 0.999 for tick in majors)


@given(VIEWPORTS | NEAR)
def test_labelled_ticks_never_crowd_and_never_swamp(viewport):
    _, minors = ticks(viewport)

    assert len(minors) <= viewport.width / 14 + 3


@given(NEAR)
def test_both_rows_cover_the_whole_view(viewport):
    for row in ticks(viewport):
        assert row[0].x <= 0
        assert row[-1].end_x >= viewport.width


@given(NEAR)
def test_ticks_stand_at_the_calendars_own_boundaries(viewport):
    rung = suitable_rung(viewport.scale)

    for unit, row in zip((rung.major, rung.minor), ticks(viewport), strict=True):
        for tick in row:
            day = civil(tick.instant)
            if unit.base is Base.YEAR:
                assert (day.month, day.day, day.hour, day.minute, day.second) == (1, 1, 0, 0, 0)
            elif unit.base is Base.MONTH:
                assert (day.day, day.hour) == (1, 0)
                assert (day.month - 1) % unit.count == 0
            elif unit.count % (7 * DAY) == 0:
                assert weekday(tick.instant) == 0
            else:
                assert tick.instant % unit.count == 0


@given(st.sampled_from([MINUTES, DAYS, WEEKS, MONTH, QUARTERS, YEARS, Unit(Base.YEAR, 10), Unit(Base.YEAR, 1000)]),
       st.integers(instant(-20_000), instant(20_000)))  # fmt: skip
def test_a_boundary_is_its_own_floor_and_the_next_one_is_later(unit, at):
    floor = unit.floor(at)

    assert floor <= at < unit.after(floor)
    assert unit.floor(floor) == floor
    assert unit.floor(unit.after(floor)) == unit.after(floor)


def test_two_weeks_show_days_with_their_weekday_below_the_month():
    viewport = Viewport.fitted(instant(2024, 12, 7), instant(2024, 12, 25), 980.0, margin=0.0)

    majors, minors = ticks(viewport)

    assert [tick.text for tick in majors] == ["December 2024"]
    assert [(tick.text, tick.detail) for tick in minors[1:4]] == [("8", "Su"), ("9", "Mo"), ("10", "Tu")] or [
        (tick.text, tick.detail) for tick in minors[:3]
    ] == [("7", "Sa"), ("8", "Su"), ("9", "Mo")]
    assert [tick.text for tick in minors if tick.is_strong] == ["9", "16", "23"]


@pytest.mark.parametrize(
    ("start", "end", "major", "minor"),
    [
        ((2024, 12, 17), (2024, 12, 18), "Tuesday, 17 December 2024", "12:00"),
        ((2024, 8), (2025, 1), "October 2024", "7"),
        ((2022,), (2026,), "2024", "Q2"),
        ((2018,), (2028,), "2020s", "2023"),
        ((1800,), (2000,), "1900–1999", "1950"),
        ((-10_000,), (2000,), "100,000–1 BCE", "10,000 BCE"),
        ((-499,), (-300,), "400–301 BCE", "450 BCE"),
        ((2024, 12, 17, 5, 30), (2024, 12, 17, 5, 33), "Tuesday, 17 December 2024, 05:31", "05:31:15"),
    ],
)
def test_each_zoom_has_its_own_two_rows(start, end, major, minor):
    viewport = Viewport.fitted(instant(*start), instant(*end), 980.0, margin=0.0)

    majors, minors = ticks(viewport)

    assert major in [tick.text for tick in majors]
    assert minor in [tick.text for tick in minors]


@pytest.mark.parametrize(
    ("year", "step", "words"),
    [
        (2024, 1, "2024"),
        (0, 1, "1 BCE"),
        (-43, 1, "44 BCE"),
        (-9999, 1000, "10,000 BCE"),
        (12_000, 1, "12,000"),
        (-65_999_999, 1_000_000, "66 Ma"),
        (-3_999_999_999, 1_000_000_000, "4 Ga"),
        (2_000_000, 1_000_000, "in 2 Ma"),
        (1, 1_000_000, "1 CE"),
        (1, 100, "1"),
    ],
)
def test_years_are_written_as_historians_write_them(year, step, words):
    assert year_words(year, step) == words


@pytest.mark.parametrize(
    ("year", "step", "words"),
    [
        (1 - 20 * GIGA, 10 * GIGA, "20–10 Ga"),
        (1 - 10 * GIGA, 10 * GIGA, "10–0 Ga"),
        (1 - GIGA, 100 * MEGA, "1 Ga–900 Ma"),
        (1 - 100 * MEGA, 100 * MEGA, "100–0 Ma"),
        (1, GIGA, "1 CE – in 1 Ga"),
        (900 * MEGA, 100 * MEGA, "in 900 Ma–1 Ga"),
    ],
)
def test_a_stretch_of_deep_time_is_written_with_both_its_ends(year, step, words):
    assert major_words(Unit(Base.YEAR, step), instant(year)) == words


def test_the_whole_of_time_fits_the_ladder():
    viewport = Viewport(-14 * 10**9 * YEAR_SECONDS, 0.0, COARSEST_SCALE / 2, 1600.0)

    majors, minors = ticks(viewport)

    assert len(minors) > 2
    assert any("Ga" in tick.text for tick in majors + minors)


def test_weekends_are_saturday_to_monday():
    viewport = Viewport.fitted(instant(2024, 12, 7), instant(2024, 12, 25), 980.0, margin=0.0)

    bands = weekends(viewport)

    assert viewport.instant_at(bands[1][0] + 0.01) == pytest.approx(instant(2024, 12, 14), abs=60)
    assert viewport.instant_at(bands[1][1] + 0.01) == pytest.approx(instant(2024, 12, 16), abs=60)
    assert not len(weekends(Viewport.fitted(instant(2018), instant(2028), 980.0)))


def test_labels_shorten_with_the_room_they_have():
    day = instant(2024, 12, 17, 14, 5, 30)

    assert minor_words(DAYS, day, 20) == ("17", "")
    assert minor_words(MONTH, day, 40) == ("Dec", "")
    assert minor_words(MONTH, day, 90) == ("December", "")
    assert minor_words(SECONDS, day, 30) == (":30", "")
    assert minor_words(SECONDS, day, 90) == ("14:05:30", "")
    assert major_words(YEARS, instant(-43)) == "44 BCE"


def test_every_rung_is_coarser_than_the_one_before():
    lengths = [rung.minor.length / rung.room for rung in LADDER]

    assert np.all(np.diff(lengths) > 0)
