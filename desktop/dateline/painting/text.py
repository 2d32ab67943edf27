"""Type: the fonts of each role, measuring, and glyph layouts kept for drawing."""

from collections import OrderedDict, deque
from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QStaticText,
    Qt,
)

from dateline import paths
from dateline.layout.metrics import Role
from dateline.painting.pictures import TextPictures

SIZES = {
    Role.TITLE: 12, Role.TITLE_STRONG: 12, Role.LANE: 13, Role.SMALL: 11, Role.AXIS: 12, Role.AXIS_STRONG: 13,
    Role.HEADING: 15,
}  # fmt: skip
STRONG = {Role.TITLE_STRONG, Role.LANE, Role.AXIS_STRONG, Role.HEADING}
FIGURE_FAMILY = "Inter"
"""The family of exports, bundled, so that a figure is the same everywhere."""
KEPT = 6000
"""Glyph layouts kept; a view shows some hundred."""
PICTURE_BYTES = 4 * 2**20
"""What pictures of titles may take where the view is small: some 400 at 100 %."""
VIEWS_PICTURED = 3
"""Else they may take so many times what a picture of the view does. Titles that are long and much cut need more than
twice the room that they are seen in, and zooming in and out shows more than one view has: whatever does not fit is made
anew at each step, as the oldest goes first (over 10,000 events 31 ms a step instead of 18).
"""


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
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    found = QFontInfo(font).family()  # “Sans Serif” is no family, but stands for one
    return font.family() if QFontDatabase.hasFamily(found) else bundled_family()


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
        self._widths: dict[tuple[str, str], float] = {}
        self._pictures: dict[tuple[str, int, float], TextPictures] = {}
        self._pictured: deque[tuple[TextPictures, str, int]] = deque()
        self.picture_bytes = 0
        self.view_bytes = 0  # of a picture of the view

    def measure(self, text: str, role: str) -> float:
        """The width of a text in layout units; what layout is handed."""
        return self._metrics[Role(role)].horizontalAdvance(text)

    def width(self, text: str, role: str) -> float:
        """The same, of texts that recur."""
        found = self._widths.get((text, role))
        if found is None:
            if len(self._widths) >= KEPT:
                self._widths.clear()
            found = self._widths[text, role] = self.measure(text, role)
        return found

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

    def draw_once(self, painter: QPainter, x: float, middle: float, text: str, role: str) -> None:
        """Draw a line of text as `draw` does, one that will hardly come again: nothing of it is kept."""
        metrics = self._metrics[Role(role)]
        painter.setFont(self.fonts[Role(role)])
        painter.drawText(QPointF(x, round(middle + metrics.capHeight() / 2)), text)

    def draw_title(
        self, painter: QPainter, x: float, middle: float, text: str, role: str, colour: QColor, dpr: float = 1.0
    ) -> None:
        """Draw a short text as `draw` does, on a screen from a picture of it that was kept, on whole device pixels."""
        if self.is_for_screen:
            self.pictures(role, colour, dpr).draw(painter, x, middle, text)
        else:
            painter.setPen(colour)
            self.draw(painter, x, middle, text, role)

    def pictures(self, role: str, colour: QColor, dpr: float) -> TextPictures:
        """Return the pictures of texts in a role and colour."""
        key = (role, colour.rgba(), dpr)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = TextPictures(self, role, colour, dpr)
        return found

    def keep(self, pictures: TextPictures, text: str, size: int) -> None:
        """Count a new picture of `size` bytes; the oldest go."""
        self._pictured.append((pictures, text, size))
        self.picture_bytes += size
        while self.picture_bytes > max(PICTURE_BYTES, VIEWS_PICTURED * self.view_bytes):
            oldest, gone, freed = self._pictured.popleft()
            del oldest[gone]
            self.picture_bytes -= freed

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
