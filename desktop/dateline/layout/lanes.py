"""The lanes of an answer: which events each holds, what it is called, in which order they stand."""

from collections.abc import Callable, Sequence
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.query import PLACE_UNKNOWN, Answer, regions_asked
from dateline.domain.value import dataclass
from dateline.layout.lane import Lane
from dateline.layout.memberships import InOrder, Memberships, memberships
from dateline.layout.metrics import Grouping, Words

MOST_LANES = 120
"""Of more groups than these, those with the most events have lanes, and the others share one."""
OTHERS = "*"
"""The key of the lane that others share."""


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


def lanes(chronology: Chronology, answer: Answer, grouping: Grouping, words: Words = Words()) -> tuple[Lane, ...]:
    """Return the lanes that have dated events in an answer, most events (of the whole chronology) first.

    An event with two regions is in both lanes; events without a region, or kind, are in a lane of their own, the last.
    Where regions are asked for, only their lanes stand: an event that lies in others too would be told again there.
    Of very many groups those with the fewest events share a lane, each event in it once.
    """
    groups = _groups(chronology, answer, grouping, words)
    is_shown, is_possible = _standing(chronology, answer)
    shown = memberships(chronology, grouping).where(is_shown)
    codes, others = _chosen(groups, shown)
    made = [
        _lane(chronology, groups.keys[code], groups.name_of(code), shown.of_group(code), is_possible) for code in codes
    ]
    if len(others):
        place = len(made) - sum(code in groups.last for code in codes)
        name = words.others.format(n=f"{len(others):,}")
        made.insert(place, _lane(chronology, OTHERS, name, shown.joined(chronology, others), is_possible))
    return tuple(made)


def _standing(chronology: Chronology, answer: Answer) -> tuple[NDArray[np.bool_] | None, NDArray[np.bool_] | None]:
    """Which rows are shown (None: all) and which of them only possibly meet the period (None: none)."""
    is_shown = is_possible = None
    if len(answer.rows) < len(chronology):
        is_shown = np.zeros(len(chronology), np.bool_)
        is_shown[answer.rows] = True
    if answer.possibly:
        is_possible = np.zeros(len(chronology), np.bool_)
        is_possible[answer.rows[answer.is_possible]] = True
    return is_shown, is_possible


def _chosen(groups: _Groups, shown: Memberships) -> tuple[list[int], NDArray[np.int64]]:
    """Which groups have a lane, in order, and which share one."""
    sizes = np.diff(shown.cuts)
    used = sizes.nonzero()[0]
    if groups.asked is not None:
        used = np.array([code for code in used.tolist() if groups.keys[code] in groups.asked], np.int64)
    if len(groups.keys) <= MOST_LANES:
        return _ranked(groups, used.tolist(), shown.totals), np.empty(0, np.int64)
    is_last = np.isin(used, list(groups.last))
    last, used = used[is_last], used[~is_last]
    by_size = used[np.argsort(-sizes[used], kind="stable")]
    codes = [*by_size[:MOST_LANES].tolist(), *last.tolist()]
    return _ranked(groups, codes, shown.totals), np.sort(by_size[MOST_LANES:])


def _ranked(groups: _Groups, codes: list[int], totals: NDArray[np.int64]) -> list[int]:
    if groups.keeps_order:
        return codes
    return sorted(codes, key=lambda code: (code in groups.last, -int(totals[code]), groups.name_of(code)))


def _lane(chronology: Chronology, key: str, name: str, part: InOrder, is_possible: NDArray[np.bool_] | None) -> Lane:
    possible = np.zeros(len(part.rows), np.bool_) if is_possible is None else is_possible[part.rows]
    columns = chronology.columns
    return Lane(
        key, name, part.rows, part.anchor, part.certainty, possible, part.long, part.long_end,
        (columns.start_earliest, columns.end_latest),
    )  # fmt: skip


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
            strongest_first = sorted(Certainty, reverse=True)
            keys = [certainty.word for certainty in strongest_first]
            return _Groups(keys, lambda code: words.certainties[strongest_first[code]], keeps_order=True)
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
