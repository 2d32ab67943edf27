"""Sizes of the drawing in layout units of 1/96 inch, its options and its few words."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from dateline.domain.claim import Certainty
from dateline.domain.value import dataclass

Measure = Callable[[str, str], float]
"""Width of a text in a type role (see `Role`)."""


class Role(StrEnum):
    """What a text is for; painting gives each its font."""

    TITLE = "title"
    TITLE_STRONG = "title-strong"
    LANE = "lane"
    SMALL = "small"
    AXIS = "axis"
    AXIS_STRONG = "axis-strong"
    HEADING = "heading"


class Grouping(StrEnum):
    """What makes a lane."""

    REGION = "region"
    KIND = "kind"
    CERTAINTY = "certainty"
    ACTOR = "actor"
    SOURCE = "source"
    NONE = "none"


class Lens(StrEnum):
    """What colour stands for."""

    KIND = "kind"
    CERTAINTY = "certainty"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Collapsed:
    """Which lanes are collapsed: all of some groupings, else none, and with each exception the other way round."""

    groupings: frozenset[Grouping] = frozenset()
    exceptions: frozenset[tuple[Grouping, str]] = frozenset()

    def holds(self, grouping: Grouping, key: str) -> bool:
        """Whether a grouping's lane is collapsed."""
        return (grouping in self.groupings) != ((grouping, key) in self.exceptions)

    def toggled(self, grouping: Grouping, key: str) -> "Collapsed":
        """The same with one lane the other way round."""
        return replace(self, exceptions=self.exceptions ^ {(grouping, key)})

    def with_all(self, grouping: Grouping, is_collapsed: bool) -> "Collapsed":
        """The same with all lanes of a grouping, also those that no event stands in now, collapsed or none."""
        groupings = self.groupings | {grouping} if is_collapsed else self.groupings - {grouping}
        return Collapsed(groupings, frozenset(each for each in self.exceptions if each[0] is not grouping))


@dataclass(frozen=True, slots=True)
class Words:
    """The texts that layout itself brings in; `{n}` stands for a count. Widgets hand in translations."""

    place_unknown: str = "Place unknown"
    no_kind: str = "No kind"
    no_actor: str = "No actor"
    no_source: str = "No source"
    others: str = "{n} others"
    everything: str = "All events"
    one_event: str = "1 event"
    events: str = "{n} events"
    more: str = "+{n} more here"
    undated: str = "No date"
    certainties: tuple[str, ...] = tuple(certainty.word.capitalize() for certainty in Certainty)  # by their numbers

    def counted(self, count: int) -> str:
        """“65 events”."""
        return self.one_event if count == 1 else self.events.format(n=f"{count:,}")


@dataclass(frozen=True, slots=True)
class Options:
    """How to lay out: what lanes and colours stand for, and the sizes a view may change."""

    grouping: Grouping = Grouping.REGION
    lens: Lens = Lens.KIND
    has_tags: bool = False
    max_rows: int = 12
    pitch: float = 19.0
    header: float = 126.0
    can_collapse: bool = False  # headers carry a triangle
    collapsed: Collapsed = Collapsed()
    words: Words = Words()


MARK = 11.0
"""Diameter of a sign."""
DOT_MOST = 64.0
"""A day wider than this at the octave's scale is drawn as the bracket of its extent: its hour is not known."""
REACH_OF_DOT = 7.0
"""From a dot's middle to where nothing else may stand."""
AXIS_HEIGHT = 58.0
"""Both tick rows and the hairline below them."""
MAJOR_HEIGHT = 24.0
LANE_PADDING = 8.0
LANE_LEAST = 46.0
"""A lane holds its two header lines."""
COLLAPSED_HEIGHT = 24.0
"""A collapsed lane holds one header line."""
COLLAPSED_PADDING = 4.0
HEADER_LINES = 42.0
"""What name and count take where they keep in view."""
NAME_LINE = 24.0
"""The upper header line, with the triangle that collapses the lane in its first `TRIANGLE_ROOM`."""
TRIANGLE_ROOM = 16.0
ROW_HEIGHTS = (15.0, 17.0, 19.0, 23.0, 28.0)
"""From compact to airy; the middle one is usual."""
DENSE_ROWS = 3
"""A lane with density over its whole height is at least this many rows high."""
STRIP = 18.0
"""The height that blocks and density take below the rows of a lane that has any."""
CHIP_HEIGHT = 17.0
TITLE_ROOM = 196.0
"""Rows keep at most this much free for a title."""
CUT_ROOM = 140.0
"""A lane gets as many rows as it takes to leave crowded titles about this much."""
TITLE_LEAST = 40.0
"""A title with less room is not shown."""
TITLE_MOST = 520.0
"""No title takes more: what shows depends on nothing farther away."""
TITLE_GAP = 5.0
"""Between a mark and its title."""
TITLE_REACH = TITLE_MOST + TITLE_GAP + 1.0
"""From its mark to the far end of a title at the most, signs and tags included."""
TITLE_CLEARANCE = 9.0
"""Between a title and the next mark."""
HATCH = 20.0
"""The hatching of a possible extent repeats after so much: whole device pixels at 100, 125, 150, 175 and 200 %."""
DOUBT = 8.0
"""The width of the `?` beside an uncertain mark."""
PREFIX = 14.0
"""The sign before the title of a bracket or bar, which carries none itself."""
TAG = 20.0
"""A two-letter tag before a title."""
