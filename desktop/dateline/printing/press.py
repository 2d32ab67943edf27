"""The press: a chronology and a query in, a PDF out; File > Print and `dateline print` are this one function."""

from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer, Query, ask
from dateline.domain.value import dataclass
from dateline.printing.figures import figures, kind_colours
from dateline.printing.report import report
from dateline.printing.typesetter import Paper, typeset


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document: the PDF, what its reader should be told, and the answer that it prints."""

    pdf: bytes
    warnings: tuple[str, ...]
    answer: Answer


def print_pdf(chronology: Chronology, query: Query, paper: Paper = Paper.A4, *, is_landscape: bool = False) -> Printed:
    """Print the events that a query gives; needs a QGuiApplication, which the figure's fonts are measured with.

    The same chronology, query and paper give the same bytes, whatever the time, the folder and the locale.

    Raises:
        ChronologyError: the pages cannot be set.
    """
    answer = ask(chronology, query)
    pages = report(chronology, answer, query, kind_colours(chronology))
    drawings = figures(chronology, answer, query, paper, is_landscape=is_landscape)
    typeset_ = typeset(pages, drawings, paper, is_landscape=is_landscape)
    return Printed(typeset_.pdf, typeset_.warnings, answer)
