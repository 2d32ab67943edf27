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
        inks, signs = self.scene.marks.ink, dict[tuple[int, int], list[tuple[float, float]]]()
        for label in labels:
            if label.is_inside:
                self._patch(label)
            if label.sign >= 0:
                x = label.right - PREFIX_SIGN / 2 if label.is_before else label.x - PREFIX + PREFIX_SIGN / 2
                signs.setdefault((int(inks[label.mark]), label.sign), []).append((x, label.y))
        pens, palette = (SPRITES if self.fonts.is_for_screen else OUTLINES), self.palette
        for (ink, sign), points in signs.items():
            pens.draw_signs(self.painter, points, sign, palette.inks[ink], palette.paper, PREFIX_SIGN)
        if self.scene.options.has_tags:
            self._tags(labels)
        self._pictures(labels) if self.fonts.is_for_screen else self._texts(labels)

    def _patch(self, label: Label) -> None:
        left, right = label.left - 4.0, label.right + 4.0
        is_selected = bool(self.scene.is_selected[label.mark])
        patch = QRectF(left, label.y - 7.5, right - left, 15.0)
        self.painter.fillRect(patch, self.palette.selection if is_selected else self.palette.paper)

    def _tags(self, labels: Sequence[Label]) -> None:
        for label in labels:
            if label.tag:
                x, soft = label.left, self.palette.soft
                self.fonts.draw_title(self.painter, x, label.y, label.tag, Role.SMALL, soft, self.dpr)

    def _texts(self, labels: Sequence[Label]) -> None:
        is_possible = self.scene.marks.is_possible
        for label in labels:
            self.painter.setPen(self.palette.soft if is_possible[label.mark] else self.palette.ink)
            self.fonts.draw(self.painter, label.x, label.y, label.text, label.role)

    def _pictures(self, labels: Sequence[Label]) -> None:
        painter, is_possible = self.painter, self.scene.marks.is_possible
        looks = TitlePictures(self.fonts, self.palette, self.dpr)
        for mark, x, y, width, text, role, _, _, _, _, whole in labels:
            pictures = looks[role, bool(is_possible[mark])]
            if whole:
                pictures.draw_cut(painter, x, y, whole, width)
            else:
                pictures.draw(painter, x, y, text)


class TitlePictures(dict[tuple[Role, bool], TextPictures]):
    """The pictures of titles by role and by whether an event is only possibly meant."""

    def __init__(self, fonts: Type, palette: Palette, dpr: float) -> None:
        super().__init__()
        self._fonts, self._palette, self._dpr = fonts, palette, dpr

    def __missing__(self, look: tuple[Role, bool]) -> TextPictures:
        role, is_possible = look
        colour = self._palette.soft if is_possible else self._palette.ink
        found = self[look] = self._fonts.pictures(role, colour, self._dpr)
        return found
