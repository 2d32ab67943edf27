"""Type: the fonts of each role, measuring, and glyph layouts kept for drawing."""

import math
from bisect import bisect_right
from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any
from weakref import proxy

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QPainter,
    QPixmap,
    QStaticText,
    Qt,
)

from dateline import paths
from dateline.layout.elider import ELLIPSIS
from dateline.layout.metrics import TITLE_MOST, Role

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
SHEET = 16
"""So many titles are drawn on one sheet."""
LETTERS = 64
"""A beginning of a long text is sought among so many letters first."""
HALF = 0.5 + 2.0**-12
"""Halves are rounded up, also with some noise in them: round() would go up or down with every odd step of a view."""
Numbers = NDArray[np.float64]
BLEED = 2
"""Layout units around a picture's text, for what letters reach beyond their advance."""


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

    def pictures(self, role: str, colour: QColor, dpr: float) -> "TextPictures":
        """Return the pictures of texts in a role and colour."""
        key = (role, colour.rgba(), dpr)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = TextPictures(self, role, colour, dpr)
        return found

    def keep(self, pictures: "TextPictures", text: str, size: int) -> None:
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


class TextPictures(dict[str, QPixmap]):
    """Pictures of texts in one role and colour at one resolution, each made when first asked for.

    A title of 150 layout units is copied in 1 us, laid out glyphs take 6.
    """

    def __init__(self, owner: Type, role: str, colour: QColor, dpr: float) -> None:
        super().__init__()
        self._owner, self._role, self._colour, self._dpr = proxy(owner), Role(role), QColor(colour), dpr
        metrics = QFontMetricsF(owner.fonts[self._role])
        self._font, self._cap_half = owner.fonts[self._role], metrics.capHeight() / 2
        self._ascent = math.ceil(metrics.ascent())
        self._bleed = math.ceil(BLEED * dpr) / dpr
        self._height = self._ascent + math.ceil(metrics.descent()) + 1
        self._ellipsis_width = metrics.horizontalAdvance(ELLIPSIS)
        self._beginnings = _Beginnings(self._owner, self._role)

    def __missing__(self, text: str) -> QPixmap:
        (made,) = self._drawn([text])
        self._keep(text, made)
        return made

    def draw(self, painter: QPainter, x: float, middle: float, text: str) -> None:
        """Draw a text from x, its x-height centred on `middle`, on whole device pixels."""
        if self._dpr == 1.0:
            painter.drawPixmap(math.floor(x + HALF) - BLEED, self._top(middle), self[text])
        else:
            painter.drawPixmap(self._point(math.floor(x * self._dpr + HALF), middle), self[text])

    def draw_all(
        self, painter: QPainter, x: Numbers, middle: Numbers, texts: Sequence[str], widths: Numbers | None = None
    ) -> None:
        """Draw many texts as `draw` does, without a step of Python per text.

        With `widths`, what of each fits into its width with an ellipsis: one picture serves wherever it is cut.
        """
        dpr = self._dpr
        left, top = np.floor(x * dpr + HALF), np.rint(middle + self._cap_half) - self._ascent
        if widths is not None:
            shown = np.rint((widths - self._ellipsis_width) * dpr)
            rooms = np.maximum(np.ceil(shown / (TITLE_MOST * dpr)), 1.0).tolist()
            texts = [*map(self._beginnings.__getitem__, zip(texts, rooms, strict=True))]
        self._make(texts)
        pictures = map(self.__getitem__, texts)
        if widths is None:
            draw_each(painter, *self._places(left, top), pictures)
            return
        parts = (shown + round(self._bleed * dpr)).astype(np.int64).tolist()
        nothing, height = repeat(0), repeat(math.ceil(self._height * dpr))
        if dpr == 1.0:
            draw_each(painter, *self._places(left, top), pictures, nothing, nothing, parts, height)
        else:
            draw_each(painter, *self._places(left, top), pictures, map(QRectF, nothing, nothing, parts, height))
        draw_each(painter, *self._places(left + shown, top), repeat(self[ELLIPSIS]))

    def _places(self, left: Numbers, top: Numbers) -> tuple[Iterable[Any], ...]:
        """Where pictures begin, on whole device pixels: between two, Qt would show them now here and now there."""
        if self._dpr == 1.0:  # integers take half the time of a QPointF
            return (left - BLEED).astype(np.int64).tolist(), top.astype(np.int64).tolist()
        x, y = left / self._dpr - self._bleed, np.rint(top * self._dpr) / self._dpr
        return (map(QPointF, x.tolist(), y.tolist()),)

    def cut_at(self, x: float, width: float) -> int:
        """The device pixel at which a text from x that is cut to `width` ends, and its ellipsis begins."""
        return math.floor(x * self._dpr + HALF) + round((width - self._ellipsis_width) * self._dpr)

    def draw_ellipsis(self, painter: QPainter, x: float, middle: float, width: float) -> None:
        """Draw the ellipsis of a text from x that is cut to `width`."""
        left = self.cut_at(x, width)
        if self._dpr == 1.0:
            painter.drawPixmap(left - BLEED, self._top(middle), self[ELLIPSIS])
        else:
            painter.drawPixmap(self._point(left, middle), self[ELLIPSIS])

    def _top(self, middle: float) -> int:
        return round(middle + self._cap_half) - self._ascent

    def _point(self, left: int, middle: float) -> QPointF:
        """Where a picture begins, on whole device pixels: between two, Qt would show it now here and now there."""
        return QPointF(left / self._dpr - self._bleed, round(self._top(middle) * self._dpr) / self._dpr)

    def _make(self, texts: Iterable[str]) -> None:
        """Make the pictures that are not there yet, many at once: that takes two thirds of the time."""
        missing = [text for text in dict.fromkeys(texts) if text not in self]
        for part in (missing[begin : begin + SHEET] for begin in range(0, len(missing), SHEET)):
            for text, picture in zip(part, self._drawn(part), strict=True):
                self._keep(text, picture)

    def _keep(self, text: str, picture: QPixmap) -> None:
        self[text] = picture
        self._owner.keep(self, text, picture_bytes(picture))

    def _drawn(self, texts: Sequence[str]) -> list[QPixmap]:
        """Pictures of texts, copied from a sheet: what is painted on keeps what paints, another 2 KB."""
        dpr, height = self._dpr, math.ceil(self._height * self._dpr)
        widths = [math.ceil((self._owner.measure(text, self._role) + 2 * self._bleed) * dpr) for text in texts]
        sheet = QPixmap(max(widths), height * len(texts))
        sheet.setDevicePixelRatio(dpr)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        painter.setFont(self._font)
        painter.setPen(self._colour)
        for place, text in enumerate(texts):
            painter.drawText(QPointF(self._bleed, self._ascent + place * height / dpr), text)
        painter.end()
        return [sheet.copy(0, place * height, width, height) for place, width in enumerate(widths)]


class _Beginnings(dict[tuple[str, float], str]):
    """What of a text fills so many times what a title takes at the most, and a letter more: nobody sees the rest.

    A title inside a long bar may show more than one time that.
    """

    def __init__(self, owner: Type, role: Role) -> None:
        super().__init__()
        self._owner, self._role = owner, role

    def __missing__(self, wanted: tuple[str, float]) -> str:
        if len(self) >= KEPT:
            self.clear()
        text, rooms = wanted
        found = self[wanted] = self._beginning(text, rooms * TITLE_MOST)
        return found

    def _beginning(self, text: str, width: float) -> str:
        high = LETTERS
        while high < len(text) and self._width(text[:high]) <= width:
            high *= 2
        beginnings = range(high // 2, min(high, len(text)))
        count = bisect_right(beginnings, width, key=lambda letters: self._width(text[:letters]))
        return text[: high // 2 + count + 1]

    def _width(self, text: str) -> float:
        return self._owner.measure(text, self._role)


def draw_each(painter: QPainter, *arguments: Iterable[Any]) -> None:
    """Call drawPixmap with one argument of each after the other, without a step of Python per call."""
    for _ in map(painter.drawPixmap, *arguments):
        pass


def picture_bytes(picture: QPixmap | QImage) -> int:
    """How much memory a picture takes."""
    return picture.width() * picture.height() * 4


def _font(family: str, size: float, is_strong: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
