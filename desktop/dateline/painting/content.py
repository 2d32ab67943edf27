"""Draws what stands in the lanes: heaps, disputes, the selection, marks and titles."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dateline.domain.when import WhenFlag
from dateline.layout.curves import Curve
from dateline.layout.label import Label, with_titles
from dateline.layout.marks import Form
from dateline.layout.metrics import DOUBT, MARK, Role
from dateline.layout.scene import Scene
from dateline.painting.dashes import dashed
from dateline.painting.extents import ExtentPainter
from dateline.painting.ground import LEAST_COLUMN
from dateline.painting.palette import Palette
from dateline.painting.sprites import OUTLINES, SPRITES, Grounds
from dateline.painting.text import Type
from dateline.painting.titles import TitlePainter

POSSIBLE_STRENGTH = 0.6
"""How much of its strength a mark keeps that meets the period only possibly."""
TRACE_STRENGTH = 0.65

DASH, GAP = 3.5, 2.5
"""Of a dispute's curve, in widths of its line."""

BESIDE_BLOCK = 2.0
"""Between a block and the edge of its cell."""
SEAM = 0.3
"""By so much columns side by side overlap, or one would see between them where pixels are finer than layout units."""
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
        self._backdrops(marks, labels.values())
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
        heights = np.maximum((boxes.bottom - boxes.top)[seen] * boxes.share[seen], LEAST_COLUMN)
        left, width, bottom = boxes.left[seen], (boxes.right - boxes.left)[seen] + SEAM, boxes.bottom[seen]
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
        x, y, looks = list[float](), list[float](), list[tuple[int, int]]()
        for box in is_seen.nonzero()[0].tolist():
            left, right = float(boxes.left[box]) + BESIDE_BLOCK, float(boxes.right[box]) - BESIDE_BLOCK
            top, bottom = float(boxes.top[box]), float(boxes.bottom[box])
            rect = QRectF(left, top, right - left, bottom - top)
            sign_x = self._block(rect, int(boxes.count[box]))
            if sign_x is not None:
                x.append(sign_x)
                y.append(rect.center().y())
                looks.append((0, int(boxes.weakest[box])))
        at = np.array(x), np.array(y)
        self.pens.draw_signs(self.painter, *at, looks, [self.palette.soft], self.palette.block, 7.5)

    def _block(self, rect: QRectF, count: int) -> float | None:
        """Draw a block with its count; return where the sign of what is least sure in it stands, if it has room."""
        palette = self.palette
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(palette.block)
        self.painter.drawRoundedRect(rect, 4.0, 4.0)
        text = str(count)
        width = self.fonts.width(text, Role.SMALL)
        x, middle = rect.left() + (rect.width() - width) / 2, rect.center().y()
        has_sign = rect.width() >= width + 14.0
        x += 6.0 if has_sign else 0.0
        self.fonts.draw_title(self.painter, x, middle, text, Role.SMALL, palette.ink, self.titles.dpr)
        return x - 8.0 if has_sign else None

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
        chosen = scene.is_hit if scene.has_few_selected else scene.is_hit | scene.is_selected
        if chosen.any():
            self._backdrops(chosen.nonzero()[0], scene.labels)

    def _backdrops(self, marks: NDArray[np.int64], labels: Iterable[Label]) -> None:
        """Grounds and underlines of these marks, each as wide as the mark with its title, which is among the labels."""
        scene, palette, height = self.scene, self.palette, self.scene.options.pitch - 1.0
        left, right, top = self._spans(marks, labels)
        is_seen = (right > self.clip.left()) & (left < self.clip.right())
        is_seen &= (top + height > self.clip.top()) & (top < self.clip.bottom())
        is_selected = is_seen & scene.is_selected[marks]
        is_hovered = is_seen & ~is_selected & (scene.marks.row[marks] == (-1 if scene.hover is None else scene.hover))
        for kept, fill, line in (
            (is_selected, palette.selection, QPen(palette.accent, 1.3)),
            (is_hovered, palette.surface, QPen(palette.strong_grid, 1.0)),
        ):
            if kept.any():
                grounds = Grounds(left[kept], right[kept], top[kept], height, fill, line)
                self.pens.draw_grounds(self.painter, grounds)
        is_hit, bottom = is_seen & scene.is_hit[marks], top + height
        for x0, x1, y in zip(left[is_hit].tolist(), right[is_hit].tolist(), bottom[is_hit].tolist(), strict=True):
            self.painter.fillRect(QRectF(x0 + 2.0, y - 2.0, x1 - x0 - 4.0, 2.0), palette.accent)

    def _spans(
        self, chosen: NDArray[np.int64], labels: Iterable[Label]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Left, right and top of what lies under some marks and their titles."""
        marks = self.scene.marks
        left, right = with_titles(marks, list(labels))
        left = np.maximum(left[chosen], self.clip.left() - FAR) - 2.5
        right = np.minimum(right[chosen], self.clip.right() + FAR) + 5.5
        return left, right, marks.y[chosen] - self.scene.options.pitch / 2 + 0.5

    def _marks(self, seen: NDArray[np.int64]) -> None:
        """Extents first, then signs, all that look alike in one go."""
        marks = self.scene.marks
        extents = ExtentPainter(self.painter, self.scene, self.fonts, self.palette, self.pens, self.part)
        for strength, is_possible in ((POSSIBLE_STRENGTH, True), (1.0, False)):
            self.painter.setOpacity(strength)
            alike = seen[marks.is_possible[seen] == is_possible]
            if len(alike):
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
