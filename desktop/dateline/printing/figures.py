"""The timeline of a printed report: the same scenes and the same painter as in the window, cut to fit the page."""

from collections.abc import Iterator, Sequence

import numpy as np

from dateline.domain.calendar import iso_day
from dateline.domain.chronology import Chronology
from dateline.domain.query import Answer, Query
from dateline.layout.compose import build
from dateline.layout.inks import inks
from dateline.layout.lane import Lane
from dateline.layout.legend import Legend, legend
from dateline.layout.metrics import AXIS_HEIGHT, Lens, Options
from dateline.layout.plan import OctavePlan, Plan
from dateline.layout.tray import TRAY_HEIGHT
from dateline.layout.viewport import Viewport
from dateline.painting import export
from dateline.painting.legend import legend_height
from dateline.painting.text import Type, bundled_family
from dateline.painting.theme import Theme
from dateline.printing.strips import Strip, strips
from dateline.printing.typesetter import Figure, Paper

SCALE = 0.78
"""How large the drawing's units are on paper: its titles of 12 units are then set in 7 points."""
ROWS_IN_LANE = 10
WIDTH_OF_EVENT = 20.0
"""The width of a strip, in the drawing's units, for each of its events; with less, few titles have room."""
MARGIN_X = 2 * 83.15
MARGIN_Y = 184.0
"""What the page keeps free, in layout units: 22 mm at each side, 45 mm above and below, and some play."""
TITLE_BLOCK = 200.0
"""The height of what stands above the first figure, in layout units."""


def figures(
    chronology: Chronology, answer: Answer, query: Query, paper: Paper, *, is_landscape: bool = False
) -> list[Figure]:
    """Draw the dated events of an answer: strips of time one below the other, no figure higher than a page.

    The first carries the legend of them all. Needs a QGuiApplication, for the fonts' measures.
    """
    width, height = paper.size[::-1] if is_landscape else paper.size
    draughtsman = _Draughtsman(chronology, answer, (width - MARGIN_X) / SCALE, (height - MARGIN_Y) / SCALE)
    per_strip = round(draughtsman.width / WIDTH_OF_EVENT)
    return [figure for strip in strips(chronology, answer, query, per_strip) for figure in draughtsman.drawn(strip)]


def kind_colours(chronology: Chronology) -> dict[str, str]:
    """The colour on paper of each kind, as #rrggbb, by its id."""
    theme = Theme.on_paper()
    return {ink.key: theme.ink_colour(ink) for ink in inks(chronology, Lens.KIND)}


class _Draughtsman:
    """Draws strip after strip; `width` and `height` are what a page has for them, in the drawing's units."""

    def __init__(self, chronology: Chronology, answer: Answer, width: float, height: float) -> None:
        self.chronology, self.answer, self.width, self.height = chronology, answer, width, height
        self.fonts = Type(bundled_family(), is_for_screen=False)
        self.theme = Theme.on_paper()
        self.is_first = True

    def drawn(self, strip: Strip) -> Iterator[Figure]:
        """The figures of a strip: one, or several where its lanes do not fit on a page."""
        plan = self._plan(strip.answer)
        viewport = Viewport.fitted(strip.earliest, strip.latest, self.width - plan.options.header, margin=0.003)
        octave = plan.octave(viewport.octave)
        tray = TRAY_HEIGHT if len(plan.undated) else 0.0
        first = 0
        while first < len(plan.lanes):
            explained = self._legend(viewport) if self.is_first else None
            last = _last_lane(octave, first, self._room(explained) - AXIS_HEIGHT - tray)
            top, bottom = float(octave.tops[first]), float(octave.tops[last])
            scene = build(plan, viewport, AXIS_HEIGHT + bottom - top + tray, scroll=top)
            drawing = export.Figure(scene, explained, self.theme, self.fonts)
            alt = _alt(plan, strip, plan.lanes[first:last])
            yield Figure(export.svg(drawing), alt, drawing.width * SCALE, drawing.height * SCALE)
            self.is_first, first = False, last

    def _plan(self, answer: Answer) -> Plan:
        return Plan(self.chronology, answer, Options(max_rows=ROWS_IN_LANE), self.fonts.measure)

    def _legend(self, viewport: Viewport) -> Legend:
        return legend(self._plan(self.answer), 2.0**viewport.octave)

    def _room(self, explained: Legend | None) -> float:
        if explained is None:
            return self.height
        taken = legend_height(explained, self.width, self.theme, self.fonts) + export.LEGEND_GAP
        return self.height - taken - TITLE_BLOCK / SCALE


def _last_lane(octave: OctavePlan, first: int, room: float) -> int:
    """The lane before which a figure that begins with `first` ends; it holds one lane at least."""
    fitting = int(np.searchsorted(octave.tops, octave.tops[first] + room, side="right")) - 1
    return min(max(fitting, first + 1), len(octave.tops) - 1)


def _alt(plan: Plan, strip: Strip, lanes: Sequence[Lane]) -> str:
    names = ", ".join(f"{lane.name} ({len(lane)})" for lane in lanes)
    events = len({int(row) for lane in lanes for row in lane.rows})
    first, last = (iso_day(bound) for bound in (strip.earliest, strip.latest - 1))
    noun = "event" if events == 1 else "events"
    return f"Timeline of {events} {noun} by region, {first} to {last}: {names}. Each is told in words below."
