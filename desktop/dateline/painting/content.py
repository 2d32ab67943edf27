"""Draws what stands in the lanes: heaps, disputes, the selection, marks and titles."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from dateline.domain.claim import Certainty
from dateline.domain.when import WhenFlag
from dateline.layout.labels import Label
from dateline.layout.marks import Form
from dateline.layout.metrics import DOUBT, MARK, PREFIX, Role
from dateline.layout.scene import Scene
from dateline.painting import signs
from dateline.painting.sprites import OUTLINES, SPRITES
from dateline.painting.text import Type
from dateline.painting.theme import Theme

PREFIX_SIGN = 8.5
POSSIBLE_STRENGTH = 0.6
"""How much of its strength a mark keeps that meets the period only possibly."""
TRACE_STRENGTH = 0.65


class ContentPainter:
    """The lanes' content of one scene; the painter stands at the time area's left edge and the first lane's top."""

    def __init__(self, painter: QPainter, scene: Scene, theme: Theme, fonts: Type) -> None:
        self.painter, self.scene, self.theme, self.fonts = painter, scene, theme, fonts
        self.colours = [theme.ink_qcolor(ink) for ink in scene.inks]
        self.paper = theme.colour("paper")
        self.pens = SPRITES if fonts.is_for_screen else OUTLINES

    def draw(self) -> None:
        """Draw everything, from the ground up."""
        self._columns()
        self._blocks()
        self._curves()
        self._selection()
        self._marks()
        for label in self.scene.labels:
            self._label(label)

    def _columns(self) -> None:
        fill = self.theme.tint(self.theme.soft_ink, 0.34)
        for box in self.scene.columns:
            height = max((box.bottom - box.top) * box.share, 1.5)
            self.painter.fillRect(QRectF(box.left, box.bottom - height, box.right - box.left + 0.3, height), fill)

    def _blocks(self) -> None:
        ground, ink = self.theme.tint(self.theme.soft_ink, 0.16), self.theme.colour("ink")
        for box in self.scene.blocks:
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
                self.pens.draw_sign(self.painter, x - 8.0, rect.center().y(), box.weakest, colour, ground, 7.5)
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
        for mark in range(len(marks)):
            is_selected, is_hit = bool(scene.is_selected[mark]), bool(scene.is_hit[mark])
            is_hovered = scene.hover is not None and int(marks.row[mark]) == scene.hover
            if not (is_selected or is_hit or is_hovered):
                continue
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
        scene, marks = self.scene, self.scene.marks
        parts: dict[int, list[int]] = {}
        for index, part in enumerate(scene.parts):
            parts.setdefault(part.mark, []).append(index)
        forms, possible = marks.form.tolist(), marks.is_possible.tolist()
        lasting = [mark for mark, form in enumerate(forms) if form in (Form.BRACKET, Form.BAR)]
        for mark in lasting:
            self.painter.setOpacity(POSSIBLE_STRENGTH if possible[mark] else 1.0)
            self._extent(mark)
        for mark, own in parts.items():
            self.painter.setOpacity(POSSIBLE_STRENGTH if possible[mark] else 1.0)
            self._parts(mark, own)
        xs, ys, kinds, inks = marks.x.tolist(), marks.y.tolist(), marks.sign.tolist(), marks.ink.tolist()
        for mark, form in enumerate(forms):
            if form == Form.DOT:
                self.painter.setOpacity(POSSIBLE_STRENGTH if possible[mark] else 1.0)
                self.pens.draw_sign(
                    self.painter, xs[mark], ys[mark], kinds[mark], self.colours[inks[mark]], self.paper, MARK
                )
        self.painter.setOpacity(1.0)
        self._doubts()

    def _extent(self, mark: int) -> None:
        """A bracket or bar: hatched where possible, solid where certain, its ends by what is known of them."""
        marks = self.scene.marks
        y, colour = float(marks.y[mark]), self.colours[int(marks.ink[mark])]
        left, right = float(marks.hull_left[mark]), float(marks.hull_right[mark])
        middle = float(marks.x[mark])
        if right - left < 10.0:
            left, right = middle - 5.0, middle + 5.0
        width = self.scene.viewport.width
        shown_left, shown_right = max(left, -30.0), min(right, width + 30.0)
        body = self.theme.tint(colour.name(), 0.16)
        solid_left = max(float(marks.solid_left[mark]), shown_left)
        solid_right = min(float(marks.solid_right[mark]), shown_right)
        if solid_left < solid_right:
            self.pens.draw_hatched(self.painter, shown_left, solid_left, y, colour, body)
            signs.draw_solid(self.painter, solid_left, solid_right, y, colour)
            self.pens.draw_hatched(self.painter, solid_right, shown_right, y, colour, body)
        else:
            self.pens.draw_hatched(self.painter, shown_left, shown_right, y, colour, body)
        self._ends(mark, left, right, y, colour)
        if marks.sign[mark] == Certainty.RETRACTED:
            self.painter.drawLine(QPointF(shown_left - 3.0, y), QPointF(shown_right + 3.0, y))

    def _ends(self, mark: int, left: float, right: float, y: float, colour: QColor) -> None:
        flags, width = int(self.scene.marks.flags[mark]), self.scene.viewport.width
        path = QPainterPath()
        for x, way, opened, unknown in (
            (left, -1, WhenFlag.START_OPEN, WhenFlag.START_UNKNOWN),
            (right, 1, WhenFlag.END_OPEN, WhenFlag.END_UNKNOWN),
        ):
            edge = min(max(x, 5.0), width - 5.0)
            if flags & opened:
                signs.open_end(path, edge, y, way)
            elif flags & unknown:
                self._unknown_end(edge, way, y)
            elif flags & WhenFlag.APPROXIMATE:
                signs.wavy_end(path, x, y)
            else:
                signs.bracket_end(path, x, y, way)
        self.painter.setPen(signs.end_pen(colour, int(self.scene.marks.sign[mark])))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(path)

    def _unknown_end(self, x: float, way: int, y: float) -> None:
        """The extent dissolves, and says that it is not known how far it goes."""
        for step in range(4):
            veil = QColor(self.paper)
            veil.setAlphaF(0.9 - step * 0.2)
            begin = x - way * step * 7.0
            self.painter.fillRect(QRectF(min(begin, begin - way * 7.0), y - 6.0, 7.0, 12.0), veil)
        self.painter.setPen(self.theme.colour("ink"))
        self.fonts.draw(self.painter, x - 3.0 if way < 0 else x - 5.0, y, "?", Role.TITLE_STRONG)

    def _parts(self, mark: int, indices: list[int]) -> None:
        """Several dates: each for itself, joined by a thin line."""
        scene, marks = self.scene, self.scene.marks
        y, colour = float(marks.y[mark]), self.colours[int(marks.ink[mark])]
        parts = [scene.parts[index] for index in indices]
        is_each = bool(int(marks.flags[mark]) & WhenFlag.EACH)
        pen = QPen(colour, 1.0)
        if not is_each:
            pen.setDashPattern([1.5, 3.0])
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(parts[0].x, y), QPointF(parts[-1].x, y))
        body = self.theme.tint(colour.name(), 0.16)
        for part in parts:
            if part.is_dot:
                self.pens.draw_sign(self.painter, part.x, y, int(marks.sign[mark]), colour, self.paper, MARK)
                continue
            left, right = min(part.left, part.x - 4.0), max(part.right, part.x + 4.0)
            self.pens.draw_hatched(self.painter, left, right, y, colour, body)
            path = QPainterPath()
            signs.bracket_end(path, left, y, -1)
            signs.bracket_end(path, right, y, 1)
            self.painter.setPen(signs.end_pen(colour, int(marks.sign[mark])))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawPath(path)

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
            self.pens.draw_sign(self.painter, x, y, label.sign, colour, self.paper, PREFIX_SIGN)
        if label.tag:
            self.painter.setPen(self.theme.colour("soft_ink"))
            self.fonts.draw(self.painter, label.left, y, label.tag, Role.SMALL)
        self.painter.setPen(self.theme.colour("soft_ink" if marks.is_possible[label.mark] else "ink"))
        self.fonts.draw(self.painter, label.x, y, label.text, label.role)
