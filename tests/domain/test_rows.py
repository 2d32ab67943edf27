"""A row of a listing: the keys of the JSON object, inclusive days, and the aligned line."""

import json

import pytest

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.rows import row_line, row_lines, row_object
from dateline.domain.source import Citation
from dateline.domain.when import Meeting


def one(when: str = "", **fields: object) -> Chronology:
    date = parse_edtf(when) if when else None
    return Chronology.from_events([Event("an-event", "An event", when=date, **fields)])  # type: ignore[arg-type]


def test_an_object_has_exactly_the_promised_keys_and_values() -> None:
    claims = (
        Claim(certainty=Certainty.CONFIRMED, cites=(Citation("b"), Citation("a"))),
        Claim(certainty=Certainty.CLAIMED, cites=(Citation("b"),)),
    )
    chronology = one("2024-10", kind="combat", regions=("RU-KRS", "UA"), claims=claims)

    found = row_object(chronology, 0, Meeting.POSSIBLY)

    assert json.loads(json.dumps(found)) == {
        "id": "an-event",
        "title": "An event",
        "when": "2024-10",
        "earliest": "2024-10-01",
        "latest": "2024-10-31",
        "match": "possibly",
        "kind": "combat",
        "regions": ["RU-KRS", "UA"],
        "certainty": "claimed",
        "sources": ["b", "a"],
    }


@pytest.mark.parametrize(
    ("when", "earliest", "latest"),
    [
        ("2024-08-06", "2024-08-06", "2024-08-06"),
        ("2024-08-06T05:30Z", "2024-08-06", "2024-08-06"),
        ("2024-08-06T23:59:59Z", "2024-08-06", "2024-08-06"),
        ("2024-08-06/..", "2024-08-06", None),
        ("2024-08-06/", "2024-08-06", None),
        ("[..2024-08-09]", None, "2024-08-09"),
        ("{2024-11-09,2024-11-11}", "2024-11-09", "2024-11-11"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("Y12000", "+12000-01-01", "+12000-12-31"),
        ("", None, None),
    ],
)
def test_days_are_the_first_and_last_possible_inclusive(when: str, earliest: str | None, latest: str | None) -> None:
    found = row_object(one(when), 0)

    assert (found["earliest"], found["latest"]) == (earliest, latest)
    assert (found["when"], found["match"], found["kind"]) == (when or None, "surely", None)


def test_lines_have_their_columns_in_the_same_places() -> None:
    events = [
        Event("a", "A title", when=parse_edtf("2024-10"), regions=("RU-KRS",), claims=(Claim(),)),
        Event("b", "A title so long that it has no room in its column and is cut off", regions=("UA",)),
    ]

    lines = row_lines(Chronology.from_events(events), [1, 0], [False, True])

    assert lines[0].startswith("undated ")
    assert lines[1].startswith("Oct 2024 ")
    assert "…" in lines[0]
    assert lines[0].index("UA") == lines[1].index("RU-KRS")
    assert lines[0].index("unknown") == lines[1].index("unknown (possibly)")
    assert row_line(one("2024"), 0).endswith("  unknown")
