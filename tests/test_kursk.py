"""The bundled chronology opens without findings and keeps every researched fact, source and locator."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Claim, Figure
from dateline.domain.event import Event
from dateline.formats.dateline_yaml import read

CHECKOUT = Path(__file__).resolve().parents[1]
FACTS = Path(__file__).resolve().parents[2] / "shared" / "research" / "kursk-facts.yaml"


@pytest.fixture(scope="module")
def chronology() -> Chronology:
    return read(CHECKOUT / "data" / "kursk-2024.dateline.yaml")


@pytest.fixture(scope="module")
def events(chronology: Chronology) -> dict[str, Event]:
    return {event.id: event for event in map(chronology.event, range(len(chronology)))}


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    if not FACTS.exists():
        pytest.skip("the researched facts do not lie beside this checkout")
    loaded: dict[str, Any] = yaml.load(FACTS.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return loaded


def given(value: str) -> str:
    """The text of a field of the facts, empty where they say null."""
    return "" if value == "null" else value


def figures_of(event: Event) -> list[Figure]:
    return [figure for claim in event.claims for figure in claim.figures]


def researched(figure: dict[str, str]) -> Figure:
    """A figure of the facts as the chronology tells it."""
    numbers = {name: Decimal(figure[name]) for name in ("value", "low", "high") if given(figure.get(name, "null"))}
    return Figure(figure["what"], unit=given(figure["unit"]), qualifier=given(figure["qualifier"]), **numbers)


def is_kept(figure: Figure, told: list[Figure]) -> bool:
    """Whether a figure is told as it is, or its two bounds as the rival values of two speakers."""
    rivals = {other.value for other in told if (other.what, other.unit) == (figure.what, figure.unit)}
    return figure in told or (figure.low is not None and {figure.low, figure.high} <= rivals)


def report_paragraphs(event: Event) -> set[str]:
    return {
        value
        for claim in event.claims
        for cite in claim.cites
        if cite.source == "december-report"
        for label, value in cite.locators
        if label == "paragraph"
    }


def test_it_opens_with_nothing_to_mend(chronology: Chronology) -> None:
    assert [str(finding) for finding in chronology.findings] == []


def test_it_holds_166_events_and_289_sources(chronology: Chronology) -> None:
    assert (len(chronology), len(chronology.sources)) == (166, 289)


def test_every_paragraph_of_the_december_report_is_cited(events: dict[str, Event]) -> None:
    cited = {paragraph for event in events.values() for paragraph in report_paragraphs(event)}

    assert cited == {str(number) for number in range(1, 18)}


def test_every_claim_cites_a_source(events: dict[str, Event]) -> None:
    bare = [event.id for event in events.values() if not all(claim.cites for claim in event.claims) or not event.claims]

    assert bare == []


def test_claims_that_share_an_event_say_each_what_they_claim(events: dict[str, Event]) -> None:
    silent = [
        event.id for event in events.values() if len(event.claims) > 1 and not all(claim.text for claim in event.claims)
    ]

    assert silent == []


def test_no_event_both_confirms_and_disputes_another(events: dict[str, Event]) -> None:
    links = [(event.id, link.to) for event in events.values() for link in event.relates]

    assert len(links) == len(set(links))


@pytest.mark.parametrize(
    ("happening", "speakers"),
    [
        ("nk-combat-week", {"Pentagon", "Rustem Umerov", "Volodymyr Zelensky", "Vedant Patel", "Pat Ryder, Pentagon"}),
        ("report-shevchenko", {"UK Ministry of Defence", "Denis Pushilin", "Lt. 'Alex', Ukrainian officer"}),
        ("report-nk-emerged-october", {"Volodymyr Zelensky", "John Kirby", "Yonhap, citing NIS", "Antony Blinken"}),
        ("zelensky-3000", {"Volodymyr Zelensky", "South Korean Joint Chiefs of Staff", "Ukrainska Pravda"}),
    ],
)
def test_rival_claims_stand_beside_each_other_each_with_its_speaker(
    happening: str, speakers: set[str], events: dict[str, Event]
) -> None:
    claims: tuple[Claim, ...] = events[happening].claims

    assert speakers <= {claim.by for claim in claims}


def test_every_researched_event_keeps_its_id_in_the_order_of_the_facts(
    events: dict[str, Event], facts: dict[str, Any]
) -> None:
    assert list(events) == [fact["id"] for fact in facts["events"]]


def test_every_event_keeps_its_words_date_and_place(events: dict[str, Event], facts: dict[str, Any]) -> None:
    for fact in facts["events"]:
        event = events[fact["id"]]

        assert (event.title, event.summary, event.kind) == (fact["title"], fact["summary"], fact["kind"]), event.id
        assert (str(event.when), event.stated) == (fact["date"], fact["date_as_stated"]), event.id
        assert event.basis == given(fact["date_reasoning"]) or fact["date_reasoning"] == "null", event.id
        assert list(event.regions) == fact["regions"], event.id
        assert list(event.actors) == fact["actors"], event.id
        assert (event.place.name if event.place else "null") == (
            "null" if fact["place"] == "null" else fact["place"]["name"]
        ), event.id


def test_every_event_cites_all_sources_of_its_facts(events: dict[str, Event], facts: dict[str, Any]) -> None:
    lost = [
        (fact["id"], source["id"])
        for fact in facts["events"]
        for source in fact["sources"]
        if source["id"] not in events[fact["id"]].sources
    ]

    assert lost == []


def test_every_locator_of_the_facts_is_cited(events: dict[str, Event], facts: dict[str, Any]) -> None:
    for fact in facts["events"]:
        cites = [cite for claim in events[fact["id"]].claims for cite in claim.cites]
        told = {(cite.source, value) for cite in cites for _, value in cite.locators}
        stated = {
            (source["id"], source["locator"].removeprefix("para "))
            for source in fact["sources"]
            if given(source["locator"])
        }

        assert stated <= told, fact["id"]


def test_every_figure_of_the_facts_is_kept(events: dict[str, Event], facts: dict[str, Any]) -> None:
    lost = [
        (fact["id"], figure)
        for fact in facts["events"]
        for figure in fact["figures"]
        if not is_kept(researched(figure), figures_of(events[fact["id"]]))
    ]

    assert lost == []


def test_every_certainty_and_relation_of_the_facts_is_kept(events: dict[str, Event], facts: dict[str, Any]) -> None:
    for fact in facts["events"]:
        event = events[fact["id"]]

        assert fact["claim"]["certainty"] in {claim.certainty.word for claim in event.claims}, event.id
        assert [(link.to, str(link.how)) for link in event.relates] == [
            (relation["to"], relation["how"]) for relation in fact["relates"]
        ], event.id


def test_every_source_of_the_facts_is_carried_over(chronology: Chronology, facts: dict[str, Any]) -> None:
    for ident, fact in facts["sources"].items():
        source = chronology.sources[ident]

        assert (source.type, source.url, source.language) == (fact["type"], fact["url"], fact["language"]), ident
        assert source.title == given(fact["title"]), ident
        assert str(source.issued or "") == given(fact["issued"]), ident
        assert fact["publisher"].startswith(source.outlet), ident
        assert bool(source.author) == bool(given(fact["author"])), ident


def test_newspapers_are_containers_and_others_publishers(chronology: Chronology) -> None:
    for source in chronology.sources.values():
        assert bool(source.container_title) == (source.type == "article-newspaper"), source.id
        assert bool(source.container_title) != bool(source.publisher), source.id


def test_every_row_of_the_report_is_found_by_its_paragraph(events: dict[str, Event], facts: dict[str, Any]) -> None:
    rows = [(row["event"], row["para"]) for row in facts["report_facts"]]

    assert [row for row in rows if row[1] not in report_paragraphs(events[row[0]])] == []
