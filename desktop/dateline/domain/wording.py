"""Dates in words: in full, short for tables and labels, as a period, and how precise they are.

No word here says more than the text does: "about" and "uncertain" are always said, an unknown end is never a number.
"""

from dataclasses import replace
from functools import lru_cache

from dateline.domain.edtf import parts_of
from dateline.domain.edtf_bounds import read_date, year_range
from dateline.domain.edtf_grammar import DateText, End, IntervalText, Parts, RangeText, SetText
from dateline.domain.nouns import clock_words, is_plain, listed, month_name, noun, plain_noun, year_names, zone_words
from dateline.domain.phrases import LONG, PERIOD, PLURALS, SHORT, UNITS, Phrases
from dateline.domain.when import Precision, When

_CACHED = 20_000


@lru_cache(_CACHED)
def words(when: When) -> str:
    """The date in full: "Tuesday, 17 December 2024", "between 9 and 15 December 2024", "since 2022, going on"."""
    return _said(parts_of(when), LONG, has_weekday=True)


@lru_cache(_CACHED)
def short(when: When) -> str:
    """The date for a table or a label: "17 Dec 2024", "19–22 Dec 2024", "about Dec 2024", "17 or 18 Aug 2024"."""
    return _said(parts_of(when), SHORT)


def period_words(when: When) -> str:
    """The date as a period that is asked for: "in October 2024", "on Tuesday, 17 December 2024", "since 2022"."""
    parts = parts_of(when)
    said = _said(parts, PERIOD, has_weekday=True)
    if not _takes_preposition(parts) or when.is_approximate or when.has_clock or (" to " in said and "(" not in said):
        return said
    return f"{'on' if when.precision == Precision.DAY else 'in'} {said}"


def _takes_preposition(parts: Parts) -> bool:
    match parts:
        case DateText():
            is_hull = "X" in parts.year.rstrip("X") or "X" in parts.month.removesuffix("XX") or parts.digits is not None
            return (not is_hull and parts.day in ("", "XX")) or not parts.is_masked
        case SetText():
            return all(isinstance(member, DateText) for member in parts.members)
        case IntervalText():
            return False


def hedge(when: When) -> str:
    """The words that may never be cut off: "about", "?", "about ?" or nothing."""
    return " ".join(("about",) * when.is_approximate + ("?",) * when.is_uncertain)


def precision_words(when: When) -> str:
    """How precise the date is: "exact to the day", "one of these days", "going on, beginning exact to the day"."""
    known = _known(when)
    if when.is_local:
        known += ", in local time"
    if when.is_approximate:
        known += ", approximate"
    return f"{known}, uncertain" if when.is_uncertain else known


def _known(when: When) -> str:
    parts = parts_of(when)
    if isinstance(parts, SetText) and (len(parts.members) > 1 or isinstance(parts.members[0], RangeText)):
        return f"{'each' if parts.is_each else 'one'} of these {PLURALS[when.precision]}"
    if isinstance(parts, IntervalText):
        return _known_ends(parts)
    return _sure_of(parts) if isinstance(parts, DateText) else _sure_of(parts.members[0])


def _sure_of(date: DateText | RangeText) -> str:
    assert isinstance(date, DateText)
    if "XXXX" in date.year:
        return "year unknown"
    precision = read_date(date).precision
    if precision < Precision.DAY:
        return f"known to the {UNITS[precision]}"
    return f"{'given' if date.doubt else 'exact'} to the {UNITS[precision]}"


def _known_ends(parts: IntervalText) -> str:
    start = _sure_of(parts.start) if isinstance(parts.start, DateText) else ""
    end = _sure_of(parts.end) if isinstance(parts.end, DateText) else ""
    if start and start == end:
        return f"beginning and end {start}"
    first = f"beginning {start}" if start else "without beginning" if parts.start is End.OPEN else "beginning unknown"
    last = f"end {end}" if end else "going on" if parts.end is End.OPEN else "end unknown"
    return f"{first}, {last}"


def _said(parts: Parts, style: Phrases, has_weekday: bool = False) -> str:
    match parts:
        case DateText():
            return noun(parts, style, has_weekday)
        case IntervalText(start, end):
            return _interval(start, end, style)
        case SetText((DateText() as only,)):
            return noun(only, style, has_weekday)
        case SetText():
            return _set(parts, style)


def _interval(start: DateText | End, end: DateText | End, style: Phrases) -> str:
    match start, end:
        case DateText(), DateText():
            first, last = _pair(start, end, style)
            is_close = " " not in first and len(start.doubts) == len(end.doubts)
            return (style.both_close if is_close else style.both).format(first=first, last=last)
        case DateText(), End():
            phrase = style.going_on if end is End.OPEN else style.end_unknown
            return phrase.format(first=noun(start, style))
        case End(), DateText():
            phrase = style.no_beginning if start is End.OPEN else style.beginning_unknown
            return phrase.format(last=noun(end, style))
        case End.OPEN, _:
            return style.always if end is End.OPEN else style.ever_end_unknown
        case _:
            return style.unknown_going_on if end is End.OPEN else style.unknown


def _pair(first: DateText, last: DateText, style: Phrases) -> tuple[str, str]:
    """Two dates for one phrase; what they share is said once: ("8", "13 October 2024")."""
    if first.clock and last.clock and replace(first, clock=last.clock) == last and first.clock.zone == last.clock.zone:
        return noun(first, style).removesuffix(zone_words(first.clock, style)), clock_words(last.clock, style)
    return _shortened(first, last, style), noun(last, style)


def _shortened(date: DateText, beside: DateText, style: Phrases) -> str:
    """A date without what the one said after it has as well."""
    if not (is_plain(date) and is_plain(beside) and len(date.doubts) == len(beside.doubts)):
        return noun(date, style)
    if not date.month:
        return year_names(year_range(date)[0], year_range(beside)[0])[0]
    if date.year != beside.year:
        return plain_noun(date, style)
    if not date.day:
        return month_name(date, style)
    return str(int(date.day)) + ("" if date.month == beside.month else f" {month_name(date, style)}")


def _set(parts: SetText, style: Phrases) -> str:
    if len(parts.members) == 1 and isinstance(only := parts.members[0], RangeText):
        return _range(only, style, parts.is_each)
    last = parts.members[-1]
    is_shared = isinstance(last, DateText) and len({_year_of(member) for member in parts.members}) == 1
    names = []
    for member in parts.members:
        if isinstance(member, RangeText):
            names.append(_range(member, style, True) if parts.is_each else _among(member, style))
        elif is_shared and member is not last and isinstance(last, DateText):
            names.append(_shortened(member, last, style))
        else:
            names.append(noun(member, style))
    has_range = any(isinstance(member, RangeText) for member in parts.members)
    if parts.is_each:
        return (style.each if not has_range else "{dates}").format(dates=listed(names, " and "))
    if has_range:
        return style.one_of_ranges.format(dates=listed(names, style.one_of_ranges_last))
    return style.one_of.format(dates=listed(names, style.one_of_last))


def _year_of(member: DateText | RangeText) -> str:
    """The year that members may share in words; no two ranges share one."""
    return member.year if isinstance(member, DateText) and member.month else str(member)


def _range(member: RangeText, style: Phrases, is_each: bool) -> str:
    match member.first, member.last:
        case DateText() as first, DateText() as last:
            one, other = _pair(first, last, style)
            unit = UNITS[_unit(first)]
            return (style.every if is_each else style.between).format(first=one, last=other, unit=unit)
        case DateText() as first, _:
            day, other_unit = style.on_or_after, style.in_or_after
            phrase = style.every_from if is_each else day if first.day else other_unit
            return phrase.format(first=noun(first, style), unit=UNITS[_unit(first)])
        case _, last:
            assert last is not None
            phrase = style.every_to if is_each else style.on_or_before if last.day else style.in_or_before
            return phrase.format(last=noun(last, style), unit=UNITS[_unit(last)])


def _among(member: RangeText, style: Phrases) -> str:
    """A range as one of several members: "1670 to 1672", "December 1760 or later"."""
    if member.first and member.last:
        first, last = _pair(member.first, member.last, style)
        return style.among.format(first=first, last=last)
    if member.first:
        return style.among_after.format(first=noun(member.first, style))
    return style.among_before.format(last=noun(member.last, style) if member.last else "")


def _unit(date: DateText) -> Precision:
    return read_date(date).precision
