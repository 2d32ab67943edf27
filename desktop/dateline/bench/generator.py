"""Synthetic chronologies of any size: columns from one seed, events made only when one is looked at."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.domain.calendar import DAY, FUTURE, civil, instant
from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.columns import Columns, Ragged, chronological_order, inverse
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link
from dateline.domain.region import RegionTable
from dateline.domain.source import Citation, Source
from dateline.domain.when import Precision, WhenFlag

T = TypeVar("T", bound=np.generic)

SEED = 2024
FIRST_DAY = instant(2000) // DAY
DAYS_A_YEAR = 365.25
REGIONS = (
    *("RU-KRS", "RU-BEL", "RU-BRY", "RU-VOR", "RU-MOW", "RU-ROS", "RU-LIP", "RU-ORL", "RU-TUL", "RU-SAR"),
    *("UA-59", "UA-63", "UA-74", "UA-14", "UA-23", "UA-30", "UA-12", "US", "KP", "GB"),
)
KINDS = ("combat", "strike", "territory", "deployment", "statement", "diplomacy", "casualties", "aid", "trial")
SPEAKERS = ("The general staff", "The ministry of defence", "The governor", "A commander", "The mayor", "An observer")
CERTAINTY_SHARES = (0.08, 0.02, 0.05, 0.30, 0.35, 0.20)
SUBJECTS = (
    *("Troops", "Drones", "A convoy", "An armoured column", "The governor", "A refinery", "A bridge", "Paratroopers"),
    *("The air defence", "A supply depot", "Border guards", "A delegation", "Rescuers", "An airfield", "Engineers"),
    "The assault group",
)
VERBS = (
    *("reach", "leave", "shell", "hold", "lose", "evacuate", "name", "deny", "confirm", "cross", "repel", "rebuild"),
    *("watch over", "count losses at", "bring aid to", "report on"),
)
OBJECTS = (
    *("the village", "the crossing", "the railway station", "the border post", "the river bank", "the town hall"),
    *("the power station", "the school", "the main road", "the forest edge", "the hospital", "the old fort"),
    *("the supply line", "the second trench", "the dam", "the northern outskirts"),
)
SOURCES = 300
_FACTOR = 2654435761
_HAS_SECTOR = 1 << 22
MONTH_SHARE, INTERVAL_SHARE, APPROXIMATE_SHARE, DOUBTED_SHARE, UNDATED_SHARE = 0.06, 0.12, 0.03, 0.02, 0.004


class SyntheticRecords:
    """Events that follow from their row: equal rows give equal events. `made` counts those made so far."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.made = 0

    def __len__(self) -> int:
        return len(self._columns)

    def id(self, row: int) -> str:
        return f"event-{row}"

    def row_of(self, event_id: str) -> int | None:
        number = event_id.removeprefix("event-")
        row = int(number) if number.isdecimal() else len(self)
        return row if row < len(self) and self.id(row) == event_id else None

    def links(self) -> Mapping[int, Sequence[Link]]:
        """No row: none relates to another."""
        return {}

    def holding(self, word: str, start: int, stop: int) -> NDArray[np.bool_]:
        """Return which rows have a folded word in their title, from the few words that titles are made of."""
        mixed = np.arange(start, stop, dtype=np.int64) * _FACTOR & 0xFFFFFFFF
        mixed ^= mixed >> 15
        found = np.zeros(stop - start, np.bool_)
        for place, words in enumerate((SUBJECTS, VERBS, OBJECTS)):
            found |= np.array([word in text.lower() for text in words])[mixed >> 4 * place & 15]
        is_in_sector = np.array([word in f"{number}" or word in "of sector" for number in range(1024)])
        found |= is_in_sector[mixed >> 12 & 1023] & (mixed & _HAS_SECTOR != 0)
        return found

    def title(self, row: int) -> str:
        mixed = _mixed(row)
        words = f"{SUBJECTS[mixed & 15]} {VERBS[mixed >> 4 & 15]} {OBJECTS[mixed >> 8 & 15]}"
        return f"{words} of sector {mixed >> 12 & 1023}" if mixed & _HAS_SECTOR else words

    def event(self, row: int) -> Event:
        self.made += 1
        columns = self._columns
        kind, mixed = int(columns.kind[row]), _mixed(row)
        cites = tuple(Citation(columns.source_ids[code]) for code in columns.source.of(row))
        said_by = Attribution(columns.speakers[columns.speaker.first[row]])
        date = self.date(row)
        return Event(
            self.id(row),
            self.title(row),
            summary=f"What is known of it comes from {1 + (mixed >> 5) % 4} accounts, which differ in the hour.",
            when=parse_edtf(date) if date else None,
            kind=columns.kinds[kind] if kind >= 0 else "",
            regions=tuple(columns.region_codes[code] for code in columns.region.of(row)),
            claims=(Claim(said_by, certainty=Certainty(int(columns.certainty[row])), cites=cites),),
        )

    def date(self, row: int) -> str:
        """The event's date in EDTF; empty where it has none."""
        columns = self._columns
        flags = int(columns.flags[row])
        if not flags & WhenFlag.DATED:
            return ""
        first = civil(int(columns.start_earliest[row]) + (DAY if flags & WhenFlag.APPROXIMATE else 0))
        if columns.precision[row] == Precision.MONTH:
            return f"{first.year:04}-{first.month:02}"
        text = f"{first.year:04}-{first.month:02}-{first.day:02}"
        if flags & WhenFlag.INTERVAL:
            last = civil(int(columns.end_latest[row]) - DAY)
            text += f"/{last.year:04}-{last.month:02}-{last.day:02}"
        return text + ("~" if flags & WhenFlag.APPROXIMATE else "") + ("?" if flags & WhenFlag.UNCERTAIN else "")


def synthetic(count: int, years: float = 30.0, seed: int = SEED) -> Chronology:
    """Return `count` events spread evenly over so many years from 2000 on, in 20 regions and of 9 kinds.

    Most are dated to the day, some to the month, some are intervals of up to three weeks, about days or doubted; one in
    250 has no date, one in 20 no region and one in 10 two. Equal arguments give equal chronologies.
    """
    random = _Random(seed)
    columns = _columns(count, years, random)
    return Chronology(
        columns=columns,
        records=SyntheticRecords(columns),
        regions=RegionTable.builtin(),
        title=f"{count:,} synthetic events",
        kinds={kind: Kind(kind) for kind in KINDS},
        sources={source: Source(source, title=f"Report {source}") for source in columns.source_ids},
    )


class _Random:
    """Numbers that look random and are the same for a seed with every NumPy: SplitMix64 of 0, 1, 2…

    NumPy's own come with OpenSSL, 9 MB that would be taken for the program's.
    """

    def __init__(self, seed: int) -> None:
        self._next = np.uint64(seed << 40)

    def shares(self, count: int) -> NDArray[np.float64]:
        """Return numbers from 0 up to 1."""
        mixed = np.arange(1, count + 1, dtype=np.uint64)
        mixed += self._next
        self._next += np.uint64(count)
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed ^= mixed >> np.uint64(shift)
            mixed *= np.uint64(factor)
        mixed ^= mixed >> np.uint64(31)
        return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def integers(self, low: int, high: int, count: int) -> NDArray[np.int64]:
        """Return whole numbers from `low` up to and without `high`."""
        return (low + self.shares(count) * (high - low)).astype(np.int64)

    def choice(self, shares: Sequence[float], count: int) -> NDArray[np.uint8]:
        """Return places in `shares`, each as often as its share says."""
        return np.searchsorted(np.cumsum(shares[:-1]), self.shares(count), side="right").astype(np.uint8)


def _columns(count: int, years: float, random: _Random) -> Columns:
    bounds, flags, precision = _dates(count, years, random)
    order = _fixed(chronological_order(bounds))
    certainty = random.choice(CERTAINTY_SHARES, count)
    start_earliest, start_latest, end_earliest, end_latest = (_fixed(bounds[:, side].copy()) for side in range(4))
    return Columns(
        start_earliest=start_earliest,
        start_latest=start_latest,
        end_earliest=end_earliest,
        end_latest=end_latest,
        flags=_fixed(flags),
        precision=_fixed(precision),
        order=order,
        rank=_fixed(inverse(order)),
        kind=_fixed(random.integers(0, len(KINDS), count).astype(np.int16)),
        certainty=_fixed(certainty),
        certainties=_fixed(np.left_shift(np.uint8(1), certainty)),
        region=_several(random.choice((0.05, 0.85, 0.10), count).astype(np.int64), len(REGIONS), random),
        source=_several(random.integers(1, 4, count), SOURCES, random),
        speaker=_several(np.ones(count, np.int64), len(SPEAKERS), random),
        actor=_several(np.zeros(count, np.int64), 1, random),
        lines=_fixed(np.zeros(count, np.int32)),
        kinds=KINDS,
        region_codes=REGIONS,
        source_ids=tuple(f"source-{number}" for number in range(SOURCES)),
        speakers=SPEAKERS,
        actors=(),
        several={},
    )


def _dates(
    count: int, years: float, random: _Random
) -> tuple[NDArray[np.int64], NDArray[np.uint16], NDArray[np.uint8]]:
    """Return the four bounds of each row, its flags and its precision."""
    day = FIRST_DAY + random.integers(0, max(int(years * DAYS_A_YEAR), 1), count)
    share = random.shares(count)
    is_month = share < MONTH_SHARE
    is_interval = ~is_month & (share < MONTH_SHARE + INTERVAL_SHARE)
    is_about = ~is_month & ~is_interval & (share < MONTH_SHARE + INTERVAL_SHARE + APPROXIMATE_SHARE)
    months = (day * DAY).astype("datetime64[s]").astype("datetime64[M]")
    first = np.where(is_month, months.astype("datetime64[D]").astype(np.int64), day - is_about)
    last = np.where(
        is_month, (months + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64), day + 1 + is_about
    )
    length = np.where(is_interval, random.integers(1, 21, count), 0)
    bounds = np.stack([first, last, first + length, last + length], axis=1) * DAY
    flags = np.full(count, WhenFlag.DATED, np.uint16)
    flags[is_interval] |= np.uint16(WhenFlag.INTERVAL)
    flags[is_about] |= np.uint16(WhenFlag.APPROXIMATE)
    flags[is_interval & (random.shares(count) < DOUBTED_SHARE)] |= np.uint16(WhenFlag.UNCERTAIN)
    precision = np.where(is_month, Precision.MONTH, Precision.DAY).astype(np.uint8)
    is_undated = random.shares(count) < UNDATED_SHARE
    bounds[is_undated], flags[is_undated], precision[is_undated] = FUTURE, 0, 0
    return bounds, flags, precision


def _several(counts: NDArray[np.int64], words: int, random: _Random) -> Ragged:
    """Return so many codes per row, of so many words; the codes of a row differ."""
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    base = np.repeat(random.integers(0, words, len(counts)), counts)
    within = np.arange(len(base)) - np.repeat(offsets[:-1], counts)
    return Ragged(_fixed(offsets), _fixed(((base + within) % words).astype(np.int32)))


def _fixed(column: NDArray[T]) -> NDArray[T]:
    column.setflags(write=False)
    return column


def _mixed(row: int) -> int:
    """The row's number, mixed to 32 bits that look unordered (Knuth's multiplicative hash, folded)."""
    product = row * _FACTOR & 0xFFFFFFFF
    return product ^ product >> 15
