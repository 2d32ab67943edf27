"""A short list of choices with live counts and ticks: the kinds, or the certainties, of a chronology."""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from dateline.domain.claim import Certainty
from dateline.domain.facets import facets
from dateline.domain.query import Query
from dateline.domain.value import dataclass
from dateline.models.document import Document
from dateline.models.event_model import certainty_word

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ChoiceRole(IntEnum):
    """What ChoiceModel.data() answers besides Qt's own roles; the comment is the value's type."""

    KEY = Qt.ItemDataRole.UserRole  # str (kind id) or Certainty
    COUNT = Qt.ItemDataRole.UserRole + 1  # int, events this choice would show
    TALLY = Qt.ItemDataRole.UserRole + 2  # Tally, all that is drawn


@dataclass(frozen=True, slots=True)
class Tally:
    """A choice as it is drawn: its key and name, its tick, and its count beside the largest one of its option."""

    key: object
    name: str
    tick: Qt.CheckState
    count: int
    largest: int

    @property
    def share(self) -> float:
        """The count over the largest one."""
        return min(self.count / max(self.largest, 1), 1.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick: its key in the query and its name."""

    key: Any
    name: str


class ChoiceModel(QAbstractListModel):
    """Choices that are alternatives of one another. Nothing ticked means no filter."""

    choice_changed = Signal(object)  # frozenset of the ticked keys

    def __init__(
        self,
        document: Document,
        choices: Callable[[Document], Sequence[Choice]],
        counts: Callable[[Document], Mapping[Any, int]],
        ticked: Callable[[Document], frozenset[Any]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._list, self._count, self._ticked = document, choices, counts, ticked
        self._choices = list(choices(document))
        self._counts = self._first_counts()
        self._told = ticked(document)
        document.chronology_changed.connect(self._rebuild)
        document.rows_changed.connect(self._follow)
        document.facets_changed.connect(self._recount)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._choices)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._choices):
            return None
        choice = self._choices[index.row()]
        count = self._counts.get(choice.key, 0)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return counted(choice.name, count)
            case Qt.ItemDataRole.CheckStateRole:
                return self._tick(choice)
            case ChoiceRole.KEY:
                return choice.key
            case ChoiceRole.COUNT:
                return count
            case ChoiceRole.TALLY:
                return Tally(choice.key, choice.name, self._tick(choice), count, max(self._counts.values(), default=0))
        return None

    def _tick(self, choice: Choice) -> Qt.CheckState:
        is_ticked = choice.key in self._ticked(self._document)
        return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        key = frozenset([self._choices[index.row()].key])
        ticked = self._ticked(self._document)
        self.choice_changed.emit(ticked | key if Qt.CheckState(value) == Qt.CheckState.Checked else ticked - key)
        return True

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._choices = list(self._list(self._document))
        self._counts = self._first_counts()
        self._told = self._ticked(self._document)
        self.endResetModel()

    def _first_counts(self) -> Mapping[Any, int]:
        """What is known at once; of many events the counts come after the picture."""
        return self._count(self._document) if self._document.counts_are_known else {}

    def _recount(self) -> None:
        counts = self._count(self._document)
        if counts != self._counts:
            self._counts = counts
            self._tell(0, len(self._choices) - 1)

    def _follow(self) -> None:
        """Tell of ticks that changed; the counts come by themselves."""
        ticked = self._ticked(self._document)
        changed = [row for row, choice in enumerate(self._choices) if choice.key in ticked ^ self._told]
        self._told = ticked
        if changed:
            self._tell(changed[0], changed[-1])

    def _tell(self, first: int, last: int) -> None:
        if self._choices:
            self.dataChanged.emit(self.index(first), self.index(last))


def kind_model(document: Document, parent: QObject | None = None) -> ChoiceModel:
    """The kinds that occur, most frequent first."""
    return ChoiceModel(document, _kinds, lambda doc: doc.facets.kinds, lambda doc: doc.query.kinds, parent)


def certainty_model(document: Document, parent: QObject | None = None) -> ChoiceModel:
    """The certainties that occur, surest first."""
    return ChoiceModel(
        document, _certainties, lambda doc: doc.facets.certainties, lambda doc: doc.query.certainties, parent
    )


def _kinds(document: Document) -> list[Choice]:
    chronology = document.chronology
    tally = facets(chronology, Query()).kinds
    names = {kind: chronology.kinds[kind].label if kind in chronology.kinds else _no_kind() for kind in tally}
    return [Choice(kind, names[kind]) for kind in sorted(tally, key=lambda kind: (-tally[kind], names[kind]))]


def counted(name: str, count: int) -> str:
    """A choice and what it would show, as it is read aloud."""
    if count == 1:
        return QCoreApplication.translate("ChoiceModel", "{name}, 1 event").format(name=name)
    return QCoreApplication.translate("ChoiceModel", "{name}, {count} events").format(name=name, count=count)


def _no_kind() -> str:
    return QCoreApplication.translate("ChoiceModel", "No kind")


def _certainties(document: Document) -> list[Choice]:
    tally = facets(document.chronology, Query()).certainties
    return [Choice(each, certainty_word(each)) for each in reversed(Certainty) if tally[each]]
