"""How wide the table's columns are, and which give way where the window is too narrow for all."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from dateline.models.event_model import EventColumn

WIDTHS = {
    EventColumn.WHEN: 136,
    EventColumn.KIND: 92,
    EventColumn.REGIONS: 150,
    EventColumn.CERTAINTY: 84,
    EventColumn.SOURCES: 68,
}
"""Of all but the titles, which have what is left."""
LEAST = 24
TITLE_LEAST = 220
GIVE_WAY = (EventColumn.KIND, EventColumn.CERTAINTY, EventColumn.REGIONS)
"""Where titles would have less than this room, columns go, in this order: timeline and pane say the same."""


class TableColumns(QObject):
    """The columns of a table of events; the user gives them widths by the mouse, or by commands."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._widths = {int(column): width for column, width in WIDTHS.items()}
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(EventColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(LEAST)
        header.setResizeContentsPrecision(0)  # the rows that are seen, and no more of a million
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionResized.connect(self._remember)
        self._set(self._widths)

    def make_room(self, width: int) -> None:
        """Show the columns beside which titles can be read."""
        rest = width - sum(self._widths.values())
        for column in GIVE_WAY:
            gives_way = rest < TITLE_LEAST
            if gives_way:
                rest += self._widths[column]
            if self._table.isColumnHidden(column) is not gives_way:
                self._table.setColumnHidden(column, gives_way)

    def fit(self) -> None:
        """Make each column as wide as what is seen in it; where titles would lose their room, the widest gives some."""
        for column in WIDTHS:
            if not self._table.isColumnHidden(column):
                self._table.resizeColumnToContents(column)
        width = self._table.viewport().width()
        over = sum(self._widths.values()) + TITLE_LEAST - width
        widest = max(self._widths, key=lambda column: self._widths[column])
        if over > 0:
            least = min(self._widths[widest], WIDTHS[EventColumn(widest)])
            self._table.setColumnWidth(widest, max(self._widths[widest] - over, least))
        self.make_room(width)

    def reset(self) -> None:
        """Give the columns their usual widths."""
        self._set({int(column): width for column, width in WIDTHS.items()})
        self.make_room(self._table.viewport().width())

    @property
    def text(self) -> str:
        """The widths as the settings keep them."""
        return ",".join(str(self._widths[column]) for column in WIDTHS)

    def restore(self, text: str) -> None:
        """Take widths that the settings kept; what is none changes nothing."""
        parts = text.split(",")
        if len(parts) == len(WIDTHS) and all(part.isdecimal() and LEAST <= int(part) < 10_000 for part in parts):
            self._set(dict(zip(map(int, WIDTHS), map(int, parts), strict=True)))

    def _set(self, widths: dict[int, int]) -> None:
        for column, width in widths.items():
            self._widths[column] = width
            self._table.setColumnWidth(column, width)

    def _remember(self, column: int, _: int, width: int) -> None:
        """Know a width also while its column gives way."""
        if column in self._widths and width:
            self._widths[column] = width
