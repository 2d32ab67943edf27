"""One date in words, without inventing precision: year, month, day and clock with their open digits and doubts."""

from collections.abc import Sequence

from dateline.domain.calendar import WEEKDAYS, add_months, instant, weekday
from dateline.domain.edtf_bounds import choices, season, year_range
from dateline.domain.edtf_clock import Clock
from dateline.domain.edtf_grammar import DateText
from dateline.domain.phrases import HEMISPHERES, PARTS, SEASON_NAMES, Phrases

FIRST_GREGORIAN_YEAR = 1583
"""Weekdays are named from here on: before, a proleptic one would contradict every source."""

_SUPERIOR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SAYABLE_EXPONENT = 12


def noun(date: DateText, style: Phrases, has_weekday: bool = False) -> str:
    """The date in words with what is doubted about it: "about December 2024", "11 June 2004 (year uncertain)"."""
    return _doubted(plain_noun(date, style, has_weekday), date, style)


def plain_noun(date: DateText, style: Phrases, has_weekday: bool = False) -> str:
    """The date in words without its doubts."""
    if not date.month:
        return _year(date, style)
    if date.is_season:
        return _season(date, style)
    if not date.day:
        return _month(date, style)
    day = _day(date, style)
    year = year_range(date)[0]
    if has_weekday and not date.is_masked and not date.doubt and year >= FIRST_GREGORIAN_YEAR:
        name = WEEKDAYS[weekday(instant(year, int(date.month), int(date.day)))]
        day = style.weekday.format(weekday=name, day=day)
    return day if date.clock is None else style.clock.format(day=day, clock=clock_words(date.clock, style))


def year_name(year: int) -> str:
    """An astronomical year as historians write it: "2024", "409 CE", "44 BCE" for -43, "12,000 CE"."""
    if year < 1:
        return f"{_grouped(1 - year)} BCE"
    return f"{_grouped(year)} CE" if not 1000 <= year <= 9999 else str(year)


def year_names(first: int, last: int) -> tuple[str, str]:
    """Two years for a phrase, their era said once where it is the same: ("1570", "1561 BCE")."""
    one, other = year_name(first), year_name(last)
    era = other.partition(" ")[2]
    return (one.removesuffix(f" {era}") if era else one), other


def _grouped(year: int) -> str:
    return f"{year:,}" if year >= 10_000 else str(year)


def is_plain(date: DateText) -> bool:
    """Whether a date is a year, month or day in digits with no doubt, so that lists and spans may shorten it."""
    return not (date.doubt or date.clock or date.is_season or date.is_masked or date.exponent is not None)


def _year(date: DateText, style: Phrases, in_part: bool = False) -> str:
    if (date.exponent or 0) > _SAYABLE_EXPONENT:
        significand = date.year.lstrip("Y-")
        era = "BCE" if "-" in date.year else "CE"
        return f"{significand} × 10{str(date.exponent).translate(_SUPERIOR)} {era}"
    low, high = year_range(date)
    if low == high:
        return year_name(low)
    first, last = year_names(low, high)
    if date.digits is not None:
        year = int(date.year.lstrip("Y")) * 10 ** (date.exponent or 0)
        return style.estimate.format(first=first, last=last, year=year_name(year))
    if "X" in date.year.rstrip("X"):
        return style.years_like.format(mask=date.year, first=first, last=last)
    if in_part:
        return style.years_of.format(mask=date.year, first=first, last=last)
    # "The 1900s" may be a century, and nobody says "the 190s".
    if high - low == 9 and low >= 1000 and low % 100:
        return style.decade.format(year=low)
    return style.years.format(first=first, last=last)


def _in_year(part: str, date: DateText, style: Phrases) -> str:
    """A month of its year: "March 44 BCE", "December of some year from 1560 to 1569"."""
    year = _year(date, style, in_part=True)
    return style.of_years.format(part=part, year=year) if "X" in date.year else f"{part} {year}"


def _month(date: DateText, style: Phrases) -> str:
    if date.month == "XX":
        return style.some_month.format(year=_year(date, style, in_part=True))
    found = choices(date.month, 12)
    names = [style.months[month - 1] for month in found]
    if _is_row(found):
        return _in_year(style.months_between.format(first=names[0], last=names[-1]), date, style)
    return _in_year(listed(names, " or "), date, style)


def _day(date: DateText, style: Phrases) -> str:
    month = _month(date, style)
    if date.day == "XX":
        return style.some_day.format(month=month)
    longest = 31 if "X" in date.month else {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(int(date.month), 31)
    days = choices(date.day, longest)
    if "X" in date.month:
        return style.day_of.format(day=f"the {listed([_ordinal(day) for day in days], ' or ')}", month=month)
    if _is_row(days):
        return style.days_between.format(first=days[0], last=days[-1], month=month)
    return f"{listed([str(day) for day in days], ' or ')} {month}"


def _is_row(numbers: Sequence[int]) -> bool:
    return len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: Sequence[str], last: str) -> str:
    """ "a, b or c"; with semicolons where a name has a comma of its own."""
    comma = "; " if len(names) > 2 and any("," in name for name in names) else ", "
    return last.join(filter(None, (comma.join(names[:-1]), names[-1])))


def _season(date: DateText, style: Phrases) -> str:
    code = int(date.month)
    name = SEASON_NAMES[code - 21]
    first, count = season(code)
    years, last = add_months(0, first, count - 1)
    year = _year(date, style, in_part=True)
    until = style.months[last - 1]
    if years and "X" not in date.year:
        until += f" {year_name(year_range(date)[0] + 1)}"
    names = {"name": name, "year": year, "first": style.months[first - 1], "last": until}
    if code > 32:
        return style.part.format(**names)
    return style.season.format(hemisphere=HEMISPHERES[(code - 21) // 4], **names).removeprefix("northern ")


def clock_words(clock: Clock, style: Phrases) -> str:
    """A time of day with its zone: "05:30 UTC+3", "between 05:00 and 06:00 local time"."""
    zone = zone_words(clock, style)
    if clock.minute is None:
        return style.hour.format(hour=f"{clock.hour:02}", next=f"{clock.hour + 1:02}") + zone
    return str(clock).removesuffix(clock.zone) + zone


def zone_words(clock: Clock, style: Phrases) -> str:
    """What is said of a clock's zone, with the space before it: " UTC", " UTC+5:30", " local time"."""
    if len(clock.zone) < 2:
        return style.utc if clock.zone else style.local
    hours, minutes = clock.zone[1:].split(":")
    return style.offset.format(offset=f"{clock.zone[0]}{int(hours)}" + (f":{minutes}" if minutes != "00" else ""))


def _doubted(words: str, date: DateText, style: Phrases) -> str:
    if date.doubt & 2:
        words = style.about.format(date=words)
    if style.doubt == "{date}?":
        return style.doubt.format(date=words) if date.doubt & 1 else words
    uncertain, approximate = _parts_with(date, 1), _parts_with(date, 2)
    doubts = [f"{part} uncertain".strip() for part in uncertain]
    doubts += [f"{part} approximate" for part in approximate if part]
    if uncertain == approximate and "" not in uncertain:
        doubts = [f"{part} uncertain and approximate" for part in uncertain]
    return style.doubt.format(date=words, doubts=", ".join(doubts)) if doubts else words


def _parts_with(date: DateText, bit: int) -> list[str]:
    """The parts that have the sign as one text, "" for all of them; nothing where none has."""
    parts = ["season" if date.is_season and i == 1 else PARTS[i] for i, doubt in enumerate(date.doubts) if doubt & bit]
    if len(parts) == len(date.doubts):
        return [""]
    return [listed(parts, " and ")] if parts else []


def month_name(date: DateText, style: Phrases) -> str:
    """The name of a date's month in digits."""
    return style.months[int(date.month) - 1]
