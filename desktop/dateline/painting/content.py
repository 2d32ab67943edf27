"""Draws what stands in the lanes: heaps, disputes, the selection, marks and titles."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dateline.domain.when import WhenFlag
from dateline.layout.curves import Curve
from dateline.layout.labels import Label
from dateline.layout.marks import Form
from dateline.layout.metrics import DOUBT, MARK, Role
from dateline.layout.scene import Scene
from dateline.painting.dashes import dashed
from dateline.painting.extents import ExtentPainter
from dateline.painting.palette import Palette
from dateline.painting.sprites import OUTLINES, SPRITES
from dateline.painting.text import Type
from dateline.painting.titles import TitlePainter

POSSIBLE_STRENGTH = 0.6
"""How much of its strength a mark keeps that meets the period only possibly."""
TRACE_STRENGTH = 0.65

DASH, GAP = 3.5, 2.5
"""Of a dispute's curve, in widths of its line."""

FAR = 40.0
LEAD = 40.0
"""What stands before a title at the most."""

DOT = int(Form.DOT)
UNCERTAIN = np.uint16(WhenFlag.UNCERTAIN)


class ContentPainter:
    """The lanes' content of one scene; the painter stands at the time area's left edge and the first lane's top."""

    def __init__(
        self, painter: QPainter, scene: Scene, palette: Palette, fonts: Type, part: QRectF | None = None
    ) -> None:
        """`part` is what there is to be painted, where that is not the painter's clip."""
        self.painter, self.scene, self.palette, self.fonts = painter, scene, palette, fonts
        self.part = painter.clipBoundingRect() if part is None else part
        self.clip = self.part.adjusted(-MARK, -MARK, MARK, MARK)
        self.pens = SPRITES if fonts.is_for_screen else OUTLINES
        self.titles = TitlePainter(painter, scene, palette, fonts)

    def draw(self) -> None:
        """Draw everything within the painter's clip, from the ground up."""
        scene = self.scene
        self._columns()
        self.draw_still()
        on_top = self._on_top()
        titled = {label.mark: label for label in scene.labels}
        if not len(on_top):
            self.draw_titles(scene.labels)
            return
        chosen = set(on_top.tolist())
        self.draw_titles([label for label in scene.labels if label.mark not in chosen])
        self.draw_on_top(on_top, {mark: titled[mark] for mark in chosen if mark in titled})

    def draw_still(self) -> None:
        """Draw what only changes with the rows and the zoom: all but density, titles and what is pointed at."""
        self._blocks()
        self._curves()
        self._underlines()
        self._marks(self._seen_marks())

    def draw_titles(self, labels: Iterable[Label]) -> None:
        """Draw titles within the painter's clip."""
        left, top, right, bottom = self.clip.left(), self.clip.top(), self.clip.right(), self.clip.bottom()
        self.titles.draw(
            [
                label
                for label in labels
                if label.right + 5.0 > left and label.x - LEAD < right and top < label.y < bottom
            ]
        )

    def draw_on_top(self, marks: NDArray[np.int64], labels: Mapping[int, Label]) -> None:
        """Draw these marks and their titles anew on grounds of their own, over what else is there."""
        for mark in marks.tolist():
            self._backdrop(mark, labels.get(mark))
        self._marks(marks)
        self.titles.draw([*labels.values()])

    def _on_top(self) -> NDArray[np.int64]:
        """The few marks that are selected or pointed at."""
        scene = self.scene
        is_selected = scene.is_selected if scene.has_few_selected else np.zeros(len(scene.marks), np.bool_)
        is_hovered = scene.marks.row == (-1 if scene.hover is None else scene.hover)
        chosen: NDArray[np.int64] = (is_selected | is_hovered).nonzero()[0]
        return chosen

    def _seen_marks(self) -> NDArray[np.int64]:
        marks, clip = self.scene.marks, self.clip
        is_seen = (marks.left < clip.right()) & (marks.right > clip.left())
        is_seen &= (marks.y > clip.top()) & (marks.y < clip.bottom())
        return np.flatnonzero(is_seen)

    def _columns(self) -> None:
        boxes, clip = self.scene.columns, self.clip
        if not len(boxes):
            return
        seen = ((boxes.right >= clip.left()) & (boxes.left <= clip.right())).nonzero()[0]
        seen = seen[(boxes.bottom[seen] > clip.top()) & (boxes.top[seen] < clip.bottom())]
        heights = np.maximum((boxes.bottom - boxes.top)[seen] * boxes.share[seen], 1.5)
        left, width, bottom = boxes.left[seen], (boxes.right - boxes.left)[seen] + 0.3, boxes.bottom[seen]
        self.painter.setPen(Qt.PenStyle.NoPen)
        is_mixed = boxes.mix.shape[1] > 0
        upper = boxes.mix[seen].T if is_mixed else np.ones((1, len(seen)))
        lower = np.vstack([np.zeros(len(seen)), upper[:-1]])
        for colour, high, low in zip(
            self.palette.mix if is_mixed else [self.palette.column], upper, lower, strict=True
        ):
            used = (high > low).nonzero()[0]
            top, height = (bottom - high * heights)[used], ((high - low) * heights)[used]
            self.painter.setBrush(colour)
            rects = map(QRectF, left[used].tolist(), top.tolist(), width[used].tolist(), height.tolist())
            self.painter.drawRects(list(rects))

    def _blocks(self) -> None:
        boxes, clip = self.scene.blocks, self.clip
        if not len(boxes):
            return
        middle = (boxes.top + boxes.bottom) / 2
        is_seen = (boxes.left < clip.right()) & (boxes.right > clip.left())
        is_seen &= (clip.top() < middle) & (middle < clip.bottom())
        for box in is_seen.nonzero()[0].tolist():
            rect = QRectF(
                boxes.left[box], boxes.top[box], boxes.right[box] - boxes.left[box], boxes.bottom[box] - boxes.top[box]
            )
            self._block(rect, int(boxes.count[box]), int(boxes.weakest[box]))

    def _block(self, rect: QRectF, count: int, weakest: int) -> None:
        palette = self.palette
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(palette.block)
        self.painter.drawRoundedRect(rect, 4.0, 4.0)
        text = str(count)
        width = self.fonts.width(text, Role.SMALL)
        x, middle = rect.left() + (rect.width() - width) / 2, rect.center().y()
        if rect.width() >= width + 14.0:
            x += 6.0
            at = np.array([x - 8.0]), np.array([middle])
            self.pens.draw_signs(self.painter, *at, [(0, weakest)], [palette.soft], palette.block, 7.5)
        self.fonts.draw_title(self.painter, x, middle, text, Role.SMALL, palette.ink, self.titles.dpr)

    def _curves(self) -> None:
        scene = self.scene
        for curve in scene.curves:
            is_strong = bool(scene.is_selected[curve.first] or scene.is_selected[curve.second])
            self.draw_curve(curve, is_strong)

    def draw_curve(self, curve: Curve, is_strong: bool) -> None:
        """Draw a dispute; its dashes are counted from where it begins, whatever of it is drawn."""
        width = 1.6 if is_strong else 1.1
        self.painter.setPen(QPen(self.palette.dispute, width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setOpacity(1.0 if is_strong else TRACE_STRENGTH)
        for piece, start in zip(curve.pieces, curve.starts, strict=True):
            if piece[:, 0].max() < self.clip.left() or piece[:, 0].min() > self.clip.right():
                continue
            self.painter.drawPath(dashed(piece, start, DASH * width, GAP * width, self.clip))
        self.painter.setOpacity(1.0)

    def _underlines(self) -> None:
        """A rounded ground under many that are selected, an underline under what a search found."""
        scene = self.scene
        many = scene.is_selected if not scene.has_few_selected else np.zeros(len(scene.marks), np.bool_)
        chosen = (scene.is_hit | many).nonzero()[0]
        if len(chosen):
            shown = {label.mark: label for label in scene.labels}
            for mark in chosen.tolist():
                self._backdrop(mark, shown.get(mark))

    def _backdrop(self, mark: int, label: Label | None) -> None:
        marks, pitch = self.scene.marks, self.scene.options.pitch
        left, right, y = float(marks.left[mark]), float(marks.right[mark]), float(marks.y[mark])
        if label is not None:
            left, right = min(left, label.left), max(right, label.right)
        left, right = max(left, self.clip.left() - FAR), min(right, self.clip.right() + FAR)
        rect = QRectF(left - 2.5, y - pitch / 2 + 0.5, right - left + 8.0, pitch - 1.0)
        if self.scene.is_selected[mark]:
            self.painter.setPen(QPen(self.palette.accent, 1.3))
            self.painter.setBrush(self.palette.selection)
            self.painter.drawRoundedRect(rect, 4.5, 4.5)
        elif marks.row[mark] == self.scene.hover:
            self.painter.setPen(QPen(self.palette.strong_grid, 1.0))
            self.painter.setBrush(self.palette.surface)
            self.painter.drawRoundedRect(rect, 4.5, 4.5)
        if self.scene.is_hit[mark]:
            line = QRectF(rect.left() + 2.0, rect.bottom() - 2.0, rect.width() - 4.0, 2.0)
            self.painter.fillRect(line, self.palette.accent)

    def _marks(self, seen: NDArray[np.int64]) -> None:
        """Extents first, then signs, all that look alike in one go."""
        marks = self.scene.marks
        extents = ExtentPainter(self.painter, self.scene, self.fonts, self.palette, self.pens, self.part)
        for strength, is_possible in ((POSSIBLE_STRENGTH, True), (1.0, False)):
            self.painter.setOpacity(strength)
            alike = seen[marks.is_possible[seen] == is_possible]
            extents.draw(alike)
            self._dots(alike[marks.form[alike] == DOT])
        self._doubts(seen)

    def _dots(self, dots: NDArray[np.int64]) -> None:
        marks = self.scene.marks
        looks = list(zip(marks.ink[dots].tolist(), marks.sign[dots].tolist(), strict=True))
        x, y = marks.x[dots], marks.y[dots]
        self.pens.draw_signs(self.painter, x, y, looks, self.palette.inks, self.palette.paper, MARK)

    def _doubts(self, seen: NDArray[np.int64]) -> None:
        marks = self.scene.marks
        for mark in seen[(marks.flags[seen] & UNCERTAIN) != 0].tolist():
            x, y = float(marks.right[mark]) - DOUBT + 1.0, float(marks.y[mark])
            self.fonts.draw_title(self.painter, x, y, "?", Role.TITLE, self.palette.ink, self.titles.dpr)
