"""Draws what stands in the lanes: heaps, disputes, the selection, marks and titles."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dateline.domain.when import WhenFlag
from dateline.layout.labels import Label
from dateline.layout.marks import Form
from dateline.layout.metrics import DOUBT, MARK, PREFIX, Role
from dateline.layout.scene import Scene
from dateline.painting.extents import ExtentPainter
from dateline.painting.sprites import OUTLINES, SPRITES
from dateline.painting.text import Type
from dateline.painting.theme import Theme

PREFIX_SIGN = 8.5
POSSIBLE_STRENGTH = 0.6
"""How much of its strength a mark keeps that meets the period only possibly."""
TRACE_STRENGTH = 0.65

DOT = int(Form.DOT)


class ContentPainter:
    """The lanes' content of one scene; the painter stands at the time area's left edge and the first lane's top."""

    def __init__(self, painter: QPainter, scene: Scene, theme: Theme, fonts: Type) -> None:
        self.painter, self.scene, self.theme, self.fonts = painter, scene, theme, fonts
        self.colours = [theme.ink_qcolor(ink) for ink in scene.inks]
        self.paper = theme.colour("paper")
        self.clip = QRectF()
        self.pens = SPRITES if fonts.is_for_screen else OUTLINES

    def draw(self) -> None:
        """Draw everything within the painter's clip, from the ground up."""
        self.clip = self.painter.clipBoundingRect().adjusted(-MARK, -MARK, MARK, MARK)
        self._columns()
        self._blocks()
        self._curves()
        self._selection()
        self._marks()
        for label in self.scene.labels:
            if self._is_seen(label.left - 5.0, label.right + 5.0, label.y):
                self._label(label)

    def _is_seen(self, left: float, right: float, y: float) -> bool:
        """Whether something of a row's height meets the part to be painted."""
        clip = self.clip
        return left < clip.right() and right > clip.left() and clip.top() < y < clip.bottom()

    def _seen_marks(self) -> NDArray[np.int64]:
        marks, clip = self.scene.marks, self.clip
        is_seen = (marks.left < clip.right()) & (marks.right > clip.left())
        is_seen &= (marks.y > clip.top()) & (marks.y < clip.bottom())
        return np.flatnonzero(is_seen)

    def _columns(self) -> None:
        fill = self.theme.tint(self.theme.soft_ink, 0.34)
        for box in self.scene.columns:
            if box.right < self.clip.left() or box.left > self.clip.right():
                continue
            height = max((box.bottom - box.top) * box.share, 1.5)
            self.painter.fillRect(QRectF(box.left, box.bottom - height, box.right - box.left + 0.3, height), fill)

    def _blocks(self) -> None:
        ground, ink = self.theme.tint(self.theme.soft_ink, 0.16), self.theme.colour("ink")
        for box in self.scene.blocks:
            if not self._is_seen(box.left, box.right, (box.top + box.bottom) / 2):
                continue
            rect = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(ground)
            self.painter.drawRoundedRect(rect, 4.0, 4.0)
            self.painter.setPen(ink)
            text = str(box.count)
            width = self.fonts.measure(text, Role.SMALL)
            x = rect.left() + (rect.width() - width) / 2
            if rect.width() >= width + 14.0:
                x += 6.0
                colour = self.theme.colour("soft_ink")
                self.pens.draw_signs(self.painter, [(x - 8.0, rect.center().y())], box.weakest, colour, ground, 7.5)
                self.painter.setPen(ink)
            self.fonts.draw(self.painter, x, rect.center().y(), text, Role.SMALL)

    def _curves(self) -> None:
        scene = self.scene
        for curve in scene.curves:
            is_strong = bool(scene.is_selected[curve.first] or scene.is_selected[curve.second])
            pen = QPen(self.theme.colour("dispute"), 1.6 if is_strong else 1.1)
            pen.setDashPattern([3.5, 2.5])
            self.painter.setPen(pen)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.setOpacity(1.0 if is_strong else TRACE_STRENGTH)
            for piece in curve.pieces:
                self.painter.drawPolyline([QPointF(x, y) for x, y in piece.tolist()])
        self.painter.setOpacity(1.0)

    def _selection(self) -> None:
        """A rounded ground under what is selected or pointed at, an underline under what a search found."""
        scene, marks = self.scene, self.scene.marks
        shown = {label.mark: label for label in scene.labels}
        pitch = scene.options.pitch
        hovered = marks.row == (-1 if scene.hover is None else scene.hover)
        for mark in (scene.is_selected | scene.is_hit | hovered).nonzero()[0].tolist():
            is_selected, is_hit = bool(scene.is_selected[mark]), bool(scene.is_hit[mark])
            is_hovered = bool(hovered[mark])
            left, right, y = float(marks.left[mark]), float(marks.right[mark]), float(marks.y[mark])
            if mark in shown:
                left, right = min(left, shown[mark].left), max(right, shown[mark].right)
            rect = QRectF(left - 2.5, y - pitch / 2 + 0.5, right - left + 8.0, pitch - 1.0)
            self._backdrop(rect, is_selected, is_hit, is_hovered)

    def _backdrop(self, rect: QRectF, is_selected: bool, is_hit: bool, is_hovered: bool) -> None:
        if is_selected:
            self.painter.setPen(QPen(self.theme.colour("accent"), 1.3))
            self.painter.setBrush(self.theme.colour("selection"))
            self.painter.drawRoundedRect(rect, 4.5, 4.5)
        elif is_hovered:
            self.painter.setPen(QPen(self.theme.colour("strong_grid"), 1.0))
            self.painter.setBrush(self.theme.colour("surface"))
            self.painter.drawRoundedRect(rect, 4.5, 4.5)
        if is_hit:
            line = QRectF(rect.left() + 2.0, rect.bottom() - 2.0, rect.width() - 4.0, 2.0)
            self.painter.fillRect(line, self.theme.colour("accent"))

    def _marks(self) -> None:
        """Extents first, then signs, all that look alike in one go."""
        marks = self.scene.marks
        seen = self._seen_marks()
        extents = ExtentPainter(self.painter, self.scene, self.fonts, self.theme, self.pens)
        for strength, is_possible in ((POSSIBLE_STRENGTH, True), (1.0, False)):
            self.painter.setOpacity(strength)
            alike = seen[marks.is_possible[seen] == is_possible]
            extents.draw(alike)
            self._dots(alike[marks.form[alike] == DOT])
        self._doubts()

    def _dots(self, dots: NDArray[np.int64]) -> None:
        marks = self.scene.marks
        groups: dict[tuple[int, int], list[tuple[float, float]]] = {}
        for ink, sign, x, y in zip(
            marks.ink[dots].tolist(), marks.sign[dots].tolist(), marks.x[dots].tolist(), marks.y[dots].tolist(),
            strict=True,
        ):  # fmt: skip
            groups.setdefault((ink, sign), []).append((x, y))
        for (ink, sign), points in groups.items():
            self.pens.draw_signs(self.painter, points, sign, self.colours[ink], self.paper, MARK)

    def _doubts(self) -> None:
        marks = self.scene.marks
        self.painter.setPen(self.theme.colour("ink"))
        for mark in marks.has(WhenFlag.UNCERTAIN).nonzero()[0].tolist():
            self.fonts.draw(self.painter, float(marks.right[mark]) - DOUBT + 1.0, float(marks.y[mark]), "?", Role.TITLE)

    def _label(self, label: Label) -> None:
        marks = self.scene.marks
        y = label.y
        if label.is_inside:
            patch = QRectF(label.left - 4.0, y - 7.5, label.right - label.left + 8.0, 15.0)
            is_selected = bool(self.scene.is_selected[label.mark])
            self.painter.fillRect(patch, self.theme.colour("selection") if is_selected else self.paper)
        colour = self.colours[int(marks.ink[label.mark])]
        if label.sign >= 0:
            x = label.right - PREFIX_SIGN / 2 if label.is_before else label.x - PREFIX + PREFIX_SIGN / 2
            self.pens.draw_signs(self.painter, [(x, y)], label.sign, colour, self.paper, PREFIX_SIGN)
        if label.tag:
            self.painter.setPen(self.theme.colour("soft_ink"))
            self.fonts.draw(self.painter, label.left, y, label.tag, Role.SMALL)
        self.painter.setPen(self.theme.colour("soft_ink" if marks.is_possible[label.mark] else "ink"))
        self.fonts.draw(self.painter, label.x, y, label.text, label.role)
