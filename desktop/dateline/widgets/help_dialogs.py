"""The dialogs of the Help menu: all keys, and about the program."""

import platform
from collections.abc import Iterable
from importlib import metadata

from PySide6.QtCore import QCoreApplication, QSize, qVersion
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

import dateline
from dateline.painting.theme import Theme
from dateline.widgets.commands import COMMANDS, MENUS, Command, Reach, translated
from dateline.widgets.page import SMALL, TITLE, Page, Tone
from dateline.widgets.page_view import PageDialog, PageView

LIBRARIES = (
    ("PySide6", "PySide6-Essentials", "LGPL-3.0"),
    ("NumPy", "numpy", "BSD-3-Clause"),
    ("PyYAML", "PyYAML", "MIT"),
    ("dateutil", "python-dateutil", "BSD-3-Clause"),
    ("Typst", "typst", "Apache-2.0"),
    ("pypdfium2", "pypdfium2", "BSD-3-Clause, Apache-2.0"),
)
"""(name, distribution, licence) of what the program stands on besides Python and Qt."""

SECOND_COLUMN = 170.0
"""Where the second column begins, px."""


def theme_of(widget: QWidget | None) -> Theme:
    """The theme of the window that a dialog belongs to, else the one that goes with the program's palette."""
    theme = getattr(widget, "theme", None)
    if isinstance(theme, Theme):
        return theme
    return Theme.dark() if QGuiApplication.palette().window().color().lightness() < 128 else Theme.light()


class KeysDialog(PageDialog):
    """Lists every command that has a key, by menu, then what the timeline does with further keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._window = parent
        title = QCoreApplication.translate("KeysDialog", "Keyboard")
        super().__init__(title, QSize(480, 640), theme_of(parent), self._written, parent)

    def _written(self, view: PageView) -> Page:
        page = _titled(view, theme_of(self._window), QCoreApplication.translate("KeysDialog", "Keyboard"))
        for menu, name in MENUS:
            commands = (each for each in COMMANDS if each.menu == menu and each.reach is Reach.WINDOW)
            self._section(page, _plain(translated(name)), map(self._row, commands))
        commands = (each for each in COMMANDS if each.reach is Reach.TIMELINE)
        self._section(page, self.tr("In the timeline"), (*map(self._row, commands), *timeline_keys()))
        return page

    def _row(self, command: Command) -> tuple[str, str]:
        return self._keys(command), _plain(translated(command.text)).removesuffix("…")

    def _keys(self, command: Command) -> str:
        action = self._window.findChild(QAction, command.id) if self._window is not None else None
        keys = action.shortcut() if action is not None else QKeySequence(command.shortcut)
        return keys.toString(QKeySequence.SequenceFormat.NativeText)

    def _section(self, page: Page, title: str, rows: Iterable[tuple[str, str]]) -> None:
        shown = [(keys, what) for keys, what in rows if keys]
        if shown:
            page.heading(title)
        for keys, what in shown:
            page.block(above=3, left=SECOND_COLUMN, hang=True)
            page.text(keys, bold=True)
            page.text(f"\t{what}")


class AboutDialog(PageDialog):
    """Says what the program is, its version and licence, and what it stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._window = parent
        title = QCoreApplication.translate("AboutDialog", "About Dateline")
        super().__init__(title, QSize(440, 460), theme_of(parent), self._written, parent)

    def _written(self, view: PageView) -> Page:
        page = _titled(view, theme_of(self._window), f"Dateline {dateline.__version__}")
        page.block(above=8)
        page.text(self.tr("Shows sourced chronologies: every claim can be followed to its source."))
        page.block(above=6)
        page.text(self.tr("Free software under the MIT licence."))
        page.heading(self.tr("Stands on"))
        for name, version, licence in self._libraries():
            page.block(above=3, left=SECOND_COLUMN, hang=True)
            page.text(f"{name} {version}".strip())
            page.text(f"\t{licence}", SMALL, Tone.SOFT)
        return page

    def _libraries(self) -> Iterable[tuple[str, str, str]]:
        yield "Python", platform.python_version(), "PSF-2.0"
        yield "Qt", qVersion() or "", "LGPL-3.0"
        yield from ((name, _version(distribution), licence) for name, distribution, licence in LIBRARIES)
        yield "Inter", "", self.tr("font, OFL-1.1")


def _titled(view: PageView, theme: Theme, title: str) -> Page:
    page = Page(view.document(), theme, view.measure)
    page.block(size=TITLE)
    page.text(title, TITLE, bold=True)
    return page


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:  # a frozen program may leave it out
        return ""


def _plain(text: str) -> str:
    return text.replace("&", "")


def timeline_keys() -> tuple[tuple[str, str], ...]:
    """What keys and mouse do in the timeline besides the commands: (keys, what they do)."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("TimelineKeys", text)

    return (
        (tr("Left, Right"), tr("Previous, next event")),
        (tr("Up, Down"), tr("Nearest event in the lane above, below")),
        (tr("Home, End"), tr("First, last event")),
        (tr("Shift+Left, Shift+Right"), tr("Select on to the previous, next event")),
        (tr("PgUp, PgDown"), tr("One window back, on")),
        (tr("[, ]"), tr("Next event beyond the left, right edge")),
        (tr("1 … 6"), tr("Show a day, week, month, quarter, year, decade")),
        (tr("Enter"), tr("Into the details")),
        (tr("Space"), tr("To the first source; Enter there opens it")),
        (tr("Esc"), tr("Back to the timeline; there, select nothing, then take the period off")),
        (tr("Wheel"), tr("Rows, or time where all rows fit")),
        (tr("Shift+Wheel"), tr("Time")),
        (tr("Ctrl+Wheel"), tr("Zoom at the pointer")),
        (tr("Drag"), tr("Move the view")),
        (tr("Shift+Drag"), tr("Zoom to a span")),
        (tr("Ctrl+Drag"), tr("Select what is in the frame")),
        (tr("Drag on the ruler"), tr("Filter by a period")),
        (tr("Double click"), tr("Fit an event or a lane; on empty ground zoom in")),
    )
