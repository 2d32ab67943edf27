"""The ground of a stretch on a screen: weekends, grid and density, written as pixels without a call per line."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage

from dateline.domain.arrays import distinct
from dateline.layout.scene import HeapBoxes, Scene
from dateline.painting.palette import Palette

Pixels = NDArray[np.uint32]
LEAST_COLUMN = 1.5
"""What a density column is high at the least."""
BAND = 18.0
"""Of the ground, what is kept as a picture, in layout units: it is copied where a title is not to be seen."""


class Ground:
    """One row of device pixels from the stretch's left edge on: but for density, every row of the lanes is like it."""

    def __init__(self, scene: Scene, palette: Palette, dpr: float) -> None:
        self._scene, self._dpr = scene, dpr
        self._column = np.uint32(palette.column.rgb())
        self._mix = np.array([colour.rgb() for colour in palette.mix], np.uint32)
        self._hairline = np.uint32(palette.hairline.rgb())
        self.row = np.full(int(scene.viewport.width * dpr), palette.paper.rgb(), np.uint32)
        for left, right in self._on_pixels(scene.weekends).tolist():
            self.row[max(left, 0) : max(right, 0)] = palette.weekend.rgb()
        ticks = [*scene.minors, *scene.majors]
        for colour, is_strong in ((palette.grid, False), (palette.strong_grid, True)):
            self._lines([tick.x for tick in ticks if tick.is_strong is is_strong], colour.rgb())
        self.band = QImage(QSize(len(self.row), int(BAND * dpr)), QImage.Format.Format_RGB32)
        pixels(self.band)[:] = self.row

    def paint(self, picture: QImage, rect: QRect, at: QPoint) -> None:
        """Paint a part of the lanes, in device pixels from the stretch's left edge, at a point of a picture."""
        drawn = pixels(picture)[at.y() : at.y() + rect.height(), at.x() : at.x() + rect.width()]
        row, done = self.row[rect.left() : rect.right() + 1], 0
        for top, bottom in sorted(self._density(drawn, rect, row)):
            drawn[done:top] = row
            done = max(bottom, done)
        drawn[done:] = row
        self._separators(drawn, rect)

    def _on_pixels(self, x: NDArray[np.float64]) -> NDArray[np.int64]:
        return np.rint(x * self._dpr).astype(np.int64)

    def _lines(self, x: list[float], colour: int) -> None:
        """Lines a layout unit wide around the device pixel that holds x."""
        width = max(int(self._dpr), 1)  # as an aliased pen of one layout unit
        begin = np.floor(np.array(x) * self._dpr).astype(np.int64) - (width - 1) // 2
        for step in range(width):
            places = begin + step
            self.row[places[(places >= 0) & (places < len(self.row))]] = colour

    def _separators(self, drawn: Pixels, rect: QRect) -> None:
        width = max(int(self._dpr), 1)  # as an aliased pen of one layout unit
        for band in self._scene.bands:
            top = int((band.top + band.height) * self._dpr) - (width - 1) // 2 - rect.top()
            drawn[max(top, 0) : max(top + width, 0)] = self._hairline

    def _density(self, drawn: Pixels, rect: QRect, row: NDArray[np.uint32]) -> list[tuple[int, int]]:
        """Write the rows of pixels in which density columns stand, and return from which to which those are."""
        boxes = self._scene.columns
        if not len(boxes):
            return []
        left, right = self._on_pixels(boxes.left) - rect.left(), self._on_pixels(boxes.right) - rect.left()
        is_seen = (right > 0) & (left < rect.width())
        is_seen &= (boxes.bottom * self._dpr > rect.top()) & (boxes.top * self._dpr < rect.bottom() + 1)
        seen = is_seen.nonzero()[0]
        highest, lowest = self._tops(boxes, seen) - rect.top(), self._on_pixels(boxes.bottom[seen]) - rect.top()
        tops, bottoms = np.maximum(highest, 0), np.minimum(lowest, rect.height())
        left, right = np.maximum(left[seen], 0), np.minimum(right[seen], rect.width())
        written = []
        for lane in distinct(boxes.lane[seen]).tolist():
            own = ((boxes.lane[seen] == lane) & (tops < bottoms)).nonzero()[0]
            if len(own):
                top, bottom = int(tops[own].min()), int(bottoms[own[0]])
                if boxes.mix.shape[1]:
                    drawn[top:bottom] = row
                    own = own[np.argsort(left[own])]
                    cells = self._mixed(highest[own], lowest[own], boxes.mix[seen[own]], top, bottom)
                    self._broadened(drawn[top:bottom], left[own], right[own], cells)
                else:
                    own = own[np.argsort(tops[own], kind="stable")]
                    self._columns(drawn, left[own], right[own], tops[own], bottom, row.copy())
                written.append((top, bottom))
        return written

    def _tops(self, boxes: HeapBoxes, seen: NDArray[np.int64]) -> NDArray[np.int64]:
        heights = np.maximum((boxes.bottom[seen] - boxes.top[seen]) * boxes.share[seen], LEAST_COLUMN)
        return self._on_pixels(boxes.bottom[seen] - heights)

    def _columns(
        self, drawn: Pixels, left: NDArray[np.int64], right: NDArray[np.int64], tops: NDArray[np.int64], bottom: int,
        row: NDArray[np.uint32],
    ) -> None:  # fmt: skip
        """Write one lane's columns, the highest first: between two tops all rows are alike, and copied."""
        widths = right - left
        ends = np.cumsum(widths)
        places = np.arange(int(ends[-1])) + np.repeat(left - ends + widths, widths)
        levels, first = np.unique(tops, return_index=True)
        begins = np.append((ends - widths)[first], len(places)).tolist()
        heights = [*levels.tolist(), bottom]
        for level in range(len(levels)):
            row[places[begins[level] : begins[level + 1]]] = self._column
            drawn[heights[level] : heights[level + 1]] = row

    def _mixed(
        self, tops: NDArray[np.int64], bottoms: NDArray[np.int64], mix: NDArray[np.float32], top: int, bottom: int
    ) -> Pixels:
        """One lane's columns in their inks, the first lowest, each a row of pixels from `top` to `bottom`; 0: none."""
        heights = bottoms - tops
        highest, lowest = int(tops.min()), int(bottoms[0])
        bands = np.diff(np.rint(mix * heights[:, None]).astype(np.int64), axis=1, prepend=0)[:, ::-1]
        lengths = np.column_stack([tops - highest, bands])
        colours = np.tile(np.append(np.uint32(0), self._mix[::-1]), len(tops))
        cells = np.repeat(colours, lengths.ravel()).reshape(len(tops), lowest - highest)
        found: Pixels = cells[:, top - highest : bottom - highest]
        return found

    def _broadened(self, drawn: Pixels, left: NDArray[np.int64], right: NDArray[np.int64], cells: Pixels) -> None:
        """Write columns from left to right, each as wide as it is, over the ground where they leave any."""
        widths = np.diff(np.stack([left, right], axis=1).ravel())
        if widths[1::2].any():  # there is a gap between two
            with_gaps = np.zeros((len(widths), cells.shape[1]), np.uint32)
            with_gaps[::2] = cells
            cells = with_gaps
        else:
            widths = widths[::2]
        part = np.repeat(np.ascontiguousarray(cells.T), np.maximum(widths, 0), axis=1)
        place = drawn[:, left[0] : left[0] + part.shape[1]]
        some = int((cells != 0).all(axis=0).argmax()) or len(place)  # from this row of pixels on there is no ground
        np.copyto(place[:some], part[:some], where=part[:some] != 0)
        place[some:] = part[some:]


def pixels(image: QImage) -> Pixels:
    """The pixels of an image, to be written while no painter is on it."""
    found: Pixels = np.frombuffer(image.bits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return found[:, : image.width()]
