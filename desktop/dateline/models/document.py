"""The open chronology with what is asked of it, what is selected and which stretch of time is seen."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from dateline import malloc
from dateline.domain.arrays import distinct
from dateline.domain.calendar import instant
from dateline.domain.chronology import Chronology
from dateline.domain.facets import Facets, facets
from dateline.domain.query import NO_KIND, PLACE_UNKNOWN, Answer, Query, Sieve, ask
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE, PAST
from dateline.layout.fit import finite_stretch, whole_stretch
from dateline.layout.metrics import Collapsed, Grouping, Lens, Options
from dateline.layout.viewport import Viewport
from dateline.models.history import History

MARGIN = 0.05
"""Share of the window left free at each side of what is fitted."""

AT_ONCE = 20_000
"""Up to so many events the counts of further choices follow a filter at once; of more, after its picture."""

FIRST_WIDTH = 1000.0
"""Layout units; the view gives its own width as soon as it has one."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How events are arranged: what makes a lane, what gives the colour, whether kinds carry a two-letter tag.

    `row_height` is one of ROW_HEIGHTS, in layout units.
    """

    grouping: Grouping = Grouping.REGION
    lens: Lens = Lens.KIND
    has_tags: bool = False
    row_height: float = Options().pitch
    collapsed: Collapsed = Collapsed()


class Document(QObject):
    """One chronology under the hand. It owns the rows and the selection; views mirror what they need.

    Rows are places in the file (numpy int64). All changes go through its methods, which emit once, after the change.
    """

    chronology_changed = Signal()
    rows_changed = Signal()  # `answer` is new; `query` may be
    facets_changed = Signal()  # after rows_changed: `facets` may be asked for
    current_changed = Signal(object)  # int | None, the row read in the pane
    selection_changed = Signal()
    viewport_changed = Signal(object)  # Viewport
    appearance_changed = Signal()

    def __init__(self, chronology: Chronology, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = Appearance()
        self._width = FIRST_WIDTH
        self._counting = QTimer(self, singleShot=True, interval=0)  # comes after painting, which is posted
        self.is_opening = False  # true while it tells of another chronology: nothing needs to be moved into view
        self._counting.timeout.connect(self.facets_changed)
        self._take(chronology)

    def _take(self, chronology: Chronology) -> None:
        malloc.suit(len(chronology))
        self._chronology = chronology
        self._queries = History(Query())
        self._answer = ask(chronology, Query())
        self._facets: Facets | None = None
        self._sieve: Sieve | None = None  # of the present query, until the facets are counted from it
        self._viewports = History(self.fitted_to_file())
        self._current = self._first_of_period()
        self._anchor = self._current
        self._selection = _rows_array([] if self._current is None else [self._current])
        self._await_counts()

    # what is open

    @property
    def chronology(self) -> Chronology:
        return self._chronology

    @property
    def path(self) -> Path | None:
        return self._chronology.path

    def open(self, chronology: Chronology) -> None:
        """Show another chronology, unfiltered, on its own period; it begins there, whichever event is read."""
        self._take(chronology)
        self.is_opening = True
        self.chronology_changed.emit()
        self.rows_changed.emit()
        self._tell_counts()
        self.selection_changed.emit()
        self.current_changed.emit(self._current)
        self.is_opening = False
        self.viewport_changed.emit(self.viewport)

    # what is asked

    @property
    def query(self) -> Query:
        return self._queries.present

    @property
    def answer(self) -> Answer:
        return self._answer

    @property
    def facets(self) -> Facets:
        """Counts of what each further choice would show; made when first asked for after a change."""
        if self._facets is None:
            self._facets = facets(self._chronology, self.query, self._sieve)
            self._sieve = None
        return self._facets

    @property
    def can_undo(self) -> bool:
        return self._queries.can_go_back

    @property
    def can_redo(self) -> bool:
        return self._queries.can_go_forward

    def set_query(self, query: Query) -> None:
        """Filter by `query`; an equal one changes nothing."""
        if query != self.query:
            self._queries.push(query)
            self._ask()

    def recall(self, query: Query) -> None:
        """Filter as when the file was left, without a step to undo; regions and kinds it has no more are left out."""
        chronology = self._chronology
        known = chronology.regions.codes
        kept = replace(
            query,
            regions=frozenset(code for code in query.regions if code in known or code == PLACE_UNKNOWN),
            regions_alone=frozenset(code for code in query.regions_alone if code in known),
            kinds=query.kinds & {*chronology.kinds, NO_KIND},
        )
        if kept != self.query:
            self._queries = History(kept)
            self._ask()

    def undo(self) -> None:
        """Go back to the filter before the last change."""
        if self._queries.can_go_back:
            self._queries.back()
            self._ask()

    def redo(self) -> None:
        """Take back the last undo."""
        if self._queries.can_go_forward:
            self._queries.forward()
            self._ask()

    def _ask(self) -> None:
        self._sieve = Sieve.of(self._chronology, self.query)
        self._answer = ask(self._chronology, self.query, self._sieve)
        self._facets = None
        self._await_counts()
        kept = self._selection[self._is_shown(self._selection)]
        current = self._current if self._current is not None and self.position_of(self._current) >= 0 else None
        self.rows_changed.emit()
        self._tell_counts()
        self.select(kept, current)

    @property
    def counts_are_known(self) -> bool:
        """Whether `facets` may be asked for; if not, `facets_changed` is still to come, after the picture."""
        return not self._counting.isActive()

    def _await_counts(self) -> None:
        """Before anyone is told of new rows: of few events their counts cost nothing anyone would notice."""
        if len(self._chronology) <= AT_ONCE:
            self._counting.stop()
        else:
            self._counting.start()

    def _tell_counts(self) -> None:
        if self.counts_are_known:
            self.facets_changed.emit()

    def _is_shown(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        if len(rows) <= FEW:
            return np.array([self.position_of(row) >= 0 for row in rows.tolist()], np.bool_)
        return self._mask_of(self._answer.rows)[rows]

    def _mask_of(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        mask = np.zeros(len(self._chronology), np.bool_)
        mask[rows] = True
        return mask

    # what is selected

    @property
    def current(self) -> int | None:
        return self._current

    @property
    def selection(self) -> NDArray[np.int64]:
        """Selected rows, ascending."""
        return self._selection

    def is_selected(self, row: int) -> bool:
        """Whether a row is among the selected ones, without looking at all of them."""
        place = int(np.searchsorted(self._selection, row))
        return place < len(self._selection) and int(self._selection[place]) == row

    def are_selected(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of some rows are among the selected ones, without looking at all of these."""
        if not len(self._selection):
            return np.zeros(len(rows), np.bool_)
        places = np.minimum(np.searchsorted(self._selection, rows), len(self._selection) - 1)
        found: NDArray[np.bool_] = self._selection[places] == rows
        return found

    def select(self, rows: Iterable[int] | NDArray[np.int64], current: int | None = None) -> None:
        """Select exactly `rows`; `current` is the one that is read."""
        self._anchor = current
        self._put(rows, current)

    def _put(self, rows: Iterable[int] | NDArray[np.int64], current: int | None) -> None:
        chosen = self._ascending(_rows_array(rows))
        is_new_selection = not np.array_equal(chosen, self._selection)
        is_new_current = current != self._current
        self._selection, self._current = chosen, current
        if is_new_selection:
            self.selection_changed.emit()
        if is_new_current:
            self.current_changed.emit(current)

    def _ascending(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows once each; of many, marking all rows takes a tenth of what sorting takes."""
        return distinct(rows) if len(rows) <= FEW else np.flatnonzero(self._mask_of(rows))

    def select_one(self, row: int) -> None:
        """Select and read one row."""
        self.select([row], row)

    def read(self, row: int) -> None:
        """Read a row and leave the selection as it is."""
        self._put(self._selection, row)

    def toggle(self, row: int) -> None:
        """Add one row to the selection, or take it out."""
        if self.is_selected(row):
            rest = self._selection[self._selection != row]
            self.select(rest, int(rest[-1]) if len(rest) else None)
        else:
            self.select(np.append(self._selection, row), row)

    def extend_to(self, row: int, order: NDArray[np.int64] | None = None) -> None:
        """Select everything from where the selection began to `row`, in time's order or in that of `order`."""
        rows = self._answer.rows if order is None else order
        if self._anchor is None:
            self._anchor = row
        asked = (self._anchor, row)
        places = (
            [self.position_of(each) for each in asked] if order is None else [_place(order, each) for each in asked]
        )
        ends = sorted(place for place in places if place >= 0)
        if ends:
            self._put(rows[ends[0] : ends[-1] + 1], row)

    def select_all(self) -> None:
        self.select(self._answer.rows, self._current)

    def position_of(self, row: int) -> int:
        """The place of `row` among the rows shown, from 0; -1 where it is filtered out."""
        rows, rank = self._answer.rows, self._chronology.columns.rank
        if not 0 <= row < len(rank):
            return -1
        place = bisect_left(rows, rank[row], key=rank.__getitem__)
        return place if place < len(rows) and int(rows[place]) == row else -1

    def neighbour(self, step: int) -> int | None:
        """The row `step` places after the current one in time's order, held to the ends; None: nothing is shown."""
        rows = self._answer.rows
        if not len(rows):
            return None
        position = -1 if self._current is None else self.position_of(self._current)
        if position < 0:
            return int(rows[0] if step > 0 else rows[-1])
        return int(rows[min(max(position + step, 0), len(rows) - 1)])

    def _first_of_period(self) -> int | None:
        rows = self._answer.rows
        if not len(rows):
            return None
        columns, period = self._chronology.columns, self._chronology.period
        if period is not None:
            place = bisect_left(rows, period.earliest, key=columns.start_earliest.__getitem__)
            if place < len(rows):
                return int(rows[place])
        return int(rows[0])

    # what is seen

    @property
    def viewport(self) -> Viewport:
        return self._viewports.present

    @property
    def can_go_back(self) -> bool:
        return self._viewports.can_go_back

    @property
    def can_go_forward(self) -> bool:
        return self._viewports.can_go_forward

    def set_viewport(self, viewport: Viewport, is_step: bool = True) -> None:
        """Show another stretch of time; `is_step` is false for all but the first move of a drag or wheel run."""
        if viewport == self.viewport:
            return
        if is_step:
            self._viewports.push(viewport)
        else:
            self._viewports.replace(viewport)
        self.viewport_changed.emit(viewport)

    def begin_at(self, viewport: Viewport) -> None:
        """Show a stretch of time as the first of a new view history."""
        self._viewports = History(viewport)
        self.viewport_changed.emit(viewport)

    def resize(self, width: float) -> None:
        """Show the same stretch of time at another width, in layout units; no step of the history."""
        self._width = max(width, 1.0)
        self.set_viewport(self._at_width(self.viewport), is_step=False)

    def go_back(self) -> None:
        """Show what was seen before, at the present width."""
        if self.can_go_back:
            self.viewport_changed.emit(self._settle(self._viewports.back()))

    def go_forward(self) -> None:
        """Take back the last step back."""
        if self.can_go_forward:
            self.viewport_changed.emit(self._settle(self._viewports.forward()))

    def fitted_to_file(self) -> Viewport:
        """The file's own period, else all its finite bounds, with a margin."""
        period = self._chronology.period
        if period is not None and period.earliest > PAST and period.latest < FUTURE:
            return Viewport.fitted(period.earliest, period.latest, self._width, MARGIN)
        return self._fitted(None, MARGIN)

    def fitted_to(self, rows: NDArray[np.int64], margin: float = MARGIN) -> Viewport:
        """The finite bounds of `rows` with a margin; the year 2000 where there are none."""
        return self._fitted(rows, margin)

    def _fitted(self, rows: NDArray[np.int64] | None, margin: float) -> Viewport:
        chronology = self._chronology
        extent = whole_stretch(chronology) if rows is None else finite_stretch(chronology.columns, rows)
        earliest, latest = extent or (instant(2000), instant(2001))
        return Viewport.fitted(earliest, latest, self._width, margin)

    def _at_width(self, viewport: Viewport) -> Viewport:
        return replace(viewport, scale=viewport.span / self._width, width=self._width)

    def _settle(self, viewport: Viewport) -> Viewport:
        self._viewports.replace(self._at_width(viewport))
        return self.viewport

    # how it is arranged

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        if appearance != self._appearance:
            self._appearance = appearance
            self.appearance_changed.emit()


FEW = 64
"""Up to so many rows each is looked up; of more, all rows are marked."""


def _rows_array(rows: Iterable[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    return np.fromiter(rows, dtype=np.int64) if not isinstance(rows, np.ndarray) else rows.astype(np.int64, copy=False)


def _place(order: NDArray[np.int64], row: int) -> int:
    found = np.flatnonzero(order == row)
    return int(found[0]) if len(found) else -1
