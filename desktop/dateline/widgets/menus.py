"""Menu bar and tool bar from the table of commands, with the choices that hang on them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from dateline.layout.metrics import ROW_HEIGHTS, Grouping, Lens
from dateline.models.document import Document
from dateline.models.event_model import EventColumn
from dateline.widgets.assistive import name_button
from dateline.widgets.commands import COMMANDS, MENUS, SEPARATOR, TABLE, Command, Reach, of_menu, translated
from dateline.widgets.find_field import FindField
from dateline.widgets.key_map import KeyMap
from dateline.widgets.settings import Settings

if TYPE_CHECKING:
    from dateline.widgets.main_window import MainWindow

PANES = {
    "show_filters": ("filters", True),
    "show_details": ("details", True),
    "show_table": ("table", False),
    "show_legend": ("legend", True),
}
"""Commands that show a pane, the pane's settings key, and whether it is shown at first."""


class Menus(QObject):
    """Owns the actions; `actions[id]` is one. A command's slot is the method of its id, at the window or at a desk."""

    def __init__(
        self,
        window: "MainWindow",
        timeline: QWidget,
        document: Document,
        settings: Settings,
        desks: Sequence[QObject],
    ) -> None:
        super().__init__(window)
        self._window, self._timeline, self._document, self._settings = window, timeline, document, settings
        self._panes: Mapping[str, QWidget] = {}
        self.key_map = KeyMap(settings)
        self.actions = {command.id: QAction(window) for command in COMMANDS}
        self._set_up((window, *desks, self))
        self._fill_menu_bar()
        document.current_changed.connect(self._follow)
        document.rows_changed.connect(self._follow)
        document.viewport_changed.connect(self._follow)
        document.appearance_changed.connect(self._follow_appearance)
        self._follow()
        self._follow_appearance()
        window.timeline.glide.is_on = settings.flag("move_smoothly", True)  # what stays unticked tells nothing
        smooth = self.actions["move_smoothly"]
        smooth.blockSignals(True)  # else what is remembered would be written again before the first picture
        smooth.setChecked(window.timeline.glide.is_on)
        smooth.blockSignals(False)

    def _set_up(self, owners: Sequence[QObject]) -> None:
        for command in COMMANDS:
            action = self.actions[command.id]
            action.setObjectName(command.id)
            # Not when it is made: to see that a text is no icon, PySide6 makes QIcon, whose enums take 3 ms of a start.
            action.setText(translated(command.text))
            self._give_keys(command)
            action.setCheckable(command.is_checkable)
            if command.tip:
                action.setToolTip(translated(command.tip))
            owner = next(owner for owner in owners if hasattr(owner, command.id))
            (action.toggled if command.is_checkable else action.triggered).connect(_slot(owner, command))

    def follow_keys(self) -> None:
        """Give every command the keys that it has now."""
        self.key_map.read()
        for command in COMMANDS:
            self._give_keys(command)

    def _give_keys(self, command: Command) -> None:
        """Have a command's keys act where they may."""
        action, reach = self.actions[command.id], self.key_map.reach(command)
        action.setShortcuts(self.key_map.keys(command))
        action.setShortcutContext(reach.value)
        here, elsewhere = self._timeline, self._window
        if reach is Reach.WINDOW:
            here, elsewhere = elsewhere, here
        elsewhere.removeAction(action)
        here.addAction(action)

    # menus

    def _fill_menu_bar(self) -> None:
        for name, title in MENUS:
            menu = self._window.menuBar().addMenu(translated(title))
            menu.setObjectName(f"menu_{name}")
            for command in of_menu(name):
                menu.addSeparator() if command is SEPARATOR else menu.addAction(self.actions[command.id])
                if command.id == "open_file":
                    menu.addMenu(self._recent_menu(menu))
            if name == "view":
                menu.addSeparator()
                menu.addMenu(self.grouping_menu(menu))
                menu.addMenu(self.lens_menu(menu))
                menu.addMenu(self._row_height_menu(menu))
                menu.addMenu(self._table_menu(menu))
                menu.addMenu(self._scheme_menu(menu))

    def _recent_menu(self, parent: QMenu) -> QMenu:
        recent = QMenu(self.tr("Open &recent"), parent)
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        return recent

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._settings.recent:
            action = menu.addAction(_menu_text(path))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self._window.files.open(path))
        if menu.isEmpty():
            menu.addAction(self.tr("No files yet")).setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction(self.tr("&Forget these")).triggered.connect(self._window.files.forget_recent)

    def grouping_menu(self, parent: QWidget) -> QMenu:
        """What makes a lane."""
        names = {
            Grouping.REGION: self.tr("&Region"),
            Grouping.KIND: self.tr("&Kind"),
            Grouping.CERTAINTY: self.tr("&Certainty"),
            Grouping.ACTOR: self.tr("&Actor"),
            Grouping.SOURCE: self.tr("&Source"),
            Grouping.NONE: self.tr("&None, one lane"),
        }
        return self._choice_menu(self.tr("&Lanes"), names, "grouping", parent)

    def lens_menu(self, parent: QWidget) -> QMenu:
        """What colour stands for."""
        names = {Lens.KIND: self.tr("&Kind"), Lens.CERTAINTY: self.tr("&Certainty"), Lens.REGION: self.tr("&Region")}
        return self._choice_menu(self.tr("Colou&r"), names, "lens", parent)

    def _row_height_menu(self, parent: QWidget) -> QMenu:
        """How high a row is."""
        texts = (self.tr("&Compact"), self.tr("&Tight"), self.tr("&Usual"), self.tr("&Roomy"), self.tr("&Airy"))
        return self._choice_menu(
            self.tr("Row &height"), dict(zip(ROW_HEIGHTS, texts, strict=True)), "row_height", parent
        )

    def _choice_menu(
        self,
        title: str,
        names: Mapping[Grouping, str] | Mapping[Lens, str] | Mapping[float, str],
        field: str,
        parent: QWidget,
    ) -> QMenu:
        menu = QMenu(title, parent)
        group = QActionGroup(menu)
        for value, name in names.items():
            action = group.addAction(name)
            action.setCheckable(True)
            action.setData(value)
            menu.addAction(action)
        group.triggered.connect(lambda action: self._choose(field, action.data()))
        menu.aboutToShow.connect(lambda: _tick(group, getattr(self._document.appearance, field)))
        return menu

    def _table_menu(self, parent: QWidget) -> QMenu:
        """By what the table is sorted, and how wide its columns are."""
        menu = QMenu(self.tr("Order of the ta&ble"), parent)
        menu.setObjectName(f"menu_{TABLE}")
        group = QActionGroup(menu)
        names = {
            EventColumn.WHEN: self.tr("By &date"),
            EventColumn.TITLE: self.tr("By &title"),
            EventColumn.KIND: self.tr("By &kind"),
            EventColumn.REGIONS: self.tr("By &region"),
            EventColumn.CERTAINTY: self.tr("By &certainty"),
            EventColumn.SOURCES: self.tr("By number of &sources"),
        }
        for column, name in names.items():
            action = group.addAction(name)
            action.setCheckable(True)
            action.setData(column)
            menu.addAction(action)
        for command in of_menu(TABLE):
            menu.addSeparator() if command is SEPARATOR else menu.addAction(self.actions[command.id])
        tables = self._window.tables
        group.triggered.connect(lambda action: tables.sort_by(EventColumn(action.data())))
        menu.aboutToShow.connect(lambda: _tick(group, tables.sorted_by))
        return menu

    def show_table_menu(self, at: QPoint) -> None:
        """Show the table's menu at a place of the screen."""
        menu = self._table_menu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _scheme_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(self.tr("Light and dar&k"), parent)
        group = QActionGroup(menu)
        names = {
            "system": self.tr("As the &system"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
            "contrast": self.tr("High &contrast"),
            "dark contrast": self.tr("High contrast, da&rk"),
        }
        for value, name in names.items():
            action = group.addAction(name)
            action.setCheckable(True)
            action.setData(value)
            menu.addAction(action)
        group.triggered.connect(lambda action: self._window.choose_scheme(action.data()))
        menu.aboutToShow.connect(lambda: self._tick_scheme(group))
        return menu

    def _tick_scheme(self, group: QActionGroup) -> None:
        for action in group.actions():
            action.setChecked(action.data() == self._settings.text("scheme", "system"))

    def _choose(self, field: str, value: str) -> None:
        now = self._document.appearance
        match field:
            case "grouping":
                self._document.set_appearance(replace(now, grouping=Grouping(value)))
            case "lens":
                self._document.set_appearance(replace(now, lens=Lens(value)))
            case _:
                self._window.arrangement.set_row_height(float(value))

    # tool bar

    def tool_bar(self, find_field: FindField) -> QToolBar:
        """The few commands that most want at hand, and the search field."""
        bar = QToolBar(self.tr("Tools"))
        bar.setObjectName("tool_bar")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._title = QLabel(bar)
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        bar.addWidget(self._title)
        for name, text in (("open_file", self.tr("Open")), ("print_pdf", self.tr("Print to PDF"))):
            bar.addWidget(self._button(bar, text, self.actions[name]))
        self._lanes = self._menu_button(bar, self.grouping_menu(bar))
        self._lens = self._menu_button(bar, self.lens_menu(bar))
        bar.addWidget(self._lanes)
        bar.addWidget(self._lens)
        bar.addWidget(self._button(bar, self.tr("Table"), self.actions["show_table"]))
        space = QWidget(bar)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        bar.addWidget(find_field)
        name_button(bar, "qt_toolbar_ext_button", self.tr("More tools"), "»")  # Qt's own is dark on dark
        self._follow_appearance()
        return bar

    def _button(self, bar: QToolBar, text: str, action: QAction) -> QToolButton:
        button = QToolButton(bar)
        button.setDefaultAction(action)
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _menu_button(self, bar: QToolBar, menu: QMenu) -> QToolButton:
        button = QToolButton(bar)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    # panes

    def restore_panes(self, panes: Mapping[str, QWidget]) -> None:
        """Show the panes that were shown last."""
        self._panes = panes
        for command, (name, is_first) in PANES.items():
            is_shown = self._settings.flag(name, is_first)
            panes[name].setVisible(is_shown)
            self.actions[command].setChecked(is_shown)

    def keep_panes(self) -> None:
        for command, (name, _) in PANES.items():
            self._settings.set_flag(name, self.actions[command].isChecked())

    def show_pane(self, name: str) -> None:
        """Show a pane if it is not."""
        command = next(command for command, (pane, _) in PANES.items() if pane == name)
        self.actions[command].setChecked(True)
        self._window.sides.ask(name)

    def show_filters(self, is_shown: bool) -> None:
        self._set_pane("filters", is_shown)

    def show_details(self, is_shown: bool) -> None:
        self._set_pane("details", is_shown)

    def show_table(self, is_shown: bool) -> None:
        self._set_pane("table", is_shown)

    def show_legend(self, is_shown: bool) -> None:
        self._set_pane("legend", is_shown)

    def _set_pane(self, name: str, is_shown: bool) -> None:
        if name in self._panes:
            self._panes[name].setVisible(is_shown)
            if self._window.isVisible():
                self._window.sides.ask(name) if is_shown else self._window.sides.fit()

    def show_tags(self, is_shown: bool) -> None:
        self._document.set_appearance(replace(self._document.appearance, has_tags=is_shown))

    def move_smoothly(self, is_smooth: bool) -> None:
        self._settings.set_flag("move_smoothly", is_smooth)
        self._window.timeline.glide.is_on = is_smooth

    def quit(self) -> None:
        self._window.close()

    # following

    def follow_file(self, has_file: bool) -> None:
        """Enable what needs a file."""
        for name in ("reload_file", "show_findings", "open_in_editor"):
            self.actions[name].setEnabled(has_file)
        self._title.setText(_shortened(self._document.chronology.title))

    def _follow(self) -> None:
        has_event = self._document.current is not None
        for command in COMMANDS:
            if command.needs_event:
                self.actions[command.id].setEnabled(has_event)
        self.actions["undo_filter"].setEnabled(self._document.can_undo)
        self.actions["redo_filter"].setEnabled(self._document.can_redo)
        self.actions["clear_filters"].setEnabled(bool(self._document.query))
        self.actions["go_back"].setEnabled(self._document.can_go_back)
        self.actions["go_forward"].setEnabled(self._document.can_go_forward)

    def _follow_appearance(self) -> None:
        appearance = self._document.appearance
        self.actions["show_tags"].setChecked(appearance.has_tags)
        if not hasattr(self, "_lanes"):
            return
        lanes = {
            Grouping.REGION: self.tr("Lanes: region"),
            Grouping.KIND: self.tr("Lanes: kind"),
            Grouping.CERTAINTY: self.tr("Lanes: certainty"),
            Grouping.ACTOR: self.tr("Lanes: actor"),
            Grouping.SOURCE: self.tr("Lanes: source"),
            Grouping.NONE: self.tr("Lanes: none"),
        }
        colours = {
            Lens.KIND: self.tr("Colour: kind"),
            Lens.CERTAINTY: self.tr("Colour: certainty"),
            Lens.REGION: self.tr("Colour: region"),
        }
        self._lanes.setText(lanes[appearance.grouping])
        self._lens.setText(colours[appearance.lens])


def _tick(group: QActionGroup, value: object) -> None:
    """Mark the choice that holds."""
    for action in group.actions():
        action.setChecked(action.data() == value)


def _slot(owner: QObject, command: Command) -> Callable[..., None]:
    """A command's method; `triggered` hands over a bool that only checkable ones want."""
    method: Callable[..., None] = getattr(owner, command.id)
    return method if command.is_checkable else lambda _=False: method()


def _menu_text(path: Path) -> str:
    return f"{path.name} — {path.parent}".replace("&", "&&")


def _shortened(title: str, most: int = 44) -> str:
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"
