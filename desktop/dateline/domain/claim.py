"""A claim: one statement about an event, who makes it, how sure it is and what it rests on."""

from decimal import Decimal
from enum import IntEnum

from dateline.domain.source import Citation
from dateline.domain.value import dataclass
from dateline.domain.when import When


class Certainty(IntEnum):
    """How sure a claim is, weakest first, so that the least of several is the event's."""

    DISPUTED = 0
    RETRACTED = 1
    UNKNOWN = 2
    CLAIMED = 3
    REPORTED = 4
    CONFIRMED = 5

    @property
    def word(self) -> str:
        """The word that the format and the command line use."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a claim gives: one `value`, or bounds `low` and `high`; all may be absent ("several hundred")."""

    what: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something; `by` is empty where the sources themselves tell it, uncontested."""

    by: str = ""
    said: When | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about an event; an empty `text` means that the event's summary says it."""

    attribution: Attribution = Attribution()
    text: str = ""
    certainty: Certainty = Certainty.UNKNOWN
    figures: tuple[Figure, ...] = ()
    cites: tuple[Citation, ...] = ()

    @property
    def by(self) -> str:
        return self.attribution.by

    @property
    def said(self) -> When | None:
        return self.attribution.said
