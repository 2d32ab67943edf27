"""Draws what has an extent: brackets, bars and the members of several dates, their ends by what is known of them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from dateline.domain.claim import Certainty
from dateline.domain.when import WhenFlag
from dateline.layout.marks import LEAST_BRACKET, Form, Part
from dateline.layout.metrics import MARK, Role
from dateline.layout.scene import Scene
from dateline.painting import signs
from dateline.painting.sprites import Outlines, Sprites
from dateline.painting.text import Type
from dateline.painting.theme import Theme

BODY_SHARE = 0.16
OUTSIDE = 30.0
"""How far beyond the view an extent is drawn."""
VEIL = 7.0
EDGE, ARROW = 4.0, 11.0
"""From the view's edge to the tip of an open end, and to the body before it."""

# Plain integers: an IntFlag's & costs fifty times more, and this runs for every bar.
START_OPEN, START_UNKNOWN = int(WhenFlag.START_OPEN), int(WhenFlag.START_UNKNOWN)
END_OPEN, END_UNKNOWN = int(WhenFlag.END_OPEN), int(WhenFlag.END_UNKNOWN)
APPROXIMATE, EACH = int(WhenFlag.APPROXIMATE), int(WhenFlag.EACH)

Look = tuple[int, int]
"""Ink and certainty: what decides the pen of ends."""


class ExtentPainter:
    """The extents of one scene; ends of one look are gathered and drawn at once."""

    def __init__(self, painter: QPainter, scene: Scene, fonts: Type, theme: Theme, pens: Sprites | Outlines) -> None:
        self.painter, self.scene, self.fonts, self.theme, self.pens = painter, scene, fonts, theme, pens
        self.colours = [theme.ink_qcolor(ink) for ink in scene.inks]
        self.bodies = [theme.tint(colour.name(), BODY_SHARE) for colour in self.colours]
        self.paper = theme.colour("paper")
        self.ends: dict[Look, QPainterPath] = {}
        self.unknown: list[tuple[float, int, float]] = []
        self.parts: dict[int, list[Part]] = {}
        for part in scene.parts:
            self.parts.setdefault(part.mark, []).append(part)

    def draw(self, marks: NDArray[np.int64]) -> None:
        """Draw those of the marks (indices) that have an extent."""
        forms = self.scene.marks.form[marks]
        self.ends, self.unknown = {}, []
        for mark in marks[(forms == Form.BRACKET) | (forms == Form.BAR)].tolist():
            self._extent(mark)
        for mark in marks[forms == Form.PARTS].tolist():
            self._members(mark)
        for (ink, certainty), path in self.ends.items():
            self.painter.setPen(signs.end_pen(self.colours[ink], certainty))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawPath(path)
        for x, way, y in self.unknown:
            self._dissolve(x, way, y)

    def _path(self, mark: int) -> QPainterPath:
        marks = self.scene.marks
        return self.ends.setdefault((int(marks.ink[mark]), int(marks.sign[mark])), QPainterPath())

    def _extent(self, mark: int) -> None:
        """Hatched where possible, solid where certain."""
        marks, limit = self.scene.marks, self.scene.viewport.width + OUTSIDE
        y, ink = float(marks.y[mark]), int(marks.ink[mark])
        left, right = float(marks.hull_left[mark]), float(marks.hull_right[mark])
        if right - left < LEAST_BRACKET:
            middle = float(marks.x[mark])
            left, right = middle - LEAST_BRACKET / 2, middle + LEAST_BRACKET / 2
        flags = int(marks.flags[mark])
        shown_left = max(left, ARROW if flags & START_OPEN else -OUTSIDE)
        shown_right = min(right, limit - OUTSIDE - ARROW if flags & END_OPEN else limit)
        solid_left = max(float(marks.solid_left[mark]), shown_left)
        solid_right = min(float(marks.solid_right[mark]), shown_right)
        if solid_left < solid_right:
            self._hatched(shown_left, solid_left, y, ink)
            signs.draw_solid(self.painter, solid_left, solid_right, y, self.colours[ink])
            self._hatched(solid_right, shown_right, y, ink)
        else:
            self._hatched(shown_left, shown_right, y, ink)
        if marks.sign[mark] == Certainty.RETRACTED:
            self.painter.setPen(QPen(self.colours[ink], signs.LINE))
            self.painter.drawLine(QLineF(shown_left - 3.0, y, shown_right + 3.0, y))
        self._both_ends(mark, left, right, y)

    def _hatched(self, left: float, right: float, y: float, ink: int) -> None:
        self.pens.draw_hatched(self.painter, left, right, y, self.colours[ink], self.bodies[ink])

    def _both_ends(self, mark: int, left: float, right: float, y: float) -> None:
        flags, width = int(self.scene.marks.flags[mark]), self.scene.viewport.width
        path = self._path(mark)
        for x, way, opened, unknown in ((left, -1, START_OPEN, START_UNKNOWN), (right, 1, END_OPEN, END_UNKNOWN)):
            edge = min(max(x, EDGE), width - EDGE)
            if flags & opened:
                signs.open_end(path, edge, y, way)
            elif flags & unknown:
                self.unknown.append((edge, way, y))
            elif flags & APPROXIMATE:
                signs.wavy_end(path, x, y)
            else:
                signs.bracket_end(path, x, y, way)

    def _dissolve(self, x: float, way: int, y: float) -> None:
        """An extent of which it is not known how far it goes fades out and says so."""
        for step in range(4):
            veil = QColor(self.paper)
            veil.setAlphaF(0.9 - step * 0.2)
            begin = x - way * step * VEIL
            self.painter.fillRect(QRectF(min(begin, begin - way * VEIL), y - 6.0, VEIL, 12.0), veil)
        self.painter.setPen(self.theme.colour("ink"))
        self.fonts.draw(self.painter, x - 2.0 if way < 0 else x - 6.0, y, "?", Role.TITLE_STRONG)

    def _members(self, mark: int) -> None:
        """Several dates: each for itself, joined by a thin line, dotted where only one of them holds."""
        marks, parts = self.scene.marks, self.parts[mark]
        y, ink = float(marks.y[mark]), int(marks.ink[mark])
        pen = QPen(self.colours[ink], 1.0)
        if not int(marks.flags[mark]) & EACH:
            pen.setDashPattern([1.5, 3.0])
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(parts[0].x, y), QPointF(parts[-1].x, y))
        for part in parts:
            if part.is_dot:
                sign = int(marks.sign[mark])
                self.pens.draw_signs(self.painter, [(part.x, y)], sign, self.colours[ink], self.paper, MARK)
            else:
                left, right = min(part.left, part.x - 4.0), max(part.right, part.x + 4.0)
                self._hatched(left, right, y, ink)
                signs.bracket_end(self._path(mark), left, y, -1)
                signs.bracket_end(self._path(mark), right, y, 1)
