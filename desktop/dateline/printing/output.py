"""Where a PDF goes: to the file that was named, whole or not at all, or to a free name."""

import os
import stat
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

from dateline.domain.errors import ChronologyError

FORMATS_SUFFIXES = (".yaml", ".yml", ".dateline")
"""What is cut from a chronology's name, innermost last: kursk-2024.dateline.yaml is printed to kursk-2024.pdf."""


def write_pdf(path: Path, pdf: bytes) -> None:
    """Write a PDF so that `path` holds what it held before or all of the new; a device or pipe is written to as it is.

    Raises:
        ChronologyError: it cannot be written; the message names the path.
    """
    try:
        target = Path(os.path.realpath(path))  # a link stays a link
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(pdf)
        else:
            _replace(target, pdf)
    except (OSError, ValueError) as error:
        raise ChronologyError(f"the PDF cannot be written: {_reason(error, path)}", str(path)) from error


def write_free(folder: Path, name: str, pdf: bytes) -> Path:
    """Write a PDF to name.pdf, name-2.pdf and so on, the first that nothing has yet; return which.

    Raises:
        ChronologyError: the folder cannot be written to.
    """
    for number in count(1):
        path = folder / (f"{name}.pdf" if number == 1 else f"{name}-{number}.pdf")
        try:
            with path.open("xb") as file:
                file.write(pdf)
        except FileExistsError:
            continue
        except OSError as error:
            raise ChronologyError(f"the PDF cannot be written: {_reason(error, path)}", str(path)) from error
        return path
    raise AssertionError("count() has no end")


def stem(name: str) -> str:
    """The name of a chronology's file without its suffixes: "kursk-2024" of "kursk-2024.dateline.yaml"."""
    path = Path(name)
    while path.suffix in FORMATS_SUFFIXES:
        path = path.with_suffix("")
    return path.name or "chronology"


def _replace(target: Path, pdf: bytes) -> None:
    # The same folder: a rename is atomic only within one file system.
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(pdf)
        os.chmod(temporary, stat.S_IMODE(target.stat().st_mode) if target.exists() else _usual_mode())
        os.replace(temporary, target)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: OSError | ValueError, path: Path) -> str:
    folder = path.parent
    if path.is_dir():
        return "this is a folder"
    if isinstance(error, FileNotFoundError) or not folder.is_dir():
        return f"there is no folder “{folder}”"
    if isinstance(error, PermissionError):
        return f"you may not write in the folder “{folder}”"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason[:1].lower() + reason[1:]
