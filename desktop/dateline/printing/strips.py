"""How time is cut for the printed figure: strips that begin where months, years or longer units do."""

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.domain.calendar import DAY, civil, instant
from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer, Query
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE, PAST

EVENTS_IN_STRIP = 40
"""More events than this ask for another strip, on a page of A4."""
STRIPS_AT_MOST = 6

MONTHS = (1, 2, 3, 4, 6)
YEARS = tuple(factor * 10**power for power in range(11) for factor in (1, 2, 5))
DAYS = (1, 2, 3, 5, 7, 10, 14)


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of time [earliest, latest) in instants, and which of the answer's rows can lie in it."""

    earliest: int
    latest: int
    answer: Answer


def strips(chronology: Chronology, answer: Answer, query: Query, per_strip: int = EVENTS_IN_STRIP) -> list[Strip]:
    """Cut the time that an answer is about into strips of readable density; none where no event has a date.

    More events than `per_strip` ask for another strip. A strip that no event begins, ends or happens in is left out.
    Undated rows go with the last strip.
    """
    columns = chronology.columns
    dated = answer.rows[columns.is_dated[answer.rows]]
    if not len(dated):
        return []
    earliest, latest = _range(chronology, dated, query)
    bounds = _bounds(earliest, latest, math.ceil(len(dated) / per_strip))
    starts, ends = columns.start_earliest[answer.rows], columns.end_latest[answer.rows]
    is_dated = columns.is_dated[answer.rows]
    found = []
    for low, high in pairwise(bounds):
        meets = is_dated & (starts < high) & (ends > low)
        # What merely goes on throughout is no reason for a strip.
        if np.any(meets & ~((starts < low) & (ends > high))):
            found.append((low, high, meets))
    found = found or [(bounds[0], bounds[-1], is_dated)]
    low, high, meets = found[-1]
    found[-1] = (low, high, meets | ~is_dated)
    return [Strip(low, high, _part(answer, meets)) for low, high, meets in found]


def _range(chronology: Chronology, dated: NDArray[np.int64], query: Query) -> tuple[int, int]:
    """The asked period, else the file's, else all; only as far as events with known bounds go, if there are any."""
    columns = chronology.columns
    starts, ends = columns.start_earliest[dated], columns.end_latest[dated]
    is_finite = (starts != PAST) & (ends != FUTURE)
    if np.any(is_finite):
        low, high = int(starts[is_finite].min()), int(ends[is_finite].max())
    else:
        known = [int(bound) for bound in (*starts, *ends) if bound not in (PAST, FUTURE)] or [0]
        low, high = min(known) - DAY, max(known) + DAY
    period = query.period or chronology.period
    if period is not None:
        asked_low, asked_high = max(period.earliest, low), min(period.latest, high)
        if asked_low < asked_high:
            return asked_low, asked_high
    return low, max(high, low + 1)


def _part(answer: Answer, chosen: NDArray[np.bool_]) -> Answer:
    possible = answer.is_possible[chosen]
    possibly = int(np.count_nonzero(possible))
    undated = int(np.count_nonzero(chosen[answer.surely + answer.possibly :]))
    surely = len(possible) - possibly - undated
    return Answer(answer.rows[chosen], possible, surely, possibly, undated, answer.total, answer.query)


def _bounds(earliest: int, latest: int, wished: int) -> list[int]:
    """The bounds of the strips: of the finest unit that makes no more of them than wished."""
    wished = min(max(wished, 1), STRIPS_AT_MOST)
    if wished > 1:
        for bounds in _cuts(earliest, latest):
            if 2 <= len(bounds) - 1 <= wished:
                return bounds
    return [earliest, latest]


def _cuts(earliest: int, latest: int) -> Iterator[list[int]]:
    """Ways to cut a stretch of time, finest first, without those of which there would be far too many."""
    first, last = civil(earliest), civil(latest - 1)
    first_day, last_day = earliest // DAY, (latest - 1) // DAY
    first_month, last_month = (each.year * 12 + each.month - 1 for each in (first, last))
    for step in _usable(DAYS, first_day, last_day):
        yield [day * DAY for day in _steps(first_day, last_day, step)]
    for step in _usable(MONTHS, first_month, last_month):
        yield [instant(month // 12, month % 12 + 1) for month in _steps(first_month, last_month, step)]
    for step in _usable(YEARS, first.year, last.year):
        yield [instant(year) for year in _steps(first.year, last.year, step)]


def _usable(steps: tuple[int, ...], first: int, last: int) -> Iterator[int]:
    return (step for step in steps if (last - first) / step <= 2 * STRIPS_AT_MOST)


def _steps(first: int, last: int, step: int) -> list[int]:
    """The multiples of a step within [first, last], with both ends, the last one exclusive."""
    return [first, *range(first // step * step + step, last + 1, step), last + 1]
