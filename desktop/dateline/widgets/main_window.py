"""The window: panes around the timeline, menus from the table of commands, and what it remembers."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from dateline.domain.calendar import edtf_day
from dateline.domain.chronology import Chronology
from dateline.domain.edtf import parse_edtf
from dateline.layout.viewport import Viewport
from dateline.models.document import Document
from dateline.models.finder import Finder
from dateline.painting.text import Type
from dateline.painting.theme import Theme
from dateline.paths import is_bundled
from dateline.widgets import look
from dateline.widgets.arrangement import Arrangement
from dateline.widgets.chips import ChipBar
from dateline.widgets.commands import COMMANDS, TIMELINE
from dateline.widgets.empty_note import EmptyNote
from dateline.widgets.file_desk import FileDesk
from dateline.widgets.find_field import FindField
from dateline.widgets.menus import Menus
from dateline.widgets.messages import MessageBar
from dateline.widgets.modal import run
from dateline.widgets.navigation import Navigation
from dateline.widgets.output_desk import OutputDesk
from dateline.widgets.overview import Overview
from dateline.widgets.pane_splitter import PaneSplitter
from dateline.widgets.settings import FileState, Settings
from dateline.widgets.side_panes import SidePanes
from dateline.widgets.status import StatusLine
from dateline.widgets.table_desk import TableDesk
from dateline.widgets.timeline_view import TimelineView

if TYPE_CHECKING:
    from dateline.widgets.event_pane import EventPane
    from dateline.widgets.event_table import EventTable
    from dateline.widgets.filter_pane import FilterPane
    from dateline.widgets.legend_bar import LegendBar

FIRST_SIZE = QSize(1440, 900)
PANE_WIDTHS = (256, 900, 344)
TABLE_SHARE = (560, 240)


class MainWindow(QMainWindow):
    """One chronology in one window. A command of the table is the method of its id, here or at one of the desks."""

    further_dropped = Signal(object)  # Path: a file that was dropped with the one that is shown here
    painted = Signal()  # once: the first picture is on the screen

    def __init__(self, chronology: Chronology, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.document = Document(chronology, self)
        self.finder = Finder(self.document, self)
        self.theme = look.theme_for(self.settings.text("scheme", "system"))
        self._fonts = Type()
        self._is_shown = self._is_painted = False
        self._make_parts()
        self._lay_out()
        self._connect()
        self._restore_window()
        self._recall_file()
        self._follow_chronology()
        self._dress()

    # the parts

    def _make_parts(self) -> None:
        self.messages = MessageBar(self)
        self.files = FileDesk(self.document, self.settings, self.messages, self)
        self.timeline = TimelineView(self.document, self.finder, self.theme, self._fonts, self)
        self.outputs = OutputDesk(self.document, self.timeline, self.files, self.messages, self)
        self.navigation = Navigation(self.document, self.timeline, self)
        self.arrangement = Arrangement(self.document, self.timeline, self)
        self.tables = TableDesk(self)
        self.empty = EmptyNote(self.document, self.timeline)
        self.overview = Overview(self.document, self.finder, self.theme, self._fonts, self)
        self.chips = ChipBar(self.document, self)
        self.sides = SidePanes(self, self.document, self._fonts)
        self.find_field = FindField(self.finder, self.document, self)
        self.menus = Menus(
            self,
            self.timeline,
            self.document,
            self.settings,
            (self.files, self.outputs, self.navigation, self.arrangement, self.tables),
        )
        self.setStatusBar(StatusLine(self.document, self))
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        centre = QWidget(self)
        centre.setObjectName("centre")
        self._centre = centre
        upper = QVBoxLayout(centre)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        for part in (self.messages, self.chips, self.overview):
            upper.addWidget(part)
        self.setTabOrder(self.overview, self.timeline)
        upper.addWidget(self.timeline, 1)
        places = self.sides.places
        upper.addWidget(places["legend"])
        below, beside = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        height = [self.tr("Height of the table")]
        self.rows = PaneSplitter(below, (centre, places["table"]), TABLE_SHARE, height)
        widths = [self.tr("Width of the filters"), self.tr("Width of the details")]
        self.panes = PaneSplitter(beside, (places["filters"], self.rows, places["details"]), PANE_WIDTHS, widths)
        self.panes.setStretchFactor(1, 1)
        self.sides.give_room(self.panes)
        self.setCentralWidget(self.panes)
        self._tools = self.menus.tool_bar(self.find_field)
        self.addToolBar(self._tools)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() * 0.94))

    def parts_as_read(self) -> tuple[QWidget, ...]:
        """The parts in the order in which Tab comes to them."""
        filters, details = self.sides.places["filters"], self.sides.places["details"]
        table = (self.rows.handle(1), self.sides.places["table"])
        return (self._tools, filters, self.panes.handle(1), self._centre, *table, self.panes.handle(2), details)

    def _connect(self) -> None:
        self.files.opened.connect(self._take)
        self.files.changed_on_disk.connect(self._name_window)
        self.files.recent_forgotten.connect(_forget_files)
        self.empty.unfilter_requested.connect(self.clear_filters)
        self.empty.open_requested.connect(self.files.open_file)
        self.files.reading_changed.connect(self.empty.set_reading)
        self.document.chronology_changed.connect(self._follow_chronology)
        self.sides.places["details"].toggled.connect(self._follow_details)
        self.timeline.period_requested.connect(self._filter_period)
        self.timeline.pane_requested.connect(self.go_to_details)
        self.timeline.source_requested.connect(self._go_to_first_source)
        self.timeline.rows_requested.connect(self._list_rows)
        look.when_changed(self.follow_scheme)

    def set_theme(self, theme: Theme) -> None:
        """Dress the window, and the program, in a theme."""
        self.theme = theme
        self._dress()
        for part in (self.timeline, self.overview, self.sides):
            part.set_theme(theme)

    def choose_scheme(self, choice: str) -> None:
        """Light, dark, or as the system has it, in all windows; remembered."""
        self.settings.set_text("scheme", choice)
        _follow_schemes()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            look.apply(app, self.theme)

    def follow_scheme(self) -> None:
        """Dress in what is chosen, and in what the system has where it is left to that."""
        theme = look.theme_for(self.settings.text("scheme", "system"))
        if theme != self.theme:
            self.set_theme(theme)

    # files

    def _take(self, chronology: Chronology) -> None:
        self._keep_file()
        self.document.open(chronology)
        self._recall_file()

    def _follow_chronology(self) -> None:
        self.setWindowFilePath(str(self.document.path or ""))
        self._name_window()
        self.menus.follow_file(self.document.path is not None)

    def _name_window(self) -> None:
        path, named = self.document.path, self.document.chronology.title
        if path is not None and not is_bundled(path):
            named = self.tr("{title} ({file})").format(title=named, file=path.name) if named else path.name
        mark = self.tr(" [changed on disk]") if self.files.is_changed_on_disk else ""
        self.setWindowTitle(self.tr("{title} – Dateline").format(title=named + mark) if named else self.tr("Dateline"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.files.open(Path(local[0]))
            for further in local[1:]:
                self.further_dropped.emit(Path(further))

    # what is remembered

    def _restore_window(self) -> None:
        geometry = self.settings.bytes("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        for name, splitter in (("panes", self.panes), ("rows", self.rows)):
            state = self.settings.bytes(name)
            if state is not None:
                splitter.restoreState(state)
        self.sides.restore(self.settings)
        self.menus.restore_panes(self.sides.places)

    def _recall_file(self) -> None:
        path = self.document.path
        if path is None:
            return
        state = self.settings.file_state(path)
        self.document.set_appearance(state.appearance)
        self.document.recall(state.query)
        row = self.document.chronology.row_of(state.event)
        if row is not None and self.document.position_of(row) >= 0:
            self.document.select_one(row)
        if state.stretch is not None:
            start, length = state.stretch
            seen = Viewport.fitted(start, start + int(length), self.document.viewport.width, 0.0)
        else:
            seen = self.document.fitted_to_file()
        self.document.begin_at(seen)

    def _keep_file(self) -> None:
        path, current = self.document.path, self.document.current
        if path is None or self.files.is_forgotten:
            return
        seen = self.document.viewport
        event = self.document.chronology.id(current) if current is not None else ""
        stretch = (seen.start, seen.span)
        self.settings.set_file_state(path, FileState(self.document.query, stretch, self.document.appearance, event))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.files.close()
        self.finder.close()
        self.sides.close(self.settings)
        self._keep_file()
        self.settings.set_bytes("geometry", self.saveGeometry())
        self.settings.set_bytes("panes", self.panes.saveState())
        self.settings.set_bytes("rows", self.rows.saveState())
        self.menus.keep_panes()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_shown:
            self._is_shown = True
            self.timeline.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)  # after all of the window is painted

    # what parts ask for

    def _follow_details(self, is_shown: bool) -> None:
        """Where the pane tells of the event that is read, no hint needs to."""
        self.timeline.hints.is_for_keys = not is_shown

    @property
    def filters(self) -> "FilterPane":
        return self.sides.filters

    @property
    def details(self) -> "EventPane":
        return self.sides.details

    @property
    def legend(self) -> "LegendBar":
        return self.sides.legend

    @property
    def table(self) -> "EventTable":
        return self.sides.table

    def go_to_details(self) -> None:
        self.menus.show_pane("details")
        self.details.setFocus()

    def _go_to_first_source(self) -> None:
        self.menus.show_pane("details")
        self.show_address(self.details.focus_first_source())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no part uses it: back to the timeline; there, select nothing, then take the period off."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.overview.cancel():
            event.accept()
        elif not self.timeline.hasFocus():
            self.show_address("")
            self.timeline.setFocus()
        elif len(self.document.selection):
            self.document.select([], None)
        else:
            self.document.set_query(replace(self.document.query, period=None))

    def _filter_period(self, start: int, end: int) -> None:
        """Filter by the days that a stretch marked on the ruler touches."""
        text = "/".join(dict.fromkeys(edtf_day(each) for each in (start, max(end - 1, start))))
        self.document.set_query(replace(self.document.query, period=parse_edtf(text)))

    def _list_rows(self, rows: "np.typing.NDArray[np.int64]") -> None:
        """Show in the table what the timeline cannot tell apart."""
        self.menus.show_pane("table")
        self.document.select(rows, int(rows[0]))

    def go_to_event(self, event_id: str) -> None:
        """Read another event; where the filter hides it, say so and offer to take the filter off."""
        row = self.document.chronology.row_of(event_id)
        if row is None:
            return
        if self.document.position_of(row) >= 0:
            self.document.select_one(row)
            return
        title = self.document.chronology.title_of(row)
        self.messages.show_note(
            self.tr("The filter hides “{title}”.").format(title=title),
            self.tr("Take all filters off"),
            lambda: self._unfilter_and_select(row),
        )

    def _unfilter_and_select(self, row: int) -> None:
        self.clear_filters()
        self.document.select_one(row)

    def show_address(self, address: str) -> None:
        status = self.statusBar()
        if isinstance(status, StatusLine):
            status.show_address(address)

    # commands: Edit

    def undo_filter(self) -> None:
        self.document.undo()

    def redo_filter(self) -> None:
        self.document.redo()

    def clear_filters(self) -> None:
        self.document.set_query(type(self.document.query)())

    def select_all(self) -> None:
        self.document.select_all()

    def find_text(self) -> None:
        self.find_field.begin()

    def find_next(self) -> None:
        self.find_field.step(1)

    def find_previous(self) -> None:
        self.find_field.step(-1)

    # commands: Help

    def show_guide(self) -> None:
        from dateline.widgets.guide import GuideDialog

        run(GuideDialog(self.theme, self))

    def show_keys(self) -> None:
        from dateline.widgets.keys_dialog import KeysDialog

        dialog = KeysDialog(self.menus.key_map, self)
        dialog.keys_changed.connect(_follow_keys)
        run(dialog)

    def show_palette(self) -> None:
        from dateline.widgets.palette import Palette

        palette = Palette(self, (self.menus.actions[each.id] for each in COMMANDS if each.menu == TIMELINE))
        if run(palette) and palette.chosen is not None:
            palette.chosen.trigger()

    def show_about(self) -> None:
        from dateline.widgets.help_dialogs import AboutDialog

        run(AboutDialog(self))


def _windows() -> list[MainWindow]:
    """All that there are, each with a chronology of its own."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]


def _follow_keys() -> None:
    """Let all windows have the keys that one of them was given."""
    for window in _windows():
        window.menus.follow_keys()


def _follow_schemes() -> None:
    """Let all windows look as one of them was told."""
    for window in _windows():
        window.follow_scheme()


def _forget_files() -> None:
    """Let no window remember what it shows, as in one of them the files were forgotten."""
    for window in _windows():
        window.files.forget_shown()
