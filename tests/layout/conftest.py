"""Chronologies made for drawing: from EDTF texts, and crowds of days."""

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty, Claim
from dateline.domain.edtf import parse_edtf
from dateline.domain.event import Event, Link, Relation
from dateline.domain.query import Query, ask
from dateline.domain.source import Citation
from dateline.layout.anchors import anchors_of
from dateline.layout.lane import Lane
from dateline.layout.metrics import Options
from dateline.layout.plan import Plan

DAY = 86400
DEFAULTS = Options()


def measured(text: str, role: str) -> float:
    """A monospaced face, a little wider where strong."""
    return len(text) * (7.0 if "strong" in role else 6.0)


def event(
    number: int,
    when: str,
    title: str = "",
    kind: str = "combat",
    regions: tuple[str, ...] = ("UA",),
    certainty: Certainty = Certainty.REPORTED,
    disputes: str = "",
    sources: int = 1,
) -> Event:
    return Event(
        id=f"e{number}",
        title=title or f"Event number {number}",
        when=parse_edtf(when) if when else None,
        kind=kind,
        regions=regions,
        claims=(Claim(certainty=certainty, cites=tuple(Citation(f"s{n}") for n in range(sources))),),
        relates=(Link(disputes, Relation.DISPUTES),) if disputes else (),
    )


@pytest.fixture(scope="session")
def events_of() -> Callable[..., Event]:
    return event


@pytest.fixture(scope="session")
def plan_of() -> Callable[..., Plan]:
    """Make a plan from EDTF texts or events."""

    def make(events: Iterable[Event | str], query: Query = Query(), options: Options = DEFAULTS) -> Plan:
        made = [one if isinstance(one, Event) else event(number, one) for number, one in enumerate(events)]
        chronology = Chronology.from_events(made)
        return Plan(chronology, ask(chronology, query), options, measured)

    return make


@pytest.fixture(scope="session")
def crowd() -> Callable[[int, int], list[Event]]:
    """Make so many events on random days, some of them longer, in three regions."""

    def make(count: int, days: int) -> list[Event]:
        random = np.random.default_rng(count)
        first = np.datetime64("2024-08-01")
        made = []
        for number in range(count):
            day = first + np.timedelta64(int(random.integers(days)), "D")
            forms = [str(day)] * 8 + [f"{day}/{day + np.timedelta64(5, 'D')}", str(day)[:7]]
            regions = [("UA",), ("RU", "UA"), ()][int(random.integers(3))]
            made.append(
                event(
                    number,
                    forms[int(random.integers(len(forms)))],
                    "What happened here " * int(random.integers(1, 4)),
                    regions=regions,
                    certainty=Certainty(int(random.integers(6))),
                )
            )
        return made

    return make


@pytest.fixture(scope="session")
def lane_of() -> Callable[..., Lane]:
    """Make a lane from the bounds of its dates, all of them a day long where no ends are given."""

    def make(starts: Iterable[int], ends: Iterable[int] | None = None) -> Lane:
        start = np.array(list(starts), np.int64)
        end = start + DAY if ends is None else np.array(list(ends), np.int64)
        anchor = anchors_of(start, end)
        rows = np.argsort(anchor, kind="stable")
        certainty = (np.arange(len(start)) % 6).astype(np.uint8)[::-1].copy()
        long = (end - start > DAY)[rows].nonzero()[0]
        possible = np.zeros(len(start), np.bool_)
        return Lane("", "", rows, anchor[rows], certainty, possible, long, end[rows[long]], (start, end))

    return make
