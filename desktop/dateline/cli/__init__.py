"""The command line: `dateline [FILE...]` and the commands list, print, check and bench."""

import gc
import os
import sys
from collections.abc import Sequence

from dateline.cli.streams import complain, prepare_streams
from dateline.domain.errors import ChronologyError

COMMANDS = ("open", "list", "print", "check", "bench")
UNREADABLE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
"""128 and the number of the signal that would have ended another program: SIGINT, SIGPIPE."""
READ_TABLE = "--read-table-worker"
"""Not for people: how a frozen program starts itself to read a big table (formats.table_worker)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 1 (errors in the file) or 2 (unreadable, or a wrong command line)."""
    prepare_streams()
    try:
        code = _run(sys.argv[1:] if argv is None else list(argv))
        sys.stdout.flush()
    except BrokenPipeError:
        # What reads has stopped, as `head` does; the interpreter would complain when it flushes at the end.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # Files answer for themselves; what is left is standard output on a disk that is full.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        complain(f"standard output cannot be written: {error.strerror}")
        return UNREADABLE
    return code


def window() -> int:
    """The gui script: files named on the command line, no console."""
    prepare()
    from dateline.cli import opening

    code: int = opening.program().run(sys.argv[1:])
    return code


def _run(argv: list[str]) -> int:
    if argv[:1] == [READ_TABLE]:
        from dateline.formats import table_worker

        return table_worker.serve(argv[1:])
    try:
        if any(word.startswith("-") or word in COMMANDS for word in argv):
            return _run_command(argv)
        prepare()
        from dateline.cli.opening import open_files

        return open_files(argv)
    except ChronologyError as error:
        complain(error.message, error.where)
        return UNREADABLE


def _run_command(argv: list[str]) -> int:
    # Only now: to open a window takes neither argparse (10 ms of a start) nor any other command.
    from dateline.cli.arguments import parse

    try:
        arguments = parse(argv)
    except SystemExit as done:
        return int(done.code or 0)
    # Only now: a wrong command line or --version needs neither numpy nor a reader.
    prepare()
    from dateline.cli import commands

    if arguments.command != "open":
        gc.enable()
    return commands.COMMANDS[arguments.command](arguments)


def prepare() -> None:
    """Have the imports that follow take less time; who goes on without a window turns the collector on again."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads that nothing here would give work to
    gc.disable()  # no import is garbage; a window looks for some once it is painted
