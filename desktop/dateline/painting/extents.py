"""Draws what has an extent: brackets, bars and the members of several dates, their ends by what is known of them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from dateline.domain.claim import Certainty
from dateline.domain.when import WhenFlag
from dateline.layout.marks import LEAST_BRACKET, Form, Part
from dateline.layout.metrics import HATCH, MARK, Role
from dateline.layout.scene import Scene
from dateline.painting import signs
from dateline.painting.palette import Palette
from dateline.painting.signs import End
from dateline.painting.sprites import Outlines, Sprites
from dateline.painting.text import Type

OUTSIDE = 30.0
"""How far beyond the view an extent is drawn."""
VEIL = 7.0
EDGE, ARROW = 4.0, 11.0
"""From the view's edge to the tip of an open end, and to the body before it."""

# Plain integers: an IntFlag's & costs fifty times more, and this runs for every bar.
START_OPEN, START_UNKNOWN = int(WhenFlag.START_OPEN), int(WhenFlag.START_UNKNOWN)
END_OPEN, END_UNKNOWN = int(WhenFlag.END_OPEN), int(WhenFlag.END_UNKNOWN)
APPROXIMATE, EACH, RETRACTED = int(WhenFlag.APPROXIMATE), int(WhenFlag.EACH), int(Certainty.RETRACTED)

BRACKET_LEFT, BRACKET_RIGHT = int(End.BRACKET_LEFT), int(End.BRACKET_RIGHT)
NOT_PLAIN = START_OPEN | START_UNKNOWN | END_OPEN | END_UNKNOWN | APPROXIMATE

Body = tuple[float, float, float, float]
"""Left, right, y and the origin of its hatching."""
Look = tuple[int, int, int]
"""Ink, certainty and form: what ends that are drawn together share."""


class ExtentPainter:
    """The extents of one scene; ends of one look are gathered and drawn at once."""

    def __init__(
        self, painter: QPainter, scene: Scene, fonts: Type, palette: Palette, pens: Sprites | Outlines, part: QRectF
    ) -> None:
        self.painter, self.scene, self.fonts, self.palette, self.pens = painter, scene, fonts, palette, pens
        self.part = part
        self.colours, self.paper = palette.inks, palette.paper
        self.hatched: dict[int, list[Body]] = {}
        self.solid: dict[int, list[Body]] = {}
        self.ends: dict[Look, list[tuple[float, float]]] = {}
        self.unknown: list[tuple[float, int, float]] = []
        self.parts: dict[int, list[Part]] = {}
        for member in scene.parts:
            self.parts.setdefault(member.mark, []).append(member)

    def draw(self, marks: NDArray[np.int64]) -> None:
        """Draw those of the marks (indices) that have an extent."""
        forms = self.scene.marks.form[marks]
        self.hatched, self.solid, self.ends, self.unknown = {}, {}, {}, []
        bodied = marks[(forms == Form.BRACKET) | (forms == Form.BAR)]
        several = marks[forms == Form.PARTS].tolist()
        for mark in several:
            self._connector(mark)
        struck = self._bodies(bodied)
        for mark in several:
            self._members(mark)
        self._draw_bodies(struck)
        self._draw_ends()

    def draw_open_ends(self, marks: NDArray[np.int64], low: float, high: float) -> None:
        """Draw how the marks that go on beyond `low` or `high` do so there, over their bodies."""
        drawn = self.scene.marks
        self.ends, self.unknown = {}, []
        for mark in marks.tolist():
            y, flags = float(drawn.y[mark]), int(drawn.flags[mark])
            look = int(drawn.ink[mark]), int(drawn.sign[mark])
            if drawn.hull_left[mark] < low + EDGE and drawn.hull_right[mark] > low + ARROW:
                self._open_end(look, flags & START_OPEN, flags & START_UNKNOWN, low + EDGE, -1, y)
            if drawn.hull_right[mark] > high - EDGE and drawn.hull_left[mark] < high - ARROW:
                self._open_end(look, flags & END_OPEN, flags & END_UNKNOWN, high - EDGE, 1, y)
        self._draw_ends()

    def _open_end(self, look: tuple[int, int], is_open: int, is_unknown: int, x: float, way: int, y: float) -> None:
        if is_open:
            outer, inner = x + way * EDGE, x + way * (EDGE - ARROW)
            body = QRectF(min(outer, inner), y - signs.BODY / 2 - 0.5, ARROW, signs.BODY + 1.0)
            self.painter.fillRect(body, self.paper)
            self._end(look, End.OPEN_LEFT if way < 0 else End.OPEN_RIGHT, x, y)
        elif is_unknown:
            self.unknown.append((x, way, y))

    def _end(self, look: tuple[int, int], end: End, x: float, y: float) -> None:
        self.ends.setdefault((*look, int(end)), []).append((x, y))

    def _draw_ends(self) -> None:
        for (ink, certainty, end), points in self.ends.items():
            self.pens.draw_ends(self.painter, points, end, certainty, self.colours[ink])
        for x, way, y in self.unknown:
            self._dissolve(x, way, y)

    def _draw_bodies(self, struck: list[tuple[int, QLineF]]) -> None:
        for ink, bodies in self.hatched.items():
            self.pens.draw_hatched(self.painter, bodies, self.colours[ink], self.palette.bodies[ink])
        for ink, bodies in self.solid.items():
            self.pens.draw_solid(self.painter, bodies, self.colours[ink])
        for ink, line in struck:
            self.painter.setPen(QPen(self.colours[ink], signs.LINE))
            self.painter.drawLine(line)

    def _bodies(self, chosen: NDArray[np.int64]) -> list[tuple[int, QLineF]]:
        """Hatched where possible, solid where certain; what lies outside the clip is cut off first.

        Returns the strokes, with their inks, through what is retracted.
        """
        struck: list[tuple[int, QLineF]] = []
        marks, width = self.scene.marks, self.scene.viewport.width
        clip = self.part
        low, high = max(-OUTSIDE, clip.left() - OUTSIDE), min(width + OUTSIDE, clip.right() + OUTSIDE)
        left, right, middle = marks.hull_left[chosen], marks.hull_right[chosen], marks.x[chosen]
        is_short = right - left < LEAST_BRACKET
        left = np.where(is_short, middle - LEAST_BRACKET / 2, left)
        right = np.where(is_short, middle + LEAST_BRACKET / 2, right)
        flags = marks.flags[chosen]
        begin = np.maximum(left, np.where(flags & START_OPEN, max(ARROW, low), low))
        end = np.minimum(right, np.where(flags & END_OPEN, min(width - ARROW, high), high))
        solid_left = np.maximum(marks.solid_left[chosen], begin)
        solid_right = np.minimum(marks.solid_right[chosen], end)
        is_solid_left = (marks.solid_left[chosen] < marks.solid_right[chosen]) & (marks.solid_right[chosen] <= begin)
        origin = np.where(is_solid_left, marks.solid_right[chosen], np.where(flags & START_OPEN, right, left))
        is_cut = begin > np.where(flags & START_OPEN, ARROW, left)  # then begin at a whole pattern
        begin = np.where(is_cut, origin + np.floor((begin - origin) / HATCH) * HATCH, begin)
        for x0, x1, s0, s1, b0, b1, count, y, ink, flag, sign in zip(
            left.tolist(), right.tolist(), solid_left.tolist(), solid_right.tolist(), begin.tolist(), end.tolist(),
            origin.tolist(), marks.y[chosen].tolist(), marks.ink[chosen].tolist(), flags.tolist(),
            marks.sign[chosen].tolist(), strict=True,
        ):  # fmt: skip
            if s0 < s1:
                self._hatched(b0, s0, y, ink, count)
                self.solid.setdefault(ink, []).append((s0, s1, y, s0))
                self._hatched(s1, b1, y, ink, s1)
            else:
                self._hatched(b0, b1, y, ink, count)
            if sign == RETRACTED:
                struck.append((ink, QLineF(b0 - 3.0, y, b1 + 3.0, y)))
            self._both_ends((ink, sign), flag, x0, x1, y)
        return struck

    def _hatched(self, left: float, right: float, y: float, ink: int, origin: float) -> None:
        if right - left >= 0.5:
            self.hatched.setdefault(ink, []).append((left, right, y, origin))

    def _both_ends(self, look: tuple[int, int], flags: int, left: float, right: float, y: float) -> None:
        if not flags & NOT_PLAIN:
            self.ends.setdefault((*look, BRACKET_LEFT), []).append((left, y))
            self.ends.setdefault((*look, BRACKET_RIGHT), []).append((right, y))
            return
        width = self.scene.viewport.width
        for x, way, opened, unknown in ((left, -1, START_OPEN, START_UNKNOWN), (right, 1, END_OPEN, END_UNKNOWN)):
            edge = min(max(x, EDGE), width - EDGE)
            if flags & opened:
                self._end(look, End.OPEN_LEFT if way < 0 else End.OPEN_RIGHT, edge, y)
            elif flags & unknown:
                self.unknown.append((edge, way, y))
            elif flags & APPROXIMATE:
                self._end(look, End.WAVY, x, y)
            else:
                self._end(look, End.BRACKET_LEFT if way < 0 else End.BRACKET_RIGHT, x, y)

    def _dissolve(self, x: float, way: int, y: float) -> None:
        """An extent of which it is not known how far it goes fades out and says so."""
        for step in range(4):
            veil = QColor(self.paper)
            veil.setAlphaF(0.9 - step * 0.2)
            begin = x - way * step * VEIL
            self.painter.fillRect(QRectF(min(begin, begin - way * VEIL), y - 6.0, VEIL, 12.0), veil)
        self.painter.setPen(self.palette.ink)
        self.fonts.draw(self.painter, x - 2.0 if way < 0 else x - 6.0, y, "?", Role.TITLE_STRONG)

    def _connector(self, mark: int) -> None:
        """A thin line between several dates, dotted where only one of them holds."""
        marks, parts = self.scene.marks, self.parts[mark]
        y, ink = float(marks.y[mark]), int(marks.ink[mark])
        pen = QPen(self.colours[ink], 1.0)
        if not int(marks.flags[mark]) & EACH:
            pen.setDashPattern([1.5, 3.0])
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(parts[0].x, y), QPointF(parts[-1].x, y))

    def _members(self, mark: int) -> None:
        """Several dates, each for itself."""
        marks = self.scene.marks
        y, ink = float(marks.y[mark]), int(marks.ink[mark])
        for part in self.parts[mark]:
            if part.is_dot:
                sign = int(marks.sign[mark])
                self.pens.draw_signs(self.painter, [(part.x, y)], sign, self.colours[ink], self.paper, MARK)
            else:
                left, right = min(part.left, part.x - 4.0), max(part.right, part.x + 4.0)
                self._hatched(left, right, y, ink, left)
                look = ink, int(marks.sign[mark])
                self._end(look, End.BRACKET_LEFT, left, y)
                self._end(look, End.BRACKET_RIGHT, right, y)
