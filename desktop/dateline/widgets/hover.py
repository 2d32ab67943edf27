"""A few lines on what the pointer rests on, or on the event that keys lead to; never the only place of a fact."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QToolTip

from dateline.domain.claim import Certainty
from dateline.domain.wording import words
from dateline.layout.scene import Hit, HitKind
from dateline.models.document import Document
from dateline.models.event_model import certainty_word
from dateline.widgets.markup import escape

if TYPE_CHECKING:
    from dateline.widgets.timeline_view import TimelineView

REST_MS = 300
LASTS_MS = 60_000
"""A hint stays while the pointer does; Qt's own time is too short to read some."""
AROUND = 6
"""The pointer may move so far before a hint goes, layout units."""


class Hints(QObject):
    """Waits until pointer or keys rest, and then says what is there."""

    def __init__(self, view: "TimelineView", document: Document) -> None:
        super().__init__(view)
        self._view, self._document = view, document
        self.is_for_keys = False  # whether it comes by itself where keys lead, as no pane tells of the event
        self._show: Callable[[], None] = self.forget
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._rest)

    def rest_at(self, point: QPoint, hit: Hit | None) -> None:
        """The pointer is at a point; once it rests there, anything said about another goes."""
        if QToolTip.isVisible() and hit is None:
            QToolTip.hideText()
        self._show = lambda: self._show_at(point, hit)
        self._timer.start()

    def follow_keys(self) -> None:
        """Keys have led to the current event; what is said of another goes."""
        self.forget()
        if self.is_for_keys and self._view.hasFocus():
            self._show = self.show_current
            self._timer.start()

    @property
    def is_shown(self) -> bool:
        return QToolTip.isVisible()

    def forget(self) -> None:
        """Say nothing."""
        self._timer.stop()
        QToolTip.hideText()

    def show_current(self) -> None:
        """Say at once what the current event is, below its mark, or in the middle where it has none here."""
        current = self._document.current
        if current is None:
            return
        view = self._view.viewport()
        found = self._view.scene.rect_of(current)
        mark = QRect(view.rect().center(), view.rect().center()) if found is None else QRect(*map(round, found))
        below = (mark & view.rect()).bottomLeft() if mark.intersects(view.rect()) else view.rect().center()
        QToolTip.showText(view.mapToGlobal(below), self.event_words(current), view, view.rect(), LASTS_MS)

    def _rest(self) -> None:
        self._show()

    def _show_at(self, point: QPoint, hit: Hit | None) -> None:
        text = self.words(hit) if hit is not None else ""
        view = self._view.viewport()
        around = QRect(point, point).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        if text:
            QToolTip.showText(view.mapToGlobal(point), text, view, around, LASTS_MS)
        else:
            QToolTip.hideText()

    # what is said

    def words(self, hit: Hit) -> str:
        """What stands at a point, as rich text; empty for nothing."""
        match hit.kind:
            case HitKind.MARK | HitKind.TRAY if len(hit.rows) == 1:
                return self.event_words(int(hit.rows[0]))
            case HitKind.BLOCK | HitKind.DENSITY:
                return self._heap_words(hit)
            case HitKind.MORE:
                told = _tr("{n} events found no room here. Click to zoom in until they come apart.")
                return _page(told.format(n=f"{len(hit.rows):,}"))
            case HitKind.HEADER if 0 <= hit.lane < len(self._view.plan.lanes):
                return self._lane_words(hit.lane)
            case HitKind.TRIANGLE if self._view.plan.is_collapsed(hit.lane):
                return _page(_tr("Expand the lane"))
            case HitKind.TRIANGLE:
                return _page(_tr("Collapse the lane"))
            case _:
                return ""

    def event_words(self, row: int) -> str:
        """Title, date in words, certainty and sources of an event."""
        chronology = self._document.chronology
        event = chronology.event(row)
        when = words(event.when) if event.when is not None else _tr("no date")
        sources = len(chronology.columns.source.of(row))
        counted = _tr("1 source") if sources == 1 else _tr("{n} sources").format(n=sources)
        kind = chronology.kinds[event.kind].label if event.kind else ""
        regions = ", ".join(map(chronology.regions.name_of, event.regions))
        facts = " · ".join(part for part in (certainty_word(event.certainty), counted, kind, regions) if part)
        return _page(f"<b>{escape(event.title)}</b>", escape(when[:1].upper() + when[1:]), escape(facts))

    def _heap_words(self, hit: Hit) -> str:
        weakest = Certainty(int(self._document.chronology.columns.certainty[hit.rows].min()))
        told = _tr("{n} events, the weakest {certainty}. Click to zoom in until they come apart.")
        return _page(escape(told.format(n=f"{len(hit.rows):,}", certainty=certainty_word(weakest))))

    def _lane_words(self, index: int) -> str:
        lane, plan = self._view.plan.lanes[index], self._view.plan
        told = _tr("Click selects them, a double click fits them.")
        return _page(f"<b>{escape(lane.name)}</b>", escape(plan.options.words.counted(len(lane))), escape(told))


def _page(*lines: str) -> str:
    return f"<p style='margin: 0'>{'<br>'.join(lines)}</p>"  # rich text wraps


def _tr(text: str) -> str:
    return QCoreApplication.translate("Hints", text)
