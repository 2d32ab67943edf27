"""The events of a chronology as numpy columns: bounds, order, and codes into small vocabularies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.domain.arrays import picked
from dateline.domain.claim import Claim
from dateline.domain.event import Event
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE, When, WhenFlag

T = TypeVar("T", bound=np.generic)

FEW = 4
"""Up to so many wanted values, comparing the column with each (0.3 ms per million) beats a look-up table (2 ms)."""


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Several values per row: row r has `values[offsets[r]:offsets[r + 1]]`, codes into a vocabulary.

    Most rows have one value or none, so `first` holds each row's first value (-1: none) and `extra_rows`,
    `extra_values` the others: a question to a million rows then costs a comparison, not a reduction.
    """

    offsets: NDArray[np.int64]
    values: NDArray[np.int32]
    first: NDArray[np.int32] = field(init=False, repr=False)
    extra_rows: NDArray[np.int64] = field(init=False, repr=False)
    extra_values: NDArray[np.int32] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts, ends = self.offsets[:-1], self.offsets[1:]
        filled = starts < ends
        first = np.full(len(starts), -1, np.int32)
        first[filled] = self.values[starts[filled]]
        object.__setattr__(self, "first", _fixed(first))
        rows, extras = np.zeros(0, np.int64), np.zeros(0, np.int32)
        if len(self.values) > np.count_nonzero(filled):
            is_extra = np.ones(len(self.values), np.bool_)
            is_extra[starts[filled]] = False
            rows = np.repeat(np.arange(len(starts), dtype=np.int64), ends - starts)[is_extra]
            extras = self.values[is_extra]
        object.__setattr__(self, "extra_rows", _fixed(rows))
        object.__setattr__(self, "extra_values", _fixed(extras))

    @classmethod
    def from_lists(cls, rows: Sequence[Sequence[int]]) -> Self:
        """Make one from a sequence of codes per row."""
        offsets = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(codes) for codes in rows], out=offsets[1:])
        values = np.array([code for codes in rows for code in codes], np.int32)
        return cls(_fixed(offsets), _fixed(values))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many values each row has."""
        return np.diff(self.offsets)

    def of(self, row: int) -> NDArray[np.int32]:
        """Return the values of one row, in the file's order."""
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    def any_of(self, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which rows have any wanted value; `wanted` has one truth per word of the vocabulary."""
        found = chosen(self.first, wanted)
        found[self.extra_rows[wanted[self.extra_values]]] = True
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One array per property of an event; a row is an event's place in the file. Arrays are read-only.

    Bounds are the hull of `when` in instants; undated rows hold FUTURE in all four. `order` lists all rows in
    chronological order (earliest bound, fraction of a second, latest bound, place in the file; undated last), `rank`
    is its inverse. `certainty` is the weakest of the claims, `certainties` has bit `1 << Certainty` for each that any
    claim has (an event without claims counts as unknown). `several` holds the rows whose date has more than one span:
    for them the hull is not enough.
    """

    start_earliest: NDArray[np.int64]
    start_latest: NDArray[np.int64]
    end_earliest: NDArray[np.int64]
    end_latest: NDArray[np.int64]
    flags: NDArray[np.uint16]
    precision: NDArray[np.uint8]
    order: NDArray[np.int64]
    rank: NDArray[np.int64]
    kind: NDArray[np.int16]
    certainty: NDArray[np.uint8]
    certainties: NDArray[np.uint8]
    region: Ragged
    source: Ragged
    speaker: Ragged
    actor: Ragged
    lines: NDArray[np.int32]
    kinds: tuple[str, ...]
    region_codes: tuple[str, ...]
    source_ids: tuple[str, ...]
    speakers: tuple[str, ...]
    actors: tuple[str, ...]
    several: Mapping[int, When]

    @classmethod
    def from_events(cls, events: Sequence[Event], kinds: Iterable[str] = (), source_ids: Iterable[str] = ()) -> Self:
        """Make the columns of events; `kinds` and `source_ids` come first in their vocabularies, used or not."""
        whens = [event.when for event in events]
        bounds = _bounds(whens)
        order = chronological_order(bounds, [when.fraction if when else "" for when in whens])
        kind_words, source_words = Vocabulary(kinds), Vocabulary(source_ids)
        regions, speakers, actors = Vocabulary(), Vocabulary(), Vocabulary()
        return cls(
            start_earliest=_fixed(bounds[:, 0].copy()),
            start_latest=_fixed(bounds[:, 1].copy()),
            end_earliest=_fixed(bounds[:, 2].copy()),
            end_latest=_fixed(bounds[:, 3].copy()),
            flags=_column([when.flags if when else 0 for when in whens], np.uint16),
            precision=_column([when.precision if when else 0 for when in whens], np.uint8),
            order=_fixed(order),
            rank=_fixed(inverse(order)),
            kind=_column([kind_words.code(event.kind) if event.kind else -1 for event in events], np.int16),
            certainty=_column([event.certainty for event in events], np.uint8),
            certainties=_column([_bits(event) for event in events], np.uint8),
            region=Ragged.from_lists([regions.codes(event.regions) for event in events]),
            source=Ragged.from_lists([source_words.codes(event.sources) for event in events]),
            speaker=Ragged.from_lists([speakers.codes(_speakers(event.claims)) for event in events]),
            actor=Ragged.from_lists([actors.codes(event.actors) for event in events]),
            lines=_column([event.line for event in events], np.int32),
            kinds=kind_words.words,
            region_codes=regions.words,
            source_ids=source_words.words,
            speakers=speakers.words,
            actors=actors.words,
            several={row: when for row, when in enumerate(whens) if when is not None and len(when.spans) > 1},
        )

    def __len__(self) -> int:
        return len(self.order)

    def rows(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the rows in the mask, in chronological order."""
        found = np.flatnonzero(mask)
        if 2 * len(found) > len(mask):
            return picked(self.order, mask.take(self.order))
        return self.order[np.sort(self.rank[found])]  # half the time of a million random looks into the mask

    @property
    def dated(self) -> int:
        """How many rows have a date; they come first in `order`."""
        return int(np.count_nonzero(self.flags & np.uint16(WhenFlag.DATED)))

    @property
    def is_dated(self) -> NDArray[np.bool_]:
        """Which rows have a date."""
        return (self.flags & np.uint16(WhenFlag.DATED)).astype(np.bool_)


class Vocabulary:
    """Words and their codes, in order of first use."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._codes = _Codes()
        self.codes(words)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self._codes)

    def code(self, word: str) -> int:
        """Return the word's code, a new one if it is new."""
        return self._codes[word]

    def codes(self, words: Iterable[str]) -> list[int]:
        """Return the codes of several words, each once."""
        return [self._codes[word] for word in dict.fromkeys(words)]


class _Codes(dict[str, int]):
    def __missing__(self, word: str) -> int:
        code = self[word] = len(self)
        return code


def chosen(codes: NDArray[np.integer[Any]], wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which codes are wanted; code -1 stands for none and never is."""
    words = np.flatnonzero(wanted)
    if len(words) > FEW:
        return np.append(wanted, False).take(codes, mode="wrap")  # twice as fast as indexing with 32 bits
    found = np.zeros(len(codes), np.bool_)
    for word in words:
        found |= codes == codes.dtype.type(word)
    return found


def chronological_order(bounds: NDArray[np.int64], fractions: Sequence[str] = ()) -> NDArray[np.int64]:
    """Return rows by earliest bound, fraction of a second, latest bound and place; rows all FUTURE (undated) last.

    Args:
        bounds: one row of four bounds per event, as in a `Span`.
        fractions: the digits after each date's second, or nothing where no date has any.
    """
    keys = [bounds[:, 3]]
    if any(fractions):
        places = {digits: place for place, digits in enumerate(sorted({text.rstrip("0") for text in fractions}))}
        keys.append(np.array([places[text.rstrip("0")] for text in fractions], np.int64))
    return np.lexsort((*keys, bounds[:, 0])).astype(np.int64)  # nothing dated begins as late as FUTURE


def inverse(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each row's place in an order of all rows."""
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank


def _bounds(whens: Sequence[When | None]) -> NDArray[np.int64]:
    rows = []
    for when in whens:
        if when is None:
            rows.append((FUTURE, FUTURE, FUTURE, FUTURE))
        else:
            hull = when.spans[0] if len(when.spans) == 1 else when.hull
            rows.append((hull.start_earliest, hull.start_latest, hull.end_earliest, hull.end_latest))
    return np.array(rows, np.int64).reshape(-1, 4)


def _bits(event: Event) -> int:
    bits = 0
    for claim in event.claims:
        bits |= 1 << claim.certainty
    return bits or 1 << event.certainty


def _speakers(claims: Sequence[Claim]) -> list[str]:
    return [claim.by for claim in claims if claim.by]


def _column(values: Sequence[int], dtype: type[T]) -> NDArray[T]:
    return _fixed(np.array(values, dtype))


def _fixed(column: NDArray[T]) -> NDArray[T]:
    column.setflags(write=False)
    return column
