"""A filter over a chronology, the rows that pass it, and the filter in words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.errors import ChronologyError
from dateline.domain.filters import NO_KIND, PLACE_UNKNOWN, certainty_mask, kind_mask
from dateline.domain.search import text_mask
from dateline.domain.value import dataclass
from dateline.domain.when import FUTURE, When
from dateline.domain.wording import period_words

__all__ = ["NO_KIND", "PLACE_UNKNOWN", "Answer", "Query", "Sieve", "ask", "checked", "describe", "parts"]

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Query:
    """A filter; empty means everything. Values of one option are alternatives, different options must all hold.

    `regions` are meant with everything that lies in them (PLACE_UNKNOWN: no region given), `regions_alone` only
    themselves; both are one option. `kinds` are ids (NO_KIND: none given). `text` asks for all of its words.
    """

    regions: frozenset[str] = frozenset()
    regions_alone: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    certainties: frozenset[Certainty] = frozenset()
    period: When | None = None
    text: str = ""

    def __bool__(self) -> bool:
        """Say whether anything is filtered at all."""
        return self != Query()


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The rows that pass a filter, in chronological order, undated ones last; `len()` is how many are shown.

    `is_possible` runs parallel to `rows`: the event meets the period possibly, not surely. `surely` and `possibly`
    count dated rows shown. `undated` counts rows without a date that pass all else: shown where no period is asked,
    and dropped for having no date where one is. `total` is the whole chronology, `query` what was asked.
    """

    rows: NDArray[np.int64]
    is_possible: Mask
    surely: int
    possibly: int
    undated: int
    total: int
    query: Query = Query()

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Sieve:
    """Which rows pass each option that a query sets, by the option's name: what answers and counts are made of.

    With a period, `surely` are the rows that meet it surely; those that do so at all are its option's.
    """

    options: Mapping[str, Mask]
    surely: Mask | None

    @classmethod
    def of(cls, chronology: Chronology, query: Query) -> Self:
        """Put a query's options to a chronology."""
        options, surely = _option_masks(chronology, query), None
        if query.period is not None:
            surely, options["period"] = chronology.intervals.meeting(query.period)
        return cls(options, surely)

    def passing(self, count: int, *without: str) -> Mask:
        """Return which of so many rows pass all options but those named."""
        passing = np.ones(count, np.bool_)
        for name, mask in self.options.items():
            if name not in without:
                passing &= mask
        return passing


def ask(chronology: Chronology, query: Query, sieve: Sieve | None = None) -> Answer:
    """Return the rows of a chronology that pass a query; a region or kind that nothing has passes nothing.

    `sieve` is that of the query, where it is known.
    """
    columns = chronology.columns
    if not query:
        dated, count = columns.dated, len(columns)
        return Answer(columns.order, np.zeros(count, np.bool_), dated, 0, count - dated, count, query)
    sieve = sieve or Sieve.of(chronology, query)
    passing = sieve.passing(len(columns), "period")
    undated = int(np.count_nonzero(passing & (columns.start_earliest == FUTURE)))
    if query.period is None:
        rows = columns.rows(passing)
        return Answer(rows, np.zeros(len(rows), np.bool_), len(rows) - undated, 0, undated, len(columns), query)
    rows = columns.rows(passing & sieve.options["period"])
    assert sieve.surely is not None
    is_possible = ~sieve.surely.take(rows)
    possibly = int(np.count_nonzero(is_possible))
    return Answer(rows, is_possible, len(rows) - possibly, possibly, undated, len(columns), query)


def _option_masks(chronology: Chronology, query: Query) -> dict[str, Mask]:
    """Return which rows pass each option that the query sets; the period is left out."""
    masks = {}
    if query.regions or query.regions_alone:
        masks["regions"] = chronology.region_index.mask(query.regions, query.regions_alone)
    if query.kinds:
        masks["kinds"] = kind_mask(chronology.columns, query.kinds)
    if query.certainties:
        masks["certainties"] = certainty_mask(chronology.columns, query.certainties)
    if query.text.strip():
        masks["text"] = text_mask(chronology, query.text)
    return masks


def regions_asked(query: Query, chronology: Chronology) -> frozenset[str]:
    """Return the codes of the chronology's events that the region filter lets pass; PLACE_UNKNOWN among them if asked.

    Without a region filter that is every code.
    """
    codes = {*chronology.columns.region_codes, PLACE_UNKNOWN}
    if not query.regions and not query.regions_alone:
        return frozenset(codes)
    known = query.regions & frozenset(chronology.regions.codes)
    below = {code for region in known for code in chronology.regions.below(region)}
    return frozenset(codes & (below | query.regions | query.regions_alone))


def checked(query: Query, chronology: Chronology) -> Query:
    """Return the query with its regions as codes, where they were given by name or in another case.

    Raises:
        ChronologyError: a region or kind is not known; the message gives the nearest that is.
    """
    for kind in sorted(query.kinds - chronology.kinds.keys() - {NO_KIND}):
        raise ChronologyError(f"“{kind}” is not a kind of this chronology; {_nearest_kind(kind, chronology)}")
    return replace(
        query,
        regions=frozenset(_region_code(region, chronology) for region in query.regions),
        regions_alone=frozenset(_region_code(region, chronology) for region in query.regions_alone),
    )


def parts(query: Query, chronology: Chronology) -> tuple[str, ...]:
    """Return the filter in words, one text per option that is set."""
    found = [", ".join(_region_names(query, chronology))]
    found.append(_listed(_kind_labels(query.kinds, chronology)))
    found.append(_listed(certainty.word for certainty in sorted(query.certainties, reverse=True)))
    if query.period is not None:
        found.append(period_words(query.period))
    if query.text.strip():
        found.append(f"“{' '.join(query.text.split())}”")
    return tuple(part for part in found if part)


def describe(query: Query, chronology: Chronology) -> str:
    """Return the filter in words, empty where nothing is filtered."""
    return "; ".join(parts(query, chronology))


def _listed(names: Iterable[str]) -> str:
    *others, last = tuple(names) or ("",)
    return f"{', '.join(others)} or {last}" if others else last


def _region_names(query: Query, chronology: Chronology) -> list[str]:
    names = [_region_name(code, chronology) for code in query.regions]
    names += [f"{_region_name(code, chronology)} as a whole" for code in query.regions_alone - query.regions]
    return sorted(names, key=lambda name: (name == "place unknown", name))


def _region_name(code: str, chronology: Chronology) -> str:
    return "place unknown" if code == PLACE_UNKNOWN else chronology.regions.name_of(code)


def _kind_labels(kinds: frozenset[str], chronology: Chronology) -> list[str]:
    known = [kind.label for kind in chronology.kinds.values() if kind.id in kinds]
    return known + sorted(kinds - chronology.kinds.keys() - {NO_KIND}) + (["no kind"] if NO_KIND in kinds else [])


def _region_code(region: str, chronology: Chronology) -> str:
    if region in chronology.regions or region == PLACE_UNKNOWN or region in chronology.columns.region_codes:
        return region
    meant = chronology.regions.nearest(region)
    if meant is not None and region.casefold() in _spellings(meant, chronology):
        return meant
    hint = f"did you mean {meant} ({chronology.regions[meant].name})?" if meant else "write an ISO 3166 code or a name"
    raise ChronologyError(f"“{region}” is not a known region; {hint}")


def _spellings(code: str, chronology: Chronology) -> frozenset[str]:
    region = chronology.regions[code]
    return frozenset(spelling.casefold() for spelling in (code, region.name, *region.also))


def _nearest_kind(kind: str, chronology: Chronology) -> str:
    import difflib  # only for what nobody knows

    by_label = {kind.label.casefold(): kind.id for kind in chronology.kinds.values()}
    by_label |= {known.casefold(): known for known in chronology.kinds}
    nearest = difflib.get_close_matches(kind.casefold(), by_label, n=1)
    if nearest:
        return f"did you mean “{by_label[nearest[0]]}”?"
    return f"it has {', '.join(chronology.kinds)}" if chronology.kinds else "it has none"
