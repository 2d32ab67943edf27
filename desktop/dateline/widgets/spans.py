"""A marked stretch of time in words: from when to when, and how long."""

from PySide6.QtCore import QCoreApplication

from dateline.domain.calendar import DAY, civil, edtf_day
from dateline.domain.edtf import parse_edtf
from dateline.domain.wording import short
from dateline.widgets.status import stretch_words

MINUTE, HOUR, YEAR = 60, 3600, 31_556_952
WITH_CLOCK = 3 * DAY
"""A shorter stretch is told to the minute."""


def span_words(start: int, end: int) -> str:
    """“12 – 15 Aug 2024 · 3 days”."""
    told = _clock_words(start, end) if end - start < WITH_CLOCK else stretch_words(start, end)
    return f"{told} · {length_words(end - start)}"


def _clock_words(start: int, end: int) -> str:
    first, last = edtf_day(start), edtf_day(end)
    until = _clock(end) if first == last else f"{short(parse_edtf(last))}, {_clock(end)}"
    return f"{short(parse_edtf(first))}, {_clock(start)} – {until}"


def _clock(instant: int) -> str:
    parts = civil(instant)
    return f"{parts.hour:02}:{parts.minute:02}"


def length_words(seconds: int) -> str:
    """A length in the unit that it is best told in, to two or three figures."""
    if seconds < 2 * MINUTE:
        return _tr("{n} seconds").format(n=seconds)
    if seconds < 2 * HOUR:
        return _tr("{n} minutes").format(n=round(seconds / MINUTE))
    if seconds < 3 * DAY:
        return _tr("{n} hours").format(n=round(seconds / HOUR))
    if seconds < 2 * YEAR:
        return _tr("{n} days").format(n=round(seconds / DAY))
    years = seconds / YEAR
    if years < 20:
        return _tr("{n} years").format(n=f"{years:.1f}")
    if years < 1e6:
        return _tr("{n} years").format(n=f"{round(years):,}")
    return _tr("{n} million years").format(n=f"{years / 1e6:,.1f}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Spans", text)
