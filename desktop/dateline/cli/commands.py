"""The commands: each takes its arguments and returns an exit code."""

import argparse
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline import qt_support
from dateline.cli.arguments import nearest_command
from dateline.cli.streams import complain
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import ChronologyError, DateError
from dateline.domain.finding import Finding, Level
from dateline.domain.query import Query, ask, checked
from dateline.domain.rows import row_lines, row_object
from dateline.domain.when import Meeting
from dateline.formats import registry

FINE, ERRORS, UNREADABLE = 0, 1, 2
BEFORE_QT = ("layout.compose", "layout.overview")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def list_(arguments: argparse.Namespace) -> int:
    """Print the rows that the filters give; how many, and what was left out, goes to standard error."""
    chronology = registry.read(Path(arguments.file))
    answer = ask(chronology, query_of(arguments, chronology))
    if arguments.json:
        rows = zip(answer.rows.tolist(), answer.is_possible.tolist(), strict=True)
        objects = [
            row_object(chronology, row, Meeting.POSSIBLY if possible else Meeting.SURELY) for row, possible in rows
        ]
        _print_json(objects)
    else:
        from dateline.printing.report import count_in_words  # with all of printing, which a window does without

        for line in row_lines(chronology, answer.rows.tolist(), answer.is_possible.tolist()):
            print(line.rstrip())
        sys.stdout.flush()
        print(count_in_words(len(answer), answer.total, answer.possibly), file=sys.stderr)
    return left_out(chronology, arguments.file)


def print_(arguments: argparse.Namespace) -> int:
    """Print the events that the filters give to a PDF."""
    out = arguments.output
    if out == "-" and sys.stdout.isatty():
        raise ChronologyError("a PDF is not for a terminal; name a file after -o, or send the output to one")
    if out != "-" and _is_same(Path(out), Path(arguments.file)):
        raise ChronologyError("this is the chronology itself; name another file after -o", out)
    chronology = registry.read(Path(arguments.file))
    query = query_of(arguments, chronology)
    _print_to(out, chronology, query, arguments.paper, is_landscape=arguments.landscape)
    return left_out(chronology, arguments.file)


def check_(arguments: argparse.Namespace) -> int:
    """Print what is wrong or doubtful in each file; 1 with an error in any, 2 with any that cannot be read."""
    code = FINE
    objects: list[dict[str, str | int]] = []
    for name in arguments.files:
        try:
            findings = _findings(name)
        except ChronologyError as error:
            complain(error.message, error.where or name)
            objects.append({"file": name} | _object(Finding(Level.ERROR, error.message)))
            code = UNREADABLE
            continue
        objects += [{"file": name} | _object(finding) for finding in findings]
        if not arguments.json:
            for finding in findings:
                print(finding.located(name))
        if any(finding.level is Level.ERROR for finding in findings):
            code = max(code, ERRORS)
    if arguments.json:
        _print_json(objects)
    return code


def open_(arguments: argparse.Namespace) -> int:
    """Open the window; where there is no screen, print each file to a free name in this folder instead."""
    for name in arguments.files:
        _refuse_unreadable(name)
    if has_screen():
        code: int = program().run(list(arguments.files))
        return code
    return max([_print_here(Path(name)) for name in arguments.files or [_bundled_chronology()]])


def bench_(arguments: argparse.Namespace) -> int:
    """Measure the program on this machine and print the figures; 0 also where they fall short."""
    out = Path(arguments.json) if arguments.json else None
    if out is not None and not out.absolute().parent.is_dir():
        raise ChronologyError("there is no such folder to write the figures to", str(out.parent))
    # Only now: nothing else here needs what is measured.
    with _qt_library():
        from dateline.bench.run import run

    return run(arguments.events, out, with_peers=arguments.peers)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "list": list_,
    "print": print_,
    "check": check_,
    "bench": bench_,
    "open": open_,
}


def program() -> ModuleType:
    """The program with a window, imported in the order that takes the least time."""
    # What knows no Qt comes first: after PySide6, every import takes longer.
    for name in BEFORE_QT:
        import_module(f"dateline.{name}")
    # Only now: a window takes QtWidgets, which nothing else here does.
    with _qt_library():
        import_module("PySide6.QtCore")
        qt_support.read_no_sources()
        return import_module("dateline.app")


def query_of(arguments: argparse.Namespace, chronology: Chronology) -> Query:
    """Return the query that the filters on the command line make.

    Raises:
        ChronologyError: a region or kind is not known, with the nearest that is, or the period is not EDTF.
    """
    try:
        period = parse_edtf(arguments.period) if arguments.period is not None else None
    except DateError as error:
        raise ChronologyError(error.message, "--period") from error
    query = Query(
        regions=frozenset(arguments.region),
        kinds=frozenset(arguments.kind),
        certainties=frozenset(Certainty[word.upper()] for word in arguments.certainty),
        period=period,
        text=arguments.text,
    )
    return checked(query, chronology)


def left_out(chronology: Chronology, name: str) -> int:
    """Say on standard error how many events were left out because of errors, and where; return the exit code."""
    errors = [finding for finding in chronology.findings if finding.level is Level.ERROR]
    if chronology.left_out:
        noun = "event was" if chronology.left_out == 1 else "events were"
        complain(f"{chronology.left_out} {noun} left out because of errors:", name)
    for finding in errors:
        print(finding.located(name), file=sys.stderr)
    return ERRORS if errors or chronology.left_out else FINE


def has_screen() -> bool:
    """Whether a window can be shown; on Linux that takes a display, or a Qt platform that is a screen by itself."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return any(os.environ.get(name) for name in SCREENS) or platform in ("vnc", "linuxfb", "eglfs")


def _print_here(path: Path) -> int:
    from dateline.printing.output import stem, write_free

    chronology = registry.read(path)
    pdf = _printed(chronology, Query(), "A4", is_landscape=False)
    written = write_free(Path(), stem(path.name), pdf)
    complain(f"there is no screen here, so the chronology was printed to ./{written} instead of shown")
    return left_out(chronology, str(path))


def _print_to(out: str, chronology: Chronology, query: Query, paper: str, *, is_landscape: bool) -> None:
    from dateline.printing.output import write_pdf

    pdf = _printed(chronology, query, paper, is_landscape=is_landscape)
    if out == "-":
        sys.stdout.buffer.write(pdf)
        sys.stdout.buffer.flush()
    else:
        write_pdf(Path(out), pdf)


def _printed(chronology: Chronology, query: Query, paper: str, *, is_landscape: bool) -> bytes:
    """Print with an application that needs no screen, whichever there is: the same bytes everywhere."""
    # Only now: reading and listing need neither Qt nor Typst.
    with _qt_library():
        from PySide6.QtGui import QGuiApplication

        from dateline.printing.press import print_pdf
        from dateline.printing.typesetter import Paper

    application = QGuiApplication.instance()
    if application is None:
        # Qt complains of a locale that is not UTF-8.
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        application = QGuiApplication(["dateline"])
    printed = print_pdf(chronology, query, Paper(paper), is_landscape=is_landscape)
    for warning in printed.warnings:
        complain(f"warning: {warning}")
    del application
    return printed.pdf


def _bundled_chronology() -> str:
    from dateline.paths import bundled

    return str(bundled("data", "kursk-2024.dateline.yaml"))


def _findings(name: str) -> list[Finding]:
    # Only now: reading what sources state in words takes dateutil.
    from dateline.domain.check import check

    path = Path(name)
    chronology = registry.read(path)
    return check(chronology, path.read_text(encoding="utf-8-sig", errors="replace"))


def _print_json(objects: list[dict[str, Any]]) -> None:
    import json  # a window does without

    print(json.dumps(objects, ensure_ascii=False, indent=2))


def _object(finding: Finding) -> dict[str, str | int]:
    return {
        "line": finding.line,
        "column": finding.column,
        "level": finding.level.value,
        "message": finding.message,
        "check": finding.check,
        "event": finding.event,
    }


def _refuse_unreadable(name: str) -> None:
    """Complain before a window opens; what is in the file, the window tells by itself."""
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except OSError as error:
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
def _qt_library() -> Iterator[None]:
    """Import Qt; tell in a sentence which of the system's libraries it lacks, as on a server without any graphics."""
    try:
        qt_support.use()
        yield
    except ImportError as error:
        if error.name and error.name.startswith("dateline"):
            raise
        raise ChronologyError(f"a library is missing that Qt or the press needs: {error}") from error


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
