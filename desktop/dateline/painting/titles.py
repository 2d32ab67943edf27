"""Draws titles: each with its tag, its sign and, inside a bar, a patch of ground."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from dateline.layout.label import Label
from dateline.layout.metrics import PREFIX, Role
from dateline.layout.scene import Scene
from dateline.painting.palette import Palette
from dateline.painting.pictures import TextPictures
from dateline.painting.sprites import OUTLINES, SPRITES
from dateline.painting.text import Type

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
        if self.scene.options.has_tags:
            self._tags(labels)
        self._pictures(labels) if self.fonts.is_for_screen else self._texts(labels)

    def _signs(self, labels: Sequence[Label]) -> None:
        if not labels:
            return
        half, inks = PREFIX_SIGN / 2, self.scene.marks.ink[[label.mark for label in labels]].tolist()
        x = [label.right - half if label.is_before else label.x - PREFIX + half for label in labels]
        looks = [(ink, label.sign) for ink, label in zip(inks, labels, strict=True)]
        pens, palette = (SPRITES if self.fonts.is_for_screen else OUTLINES), self.palette
        y = np.array([label.y for label in labels])
        pens.draw_signs(self.painter, np.array(x), y, looks, palette.inks, palette.paper, PREFIX_SIGN)

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
        """Draw those that look alike in one go: first whole ones, then those that are cut."""
        painter, is_possible = self.painter, self.scene.marks.is_possible
        looks = TitlePictures(self.fonts, self.palette, self.dpr)
        groups: dict[tuple[Role, bool, bool], list[tuple[float, float, str, float]]] = {}
        possible = is_possible[[label.mark for label in labels]].tolist()
        for (_, x, y, width, text, role, _, _, _, _, whole), soft in zip(labels, possible, strict=True):
            groups.setdefault((role, soft, bool(whole)), []).append((x, y, whole or text, width))
        for (role, soft, is_cut), found in groups.items():
            xs, ys, texts, widths = zip(*found, strict=True)
            cut = np.array(widths) if is_cut else None
            looks[role, soft].draw_all(painter, np.array(xs), np.array(ys), texts, cut)


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
