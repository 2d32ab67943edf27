"""Standard output and standard error: their encoding, and how a complaint is written."""

import io
import sys


def prepare_streams() -> None:
    """Let no character stop the program: UTF-8 where output is not a terminal, escapes where it cannot be shown."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def complain(message: str, where: str = "") -> None:
    """Write one line to standard error, with where it is: "dateline: kursk.yaml:41: ..."."""
    one_line = " ".join(message.split())
    print(": ".join(part for part in ("dateline", where, one_line) if part), file=sys.stderr)
