"""Draws titles: each with its tag, its sign and, inside a bar, a patch of ground."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from dateline.layout.labels import Label
from dateline.layout.metrics import PREFIX, Role
from dateline.layout.scene import Scene
from dateline.painting.palette import Palette
from dateline.painting.sprites import OUTLINES, SPRITES
from dateline.painting.text import TextPictures, Type

PREFIX_SIGN = 8.5


class TitlePainter:
    """The titles of one scene; the painter stands at the time area's left edge and the first lane's top."""

    def __init__(self, painter: QPainter, scene: Scene, palette: Palette, fonts: Type) -> None:
        self.painter, self.scene, self.palette, self.fonts = painter, scene, palette, fonts
        self.dpr = painter.combinedTransform().m11() or 1.0

    def draw(self, labels: Sequence[Label]) -> None:
        """Draw titles; signs that look alike in one go, after all patches of ground."""
        for label in labels:
            if label.is_inside:
                self._patch(label)
        self._signs([label for label in labels if label.sign >= 0])
        for label in labels:
            if label.tag:
                self.fonts.draw_title(
                    self.painter, label.left, label.y, label.tag, Role.SMALL, self.palette.soft, self.dpr
                )
        self._texts(labels)

    def _patch(self, label: Label) -> None:
        patch = QRectF(label.left - 4.0, label.y - 7.5, label.right - label.left + 8.0, 15.0)
        is_selected = bool(self.scene.is_selected[label.mark])
        self.painter.fillRect(patch, self.palette.selection if is_selected else self.palette.paper)

    def _signs(self, labels: list[Label]) -> None:
        groups: dict[tuple[int, int], list[tuple[float, float]]] = {}
        inks = self.scene.marks.ink
        for label in labels:
            x = label.right - PREFIX_SIGN / 2 if label.is_before else label.x - PREFIX + PREFIX_SIGN / 2
            groups.setdefault((int(inks[label.mark]), label.sign), []).append((x, label.y))
        pens, palette = (SPRITES if self.fonts.is_for_screen else OUTLINES), self.palette
        for (ink, sign), points in groups.items():
            pens.draw_signs(self.painter, points, sign, palette.inks[ink], palette.paper, PREFIX_SIGN)

    def _texts(self, labels: Sequence[Label]) -> None:
        painter, is_possible = self.painter, self.scene.marks.is_possible
        if not self.fonts.is_for_screen:
            for label in labels:
                painter.setPen(self.palette.soft if is_possible[label.mark] else self.palette.ink)
                self.fonts.draw(painter, label.x, label.y, label.text, label.role)
            return
        looks: dict[tuple[Role, bool], TextPictures] = {}
        for label in labels:
            look = label.role, bool(is_possible[label.mark])
            pictures = looks.get(look)
            if pictures is None:
                colour = self.palette.soft if look[1] else self.palette.ink
                pictures = looks[look] = self.fonts.pictures(label.role, colour, self.dpr)
            if label.whole:
                pictures.draw_cut(painter, label.x, label.y, label.text, label.whole, label.width)
            else:
                pictures.draw(painter, label.x, label.y, label.text)
