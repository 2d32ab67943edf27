"""What filters are active, as chips that take themselves off, and how many events they leave."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QToolButton, QWidget

from dateline.domain.chronology import Chronology
from dateline.domain.query import PLACE_UNKNOWN, Query
from dateline.domain.wording import words
from dateline.models.document import Document
from dateline.models.event_model import certainty_word
from dateline.widgets.still_label import StillLabel

NAMED = 2
"""Up to so many choices of one filter stand in its chip by name; more are counted."""


class ChipBar(QWidget):
    """Chips at the left, counts at the right; always visible."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[tuple[str, Query], ...] = ()
        self._made: list[QToolButton] = []
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self.count = StillLabel(self)
        self.count.setObjectName("count")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 4)
        row.addWidget(self._chips, 1)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        document.rows_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Show the chips of another filter; there is one per option, so those made are used again."""
        parts = tuple(self._parts(self._document.query))
        while len(self._made) < len(parts):
            self._made.append(self._chip(len(self._made)))
            self._flow.addWidget(self._made[-1])
        for place, chip in enumerate(self._made):
            text = parts[place][0] if place < len(parts) else ""
            if text and text != chip.property("filter"):
                chip.setProperty("filter", text)
                chip.setText(f"{text.replace('&', '&&')}  ×")
                chip.setAccessibleName(self.tr("Filter {filter}, take off").format(filter=text))
            chip.setVisible(bool(text))
        self._shown = parts
        self.count.setText(self._counts())

    def _chip(self, place: int) -> QToolButton:
        chip = QToolButton(self._chips)
        chip.setObjectName("chip")
        chip.setProperty("place", place)
        chip.setToolTip(self.tr("Take this filter off"))
        chip.clicked.connect(self._take_off)
        return chip

    def _take_off(self) -> None:
        """Ask for what is left without the filter whose chip was clicked."""
        place = int(self.sender().property("place"))
        if place < len(self._shown):
            self._document.set_query(self._shown[place][1])

    def _counts(self) -> str:
        answer, parts = self._document.answer, []
        parts.append(self.tr("{shown:,} of {total:,}").format(shown=len(answer.rows), total=answer.total))
        if self._document.query.period is not None:
            parts.append(self.tr("{surely:,} surely").format(surely=answer.surely))
            parts.append(self.tr("{possibly:,} possibly").format(possibly=answer.possibly))
        if answer.undated:
            parts.append(self.tr("{undated:,} undated").format(undated=answer.undated))
        return " · ".join(parts)

    def _parts(self, query: Query) -> Iterator[tuple[str, Query]]:
        """Each active filter in words, and the query without it."""
        chronology = self._document.chronology
        regions = [self._region(chronology, code) for code in sorted(query.regions)]
        regions += [
            self.tr("{region} itself").format(region=self._region(chronology, code))
            for code in sorted(query.regions_alone)
        ]
        if regions:
            text = _named(regions, self.tr("{count} regions"))
            yield text, replace(query, regions=frozenset(), regions_alone=frozenset())
        if query.certainties:
            names = [certainty_word(each) for each in sorted(query.certainties, reverse=True)]
            yield _named(names, self.tr("{count} certainties")), replace(query, certainties=frozenset())
        if query.kinds:
            kinds = [self._kind(chronology, kind) for kind in sorted(query.kinds)]
            yield _named(kinds, self.tr("{count} kinds")), replace(query, kinds=frozenset())
        if query.period is not None:
            yield words(query.period), replace(query, period=None)
        if query.text:
            yield f"“{query.text}”", replace(query, text="")

    def _kind(self, chronology: Chronology, kind: str) -> str:
        return chronology.kinds[kind].label if kind in chronology.kinds else kind or self.tr("No kind")

    def _region(self, chronology: Chronology, code: str) -> str:
        if code == PLACE_UNKNOWN:
            return self.tr("Place unknown")
        return chronology.regions.name_of(code)


def _named(names: list[str], counted: str) -> str:
    return ", ".join(names) if len(names) <= NAMED else counted.format(count=len(names))


class FlowLayout(QLayout):
    """Puts widgets beside each other and breaks the line where the width ends."""

    def __init__(self, parent: QWidget, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_dry=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_dry=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize(0, 24)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> Iterator[QLayoutItem]:
        return (item for item in self._items if not item.isEmpty())

    def _arrange(self, rect: QRect, is_dry: bool) -> int:
        x, y, line = rect.x(), rect.y(), 24
        for item in self._shown():
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right():
                x, y, line = rect.x(), y + line + self.spacing(), 24
            if not is_dry:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - rect.y()
