"""The colours of one drawing by what they are for, made once and then only looked up."""

from functools import lru_cache

from dateline.layout.inks import Ink
from dateline.painting.theme import Theme

BODY_SHARE = 0.16
BLOCK_SHARE, COLUMN_SHARE = 0.16, 0.34
MIX_SHARE = 0.62
"""Large grounds want less of a colour than a sign."""
KEPT = 16


class Palette:
    """A theme's colours with those of some inks and of the bodies drawn in them; whoever draws changes none."""

    def __init__(self, theme: Theme, inks: tuple[Ink, ...]) -> None:
        self.theme = theme
        self.inks = [theme.ink_qcolor(ink) for ink in inks]
        self.bodies = [theme.tint(colour.name(), BODY_SHARE) for colour in self.inks]
        self.paper, self.pane, self.surface = (theme.colour(role) for role in ("paper", "pane", "surface"))
        self.ink, self.soft, self.accent = (theme.colour(role) for role in ("ink", "soft_ink", "accent"))
        self.selection, self.dispute = theme.colour("selection"), theme.colour("dispute")
        self.grid, self.strong_grid = theme.colour("grid"), theme.colour("strong_grid")
        self.weekend, self.hairline = theme.colour("weekend"), theme.colour("hairline")
        self.block = theme.tint(theme.soft_ink, BLOCK_SHARE)
        self.column = theme.tint(theme.soft_ink, COLUMN_SHARE)
        self.mix = [theme.tint(colour.name(), MIX_SHARE) for colour in self.inks]


@lru_cache(KEPT)
def palette_of(theme: Theme, inks: tuple[Ink, ...]) -> Palette:
    """Return the palette of a theme and some inks; the last few are kept."""
    return Palette(theme, inks)
