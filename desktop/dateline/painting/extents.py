"""Draws what has an extent: brackets, bars and the members of several dates, their ends by what is known of them."""

from itertools import compress
from typing import Any

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
from dateline.painting.pictures import Numbers
from dateline.painting.signs import End
from dateline.painting.sprites import Bodies, EndLook, Outlines, Sprites
from dateline.painting.text import Type

OUTSIDE = 30.0
"""How far beyond the view an extent is drawn."""
LEAST_HATCHED = 0.5
VEIL = 7.0
EDGE, ARROW = 4.0, 11.0
"""From the view's edge to the tip of an open end, and to the body before it."""

# Plain integers: an IntFlag's & costs fifty times more, and this runs for every bar.
START_OPEN, START_UNKNOWN = int(WhenFlag.START_OPEN), int(WhenFlag.START_UNKNOWN)
END_OPEN, END_UNKNOWN = int(WhenFlag.END_OPEN), int(WhenFlag.END_UNKNOWN)
APPROXIMATE, EACH, RETRACTED = int(WhenFlag.APPROXIMATE), int(WhenFlag.EACH), int(Certainty.RETRACTED)

BRACKET_LEFT, BRACKET_RIGHT = int(End.BRACKET_LEFT), int(End.BRACKET_RIGHT)
NOT_PLAIN = START_OPEN | START_UNKNOWN | END_OPEN | END_UNKNOWN | APPROXIMATE

Body = tuple[float, float, float, float, int]
"""Left, right, y, the origin of its hatching, and its ink."""


class ExtentPainter:
    """The extents of one scene; bodies and ends are gathered and drawn at once."""

    def __init__(
        self, painter: QPainter, scene: Scene, fonts: Type, palette: Palette, pens: Sprites | Outlines, part: QRectF
    ) -> None:
        self.painter, self.scene, self.fonts, self.palette, self.pens = painter, scene, fonts, palette, pens
        self.part = part
        self.colours, self.paper = palette.inks, palette.paper
        self.hatched: list[Body] = []
        self.solid: list[Body] = []
        self.ends: list[tuple[float, float, EndLook]] = []
        self.unknown: list[tuple[float, int, float]] = []
        self.parts: dict[int, list[Part]] = {}
        for member in scene.parts:
            self.parts.setdefault(member.mark, []).append(member)

    def draw(self, marks: NDArray[np.int64]) -> None:
        """Draw those of the marks (indices) that have an extent."""
        forms = self.scene.marks.form[marks]
        self.hatched, self.solid, self.ends, self.unknown = [], [], [], []
        bodied = marks[(forms == Form.BRACKET) | (forms == Form.BAR)]
        several = marks[forms == Form.PARTS].tolist()
        for mark in several:
            self._connector(mark)
        struck = self._bodies(bodied)
        for mark in several:
            self._members(mark)
        self._draw_bodies(struck)
        self._draw_ends()

    def draw_open_ends(self, marks: NDArray[np.int64], low: float, high: float, ground: QColor) -> None:
        """Draw how the marks that go on beyond `low` or `high` do so there, over their bodies and on their ground."""
        self.paper = ground
        drawn = self.scene.marks
        self.ends, self.unknown = [], []
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
        self.ends.append((x, y, (*look, int(end))))

    def _draw_ends(self) -> None:
        if self.ends:
            xs, ys, looks = zip(*self.ends, strict=True)
            self.pens.draw_ends(self.painter, np.array(xs), np.array(ys), looks, self.colours)
        for x, way, y in self.unknown:
            self._dissolve(x, way, y)

    def _draw_bodies(self, struck: list[tuple[int, QLineF]]) -> None:
        if self.hatched:
            self.pens.draw_hatched(self.painter, _columns_of(self.hatched), self.colours, self.palette.bodies)
        if self.solid:
            self.pens.draw_solid(self.painter, _columns_of(self.solid), self.colours)
        for ink, line in struck:
            self.painter.setPen(QPen(self.colours[ink], signs.LINE))
            self.painter.drawLine(line)

    def _bodies(self, chosen: NDArray[np.int64]) -> list[tuple[int, QLineF]]:
        """Hatched where possible, solid where certain; what lies outside the clip is cut off first.

        Returns the strokes, with their inks, through what is retracted.
        """
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
        y, ink, sign = marks.y[chosen], marks.ink[chosen], marks.sign[chosen]
        is_solid = solid_left < solid_right
        self._hatch(begin, np.where(is_solid, solid_left, end), y, origin, ink)
        some = is_solid.nonzero()[0]
        self.solid += _rows(solid_left[some], solid_right[some], y[some], solid_left[some], ink[some])
        self._hatch(solid_right[some], end[some], y[some], solid_right[some], ink[some])
        self._both_ends(left, right, y, flags, list(zip(ink.tolist(), sign.tolist(), strict=True)))
        return [
            (int(ink[place]), QLineF(begin[place] - 3.0, y[place], end[place] + 3.0, y[place]))
            for place in (sign == RETRACTED).nonzero()[0].tolist()
        ]

    def _hatch(self, left: Numbers, right: Numbers, y: Numbers, origin: Numbers, ink: NDArray[np.int32]) -> None:
        some = (right - left >= LEAST_HATCHED).nonzero()[0]
        self.hatched += _rows(left[some], right[some], y[some], origin[some], ink[some])

    def _both_ends(
        self, left: Numbers, right: Numbers, y: Numbers, flags: NDArray[np.uint16], looks: list[tuple[int, int]]
    ) -> None:
        """Brackets for those whose dates are plain, and for the others what says how their ends are known."""
        is_plain = flags & NOT_PLAIN == 0
        plain = is_plain.nonzero()[0]
        levels, alike = y[plain].tolist(), list(compress(looks, is_plain.tolist()))
        for ends, end in ((left, BRACKET_LEFT), (right, BRACKET_RIGHT)):
            self.ends += [
                (x, level, (ink, sign, end))
                for x, level, (ink, sign) in zip(ends[plain].tolist(), levels, alike, strict=True)
            ]
        for place in (~is_plain).nonzero()[0].tolist():
            self._hedged_ends(looks[place], int(flags[place]), float(left[place]), float(right[place]), float(y[place]))

    def _hedged_ends(self, look: tuple[int, int], flags: int, left: float, right: float, y: float) -> None:
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
                at = np.array([part.x]), np.array([y])
                self.pens.draw_signs(self.painter, *at, [(ink, sign)], self.colours, self.paper, MARK)
            else:
                left, right = min(part.left, part.x - 4.0), max(part.right, part.x + 4.0)
                if right - left >= LEAST_HATCHED:
                    self.hatched.append((left, right, y, left, ink))
                look = ink, int(marks.sign[mark])
                self._end(look, End.BRACKET_LEFT, left, y)
                self._end(look, End.BRACKET_RIGHT, right, y)


def _rows(*columns: NDArray[Any]) -> list[Any]:
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _columns_of(bodies: list[Body]) -> Bodies:
    return Bodies(*map(np.array, zip(*bodies, strict=True)))
