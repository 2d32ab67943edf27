"""How many events each further choice of a filter would show."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.filters import certainty_counts, kind_counts
from dateline.domain.query import Query, Sieve
from dateline.domain.value import dataclass


@dataclass(frozen=True, slots=True)
class Facets:
    """Events per choice, each option counted with its own filter left out and all others in force.

    `regions` counts events that lie in a region, those above included, each event once; PLACE_UNKNOWN counts those
    that name none. It has every region that any event of the chronology lies in. `kinds` has NO_KIND only where
    events without a kind are counted. With a period asked, events that meet it surely or possibly count.
    """

    regions: Mapping[str, int]
    kinds: Mapping[str, int]
    certainties: Mapping[Certainty, int]


def facets(chronology: Chronology, query: Query, sieve: Sieve | None = None) -> Facets:
    """Return how many events each region, kind and certainty would show if it were the only choice of its option.

    `sieve` is that of the query, where it is known. Of an empty query they are counted once per chronology.
    """
    if not query:
        if chronology not in _UNFILTERED:
            _UNFILTERED[chronology] = _counted(chronology, Sieve({}, None))
        return _UNFILTERED[chronology]
    return _counted(chronology, sieve or Sieve.of(chronology, query))


_UNFILTERED: WeakKeyDictionary[Chronology, Facets] = WeakKeyDictionary()


def _counted(chronology: Chronology, sieve: Sieve) -> Facets:
    count = len(chronology)
    return Facets(
        regions=chronology.region_index.counts(sieve.passing(count, "regions")),
        kinds=kind_counts(chronology.columns, sieve.passing(count, "kinds")),
        certainties=certainty_counts(chronology.columns, sieve.passing(count, "certainties")),
    )
