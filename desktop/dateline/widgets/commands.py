"""Everything a person can tell the window to do: the one table that menus, tool bar and shortcuts come from."""

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

from dateline.domain.value import dataclass

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(context: str, text: str) -> str: ...
else:  # Qt's own says that it returns an object
    from PySide6.QtCore import QT_TRANSLATE_NOOP

Standard = QKeySequence.StandardKey


class Reach(Enum):
    """Where a shortcut acts: anywhere in the window, or only while the timeline has the focus (WCAG 2.1.4)."""

    WINDOW = Qt.ShortcutContext.WindowShortcut
    TIMELINE = Qt.ShortcutContext.WidgetShortcut


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table. `id` is the window's slot, the action's object name and the shortcut's settings key.

    Those of the menu `TIMELINE` stand in no menu: they have keys in the timeline, and the palette finds them. Those of
    `TABLE` stand in the table's own, which is one of View's too.
    """

    id: str
    menu: str
    text: str
    shortcut: Standard | str = ""
    tip: str = ""
    is_checkable: bool = False
    needs_event: bool = False
    reach: Reach = Reach.WINDOW


MENUS = (
    ("file", QT_TRANSLATE_NOOP("Commands", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Commands", "&Edit")),
    ("view", QT_TRANSLATE_NOOP("Commands", "&View")),
    ("go", QT_TRANSLATE_NOOP("Commands", "&Go")),
    ("help", QT_TRANSLATE_NOOP("Commands", "&Help")),
)

TIMELINE = "timeline"
TABLE = "table"
SEPARATOR = Command("", "", "")


def _in_timeline(id: str, text: str, shortcut: str) -> Command:
    return Command(id, TIMELINE, text, shortcut, reach=Reach.TIMELINE)


COMMANDS = (
    Command("new_file", "file", QT_TRANSLATE_NOOP("Commands", "&New…"), Standard.New),
    Command("open_file", "file", QT_TRANSLATE_NOOP("Commands", "&Open…"), Standard.Open),
    Command("open_bundled", "file", QT_TRANSLATE_NOOP("Commands", "Open the &Kursk chronology")),
    Command("reload_file", "file", QT_TRANSLATE_NOOP("Commands", "Read &again"), Standard.Refresh),
    Command("show_findings", "file", QT_TRANSLATE_NOOP("Commands", "Check this &file…")),
    Command("open_in_editor", "file", QT_TRANSLATE_NOOP("Commands", "Open in &editor"), "Ctrl+E"),
    Command("save_png", "file", QT_TRANSLATE_NOOP("Commands", "Save p&icture…"), "Ctrl+Shift+S"),
    Command("save_csv", "file", QT_TRANSLATE_NOOP("Commands", "Save rows as &CSV…")),
    Command(
        "print_pdf",
        "file",
        QT_TRANSLATE_NOOP("Commands", "&Print to PDF…"),
        Standard.Print,
        QT_TRANSLATE_NOOP("Commands", "Set what is shown as a PDF, with its sources"),
    ),
    Command("quit", "file", QT_TRANSLATE_NOOP("Commands", "&Quit"), "Ctrl+Q"),
    Command("undo_filter", "edit", QT_TRANSLATE_NOOP("Commands", "&Undo filter"), Standard.Undo),
    Command("redo_filter", "edit", QT_TRANSLATE_NOOP("Commands", "&Redo filter"), Standard.Redo),
    Command("clear_filters", "edit", QT_TRANSLATE_NOOP("Commands", "C&lear all filters"), "Ctrl+Shift+X"),
    Command("copy_event", "edit", QT_TRANSLATE_NOOP("Commands", "&Copy event"), Standard.Copy, needs_event=True),
    Command("select_all", "edit", QT_TRANSLATE_NOOP("Commands", "Select &all"), Standard.SelectAll),
    Command("find_text", "edit", QT_TRANSLATE_NOOP("Commands", "&Find…"), Standard.Find),
    Command("find_next", "edit", QT_TRANSLATE_NOOP("Commands", "Find &next"), "F3"),
    Command("find_previous", "edit", QT_TRANSLATE_NOOP("Commands", "Find &previous"), "Shift+F3"),
    Command("zoom_in", "view", QT_TRANSLATE_NOOP("Commands", "Zoom &in"), "+", reach=Reach.TIMELINE),
    Command("zoom_out", "view", QT_TRANSLATE_NOOP("Commands", "Zoom &out"), "-", reach=Reach.TIMELINE),
    Command("fit_rows", "view", QT_TRANSLATE_NOOP("Commands", "Fit what is &shown"), "0", reach=Reach.TIMELINE),
    Command("fit_file", "view", QT_TRANSLATE_NOOP("Commands", "Fit the &whole file"), "Ctrl+0"),
    Command("next_colour", "view", QT_TRANSLATE_NOOP("Commands", "Colour by the ne&xt"), "L", reach=Reach.TIMELINE),
    Command("lower_rows", "view", QT_TRANSLATE_NOOP("Commands", "Lower rows"), "Alt+-"),
    Command("higher_rows", "view", QT_TRANSLATE_NOOP("Commands", "Higher rows"), "Alt++"),
    Command(
        "toggle_lane", "view", QT_TRANSLATE_NOOP("Commands", "&Collapse or expand the lane"), "X", reach=Reach.TIMELINE
    ),
    Command("collapse_all", "view", QT_TRANSLATE_NOOP("Commands", "Collapse &all lanes"), "Ctrl+Shift+Up"),
    Command("expand_all", "view", QT_TRANSLATE_NOOP("Commands", "Ex&pand all lanes"), "Ctrl+Shift+Down"),
    Command("show_filters", "view", QT_TRANSLATE_NOOP("Commands", "&Filters"), "F7", is_checkable=True),
    Command("show_details", "view", QT_TRANSLATE_NOOP("Commands", "&Details"), "F8", is_checkable=True),
    Command("show_table", "view", QT_TRANSLATE_NOOP("Commands", "&Table"), "F6", is_checkable=True),
    Command("show_legend", "view", QT_TRANSLATE_NOOP("Commands", "L&egend"), is_checkable=True),
    Command("show_tags", "view", QT_TRANSLATE_NOOP("Commands", "Two-letter ta&gs"), is_checkable=True),
    Command(
        "move_smoothly",
        "view",
        QT_TRANSLATE_NOOP("Commands", "S&mooth moves"),
        tip=QT_TRANSLATE_NOOP("Commands", "Lead the eye from one view to the next, where the system allows motion"),
        is_checkable=True,
    ),
    Command("previous_event", "go", QT_TRANSLATE_NOOP("Commands", "&Previous event"), "Alt+Up"),
    Command("next_event", "go", QT_TRANSLATE_NOOP("Commands", "&Next event"), "Alt+Down"),
    Command("go_to_date", "go", QT_TRANSLATE_NOOP("Commands", "&Go to date…"), "Ctrl+G"),
    Command("go_to_today", "go", QT_TRANSLATE_NOOP("Commands", "&Today"), "Ctrl+T"),
    Command("go_back", "go", QT_TRANSLATE_NOOP("Commands", "View &before"), "Alt+Left"),
    Command("go_forward", "go", QT_TRANSLATE_NOOP("Commands", "View &after"), "Alt+Right"),
    Command("centre_event", "go", QT_TRANSLATE_NOOP("Commands", "&Centre the event"), "F", reach=Reach.TIMELINE),
    Command(
        "show_context",
        "go",
        QT_TRANSLATE_NOOP("Commands", "What else happened aro&und it"),
        "C",
        QT_TRANSLATE_NOOP("Commands", "The nearest events before and after; once more: also those the filter hides"),
        needs_event=True,
        reach=Reach.TIMELINE,
    ),
    Command("show_guide", "help", QT_TRANSLATE_NOOP("Commands", "&How to read this"), Standard.HelpContents),
    Command("show_keys", "help", QT_TRANSLATE_NOOP("Commands", "&Keyboard"), "?", reach=Reach.TIMELINE),
    Command("show_palette", "help", QT_TRANSLATE_NOOP("Commands", "Find a &command…"), "Ctrl+Shift+P"),
    Command("show_about", "help", QT_TRANSLATE_NOOP("Commands", "&About Dateline")),
    Command("sort_by_next", TABLE, QT_TRANSLATE_NOOP("Commands", "Sort by the ne&xt column")),
    Command("turn_order", TABLE, QT_TRANSLATE_NOOP("Commands", "T&urn the order round")),
    Command("fit_columns", TABLE, QT_TRANSLATE_NOOP("Commands", "&Fit columns to what they say")),
    Command("reset_columns", TABLE, QT_TRANSLATE_NOOP("Commands", "Usual &widths of columns")),
    _in_timeline("to_earlier", QT_TRANSLATE_NOOP("Commands", "Event before"), "Left"),
    _in_timeline("to_later", QT_TRANSLATE_NOOP("Commands", "Event after"), "Right"),
    _in_timeline("to_lane_above", QT_TRANSLATE_NOOP("Commands", "Nearest event in the lane above"), "Up"),
    _in_timeline("to_lane_below", QT_TRANSLATE_NOOP("Commands", "Nearest event in the lane below"), "Down"),
    _in_timeline("to_first", QT_TRANSLATE_NOOP("Commands", "First event"), "Home"),
    _in_timeline("to_last", QT_TRANSLATE_NOOP("Commands", "Last event"), "End"),
    _in_timeline("page_back", QT_TRANSLATE_NOOP("Commands", "One window back"), "PgUp"),
    _in_timeline("page_on", QT_TRANSLATE_NOOP("Commands", "One window on"), "PgDown"),
    _in_timeline("to_before_window", QT_TRANSLATE_NOOP("Commands", "Next event before what is seen"), "["),
    _in_timeline("to_after_window", QT_TRANSLATE_NOOP("Commands", "Next event after what is seen"), "]"),
    _in_timeline("show_day", QT_TRANSLATE_NOOP("Commands", "Show a day"), "1"),
    _in_timeline("show_week", QT_TRANSLATE_NOOP("Commands", "Show a week"), "2"),
    _in_timeline("show_month", QT_TRANSLATE_NOOP("Commands", "Show a month"), "3"),
    _in_timeline("show_quarter", QT_TRANSLATE_NOOP("Commands", "Show a quarter"), "4"),
    _in_timeline("show_year", QT_TRANSLATE_NOOP("Commands", "Show a year"), "5"),
    _in_timeline("show_decade", QT_TRANSLATE_NOOP("Commands", "Show a decade"), "6"),
    _in_timeline("show_hint", QT_TRANSLATE_NOOP("Commands", "Hint on the event"), "I"),
    _in_timeline("to_details", QT_TRANSLATE_NOOP("Commands", "Into the details"), "Return"),
    _in_timeline("to_first_source", QT_TRANSLATE_NOOP("Commands", "To the first source; Enter opens it"), "Space"),
)

EXTENDING = frozenset({"to_earlier", "to_later", "to_lane_above", "to_lane_below", "to_first", "to_last"})
"""With Shift and the key of one of these the selection is extended to where it leads."""

STARTS_GROUP = {
    "open_in_editor",
    "save_png",
    "quit",
    "clear_filters",
    "copy_event",
    "find_text",
    "next_colour",
    "show_filters",
    "go_to_date",
    "show_about",
    "sort_by_next",
    "fit_columns",
}
"""Commands with a separator above them in their menu."""


def translated(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def of_menu(menu: str) -> Iterable[Command]:
    """The commands of one menu, in order, with SEPARATOR between groups."""
    for command in COMMANDS:
        if command.menu == menu:
            if command.id in STARTS_GROUP:
                yield SEPARATOR
            yield command
