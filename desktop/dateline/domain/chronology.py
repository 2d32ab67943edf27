"""A chronology: its columns, its lazily made events, and what they refer to, resolved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.domain.columns import Columns
from dateline.domain.event import Event, Link, Relation
from dateline.domain.filters import RegionIndex
from dateline.domain.finding import Finding
from dateline.domain.folding import fold
from dateline.domain.interval_index import IntervalIndex
from dateline.domain.region import Region, RegionTable
from dateline.domain.source import Source
from dateline.domain.when import When


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of event; `name` as displayed, `colour` as #rrggbb (empty: from the palette)."""

    id: str
    name: str = ""
    colour: str = ""

    @property
    def label(self) -> str:
        """The name, or else the id in words."""
        return self.name or self.id.replace("-", " ").capitalize()


class Records(Protocol):
    """Where a chronology gets its events from, row by row, when one is looked at."""

    def __len__(self) -> int: ...

    def id(self, row: int) -> str:
        """Return the event's id."""

    def title(self, row: int) -> str:
        """Return the event's title."""

    def event(self, row: int) -> Event:
        """Return the event."""

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an event, or None where there is none of that id."""

    def links(self) -> Mapping[int, Sequence[Link]]:
        """Return the relations of each row whose event relates to others."""

    def holding(self, word: str, start: int, stop: int) -> NDArray[np.bool_]:
        """Return which rows from `start` up to `stop` have a folded word in what their event says.

        That is its title and summary, its claims and who makes them, its actors and its place.
        """


class EventRecords:
    """Events that are all in memory."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = tuple(events)
        self._texts: list[str | None] = [None] * len(self._events)  # what a search looks through, folded when sought

    def __len__(self) -> int:
        return len(self._events)

    def id(self, row: int) -> str:
        return self._events[row].id

    def title(self, row: int) -> str:
        return self._events[row].title

    def event(self, row: int) -> Event:
        return self._events[row]

    def row_of(self, event_id: str) -> int | None:
        return self._rows.get(event_id)

    def links(self) -> Mapping[int, Sequence[Link]]:
        return {row: event.relates for row, event in enumerate(self._events) if event.relates}

    def holding(self, word: str, start: int, stop: int) -> NDArray[np.bool_]:
        texts = self._texts
        for row in range(start, min(stop, len(texts))):
            if texts[row] is None:
                texts[row] = fold(said(self._events[row]))  # 10 us: a search goes on by parts, the first one too
        return np.array([word in text for text in texts[start:stop] if text is not None], np.bool_)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {event.id: row for row, event in enumerate(self._events)}


def said(event: Event) -> str:
    """Return what a search looks through of an event, beside the names of its regions."""
    claims = (part for claim in event.claims for part in (claim.by, claim.text))
    place = event.place.name if event.place else ""
    return " ".join(part for part in (event.title, event.summary, *claims, *event.actors, place) if part)


@dataclass(frozen=True, eq=False)
class Chronology:
    """Columns plus events that are made when looked at. Immutable; a row is an event's place in the file.

    `period` is what the file is about, `kinds` and `sources` are in the file's order, `own_regions` as in the file,
    `source_lines` the 1-based line of each source. `findings` is what the reader had to say, and `left_out` how many
    events it could not take.
    """

    columns: Columns
    records: Records
    regions: RegionTable
    title: str = ""
    description: str = ""
    language: str = ""
    period: When | None = None
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    own_regions: tuple[Region, ...] = ()
    findings: tuple[Finding, ...] = ()
    path: Path | None = None
    left_out: int = 0
    source_lines: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_events(
        cls,
        events: Sequence[Event],
        *,
        title: str = "",
        description: str = "",
        language: str = "",
        period: When | None = None,
        kinds: Iterable[Kind] = (),
        sources: Iterable[Source] = (),
        regions: RegionTable | None = None,
        own_regions: Iterable[Region] = (),
        findings: Iterable[Finding] = (),
        path: Path | None = None,
        left_out: int = 0,
        source_lines: Mapping[str, int] | None = None,
    ) -> "Chronology":
        """Make a chronology of events in the file's order.

        `regions` defaults to the built-in table extended by `own_regions`; kinds that events name and `kinds` lacks
        are added without a name.

        Raises:
            ChronologyError: `own_regions` do not fit the built-in table.
        """
        own = tuple(own_regions)
        given = {kind.id: kind for kind in kinds}
        by_id = {source.id: source for source in sources}
        columns = Columns.from_events(events, kinds=given, source_ids=by_id)
        return cls(
            columns=columns,
            records=EventRecords(events),
            regions=RegionTable.builtin().extended(own) if regions is None else regions,
            title=title,
            description=description,
            language=language,
            period=period,
            kinds=MappingProxyType({kind: given.get(kind) or Kind(kind) for kind in columns.kinds}),
            sources=MappingProxyType(by_id),
            own_regions=own,
            findings=tuple(findings),
            path=path,
            left_out=left_out,
            source_lines=MappingProxyType(dict(source_lines or {})),
        )

    def __len__(self) -> int:
        return len(self.columns)

    def event(self, row: int) -> Event:
        """Return the event of a row."""
        return self.records.event(row)

    def title_of(self, row: int) -> str:
        """Return the title of a row's event."""
        return self.records.title(row)

    def id(self, row: int) -> str:
        """Return the id of a row's event."""
        return self.records.id(row)

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an event, or None where there is none of that id."""
        return self.records.row_of(event_id)

    def incoming(self, event_id: str) -> tuple[tuple[str, Relation], ...]:
        """Return (id of the event it comes from, how) for each relation that points to an event."""
        return self._incoming.get(event_id, ())

    @cached_property
    def intervals(self) -> IntervalIndex:
        """Which rows meet a period."""
        return IntervalIndex.of(self.columns)

    @cached_property
    def region_index(self) -> RegionIndex:
        """Which rows lie in a region."""
        return RegionIndex(self.columns, self.regions)

    @cached_property
    def _incoming(self) -> dict[str, tuple[tuple[str, Relation], ...]]:
        found: dict[str, list[tuple[str, Relation]]] = {}
        for row, links in self.records.links().items():
            for link in links:
                found.setdefault(link.to, []).append((self.records.id(row), link.how))
        return {event_id: tuple(relations) for event_id, relations in found.items()}
