"""The fixed ladder of tick units, from a second to ten thousand million years."""

from enum import StrEnum
from functools import lru_cache

from dateline.domain import calendar
from dateline.domain.calendar import DAY, Civil, add_months, weekday
from dateline.domain.value import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MILLION = 1_000_000

civil = lru_cache(8192)(calendar.civil)  # the same boundaries are asked for at every step of a zoom
instant = lru_cache(8192)(calendar.instant)


class Base(StrEnum):
    """What a unit counts."""

    SECOND = "second"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Unit:
    """A step of the calendar: `count` of `base`; days, weeks and clock units count seconds.

    `length` is its usual length in seconds, never longer than 12 % more than its shortest.
    """

    base: Base
    count: int
    phase: int = 0

    @property
    def length(self) -> float:
        match self.base:
            case Base.SECOND:
                return float(self.count)
            case Base.MONTH:
                return self.count * 29.5 * DAY
            case Base.YEAR:
                return self.count * 365.2425 * DAY * (1.0 if self.count == 1 else 0.9)

    def floor(self, at: int) -> int:
        """The last boundary at or before an instant."""
        match self.base:
            case Base.SECOND:
                return (at - self.phase) // self.count * self.count + self.phase
            case Base.MONTH:
                day = civil(at)
                return instant(day.year, (day.month - 1) // self.count * self.count + 1)
            case Base.YEAR:
                return instant(self._year_floor(civil(at).year))

    def after(self, boundary: int) -> int:
        """The boundary that follows one of `floor`'s."""
        match self.base:
            case Base.SECOND:
                return boundary + self.count
            case Base.MONTH:
                day = civil(boundary)
                year, month = add_months(day.year, day.month, self.count)
                return instant(year, month)
            case Base.YEAR:
                return instant(self._year_after(civil(boundary).year))

    def _year_floor(self, year: int) -> int:
        """Historians' round years: 10, 20, ... forward and 10 BCE, 20 BCE, ... back, with year 1 between."""
        count = self.count
        if count == 1:
            return year
        if year >= count:
            return year // count * count
        return 1 if year >= 1 else 1 - -((year - 1) // count) * count

    def _year_after(self, year: int) -> int:
        count = self.count
        if count == 1:
            return year + 1
        if year >= count:
            return year + count
        return count if year == 1 else year + count


SECONDS = Unit(Base.SECOND, 1)
MINUTES = Unit(Base.SECOND, 60)
HOURS = Unit(Base.SECOND, 3600)
DAYS = Unit(Base.SECOND, DAY)
WEEKS = Unit(Base.SECOND, 7 * DAY, phase=4 * DAY)  # 1970-01-05 was a Monday
MONTH = Unit(Base.MONTH, 1)
QUARTERS = Unit(Base.MONTH, 3)
YEARS = Unit(Base.YEAR, 1)


@dataclass(frozen=True, slots=True)
class Rung:
    """Two tick rows that go together; `room` is the least x distance at which the minor labels are legible."""

    minor: Unit
    major: Unit
    room: float


def _clock(count: int, major: Unit, room: float) -> Rung:
    return Rung(Unit(Base.SECOND, count), major, room)


DETAIL_ROOM, CLOCK_ROOM, MONTH_ROOM = 24.0, 64.0, 72.0
"""From these widths on a day has its weekday, a second its hour, a month its whole name."""
YEAR_ROOM = (38, 40, 46, 84, 84, 84, 56, 56, 56, 56)
"""Per power of ten years: “100,000 BCE” is longer than “1950” and “66 Ma”."""
LADDER = (
    _clock(1, MINUTES, 30), _clock(5, MINUTES, 30), _clock(15, MINUTES, 30),
    _clock(60, HOURS, 40), _clock(300, HOURS, 40), _clock(900, HOURS, 40),
    _clock(3600, DAYS, 40), _clock(3 * 3600, DAYS, 40), _clock(6 * 3600, DAYS, 38),
    Rung(DAYS, MONTH, 16), Rung(WEEKS, MONTH, 24), Rung(MONTH, YEARS, 30), Rung(QUARTERS, YEARS, 26),
    Rung(YEARS, Unit(Base.YEAR, 10), 38),
    *(
        Rung(Unit(Base.YEAR, 10**power), Unit(Base.YEAR, 10 ** (power + 1)), YEAR_ROOM[power])
        for power in range(1, 10)
    ),
)  # fmt: skip


def year_words(year: int, step: int = 1) -> str:
    """A year as historians write it; `Ma` and `Ga` only where a million years is the finest that matters."""
    if step >= MILLION:
        if year == 1:
            return "1 CE"
        return _deep_words(1 - year) if year < 1 else f"in {_deep_words(year)}"
    if year < 1:
        return f"{_grouped(1 - year)} BCE"
    return _grouped(year)


def _deep_words(years: int) -> str:
    """So many years, of which a million is the finest that matters, as geologists write them."""
    if years % (1000 * MILLION) == 0 and years:
        return f"{years // (1000 * MILLION)} Ga"
    return f"{years / MILLION:,.0f} Ma"


def _grouped(year: int) -> str:
    return f"{year:,}" if year >= 10_000 else str(year)


def minor_words(unit: Unit, at: int, spacing: float) -> tuple[str, str]:
    """The label of a minor tick in two lines, each possibly empty; `spacing` is the room it has."""
    day = civil(at)
    if unit == DAYS:
        return str(day.day), WEEKDAYS[weekday(at)] if spacing >= DETAIL_ROOM else ""
    if unit == WEEKS:
        return str(day.day), ""
    if unit == MONTH:
        return MONTHS[day.month - 1] if spacing >= MONTH_ROOM else MONTHS[day.month - 1][:3], ""
    if unit == QUARTERS:
        return f"Q{(day.month + 2) // 3}", ""
    if unit.base is Base.YEAR:
        return year_words(day.year, unit.count), ""
    if unit.count < 60:
        return f"{day.hour:02}:{day.minute:02}:{day.second:02}" if spacing >= CLOCK_ROOM else f":{day.second:02}", ""
    return f"{day.hour:02}:{day.minute:02}", ""


def major_words(unit: Unit, at: int) -> str:
    """The label of a major tick, in words that need no context."""
    day = civil(at)
    if unit in (MINUTES, HOURS):
        return f"{_day_words(at, day)}, {day.hour:02}:{day.minute:02}"
    if unit == DAYS:
        return _day_words(at, day)
    if unit == MONTH:
        return f"{MONTHS[day.month - 1]} {year_words(day.year)}"
    if unit.base is Base.YEAR and unit.count > 1:
        return _stretch_words(unit, day.year)
    return year_words(day.year, unit.count)


def shorter_words(unit: Unit, at: int) -> tuple[str, ...]:
    """What to write instead of `major_words` where those have no room, the longest first."""
    day = civil(at)
    month = MONTHS[day.month - 1][:3]
    if unit in (MINUTES, HOURS, DAYS):
        clock = "" if unit == DAYS else f", {day.hour:02}:{day.minute:02}"
        return f"{day.day} {month} {year_words(day.year)}{clock}", f"{day.day} {month}{clock}"
    if unit == MONTH:
        return f"{month} {year_words(day.year)}", month
    return ()


def _day_words(at: int, day: Civil) -> str:
    return f"{WEEKDAY_NAMES[weekday(at)]}, {day.day} {MONTHS[day.month - 1]} {year_words(day.year)}"


def _deep_stretch_words(first: int, following: int) -> str:
    """“20–10 Ga”, “100–0 Ma”, “1 CE – in 10 Ga”, with dashes."""
    if first == 1:
        return f"1 CE – in {_deep_words(following)}"
    ends = (_deep_words(max(1 - first, 0)), _deep_words(max(1 - following, 0)))
    if first > 1:
        ends = (_deep_words(first), _deep_words(following))
    (start, unit), (end, other) = (words.split(" ") for words in ends)
    start = start if unit == other or end == "0" else f"{start} {unit}"
    unit = unit if end == "0" else other
    return f"{'in ' if first > 1 else ''}{start}–{end} {unit}"


def _stretch_words(unit: Unit, year: int) -> str:
    """“2020s”, “1900-1999”, “500-401 BCE”, with a dash."""
    if unit.count == 10 and year >= 10:
        return f"{year}s"
    if unit.count >= MILLION:
        return _deep_stretch_words(year, civil(unit.after(instant(year))).year)
    first, last = year_words(year), year_words(civil(unit.after(instant(year)) - 1).year)
    return f"{first.removesuffix(' BCE')}–{last}" if last.endswith("BCE") else f"{first}–{last}"
