"""Pictures of texts, kept to be copied: titles, the words of ticks, counts."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any
from weakref import proxy

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPixmap, Qt

from dateline.layout.elider import ELLIPSIS
from dateline.layout.metrics import TITLE_MOST, Role

if TYPE_CHECKING:
    from dateline.painting.text import Type

SHEET = 16
"""So many titles are drawn on one sheet."""
LETTERS = 64
"""A beginning of a long text is sought among so many letters first."""
HALF = 0.5 + 2.0**-12
"""Halves are rounded up, also with some noise in them: round() would go up or down with every odd step of a view."""
Numbers = NDArray[np.float64]
BLEED = 2
"""Layout units around a picture's text, for what letters reach beyond their advance."""
BEGINNINGS_KEPT = 6000
"""A view shows some hundred that are cut."""


class TextPictures(dict[str, QPixmap]):
    """Pictures of texts in one role and colour at one resolution, each made when first asked for.

    A title of 150 layout units is copied in 1 us, laid out glyphs take 6.
    """

    def __init__(self, owner: "Type", role: str, colour: QColor, dpr: float) -> None:
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

    def __init__(self, owner: "Type", role: Role) -> None:
        super().__init__()
        self._owner, self._role = owner, role

    def __missing__(self, wanted: tuple[str, float]) -> str:
        if len(self) >= BEGINNINGS_KEPT:
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
