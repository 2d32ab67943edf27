"""The commands: each takes its arguments and returns an exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dateline.cli.opening import open_files, qt_library
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
    """Open the window, or print where there is no screen."""
    return open_files(arguments.files)


def bench_(arguments: argparse.Namespace) -> int:
    """Measure the program on this machine and print the figures; 0 also where they fall short."""
    out = Path(arguments.json) if arguments.json else None
    if out is not None and not out.absolute().parent.is_dir():
        raise ChronologyError("there is no such folder to write the figures to", str(out.parent))
    # Only now: nothing else here needs what is measured.
    with qt_library():
        from dateline.bench.run import run

    return run(arguments.events, out, with_peers=arguments.peers)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "list": list_,
    "print": print_,
    "check": check_,
    "bench": bench_,
    "open": open_,
}


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


def print_here(path: Path) -> int:
    """Print a chronology to a free name in this folder, as there is no screen to show it on."""
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
    with qt_library():
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


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
