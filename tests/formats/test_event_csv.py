import csv
import io

import pytest

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.query import Query, ask
from dateline.domain.source import Citation, Source
from dateline.formats import event_csv, registry

CLAIMS = (
    Claim(Attribution("Kyiv"), certainty=Certainty.CLAIMED, cites=(Citation("paper"), Citation("radio"))),
    Claim(Attribution("Kyiv"), certainty=Certainty.REPORTED),
)
EVENTS = (
    Event(
        "crossing",
        'Troops cross, "at last"',
        summary="First line\nand second",
        when=parse_edtf("2024-08-06"),
        stated="on Tuesday",
        kind="combat",
        regions=("RU-KRS", "UA-59"),
        claims=CLAIMS,
    ),
    Event("october", "Курская область", when=parse_edtf("2024-10")),
    Event("rumour", "No day"),
)


def rows(query=Query()):
    chronology = Chronology.from_events(EVENTS, sources=[Source("paper"), Source("radio")])
    return list(csv.DictReader(io.StringIO(event_csv.dumps(chronology, ask(chronology, query)), newline="")))


def test_a_row_holds_what_list_says_and_the_summary():
    assert rows()[0] == {
        "id": "crossing",
        "title": 'Troops cross, "at last"',
        "when": "2024-08-06",
        "earliest": "2024-08-06",
        "latest": "2024-08-06",
        "match": "surely",
        "kind": "combat",
        "regions": "RU-KRS; UA-59",
        "certainty": "claimed",
        "sources": "paper; radio",
        "summary": "First line\nand second",
        "stated": "on Tuesday",
        "speakers": "Kyiv",
    }


def test_what_is_not_known_stays_empty():
    undated = rows()[2]

    assert (undated["when"], undated["earliest"], undated["latest"], undated["kind"]) == ("", "", "", "")


def test_only_rows_of_the_filter_come_and_say_how_they_meet_it():
    assert [(row["id"], row["match"]) for row in rows(Query(period=parse_edtf("2024-10-05")))] == [
        ("october", "possibly")
    ]


SIGNS = ("=1+1", "+7 days", "-5 degrees", "@home", "\uff1d1")
FORMULAS = tuple(
    Event(
        f"{sign}-id",
        f"{sign} title",
        summary=f"{sign} summary",
        when=parse_edtf("-0044-03-15"),
        stated=f"{sign} stated",
        claims=(Claim(Attribution(f"{sign} speaker"), cites=(Citation(f"{sign}-source"),)),),
    )
    for sign in SIGNS
)


@pytest.fixture
def formulas():
    return Chronology.from_events(FORMULAS, sources=[Source(f"{sign}-source") for sign in SIGNS])


def test_no_cell_begins_as_a_formula_of_a_spreadsheet(formulas):
    text = event_csv.dumps(formulas, ask(formulas, Query()))

    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(event_csv.FORMULA_SIGNS)]
    assert cells.count(" -0044-03-15") == 3 * len(FORMULAS)


def test_what_looks_like_a_formula_is_read_back_unchanged(formulas, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_bytes(event_csv.dumps(formulas, ask(formulas, Query())).encode("utf-8-sig"))

    again = registry.read(path)

    read = {event.id: event for event in map(again.event, range(len(again)))}
    for event in FORMULAS:
        found = read[event.id]
        assert (found.title, found.summary, found.stated) == (event.title, event.summary, event.stated)
        assert found.when == event.when
        assert [claim.by for claim in found.claims] == [claim.by for claim in event.claims]
        assert [again.sources[source].title for source in found.sources] == list(event.sources)
