"""One printed entry: an event with its date, claims, numbered citations and relations, all in words."""

from collections.abc import Mapping

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Claim
from dateline.domain.event import Event, Relation
from dateline.domain.paragraph import figure_words, other_actors, related
from dateline.domain.value import dataclass
from dateline.domain.when import When
from dateline.domain.wording import precision_words, short, words
from dateline.printing.bibliography import Bibliography

NO_DATE = "No date"
NO_PLACE = "place unknown"

OUTGOING = {
    Relation.DISPUTES: "Against it",
    Relation.CONFIRMS: "Confirms",
    Relation.UPDATES: "Updates",
    Relation.CAUSED_BY: "Caused by",
}
INCOMING = {
    Relation.DISPUTES: "Against it",
    Relation.CONFIRMS: "Confirmed by",
    Relation.UPDATES: "Updated by",
    Relation.CAUSED_BY: "Led to",
}
"""What a relation is called from the other event's side; a dispute is the same from both."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a source, word for word, and the source's number."""

    text: str
    source: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim: `by` is empty where the sources tell it; `text` where the entry's summary is what is claimed."""

    by: str
    certainty: str
    said: str
    text: str
    figures: tuple[str, ...]
    cites: tuple[int, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another event: its number in this report, 0 where it is not printed."""

    number: int
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Relations:
    """The related events under one heading, e.g. "Updates"."""

    heading: str
    is_dispute: bool
    events: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is printed. `colour` is "#rrggbb" or empty; `certainty` the word for its weakest claim."""

    number: int
    title: str
    date: str
    precision: str
    is_possible: bool
    stated: str
    basis: str
    kind: str
    colour: str
    regions: str
    place: str
    actors: tuple[str, ...]
    summary: str
    certainty: str
    claims: tuple[ClaimLine, ...]
    relations: tuple[Relations, ...]
    further: tuple[tuple[str, str], ...]


class Numbering:
    """Numbers and words for the events of a chronology, whether they are printed or not."""

    def __init__(self, chronology: Chronology, numbers: Mapping[str, int]) -> None:
        self.chronology = chronology
        self._numbers = numbers

    def number(self, id_: str) -> int:
        """The printed number of an event, 0 where it is not printed."""
        return self._numbers.get(id_, 0)

    def words(self, when: When | None) -> str:
        """A date in words; an event without one says so."""
        return words(when) if when else NO_DATE

    def related(self, id_: str) -> Related:
        """Another event in short; only its id is known where the file has no such event."""
        row = self.chronology.row_of(id_)
        if row is None:
            return Related(0, id_, "")
        other = self.chronology.event(row)
        return Related(self.number(id_), other.title, short(other.when) if other.when else NO_DATE.lower())

    def regions(self, event: Event) -> str:
        """The names of an event's regions, as the region table has them."""
        return ", ".join(map(self.chronology.regions.name_of, event.regions)) or NO_PLACE


def entry_of(
    event: Event,
    numbering: Numbering,
    bibliography: Bibliography,
    colours: Mapping[str, str],
    *,
    is_possible: bool = False,
) -> Entry:
    """Return an event as it is printed; `is_possible`: it meets the asked period in some readings only."""
    regions = numbering.regions(event)
    place = event.place.name if event.place else ""
    return Entry(
        number=numbering.number(event.id),
        title=event.title,
        date=numbering.words(event.when),
        precision=precision_words(event.when) if event.when else "",
        is_possible=is_possible,
        stated=event.stated,
        basis=event.basis,
        kind=kind_name(numbering.chronology, event.kind),
        colour=colours.get(event.kind, ""),
        regions=regions,
        place="" if place in regions.split(", ") else place,
        actors=other_actors(event),
        summary=event.summary,
        certainty=event.certainty.word,
        claims=tuple(claim_line(claim, bibliography) for claim in event.claims),
        relations=relations_of(event, numbering),
        further=event.further,
    )


def claim_line(claim: Claim, bibliography: Bibliography) -> ClaimLine:
    """Return a claim with its citations as numbers, each once and in order."""
    return ClaimLine(
        by=claim.by,
        certainty=claim.certainty.word,
        said=short(claim.said) if claim.said else "",
        text=claim.text,
        figures=tuple(": ".join(filter(None, figure_words(figure))) for figure in claim.figures),
        cites=tuple(sorted({bibliography.number(cite.source) for cite in claim.cites})),
        quotes=tuple(Quote(cite.quote, bibliography.number(cite.source)) for cite in claim.cites if cite.quote),
    )


def relations_of(event: Event, numbering: Numbering) -> tuple[Relations, ...]:
    """Return the events that this one bears on or that bear on it, grouped, disputes first."""
    dispute = OUTGOING[Relation.DISPUTES]
    groups: dict[str, dict[str, None]] = {dispute: {}}
    for other in related(numbering.chronology, event):
        heading = (INCOMING if other.is_incoming else OUTGOING)[other.how]
        groups.setdefault(heading, {})[other.id] = None
    return tuple(
        Relations(heading, heading == dispute, tuple(numbering.related(id_) for id_ in ids))
        for heading, ids in groups.items()
        if ids
    )


def kind_name(chronology: Chronology, kind: str) -> str:
    """The name of a kind; empty without one."""
    return chronology.kinds[kind].label if kind in chronology.kinds else kind
