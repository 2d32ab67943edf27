"""The panes around the timeline, each made when it is first needed, at the latest right after the first picture."""

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

# By module: PySide6 makes a class, with all its enums, when its name is first asked for; these wait for a command.
from PySide6 import QtCore, QtGui
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dateline.models.document import Document
from dateline.painting.text import Type
from dateline.painting.theme import Theme
from dateline.widgets.pane_room import PaneRoom
from dateline.widgets.pane_splitter import PaneSplitter
from dateline.widgets.settings import Settings
from dateline.widgets.tab_order import lead_through

if TYPE_CHECKING:
    from dateline.widgets.event_pane import EventPane
    from dateline.widgets.event_table import EventTable
    from dateline.widgets.filter_pane import FilterPane
    from dateline.widgets.legend_bar import LegendBar
    from dateline.widgets.main_window import MainWindow

Pane = TypeVar("Pane", bound=QWidget)
NAMES = ("legend", "details", "filters", "table")
"""In the order in which they come after the first picture."""
LEGEND_HEIGHT = 51
"""Of its two lines, where it was never shown."""
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's word for no limit, which PySide6 leaves out."""


class PanePlace(QWidget):
    """Stands for a pane in the layout before it is made, is shown and hidden in its stead, and holds it afterwards."""

    shown = Signal()
    toggled = Signal(bool)  # whether it has room in the layout, also in a window that is not shown yet

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_place")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def reserve(self, height: int) -> None:
        """Be as high as the pane will be, until it is."""
        self.setFixedHeight(height)

    def release(self) -> None:
        """Be as high as the pane."""
        self.setMinimumHeight(0)
        self.setMaximumHeight(QWIDGETSIZE_MAX)
        self._column.activate()

    def take(self, pane: QWidget) -> None:
        self._column.addWidget(pane)
        pane.show()  # with its place; a layout by itself would do so a moment later
        self._column.activate()

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.toggled.emit(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()


class SidePanes(QObject):
    """Owns the panes and the places for them in the window.

    To import, make and paint them takes longer than to do the same for the timeline, so the first picture shows their
    places: these have their sizes and colours already, and nothing moves when the panes come in.
    """

    def __init__(self, window: "MainWindow", document: Document, fonts: Type) -> None:
        super().__init__(window)
        self._window, self._document, self._fonts = window, document, fonts
        self.places = {name: PanePlace(name, window) for name in NAMES}
        self._filling = QTimer(self, singleShot=True, interval=0)
        self._filling.timeout.connect(self._fill_next)
        window.painted.connect(self._begin)

    @cached_property
    def filters(self) -> "FilterPane":
        from dateline.widgets.filter_pane import FilterPane
        from dateline.widgets.signs import certainty_decorator, kind_decorator

        kinds = kind_decorator(self._document, self._theme)
        return self._placed("filters", FilterPane(self._document, kinds, certainty_decorator(self._theme)))

    @cached_property
    def details(self) -> "EventPane":
        from dateline.widgets.event_pane import EventPane

        pane = EventPane(self._document, self._theme())
        pane.event_requested.connect(self._window.go_to_event)
        pane.source_requested.connect(open_address)
        pane.address_hovered.connect(self._window.show_address)
        pane.step_requested.connect(self._window.navigation.step)
        return self._placed("details", pane)

    @cached_property
    def legend(self) -> "LegendBar":
        from dateline.widgets.legend_bar import LegendBar

        timeline = self._window.timeline
        pane = LegendBar(self._document, lambda: timeline.plan, self._theme(), self._fonts)
        filters = self.places["filters"]
        pane.set_has_filters(not filters.isHidden())
        filters.toggled.connect(pane.set_has_filters)
        self._placed("legend", pane)
        pane.follow()  # before the place lets it be as high as its lines
        self.places["legend"].release()
        return pane

    @cached_property
    def table(self) -> "EventTable":
        from dateline.widgets.event_table import EventTable

        pane = EventTable(self._document)
        pane.pane_requested.connect(self._window.go_to_details)
        pane.menu_requested.connect(self._window.menus.show_table_menu)
        pane.columns.restore(self._window.settings.text("columns"))
        return self._placed("table", pane)

    @property
    def made_table(self) -> "EventTable | None":
        """The table, once it was needed."""
        return self.table if self._is_made("table") else None

    def set_theme(self, theme: Theme) -> None:
        """Dress those that there are; the others are made in the theme of the window."""
        if self._is_made("details"):
            self.details.set_theme(theme)
        if self._is_made("legend"):
            self.legend.set_theme(theme)
        if self._is_made("filters"):
            self.filters.update()

    def give_room(self, splitter: PaneSplitter) -> None:
        """Let the panes of a splitter give way where it is too narrow for them."""
        actions = self._window.menus.actions
        self._room = PaneRoom(splitter, self.places, lambda name: actions[f"show_{name}"].isChecked())

    def ask(self, name: str) -> None:
        """Make sure that a pane is in sight."""
        self._room.ask(name)

    def fit(self) -> None:
        """Show the panes that gave way to one that is hidden now."""
        self._room.fit()

    def fill(self) -> None:
        """Make the panes that are shown."""
        for name in self._missing():
            getattr(self, name)

    def restore(self, settings: Settings) -> None:
        """Give the legend's place the height that the legend had last."""
        height = settings.text("legend_height")
        self.places["legend"].reserve(int(height) if height.isdecimal() else LEGEND_HEIGHT)

    def close(self, settings: Settings) -> None:
        """End what a pane still does, and remember how wide columns and how high the legend are."""
        if self._is_made("table"):
            self.table.type_ahead.close()
            settings.set_text("columns", self.table.columns.text)
        if self._is_made("filters"):
            self.filters.close_search()
        if self._is_made("legend") and self.legend.isVisible():
            settings.set_text("legend_height", str(self.legend.height()))

    def _begin(self) -> None:
        for place in self.places.values():
            place.shown.connect(self._filling.start)
        self._filling.start()

    def _fill_next(self) -> None:
        """Make one pane, and let Qt do what waits before the next."""
        missing = self._missing()
        if missing:
            getattr(self, missing[0])
            self._filling.start()

    def _missing(self) -> list[str]:
        return [name for name, place in self.places.items() if not place.isHidden() and not self._is_made(name)]

    def _is_made(self, name: str) -> bool:
        return name in self.__dict__

    def _theme(self) -> Theme:
        return self._window.theme

    def _placed(self, name: str, pane: Pane) -> Pane:
        self.places[name].take(pane)
        lead_through(self._window.parts_as_read())
        return pane


def open_address(address: str) -> None:
    """Hand an address to the browser; only http and https, only on the user's click."""
    url = QtCore.QUrl(address)
    if url.scheme() in ("http", "https"):
        QtGui.QDesktopServices.openUrl(url)
