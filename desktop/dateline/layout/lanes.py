"""The lanes of an answer: which events each holds, in which order they stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.columns import Columns
from dateline.domain.query import PLACE_UNKNOWN, Answer, regions_asked
from dateline.layout.metrics import Grouping, Words
from dateline.layout.viewport import REACH

SHORT = 2**16
"""With fewer groups, their codes are sorted in 16 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """The dated events of one lane in chronological order, as parallel arrays.

    `start` and `end` are the hull of each date, clipped to ±REACH; `key` is the code, id or word grouped by.
    """

    key: str
    name: str
    rows: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    certainty: NDArray[np.uint8]
    is_possible: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class _Members:
    """All dated events by group and then in chronological order: group i has those from cuts[i] to cuts[i + 1].

    A row may be in several groups. `totals` also counts undated events. Made once per chronology and grouping: a
    million events sort in 50 ms, and each filter only leaves some of them out.
    """

    rows: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    certainty: NDArray[np.uint8]
    cuts: NDArray[np.int64]
    totals: NDArray[np.int64]

    @classmethod
    def of(cls, columns: Columns, rows: NDArray[np.int64], codes: NDArray[np.integer[Any]], count: int) -> "_Members":
        """Sort memberships: row `rows[i]` is in group `codes[i]` of `count`; rows in chronological order."""
        totals = np.bincount(codes, minlength=count)
        dated = columns.is_dated[rows]
        rows, codes = rows[dated], codes[dated]
        order = np.argsort(
            codes.astype(np.uint16 if count < SHORT else np.int64), kind="stable"
        )  # 16 bits: a radix sort
        rows, codes = rows[order], codes[order]
        return cls(
            rows,
            np.clip(columns.start_earliest[rows], -REACH, REACH),
            np.clip(columns.end_latest[rows], -REACH, REACH),
            columns.certainty[rows],
            np.searchsorted(codes, np.arange(count + 1)),
            totals,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """What the groups of a grouping are called; `last` come last, `asked` (None: all) may be shown."""

    keys: Sequence[str]
    names: Sequence[str]
    last: frozenset[int] = field(default_factory=frozenset)
    keeps_order: bool = False
    asked: frozenset[str] | None = None


def lanes(chronology: Chronology, answer: Answer, grouping: Grouping, words: Words = Words()) -> tuple[Lane, ...]:
    """Return the lanes that have dated events in an answer, most events (of the whole chronology) first.

    An event with two regions is in both lanes; events without a region, or kind, are in a lane of their own, the last.
    Where regions are asked for, only their lanes stand: an event that lies in others too would be told again there.
    """
    groups, members = _groups(chronology, answer, grouping, words), _members(chronology, grouping)
    is_shown, is_possible = _standing(chronology, answer)
    made = (
        _lane(groups.keys[code], groups.names[code], members, code, is_shown, is_possible)
        for code in _ranking(groups, members.totals)
    )
    return tuple(lane for lane in made if len(lane))


def _standing(chronology: Chronology, answer: Answer) -> tuple[NDArray[np.bool_] | None, NDArray[np.bool_] | None]:
    """Which rows are shown (None: all) and which of them only possibly meet the period (None: none)."""
    is_shown = is_possible = None
    if len(answer.rows) < len(chronology):
        is_shown = np.zeros(len(chronology), np.bool_)
        is_shown[answer.rows] = True
    if answer.is_possible.any():
        is_possible = np.zeros(len(chronology), np.bool_)
        is_possible[answer.rows[answer.is_possible]] = True
    return is_shown, is_possible


def _ranking(groups: _Groups, totals: NDArray[np.int64]) -> list[int]:
    codes = [code for code in range(len(groups.keys)) if groups.asked is None or groups.keys[code] in groups.asked]
    if groups.keeps_order:
        return codes
    return sorted(codes, key=lambda code: (code in groups.last, -int(totals[code]), groups.names[code]))


def _lane(
    key: str,
    name: str,
    members: _Members,
    code: int,
    is_shown: NDArray[np.bool_] | None,
    is_possible: NDArray[np.bool_] | None,
) -> Lane:
    part = slice(int(members.cuts[code]), int(members.cuts[code + 1]))
    columns = members.rows[part], members.start[part], members.end[part], members.certainty[part]
    rows, start, end, certainty = columns
    if is_shown is not None:
        kept = is_shown[rows].nonzero()[0]
        rows, start, end, certainty = rows[kept], start[kept], end[kept], certainty[kept]
    possible = np.zeros(len(rows), np.bool_) if is_possible is None else is_possible[rows]
    return Lane(key, name, rows, start, end, certainty, possible)


def _members(chronology: Chronology, grouping: Grouping) -> _Members:
    known = _MEMBERS.setdefault(chronology, {})
    found = known.get(grouping)
    if found is None:
        found = known[grouping] = _sorted(chronology.columns, grouping)
    return found


_MEMBERS: WeakKeyDictionary[Chronology, dict[Grouping, _Members]] = WeakKeyDictionary()


def _sorted(columns: Columns, grouping: Grouping) -> _Members:
    order = columns.order
    match grouping:
        case Grouping.REGION:
            unknown, region = len(columns.region_codes), columns.region
            codes = np.where(region.first < 0, unknown, region.first)[order]
            if not len(region.extra_rows):
                return _Members.of(columns, order, codes, unknown + 1)
            rows = np.concatenate([order, region.extra_rows])
            codes = np.concatenate([codes, region.extra_values])
            by_time = np.argsort(columns.rank[rows], kind="stable")
            return _Members.of(columns, rows[by_time], codes[by_time], unknown + 1)
        case Grouping.KIND:
            none = len(columns.kinds)
            return _Members.of(columns, order, np.where(columns.kind < 0, none, columns.kind)[order], none + 1)
        case Grouping.CERTAINTY:
            codes = int(Certainty.CONFIRMED) - columns.certainty[order].astype(np.int64)
            return _Members.of(columns, order, codes, len(Certainty))
        case Grouping.NONE:
            return _Members.of(columns, order, np.zeros(len(order), np.int64), 1)


def _groups(chronology: Chronology, answer: Answer, grouping: Grouping, words: Words) -> _Groups:
    columns = chronology.columns
    match grouping:
        case Grouping.REGION:
            known = [(code, chronology.regions.get(code)) for code in columns.region_codes]
            names = [region.name if region else code for code, region in known]
            asked = {"" if code == PLACE_UNKNOWN else code for code in regions_asked(answer.query, chronology)}
            unknown = frozenset({len(known)})
            return _Groups([*columns.region_codes, ""], [*names, words.place_unknown], unknown, asked=frozenset(asked))
        case Grouping.KIND:
            names = [chronology.kinds[kind].label for kind in columns.kinds]
            return _Groups([*columns.kinds, ""], [*names, words.no_kind], frozenset({len(names)}))
        case Grouping.CERTAINTY:
            keys = [certainty.word for certainty in sorted(Certainty, reverse=True)]
            return _Groups(keys, [key.capitalize() for key in keys], keeps_order=True)
        case Grouping.NONE:
            return _Groups([""], [words.everything])
