"""The filter pane: regions, certainty, kind, period and words, each with what it would show."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QScrollArea,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import DateError
from dateline.domain.query import Query
from dateline.domain.wording import words
from dateline.models.choice_model import ChoiceModel, ChoiceRole, certainty_model, kind_model
from dateline.models.document import Document
from dateline.models.region_model import RegionModel, RegionRole
from dateline.models.seeker import Found, Seeker
from dateline.widgets.assistive import add_clear_button
from dateline.widgets.count_delegate import ROW_HEIGHT, CountDelegate, Decorate
from dateline.widgets.still_label import StillLabel

TYPING_PAUSE_MS = 200
ALWAYS_OPEN = 40
"""A region tree of up to so many rows is opened whole; a larger one shows its countries."""
MOST_ROWS = 13.5
"""The tree scrolls where it has more, so that the other filters stay in sight; the half row says that it goes on."""


class FilterPane(QScrollArea):
    """Asks the document, and shows what others ask. `decorate_*` draw the signs of kinds and certainties."""

    def __init__(
        self,
        document: Document,
        decorate_kind: Decorate | None = None,
        decorate_certainty: Decorate | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("filter_pane")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Filters"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has it, and is scrolled to
        self._document = document
        self._is_following = False
        self._asked = Query()  # what the two lines say, unless something is being typed
        self.region_model = RegionModel(document, self)
        self.certainty_model = certainty_model(document, self)
        self.kind_model = kind_model(document, self)
        self._count = StillLabel(self)
        self._count.setObjectName("soft")
        self.region_search = self._line(self.tr("Find a region: Kiev, Курск…"), self.tr("Find a region"))
        self.regions = RegionTree(self.region_model, self)
        self.certainties = ChoiceList(self.certainty_model, decorate_certainty, self.tr("Certainty"), self)
        self.kinds = ChoiceList(self.kind_model, decorate_kind, self.tr("Kind"), self)
        self.period = self._line(self.tr("2024-10 or 2024-08-06/2024-09"), self.tr("Period"))
        self.text = self._line(self.tr("Words in titles, claims, names"), self.tr("Words"))
        self._reading = QLabel(self)
        self._reading.setObjectName("soft")
        self._reading.setWordWrap(True)
        self._reading.setTextFormat(Qt.TextFormat.PlainText)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._seeker = Seeker(self)
        self._sought: str | None = None  # words that rows are being looked through for, before they become the filter
        self._lay_out()
        self._connect()
        self._follow()

    def close_search(self) -> None:
        """End what still goes on, before the program ends."""
        self._sought = None
        self._seeker.wait()

    def sizeHint(self) -> QSize:
        return QSize(256, 600)

    # parts

    def _line(self, placeholder: str, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(placeholder)
        add_clear_button(line, self.tr("Clear"))
        line.setAccessibleName(name)
        return line

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setObjectName("pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 10, 16)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(_heading(self.tr("Region")))
        head.addStretch(1)
        head.addWidget(self._count)
        column.addLayout(head)
        for part in (self.region_search, self.regions):
            column.addWidget(part)
        for title, parts in (
            (self.tr("Certainty"), (self.certainties,)),
            (self.tr("Kind"), (self.kinds,)),
            (self.tr("Period"), (self.period, self._reading)),
            (self.tr("Words"), (self.text,)),
        ):
            column.addSpacing(8)
            column.addWidget(_heading(title))
            for each in parts:
                column.addWidget(each)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.region_model.choice_changed.connect(self._take_regions)
        self.certainty_model.choice_changed.connect(self._take_certainties)
        self.kind_model.choice_changed.connect(self._take_kinds)
        self.region_search.textChanged.connect(self.regions.show_only)
        self.period.textEdited.connect(self._typing.start)
        self.text.textEdited.connect(self._typing.start)
        self.period.editingFinished.connect(self._take_typed)
        self.text.editingFinished.connect(self._take_typed)
        for line in (self.period, self.text):  # the clear button edits without editingFinished
            line.textChanged.connect(self._take_cleared)
        self._typing.timeout.connect(self._take_typed)
        self._seeker.found.connect(self._take_found)
        self._document.chronology_changed.connect(self._forget_typed)
        self._document.rows_changed.connect(self._follow)

    # asking

    def _take_regions(self, regions: frozenset[str], alone: frozenset[str]) -> None:
        self._document.set_query(replace(self._document.query, regions=regions, regions_alone=alone))

    def _take_certainties(self, certainties: frozenset[Certainty]) -> None:
        self._document.set_query(replace(self._document.query, certainties=certainties))

    def _take_kinds(self, kinds: frozenset[str]) -> None:
        self._document.set_query(replace(self._document.query, kinds=kinds))

    def _take_cleared(self, text: str) -> None:
        if not text and not self._is_following:
            self._take_typed()

    def _take_typed(self) -> None:
        self._typing.stop()
        query = replace(self._document.query, text=self._known_words(self.text.text().strip()))
        self._asked = query
        typed = self.period.text().strip()
        try:
            period = parse_edtf(typed) if typed else None
        except DateError as error:
            self._reading.setText(error.message)
            self._reading.show()
            self._document.set_query(query)
            return
        self._reading.setText(words(period) if period is not None else "")
        self._asked = replace(query, period=period)
        self._document.set_query(self._asked)

    def _known_words(self, typed: str) -> str:
        """Which words can be a filter at once: those typed, or the present ones until all rows were looked through.

        Few rows are looked through at once, many off the GUI thread; what is typed next ends that.
        """
        present = self._document.query.text
        if typed == self._sought:
            return present
        self._forget_sought()
        if not typed or typed == present:
            return typed
        self._seeker.seek(self._document.chronology, typed, self._document.answer.rows)
        if not self._seeker.is_seeking:
            return typed
        self._sought = typed
        self._show_count()
        return present

    def _take_found(self, found: Found) -> None:
        if found.is_all and self._sought is not None:
            words, self._sought = self._sought, None
            self._asked = replace(self._document.query, text=words)
            self._document.set_query(self._asked)

    def _forget_sought(self) -> None:
        self._seeker.cancel()
        self._sought = None
        self._show_count()

    def _forget_typed(self) -> None:
        """What was typed was meant for the file that was open before."""
        self._typing.stop()
        self._forget_sought()
        self._is_following = True
        self.text.setText("")
        self.period.setText("")
        self._reading.setText("")
        self._is_following = False
        self._asked = Query()

    def _show_count(self) -> None:
        answer = self._document.answer
        counted = self.tr("{shown:,} of {total:,}").format(shown=len(answer.rows), total=answer.total)
        self._count.setText(counted if self._sought is None else self.tr("searching…"))

    def _follow(self) -> None:
        self._is_following = True  # what is written here was asked already
        query = self._document.query
        self._show_count()
        if self._sought is not None and not query:  # all filters were taken off, also those to come
            self._forget_sought()
            self.text.setText("")
        if query.text != self._asked.text and self._sought is None:
            self.text.setText(query.text)
        if query.period != self._asked.period:
            self.period.setText(str(query.period or ""))
            self._reading.setText(words(query.period) if query.period is not None else "")
        self._asked = query
        self._reading.setVisible(bool(self._reading.text()))
        self._is_following = False


class RegionTree(QTreeView):
    """The region tree, as tall as its rows up to MOST_ROWS."""

    def __init__(self, model: RegionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choices")
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(CountDelegate(RegionRole.TALLY, parent=self))
        self.setAccessibleName(self.tr("Regions"))
        self._regions = model
        self._is_unfolding = False
        model.modelReset.connect(self._open_up)
        self.expanded.connect(self._fit)
        self.collapsed.connect(self._fit)
        self._open_up()

    def show_only(self, text: str) -> None:
        """Show the regions that `text` finds in any spelling, with what is above and below them; all for no text."""
        shown = self._regions.matching(text) if text.strip() else None
        self._each(QModelIndex(), lambda index: shown is None or index.data(RegionRole.CODE) in shown)
        if shown is not None:
            self._unfold(self.expandAll)
        self._fit()

    def _each(self, parent: QModelIndex, is_shown: Callable[[QModelIndex], bool]) -> None:
        for row in range(self._regions.rowCount(parent)):
            index = self._regions.index(row, 0, parent)
            self.setRowHidden(row, parent, not is_shown(index))
            self._each(index, is_shown)

    def _open_up(self) -> None:
        roots = self._regions.rowCount()
        total = roots + sum(self._regions.rowCount(self._regions.index(row, 0)) for row in range(roots))
        self._unfold(self.expandAll if total <= ALWAYS_OPEN else self.collapseAll)
        self._fit()

    def _unfold(self, change: Callable[[], None]) -> None:
        """Open or close all, and fit once: Qt tells of each node by itself."""
        self._is_unfolding = True
        change()
        self._is_unfolding = False

    def _fit(self) -> None:
        if self._is_unfolding:
            return
        self.setFixedHeight(int(ROW_HEIGHT * min(self._visible(QModelIndex()), MOST_ROWS)) + 2)

    def _visible(self, parent: QModelIndex) -> int:
        rows = [row for row in range(self._regions.rowCount(parent)) if not self.isRowHidden(row, parent)]
        inner = (self._regions.index(row, 0, parent) for row in rows)
        return len(rows) + sum(self._visible(index) for index in inner if self.isExpanded(index))


class ChoiceList(QListView):
    """A list of choices, as tall as its rows."""

    def __init__(self, model: ChoiceModel, decorate: Decorate | None, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choices")
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        delegate = CountDelegate(ChoiceRole.TALLY, decorate, parent=self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        model.modelReset.connect(delegate.forget)
        model.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(ROW_HEIGHT * self.model().rowCount() + 2)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("heading")
    return label
