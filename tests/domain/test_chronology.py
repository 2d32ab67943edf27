"""A chronology: its events by row and id, its relations backwards, its kinds; and findings as compilers write them."""

import pytest

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import ChronologyError
from dateline.domain.event import Event, Link, Relation
from dateline.domain.finding import Finding, Level
from dateline.domain.region import Region
from dateline.domain.source import Source

EVENTS = (
    Event("first", "First", kind="aid", relates=(Link("second", Relation.DISPUTES), Link("second", Relation.UPDATES))),
    Event("second", "Second", kind="strike", relates=(Link("gone", Relation.CONFIRMS),)),
)


def test_events_are_found_by_row_and_by_id() -> None:
    chronology = Chronology.from_events(EVENTS)

    assert len(chronology) == 2
    assert chronology.event(1) is EVENTS[1]
    assert (chronology.id(1), chronology.title_of(1)) == ("second", "Second")
    assert chronology.row_of("second") == 1
    assert chronology.row_of("gone") is None
    assert len(chronology.records) == 2


def test_relations_are_known_from_both_ends() -> None:
    chronology = Chronology.from_events(EVENTS)

    assert chronology.incoming("second") == (("first", Relation.DISPUTES), ("first", Relation.UPDATES))
    assert chronology.incoming("first") == ()
    assert chronology.incoming("gone") == (("second", Relation.CONFIRMS),)


def test_only_events_with_relations_are_looked_at_for_relations_backwards() -> None:
    records = Chronology.from_events((*EVENTS, Event("third", "Third"))).records

    assert list(records.links()) == [0, 1]


def test_kinds_are_the_files_and_then_those_that_events_name() -> None:
    chronology = Chronology.from_events(EVENTS, kinds=[Kind("strike", "Air strike", "#aa0000"), Kind("unused-kind")])

    assert [kind.label for kind in chronology.kinds.values()] == ["Air strike", "Unused kind", "Aid"]


def test_what_the_file_gives_is_kept_in_its_order() -> None:
    sources = [Source("b"), Source("a")]
    finding = Finding(Level.ERROR, "something")

    chronology = Chronology.from_events(
        EVENTS,
        title="A title",
        description="More",
        language="en",
        period=parse_edtf("2024"),
        sources=sources,
        findings=[finding],
        left_out=3,
        source_lines={"b": 4},
    )

    assert list(chronology.sources) == ["b", "a"]
    assert (chronology.title, chronology.description, chronology.language) == ("A title", "More", "en")
    assert (chronology.period, chronology.findings, chronology.left_out) == (parse_edtf("2024"), (finding,), 3)
    assert chronology.source_lines == {"b": 4}
    assert chronology.columns.source_ids == ("b", "a")


def test_own_regions_extend_the_table() -> None:
    own = Region("RU-KRS-SUD", "Sudzha district", "RU-KRS")

    chronology = Chronology.from_events([], own_regions=[own])

    assert chronology.regions.parent_chain("RU-KRS-SUD") == ("RU-KRS-SUD", "RU-KRS", "RU")
    assert chronology.own_regions == (own,)


def test_own_regions_that_fit_nowhere_are_refused() -> None:
    with pytest.raises(ChronologyError):
        Chronology.from_events([], own_regions=[Region("X-1", "Nowhere", "X-0")])


def test_a_chronology_cannot_be_changed() -> None:
    chronology = Chronology.from_events(EVENTS, sources=[Source("a")])

    with pytest.raises(AttributeError):
        chronology.title = "Another"  # type: ignore[misc]
    with pytest.raises(TypeError):
        chronology.sources["b"] = Source("b")  # type: ignore[index]


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (Finding(Level.ERROR, "no such key", 4, 7), "kursk.yaml:4:7: error: no such key"),
        (Finding(Level.WARNING, "never cited", 4), "kursk.yaml:4:1: warning: never cited"),
        (Finding(Level.NOTE, "all well"), "kursk.yaml:1:1: note: all well"),
    ],
)
def test_a_finding_always_has_a_line_and_a_column(finding: Finding, line: str) -> None:
    assert finding.located("kursk.yaml") == line
