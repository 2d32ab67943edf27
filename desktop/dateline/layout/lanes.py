"""The lanes of an answer: which events each holds, in which order they stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.columns import Columns, Ragged
from dateline.domain.query import PLACE_UNKNOWN, Answer, regions_asked
from dateline.layout.metrics import Grouping, Words
from dateline.layout.viewport import REACH

SHORT = 2**16
"""With fewer groups, their codes are sorted in 16 bits."""
MOST_LANES = 120
"""Of more groups than these, those with the most events have lanes, and the others share one."""
OTHERS = "*"
"""The key of the lane that others share."""


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


_Part = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]
"""Rows in chronological order with the hulls of their dates and their certainties."""


def _dates(columns: Columns, rows: NDArray[np.int64]) -> _Part:
    return (
        rows,
        np.clip(columns.start_earliest[rows], -REACH, REACH),
        np.clip(columns.end_latest[rows], -REACH, REACH),
        columns.certainty[rows],
    )


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
            *_dates(columns, rows),
            np.searchsorted(codes, np.arange(count + 1)),
            totals,
        )

    def part(self, code: int) -> _Part:
        """The events of one group."""
        part = slice(int(self.cuts[code]), int(self.cuts[code + 1]))
        return self.rows[part], self.start[part], self.end[part], self.certainty[part]

    def joined(self, columns: Columns, codes: NDArray[np.int64]) -> _Part:
        """The events of several groups, each once."""
        is_in = np.zeros(len(columns), np.bool_)
        is_of = np.zeros(len(self.totals), np.bool_)
        is_of[codes] = True
        is_in[self.rows[np.repeat(is_of, np.diff(self.cuts))]] = True
        rows = columns.rows(is_in)
        return _dates(columns, rows)

    def counts(self, is_shown: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """How many events of each group are shown."""
        if is_shown is None:
            return np.diff(self.cuts)
        shown = np.concatenate([[0], np.cumsum(is_shown[self.rows])])
        return np.diff(shown[self.cuts])


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """What the groups of a grouping are called; `last` come last, `asked` (None: all) may be shown.

    Names are asked for where they are shown: a chronology may have as many sources as events.
    """

    keys: Sequence[str]
    name_of: Callable[[int], str]
    last: frozenset[int] = field(default_factory=frozenset)
    keeps_order: bool = False
    asked: frozenset[str] | None = None


def by_anchor(lane: Lane) -> Lane:
    """The lane with every event at one place: where nobody knows the beginning, at the last second of its date."""
    is_open = lane.start <= -REACH
    if not is_open.any():
        return lane
    start = np.where(is_open, lane.end - 1, lane.start)
    order = np.argsort(start, kind="stable")
    return replace(
        lane,
        rows=lane.rows[order],
        start=start[order],
        end=lane.end[order],
        certainty=lane.certainty[order],
        is_possible=lane.is_possible[order],
    )


def lanes(chronology: Chronology, answer: Answer, grouping: Grouping, words: Words = Words()) -> tuple[Lane, ...]:
    """Return the lanes that have dated events in an answer, most events (of the whole chronology) first.

    An event with two regions is in both lanes; events without a region, or kind, are in a lane of their own, the last.
    Where regions are asked for, only their lanes stand: an event that lies in others too would be told again there.
    Of very many groups those with the fewest events share a lane, each event in it once.
    """
    groups, members = _groups(chronology, answer, grouping, words), _members(chronology, grouping)
    is_shown, is_possible = _standing(chronology, answer)
    codes, others = _chosen(groups, members, is_shown)
    made = [_lane(groups.keys[code], groups.name_of(code), members, code, is_shown, is_possible) for code in codes]
    if len(others):
        place = len(made) - sum(code in groups.last for code in codes)
        name = words.others.format(n=f"{len(others):,}")
        made.insert(place, _shared(name, members.joined(chronology.columns, others), is_shown, is_possible))
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


def _chosen(
    groups: _Groups, members: _Members, is_shown: NDArray[np.bool_] | None
) -> tuple[list[int], NDArray[np.int64]]:
    """Which groups have a lane, in order, and which share one."""
    if len(groups.keys) <= MOST_LANES:
        codes = [code for code in range(len(groups.keys)) if groups.asked is None or groups.keys[code] in groups.asked]
        return _ranked(groups, codes, members.totals), np.empty(0, np.int64)
    shown = members.counts(is_shown)
    used = shown.nonzero()[0]
    if groups.asked is not None:
        used = np.array([code for code in used.tolist() if groups.keys[code] in groups.asked], np.int64)
    is_last = np.isin(used, list(groups.last))
    last, used = used[is_last], used[~is_last]
    by_size = used[np.argsort(-shown[used], kind="stable")]
    codes = [*by_size[:MOST_LANES].tolist(), *last.tolist()]
    return _ranked(groups, codes, members.totals), np.sort(by_size[MOST_LANES:])


def _ranked(groups: _Groups, codes: list[int], totals: NDArray[np.int64]) -> list[int]:
    if groups.keeps_order:
        return codes
    return sorted(codes, key=lambda code: (code in groups.last, -int(totals[code]), groups.name_of(code)))


def _lane(
    key: str,
    name: str,
    members: _Members,
    code: int,
    is_shown: NDArray[np.bool_] | None,
    is_possible: NDArray[np.bool_] | None,
) -> Lane:
    return _shown(key, name, members.part(code), is_shown, is_possible)


def _shared(name: str, part: _Part, is_shown: NDArray[np.bool_] | None, is_possible: NDArray[np.bool_] | None) -> Lane:
    return _shown(OTHERS, name, part, is_shown, is_possible)


def _shown(
    key: str, name: str, part: _Part, is_shown: NDArray[np.bool_] | None, is_possible: NDArray[np.bool_] | None
) -> Lane:
    """The lane of those of its events that are shown."""
    rows, start, end, certainty = part
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
            return _of_several(columns, columns.region, len(columns.region_codes))
        case Grouping.ACTOR:
            return _of_several(columns, columns.actor, len(columns.actors))
        case Grouping.SOURCE:
            return _of_several(columns, columns.source, len(columns.source_ids))
        case Grouping.KIND:
            none = len(columns.kinds)
            return _Members.of(columns, order, np.where(columns.kind < 0, none, columns.kind)[order], none + 1)
        case Grouping.CERTAINTY:
            codes = int(Certainty.CONFIRMED) - columns.certainty[order].astype(np.int64)
            return _Members.of(columns, order, codes, len(Certainty))
        case Grouping.NONE:
            return _Members.of(columns, order, np.zeros(len(order), np.int64), 1)


def _of_several(columns: Columns, values: Ragged, count: int) -> _Members:
    """Sort by what an event may have several of; those without any are in a last group."""
    order = columns.order
    codes = np.where(values.first < 0, count, values.first)[order]
    if not len(values.extra_rows):
        return _Members.of(columns, order, codes, count + 1)
    rows = np.concatenate([order, values.extra_rows])
    codes = np.concatenate([codes, values.extra_values])
    by_time = np.argsort(columns.rank[rows], kind="stable")
    return _Members.of(columns, rows[by_time], codes[by_time], count + 1)


def _groups(chronology: Chronology, answer: Answer, grouping: Grouping, words: Words) -> _Groups:
    columns = chronology.columns
    match grouping:
        case Grouping.REGION:
            asked = {"" if code == PLACE_UNKNOWN else code for code in regions_asked(answer.query, chronology)}
            known = columns.region_codes

            def region_name(code: int) -> str:
                region = chronology.regions.get(known[code])
                return region.name if region else known[code]

            return _with_rest(known, region_name, words.place_unknown, frozenset(asked))
        case Grouping.KIND:
            return _with_rest(columns.kinds, lambda code: chronology.kinds[columns.kinds[code]].label, words.no_kind)
        case Grouping.ACTOR:
            return _with_rest(columns.actors, columns.actors.__getitem__, words.no_actor)
        case Grouping.SOURCE:
            ids = columns.source_ids
            return _with_rest(ids, lambda code: _source_name(chronology, ids[code]), words.no_source)
        case Grouping.CERTAINTY:
            keys = [certainty.word for certainty in sorted(Certainty, reverse=True)]
            return _Groups(keys, lambda code: keys[code].capitalize(), keeps_order=True)
        case Grouping.NONE:
            return _Groups([""], lambda code: words.everything)


def _with_rest(
    keys: Sequence[str], name_of: Callable[[int], str], rest: str, asked: frozenset[str] | None = None
) -> _Groups:
    """Groups with one more, the last, for events that have none of them."""
    count = len(keys)
    named = [*keys, ""]
    return _Groups(named, lambda code: rest if code == count else name_of(code), frozenset({count}), asked=asked)


def _source_name(chronology: Chronology, source_id: str) -> str:
    source = chronology.sources.get(source_id)
    return (source.title or source.outlet if source else "") or source_id
