"""What a date as its source states it ("on Tuesday", "in early October", "last week") allows, in English."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from dateline.domain.calendar import DAY, weekday
from dateline.domain.permit import ANYTHING, Permit
from dateline.domain.relative_dates import RELATIVE, resolved
from dateline.domain.when import When

__all__ = ["ANYTHING", "MONTHS", "WEEKDAYS", "Permit", "allowed", "coarser", "contradiction"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def contradiction(when: When, stated: str, issued: Iterable[When] = ()) -> str | None:
    """Return a sentence on how a date goes against the phrase it rests on, or None where it may be right.

    Args:
        when: the date to check.
        stated: how a source gives it; alternatives are set apart by " / ". What is not fully understood allows all.
        issued: when it was stated (said, or the source issued), for "yesterday" and the like; any may be meant.
    """
    anchors = tuple(issued)
    if any(_holds(alternative, when, anchors) for alternative in stated.split(" / ")):
        return None
    day = _only_weekday(when)
    named = f", a {WEEKDAYS[day]}," if day is not None else ""
    return f"the date {when}{named} does not fit “{stated}”"


def coarser(when: When, stated: str, issued: Iterable[When] = ()) -> str | None:
    """Return a sentence where a phrase allows a week or more and the date names a day of it, or None."""
    if when.is_approximate or when.is_uncertain or when.latest - when.earliest > DAY:
        return None
    anchors = tuple(issued)
    permits = [permit for alternative in stated.split(" / ") for permit in _permits(alternative, anchors)]
    if permits and all(permit is not None and permit.is_coarse for permit in permits):
        return f"the date {when} is more precise than “{stated}”, and no basis says why"
    return None


def allowed(phrase: str, issued: When | None = None) -> Permit | None:
    """Return the days that one phrase without alternatives allows; None where it is not fully understood."""
    return _Reading(phrase, issued).permit


def _holds(alternative: str, when: When, issued: tuple[When, ...]) -> bool:
    slack = 1 if (when.has_clock and not when.is_local) or _NIGHT.intersection(_words(alternative)) else 0
    return any(
        None in permits or all(replace(permit, slack=slack).allows(when) for permit in permits if permit)
        for permits in (_permits(alternative, (anchor,)) for anchor in issued or (None,))
    )


def _permits(alternative: str, issued: tuple[When | None, ...]) -> list[Permit | None]:
    """Return what each piece of an alternative allows; "in the evening" limits no day and is left out."""
    pieces = [piece for piece in re.split(r"[();]", alternative) if not _FILLER.issuperset(_words(piece))]
    return [allowed(piece, anchor) for piece in pieces for anchor in issued or (None,)]


def _words(phrase: str) -> list[str]:
    return re.findall(r"[^\s,]+", phrase.lower())


def _only_weekday(when: When) -> int | None:
    if when.latest - when.earliest > DAY:
        return None
    return weekday(when.earliest)


_MONTH = r"\b(?P<month>{})\b\.?".format(
    "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace("Sep", "Sept?")
)
_YEAR = r"(?:,? (?P<year>[1-9]\d{3})\b)?"
_DAY = r"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_RANGE = rf"{_DAY}(?P<joint> ?- ?| to | and | or | until )(?:the )?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?\b"
_FILLER = frozenset(
    _words(
        "on in at the a of as during over about around early late later morning evening afternoon night noon midday "
        "midnight overnight dawn dusk local time day and or"
    )
)
_NIGHT = frozenset(("night", "overnight", "midnight", "late", "dawn"))
_PARTS = {"early": range(1, 16), "mid": range(8, 24), "late": range(16, 32)}
_PARTS |= {"the beginning of": _PARTS["early"], "the start of": _PARTS["early"], "the middle of": _PARTS["mid"]}
_PARTS |= {"the end of": _PARTS["late"]}


class _Reading:
    """One phrase being read: each pattern takes what it knows out of the rest, which must end as mere filler."""

    def __init__(self, phrase: str, issued: When | None) -> None:
        self._issued = issued
        self._found = ANYTHING
        self._rest = " ".join(re.sub(r"[\u2010-\u2015]", "-", phrase).replace("\u2019", "'").split()).strip(" ,.")

    @property
    def permit(self) -> Permit | None:
        is_bound = self._take(r"^(?P<side>since|from|before|by|until|till|after) ")
        self._read()
        if not _FILLER.issuperset(_words(self._rest)):
            return None
        return self._found if is_bound is None else self._found.bounding(is_bound["side"].lower())

    def _read(self) -> None:
        for pattern, apply in _PATTERNS:
            while match := self._take(pattern):
                apply(self, match)

    def _take(self, pattern: str) -> re.Match[str] | None:
        match = re.search(pattern, self._rest, re.IGNORECASE)
        if match:
            self._rest = f"{self._rest[: match.start()]} {self._rest[match.end() :]}"
        return match

    def clock(self, match: re.Match[str]) -> None:
        """A time of day limits no day."""

    def iso_day(self, match: re.Match[str]) -> None:
        self._limit(years=[int(match["year"])], months=[int(match["number"])], days=[int(match["day"])])

    def days_of_month(self, match: re.Match[str]) -> None:
        self._limit(days=[int(match["day"])], months=[_month(match)], years=_years(match))

    def range_of_month(self, match: re.Match[str]) -> None:
        first, last = int(match["day"]), int(match["last"])
        is_list = match["joint"].strip() in ("and", "or") and not match["opening"]
        days = [first, last] if is_list else range(min(first, last), max(first, last) + 1)
        self._limit(days=days, months=[_month(match)], years=_years(match))

    def part_of_month(self, match: re.Match[str]) -> None:
        self._limit(days=_PARTS[match["part"].lower()], months=[_month(match)], years=_years(match))

    def month(self, match: re.Match[str]) -> None:
        self._limit(months=[_month(match)], years=_years(match))

    def weekday(self, match: re.Match[str]) -> None:
        self._limit(weekdays=[[name[:3] for name in WEEKDAYS].index(match["name"][:3].capitalize())])

    def year(self, match: re.Match[str]) -> None:
        self._limit(years=[int(match["year"])])

    def relative(self, match: re.Match[str]) -> None:
        """Resolve "last week" and the like against when it was stated; anything goes where that is not known."""
        bounds = resolved(match[0], self._issued)
        if bounds is not None:
            self._found = replace(self._found, earliest=bounds[0], latest=bounds[1])

    def earlier(self, match: re.Match[str]) -> None:
        """A day before something that is not named: before it was stated, in any case."""
        if self._issued is not None:
            self._found = replace(self._found, latest=self._issued.latest)

    def _limit(
        self,
        weekdays: Iterable[int] = (),
        months: Iterable[int] = (),
        days: Iterable[int] = (),
        years: Iterable[int] = (),
    ) -> None:
        self._found = replace(
            self._found,
            weekdays=self._found.weekdays | frozenset(weekdays),
            months=self._found.months | frozenset(months),
            days=self._found.days | frozenset(days),
            years=self._found.years | frozenset(years),
        )


def _month(match: re.Match[str]) -> int:
    return [name[:3] for name in MONTHS].index(match["month"][:3].capitalize()) + 1


def _years(match: re.Match[str]) -> list[int]:
    return [int(match["year"])] if match["year"] else []


_EARLIER = "(?:a|one) day earlier|the (?:day before|previous day)"
_WEEKDAY = "|".join(f"{name}s?" for name in WEEKDAYS) + r"|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_OPENING = r"(?P<opening>between |from )?(?:the )?"
_CLOCK = r"\d{1,2}(?::\d\d)?"

_PATTERNS: tuple[tuple[str, Callable[[_Reading, re.Match[str]], None]], ...] = (
    (r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b", _Reading.iso_day),
    (rf"(?:between {_CLOCK} and |\b{_CLOCK} ?- ?)?\b{_CLOCK} ?[ap]\.?m\b\.?", _Reading.clock),
    (r"\b\d{1,2}:\d\d(?: ?(?:-|to) ?\d{1,2}:\d\d)?(?: ?(?:UTC|GMT))?\b", _Reading.clock),
    (rf"{_OPENING}{_RANGE} (?:of )?{_MONTH}{_YEAR}", _Reading.range_of_month),
    (rf"{_OPENING}{_MONTH} (?:the )?{_RANGE}{_YEAR}", _Reading.range_of_month),
    (rf"{_DAY} (?:of )?{_MONTH}{_YEAR}", _Reading.days_of_month),
    (rf"{_MONTH} (?:the )?{_DAY}{_YEAR}", _Reading.days_of_month),
    (rf"\b(?P<part>{'|'.join(_PARTS)})[ -]{_MONTH}{_YEAR}", _Reading.part_of_month),
    (rf"{_MONTH}{_YEAR}", _Reading.month),
    (rf"\b(?:{'|'.join(RELATIVE)})\b", _Reading.relative),
    (rf"\b(?:{_EARLIER})\b", _Reading.earlier),
    (rf"\b(?:last |next |this )?(?P<name>{_WEEKDAY})(?!\w|')", _Reading.weekday),
    (r"\b(?P<year>[1-9]\d{3})\b", _Reading.year),
)
