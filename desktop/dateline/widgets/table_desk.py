"""The order and the columns of the table: what a click on its header does, for those who do not click."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from dateline.models.event_model import EventColumn
from dateline.widgets.assistive import announce

if TYPE_CHECKING:
    from dateline.widgets.event_table import EventTable
    from dateline.widgets.main_window import MainWindow


class TableDesk(QObject):
    """Holds the commands of the table, each of which shows it; a command is the method of its id."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    @property
    def sorted_by(self) -> EventColumn:
        """The column that the table is sorted by, or would be."""
        table = self._window.sides.made_table
        return EventColumn.WHEN if table is None else table.sorted_by

    def sort_by(self, column: EventColumn) -> None:
        """Sort by a column from its beginning; by the one that it is sorted by already, the other way round."""
        table = self._shown()
        is_turned = column is table.sorted_by and table.order is Qt.SortOrder.AscendingOrder
        self._sort(table, column, Qt.SortOrder.DescendingOrder if is_turned else Qt.SortOrder.AscendingOrder)

    def sort_by_next(self) -> None:
        table = self._shown()
        columns = [column for column in EventColumn if not table.isColumnHidden(column)]
        place = columns.index(table.sorted_by) + 1 if table.sorted_by in columns else 0
        self._sort(table, columns[place % len(columns)], Qt.SortOrder.AscendingOrder)

    def turn_order(self) -> None:
        table = self._shown()
        is_turned = table.order is Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if is_turned else Qt.SortOrder.AscendingOrder
        self._sort(table, table.sorted_by, order)

    def fit_columns(self) -> None:
        self._shown().columns.fit()

    def reset_columns(self) -> None:
        self._shown().columns.reset()

    def _shown(self) -> "EventTable":
        self._window.menus.show_pane("table")
        return self._window.table

    def _sort(self, table: "EventTable", column: EventColumn, order: Qt.SortOrder) -> None:
        table.sortByColumn(column, order)
        name = table.model().headerData(column, Qt.Orientation.Horizontal)
        is_ascending = order is Qt.SortOrder.AscendingOrder
        told = self.tr("Sorted by {column}") if is_ascending else self.tr("Sorted by {column}, last first")
        announce(table, told.format(column=name))
