"""What may be opened: regular files of a bounded size, as bytes or as UTF-8 text; and how a file is replaced whole."""

import os
import stat
import tempfile
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from dateline.domain.errors import ChronologyError

MEGABYTE = 1024 * 1024
SIZE_LIMIT = 256 * MEGABYTE
"""Bytes that a file may have."""

_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class Cancelled(ChronologyError):  # noqa: N818 - a wish of the user's, not an error
    """The reader was told to stop; nothing was made."""

    def __init__(self, where: str = "") -> None:
        super().__init__("reading was cancelled", where)


def read_bytes(path: Path, size_limit: int = SIZE_LIMIT) -> bytes:
    """Return what is in a regular file.

    Raises:
        ChronologyError: there is no such file, it is a folder or a device, may not be read or is too large.
    """
    try:
        with open_regular(path, size_limit) as file:
            data = file.read(size_limit + 1)  # what /proc shows has no size beforehand
    except (OSError, ValueError) as error:
        raise ChronologyError(_why_unreadable(error, path), str(path)) from error
    if len(data) > size_limit:
        raise ChronologyError(_too_large(len(data), size_limit), str(path))
    return data


def open_regular(path: Path, size_limit: int = SIZE_LIMIT) -> BufferedReader:
    """Open a regular file for reading.

    Opening never waits: a pipe or a device is refused, not read.

    Raises:
        ChronologyError: there is no such file, it is a folder or a device, may not be read or is too large.
    """
    name = str(path)
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            _refuse_unfit(os.fstat(descriptor), size_limit, name)
        except ChronologyError:
            os.close(descriptor)
            raise
        return open(descriptor, "rb")
    except (OSError, ValueError) as error:
        raise ChronologyError(_why_unreadable(error, path), name) from error


def decoded(data: bytes, name: str) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark.

    Raises:
        ChronologyError: they are not UTF-8, or hold NUL bytes; the message names the encoding where it shows.
    """
    for mark, encoding in _WIDE_MARKS.items():
        if data.startswith(mark):
            raise ChronologyError(f"the file is {encoding}; save it as UTF-8", name)
    nul = data.find(b"\0")
    if nul >= 0:
        beginning = data[:200]
        looks_wide = 0.4 <= beginning.count(0) / len(beginning) <= 0.6
        kind = "looks like UTF-16; save it as UTF-8" if looks_wide else "is not text: it holds a NUL byte"
        raise ChronologyError(f"the file {kind}", _place(name, data, nul))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise ChronologyError(
            f"the file is not UTF-8: byte 0x{data[start]:02X} is out of place; save it as UTF-8",
            _place(name, data, start),
        ) from error


def replace_file(path: Path, text: str) -> None:
    """Write a text as UTF-8 so that the file has either its old content or all of the new one.

    Raises:
        ChronologyError: it cannot be written; the old content is untouched.
    """
    temporary = ""
    try:
        target = Path(os.path.realpath(path))  # a link stays a link
        if target.exists() and not target.is_file():
            raise ChronologyError("only a regular file can be written", str(path))
        data = text.encode()
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.chmod(temporary, stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        os.replace(temporary, target)
    except (OSError, ValueError) as error:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)
        raise ChronologyError(f"the file cannot be written: {_reason(error)}", str(path)) from error


def _refuse_unfit(status: os.stat_result, size_limit: int, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ChronologyError("this is a folder, not a file", name)
    if not stat.S_ISREG(status.st_mode):
        raise ChronologyError("this is a pipe or a device; only regular files can be opened", name)
    if status.st_size > size_limit:
        raise ChronologyError(_too_large(status.st_size, size_limit), name)


def _too_large(size: int, limit: int) -> str:
    return f"the file has {size / MEGABYTE:,.0f} MB; at most {limit / MEGABYTE:,.0f} MB can be opened"


def _why_unreadable(error: OSError | ValueError, path: Path) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "this is a folder, not a file"
        case PermissionError():
            # Windows refuses to open a folder with the same error.
            return "this is a folder, not a file" if path.is_dir() else "you may not read this file"
        case _:
            return f"the file cannot be opened: {_reason(error)}"


def _reason(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason[:1].lower() + reason[1:]


def _place(name: str, data: bytes, offset: int) -> str:
    line_start = data.rfind(b"\n", 0, offset) + 1
    line = data.count(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8-sig", "replace")) + 1
    return f"{name}:{line}:{column}" if name else ""


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
