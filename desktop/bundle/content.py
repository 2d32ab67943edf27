"""What goes into the frozen program and what stays out: PyInstaller takes along all that any plug-in could ask for."""

import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path

Row = tuple[str, str, str]
"""A row of PyInstaller's tables: where a file goes, where it comes from (of a link: what it names), its kind."""

PLUGINS = frozenset(
    {
        "iconengines/qsvgicon",
        "imageformats/qico",  # the window's icon on Windows
        "imageformats/qsvg",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "platforms/qcocoa",
        "platforms/qoffscreen",  # `dateline print` needs no screen
        "platforms/qwayland",
        "platforms/qwindows",
        "platforms/qxcb",
        "platformthemes/qgtk3",  # loads only where GTK is, and then brings its fonts, colours and file dialogs
        "platformthemes/qxdgdesktopportal",
        "printsupport/cupsprintersupport",
        "printsupport/cocoaprintersupport",
        "printsupport/windowsprintersupport",
        "styles/qmacstyle",
        "styles/qmodernwindowsstyle",
        "styles/qwindowsvistastyle",
        "wayland-decoration-client/adwaita",
        "wayland-decoration-client/bradient",
        "wayland-shell-integration/xdg-shell",
    }
)
"""Qt's plug-ins that a program of widgets without OpenGL loads on any of the three systems."""

RECOMMENDED = {"platformthemes/qgtk3": "libgtk-3-0", "printsupport/cupsprintersupport": "libcups2"}
"""Plug-ins that load only where a Debian package is, which everything else can do without."""

EXCLUDED_MODULES = (
    *("tkinter", "unittest", "pydoc", "doctest", "setuptools", "pkg_resources", "pip"),
    *("ssl", "_ssl", "_hashlib"),  # nothing here speaks to a network; hashes have code of their own
    *("numpy.testing", "numpy.f2py", "numpy.distutils", "PIL", "pytest", "hypothesis", "fontTools"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtTest"),
)

SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def plugin_of(destination: str) -> str | None:
    """Return "folder/name" of a plug-in of Qt's without lib and suffix, or None for what is no plug-in."""
    _, is_plugin, rest = destination.replace("\\", "/").partition("/plugins/")
    if not is_plugin:
        return None
    folder, name = posixpath.split(rest)
    return f"{folder}/{name.removeprefix('lib').split('.')[0]}"


def is_wanted(row: Row) -> bool:
    """Tell whether a file belongs to the program; libraries of the system are its packages' to bring and to mend."""
    destination, origin, _ = row
    plugin = plugin_of(destination)
    if plugin is not None:
        return plugin in PLUGINS
    if "/translations/" in destination.replace("\\", "/"):
        return "qtbase_" in destination
    is_python = Path(destination).name.startswith("libpython")
    return is_python or not origin.startswith(SYSTEM_FOLDERS)


def wanted(rows: Iterable[Row], imports: Callable[[str], Iterable[str]]) -> list[Row]:
    """Return the rows that belong to the program, without Qt libraries that nothing wanted is linked to.

    Args:
        imports: the names of the libraries that a file is linked to.
    """
    kept = [row for row in rows if is_wanted(row)]
    optional = {destination: origin for destination, origin, kind in kept if _is_qt_library(destination, kind)}
    needed: set[str] = set()
    front = [
        origin for destination, origin, kind in kept if kind in ("BINARY", "EXTENSION") and destination not in optional
    ]
    while front:
        names = {Path(name).name for origin in front for name in imports(origin)} - needed
        needed |= names
        front = [origin for destination, origin in optional.items() if Path(destination).name in names]
    kept = [row for row in kept if row[0] not in optional or Path(row[0]).name in needed]
    there = {row[0] for row in kept}
    return [row for row in kept if row[2] != "SYMLINK" or _target(row) in there]


def _is_qt_library(destination: str, kind: str) -> bool:
    name = Path(destination).name
    return kind == "BINARY" and plugin_of(destination) is None and name.lower().startswith(("libqt6", "qt6"))


def _target(row: Row) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(row[0]), row[1]))
