"""The commands that go through time and from event to event."""

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dateline.domain.calendar import DAY, instant
from dateline.domain.query import Query
from dateline.domain.when import FUTURE, PAST
from dateline.layout.viewport import Viewport
from dateline.models.document import Document
from dateline.widgets.modal import run
from dateline.widgets.timeline_view import TimelineView

ZOOM_STEP = 1.5
OVERLAP = 0.1
"""What of a window is seen again in the next one."""
DATE_SEEN = 3.0
"""A date less wide than this is no more than a point."""
DATES_AROUND = 30.0
"""So many times its length is shown before and after such a date."""
SPANS = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY, "quarter": 91 * DAY, "year": 365 * DAY, "decade": 3652 * DAY}
"""Seconds."""


class Navigation(QObject):
    """Holds the commands of the menus View and Go that move what is seen; a command is the method of its id."""

    def __init__(self, document: Document, timeline: TimelineView, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._timeline, self._window = document, timeline, window

    # zoom

    def zoom_in(self) -> None:
        self._timeline.moves.leap(ZOOM_STEP)

    def zoom_out(self) -> None:
        self._timeline.moves.leap(1 / ZOOM_STEP)

    def fit_rows(self) -> None:
        self._timeline.moves.show(self._document.fitted_to(self._document.answer.rows))

    def fit_file(self) -> None:
        self._timeline.moves.show(self._document.fitted_to_file())

    def show_span(self, seconds: int) -> None:
        """Show so many seconds around the middle of what is seen."""
        seen = self._document.viewport
        self._timeline.moves.show(seen.zoomed(seen.span / seconds, seen.width / 2))

    def show_day(self) -> None:
        self.show_span(SPANS["day"])

    def show_week(self) -> None:
        self.show_span(SPANS["week"])

    def show_month(self) -> None:
        self.show_span(SPANS["month"])

    def show_quarter(self) -> None:
        self.show_span(SPANS["quarter"])

    def show_year(self) -> None:
        self.show_span(SPANS["year"])

    def show_decade(self) -> None:
        self.show_span(SPANS["decade"])

    def page_back(self) -> None:
        self._page(-1)

    def page_on(self) -> None:
        self._page(1)

    def _page(self, step: int) -> None:
        seen = self._document.viewport
        self._timeline.moves.show(seen.panned(step * seen.width * (1 - OVERLAP)))

    # events

    def step(self, by: int) -> None:
        """Read the event so many places on."""
        row = self._document.neighbour(by)
        if row is not None:
            self._document.select_one(row)

    def previous_event(self) -> None:
        self.step(-1)

    def next_event(self) -> None:
        self.step(1)

    def to_earlier(self) -> None:
        self._timeline.reading.go_to(self._document.neighbour(-1))

    def to_later(self) -> None:
        self._timeline.reading.go_to(self._document.neighbour(1))

    def to_lane_above(self) -> None:
        self._timeline.reading.go_to(self._timeline.reading.row_in_lane(-1))

    def to_lane_below(self) -> None:
        self._timeline.reading.go_to(self._timeline.reading.row_in_lane(1))

    def to_first(self) -> None:
        self._timeline.reading.go_to(self._timeline.reading.end_row(0))

    def to_last(self) -> None:
        self._timeline.reading.go_to(self._timeline.reading.end_row(-1))

    def to_before_window(self) -> None:
        self._timeline.reading.beyond(-1)

    def to_after_window(self) -> None:
        self._timeline.reading.beyond(1)

    def to_details(self) -> None:
        self._timeline.pane_requested.emit()

    def to_first_source(self) -> None:
        self._timeline.source_requested.emit()

    def centre_event(self) -> None:
        self._timeline.moves.centre()

    def show_context(self) -> None:
        """Show what else happened around the event; once that is seen, also what the filter hides of it."""
        current = self._document.current
        if current is None or not self._document.chronology.columns.is_dated[current]:
            return  # in no place in time: nothing is around it, nor hidden by the filter
        if not self._timeline.moves.context() and self._document.query:
            self._document.set_query(Query())
            self._timeline.moves.context()

    def show_hint(self) -> None:
        self._timeline.hints.show_current()

    # dates and history

    def go_back(self) -> None:
        self._timeline.moves.go_back()

    def go_forward(self) -> None:
        self._timeline.moves.go_forward()

    def go_to_today(self) -> None:
        """Show today in the middle, at the same zoom."""
        today = datetime.now().astimezone().date()
        self._timeline.moves.show(self._document.viewport.centred(instant(today.year, today.month, today.day)))

    def go_to_date(self) -> None:
        from dateline.widgets.go_to_dialog import GoToDialog

        dialog = GoToDialog(self._window)
        if not run(dialog) or dialog.when is None:
            return
        self.go_to(dialog.when.earliest, dialog.when.latest)

    def go_to(self, earliest: int, latest: int) -> None:
        """Bring a date to the middle: at this zoom if it has room here and can be seen, else at one that suits it."""
        seen = self._document.viewport
        if earliest <= PAST or latest >= FUTURE:
            self._timeline.moves.show(seen.centred(latest if earliest <= PAST else earliest))
            return
        room = seen.span / max(latest - earliest, 1)  # how many such dates the window holds
        if room < 3:
            self._timeline.moves.show(Viewport.fitted(earliest, latest, seen.width, 1.0))
        elif seen.width / room < DATE_SEEN:
            self._timeline.moves.show(Viewport.fitted(earliest, latest, seen.width, DATES_AROUND))
        else:
            self._timeline.moves.show(seen.centred(earliest + (latest - earliest) // 2))
