"""EDTF (ISO 8601-2, levels 0 to 2): a text to a `When` and back; where libraries disagree, what holds here.

Of the strings that eight libraries assert something about, these are the open questions, each decided once:

- Spaces beside a comma of a set are accepted and not written back: hand-written files have them, nothing else could
  be meant. A space anywhere else is refused.
- `Y` before a year of four digits or fewer (`Y1700`) is accepted: it says nothing false, and the ends of an interval
  are to be written alike (below). With leading zeros (`Y00001`) it is refused.
- Five or more digits without `Y` (`12345`) are refused: the standard has `Y` so that 12345 is not a slip for 1234-5.
- A small `x` is refused, like `y`, `e`, `t` and `z`: the standard has capitals only. The message says so.
- Winter (24, 28) begins in December of its year and ends with February of the next, as winters do.
- Southern seasons (29 to 32) have southern months: spring 29 is September to November. 21 to 24 count as northern.
- Significant digits are bounds: `1950S2` is some year from 1900 to 1999. A bound of one year would claim a precision
  that the text denies. `Y-20E2S3` is thus -2009 to -2000, three digits of -2000, where go-edtf has one.
- Two and three digits (`19`, `197`) are refused: not in the published profile, and `19XX`, `197X` say the same.
- An unknown end (`2004-06-01/`) is unknown: it has a bound that nobody knows, and no years are made up for it.
- An interval whose coarser end had begun before its start (`0000-01-03/0000-01`) is refused: it is nearly always a
  slip, and `0000-01-03/0000-01-XX` says "to some day of that month". With an X in an end only what no day can meet is
  refused.
- A clock in an interval is accepted at either end, also beside a date without one (`2005-07-25/2006-01-01T10:10:10Z`),
  though edtf-validate refuses it: there is no other way to write it that invents no precision.

Decided besides:

- `2012-21/2012-22` is accepted though one library refuses it below its own level 3: it is a form like
  `2003-22/2003-23`, which is agreed to be valid.
- The ends of an interval are both long years with `Y`, or neither: `Y-61000/Y-2000`, not `Y-61000/-2000`.
- Seasons take signs and open years (`2001-33?`, `20XX-41`).
- A clock may stop at hours or minutes (`T05`, `T05:30`) and may carry a sign (`T05:30~`): a superset of EDTF, which
  says "about 05:30" without inventing seconds. Offsets are written back as Z or +hh:mm. Without a zone it is local.
- 24:00:00 is the first instant of the next day. A second 60 is accepted at 23:59:60 UTC only and reckoned as the second
  before it, since instants know no leap seconds.
- Open digits that make separate stretches (`156X-12-25`) are alternatives, up to 1,500 of them; beyond (`XXXX-12-25`),
  one stretch from the first to the last: whatever it overlaps is met possibly, never surely unless all is covered.
  So is a date with open digits at the end of an interval or as one of the dates in braces.
- `~` widens by one unit of the finest part it is about, on each side; `?` anywhere makes all that is asked of the
  date possible at most; `%` does both.
- A range in braces is one happening in each unit, however many. `/` and `../` are intervals of which nothing is sure.
- Years so far out that seconds since 1970 pass 64 bits lie at the last instant that is a bound.
"""

from datetime import date as _date
from functools import lru_cache

from dateline.domain.calendar import DAY, days_in_month, is_leap
from dateline.domain.edtf_grammar import Parts, parse_parts
from dateline.domain.edtf_spans import when_of
from dateline.domain.when import Precision, Span, When, WhenFlag

__all__ = ["parse_edtf", "parts_of"]

_EPOCH_ORDINAL = _date(1970, 1, 1).toordinal()


@lru_cache(maxsize=65536)
def parse_edtf(text: str) -> When:
    """Return the date an EDTF string denotes.

    Args:
        text: EDTF level 0, 1 or 2, e.g. "2024-10", "2024-08-06?" or "2024-12/..".

    Raises:
        DateError: the text is not EDTF; the message names the part that is wrong.
    """
    return _plain(text) or when_of(parse_parts(text))


@lru_cache(maxsize=4096)
def parts_of(when: When) -> Parts:
    """The parts of a date's text, for saying it in words."""
    return parse_parts(when.text)


def _plain(text: str) -> When | None:
    """A year, month or day of four digits without any sign, the common case at a tenth of the cost; else None."""
    if not (text.isascii() and text[:4].isdigit()):
        return None
    try:
        if len(text) == 10 and text[4] == text[7] == "-":
            start = (_date.fromisoformat(text).toordinal() - _EPOCH_ORDINAL) * DAY
            end, precision = start + DAY, Precision.DAY
        elif len(text) == 7 and text[4] == "-" and text[5:].isdigit():
            year, month = int(text[:4]), int(text[5:])
            start = (_date(year, month, 1).toordinal() - _EPOCH_ORDINAL) * DAY
            end, precision = start + days_in_month(year, month) * DAY, Precision.MONTH
        elif len(text) == 4:
            start = (_date(int(text), 1, 1).toordinal() - _EPOCH_ORDINAL) * DAY
            end, precision = start + (365 + is_leap(int(text))) * DAY, Precision.YEAR
        else:
            return None
    except ValueError:  # a season, the year 0, or wrong: the grammar says which
        return None
    return When(text, (Span(start, end, start, end),), WhenFlag.DATED, precision)
