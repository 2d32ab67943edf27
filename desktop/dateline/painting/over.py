"""What is drawn over the kept pictures of the lanes at each step: titles at the edges, open ends, what is chosen."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter

from dateline.layout.label import Label
from dateline.layout.labels import over_neighbours
from dateline.layout.stretch import Shown, Stretch
from dateline.painting.content import ContentPainter
from dateline.painting.extents import ExtentPainter
from dateline.painting.ground import Ground
from dateline.painting.palette import Palette
from dateline.painting.pictures import TextPictures
from dateline.painting.sprites import SPRITES
from dateline.painting.text import Type
from dateline.painting.titles import TitlePictures

ROW = 20.0
HALF_LINE = 8.0
"""Above and below its middle, what a line of text takes."""
LINE = 17.0
ROUND_LINE = 1.5
"""What the line around a ground takes of its row, above and below."""
BESIDE_GROUND = 3.5, 6.5
"""Before and after a mark with its title, what their ground may reach."""
BESIDE = 1.0, 4.0
"""Before and after a title, what its letters may reach, or the line under one that was found."""


class Over:
    """What lies over the lanes of a view that begins at `low` in its stretch."""

    def __init__(
        self, stretch: Stretch, shown: Shown, ground: Ground, palette: Palette, fonts: Type, low: float, dpr: float
    ) -> None:
        self._stretch, self._shown, self._ground, self._palette, self._fonts = stretch, shown, ground, palette, fonts
        self._low, self._width = low, shown.viewport.width
        top, bottom = shown.scroll - ROW, shown.scroll + shown.height + ROW
        self._edges = stretch.titles_at_edges(low, self._width, top, bottom)
        self._scene = replace(stretch.marked(shown, shown.selected), hover=shown.hover)
        self._hover = -1 if shown.hover is None else shown.hover
        self._on_top = self._found_on_top()
        self._former = stretch.titles_of(self._on_top.tolist(), low, self._width, self._edges)
        self._chosen = {mark for mark in self._former if self._is_one_of_few(mark)}
        self._bare = [label for label in self._edges.hidden if self._is_one_of_many(label.mark)]
        self._dpr, self._looks = dpr, TitlePictures(fonts, palette, dpr)

    def erase(self, painter: QPainter, at: QPoint) -> None:
        """Show what lies under titles again where they were painted and are not to be seen, or not as far.

        The painter counts device pixels, `at` is where the stretch begins in it.
        """
        dpr, edges, chosen = self._dpr, self._edges, self._chosen
        gone = [*edges.hidden, *(label for label, _ in edges.shortened if label.mark in chosen)]
        gone += [label for mark, label in self._former.items() if mark in chosen]
        patches = [(math.floor((label.left - BESIDE[0]) * dpr), label) for label in gone]
        patches += [(self._pictures(short).cut_at(short.x, short.width), label) for label, short in self._shortened()]
        band, draw = self._ground.band, painter.drawImage
        x, y, height = at.x(), at.y(), math.ceil(LINE * dpr)
        for left, label in patches:
            width = math.ceil((label.right + BESIDE[1]) * dpr) - left
            if self._is_one_of_many(label.mark):
                self._fill(painter, x + left, y, width, label)
            else:
                draw(x + left, y + math.floor((label.y - HALF_LINE) * dpr), band, left, 0, width, height)
        for label in self._bare:
            self._erase_selection(painter, at, label)

    def _is_one_of_few(self, mark: int) -> bool:
        return self._scene.has_few_selected and bool(self._scene.is_selected[mark])

    def _is_one_of_many(self, mark: int) -> bool:
        return not self._scene.has_few_selected and bool(self._scene.is_selected[mark])

    def _fill(self, painter: QPainter, left: int, origin: int, width: int, label: Label) -> None:
        """Show what a title of many selected lies on, within its line."""
        dpr, half = self._dpr, min(HALF_LINE, self._scene.options.pitch / 2 - ROUND_LINE)
        top, bottom = math.ceil((label.y - half) * dpr), math.floor((label.y + half) * dpr)
        painter.fillRect(left, origin + top, width, bottom - top, self._palette.selection)

    def _erase_selection(self, painter: QPainter, at: QPoint, label: Label) -> None:
        """Show the ground where a mark of many selected stands with a title that does not show."""
        dpr, marks, half = self._dpr, self._scene.marks, self._scene.options.pitch / 2
        left = math.floor((min(label.left, float(marks.left[label.mark])) - BESIDE_GROUND[0]) * dpr)
        right = math.ceil((max(label.right, float(marks.right[label.mark])) + BESIDE_GROUND[1]) * dpr)
        top, bottom, band = math.floor((label.y - half) * dpr), math.ceil((label.y + half) * dpr), self._ground.band
        for y in range(top, bottom, band.height()):
            height = min(band.height(), bottom - y)
            painter.drawImage(at.x() + left, at.y() + y, band, left, 0, right - left, height)

    def draw(self, painter: QPainter) -> None:
        """Draw; the painter stands at the stretch's left edge and the first lane's top."""
        bare = {label.mark for label in self._bare}
        open_ended = self._stretch.open_ended(self._low, self._width)
        is_drawn_anew = np.zeros(len(self._scene.marks), np.bool_)
        is_drawn_anew[[*self._on_top.tolist(), *bare]] = True
        is_anew = is_drawn_anew[open_ended]
        self._draw_open_ends(painter, open_ended[~is_anew])
        for _, short in self._shortened():
            self._pictures(short).draw_ellipsis(painter, short.x, short.y, short.width)
        instead = {label.mark: label for label in self._edges.instead if label.mark not in self._chosen}
        content = ContentPainter(painter, self._scene, self._palette, self._fonts)
        content.titles.draw([label for mark, label in instead.items() if mark not in bare])
        if bare:
            content.draw_on_top(np.array([*bare]), {mark: instead[mark] for mark in bare & instead.keys()})
        if len(self._on_top):
            self._draw_on_top(content)
        self._draw_open_ends(painter, open_ended[is_anew])

    def _draw_open_ends(self, painter: QPainter, marks: NDArray[np.int64]) -> None:
        if not len(marks):
            return
        scene, palette = self._scene, self._palette
        is_selected, is_hovered = scene.is_selected[marks], scene.marks.row[marks] == self._hover
        for kept, ground in (
            (~is_selected & ~is_hovered, palette.paper),
            (~is_selected & is_hovered, palette.surface),
            (is_selected, palette.selection),
        ):
            if kept.any():
                extents = ExtentPainter(painter, scene, self._fonts, palette, SPRITES, painter.clipBoundingRect())
                extents.draw_open_ends(marks[kept], self._low, self._low + self._width, ground)

    def _shortened(self) -> list[tuple[Label, Label]]:
        shortened = self._edges.shortened
        return [pair for pair in shortened if pair[0].mark not in self._chosen] if self._chosen else shortened

    def _pictures(self, label: Label) -> TextPictures:
        return self._looks[label.role, bool(self._stretch.scene.marks.is_possible[label.mark])]

    def _draw_on_top(self, content: ContentPainter) -> None:
        scene = self._scene
        for curve in scene.curves:
            if scene.is_selected[curve.first] or scene.is_selected[curve.second]:
                content.draw_curve(curve, True)
        content.draw_on_top(self._on_top, self._labels())

    def _found_on_top(self) -> NDArray[np.int64]:
        """The marks in view that are pointed at, or selected where those are few."""
        scene = self._scene
        is_on_top = scene.marks.row == self._hover
        if scene.has_few_selected:
            is_on_top |= scene.is_selected
        is_on_top &= (scene.marks.right > self._low) & (scene.marks.left < self._low + self._width)
        found: NDArray[np.int64] = is_on_top.nonzero()[0]
        return found

    def _labels(self) -> dict[int, Label]:
        """Whole titles for what is selected; what is pointed at keeps the one it has."""
        found, low, high = dict(self._former), self._low, self._low + self._width
        for mark in filter(self._is_one_of_few, self._on_top.tolist()):
            former = found.pop(mark, None)
            label = over_neighbours(self._scene.marks, mark, former, low, high, self._stretch.titles)
            if label is not None:
                found[mark] = label
        return found
