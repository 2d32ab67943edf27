"""The marks of a stretch of time: what form each event takes, where it stands, what is sure about it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.domain.columns import Columns
from dateline.domain.value import dataclass
from dateline.domain.when import Precision, WhenFlag
from dateline.layout.metrics import DOT_MOST, DOUBT, HATCH, REACH_OF_DOT
from dateline.layout.viewport import REACH, Viewport

LEAST_BRACKET = 10.0
EVER_NEAR = 24.0
"""No mark takes up more than this beyond its date."""


class Form(IntEnum):
    """How an event is drawn."""

    DOT = 0
    """A sign in the middle of its cell."""
    BRACKET = 1
    """Somewhere in this extent: hatched between brackets, no dot."""
    BAR = 2
    """Lasted: solid where every reading covers it, hatched where some do."""
    PARTS = 3
    """Several dates: each drawn for itself on a thin connector, see `Part`."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Parallel arrays, one entry per shown mark. x from the time area's left edge, y from the first lane's top.

    [hull_left, hull_right) is the possible extent, [solid_left, solid_right) the certain one (empty: left >= right),
    both clipped some way outside the view; [left, right) is what the mark takes up, `x` its middle.
    """

    row: NDArray[np.int64]
    lane: NDArray[np.int32]
    y: NDArray[np.float64]
    hull_left: NDArray[np.float64]
    hull_right: NDArray[np.float64]
    solid_left: NDArray[np.float64]
    solid_right: NDArray[np.float64]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    x: NDArray[np.float64]
    form: NDArray[np.uint8]
    sign: NDArray[np.uint8]
    ink: NDArray[np.int32]
    flags: NDArray[np.uint16]
    is_possible: NDArray[np.bool_]
    title_width: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.row)

    def where(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "Marks":
        """Return some of the marks."""
        return replace(self, **{field.name: getattr(self, field.name)[kept] for field in fields(self)})

    def moved(self, dx: float) -> "Marks":
        """Return the same with x counted from `dx` further right."""
        names = ("hull_left", "hull_right", "solid_left", "solid_right", "left", "right", "x")
        return replace(self, **{name: getattr(self, name) - dx for name in names})

    def has(self, flag: WhenFlag) -> NDArray[np.bool_]:
        """Return which marks have any of these flags."""
        has: NDArray[np.bool_] = (self.flags & np.uint16(flag)) != 0
        return has


@dataclass(frozen=True, slots=True)
class Part:
    """One member or alternative of a date with several; a sign at `x`, or a bracket from `left` to `right`."""

    mark: int
    x: float
    left: float
    right: float
    is_dot: bool


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """What stands in some lanes over a stretch of time at one octave, before any x is known; parallel arrays.

    `start` and `end` are the hull of each date, `solid_start` and `solid_end` what every reading covers (empty: equal).
    """

    row: NDArray[np.int64]
    lane: NDArray[np.int32]
    y: NDArray[np.float64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    solid_start: NDArray[np.int64]
    solid_end: NDArray[np.int64]
    form: NDArray[np.uint8]
    sign: NDArray[np.uint8]
    ink: NDArray[np.int32]
    flags: NDArray[np.uint16]
    is_possible: NDArray[np.bool_]
    title_width: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        columns: Columns,
        inks: NDArray[np.integer[Any]],
        unit: float,
        rows: NDArray[np.int64],
        lanes: NDArray[np.int32],
        ys: NDArray[np.float64],
        is_possible: NDArray[np.bool_],
        title_widths: NDArray[np.float64],
    ) -> "Gathered":
        """Look up the rows of a chronology that stand in these lanes and heights; `unit` as in `forms_of`."""
        start, end = columns.start_earliest[rows], columns.end_latest[rows]
        flags = _with_open_ends(columns.flags[rows], start, end)
        forms = forms_of(columns, rows, unit)
        solid_start, solid_end = columns.start_latest[rows], columns.end_earliest[rows]
        is_sure = (forms == Form.BAR) & ((flags & np.uint16(WhenFlag.UNCERTAIN)) == 0) & (solid_start < solid_end)
        return cls(
            rows, lanes, ys, start, end, np.where(is_sure, solid_start, start), np.where(is_sure, solid_end, start),
            forms, columns.certainty[rows], inks[rows].astype(np.int32), flags, is_possible, title_widths,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.row)

    def where(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "Gathered":
        """Return some of it."""
        return replace(self, **{field.name: getattr(self, field.name)[kept] for field in fields(self)})


def marks_of(gathered: Gathered, viewport: Viewport, is_wanted: NDArray[np.bool_] | None = None) -> Marks:
    """Return the marks at a viewport; those wholly outside it are left out unless `is_wanted`."""
    near = viewport.x_of(gathered.end) > -EVER_NEAR
    near &= viewport.x_of(gathered.start) < viewport.width + EVER_NEAR
    if is_wanted is not None:
        near |= is_wanted
    found = gathered.where(near.nonzero()[0])
    start, end = viewport.x_of(found.start), viewport.x_of(found.end)
    hull_left, hull_right = _near(viewport, start), _near(viewport, end)
    x = np.clip((start + end) / 2, -4000.0, viewport.width + 4000.0)
    is_dot = found.form == Form.DOT
    half = np.where(is_dot, REACH_OF_DOT, LEAST_BRACKET / 2)
    left = np.where(is_dot, x - half, np.minimum(hull_left, x - half))
    right = np.where(is_dot, x + half, np.maximum(hull_right, x + half))
    right += np.where(found.flags & np.uint16(WhenFlag.UNCERTAIN), DOUBT, 0.0)
    solid_left = _near(viewport, viewport.x_of(found.solid_start))
    solid_right = _near(viewport, viewport.x_of(found.solid_end))
    made = Marks(
        found.row, found.lane, found.y, hull_left, hull_right, solid_left, solid_right, left, right, x, found.form,
        found.sign, found.ink, found.flags, found.is_possible, found.title_width,
    )  # fmt: skip
    is_seen = (right > 0.0) & (left < viewport.width)
    if is_wanted is not None:
        is_seen |= is_wanted[near]
    return made if is_seen.all() else made.where(is_seen.nonzero()[0])


def forms_of(columns: Columns, rows: NDArray[np.int64], unit: float) -> NDArray[np.uint8]:
    """Return the form of each row where a layout unit is `unit` seconds; nothing imprecise becomes a dot."""
    flags = columns.flags[rows]
    length = np.clip(columns.end_latest[rows], -REACH, REACH) - np.clip(columns.start_earliest[rows], -REACH, REACH)
    unbounded = WhenFlag.START_OPEN | WhenFlag.END_OPEN | WhenFlag.START_UNKNOWN | WhenFlag.END_UNKNOWN
    vague = np.uint16(WhenFlag.APPROXIMATE | WhenFlag.ONE_OF | unbounded)
    is_sharp = (columns.precision[rows] >= Precision.DAY) & (flags & vague == 0) & (length <= DOT_MOST * unit)
    is_bar = flags & np.uint16(WhenFlag.INTERVAL) != 0
    forms = np.where(is_bar, Form.BAR, np.where(is_sharp, Form.DOT, Form.BRACKET)).astype(np.uint8)
    if columns.several:
        is_several = np.isin(rows, np.fromiter(columns.several, np.int64, len(columns.several)))
        forms[is_several & ((flags & np.uint16(WhenFlag.EACH)) != 0)] = Form.PARTS
        forms[is_several & ((flags & np.uint16(WhenFlag.ONE_OF)) != 0)] = Form.PARTS
    return forms


def parts_of(marks: Marks, columns: Columns, viewport: Viewport) -> tuple[Part, ...]:
    """Return the members and alternatives of the marks that have several; adjoining ones are one bracket."""
    found = []
    for mark in np.flatnonzero(marks.form == Form.PARTS).tolist():
        row = int(marks.row[mark])
        day_or_finer = int(columns.precision[row]) >= Precision.DAY
        may_dot = day_or_finer and bool(marks.flags[mark] & np.uint16(WhenFlag.EACH))
        merges = not marks.flags[mark] & np.uint16(WhenFlag.EACH)
        spans = columns.several[row].spans
        runs = {(span.start_earliest, span.end_latest) for span in spans if span.unit is not None}
        bounds = [(span.start_earliest, span.end_latest) for span in spans]
        for start, end in _merged(bounds) if merges else bounds:
            is_run = (start, end) in runs  # of many days, however short it is drawn
            is_dot = may_dot and not is_run and end - start <= DOT_MOST * 2.0**viewport.octave
            ends = np.array([start, end], np.int64)
            left, right = _near(viewport, viewport.x_of(ends)).tolist()
            found.append(Part(mark, (left + right) / 2, left, right, is_dot))
    return tuple(found)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _with_open_ends(flags: NDArray[np.uint16], start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.uint16]:
    """A set such as [..2024-08-09] has no bound either, and is drawn with an open arrow on that side."""
    unknown_start, unknown_end = np.uint16(WhenFlag.START_UNKNOWN), np.uint16(WhenFlag.END_UNKNOWN)
    opens_before = (start <= -REACH) & (flags & unknown_start == 0)
    opens_after = (end >= REACH) & (flags & unknown_end == 0)
    opened = np.where(opens_before, int(WhenFlag.START_OPEN), 0) | np.where(opens_after, int(WhenFlag.END_OPEN), 0)
    return flags | opened.astype(np.uint16)


def _near(viewport: Viewport, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """x, kept within a few widths of the view so that painters need not clip what is astronomically far.

    It is moved by whole widths of the hatching's pattern, which is counted from there.
    """
    low, high = -2000.0, viewport.width + 2000.0
    near: NDArray[np.float64] = np.where(
        x < low, low + (x - low) % HATCH, np.where(x > high, high + (x - high) % HATCH, x)
    )
    return near
