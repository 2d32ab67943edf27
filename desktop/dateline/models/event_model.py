"""The rows of a document as a Qt model: one event a row, for the timeline, the table and assistive technology."""

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from dateline.domain.claim import Certainty
from dateline.domain.columns import Columns, inverse
from dateline.domain.event import Event
from dateline.domain.when import Meeting
from dateline.domain.wording import short, words
from dateline.models.document import Document

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class EventColumn(IntEnum):
    """The columns of the table, in their order."""

    WHEN = 0
    TITLE = 1
    KIND = 2
    REGIONS = 3
    CERTAINTY = 4
    SOURCES = 5


class EventRole(IntEnum):
    """What EventModel.data() answers besides Qt's own roles; the comment is the value's type."""

    EVENT = Qt.ItemDataRole.UserRole  # Event
    ROW = Qt.ItemDataRole.UserRole + 1  # int, the event's place in the file
    ID = Qt.ItemDataRole.UserRole + 2  # str
    EARLIEST = Qt.ItemDataRole.UserRole + 3  # int, seconds since 1970, first possible instant
    LATEST = Qt.ItemDataRole.UserRole + 4  # int, seconds since 1970, end of the last possible one
    MEETING = Qt.ItemDataRole.UserRole + 5  # Meeting with the period asked
    CERTAINTY = Qt.ItemDataRole.UserRole + 6  # Certainty, the weakest of the claims
    KIND = Qt.ItemDataRole.UserRole + 7  # str, kind id; "" where there is none


ANSWERED = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
        *EventRole,
    )
)
"""Painting a cell asks for seven roles; the five that have no answer are told apart at once."""
EVENTS_KEPT = 256
"""Events of rows in view, and what their cells say, so that painting and a step through them make each once."""


class EventModel(QAbstractTableModel):
    """The document's answer, in time's order until sorted otherwise. A change is a reset, at one cost always."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._sorted_by = EventColumn.WHEN
        self._order = Qt.SortOrder.AscendingOrder
        self._rows: NDArray[np.int64] = document.answer.rows
        self._places: NDArray[np.int64] | None = None
        self._events: dict[int, Event] = {}
        self._texts: dict[int, tuple[str, ...]] = {}
        document.chronology_changed.connect(self._forget)
        document.rows_changed.connect(self._reset)

    # rows

    @property
    def rows(self) -> NDArray[np.int64]:
        """The file rows in the model's order."""
        return self._rows

    def row_at(self, place: int) -> int:
        """The event's row in the file at `place` of the model."""
        return int(self._rows[place])

    def texts_at(self, place: int) -> tuple[str, ...]:
        """What the cells of a row say, in the columns' order."""
        row = int(self._rows[place])
        texts = self._texts.get(row)
        if texts is None:
            if len(self._texts) >= EVENTS_KEPT:
                self._texts.clear()
            texts = self._texts[row] = tuple(str(self._text(row, column)) for column in EventColumn)
        return texts

    def place_of(self, row: int) -> int:
        """The model's place of a file row, -1 where it is not shown."""
        if self._sorted_by is EventColumn.WHEN:
            place = self._document.position_of(row)
            return place if place < 0 or self._order == Qt.SortOrder.AscendingOrder else len(self._rows) - 1 - place
        if self._places is None:
            self._places = np.full(len(self._document.chronology), -1, dtype=np.int64)
            self._places[self._rows] = np.arange(len(self._rows))
        return int(self._places[row]) if 0 <= row < len(self._places) else -1

    def _reset(self) -> None:
        self.beginResetModel()
        self._rows = self._arranged()
        self._places = None
        self.endResetModel()

    def _forget(self) -> None:
        self._events.clear()
        self._texts.clear()

    # QAbstractTableModel

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(EventColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in ANSWERED:
            return None
        place = index.row()
        if not 0 <= place < len(self._rows):  # of an index that is not valid it is -1
            return None
        row = int(self._rows[place])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, EventColumn(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, EventColumn(index.column()))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._event(row).summary
            case EventRole.EVENT:
                return self._event(row)
            case EventRole.ROW:
                return row
            case EventRole.ID:
                return self._document.chronology.id(row)
            case EventRole.EARLIEST:
                return int(self._columns.start_earliest[row])
            case EventRole.LATEST:
                return int(self._columns.end_latest[row])
            case EventRole.MEETING:
                return self._meeting(row)
            case EventRole.CERTAINTY:
                return Certainty(int(self._columns.certainty[row]))
            case EventRole.KIND:
                return self._kind(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            match section:
                case EventColumn.WHEN:
                    return self.tr("When")
                case EventColumn.TITLE:
                    return self.tr("Event")
                case EventColumn.KIND:
                    return self.tr("Kind")
                case EventColumn.REGIONS:
                    return self.tr("Region")
                case EventColumn.CERTAINTY:
                    return self.tr("Certainty")
                case EventColumn.SOURCES:
                    return self.tr("Sources")
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by, self._order = EventColumn(max(column, 0)), order
        self._reset()

    # one event

    @property
    def _columns(self) -> Columns:
        return self._document.chronology.columns

    def _event(self, row: int) -> Event:
        event = self._events.get(row)
        if event is None:
            if len(self._events) >= EVENTS_KEPT:
                self._events.clear()
            event = self._events[row] = self._document.chronology.event(row)
        return event

    def _meeting(self, row: int) -> Meeting:
        answer = self._document.answer
        place = self._document.position_of(row)
        return Meeting.POSSIBLY if place >= 0 and answer.is_possible[place] else Meeting.SURELY

    def _kind(self, row: int) -> str:
        code = int(self._columns.kind[row])
        return self._columns.kinds[code] if code >= 0 else ""

    def _text(self, row: int, column: EventColumn) -> str | int:
        chronology = self._document.chronology
        match column:
            case EventColumn.WHEN:
                when = self._event(row).when
                return short(when) if when is not None else self.tr("undated")
            case EventColumn.TITLE:
                return chronology.title_of(row)
            case EventColumn.KIND:
                kind = self._kind(row)
                return chronology.kinds[kind].label if kind else ""
            case EventColumn.REGIONS:
                return ", ".join(map(chronology.regions.name_of, self._event(row).regions))
            case EventColumn.CERTAINTY:
                return certainty_word(Certainty(int(self._columns.certainty[row])))
            case EventColumn.SOURCES:
                return len(self._columns.source.of(row))

    def _spoken(self, row: int, column: EventColumn) -> str:
        """Name, date in words and position for the event itself; the plain text for any other column."""
        if column not in (EventColumn.TITLE, EventColumn.WHEN):
            return str(self._text(row, column))
        event = self._event(row)
        when = words(event.when) if event.when is not None else self.tr("undated")
        position = self._document.position_of(row) + 1
        return self.tr("{title}, {when}, {certainty}, {position} of {count}").format(
            title=event.title,
            when=when,
            certainty=certainty_word(event.certainty),
            position=position,
            count=len(self._rows),
        )

    # order

    def _arranged(self) -> NDArray[np.int64]:
        rows = self._document.answer.rows
        if self._sorted_by is not EventColumn.WHEN:
            rows = rows[np.argsort(self._keys(rows), kind="stable")]
        return rows if self._order == Qt.SortOrder.AscendingOrder else rows[::-1]

    def _keys(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        columns, chronology = self._columns, self._document.chronology
        match self._sorted_by:
            case EventColumn.KIND:
                names = np.array([chronology.kinds[kind].label.casefold() for kind in columns.kinds], dtype=str)
                ranks = np.append(inverse(np.argsort(names, kind="stable")), len(names))
                return ranks.astype(np.int16)[columns.kind[rows]]  # kind -1, none, takes the last rank
            case EventColumn.CERTAINTY:
                return columns.certainty[rows]
            case EventColumn.SOURCES:
                return columns.source.counts[rows]
            case column:
                return np.array([str(self._text(int(row), column)).casefold() for row in rows], dtype=object)


def certainty_word(certainty: Certainty) -> str:
    """The certainty in the user's language."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Certainty", text)

    match certainty:
        case Certainty.CONFIRMED:
            return tr("confirmed")
        case Certainty.REPORTED:
            return tr("reported")
        case Certainty.CLAIMED:
            return tr("claimed")
        case Certainty.DISPUTED:
            return tr("disputed")
        case Certainty.RETRACTED:
            return tr("retracted")
        case Certainty.UNKNOWN:
            return tr("unknown")
