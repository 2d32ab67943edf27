"""The headings that entries stand under: months, or years and centuries where the time is long."""

import re
from collections.abc import Callable, Sequence

from dateline.domain.calendar import civil
from dateline.domain.when import PAST, Precision, When

UNDATED = "Undated"
NO_BEGINNING = "Beginning not known"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
SEASON = re.compile(r"-?\d+-2([1-8])")
"""EDTF's seasons, 21 to 24 and northern 25 to 28; other divisions of a year stand under their year."""

ORDINALS = {1: "st", 2: "nd", 3: "rd"}

CHAPTERS_AT_MOST = 40
"""More headings than this, and fewer than ENTRIES_AT_LEAST entries to each, ask for a coarser unit."""
ENTRIES_AT_LEAST = 4


def headings(dates: Sequence[When | None]) -> list[str]:
    """Return a heading for each date, none finer than the date itself.

    The unit is the finest of month, year, century and millennium which gives few enough headings.
    """
    for unit in (_month, _year, _century):
        result = [_heading(when, unit) for when in dates]
        distinct = len(set(result))
        if distinct <= max(CHAPTERS_AT_MOST, len(dates) // ENTRIES_AT_LEAST):
            return result
    return [_heading(when, _millennium) for when in dates]


def _heading(when: When | None, unit: Callable[[When], str]) -> str:
    if when is None:
        return UNDATED
    return NO_BEGINNING if when.earliest == PAST else unit(when)


def _month(when: When) -> str:
    begin = civil(when.earliest)
    if when.precision >= Precision.MONTH:
        return f"{MONTHS[begin.month - 1]} {year_words(begin.year)}"
    season = SEASON.match(when.text)
    if when.precision == Precision.SEASON and season:
        return f"{SEASONS[(int(season[1]) - 1) % 4]} {year_words(begin.year)}"
    return _year(when)


def _year(when: When) -> str:
    begin = civil(when.earliest)
    if when.precision >= Precision.SEASON or when.precision == Precision.YEAR:
        return year_words(begin.year)
    if when.precision == Precision.DECADE and begin.year > 0:
        return f"{begin.year // 10 * 10}s"
    return _century(when)


def _century(when: When) -> str:
    if when.precision < Precision.CENTURY:
        return _millennium(when)
    return _ordinal_unit(civil(when.earliest).year, 100, "century")


def _millennium(when: When) -> str:
    year = civil(when.earliest).year
    if year < -10_000:
        return "Before 10,000 BCE"
    return _ordinal_unit(year, 1000, "millennium")


def _ordinal_unit(year: int, length: int, noun: str) -> str:
    # 2000 is in the 21st century here, as in EDTF's "20" and in everyday words.
    if year > 0:
        return f"{ordinal(year // length + 1)} {noun}"
    return f"{ordinal(-year // length + 1)} {noun} BCE"


def ordinal(number: int) -> str:
    """Return "21st" for 21."""
    ending = "th" if 10 <= number % 100 <= 20 else ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


def year_words(year: int) -> str:
    """Return an astronomical year as people write it: "2024", "44 BCE" for -43."""
    return str(year) if year > 0 else f"{1 - year:,} BCE"
