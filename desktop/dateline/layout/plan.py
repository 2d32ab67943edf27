"""The plan of an answer's drawing: lanes, their rows at every zoom octave, and what has been made of them so far."""

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer
from dateline.layout.curves import Disputes
from dateline.layout.elider import Elider, RowTitles
from dateline.layout.inks import Ink, ink_codes, inks
from dateline.layout.lane import Lane, with_beginnings
from dateline.layout.lanes import lanes
from dateline.layout.metrics import COLLAPSED_HEIGHT, LANE_LEAST, LANE_PADDING, STRIP, Measure, Options, Role
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
    ink_codes: NDArray[np.integer[Any]] = field(init=False)
    undated: NDArray[np.int64] = field(init=False)
    elider: Elider = field(init=False)
    titles: RowTitles = field(init=False)
    title_width: Callable[[int], float] = field(init=False)  # of an event's title
    disputes: Disputes = field(init=False)
    _octaves: "OrderedDict[int, OctavePlan]" = field(init=False, default_factory=OrderedDict)
    _packings: "OrderedDict[int, dict[tuple[int, bool], Packing]]" = field(init=False, default_factory=OrderedDict)

    def __post_init__(self) -> None:
        rows = self.answer.rows
        elider, titles = _elider(self.chronology, self.measure), RowTitles(self.chronology.title_of)
        values = {
            "lanes": lanes(self.chronology, self.answer, self.options.grouping, self.options.words),
            "inks": inks(self.chronology, self.options.lens, self.options.words),
            "ink_codes": ink_codes(self.chronology, self.options.lens),
            "undated": rows[self.answer.surely + self.answer.possibly :],
            "elider": elider,
            "titles": titles,
            # No method: what is packed lasts longer than an arrangement, and would hold all that made a part of it.
            "title_width": lambda row: elider.width(titles[row], Role.TITLE),
            "disputes": _disputes(self.chronology),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def arranged(self, options: Options) -> "Plan":
        """The same events with other row heights or collapsed lanes; what is packed and measured stays so."""
        made = copy.copy(self)
        object.__setattr__(made, "options", options)
        object.__setattr__(made, "_octaves", OrderedDict())
        return made

    def is_collapsed(self, lane: int) -> bool:
        """Whether a lane is one thin row."""
        return self.options.collapsed.holds(self.options.grouping, self.lanes[lane].key)

    @cached_property
    def joined_rows(self) -> tuple[NDArray[np.int64], ...]:
        """Which rows of each lane a dispute joins to another."""
        return tuple(self.disputes.joined_among(lane.rows) for lane in self.lanes)

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

    def _made(self, octave: int) -> OctavePlan:
        packings = tuple(self._packing(octave, lane) for lane in range(len(self.lanes)))
        heights = [self._height(lane, packing) for lane, packing in enumerate(packings)]
        return OctavePlan(octave, packings, np.concatenate([[0.0], np.cumsum(heights)]))

    def _packing(self, octave: int, lane: int) -> Packing:
        known = self._packings.setdefault(octave, {})
        if len(self._packings) > OCTAVES_KEPT:
            self._packings.popitem(last=False)
        key = lane, self.is_collapsed(lane)
        if key not in known:
            known[key] = self._packed(octave, *key)
        return known[key]

    def _packed(self, octave: int, lane: int, is_collapsed: bool) -> Packing:
        if is_collapsed:  # no rows: all of it is density
            return Packing(with_beginnings(self.lanes[lane]), octave, 0, self.title_width, 0)
        at_once = ALL_AT_ONCE if sum(map(len, self.lanes)) <= FEW else FEW_IN_LANE
        return Packing(self.lanes[lane], octave, self.options.max_rows, self.title_width, at_once)

    def _height(self, lane: int, packing: Packing) -> float:
        if self.is_collapsed(lane):
            return COLLAPSED_HEIGHT
        strip = STRIP * packing.has_strip
        return max(LANE_LEAST + strip, 2 * LANE_PADDING + packing.rows * self.options.pitch + strip)


_ELIDERS: WeakKeyDictionary[Chronology, Elider] = WeakKeyDictionary()


def _elider(chronology: Chronology, measure: Measure) -> Elider:
    """What measures a chronology's titles and keeps their widths, whatever a filter shows of them."""
    found = _ELIDERS.get(chronology)
    if found is None or found.measure != measure:
        found = _ELIDERS[chronology] = Elider(measure)
    return found


_DISPUTES: WeakKeyDictionary[Chronology, Disputes] = WeakKeyDictionary()


def _disputes(chronology: Chronology) -> Disputes:
    """What is known of a chronology's disputes, for all its plans."""
    found = _DISPUTES.get(chronology)
    if found is None:
        found = _DISPUTES[chronology] = Disputes(chronology)
    return found
