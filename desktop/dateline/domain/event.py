"""An event: what happened, when, where, who claims it and how it relates to others."""

from enum import StrEnum

from dateline.domain.claim import Certainty, Claim
from dateline.domain.value import dataclass
from dateline.domain.when import When


class Relation(StrEnum):
    """How one event bears on another."""

    CONFIRMS = "confirms"
    DISPUTES = "disputes"
    UPDATES = "updates"
    CAUSED_BY = "caused_by"


@dataclass(frozen=True, slots=True)
class Place:
    """A named point; `lat` and `lon` in degrees (WGS 84), both or neither."""

    name: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to the event whose id is `to`."""

    to: str
    how: Relation


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a chronology; `when` is None where it is undated, `line` is 1-based in its file (0: none).

    `further` holds fields that the file gives beyond the format's own, as (name, text) pairs.
    """

    id: str
    title: str
    summary: str = ""
    when: When | None = None
    stated: str = ""
    basis: str = ""
    kind: str = ""
    regions: tuple[str, ...] = ()
    place: Place | None = None
    actors: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    relates: tuple[Link, ...] = ()
    line: int = 0
    further: tuple[tuple[str, str], ...] = ()

    @property
    def certainty(self) -> Certainty:
        """The weakest of its claims; UNKNOWN without any."""
        return min((claim.certainty for claim in self.claims), default=Certainty.UNKNOWN)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources its claims cite, each once, in order of first citation."""
        return tuple(dict.fromkeys(cite.source for claim in self.claims for cite in claim.cites))
