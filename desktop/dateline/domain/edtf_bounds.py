"""What a date of EDTF means in time: the stretches it may lie in, how far "about" widens them, its precision."""

from collections.abc import Iterator, Sequence
from itertools import product

from dateline.domain import edtf_faults as faults
from dateline.domain.calendar import DAY, HOUR, MINUTE, MONTHS, add_months, days_in_month, instant, saturated, shifted
from dateline.domain.edtf_clock import Clock
from dateline.domain.edtf_grammar import DateText
from dateline.domain.errors import DateError
from dateline.domain.value import dataclass
from dateline.domain.when import Precision, merged

Stretch = tuple[int, int]
"""[earliest, latest) in seconds since 1970."""

MAX_STRETCHES = 1500
"""Separate stretches that a date with open digits may have; with more, one stretch around them stands for all."""

_MAX_EXPONENT = 40  # any year beyond saturates; 10**999 need not be reckoned
_OPEN_DIGITS = {1: Precision.DECADE, 2: Precision.CENTURY}  # more: MILLENNIUM

_QUARTERS = ((3, 3), (6, 3), (9, 3), (12, 3))
_SEASONS = (
    *_QUARTERS,  # 21 to 24, of no stated hemisphere: northern
    *_QUARTERS,  # 25 to 28, northern
    *_QUARTERS[2:],  # 29 and 30, southern spring and summer
    *_QUARTERS[:2],
    *((1, 3), (4, 3), (7, 3), (10, 3)),  # 33 to 36, quarters of the year
    *((1, 4), (5, 4), (9, 4)),  # 37 to 39, thirds
    *((1, 6), (7, 6)),  # 40 and 41, halves
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The stretches of one date as written and as widened by "about", both in order, and its precision."""

    written: tuple[Stretch, ...]
    wide: tuple[Stretch, ...]
    precision: Precision

    @property
    def hull(self) -> Stretch:
        return self.wide[0][0], self.wide[-1][1]

    @property
    def written_hull(self) -> Stretch:
        return self.written[0][0], self.written[-1][1]


def season(code: int) -> tuple[int, int]:
    """(first month, number of months) of a season code, 21 to 41; from December it runs into the next year."""
    return _SEASONS[code - 21]


def read_date(date: DateText) -> Reading:
    """The bounds of one date.

    Raises:
        DateError: no year of it has the month's day.
    """
    written = tuple(_nonempty(*stretch) for stretch in _stretches(date))
    precision = _precision(date)
    if not date.doubt & 2:
        return Reading(written, written, precision)
    months, seconds = _width(date)
    wide = [
        (saturated(shifted(earliest, -months) - seconds), saturated(shifted(latest, months) + seconds))
        for earliest, latest in written
    ]
    return Reading(written, merged(wide), precision)


def _nonempty(earliest: int, latest: int) -> Stretch:
    """The stretch, which saturation may have closed; then the outermost second on its side."""
    if earliest < latest:
        return earliest, latest
    return (earliest, earliest + 1) if earliest < 0 else (latest - 1, latest)


def year_range(date: DateText) -> tuple[int, int]:
    """The first and last year that a date's year may be (astronomical); both the same where it is written in full."""
    if "X" in date.year:
        years = _years(date)
        return years[0], years[-1]
    year = int(date.year.lstrip("Y")) * 10 ** min(date.exponent or 0, _MAX_EXPONENT)
    size = 10 ** _open_digits(date)
    low = abs(year) // size * size
    return (low, low + size - 1) if year >= 0 else (-low - size + 1, -low)


def _open_digits(date: DateText) -> int:
    """How many digits at the year's end are open: from the first X on, or beyond the significant ones."""
    if date.digits is None:
        return len(date.year) - date.year.index("X") if "X" in date.year else 0
    count = len(date.year.lstrip("Y-").lstrip("0")) + min(date.exponent or 0, _MAX_EXPONENT)
    return max(count - date.digits, 0)


def _years(date: DateText) -> Sequence[int]:
    """Every year that the digits allow, in time's order; "-000X" has no year 0, which is written 0000."""
    if "X" not in date.year:
        low, high = year_range(date)
        return range(low, high + 1)
    digits_open = ["0123456789" if char == "X" else char for char in date.year.lstrip("-")]
    years = [int("".join(digits)) for digits in product(*digits_open)]
    return [-year for year in reversed(years) if year] if date.year[0] == "-" else years


def _stretches(date: DateText) -> tuple[Stretch, ...]:
    if date.clock is not None:
        return (_clock_stretch(date, date.clock),)
    if date.month in ("", "XX") and date.day in ("", "XX") and "X" not in date.year.rstrip("X"):
        low, high = year_range(date)
        return ((instant(low), instant(high + 1)),)
    return _gathered(date)


def _gathered(date: DateText) -> tuple[Stretch, ...]:
    """The stretches of all its years, adjacent ones as one; a single one around them where they are too many."""
    years = _years(date)
    found: list[Stretch] = []
    for piece in (piece for year in years for piece in _pieces(date, year)):
        if found and found[-1][1] == piece[0]:
            found[-1] = (found[-1][0], piece[1])
        elif len(found) < MAX_STRETCHES:
            found.append(piece)
        else:
            last = next(pieces[-1] for year in reversed(years) if (pieces := list(_pieces(date, year))))
            return ((found[0][0], last[1]),)
    if not found:
        raise _no_such_day(date)
    return tuple(found)


def _pieces(date: DateText, year: int) -> Iterator[Stretch]:
    """The stretches that lie in one year, in order (a winter may run on into the next)."""
    if date.is_season:
        first, count = season(int(date.month))
        yield instant(year, first), instant(*add_months(year, first, count))
        return
    for month in choices(date.month or "XX", 12):
        if date.day in ("", "XX"):
            yield instant(year, month), instant(*add_months(year, month, 1))
            continue
        for day in choices(date.day, days_in_month(year, month)):
            yield instant(year, month, day), instant(year, month, day + 1)


def choices(mask: str, last: int) -> Sequence[int]:
    """The numbers from 1 to `last` that two digits, some of them X, may stand for."""
    if "X" not in mask:
        return (int(mask),) if int(mask) <= last else ()
    return [n for n in range(1, last + 1) if all(m in ("X", d) for m, d in zip(mask, f"{n:02}", strict=True))]


def _no_such_day(date: DateText) -> DateError:
    year = year_range(date)[1]
    if "X" in date.month:
        return faults.bad_day(str(date), date.day, 31, "a month")
    month = int(date.month)
    if "X" in date.year:
        return faults.bad_day(str(date), date.day, days_in_month(2000, month), MONTHS[month - 1])
    return faults.bad_day(str(date), date.day, days_in_month(year, month), f"{MONTHS[month - 1]} {date.year}")


def _clock_stretch(date: DateText, clock: Clock) -> Stretch:
    year, month, day = year_range(date)[0], int(date.month), int(date.day)
    if day > days_in_month(year, month):
        raise _no_such_day(date)
    # Instants know no leap second: 23:59:60 is reckoned as the second before it.
    start = instant(year, month, day, clock.hour, clock.minute or 0, min(clock.second or 0, 59)) - clock.offset
    return saturated(start), saturated(start + _clock_seconds(clock))


def _clock_seconds(clock: Clock) -> int:
    return HOUR if clock.minute is None else MINUTE if clock.second is None else 1


def _precision(date: DateText) -> Precision:
    if date.clock is not None:
        return {HOUR: Precision.HOUR, MINUTE: Precision.MINUTE, 1: Precision.SECOND}[_clock_seconds(date.clock)]
    if open_digits := _open_digits(date):
        return _OPEN_DIGITS.get(open_digits, Precision.MILLENNIUM)
    if not date.month or "X" in date.month:
        return Precision.YEAR
    if date.is_season:
        return Precision.SEASON
    return Precision.DAY if date.day and "X" not in date.day else Precision.MONTH


def _width(date: DateText) -> tuple[int, int]:
    """(months, seconds) of one unit of the finest part that is approximate; an open part counts as the one before."""
    part = max(i for i, doubt in enumerate(date.doubts) if doubt & 2)
    if part == 2 and date.clock is not None:
        return 0, _clock_seconds(date.clock)
    if part == 2 and "X" not in date.day:
        return 0, DAY
    if part >= 1 and "X" not in date.month:
        return (season(int(date.month))[1] if date.is_season else 1), 0
    return 12 * 10 ** _open_digits(date), 0
