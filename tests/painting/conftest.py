"""Scenes to draw, and Qt's GUI without widgets."""

import pytest
from PySide6.QtGui import QGuiApplication

from dateline.domain.calendar import instant
from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Relation
from dateline.domain.query import Query, ask
from dateline.layout.compose import build
from dateline.layout.metrics import Options
from dateline.layout.plan import Plan
from dateline.layout.viewport import Viewport
from dateline.painting.text import Type, bundled_family

DATES = (
    "2024-08-06", "2024-08-07?", "2024-08-12~", "2024-08", "2024-08-06/2024-08-20", "2024-08-03/..", "2024-08-05/",
    "../2024-08-09", "/2024-08-12", "[2024-08-17,2024-08-22]", "{2024-08-06,2024-08-11}", "[..2024-08-09]", "",
    "2024-08/2024-09", "{2024-08,2024-09}", "2024-08-14",
)  # fmt: skip


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> Type:
    return Type(bundled_family())


@pytest.fixture(scope="session")
def every_form() -> Chronology:
    """An event of every form and certainty, with disputes."""
    events = [
        Event(
            id=f"e{number}",
            title=f"Event {number} of many forms",
            when=parse_edtf(when) if when else None,
            kind=("combat", "aid", "statement")[number % 3],
            regions=("UA",) if number % 2 else (),
            claims=(Claim(certainty=Certainty(number % 6)),),
            relates=(Link(f"e{number - 1}", Relation.DISPUTES),) if number % 3 == 1 else (),
        )
        for number, when in enumerate(DATES)
    ]
    crowd = [
        Event(f"c{number}", "One of a crowd", when=parse_edtf("2024-08-27"), regions=("RU",)) for number in range(60)
    ]
    few = [Event(f"f{number}", "One of few", when=parse_edtf("2024-08-26"), regions=("PL",)) for number in range(15)]
    return Chronology.from_events([*events, *crowd, *few], title="Every form")


@pytest.fixture
def scene_of(every_form, fonts):
    """Make a scene of `every_form`; further arguments go to `build`."""

    def make(query: Query = Query(), width: float = 800.0, height: float = 900.0, **how):
        plan = Plan(every_form, ask(every_form, query), Options(has_tags=True), fonts.measure)
        viewport = Viewport.fitted(instant(2024, 8, 1), instant(2024, 8, 31), width)
        return build(plan, viewport, height, **how)

    return make
