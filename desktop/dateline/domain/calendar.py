"""The proleptic Gregorian calendar: instants (int seconds since 1970-01-01T00:00Z) to civil dates and back, any year.

Years are astronomical: 0 is 1 BCE, -43 is 44 BCE. Instants beyond 64 bits saturate just inside PAST and FUTURE, which
stand for "no bound" and are never the instant of a date.
"""

from typing import NamedTuple

PAST = -(2**63)
"""The instant of a start that has no bound."""
FUTURE = 2**63 - 1
"""The instant of an end that has no bound."""

MINUTE = 60
HOUR = 3600
DAY = 86400

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DAYS_PER_ERA = 146097  # 400 years
_EPOCH_SHIFT = 719468  # days from 0000-03-01 to 1970-01-01
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Civil(NamedTuple):
    """A date and time of day in the proleptic Gregorian calendar; `year` is astronomical."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Days since 1970-01-01; `month` is 1 to 12, `day` may lie outside its month and then counts on."""
    # Howard Hinnant's days_from_civil: years begin in March, so that the leap day comes last.
    if month <= 2:
        year -= 1
        month += 12
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * (month - 3) + 2) // 5 + day - 1
    return era * _DAYS_PER_ERA + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - _EPOCH_SHIFT


def saturated(instant: int) -> int:
    """The instant itself, or the outermost one that is still a bound where it passes 64 bits."""
    return min(max(instant, PAST + 1), FUTURE - 1)


def instant(year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """Seconds since 1970-01-01T00:00Z of a civil date of any year, saturating to PAST + 1 and FUTURE - 1."""
    return saturated(day_number(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second)


def civil(instant: int) -> Civil:
    """The date and time of day of an instant."""
    days, seconds = divmod(instant, DAY)
    era, day_of_era = divmod(days + _EPOCH_SHIFT, _DAYS_PER_ERA)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * day_of_year + 2) // 153
    month = march_month + 3 if march_month < 10 else march_month - 9
    year = era * 400 + year_of_era + (1 if month <= 2 else 0)
    hour, rest = divmod(seconds, HOUR)
    return Civil(year, month, day_of_year - (153 * march_month + 2) // 5 + 1, hour, rest // MINUTE, rest % MINUTE)


def is_leap(year: int) -> bool:
    """Whether February has 29 days in that (astronomical) year."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def weekday(instant: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (instant // DAY + 3) % 7


def add_months(year: int, month: int, n: int) -> tuple[int, int]:
    """The (year, month) that lies `n` months on; `n` may be negative."""
    years, month_index = divmod(month - 1 + n, 12)
    return year + years, month_index + 1


def shifted(instant: int, months: int) -> int:
    """The instant so many months on or back, on the month's last day where it lacks the day; the clock stays."""
    if instant in (PAST, FUTURE):
        return instant
    here = civil(instant)
    year, month = add_months(here.year, here.month, months)
    day = min(here.day, days_in_month(year, month))
    return saturated(day_number(year, month, day) * DAY + instant % DAY)


def iso_day(instant: int) -> str:
    """The day in ISO 8601, years before 0 and beyond 9999 with a sign: "2024-08-06", "-0043-03-15", "+12000-01-01"."""
    year, month, day, *_ = civil(instant)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}"


def edtf_year(year: int) -> str:
    """An astronomical year as EDTF writes it: "2024", "-0043", "Y-13800000000"."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def edtf_day(instant: int) -> str:
    """The day of an instant in EDTF; only its year beyond the years of four digits, which alone may have months."""
    year, month, day, *_ = civil(instant)
    return edtf_year(year) if abs(year) > 9999 else f"{edtf_year(year)}-{month:02}-{day:02}"
