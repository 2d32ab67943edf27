"""What the first picture of a chronology rests on and no view changes: made ahead, off the thread that shows it."""

from dateline.domain.chronology import Chronology
from dateline.domain.facets import facets
from dateline.domain.query import Query
from dateline.layout.anchors import time_order
from dateline.layout.fit import whole_stretch
from dateline.layout.inks import ink_codes
from dateline.layout.memberships import memberships
from dateline.layout.metrics import Grouping, Lens
from dateline.layout.shapes import shapes


def make_ready(chronology: Chronology, grouping: Grouping = Grouping.REGION, lens: Lens = Lens.KIND) -> None:
    """Sort a chronology's events by time and lane, find its extent, and code their inks, shapes and facets.

    At a million events that takes a fifth of a second.
    """
    time_order(chronology)
    whole_stretch(chronology)
    memberships(chronology, grouping)
    ink_codes(chronology, lens)
    shapes(chronology)
    facets(chronology, Query())
