"""From the parts of an EDTF text to a When: its spans, flags and precision."""

from collections.abc import Iterator, Sequence

from dateline.domain.calendar import DAY, FUTURE, PAST, shifted
from dateline.domain.edtf_bounds import Reading, Stretch, read_date
from dateline.domain.edtf_grammar import DateText, End, IntervalText, Parts, RangeText, SetText
from dateline.domain.errors import DateError
from dateline.domain.value import dataclass
from dateline.domain.when import SECONDS, Precision, Span, When, WhenFlag, merged


def when_of(parts: Parts) -> When:
    """The date that the parts make.

    Raises:
        DateError: a day that its month lacks, or ends in the wrong order.
    """
    match parts:
        case DateText():
            return _from_date(parts)
        case IntervalText():
            return _from_interval(parts)
        case SetText():
            return _from_set(parts)


def _happening(stretch: Stretch) -> Span:
    return Span(*stretch, *stretch)


def _flags(date: DateText) -> WhenFlag:
    flags = WhenFlag.DATED
    if date.doubt & 1:
        flags |= WhenFlag.UNCERTAIN
    if date.doubt & 2:
        flags |= WhenFlag.APPROXIMATE
    if date.clock is not None:
        flags |= WhenFlag.CLOCK
        if not date.clock.zone:
            flags |= WhenFlag.LOCAL
    return flags


def _fraction(date: DateText | End) -> str:
    return date.clock.fraction if isinstance(date, DateText) and date.clock is not None else ""


def _narrow(flags: WhenFlag, earliest: int, latest: int) -> Stretch | None:
    return (earliest, latest) if flags & WhenFlag.APPROXIMATE else None


def _from_date(date: DateText) -> When:
    reading = read_date(date)
    flags = _flags(date)
    if len(reading.wide) > 1:
        flags |= WhenFlag.ONE_OF
    spans = tuple(_happening(stretch) for stretch in reading.wide)
    return When(str(date), spans, flags, reading.precision, _fraction(date), _narrow(flags, *reading.written_hull))


@dataclass(frozen=True, slots=True)
class _Bound:
    """What one end of an interval gives: where it lies, as widened and as written, and its share of the When."""

    wide: Stretch
    written: Stretch
    flags: WhenFlag
    precision: Precision | None


def _bound(end: DateText | End, without: int, if_open: WhenFlag, if_unknown: WhenFlag) -> _Bound:
    if isinstance(end, DateText):
        reading = read_date(end)
        return _Bound(reading.hull, reading.written_hull, _flags(end), reading.precision)
    stretch = (without, without) if end is End.OPEN else (PAST, FUTURE)
    return _Bound(stretch, stretch, WhenFlag.DATED | (if_open if end is End.OPEN else if_unknown), None)


def _from_interval(parts: IntervalText) -> When:
    start = _bound(parts.start, PAST, WhenFlag.START_OPEN, WhenFlag.START_UNKNOWN)
    end = _bound(parts.end, FUTURE, WhenFlag.END_OPEN, WhenFlag.END_UNKNOWN)
    if isinstance(parts.start, DateText) and isinstance(parts.end, DateText):
        _check_order(parts.start, parts.end, start.written, end.written)
    span = Span(
        start.wide[0],
        min(start.wide[1], end.wide[1]),
        max(end.wide[0], start.wide[0]),
        end.wide[1],
    )
    flags = start.flags | end.flags | WhenFlag.INTERVAL
    precision = min((p for p in (start.precision, end.precision) if p is not None), default=Precision.MILLENNIUM)
    narrow = _narrow(flags, start.written[0], end.written[1])
    return When(str(parts), (span,), flags, precision, _fraction(parts.start), narrow)


def _check_order(start: DateText, end: DateText, begins: Stretch, ends: Stretch) -> None:
    if start.is_long != end.is_long:
        short = end if start.is_long else start
        raise DateError(f"“{short}” stands beside a long year; write both ends with Y, as in {_long_year(short)}")
    if ends[1] <= begins[0]:
        raise DateError(f"“{end}” lies before “{start}”; write the earlier end of an interval first")
    if end.is_masked or ends[0] >= begins[0] // DAY * DAY:
        return
    open_parts = "-XX" * (len(start.doubts) - len(end.doubts))
    if end.is_season or end.clock is not None or not open_parts:
        raise DateError(f"“{end}” had begun before “{start}”; write both ends to the same unit")
    head = f"{end.year}-{end.month}" if end.month else end.year
    raise DateError(f"“{end}” had begun before “{start}”; write {head}{open_parts} for some day in it")


def _long_year(date: DateText) -> str:
    """How a year of four digits is written with Y: "Y-2000", and "Y1500S2" for 15XX."""
    sign = "-" if date.year[0] == "-" else ""
    digits = date.year.lstrip("-0") or "0"
    if "X" in digits:
        return f"Y{sign}{digits.replace('X', '0')}S{max(digits.index('X'), 1)}"
    return f"Y{sign}{digits}"


def _from_set(parts: SetText) -> When:
    members = [_member(member, parts.is_each) for member in parts.members]
    spans = [span for member in members for span in member.spans]
    earliest = min(member.written[0] for member in members)
    latest = max(member.written[1] for member in members)
    flags = WhenFlag.EACH if parts.is_each else WhenFlag.ONE_OF
    for member in members:
        flags |= member.flags
    if parts.is_each:
        spans.sort(key=lambda span: (span.start_earliest, span.end_latest))
        flags |= WhenFlag.START_OPEN if earliest == PAST else WhenFlag(0)
        flags |= WhenFlag.END_OPEN if latest == FUTURE else WhenFlag(0)
    else:
        spans = [_happening(stretch) for stretch in merged([(s.start_earliest, s.end_latest) for s in spans])]
    precision = min(member.precision for member in members)
    return When(str(parts), tuple(spans), flags, precision, "", _narrow(flags, earliest, latest))


@dataclass(frozen=True, slots=True)
class _Member:
    """What one member gives to a set; `written` is its hull before "about" widened it."""

    spans: Sequence[Span]
    written: Stretch
    flags: WhenFlag
    precision: Precision


def _member(member: DateText | RangeText, is_each: bool) -> _Member:
    if isinstance(member, DateText):
        reading = read_date(member)
        # A member with open digits is one happening: its alternatives cannot stand among the members.
        stretches = (reading.hull,) if is_each else reading.wide
        spans = [_happening(stretch) for stretch in stretches]
        return _Member(spans, reading.written_hull, _flags(member), reading.precision)
    first, last = (None if date is None else read_date(date) for date in (member.first, member.last))
    if first and last and last.written_hull[0] < first.written_hull[0]:
        raise DateError(f"“{member}” runs backwards; write the earlier date first")
    flags = WhenFlag.DATED
    for date in (member.first, member.last):
        flags |= WhenFlag.DATED if date is None else _flags(date)
    written = (first.written_hull[0] if first else PAST, last.written_hull[1] if last else FUTURE)
    precision = min(reading.precision for reading in (first, last) if reading)
    return _Member(list((_run if is_each else _alternatives)(first, last)), written, flags, precision)


def _alternatives(first: Reading | None, last: Reading | None) -> Iterator[Span]:
    yield _happening((first.hull[0] if first else PAST, last.hull[1] if last else FUTURE))


def _run(first: Reading | None, last: Reading | None) -> Iterator[Span]:
    """The bounds of a range in braces as members of their own, and what lies between as one run of its unit."""
    if first:
        yield _happening(first.hull)
    if last and not (first and last.written == first.written):
        yield _happening(last.hull)
    begin = first.written_hull[1] if first else PAST
    end = last.written_hull[0] if last else FUTURE
    unit = (first or last).precision  # type: ignore[union-attr]  # a range has at least one bound
    if begin < end:
        one_on = begin if begin == PAST else _moved(begin, unit, 1)
        one_back = end if end == FUTURE else _moved(end, unit, -1)
        yield Span(begin, one_on, one_back, end, unit)


def _moved(moment: int, unit: Precision, steps: int) -> int:
    if seconds := SECONDS.get(unit):
        return moment + steps * seconds
    return shifted(moment, steps * (1 if unit == Precision.MONTH else 12))
