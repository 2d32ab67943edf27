"""The rows that a filter gives, as a table in CSV for other programs."""

import csv
import io

from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer
from dateline.domain.rows import row_object
from dateline.domain.when import Meeting

HEADER = (
    "id",
    "title",
    "when",
    "earliest",
    "latest",
    "match",
    "kind",
    "regions",
    "certainty",
    "sources",
    "summary",
    "stated",
    "speakers",
)
FORMULA_SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the beginning of a formula, also in the full width of Chinese and Japanese."""


def dumps(chronology: Chronology, answer: Answer) -> str:
    """Return a header and one line per row shown, in time's order; lists are joined by "; ".

    Dates stand as in `dateline list --json`: `when` in EDTF, `earliest` and `latest` as inclusive days, empty where
    open, unknown or undated. A cell that a spreadsheet would compute begins with a space, which makes it text there;
    readers that trim cells, as `dateline events.csv` does, get it unchanged.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, lineterminator="\r\n")  # RFC 4180
    writer.writeheader()
    for row, is_possible in zip(answer.rows.tolist(), answer.is_possible.tolist(), strict=True):
        event = chronology.event(row)
        found = row_object(chronology, row, Meeting.POSSIBLY if is_possible else Meeting.SURELY)
        found |= {
            "summary": event.summary,
            "stated": event.stated,
            "speakers": list(dict.fromkeys(claim.by for claim in event.claims if claim.by)),
        }
        writer.writerow({key: _cell(value) for key, value in found.items()})
    return out.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f" {text}" if text.startswith(FORMULA_SIGNS) else text
