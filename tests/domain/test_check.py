"""Checks: each finds its fault and nothing else, says it in one sentence, and may be justified in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.check import check, independent
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Attribution, Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Relation
from dateline.domain.finding import Finding, Level
from dateline.domain.region import Region, RegionTable
from dateline.domain.source import Citation, Source

SOURCES = (
    Source("early", issued=parse_edtf("2024-08-07")),
    Source("late", issued=parse_edtf("2024-08-09")),
    Source("copy", republishes="early"),
    Source("undated"),
    Source("read", accessed=parse_edtf("2024-08-10")),
)


def claim(*sources: str, by: str = "", certainty: Certainty = Certainty.REPORTED, said: str = "") -> Claim:
    spoken = Attribution(by, parse_edtf(said) if said else None)
    return Claim(spoken, certainty=certainty, cites=tuple(Citation(source) for source in sources))


def event(name: str = "an-event", when: str = "2024-08-06", **fields: object) -> Event:
    given = {"claims": (claim("early", "late", "copy", "undated", "read"),), "line": 10} | fields
    date = parse_edtf(when) if when else None
    return Event(name, str(given.pop("title", name)), when=date, **given)  # type: ignore[arg-type]


def findings(*events: Event, **fields: object) -> list[Finding]:
    return check(Chronology.from_events(events, **({"sources": SOURCES} | fields)))  # type: ignore[arg-type]


def messages(*events: Event, **fields: object) -> list[str]:
    return [f"{found.level} {found.check}: {found.message}" for found in findings(*events, **fields)]


def test_a_sound_chronology_has_no_findings() -> None:
    assert findings(event(stated="on Tuesday"), event("other", relates=(Link("an-event", Relation.CONFIRMS),))) == []


def test_a_claim_without_a_source_is_found() -> None:
    assert messages(event(claims=(claim("early", "late", "copy", "undated", "read"), claim(by="Putin"), claim()))) == [
        "warning no-source: the claim of Putin in event “an-event” cites no source",
        "warning no-source: a claim in event “an-event” cites no source",
    ]


def test_an_event_without_claims_rests_on_nothing() -> None:
    assert messages(event(claims=()), sources=()) == [
        "warning no-source: event “an-event” has no claim and so rests on no source"
    ]


def test_a_source_that_nothing_cites_is_found_at_its_line() -> None:
    found = findings(event(claims=(claim("late", "undated", "read"),)), source_lines={"early": 3, "copy": 5})

    assert [(f.line, f.check, f.message) for f in found] == [
        (3, "uncited-source", "source “early” is never cited"),
        (5, "uncited-source", "source “copy” is never cited"),
    ]


def test_a_source_that_a_cited_one_republishes_is_in_use() -> None:
    assert findings(event(claims=(claim("copy", "late", "undated", "read"),))) == []


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        (("early",), "event “an-event” is marked confirmed but rests on “early” alone"),
        (("early", "copy"), "event “an-event” is marked confirmed but rests on “early” alone; “copy” repeats it"),
        (("copy",), "event “an-event” is marked confirmed but rests on “early” alone; “copy” repeats it"),
        (
            ("copy", "copy2"),
            "event “an-event” is marked confirmed but rests on “early” alone; “copy” and “copy2” repeat it",
        ),
        (("early", "late"), None),
        (("copy", "late"), None),
    ],
)
def test_confirmation_by_one_independent_source_is_found(sources: tuple[str, ...], message: str | None) -> None:
    confirmed = event(claims=(claim(*sources, certainty=Certainty.CONFIRMED),))

    found = findings(confirmed, sources=(*SOURCES, Source("copy2", republishes="copy")))

    assert [f.message for f in found if f.check == "single-source"] == ([message] if message else [])


def test_one_source_is_enough_for_what_is_not_marked_confirmed() -> None:
    mixed = event(claims=(claim("early", certainty=Certainty.CONFIRMED), claim("early", certainty=Certainty.CLAIMED)))

    assert "single-source" not in {found.check for found in findings(mixed)}


def test_sources_that_republish_each_other_in_a_circle_are_one() -> None:
    circle = {name: Source(name, republishes=other) for name, other in ("ab", "bc", "ca")}

    assert independent(("a", "b", "c"), circle) == {"a"}
    assert independent(("a", "gone"), {"a": Source("a", republishes="lost")}) == {"lost", "gone"}


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef"), max_size=6))
def test_republishing_never_adds_an_independent_source(republishes: dict[str, str]) -> None:
    sources = {name: Source(name, republishes=republishes.get(name, "")) for name in "abcdef"}

    origins = independent(tuple(sources), sources)

    assert 1 <= len(origins) <= len(sources)
    for copy, origin in republishes.items():
        assert independent((copy, origin), sources) == independent((origin,), sources)


def test_a_date_against_what_is_stated_is_found() -> None:
    assert messages(event(stated="on Wednesday")) == [
        "warning stated-mismatch: in event “an-event”, the date 2024-08-06, a Tuesday, does not fit “on Wednesday”"
    ]


def test_a_date_is_read_against_when_it_was_said_and_when_its_sources_were_issued() -> None:
    cited = ("early", "late", "copy", "undated", "read")

    assert findings(event(when="2024-08-08", stated="yesterday")) == []
    assert findings(event(when="2024-08-01", stated="today", claims=(claim(*cited, said="2024-08-01"),))) == []
    assert [found.check for found in findings(event(when="2024-08-05", stated="yesterday"))] == ["stated-mismatch"]


def test_a_day_out_of_a_coarser_phrase_needs_a_basis() -> None:
    assert messages(event(stated="in August")) == [
        "warning stated-mismatch: in event “an-event”, the date 2024-08-06 is more precise than “in August”, "
        "and no basis says why"
    ]
    assert findings(event(stated="in August", basis="A report of the day.")) == []


def test_phrases_in_another_language_are_not_read() -> None:
    assert findings(event(stated="on Wednesday"), language="uk") == []
    assert len(findings(event(stated="on Wednesday"), language="en-GB")) == 1


def test_an_undated_event_contradicts_no_phrase_and_no_source() -> None:
    assert findings(event(when="", stated="on Wednesday")) == []


@pytest.mark.parametrize(
    ("when", "sources", "is_found"),
    [
        ("2024-08-10", ("early", "late"), True),
        ("2024-08-09", ("early", "late"), False),
        ("2024-08-10", ("early", "late", "undated"), False),
        ("2024-08-10", ("early", "read"), False),
        ("2024-08-11", ("early", "read"), True),
        ("2024-08", ("early",), False),
        ("[2024-08-08,2024-08-11]", ("early",), True),
        ("2024-08-10", ("gone",), False),
        ("2024-08-10", ("early", "gone"), False),
    ],
)
def test_an_event_later_than_all_its_sources_is_found(when: str, sources: tuple[str, ...], is_found: bool) -> None:
    found = findings(event(when=when, claims=(claim(*sources),)))

    assert ("after-sources" in {f.check for f in found}) == is_found


def related(first: list[tuple[str, Relation]], second: list[tuple[str, Relation]]) -> list[str]:
    links = [tuple(Link(to, how) for to, how in pairs) for pairs in (first, second)]
    return messages(event("a", relates=links[0]), event("b", relates=links[1]))


def test_relations_that_contradict_are_found_once() -> None:
    confirms, disputes = Relation.CONFIRMS, Relation.DISPUTES

    assert related([("b", confirms), ("b", disputes)], []) == [
        "warning relation-conflict: event “a” both confirms and disputes “b”"
    ]
    assert related([("b", disputes)], [("a", confirms)]) == [
        "warning relation-conflict: event “b” confirms “a”, which in turn disputes it"
    ]
    assert related([("b", Relation.CAUSED_BY)], [("a", Relation.CAUSED_BY)]) == [
        "warning relation-conflict: event “a” is caused by “b”, which in turn is caused by it"
    ]


def test_relations_that_can_both_hold_are_not_found() -> None:
    assert related([("b", Relation.DISPUTES)], [("a", Relation.DISPUTES)]) == []
    assert related([("b", Relation.UPDATES), ("b", Relation.DISPUTES)], [("a", Relation.CAUSED_BY)]) == []


def test_a_relation_to_itself_is_found() -> None:
    assert related([("a", Relation.UPDATES)], []) == ["warning self-relation: event “a” relates to itself"]


def test_a_title_twice_on_one_day_is_found_on_the_later_event() -> None:
    first, again = event("a", title="A Strike"), event("b", title="a  strike", line=20)

    found = findings(first, again, event("c", "2024-08-07", title="A strike"), event("d", title="Another"))

    assert [(f.line, f.event, f.check, f.message) for f in found] == [
        (20, "b", "duplicate-title", "event “b” has the same title and day as “a”")
    ]


def test_an_own_region_that_no_event_lies_in_is_noted() -> None:
    used, above, unused = Region("X-A-1", "A", "X-A"), Region("X-A", "Above"), Region("X-B", "Unused")

    found = messages(event(regions=("X-A-1",)), own_regions=(used, above, unused))

    assert found == ["note unreachable-region: region “X-B” is defined, but no event lies in it"]


def test_an_own_region_whose_parent_is_unknown_is_found() -> None:
    own = Region("X-A", "A", "X-GONE")

    found = messages(event(), own_regions=(own,), regions=RegionTable.builtin())

    assert found == ["warning unreachable-region: region “X-A” lies in “X-GONE”, which is not a known region"]


def test_the_readers_findings_come_first_class_and_all_are_by_line() -> None:
    own = Finding(Level.ERROR, "no such key", line=7, column=3)
    later = Finding(Level.WARNING, "odd", line=12)

    found = findings(event(stated="on Wednesday"), findings=(later, own))

    assert [(f.line, f.message.split()[0]) for f in found] == [(7, "no"), (10, "in"), (12, "odd")]


TEXT = """dateline: 1
regions:
  - {code: X-B, name: Unused}
sources:
  - id: early
    title: Early
  - id: spare  # justified: uncited-source: read for background
events:
  - id: a
    # justified: stated-mismatch: the page is wrong,
    # as its own archive shows.
    stated: on Wednesday
  - id: b
    stated: on Wednesday
    # justified: no-source: of another check
"""


def test_a_justified_warning_becomes_a_note_with_its_reason() -> None:
    events = [
        event(name, stated="on Wednesday", line=line, claims=(claim("early"),)) for name, line in (("a", 9), ("b", 13))
    ]
    chronology = Chronology.from_events(
        events,
        sources=[SOURCES[0], Source("spare")],
        source_lines={"early": 5, "spare": 7},
        own_regions=[Region("X-B", "Unused")],
        findings=[Finding(Level.ERROR, "an error", line=9, check="stated-mismatch")],
    )

    found = check(chronology, TEXT)

    mismatch = "the date 2024-08-06, a Tuesday, does not fit “on Wednesday”"
    assert [(f.line, str(f.level), f.message) for f in found] == [
        (3, "note", "region “X-B” is defined, but no event lies in it"),
        (7, "note", "source “spare” is never cited (justified: read for background)"),
        (9, "error", "an error"),
        (9, "note", f"in event “a”, {mismatch} (justified: the page is wrong, as its own archive shows)"),
        (13, "warning", f"in event “b”, {mismatch}"),
    ]


def test_without_the_text_nothing_is_justified() -> None:
    chronology = Chronology.from_events([event(stated="on Wednesday", line=9)], sources=SOURCES)

    assert [found.level for found in check(chronology)] == [Level.WARNING]
    assert [found.level for found in check(chronology, TEXT)] == [Level.NOTE]
