"""The colours of screen and paper by what they are for; no other module names a colour."""

from functools import cache

from PySide6.QtGui import QColor

from dateline.domain.value import dataclass
from dateline.layout.inks import Ink
from dateline.layout.metrics import Lens
from dateline.painting import colour

MARK_CONTRAST = 3.0
TEXT_CONTRAST = 4.5

KINDS_LIGHT = {
    "combat": "#9D3821", "territory": "#987633", "deployment": "#5B4593", "statement": "#36648B",
    "diplomacy": "#308671", "strike": "#B4710C", "casualties": "#8B2C55", "aid": "#1C580D", "other": "#627281",
}  # fmt: skip
KINDS_DARK = {
    "combat": "#E87F66", "territory": "#D7B15F", "deployment": "#A388D5", "statement": "#83B5DD",
    "diplomacy": "#77D0B4", "strike": "#F3B14C", "casualties": "#D47AA1", "aid": "#B5DD82", "other": "#A1AFC2",
}  # fmt: skip
"""The hues of look.md, moved as little as keeps any two 11 apart (CIE 1976) for every eye; a test measures it."""
SEQUENCE_LIGHT = ("#0072B2", "#A84F00", "#007A5E", "#9B4F85", "#7A6A00", "#2B6F9E", "#B3382C", "#5B5B9E")
SEQUENCE_DARK = ("#56B4E9", "#E69F00", "#2CC295", "#E0A1CC", "#E5D84A", "#8FC7EA", "#F08A7E", "#A9A9E8")
"""For kinds and regions without a colour of their own, after Okabe and Ito, made dark or light enough."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of colours, as #rrggbb by role. `is_dark` says which kind palette suits it."""

    name: str
    is_dark: bool
    paper: str
    pane: str
    surface: str
    ink: str
    soft_ink: str
    hairline: str
    accent: str
    selection: str
    dispute: str
    weekend: str
    grid: str
    strong_grid: str

    @classmethod
    @cache
    def light(cls) -> "Theme":
        """Warm paper, for the screen."""
        return cls(
            name="light", is_dark=False, paper="#FCFBF8", pane="#F4F2EC", surface="#FFFFFF", ink="#22262B",
            soft_ink="#5F646B", hairline="#DDD9CF", accent="#1D4E89", selection="#E0EAF6", dispute="#8B2C55",
            weekend="#F5F2EC", grid="#EFECE4", strong_grid="#D6D1C5",
        )  # fmt: skip

    @classmethod
    @cache
    def dark(cls) -> "Theme":
        """Quiet dark, for the screen."""
        return cls(
            name="dark", is_dark=True, paper="#16181B", pane="#1D2024", surface="#23272C", ink="#E8E6E1",
            soft_ink="#A3A8AF", hairline="#343A41", accent="#7FB0E8", selection="#24354A", dispute="#E582AC",
            weekend="#1B1E21", grid="#22262A", strong_grid="#3A4148",
        )  # fmt: skip

    @classmethod
    @cache
    def light_contrast(cls) -> "Theme":
        """Black on white, for a system that asks for more contrast: every line is seen, and soft ink is hardly soft."""
        return cls(
            name="light contrast", is_dark=False, paper="#FFFFFF", pane="#FFFFFF", surface="#FFFFFF", ink="#000000",
            soft_ink="#2B2F34", hairline="#4A4F55", accent="#003A80", selection="#D3E6FF", dispute="#7A0F43",
            weekend="#F4F4F4", grid="#C9C9C9", strong_grid="#6E6E6E",
        )  # fmt: skip

    @classmethod
    @cache
    def dark_contrast(cls) -> "Theme":
        """White on black, for a system that asks for more contrast."""
        return cls(
            name="dark contrast", is_dark=True, paper="#000000", pane="#000000", surface="#000000", ink="#FFFFFF",
            soft_ink="#DADDE1", hairline="#A5ABB3", accent="#9CCBFF", selection="#0C3158", dispute="#FFA9CC",
            weekend="#101214", grid="#3C4147", strong_grid="#8B9199",
        )  # fmt: skip

    @classmethod
    @cache
    def on_paper(cls) -> "Theme":
        """White ground, for print and figures."""
        return cls(
            name="paper", is_dark=False, paper="#FFFFFF", pane="#FFFFFF", surface="#FFFFFF", ink="#1A1D21",
            soft_ink="#55595F", hairline="#CFCBC2", accent="#1D4E89", selection="#E6EEF8", dispute="#8B2C55",
            weekend="#F6F5F1", grid="#ECEAE4", strong_grid="#C9C5BB",
        )  # fmt: skip

    def colour(self, role: str) -> QColor:
        """The colour of a role, by the name of its field."""
        return QColor(_qcolor(getattr(self, role)))

    @property
    def mark_grounds(self) -> tuple[str, ...]:
        """Every ground that a mark may stand on."""
        return self.paper, self.weekend, self.selection, self.pane

    def ink_colour(self, ink: Ink) -> str:
        """The #rrggbb of an ink: the file's own, moved until it can be seen, or the palette's."""
        return _ink_colour(self, ink)

    def ink_qcolor(self, ink: Ink) -> QColor:
        """The colour of an ink, for drawing."""
        return QColor(_qcolor(_ink_colour(self, ink)))

    def kind_colour(self, kind: str, own: str = "", index: int = 0) -> str:
        """The #rrggbb of a kind; `index` tells kinds apart that the palette does not know."""
        return _ink_colour(self, Ink(Lens.KIND, kind, kind, own, index=index))

    def tint(self, ink_colour: str, share: float) -> QColor:
        """A share of a colour on the paper, opaque."""
        return QColor(_tint(self.paper, ink_colour, share))


@cache
def _qcolor(written: str) -> QColor:
    """Read once; whoever asks gets a copy, which may be changed."""
    return QColor(written)


@cache
def _tint(paper: str, ink_colour: str, share: float) -> QColor:
    return QColor(colour.written(colour.mixed(colour.parsed(paper), colour.parsed(ink_colour), share)))


@cache
def _ink_colour(theme: Theme, ink: Ink) -> str:
    grounds = tuple(colour.parsed(ground) for ground in theme.mark_grounds)
    return colour.written(colour.with_contrast(_wished(theme, ink), grounds, MARK_CONTRAST))


def _wished(theme: Theme, ink: Ink) -> colour.RGB:
    if ink.own:
        return colour.parsed(ink.own)
    known = KINDS_DARK if theme.is_dark else KINDS_LIGHT
    if not ink.key:
        return colour.parsed(known["other"])
    if ink.lens is Lens.KIND and ink.key in known:
        return colour.parsed(known[ink.key])
    if ink.lens is Lens.CERTAINTY:
        return colour.parsed(_certainty_colour(theme, ink.key))
    sequence = SEQUENCE_DARK if theme.is_dark else SEQUENCE_LIGHT
    return colour.parsed(sequence[ink.index % len(sequence)])


def _certainty_colour(theme: Theme, word: str) -> str:
    known = KINDS_DARK if theme.is_dark else KINDS_LIGHT
    if word == "confirmed":
        return theme.ink
    same_hue = {"reported": "statement", "claimed": "strike", "disputed": "casualties", "retracted": "deployment"}
    return known[same_hue.get(word, "other")]
