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


def dumps(chronology: Chronology, answer: Answer) -> str:
    """Return a header and one line per row shown, in time's order; lists are joined by "; ".

    Dates stand as in `dateline list --json`: `when` in EDTF, `earliest` and `latest` as inclusive days, empty where
    open, unknown or undated.
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
        writer.writerow({key: "; ".join(value) if isinstance(value, list) else value for key, value in found.items()})
    return out.getvalue()
