"""Reading: every field arrives as what it is, references are resolved over the whole file, and limits hold."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from dateline import paths
from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Attribution, Certainty, Claim, Figure
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import ChronologyError
from dateline.domain.event import Event, Link, Place, Relation
from dateline.domain.finding import Level
from dateline.domain.region import Region
from dateline.domain.source import Citation, Name, Source
from dateline.formats.dateline_yaml import read, read_text
from dateline.formats.files import Cancelled
from dateline.formats.report import FINDING_LIMIT

FULL = """\
dateline: 1
title: Kursk, 2024
description: no
language: en
period: 2024-08-06/2024-12-31
regions:
  - {code: RU-KRS, name: Kursk, also: [Курская область], parent: RU}
kinds:
  - {id: statement, name: Statement, colour: "#4477AA"}
sources:
  - id: report
    type: article-newspaper
    title: 010
    container-title: The Paper
    publisher: A House
    author: [{literal: A Body}, {family: Doe, given: Jane}]
    issued: "[2024-12-19..2024-12-22]"
    accessed: 2026-11-22
    URL: https://example.org/
    language: en
    note: 12:30:45
    republishes: other
    DOI: 10.1000/1
    editor: [{family: Roe}]
    stranger: [1, {a: b}]
  - id: other
events:
  - id: first
    title: The first
    summary: no
    when: 2024-10
    stated: in October
    basis: The page says so.
    kind: statement
    regions: [RU-KRS, UA]
    place: {name: Sudzha, lat: 51.19, lon: -35}
    actors: [Jane Doe, yes]
    claims:
      - by: Jane Doe
        text: "1e3"
        certainty: claimed
        said: 2024-12-17T05:30
        figures:
          - {what: troops, value: 11000, unit: people, qualifier: about}
          - {what: dead, low: 0.50, high: 2}
          - {what: wounded, qualifier: several hundred}
        cites:
          - {source: report, paragraph: 9, timestamp: 00:12, quote: "So it is."}
          - {source: other}
    relates:
      - {to: second, how: caused_by}
  - id: second
    title: The second
"""


def events_file(events: str, head: str = "") -> str:
    return f"dateline: 1\ntitle: T\n{head}events:\n{events}"


def messages(chronology: Chronology) -> list[str]:
    return [finding.message for finding in chronology.findings]


def test_every_field_of_an_event_arrives_as_what_it_is() -> None:
    chronology = read_text(FULL)

    figures = (
        Figure("troops", Decimal(11000), unit="people", qualifier="about"),
        Figure("dead", low=Decimal("0.50"), high=Decimal(2)),
        Figure("wounded", qualifier="several hundred"),
    )
    cites = (Citation("report", (("paragraph", "9"), ("timestamp", "00:12")), "So it is."), Citation("other"))
    said = Attribution("Jane Doe", parse_edtf("2024-12-17T05:30"))
    assert chronology.event(0) == Event(
        "first",
        "The first",
        "no",
        parse_edtf("2024-10"),
        "in October",
        "The page says so.",
        "statement",
        ("RU-KRS", "UA"),
        Place("Sudzha", 51.19, -35.0),
        ("Jane Doe", "yes"),
        (Claim(said, "1e3", Certainty.CLAIMED, figures, cites),),
        (Link("second", Relation.CAUSED_BY),),
        line=28,
    )


def test_every_field_of_a_source_arrives_as_what_it_is() -> None:
    chronology = read_text(FULL)

    assert chronology.sources["report"] == Source(
        "report",
        "article-newspaper",
        "010",
        "The Paper",
        "A House",
        (Name("A Body"), Name(family="Doe", given="Jane")),
        parse_edtf("[2024-12-19..2024-12-22]"),
        parse_edtf("2026-11-22"),
        "https://example.org/",
        "en",
        "12:30:45",
        "other",
        (("DOI", "10.1000/1"), ("editor", '[{"family": "Roe"}]'), ("stranger", '["1", {"a": "b"}]')),
    )
    assert chronology.source_lines == {"report": 11, "other": 26}


def test_the_header_arrives_and_only_the_unknown_key_is_a_finding() -> None:
    chronology = read_text(FULL)

    assert (chronology.title, chronology.description, chronology.language) == ("Kursk, 2024", "no", "en")
    assert chronology.period == parse_edtf("2024-08-06/2024-12-31")
    assert chronology.kinds == {"statement": Kind("statement", "Statement", "#4477AA")}
    assert chronology.own_regions == (Region("RU-KRS", "Kursk", "RU", ("Курская область",)),)
    assert chronology.regions["RU-KRS"].name == "Kursk"
    assert [finding.located("k.yaml") for finding in chronology.findings] == [
        "k.yaml:25:5: error: unknown key “stranger”; allowed are id, type, title, container-title, publisher, author, "
        "issued, accessed, URL, language, note, republishes"
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(newline: str, tmp_path: Path) -> None:
    path = tmp_path / "a.dateline.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", newline).encode())

    chronology = read(path)

    assert chronology.event(0) == read_text(FULL).event(0)
    assert chronology.findings == read_text(FULL).findings


def test_lists_may_stand_in_any_order() -> None:
    head, _, tail = FULL.partition("regions:\n")
    lists, _, events = tail.partition("events:\n")

    chronology = read_text(f"{head}events:\n{events}regions:\n{lists}")

    assert len(chronology.findings) == 1
    assert chronology.event(0).claims == read_text(FULL).event(0).claims


def test_what_is_not_known_in_the_whole_file_is_told_after_it_is_read() -> None:
    text = (
        events_file(
            "  - {id: a, title: A, regions: [QX], claims: [{cites: [{source: lat}]}]}\n"
            "  - {id: b, title: B, relates: [{to: c, how: updates}, {to: nowhere, how: updates}]}\n"
            "  - {id: c, title: C, claims: [{cites: [{source: late}]}]}\n"
        )
        + "sources: [{id: late}]\n"
    )

    chronology = read_text(text)

    assert [chronology.id(row) for row in range(len(chronology))] == ["b", "c"]
    assert chronology.event(0).relates == (Link("c", Relation.UPDATES),)
    assert chronology.left_out == 1
    assert messages(chronology) == [
        "event “a” is left out: “QX” is not a known region",
        "this relation is left out: “nowhere” is not among the events",
    ]


def test_a_relation_to_an_event_that_is_left_out_stays() -> None:
    text = events_file("  - {id: a}\n  - {id: b, title: B, relates: [{to: a, how: disputes}]}\n")

    chronology = read_text(text)

    assert chronology.event(0).relates == (Link("a", Relation.DISPUTES),)
    assert len(chronology.findings) == 1


def test_a_finding_names_the_event_it_is_about() -> None:
    chronology = read_text(events_file("  - {id: a, title: A, when: soon}\n  - {id: b, title: B, odd: x}\n"))

    assert [finding.event for finding in chronology.findings] == ["a", "b"]


def test_an_unknown_key_and_a_bad_place_of_an_event_are_kept_as_text() -> None:
    chronology = read_text(events_file("  - {id: a, title: A, odd: [x], place: {name: P, lat: north}}\n"))

    assert chronology.event(0).further == (("odd", '["x"]'), ("place", '{"name": "P", "lat": "north"}'))


def test_a_bad_field_of_a_source_is_kept_as_text_and_the_events_that_cite_it_show() -> None:
    text = events_file(
        "  - {id: a, title: A, claims: [{cites: [{source: s}]}]}\n", "sources:\n  - {id: s, issued: soon, type: tome}\n"
    )

    chronology = read_text(text)

    assert len(chronology) == 1
    assert chronology.sources["s"] == Source("s", further=(("issued", "soon"), ("type", "tome")))


def test_a_kind_that_looks_like_a_listed_one_is_a_warning() -> None:
    chronology = read_text(events_file("  - {id: a, title: A, kind: statment}\n", "kinds: [{id: statement}]\n"))

    assert [(finding.level, finding.line, finding.column) for finding in chronology.findings] == [
        (Level.WARNING, 5, 29)
    ]
    assert messages(chronology) == ["the kind “statment” is not among those listed; did you mean “statement”?"]


def test_a_kind_like_none_listed_is_not_a_finding() -> None:
    chronology = read_text(events_file("  - {id: a, title: A, kind: combat}\n", "kinds: [{id: statement}]\n"))

    assert chronology.findings == ()


def test_a_thousand_findings_are_listed_and_the_rest_counted() -> None:
    text = events_file("".join(f"  - {{id: e{number}, titel: x}}\n" for number in range(1500)))

    chronology = read_text(text)

    assert chronology.left_out == 1500
    assert len(chronology.findings) == FINDING_LIMIT + 1
    assert chronology.findings[-1].message == "2,000 more findings are not listed"


def test_progress_goes_up_to_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline.yaml"
    path.write_text(events_file("".join(f"  - {{id: ж-{n}, title: A}}\n".replace("ж", "e") for n in range(2500))))
    calls: list[tuple[int, int]] = []

    read(path, progress=lambda done, total: calls.append((done, total)))

    size = len(path.read_text())
    assert calls[-1] == (size, size)
    assert len(calls) == 3
    assert calls == sorted(calls)
    assert {total for _, total in calls} == {size}


def test_a_cancelled_read_stops(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline.yaml"
    path.write_text(events_file("".join(f"  - {{id: e{n}, title: A}}\n" for n in range(2500))))

    with pytest.raises(Cancelled) as caught:
        read(path, cancelled=lambda: True)

    assert isinstance(caught.value, ChronologyError)
    assert str(caught.value) == f"{path}: reading was cancelled"


def test_a_chronology_knows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline.yaml"
    path.write_text(FULL)

    assert read(str(path)).path == path


def test_the_template_of_a_new_chronology_reads_without_findings() -> None:
    chronology = read(paths.bundled("resources", "templates", "new.dateline.yaml"))

    assert chronology.findings == ()
    assert len(chronology) == 2


def test_whatever_yaml_a_file_holds_it_is_a_chronology_or_a_chronology_error(shared: Path) -> None:
    suite = json.loads((shared / "samples" / "yaml" / "yaml-test-suite.json").read_text(encoding="utf-8"))
    answers = []

    for case in suite["cases"]:
        for text in (case["yaml"], f"dateline: 1\ntitle: T\nevents:\n{case['yaml']}"):
            try:
                answers.append(read_text(text, case["id"]))
            except ChronologyError as error:
                answers.append(error)

    assert len(answers) == 2 * len(suite["cases"])
