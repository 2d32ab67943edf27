"""How many events each further choice of a filter would show."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dateline.domain.chronology import Chronology
from dateline.domain.claim import Certainty
from dateline.domain.filters import certainty_counts, kind_counts
from dateline.domain.query import Query, option_masks
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


def facets(chronology: Chronology, query: Query) -> Facets:
    """Return how many events each region, kind and certainty would show if it were the only choice of its option."""
    masks = option_masks(chronology, query)
    if query.period is not None:
        masks["period"] = chronology.intervals.meeting(query.period)[1]

    def without(option: str) -> NDArray[np.bool_]:
        mask = np.ones(len(chronology), np.bool_)
        for name, other in masks.items():
            if name != option:
                mask &= other
        return mask

    return Facets(
        regions=chronology.region_index.counts(without("regions")),
        kinds=kind_counts(chronology.columns, without("kinds")),
        certainties=certainty_counts(chronology.columns, without("certainties")),
    )
