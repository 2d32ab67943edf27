"""The Python part of PySide6, kept compiled: the library carries it as text and compiles it anew at every start.

That is 80 of the 200 ms that an empty window takes. PySide6 can unpack that part beside itself (its SBK_EMBED), where
Python keeps it compiled like any module; but that place belongs to the installation, so ours is this user's cache.
Nothing depends on it: where it is missing or damaged, PySide6 goes its usual way.
"""

import builtins
import os
import shutil
import sys
import tempfile
import zlib
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from pathlib import Path

from dateline.paths import cache_folder, is_ours_alone

PART = "files.dir/shibokensupport"
"""Where PySide6 looks for it unpacked, beside shiboken6/__init__.py."""
NOT_RUN = "shibokensupport/signature/lib/pyi_generator.py"
"""Writes type stubs when PySide6 is built. Every start imports it, and what it compiles for that takes 20 ms."""
MOST_VERSIONS = 3
"""The parts of so many installations stay, those that were made last."""
SEAL = "seal.txt"
"""A checksum of all its files: what was cut short or damaged is not used."""


def use() -> None:
    """Let PySide6, which nobody has imported yet, find its Python part in the cache if that holds it whole."""
    if "shiboken6" in sys.modules:
        return
    spec = find_spec("shiboken6")
    folder = _folder(spec)
    if spec is None or spec.loader is None or folder is None or not _is_safe(folder):
        return
    module = module_from_spec(spec)
    sys.modules["shiboken6"] = module
    own_file = module.__file__
    module.__file__ = str(folder / "__init__.py")  # PySide6 looks beside it while it is imported
    try:
        spec.loader.exec_module(module)
    finally:
        module.__file__ = own_file


def import_as_ever() -> None:
    """Take PySide6, which is imported, out of Python's import statement.

    It puts itself there for modules that ask for snake_case and the like (`from __feature__ import`), looks at each
    statement, and reads the source of each module that is imported: 24 ms of a start. Ours ask for nothing.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def keep() -> None:
    """Unpack it into the cache, for the next start, if it came as text at this one."""
    archive = getattr(getattr(sys.modules.get("shibokensupport"), "__loader__", None), "zfile", None)
    folder = _folder(find_spec("shiboken6"))
    if archive is None or folder is None:
        return
    made = None
    try:
        for place in (cache_folder(), folder.parent):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="new-", dir=folder.parent))
        names = [name for name in archive.namelist() if name.startswith("shibokensupport/") and name.endswith(".py")]
        archive.extractall(made / "files.dir", names)
        (made / "files.dir" / NOT_RUN).write_bytes(b"")
        (made / SEAL).write_text(_seal(made), encoding="ascii")
        shutil.rmtree(folder, ignore_errors=True)  # damaged, or it would have been used
        os.replace(made, folder)
        for old in sorted(folder.parent.iterdir(), key=lambda each: each.stat().st_mtime)[:-MOST_VERSIONS]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:  # a start that takes longer is all that is lost
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _is_safe(folder: Path) -> bool:
    """Whether it is whole, and this user's own: it is code that will run."""
    owned = folder, folder.parent, folder.parent.parent
    return all(map(is_ours_alone, owned)) and _seal(folder) == _read(folder / SEAL)


def _folder(spec: ModuleSpec | None) -> Path | None:
    """The place for the PySide6 that is installed; None where that is no plain file, as in some bundles."""
    try:
        data = Path(spec.origin).read_bytes() if spec is not None and spec.origin is not None else b""
    except OSError:
        return None
    version = f"{zlib.crc32(data):08x}-{sys.implementation.cache_tag}"
    return cache_folder() / "pyside" / version if b"__version__" in data else None


def _seal(folder: Path) -> str:
    crc = 0
    for path in sorted((folder / PART).rglob("*.py")):
        crc = zlib.crc32(path.read_bytes(), zlib.crc32(path.name.encode(), crc))
    return f"{crc:08x}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
