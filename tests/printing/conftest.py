"""What the tests of printing share: a small chronology that has one of everything."""

from decimal import Decimal

import pytest

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Attribution, Certainty, Claim, Figure
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Place, Relation
from dateline.domain.source import Citation, Name, Source


def claim(*sources: str, by: str = "", certainty: Certainty = Certainty.CLAIMED, **rest: object) -> Claim:
    """A claim that cites sources without saying where in them."""
    cites = tuple(Citation(source) for source in sources)
    return Claim(Attribution(by), certainty=certainty, cites=cites, **rest)  # type: ignore[arg-type]


EVENTS = (
    Event(
        "intensified",
        "Syrskyi reports intensified attacks",
        summary="Attacks grow for the third day.",
        when=parse_edtf("2024-12-17"),
        stated="on Tuesday",
        basis="Two pages carry it.",
        kind="statement",
        regions=("RU", "UA"),
        place=Place("Sudzha"),
        actors=("Oleksandr Syrskyi", "Vladimir Putin"),
        claims=(
            Claim(
                Attribution("Oleksandr Syrskyi, commander", parse_edtf("2024-12-17")),
                certainty=Certainty.CLAIMED,
                figures=(Figure("troops", Decimal(11000), unit="people", qualifier="about"),),
                cites=(
                    Citation("report", (("paragraph", "9"),)),
                    Citation("pravda", quote="Moscow has intensified its attacks"),
                ),
            ),
        ),
        relates=(Link("repelled", Relation.DISPUTES), Link("october", Relation.UPDATES)),
    ),
    Event(
        "repelled",
        "Moscow: attack repelled",
        when=parse_edtf("2024-12-16"),
        kind="combat",
        claims=(claim("pravda", certainty=Certainty.DISPUTED, text="Repelled."),),
    ),
    Event("october", "Troops emerge", when=parse_edtf("2024-10"), kind="combat", claims=(claim("report"),)),
    Event("someday", "An undated remark", kind="statement", claims=(claim("copy", certainty=Certainty.REPORTED),)),
)

SOURCES = (
    Source("unused", title="Nobody cites this"),
    Source(
        "pravda",
        title="Commander-in-Chief on the front",
        container_title="Ukrainska Pravda",
        author=(Name(family="Kovalenko", given="Anna"), Name(literal="Staff")),
        issued=parse_edtf("2024-12-17"),
        url="https://www.pravda.com.ua/eng/news/2024/12/17/",
    ),
    Source("report", title="North Korean troops", container_title="Mahalsa", url="https://mahalsa.co.uk/report"),
    Source("copy", container_title="Copyist", url="javascript:alert(1)", republishes="report"),
)


@pytest.fixture
def chronology() -> Chronology:
    """Four events, one of them undated; three sources cited of four; a dispute and an update."""
    kinds = (Kind("statement", "Statement"), Kind("combat"))
    return Chronology.from_events(
        EVENTS,
        title="Kursk, a test",
        description="From October to December.",
        language="en",
        period=parse_edtf("2024-10/2024-12"),
        kinds=kinds,
        sources=SOURCES,
    )
