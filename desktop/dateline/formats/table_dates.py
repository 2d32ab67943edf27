"""The dates of a table: distinct texts to bounds, plain days and clock times in bulk, and starts joined with ends.

A row's date is its start where it has no end; “start/end” where it has both; “/end”, with its beginning unknown, where
it has only an end. A start may be any EDTF text, an interval too where no end is given. A space before a clock stands
for the T of ISO 8601.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.domain.calendar import DAY, FUTURE, HOUR, MINUTE
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import DateError
from dateline.domain.when import Precision, When, WhenFlag
from dateline.formats.table_text import cell_text

Rows = NDArray[np.int64]
Codes = NDArray[np.int32]

_SPACED_CLOCK = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) (?=[0-9]{2}(:|$))", re.ASCII)
_JOINED = re.compile(r"-?[0-9X]{4}(-[0-9X]{2}){0,2}(T[0-9:]+Z?)?\??", re.ASCII)
_PLAIN = ("0000-00-00", "0000-00-00T00:00:00", "0000-00-00T00:00:00Z", "0000-00-00T00:00:00+00:00")
"""The forms that are read in bulk, with 0 for a digit; the last may have - for +."""
_SIGN = 19
_MONTH_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_CLOCK_FLAGS = WhenFlag.DATED | WhenFlag.CLOCK


def date_text(cell: str) -> str:
    """Return a cell's text as EDTF has it."""
    text = cell.strip()
    return _SPACED_CLOCK.sub(r"\1T", text) if " " in text else text


def joined(start: str, end: str) -> str:
    """Return the EDTF text of a start and an end, each of which may be empty."""
    return f"{start}/{end}" if end else start


@dataclass(slots=True, eq=False)
class Dates:
    """Dates by their place: bounds (one row of four per date, FUTURE where undated), flags, precision and fraction.

    `faults` says why a text is no date, `several` holds dates of more than one span, `is_simple` is whether two can be
    joined to an interval by their bounds alone.
    """

    bounds: NDArray[np.int64]
    flags: NDArray[np.uint16]
    precision: NDArray[np.uint8]
    is_simple: NDArray[np.bool_]
    fractions: dict[int, str] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    several: dict[int, When] = field(default_factory=dict)

    @classmethod
    def undated(cls, count: int) -> "Dates":
        """Return so many places without a date."""
        return cls(
            np.full((4, count), FUTURE, np.int64).T,  # each bound lies in one piece
            np.zeros(count, np.uint16),
            np.zeros(count, np.uint8),
            np.zeros(count, np.bool_),
        )

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Dates":
        """Return the dates of texts; an empty one is undated."""
        dates = cls.undated(len(texts))
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        rest = lengths > 0
        for form in _PLAIN:
            places = np.flatnonzero(lengths == len(form))
            if len(places):
                rest[dates._take_plain(places, [texts[place] for place in places.tolist()], form)] = False
        for place in np.flatnonzero(rest).tolist():
            dates.take_text(place, texts[place])
        return dates

    def take_text(self, place: int, text: str) -> None:
        """Set the date of one place from EDTF, or why it is none."""
        try:
            when = parse_edtf(text)
        except DateError as error:
            self.faults[place] = error.message
            return
        hull = when.hull
        self.bounds[place] = hull.start_earliest, hull.start_latest, hull.end_earliest, hull.end_latest
        self.flags[place], self.precision[place] = when.flags, when.precision
        self.is_simple[place] = _JOINED.fullmatch(text) is not None and "X" not in text
        if when.fraction:
            self.fractions[place] = when.fraction
        if len(when.spans) > 1:
            self.several[place] = when

    def _take_plain(self, places: Rows, texts: Sequence[str], form: str) -> Rows:
        """Set the dates of those texts that are plain days or seconds of a form; return their places."""
        codes = np.frombuffer("".join(texts).encode("ascii", "replace"), np.uint8).reshape(-1, len(form))
        fits = _have_form(codes, form)
        places, digits = places[fits], codes[fits].astype(np.int64) - ord("0")
        start, fits = _day_starts(digits)
        seconds, precision, flags = DAY, Precision.DAY, WhenFlag.DATED
        if len(form) > _SIGN - 1:
            hour, minute, second = _number(digits, 11, 2), _number(digits, 14, 2), _number(digits, 17, 2)
            fits &= (hour < 24) & (minute < 60) & (second < 60)
            start += hour * HOUR + minute * MINUTE + second
            seconds, precision = 1, Precision.SECOND
            flags = _CLOCK_FLAGS if len(form) > _SIGN else _CLOCK_FLAGS | WhenFlag.LOCAL
        if len(form) > _SIGN + 1:
            minutes, is_behind = _number(digits, 23, 2), digits[:, _SIGN] == ord("-") - ord("0")
            ahead = (_number(digits, 20, 2) * 60 + minutes) * np.where(is_behind, -1, 1)
            fits &= (minutes < 60) & (ahead >= -720) & (ahead <= 840) & ~(is_behind & (ahead == 0))
            start -= ahead * MINUTE
        places, start = places[fits], start[fits]
        end = start + seconds
        self.bounds[places] = np.stack((start, end, start, end), axis=1)
        self.flags[places], self.precision[places] = flags, precision
        self.is_simple[places] = len(form) <= _SIGN + 1
        return places


class RowDates:
    """The date of each row, from the codes of its start and its end among distinct texts.

    `dates` has them by row; `faults` says by row why it has none.
    """

    def __init__(self, starts: Codes, start_texts: Sequence[str], ends: Codes, end_texts: Sequence[str]) -> None:
        self._starts, self._start_texts, self._ends, self._end_texts = starts, start_texts, ends, end_texts
        start, end = Dates.of(start_texts), Dates.of(end_texts)
        self.dates = Dates.undated(len(starts))
        self._spread(start, starts, np.arange(len(starts)))
        has_end = np.array([bool(text) for text in end_texts], np.bool_)[ends]
        if has_end.any():
            self._join(start, end, np.flatnonzero(has_end))

    @property
    def faults(self) -> dict[int, str]:
        return self.dates.faults

    def _spread(self, dates: Dates, codes: Codes, rows: Rows) -> None:
        """Give rows the dates that their codes stand for."""
        target = slice(None) if len(rows) == len(self.dates.flags) else rows
        for bound in range(4):
            self.dates.bounds[target, bound] = dates.bounds[:, bound].take(codes)
        self.dates.flags[target] = dates.flags.take(codes)
        self.dates.precision[target] = dates.precision.take(codes)
        for name in ("fractions", "faults", "several"):
            by_code: dict[int, object] = getattr(dates, name)
            if by_code:
                special = np.zeros(len(dates.flags), np.bool_)
                special[list(by_code)] = True
                found = np.flatnonzero(special[codes])
                values = (by_code[code] for code in codes[found].tolist())
                getattr(self.dates, name).update(zip(rows[found].tolist(), values, strict=True))

    def _join(self, start: Dates, end: Dates, rows: Rows) -> None:
        """Give rows with an end the interval from their start to it."""
        first, last = self._starts[rows], self._ends[rows]
        is_simple = start.is_simple[first] & end.is_simple[last]
        begins, ends = start.bounds[first], end.bounds[last]
        is_simple &= (ends[:, 3] > begins[:, 0]) & (ends[:, 0] >= begins[:, 0] // DAY * DAY)
        simple = rows[is_simple]
        begins, ends, first, last = begins[is_simple], ends[is_simple], first[is_simple], last[is_simple]
        bounds = self.dates.bounds
        bounds[simple, 0], bounds[simple, 3] = begins[:, 0], ends[:, 3]
        bounds[simple, 1] = np.minimum(begins[:, 1], ends[:, 3])
        bounds[simple, 2] = np.maximum(ends[:, 0], begins[:, 0])
        self.dates.flags[simple] = start.flags[first] | end.flags[last] | np.uint16(WhenFlag.INTERVAL)
        self.dates.precision[simple] = np.minimum(start.precision[first], end.precision[last])
        self._parse(rows[~is_simple])

    def _parse(self, rows: Rows) -> None:
        """Give rows the dates that their joined texts denote, each distinct one parsed once."""
        pairs: dict[tuple[int, int], int] = {}
        keys = zip(self._starts[rows].tolist(), self._ends[rows].tolist(), strict=True)
        codes = np.array([pairs.setdefault(pair, len(pairs)) for pair in keys], np.int32)
        for by_row in (self.dates.fractions, self.dates.faults, self.dates.several):
            for row in rows.tolist():
                by_row.pop(row, None)
        dates = Dates.undated(len(pairs))
        for (first, last), place in pairs.items():
            dates.take_text(place, joined(self._start_texts[first], self._end_texts[last]))
        self._spread(dates, codes, rows)


def day_numbers(year: Rows, month: Rows, day: Rows) -> Rows:
    """Days since 1970-01-01 of civil dates, as `calendar.day_number` has them."""
    late = month > 2
    year = year - ~late
    month = np.where(late, month - 3, month + 9)
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * month + 2) // 5 + day - 1
    days: Rows = era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468
    return days


def texts_of(cells: Sequence[bytes]) -> list[str]:
    """Return the EDTF texts of distinct cells."""
    return [date_text(cell_text(cell)) for cell in cells]


def _have_form(codes: NDArray[np.uint8], form: str) -> NDArray[np.bool_]:
    """Return which rows of characters have digits, and all else, where a form has them."""
    wanted = np.frombuffer(form.encode(), np.uint8)
    is_digit = wanted == ord("0")
    is_right = codes == wanted
    is_right[:, is_digit] = (codes[:, is_digit] >= ord("0")) & (codes[:, is_digit] <= ord("9"))
    if len(form) > _SIGN + 1:
        is_right[:, _SIGN] |= codes[:, _SIGN] == ord("-")
    have: NDArray[np.bool_] = is_right.all(axis=1)
    return have


def _day_starts(digits: NDArray[np.int64]) -> tuple[Rows, NDArray[np.bool_]]:
    """Return the instants at which days written as digits begin, and which of them are days."""
    year, month, day = _number(digits, 0, 4), _number(digits, 5, 2), _number(digits, 8, 2)
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    is_month = (month >= 1) & (month <= 12)
    longest = _MONTH_LENGTHS[np.where(is_month, month, 0)] + (is_leap & (month == 2))
    return day_numbers(year, month, day) * DAY, (year >= 1) & is_month & (day >= 1) & (day <= longest)


def _number(digits: NDArray[np.int64], start: int, count: int) -> NDArray[np.int64]:
    number = digits[:, start].copy()
    for place in range(start + 1, start + count):
        number = number * 10 + digits[:, place]
    return number
