"""What may be written on the command line, and the query that the filters of a command make."""

import argparse
import difflib
from collections.abc import Sequence
from typing import NoReturn

import dateline
from dateline.cli import COMMANDS

DESCRIPTION = """\
Dateline shows chronologies in which every claim can be followed to its source.

  dateline [FILE...]         open the window; without a file, the chronology that ships with Dateline
  dateline list FILE         list the events that a filter gives
  dateline print FILE        print them to a PDF, with the timeline and the sources
  dateline check FILE...     say what is wrong or doubtful in a file
  dateline bench             measure on this machine how fast and how large all of it is"""

EPILOG = """\
“dateline COMMAND --help” says more of a command. Exit codes: 0 all is well; 1 a file has errors, or events
were left out because of errors; 2 a file cannot be read or written, or the command line is wrong."""

FILTER_HELP = """\
Values of one option are alternatives, and different options must all hold: “--region UA --region RU --kind strike”
gives the strikes in Ukraine or Russia. A region is meant with all that lies in it."""

CERTAINTIES = ("confirmed", "reported", "claimed", "disputed", "retracted", "unknown")
PAPERS = ("A4", "Letter", "A3")
MOST_EVENTS = 10_000_000


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line: what is wrong, and how to get help."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and leave with exit code 2."""
        self.exit(2, f"{self.prog}: {message} (“{self.prog} --help” says how to write it)\n")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; `command` is one of COMMANDS, "open" where none is written.

    Raises:
        SystemExit: help or the version was asked for (0), or the command line is wrong (2).
    """
    named = next((word for word in argv if not word.startswith("-")), "")
    wants_help = any(word in ("-h", "--help", "--version") for word in argv)
    if (named in COMMANDS and argv[0] == named) or (wants_help and named not in COMMANDS):
        return _parser().parse_args(argv)
    return _parser().parse_args(["open", *argv])


def nearest_command(word: str) -> str:
    """The command that someone who wrote `word` probably meant; empty if none is near."""
    return next(iter(difflib.get_close_matches(word, COMMANDS, n=1)), "")


def _parser() -> Parser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = Parser(
        prog="dateline", usage=argparse.SUPPRESS, description=DESCRIPTION, epilog=EPILOG, formatter_class=raw
    )
    parser.add_argument("--version", action="version", version=f"Dateline {dateline.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="", help=argparse.SUPPRESS, parser_class=Parser)
    _add_open(commands.add_parser("open", prog="dateline", description="Open chronologies in the window."))
    _add_list(
        commands.add_parser(
            "list",
            prog="dateline list",
            description="List the events that a filter gives, in the order of time, undated ones last.",
            epilog=FILTER_HELP,
            formatter_class=raw,
        )
    )
    _add_print(
        commands.add_parser(
            "print",
            prog="dateline print",
            description="Print the events that a filter gives: the timeline, the events in order, the sources.",
            epilog=FILTER_HELP,
            formatter_class=raw,
        )
    )
    _add_check(
        commands.add_parser(
            "check",
            prog="dateline check",
            description="Say what is wrong or doubtful, as file:line:column: error|warning|note: message.",
        )
    )
    _add_bench(
        commands.add_parser(
            "bench",
            prog="dateline bench",
            description="Measure what moving, asking, opening and starting cost, beside the floors of the same run.",
        )
    )
    return parser


def _add_open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="*", help="a chronology (.dateline.yaml)")


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a chronology (.dateline.yaml)")
    _add_filters(parser)
    parser.add_argument("--json", action="store_true", help="a JSON list of objects, for programs")


def _add_print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a chronology (.dateline.yaml)")
    parser.add_argument("-o", "--output", metavar="OUT.pdf", required=True, help="the PDF to write; -: standard output")
    _add_filters(parser)
    paper = parser.add_argument_group("pages")
    paper.add_argument("--paper", metavar="SIZE", type=_paper, default=PAPERS[0], help=f"{', '.join(PAPERS)} (A4)")
    paper.add_argument("--landscape", action="store_true", help="pages that are wider than high")


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a chronology (.dateline.yaml)")
    parser.add_argument("--json", action="store_true", help="a JSON list of objects, for programs")


def _add_bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--events",
        metavar="N",
        type=_count,
        action="append",
        default=[],
        help="how many events; may be repeated (10000 and 1000000)",
    )
    parser.add_argument("--json", metavar="OUT", help="write all figures, and the machine, to this file")
    parser.add_argument("--peers", action="store_true", help="measure a QGraphicsView with one item per event too")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    filters = parser.add_argument_group("filters")
    filters.add_argument(
        "--region",
        metavar="CODE",
        action="append",
        default=[],
        help="events in this region, an ISO 3166 code or a name; “unknown”: those without a place",
    )
    filters.add_argument("--period", metavar="EDTF", help="events that meet this time: 2024-12, 2024-08-06/2024-08-31")
    filters.add_argument("--kind", metavar="K", action="append", default=[], help="events of this kind")
    filters.add_argument(
        "--certainty",
        metavar="C",
        type=_certainty,
        action="append",
        default=[],
        help=f"events with a claim that is {', '.join(CERTAINTIES[:-1])} or {CERTAINTIES[-1]}",
    )
    filters.add_argument("--text", metavar="T", default="", help="events with all of these words")


def _certainty(word: str) -> str:
    return _one_of(word, CERTAINTIES, "a certainty")


def _count(word: str) -> int:
    digits = word.replace(",", "").replace("_", "")
    if not (digits.isascii() and digits.isdecimal() and 0 < int(digits) <= MOST_EVENTS):
        raise argparse.ArgumentTypeError(f"“{word}” is no number of events; write 1 to {MOST_EVENTS}")
    return int(digits)


def _paper(word: str) -> str:
    return _one_of(word, PAPERS, "a paper size")


def _one_of(word: str, known: tuple[str, ...], what: str) -> str:
    by_lower = {name.lower(): name for name in known}
    if word.lower() in by_lower:
        return by_lower[word.lower()]
    meant = difflib.get_close_matches(word.lower(), by_lower, n=1)
    hint = f"did you mean “{by_lower[meant[0]]}”?" if meant else f"write {', '.join(known[:-1])} or {known[-1]}"
    raise argparse.ArgumentTypeError(f"“{word}” is not {what}; {hint}")
