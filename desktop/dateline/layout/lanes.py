"""The lanes of an answer: which events each holds, in which order they stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.query import PLACE_UNKNOWN, Answer, regions_asked
from dateline.layout.metrics import Grouping, Words
from dateline.layout.viewport import REACH


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
class _Groups:
    """Membership: row `rows[i]` is in the group `codes[i]`; a row may be in several. `last` groups come last."""

    rows: NDArray[np.int64]
    codes: NDArray[np.int64]
    keys: Sequence[str]
    names: Sequence[str]
    last: frozenset[int] = field(default_factory=frozenset)
    keeps_order: bool = False


def lanes(chronology: Chronology, answer: Answer, grouping: Grouping, words: Words = Words()) -> tuple[Lane, ...]:
    """Return the lanes that have dated events in an answer, most events (of the whole chronology) first.

    An event with two regions is in both lanes; events without a region, or kind, are in a lane of their own, the last.
    Where regions are asked for, only their lanes stand: an event that lies in others too would be told again there.
    """
    groups = _groups(chronology, answer, grouping, words)
    place = np.full(len(chronology), -1, np.int64)
    place[answer.rows] = np.arange(len(answer.rows))
    place[~chronology.columns.is_dated] = -1
    places = place[groups.rows]
    shown = places >= 0
    codes, places = groups.codes[shown], places[shown]
    order = np.lexsort((places, codes))
    codes, places = codes[order], places[order]
    cuts = np.searchsorted(codes, np.arange(len(groups.keys) + 1))
    totals = np.bincount(groups.codes, minlength=len(groups.keys))
    ranking = _ranking(groups, totals)
    return tuple(
        _lane(chronology, answer, groups.keys[code], groups.names[code], places[cuts[code] : cuts[code + 1]])
        for code in ranking
        if cuts[code] < cuts[code + 1]
    )


def _ranking(groups: _Groups, totals: NDArray[np.int64]) -> list[int]:
    codes = range(len(groups.keys))
    if groups.keeps_order:
        return list(codes)
    return sorted(codes, key=lambda code: (code in groups.last, -int(totals[code]), groups.names[code]))


def _lane(chronology: Chronology, answer: Answer, key: str, name: str, places: NDArray[np.int64]) -> Lane:
    columns = chronology.columns
    rows = answer.rows[places]
    return Lane(
        key,
        name,
        rows,
        np.clip(columns.start_earliest[rows], -REACH, REACH),
        np.clip(columns.end_latest[rows], -REACH, REACH),
        columns.certainty[rows],
        answer.is_possible[places],
    )


def _groups(chronology: Chronology, answer: Answer, grouping: Grouping, words: Words) -> _Groups:
    columns = chronology.columns
    every = np.arange(len(columns), dtype=np.int64)
    match grouping:
        case Grouping.REGION:
            return _region_groups(chronology, answer, words)
        case Grouping.KIND:
            none = len(columns.kinds)
            codes = np.where(columns.kind < 0, none, columns.kind).astype(np.int64)
            names = [chronology.kinds[kind].label for kind in columns.kinds]
            return _Groups(every, codes, [*columns.kinds, ""], [*names, words.no_kind], frozenset({none}))
        case Grouping.CERTAINTY:
            strongest_first = sorted(Certainty, reverse=True)
            codes = int(Certainty.CONFIRMED) - columns.certainty.astype(np.int64)
            keys = [certainty.word for certainty in strongest_first]
            return _Groups(every, codes, keys, [key.capitalize() for key in keys], keeps_order=True)
        case Grouping.NONE:
            return _Groups(every, np.zeros_like(every), [""], [words.everything])


def _region_groups(chronology: Chronology, answer: Answer, words: Words) -> _Groups:
    region = chronology.columns.region
    unknown = len(chronology.columns.region_codes)
    homeless = np.flatnonzero(region.counts == 0).astype(np.int64)
    rows = np.repeat(np.arange(len(region), dtype=np.int64), region.counts)
    found = (chronology.regions.get(code) for code in chronology.columns.region_codes)
    names = [known.name if known else code for known, code in zip(found, chronology.columns.region_codes, strict=True)]
    asked = regions_asked(answer.query, chronology)
    is_asked = np.array([key in asked for key in (*chronology.columns.region_codes, PLACE_UNKNOWN)])
    codes = np.concatenate([region.values.astype(np.int64), np.full(len(homeless), unknown)])
    return _Groups(
        np.concatenate([rows, homeless])[is_asked[codes]],
        codes[is_asked[codes]],
        [*chronology.columns.region_codes, ""],
        [*names, words.place_unknown],
        frozenset({unknown}),
    )
