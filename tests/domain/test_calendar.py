import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import calendar
from dateline.domain.calendar import (
    DAY,
    FUTURE,
    PAST,
    add_months,
    civil,
    days_in_month,
    instant,
    is_leap,
    iso_day,
    shifted,
    weekday,
)

EPOCH = datetime.datetime(1970, 1, 1)
MOMENTS = st.datetimes(datetime.datetime(1, 1, 1), datetime.datetime(9999, 12, 31, 23, 59, 59)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(MOMENTS)
def test_instants_are_the_seconds_that_datetime_counts(moment):
    counted = instant(*moment.timetuple()[:6])

    assert counted == (moment - EPOCH) // datetime.timedelta(seconds=1)


@given(MOMENTS)
def test_civil_dates_and_weekdays_are_those_of_datetime(moment):
    counted = (moment - EPOCH) // datetime.timedelta(seconds=1)

    assert civil(counted) == moment.timetuple()[:6]
    assert weekday(counted) == moment.weekday()


@given(st.integers(-290_000_000_000, 290_000_000_000), st.integers(1, 12), st.data())
def test_any_year_of_64_bits_is_kept(year, month, data):
    day = data.draw(st.integers(1, days_in_month(year, month)))

    found = civil(instant(year, month, day, 23, 59, 58))

    assert found == (year, month, day, 23, 59, 58)


@given(st.integers(PAST + 1, FUTURE - DAY))
def test_every_instant_is_the_one_of_its_civil_date(moment):
    assert instant(*civil(moment)) == moment


@pytest.mark.parametrize(("year", "bound"), [(-(10**12), PAST + 1), (10**12, FUTURE - 1), (10**60, FUTURE - 1)])
def test_years_beyond_64_bits_saturate_just_inside_no_bound(year, bound):
    assert instant(year) == bound


@given(st.integers(1, 9998), st.integers(1, 12))
def test_months_are_as_long_as_the_way_to_the_next(year, month):
    following = add_months(year, month, 1)

    assert days_in_month(year, month) == (datetime.date(*following, 1) - datetime.date(year, month, 1)).days


@pytest.mark.parametrize(
    ("year", "expected"), [(2000, True), (1900, False), (2024, True), (2023, False), (0, True), (-4, True)]
)
def test_leap_years_follow_the_gregorian_rule(year, expected):
    assert is_leap(year) is expected


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [("2024-01", 1, (2024, 2)), ("2024-12", 1, (2025, 1)), ("2024-01", -1, (2023, 12)), ("0000-03", -15, (-2, 12))],
)
def test_months_are_added_across_years(start, months, expected):
    year, month = map(int, start.split("-"))

    assert add_months(year, month, months) == expected


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (instant(2024, 3, 31), -1, instant(2024, 2, 29)),
        (instant(2023, 1, 31, 5, 30), 1, instant(2023, 2, 28, 5, 30)),
        (instant(2024, 2, 29), 12, instant(2025, 2, 28)),
        (PAST, 12, PAST),
        (FUTURE, -12, FUTURE),
    ],
)
def test_a_shift_by_months_stays_in_the_month(start, months, expected):
    assert shifted(start, months) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2024, "2024-08-06"), (409, "0409-08-06"), (0, "0000-08-06"), (-43, "-0043-08-06"), (12000, "+12000-08-06")],
)
def test_iso_days_carry_a_sign_beyond_four_digits(year, expected):
    assert iso_day(instant(year, 8, 6, 13, 45)) == expected


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ((2024, 8, 6), "2024-08-06"),
        ((-43, 3, 15), "-0043-03-15"),
        ((12000, 1, 1), "Y12000"),
        ((-13_800_000_000, 1, 1), "Y-13800000000"),
    ],
)
def test_a_day_in_edtf_keeps_to_the_year_where_edtf_has_no_months(when, text):
    assert calendar.edtf_day(calendar.instant(*when)) == text
