"""What is drawn over the kept pictures of the lanes at each step: titles at the edges, open ends, what is chosen."""

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter

from dateline.layout.compose import NO_ROWS, among
from dateline.layout.labels import Label, over_neighbours
from dateline.layout.scene import FEW_SELECTED, Scene
from dateline.layout.stretch import Shown, Stretch
from dateline.painting.content import ContentPainter
from dateline.painting.extents import ExtentPainter
from dateline.painting.ground import Ground
from dateline.painting.palette import Palette
from dateline.painting.sprites import SPRITES
from dateline.painting.text import TextPictures, Type
from dateline.painting.titles import TitlePainter, TitlePictures

ROW = 20.0
HALF_LINE = 8.0
"""Above and below its middle, what a line of text takes."""
LINE = 17.0
BESIDE = 1.0, 3.0
"""Before and after a title, what its letters may reach."""


class Over:
    """What lies over the lanes of a view that begins at `low` in its stretch."""

    def __init__(
        self, stretch: Stretch, shown: Shown, ground: Ground, palette: Palette, fonts: Type, low: float, dpr: float
    ) -> None:
        self._stretch, self._shown, self._ground, self._palette, self._fonts = stretch, shown, ground, palette, fonts
        self._low, self._width = low, shown.viewport.width
        top, bottom = shown.scroll - ROW, shown.scroll + shown.height + ROW
        self._edges = stretch.titles_at_edges(low, self._width, top, bottom)
        self._few = shown.selected if len(shown.selected) <= FEW_SELECTED else NO_ROWS
        self._on_top = self._found_on_top()
        self._former: dict[int, Label] = {}
        if len(self._on_top):
            wanted = set(self._on_top.tolist())
            seen = stretch.titles_seen(low, self._width)
            self._former = {label.mark: label for label in seen if label.mark in wanted}
        few = set(self._few.tolist())
        self._chosen = {mark for mark in self._former if int(stretch.scene.marks.row[mark]) in few}
        self._dpr, self._looks = dpr, TitlePictures(fonts, palette, dpr)

    def erase(self, painter: QPainter, at: QPoint) -> None:
        """Show the ground again where titles were painted that are not to be seen, or not as far.

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
            draw(x + left, y + math.floor((label.y - HALF_LINE) * dpr), band, left, 0, width, height)

    def draw(self, painter: QPainter) -> None:
        """Draw; the painter stands at the stretch's left edge and the first lane's top."""
        stretch, palette, fonts = self._stretch, self._palette, self._fonts
        low, high = self._low, self._low + self._width
        open_ended = stretch.open_ended(low, self._width)
        if len(open_ended):
            extents = ExtentPainter(painter, stretch.scene, fonts, palette, SPRITES, painter.clipBoundingRect())
            extents.draw_open_ends(open_ended, low, high)
        for _, short in self._shortened():
            self._pictures(short).draw_ellipsis(painter, short.x, short.y, short.width)
        instead = [label for label in self._edges.instead if label.mark not in self._chosen]
        if instead:
            TitlePainter(painter, stretch.scene, palette, fonts).draw(instead)
        if len(self._on_top):
            self._draw_on_top(painter)

    def _shortened(self) -> list[tuple[Label, Label]]:
        shortened = self._edges.shortened
        return [pair for pair in shortened if pair[0].mark not in self._chosen] if self._chosen else shortened

    def _pictures(self, label: Label) -> TextPictures:
        return self._looks[label.role, bool(self._stretch.scene.marks.is_possible[label.mark])]

    def _draw_on_top(self, painter: QPainter) -> None:
        stretch, shown = self._stretch, self._shown
        scene = replace(
            stretch.scene, is_selected=stretch.selected(shown.selected), hover=shown.hover,
            has_few_selected=len(shown.selected) <= FEW_SELECTED,
        )  # fmt: skip
        content = ContentPainter(painter, scene, self._palette, self._fonts)
        for curve in scene.curves:
            if scene.is_selected[curve.first] or scene.is_selected[curve.second]:
                content.draw_curve(curve, True)
        content.draw_on_top(self._on_top, self._labels(scene, self._on_top.tolist()))

    def _found_on_top(self) -> NDArray[np.int64]:
        """The marks in view that are pointed at, or selected where those are few."""
        marks, hover = self._stretch.scene.marks, self._shown.hover
        rows = [*self._few.tolist(), *([] if hover is None else [hover])]
        if not rows:
            return NO_ROWS
        is_on_top = among(marks.row, np.array(rows, np.int64))
        is_on_top &= (marks.right > self._low) & (marks.left < self._low + self._width)
        found: NDArray[np.int64] = is_on_top.nonzero()[0]
        return found

    def _labels(self, scene: Scene, marks: Iterable[int]) -> dict[int, Label]:
        """Whole titles for what is selected; what is pointed at keeps the one it has."""
        found, low, high = dict(self._former), self._low, self._low + self._width
        for mark in marks:
            if scene.has_few_selected and scene.is_selected[mark]:
                former = self._former.get(mark)
                found[mark] = over_neighbours(scene.marks, mark, former, low, high, self._stretch.titles)
        return found
