"""Type: the fonts of each role, measuring, and glyph layouts kept for drawing."""

from collections import OrderedDict
from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPainter, QStaticText, Qt

from dateline import paths
from dateline.layout.metrics import Role

SIZES = {
    Role.TITLE: 12, Role.TITLE_STRONG: 12, Role.LANE: 13, Role.SMALL: 11, Role.AXIS: 12, Role.AXIS_STRONG: 13,
    Role.HEADING: 15,
}  # fmt: skip
STRONG = {Role.TITLE_STRONG, Role.LANE, Role.AXIS_STRONG, Role.HEADING}
FIGURE_FAMILY = "Inter"
"""The family of exports, bundled, so that a figure is the same everywhere."""
KEPT = 6000
"""Glyph layouts kept; a view shows some hundred."""


@cache
def bundled_family() -> str:
    """Register the bundled fonts with Qt and return their family. Needs a QGuiApplication."""
    families: list[str] = []
    for weight in ("Regular", "SemiBold", "Bold", "Italic"):
        number = QFontDatabase.addApplicationFont(str(paths.bundled("resources", "fonts", f"Inter-{weight}.otf")))
        families += QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else FIGURE_FAMILY


@cache
def system_family() -> str:
    """The family of the system's general font, or the bundled one where the system has none."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return family if family in QFontDatabase.families() else bundled_family()


class Type:
    """The fonts of one family, with what was measured and laid out; the cache is bounded.

    Args:
        family: a font family; empty: the system's.
        scale: 1.0 is 100 %.
        is_for_screen: draw glyph layouts and signs that were kept; else, for SVG and PDF, each text as text.
    """

    def __init__(self, family: str = "", scale: float = 1.0, is_for_screen: bool = True) -> None:
        self.family = family or system_family()
        self.is_for_screen = is_for_screen
        self.fonts = {role: _font(self.family, size * scale, role in STRONG) for role, size in SIZES.items()}
        self._metrics = {role: QFontMetricsF(font) for role, font in self.fonts.items()}
        self._laid_out: OrderedDict[tuple[str, str], QStaticText] = OrderedDict()

    def measure(self, text: str, role: str) -> float:
        """The width of a text in layout units; what layout is handed."""
        return self._metrics[Role(role)].horizontalAdvance(text)

    def height(self, role: str) -> float:
        """From the top of the ascenders to the bottom of the descenders."""
        return self._metrics[Role(role)].height()

    def draw(self, painter: QPainter, x: float, middle: float, text: str, role: str) -> None:
        """Draw a line of text from x, its x-height centred on `middle`, in the painter's pen."""
        metrics = self._metrics[Role(role)]
        baseline = round(middle + metrics.capHeight() / 2)
        font = self.fonts[Role(role)]
        if painter.font() != font:
            painter.setFont(font)
        if self.is_for_screen:
            painter.drawStaticText(QPointF(x, baseline - metrics.ascent()), self._static(text, role))
        else:
            painter.drawText(QPointF(x, baseline), text)

    def _static(self, text: str, role: str) -> QStaticText:
        key = (text, role)
        found = self._laid_out.get(key)
        if found is None:
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(font=self.fonts[Role(role)])
            self._laid_out[key] = found
            if len(self._laid_out) > KEPT:
                self._laid_out.popitem(last=False)
        return found


def _font(family: str, size: float, is_strong: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
