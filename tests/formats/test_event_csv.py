import csv
import io

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.query import Query, ask
from dateline.domain.source import Citation, Source
from dateline.formats import event_csv

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
