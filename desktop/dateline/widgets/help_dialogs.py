"""About the program: what it is, and what it stands on."""

import platform
from collections.abc import Iterable
from importlib import metadata

from PySide6.QtCore import QCoreApplication, QSize, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import dateline
from dateline.painting.theme import Theme
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
    page.block(size=TITLE, level=1)
    page.text(title, TITLE, bold=True)
    return page


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:  # a frozen program may leave it out
        return ""
