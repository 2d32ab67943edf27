"""Where files are: those that ship with Dateline (an installed wheel, a frozen bundle, a checkout), and the cache."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHRONOLOGY = "kursk-2024.dateline.yaml"
"""The one that ships with the program."""


def bundled(*parts: str) -> Path:
    """Return the path of a file or folder below `data` or `resources`, e.g. bundled("data", "regions.tsv").

    Raises:
        FileNotFoundError: it is in none of the places where an installation keeps it; the message names them.
    """
    roots = list(_roots())
    for root in roots:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    looked_in = ", ".join(str(root) for root in roots)
    raise FileNotFoundError(
        f"“{'/'.join(parts)}” is missing from this installation of Dateline; it was looked for in {looked_in}"
    )


def bundled_chronology() -> Path:
    """Return the path of the chronology that ships."""
    return bundled("data", CHRONOLOGY)


def is_bundled(path: Path) -> bool:
    """Whether a path is that of the chronology that ships: what else may lie beside it is a file of the user's."""
    return path.name == CHRONOLOGY and path == bundled_chronology()


def cache_folder() -> Path:
    """This user's folder for what only saves time and may go at any moment; Qt's CacheLocation, known before Qt is."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Dateline" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Dateline"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if named.startswith("/") else Path.home() / ".cache") / "Dateline"


def is_ours_alone(path: Path) -> bool:
    """Whether only this user can have put there what lies at a path; on Windows that is left to the profile."""
    if sys.platform == "win32":
        return True
    try:
        status = path.stat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _roots() -> Iterator[Path]:
    yield PACKAGE / "_bundled"  # a wheel: pyproject.toml's force-include puts both folders here
    bundle = getattr(sys, "_MEIPASS", None)  # PyInstaller's; other freezers set sys.frozen without it
    if bundle is not None:
        yield Path(bundle)
    yield PACKAGE.parents[1]  # a checkout: desktop/dateline stands two folders below
