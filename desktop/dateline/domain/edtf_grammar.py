"""The shape of EDTF text: a text to its parts (dates, intervals, sets) and back, without what they mean in time."""

import re
from enum import StrEnum

from dateline.domain import edtf_faults as faults
from dateline.domain.edtf_clock import Clock, parse_clock
from dateline.domain.errors import DateError
from dateline.domain.value import dataclass

MAX_LENGTH = 1000
"""Characters of a date's text."""

_QUALIFIERS = {"": 0, "?": 1, "~": 2, "%": 3}
_SIGNS = ("", "?", "~", "%")

_DATE = re.compile(
    r"""(?P<q1>[?~%]?)(?P<year>-?[0-9X]{4}|Y-?[1-9][0-9]*|Y0)(?:E(?P<exponent>[0-9]+))?(?:S(?P<digits>[0-9]+))?(?P<g1>[?~%]?)
    (?:-(?P<q2>[?~%]?)(?P<month>[0-9X]{2})(?P<g2>[?~%]?)
    (?:-(?P<q3>[?~%]?)(?P<day>[0-9X]{2})(?P<g3>[?~%]?))?)?
    (?:T(?P<clock>[^?~%]*)(?P<g4>[?~%]?))?""",
    re.VERBOSE | re.ASCII,
)


class End(StrEnum):
    """An end of an interval that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class DateText:
    """One date in its parts as text; "" for a part it lacks.

    `year` may hold X or begin with Y; `month` may be a season, 21 to 41. `doubts` has bits for year, month and day
    (a clock shares the day's): 1 uncertain, 2 approximate.
    """

    year: str
    month: str = ""
    day: str = ""
    clock: Clock | None = None
    exponent: int | None = None
    digits: int | None = None
    doubts: tuple[int, ...] = (0,)

    def __str__(self) -> str:
        head = self.year
        head += "" if self.exponent is None else f"E{self.exponent}"
        head += "" if self.digits is None else f"S{self.digits}"
        parts = [part for part in (head, self.month, self.day) if part]
        first = self.doubts[0]
        grouped = next((i for i, doubt in enumerate(self.doubts) if doubt != first), len(self.doubts)) - 1
        if not first:
            grouped = -1
        for i, doubt in enumerate(self.doubts):
            if i > grouped:
                parts[i] = _SIGNS[doubt] + parts[i]
        clock = "" if self.clock is None else f"T{self.clock}"
        if grouped >= 0 and not (clock and grouped == len(parts) - 1):
            parts[grouped] += _SIGNS[first]
        elif grouped >= 0:
            clock += _SIGNS[first]
        return "-".join(parts) + clock

    @property
    def doubt(self) -> int:
        """The bits of all parts together."""
        result = 0
        for bits in self.doubts:
            result |= bits
        return result

    @property
    def is_season(self) -> bool:
        return self.month > "20" and "X" not in self.month

    @property
    def is_long(self) -> bool:
        """Whether its year is written with Y."""
        return self.year[0] == "Y"

    @property
    def is_masked(self) -> bool:
        """Whether some digit is left open, by X or by significant digits."""
        return self.digits is not None or "X" in self.year or "X" in self.month or "X" in self.day


@dataclass(frozen=True, slots=True)
class IntervalText:
    """Two ends, each a date or open or unknown."""

    start: DateText | End
    end: DateText | End

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class RangeText:
    """A member of a set that runs from a date to a date; None without a bound, at most on one side."""

    first: DateText | None
    last: DateText | None

    def __str__(self) -> str:
        return f"{self.first or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class SetText:
    """Dates of which one holds, or (`is_each`) all."""

    members: tuple[DateText | RangeText, ...]
    is_each: bool

    def __str__(self) -> str:
        members = ",".join(str(member) for member in self.members)
        return f"{{{members}}}" if self.is_each else f"[{members}]"


Parts = DateText | IntervalText | SetText


def parse_parts(text: str) -> Parts:
    """The parts of an EDTF text.

    Raises:
        DateError: the text is not of EDTF's shape, or a part is out of its range; days are not checked here.
    """
    if len(text) > MAX_LENGTH:
        raise DateError(f"“{text[:20]}…” has {len(text):,} characters; a date has at most {MAX_LENGTH:,}")
    if text[:1] in ("[", "{") and "]/" not in text and "}/" not in text:
        return _parse_set(text)
    if "/" in text:
        ends = text.split("/")
        if len(ends) != 2:
            raise DateError(f"“{text}” has {len(ends) - 1} slashes; an interval has one, between its start and its end")
        return IntervalText(_parse_end(ends[0]), _parse_end(ends[1]))
    return _parse_date(text)


def _parse_end(text: str) -> DateText | End:
    if text in ("", ".."):
        return End(text)
    if text[0] in "[{":
        raise DateError(f"“{text}” is a set and cannot be the end of an interval; write a date")
    return _parse_date(text)


def _parse_set(text: str) -> SetText:
    closing = "]" if text[0] == "[" else "}"
    if text[-1] != closing or len(text) == 1:
        raise DateError(f"“{text}” begins with “{text[0]}” and does not end with “{closing}”")
    inner = text[1:-1]
    if not inner.strip(" "):
        raise DateError(f"“{text}” has no member; write dates between the brackets, separated by commas")
    members = tuple(_parse_member(member.strip(" "), text) for member in inner.split(","))
    return SetText(members, is_each=text[0] == "{")


def _parse_member(text: str, whole: str) -> DateText | RangeText:
    if not text:
        raise DateError(f"“{whole}” has an empty member; write a date between two commas")
    if text[0] in "[{":
        raise DateError(f"“{text}” is a set inside a set; write all dates between one pair of brackets")
    if "/" in text:
        raise DateError(f"“{text}” is an interval and cannot stand in a set; write its bounds with “..” between them")
    if ".." not in text:
        return _parse_date(text)
    ends = text.split("..")
    if len(ends) != 2 or not any(ends):
        raise DateError(f"“{text}” is not a range; write two dates with “..” between them, or leave one of them out")
    first, last = (_parse_date(end) if end else None for end in ends)
    for date in (first, last):
        if date is not None and (date.is_masked or date.is_season or date.exponent is not None):
            raise DateError(f"“{date}” cannot bound a range; write a plain year, month or day there")
    if first is not None and last is not None and _depth(first) != _depth(last):
        raise DateError(f"“{text}” runs from one unit to another; write both ends to the year, the month or the day")
    return RangeText(first, last)


def _depth(date: DateText) -> int:
    if date.clock is None:
        return len(date.doubts)
    return 4 + (date.clock.minute is not None) + (date.clock.second is not None)


def _parse_date(text: str) -> DateText:
    match = _DATE.fullmatch(text)
    if match is None:
        raise faults.not_a_date(text)
    year, month, day, clock = match["year"], match["month"] or "", match["day"] or "", match["clock"]
    exponent, digits = match["exponent"], match["digits"]
    _check_year(text, year, month, exponent, digits)
    if month:
        _check_month(text, month, day)
    if clock is not None and not day:
        raise DateError(f"“T{clock}” stands without a day before it; write the date to the day, as in 2024-12-17T05:30")
    if clock is not None and "X" in year + month + day:
        raise DateError(f"“{text}” has a clock on a day that is left open; leave out “T{clock}”")
    return DateText(
        year,
        month,
        day,
        None if clock is None else parse_clock(clock),
        None if exponent is None else int(exponent),
        None if digits is None else int(digits),
        _doubts(match, 1 + bool(month) + bool(day)),
    )


def _doubts(match: re.Match[str], count: int) -> tuple[int, ...]:
    """A sign before a part is about that part, one behind about it and all to its left."""
    doubts = [_QUALIFIERS[match[f"q{i + 1}"] or ""] for i in range(count)]
    for i in range(count):
        group = _QUALIFIERS[match[f"g{i + 1}"] or ""]
        if i == count - 1:
            group |= _QUALIFIERS[match["g4"] or ""]
        for j in range(i + 1):
            doubts[j] |= group
    return tuple(doubts)


def _check_year(text: str, year: str, month: str, exponent: str | None, digits: str | None) -> None:
    if year == "-0000":
        raise DateError("“-0000” is no year; write 0000 for 1 BCE, or -0001 for 2 BCE")
    if exponent is not None and not year.startswith("Y"):
        raise DateError(f"“{year}E{exponent}” lacks a Y before the year; write Y{year.lstrip('0')}E{exponent}")
    if month and (exponent is not None or digits is not None):
        raise DateError(
            f"“-{month}” follows a year that is an estimate (“{text[: text.index('-' + month)]}”); leave it out"
        )
    if digits is not None and ("X" in year or int(digits) == 0):
        raise DateError(f"“S{digits}” cannot follow “{year}”; S and a number above 0 follow a year in digits")


def _check_month(text: str, month: str, day: str) -> None:
    if month == "00":
        raise DateError(f"“{text}” has a month “00”; write 01 to 12, or leave the month out")
    is_month = (month[0] in "01X" and (month[0] != "1" or month[1] in "012X")) or month == "XX"
    is_season = "X" not in month and 21 <= int(month) <= 41
    if not (is_month or is_season):
        raise faults.bad_month(text, month)
    if day and is_season:
        raise DateError(f"“{month}” is a season in “{text}” and has no days; leave out “-{day}”")
    if day == "00":
        raise DateError(f"“{text}” has a day “00”; write 01 to 31, or leave the day out")
