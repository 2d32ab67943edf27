"""English phrases that give a date relative to when they were stated: "today", "last week", "next month"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import MO, relativedelta

from dateline.domain.calendar import DAY, civil
from dateline.domain.when import FUTURE, PAST, When


def resolved(phrase: str, issued: When | None) -> tuple[int, int] | None:
    """Return the instants [earliest, latest) that a phrase of RELATIVE means where it was stated at `issued`.

    None where that is not known, or not a date that Python's calendar can shift.
    """
    bounds = _civil_bounds(issued)
    if bounds is None:
        return None
    begin, end = next(shifts for pattern, shifts in RELATIVE.items() if re.fullmatch(pattern, phrase, re.IGNORECASE))
    return _instant(begin(bounds[0])), _instant(end(bounds[1])) + DAY


def _civil_bounds(issued: When | None) -> tuple[date, date] | None:
    """Return the first and last day of a date, or None where it has none that Python's calendar can shift."""
    if issued is None or issued.earliest == PAST or issued.latest == FUTURE:
        return None
    first, last = civil(issued.earliest), civil(issued.latest - 1)
    if not (date.min.year + 2 < first.year and last.year < date.max.year - 2):
        return None
    return date(*first[:3]), date(*last[:3])


def _instant(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * DAY


_Shift = Callable[[date], date]


def _days(count: int) -> _Shift:
    return lambda day: day + timedelta(days=count)


def _week(days: int) -> _Shift:
    """Move to so many days after the Monday of the week."""
    return lambda day: day + relativedelta(weekday=MO(-1)) + timedelta(days=days)


def _month_end(months: int) -> _Shift:
    return lambda day: day + relativedelta(months=months, day=31)


def _month_start(months: int) -> _Shift:
    return lambda day: day + relativedelta(months=months, day=1)


def _year_end(years: int) -> _Shift:
    return lambda day: day + relativedelta(years=years, month=12, day=31)


def _year_start(years: int) -> _Shift:
    return lambda day: day + relativedelta(years=years, month=1, day=1)


# A week begins on Sunday for some and on Monday for others: both are allowed.
RELATIVE: dict[str, tuple[_Shift, _Shift]] = {
    "the day before yesterday": (_days(-2), _days(-2)),
    "yesterday": (_days(-1), _days(-1)),
    "today|tonight|this (?:morning|afternoon|evening)": (_days(0), _days(0)),
    "tomorrow": (_days(1), _days(1)),
    "(?:earlier |later )?this week": (_week(-1), _week(6)),
    "(?:earlier )?last week": (_week(-8), lambda day: _week(-1)(day + timedelta(days=1))),
    "next week": (_week(6), _week(13)),
    "(?:earlier |later )?this month": (_month_start(0), _month_end(0)),
    "(?:early |late )?last month": (_month_start(-1), _month_end(-1)),
    "next month": (_month_start(1), _month_end(1)),
    "(?:earlier |later )?this year": (_year_start(0), _year_end(0)),
    "last year": (_year_start(-1), _year_end(-1)),
    "next year": (_year_start(1), _year_end(1)),
}
"""Pattern of a phrase -> how the first and the last day of its stating shift to the first and last day meant."""
