"""What a start does most often, opening the window; with no more of the program than that takes."""

import gc
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

from dateline import qt_support
from dateline.domain.errors import ChronologyError
from dateline.paths import bundled_chronology

BEFORE_QT = ("layout.compose", "layout.overview")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_files(names: Sequence[str]) -> int:
    """Open the window; where there is no screen, print each file to a free name in this folder instead.

    Raises:
        ChronologyError: one of the files is none that can be read.
    """
    for name in names:
        _refuse_unreadable(name)
    if has_screen():
        code: int = program().run(list(names))
        return code
    gc.enable()
    # Only now: a window needs none of the commands.
    from dateline.cli.commands import print_here

    kursk = str(bundled_chronology())
    return max(print_here(Path(name)) for name in names or [kursk])


def program() -> ModuleType:
    """The program with a window, imported in the order that takes the least time."""
    # What knows no Qt comes first: after PySide6, every import takes longer.
    for name in BEFORE_QT:
        import_module(f"dateline.{name}")
    # Only now: a window takes QtWidgets, which nothing else here does.
    with qt_library():
        import_module("PySide6.QtCore")
        qt_support.import_as_ever()
        return import_module("dateline.app")


def has_screen() -> bool:
    """Whether a window can be shown; on Linux that takes a display, or a Qt platform that is a screen by itself."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return any(os.environ.get(name) for name in SCREENS) or platform in ("vnc", "linuxfb", "eglfs")


def _refuse_unreadable(name: str) -> None:
    """Complain before a window opens; what is in the file, the window tells by itself."""
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        from dateline.cli.arguments import nearest_command

        command = "" if os.sep in name else nearest_command(name)
        hint = f"; did you mean the command “{command}”?" if command else ""
        what = (
            "there is no such file" if isinstance(error, FileNotFoundError) else f"it cannot be read: {error.strerror}"
        )
        raise ChronologyError(f"{what}{hint}", name) from None
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        raise ChronologyError(f"this is {what}, not a file", name)
    if not os.access(path, os.R_OK):
        raise ChronologyError("you may not read this file", name)


@contextmanager
def qt_library() -> Iterator[None]:
    """Import Qt; tell in a sentence which of the system's libraries it lacks, as on a server without any graphics."""
    try:
        qt_support.use()
        yield
    except ImportError as error:
        if error.name and error.name.startswith("dateline"):
            raise
        raise ChronologyError(f"a library is missing that Qt or the press needs: {error}") from error
