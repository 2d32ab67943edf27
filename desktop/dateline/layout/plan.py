"""The plan of an answer's drawing: lanes, their rows at every zoom octave, and what has been made of them so far."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer
from dateline.layout.curves import Disputes
from dateline.layout.inks import Ink, ink_codes, inks
from dateline.layout.labels import Elider
from dateline.layout.lanes import Lane, lanes
from dateline.layout.metrics import LANE_LEAST, LANE_PADDING, STRIP, Measure, Options, Role
from dateline.layout.packing import ALL_AT_ONCE, Packing
from dateline.layout.viewport import Viewport

OCTAVES_KEPT = 6
FEW = 1500
"""Up to so many events all lanes are packed whole; of more, only lanes with up to FEW_IN_LANE."""
FEW_IN_LANE = 60


@dataclass(frozen=True, slots=True, eq=False)
class OctavePlan:
    """Where lanes stand at one octave: `tops` has one more entry than lanes, the last is the whole height."""

    octave: int
    packings: tuple[Packing, ...]
    tops: NDArray[np.float64]
    kept: "OrderedDict[Hashable, object]" = field(default_factory=OrderedDict)

    @property
    def height(self) -> float:
        return float(self.tops[-1])


@dataclass(frozen=True, eq=False)
class Plan:
    """What is drawn of a chronology, independent of the window: make a new one when answer or options change.

    Everything expensive is made when first looked at and kept: rows by octave and tile, widths and cuts of titles.
    `measure(text, role)` gives a text's width in layout units.
    """

    chronology: Chronology
    answer: Answer
    options: Options
    measure: Measure
    lanes: tuple[Lane, ...] = field(init=False)
    inks: tuple[Ink, ...] = field(init=False)
    ink_codes: NDArray[np.int32] = field(init=False)
    undated: NDArray[np.int64] = field(init=False)
    source_counts: NDArray[np.int64] = field(init=False)
    elider: Elider = field(init=False)
    disputes: Disputes = field(init=False)
    _octaves: "OrderedDict[int, OctavePlan]" = field(init=False, default_factory=OrderedDict)

    def __post_init__(self) -> None:
        columns = self.chronology.columns
        rows = self.answer.rows
        values = {
            "lanes": lanes(self.chronology, self.answer, self.options.grouping, self.options.words),
            "inks": inks(self.chronology, self.options.lens),
            "ink_codes": ink_codes(self.chronology, self.options.lens),
            "undated": rows[~columns.is_dated[rows]],
            "source_counts": columns.source.counts,
            "elider": Elider(self.measure),
            "disputes": _disputes(self.chronology),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def disputed_by(self, row: int) -> tuple[int, ...]:
        """Return the rows that a row's event disputes."""
        return self.disputes.by(row)

    def octave(self, octave: int) -> OctavePlan:
        """Return the rows at an octave; the last few octaves are kept."""
        found = self._octaves.get(octave)
        if found is None:
            found = self._made(octave)
            self._octaves[octave] = found
            if len(self._octaves) > OCTAVES_KEPT:
                self._octaves.popitem(last=False)
        self._octaves.move_to_end(octave)
        return found

    def height(self, viewport: Viewport) -> float:
        """How high all lanes are together at the viewport's octave: what a vertical scroll bar needs."""
        return self.octave(viewport.octave).height

    def title_width(self, row: int) -> float:
        """The width of an event's title."""
        return self.elider.width(self.chronology.title_of(row), Role.TITLE)

    def _made(self, octave: int) -> OctavePlan:
        at_once = ALL_AT_ONCE if sum(map(len, self.lanes)) <= FEW else FEW_IN_LANE
        packings = tuple(Packing(lane, octave, self.options.max_rows, self.title_width, at_once) for lane in self.lanes)
        heights = [
            max(
                LANE_LEAST + STRIP * packing.has_strip,
                2 * LANE_PADDING + packing.rows * self.options.pitch + STRIP * packing.has_strip,
            )
            for packing in packings
        ]
        return OctavePlan(octave, packings, np.concatenate([[0.0], np.cumsum(heights)]))


_DISPUTES: WeakKeyDictionary[Chronology, Disputes] = WeakKeyDictionary()


def _disputes(chronology: Chronology) -> Disputes:
    """What is known of a chronology's disputes, for all its plans."""
    found = _DISPUTES.get(chronology)
    if found is None:
        found = _DISPUTES[chronology] = Disputes(chronology)
    return found
