"""One event as a row of a listing: as an object for programs and as a line for people."""

from collections.abc import Sequence

from dateline.domain.calendar import iso_day
from dateline.domain.chronology import Chronology
from dateline.domain.event import Event
from dateline.domain.when import FUTURE, PAST, Meeting
from dateline.domain.wording import short

_WHEN_WIDTH = 24
_TITLE_WIDTH = 60
_REGION_WIDTH = 20

RowObject = dict[str, str | list[str] | None]
"""What `dateline list --json` gives of an event; None stands for what is open, unknown or absent."""


def row_object(chronology: Chronology, row: int, meeting: Meeting = Meeting.SURELY) -> RowObject:
    """Return a row's event for JSON: `when` is EDTF, `earliest` and `latest` its first and last possible days."""
    event = chronology.event(row)
    return {
        "id": event.id,
        "title": event.title,
        "when": str(event.when) if event.when is not None else None,
        "earliest": _first_day(event),
        "latest": _last_day(event),
        "match": meeting.name.lower(),
        "kind": event.kind or None,
        "regions": list(event.regions),
        "certainty": event.certainty.word,
        "sources": list(event.sources),
    }


def row_line(chronology: Chronology, row: int, meeting: Meeting = Meeting.SURELY) -> str:
    """Return a row's event as a line of aligned columns: date, title, regions, certainty."""
    event = chronology.event(row)
    columns = (
        (short(event.when) if event.when is not None else "undated", _WHEN_WIDTH),
        (event.title, _TITLE_WIDTH),
        (", ".join(event.regions), _REGION_WIDTH),
    )
    certainty = event.certainty.word + (" (possibly)" if meeting is Meeting.POSSIBLY else "")
    return "  ".join([*(_fitted(text, width) for text, width in columns), certainty])


def row_lines(chronology: Chronology, rows: Sequence[int], is_possible: Sequence[bool]) -> list[str]:
    """Return a line per row, in the order given."""
    meetings = (Meeting.POSSIBLY if possible else Meeting.SURELY for possible in is_possible)
    return [row_line(chronology, int(row), meeting) for row, meeting in zip(rows, meetings, strict=True)]


def _first_day(event: Event) -> str | None:
    return iso_day(event.when.earliest) if event.when is not None and event.when.earliest != PAST else None


def _last_day(event: Event) -> str | None:
    return iso_day(event.when.latest - 1) if event.when is not None and event.when.latest != FUTURE else None


def _fitted(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…"
