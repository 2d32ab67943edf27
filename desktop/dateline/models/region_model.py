"""The regions that occur in a chronology as a checkable tree with live counts; "place unknown" is a node of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from dateline.domain.facets import facets
from dateline.domain.query import PLACE_UNKNOWN, Query
from dateline.models.choice_model import Tally, counted
from dateline.models.document import Document

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class RegionRole(IntEnum):
    """What RegionModel.data() answers besides Qt's own roles; the comment is the value's type."""

    CODE = Qt.ItemDataRole.UserRole  # str
    COUNT = Qt.ItemDataRole.UserRole + 1  # int, events this choice would show
    TALLY = Qt.ItemDataRole.UserRole + 2  # Tally, all that is drawn


@dataclass(slots=True, eq=False)
class _Node:
    code: str
    number: int = 0
    parent: "_Node | None" = None
    children: list["_Node"] = field(default_factory=list)
    is_ticked: bool = False

    def walk(self) -> Iterator["_Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def place(self) -> int:
        return self.parent.children.index(self) if self.parent is not None else 0


class RegionModel(QAbstractItemModel):
    """Ticking a region ticks what lies below it. Nothing ticked means no filter."""

    choice_changed = Signal(object, object)  # frozenset[str] regions with all below, frozenset[str] regions alone

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._root = _Node("")
        self._nodes: dict[str, _Node] = {}
        self._numbered: list[_Node] = []  # what an index's id means; Qt keeps no Python object alive
        self._counts: dict[str, int] = {}
        document.chronology_changed.connect(self._rebuild)
        document.rows_changed.connect(self._follow_query)
        document.facets_changed.connect(self._recount)
        self._rebuild()

    def index_of(self, code: str) -> QModelIndex:
        """The index of a region; invalid where it does not occur."""
        node = self._nodes.get(code)
        return self._index(node) if node is not None else QModelIndex()

    def matching(self, text: str) -> frozenset[str]:
        """Codes to show for a typed text: those it finds in any spelling, with all above and below them."""
        regions = self._document.chronology.regions
        found = {code for code in regions.find(text) if code in self._nodes}
        is_unknown_meant = text.casefold().strip() in self.tr("Place unknown").casefold()
        if text.strip() and is_unknown_meant and PLACE_UNKNOWN in self._nodes:
            found.add(PLACE_UNKNOWN)
        shown: set[str] = set()
        for code in found:
            node: _Node | None = self._nodes[code]
            shown.update(each.code for each in self._nodes[code].walk())
            while node is not None and node.code:
                shown.add(node.code)
                node = node.parent
        return frozenset(shown)

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        above = self._node(parent)
        if column != 0 or not 0 <= row < len(above.children):
            return QModelIndex()
        return self.createIndex(row, column, above.children[row].number)

    def parent(self, index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).parent if index.isValid() else None
        return self._index(above) if above is not None and above is not self._root else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of the one column: no header shows it, but it is read aloud."""
        is_name = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section == 0
        return self.tr("Region") if is_name else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(node.code)
            case Qt.ItemDataRole.AccessibleTextRole:
                return counted(self._name(node.code), self._count(node))
            case Qt.ItemDataRole.ToolTipRole:
                return self._spellings(node.code)
            case Qt.ItemDataRole.CheckStateRole:
                return self._check_state(node)
            case RegionRole.CODE:
                return node.code
            case RegionRole.COUNT:
                return self._count(node)
            case RegionRole.TALLY:
                largest = max(self._counts.values(), default=0)
                return Tally(node.code, self._name(node.code), self._check_state(node), self._count(node), largest)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        is_ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        for node in self._node(index).walk():
            node.is_ticked = is_ticked
        self._announce_ticks()
        self.choice_changed.emit(*self._choice())
        return True

    # ticks

    def _choice(self) -> tuple[frozenset[str], frozenset[str]]:
        whole: set[str] = set()
        alone: set[str] = set()
        waiting = list(self._root.children)
        while waiting:
            node = waiting.pop()
            if all(each.is_ticked for each in node.walk()):
                whole.add(node.code)
                continue
            if node.is_ticked:
                alone.add(node.code)
            waiting.extend(node.children)
        return frozenset(whole), frozenset(alone)

    def _check_state(self, node: _Node) -> Qt.CheckState:
        ticks = {each.is_ticked for each in node.walk()}
        if ticks == {True}:
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if True in ticks else Qt.CheckState.Unchecked

    def _follow(self, query: Query) -> None:
        """Take the ticks from a query that came from elsewhere (undo, a chip taken off, a remembered filter)."""
        for node in self._root.walk():
            node.is_ticked = node.code in query.regions_alone
        for code in query.regions & self._nodes.keys():
            for node in self._nodes[code].walk():
                node.is_ticked = True

    def _follow_query(self) -> None:
        if self._choice() != (self._document.query.regions, self._document.query.regions_alone):
            self._follow(self._document.query)
            self._announce_ticks()

    def _recount(self) -> None:
        counts = dict(self._document.facets.regions)
        if counts != self._counts:
            self._counts = counts
            self._announce_ticks()

    def _announce_ticks(self) -> None:
        for node in self._root.walk():
            if node.children:
                first, last = node.children[0], node.children[-1]
                self.dataChanged.emit(self._index(first), self._index(last))

    # nodes

    def _rebuild(self) -> None:
        self.beginResetModel()
        everything = facet_codes(self._document)
        self._counts = dict(self._document.facets.regions) if self._document.counts_are_known else everything
        self._root, self._nodes, self._numbered = _Node(""), {}, []
        for code in everything:
            self._add(code)
        for node in self._root.walk():
            node.children.sort(
                key=lambda each: (each.code == PLACE_UNKNOWN, -everything[each.code], self._name(each.code))
            )
        self._follow(self._document.query)
        self.endResetModel()

    def _add(self, code: str) -> _Node:
        if code in self._nodes:
            return self._nodes[code]
        region = self._document.chronology.regions.get(code)
        above = self._add(region.parent) if region is not None and region.parent else self._root
        node = _Node(code, len(self._numbered), above)
        self._numbered.append(node)
        above.children.append(node)
        self._nodes[code] = node
        return node

    def _node(self, index: Index) -> _Node:
        return self._numbered[index.internalId()] if index.isValid() else self._root

    def _index(self, node: _Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.place, 0, node.number)

    def _count(self, node: _Node) -> int:
        return self._counts.get(node.code, 0)

    def _name(self, code: str) -> str:
        if code == PLACE_UNKNOWN:
            return self.tr("Place unknown")
        return self._document.chronology.regions.name_of(code)

    def _spellings(self, code: str) -> str:
        region = self._document.chronology.regions.get(code)
        return code if region is None else " · ".join((code, *region.also))


def facet_codes(document: Document) -> dict[str, int]:
    """Every region of the chronology, with those above it, and its count without any filter."""
    counts = facets(document.chronology, Query()).regions
    return {code: count for code, count in counts.items() if count}
