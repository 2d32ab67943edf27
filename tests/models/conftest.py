"""A small chronology that has one of each: two regions in one event, a month, no date, no place, no kind."""

import pytest

from dateline.domain.chronology import Chronology, Kind
from dateline.domain.claim import Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event
from dateline.domain.source import Citation, Source
from dateline.models.document import Document

ROWS = (
    ("crossing", "Troops cross the border", "2024-08-06", "combat", ("RU-KRS", "UA-59"), Certainty.CONFIRMED),
    ("bridge", "A bridge is struck", "2024-08-18", "strike", ("RU-KRS",), Certainty.REPORTED),
    ("october", "First units seen", "2024-10", "deployment", ("RU",), Certainty.CLAIMED),
    ("meeting", "Ministers meet in Moscow", "2024-12-19", "diplomacy", ("RU-MOW",), Certainty.CONFIRMED),
    ("rumour", "A rumour without a day", None, "", (), Certainty.DISPUTED),
)


def event(id_: str, title: str, when: str | None, kind: str, regions: tuple[str, ...], certainty: Certainty) -> Event:
    claim = Claim(text=f"{title}, it is said", certainty=certainty, cites=(Citation("paper"),))
    return Event(id_, title, when=parse_edtf(when) if when else None, kind=kind, regions=regions, claims=(claim,))


@pytest.fixture
def chronology() -> Chronology:
    return Chronology.from_events(
        [event(*row) for row in ROWS],
        title="Five events",
        kinds=[Kind("combat", "Combat"), Kind("strike", "Strike")],
        sources=[Source("paper", title="A paper")],
    )


@pytest.fixture
def document(chronology: Chronology) -> Document:
    return Document(chronology)
